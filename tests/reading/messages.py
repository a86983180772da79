"""Findings as a reader sees them, for whole sentences in assertions."""

from __future__ import annotations

from collections.abc import Iterable

from termbook.diagnostics import Diagnostic
from termbook.words import Words

_CHINESE = Words("zh-Hans")


def told(found: Iterable[Diagnostic], words: Words = _CHINESE) -> list[str]:
    """`line:column: rule message` of each finding."""
    return [
        f"{one.place.line}:{one.place.column}: {one.rule} "
        + words(f"rule.{one.rule}.message", **dict(one.args))
        for one in found
    ]


def spots(found: Iterable[Diagnostic]) -> list[tuple[str, int, int, int]]:
    """Rule, line, column and width of each finding."""
    return [(one.rule, one.place.line, one.place.column, one.place.width) for one in found]
