"""TB7: rules about personal data."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule

RULES: Final[tuple[Rule, ...]] = ()
