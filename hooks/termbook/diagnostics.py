"""What is wrong with a record, as data.

Bad input never raises through the core: it becomes a `Diagnostic`, and all of them are reported
together. A diagnostic holds the rule's id and the values its message needs; the sentence itself
stands in the table of words, so that it can be read in either language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of one line of a source file.

    `line` and `column` count from 1, columns in characters (not bytes, not screen cells);
    `width` is the number of characters meant, at least 1.
    """

    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: the rule, where, and the values that its message names.

    `path` is relative to the records folder, with `/`; `rule` is an id of `words.rules.RULES`.
    """

    path: str
    place: Place
    rule: str
    args: tuple[tuple[str, str], ...] = ()


def finding(rule: str, path: str, place: Place | None = None, **args: object) -> Diagnostic:
    """A diagnostic of `rule` at `place` (the first character of the file where none is given)."""
    values = tuple(sorted((name, str(value)) for name, value in args.items()))
    return Diagnostic(path=path, place=place or Place(), rule=rule, args=values)


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings by path, line, column, rule and values, each once."""
    return sorted(set(found), key=lambda d: (d.path, d.place.line, d.place.column, d.rule, d.args))
