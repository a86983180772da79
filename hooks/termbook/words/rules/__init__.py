"""The rules of `check`: each id once, with its severity and its words in both languages.

An id is stable: it is never given to another rule, and a rule that is dropped leaves a gap.
TB0 reading, TB1 fields, TB2 vocabularies, TB3 ids and links, TB4 dates and periods,
TB5 attachments, TB6 the life of a risk, TB7 personal data, TB8 publication, TB9 completeness:
one module each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from termbook.words.rules import (
    attachments,
    completeness,
    fields,
    links,
    lives,
    periods,
    personal_data,
    publication,
    reading,
    vocabularies,
)
from termbook.words.rules.rule import Rule, Severity

__all__ = ["RULES", "Rule", "Severity", "rows"]

_FAMILIES: Final = (
    reading,
    fields,
    vocabularies,
    links,
    periods,
    attachments,
    lives,
    personal_data,
    publication,
    completeness,
)

RULES: Final[Mapping[str, Rule]] = {rule.id: rule for family in _FAMILIES for rule in family.RULES}
"""All rules by id, in the order of the help page."""


def rows() -> dict[str, tuple[str, str]]:
    """The rules' words as rows of the table: `rule.TB001.title`, `.message`, `.about`."""
    table: dict[str, tuple[str, str]] = {}
    for rule in RULES.values():
        table[f"rule.{rule.id}.title"] = rule.title
        table[f"rule.{rule.id}.message"] = rule.message
        table[f"rule.{rule.id}.about"] = rule.about
    return table
