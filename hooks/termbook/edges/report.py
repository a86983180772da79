"""Findings as lines of text: for a terminal, a log, an editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from unicodedata import category, east_asian_width

from termbook.diagnostics import Diagnostic
from termbook.words import Words
from termbook.words.rules import RULES, Severity

HELP_PAGE = "help/rules.html"
_LINE_LENGTH = 100
_JOINING = ("Mn", "Me", "Cf")


def severity(found: Diagnostic) -> Severity:
    """How much a finding weighs."""
    return RULES[found.rule].severity


def message(found: Diagnostic, words: Words) -> str:
    """The sentence of a finding: what is wrong, and what to do."""
    return words(f"rule.{found.rule}.message", **dict(found.args))


def line(found: Diagnostic, words: Words, prefix: str) -> str:
    """`path:line:column: severity TBnnn message (help page)`; `prefix` is the records folder."""
    place = found.place
    where = f"{prefix}{found.path}:{place.line}:{place.column}"
    see = words("report.see", page=f"{HELP_PAGE}#{found.rule.lower()}")
    return f"{where}: {severity(found)} {found.rule} {message(found, words)}{see}"


def caret(found: Diagnostic, lines: Sequence[str]) -> list[str]:
    """The offending line and a caret below it; nothing where the file has no such line."""
    place = found.place
    if not 1 <= place.line <= len(lines):
        return []
    text = lines[place.line - 1].replace("\t", " ")
    if not text.strip():
        return []
    start = max(0, place.column - 1 - _LINE_LENGTH // 2) if len(text) > _LINE_LENGTH else 0
    shown = text[start : start + _LINE_LENGTH]
    before = shown[: place.column - 1 - start]
    marked = shown[place.column - 1 - start : place.column - 1 - start + place.width]
    gutter = f"{place.line:>6} | "
    blank = " " * (len(gutter) - 2) + "| "
    return [gutter + shown, blank + " " * _cells(before) + "^" * max(1, _cells(marked))]


def _cells(text: str) -> int:
    """How many cells of a terminal `text` takes: two for Han, none for what joins a letter."""
    return sum(
        0 if category(c) in _JOINING else 2 if east_asian_width(c) in "WF" else 1 for c in text
    )


def counts(found: Iterable[Diagnostic]) -> tuple[int, int]:
    """The number of errors and of warnings."""
    weights = [severity(item) for item in found]
    return weights.count(Severity.ERROR), weights.count(Severity.WARNING)


def write(
    found: Sequence[Diagnostic],
    *,
    words: Words,
    prefix: str,
    out: Callable[[str], None],
    lines_of: Callable[[str], Sequence[str]] | None = None,
) -> None:
    """Writes every finding through `out`; with `lines_of`, the offending lines too."""
    known: dict[str, Sequence[str]] = {}
    for item in found:
        out(line(item, words, prefix))
        if lines_of is not None:
            if item.path not in known:
                known = {item.path: lines_of(item.path)}
            for shown in caret(item, known[item.path]):
                out(shown)


def prefix_of(root: Path, folder: Path) -> str:
    """How the records folder `root` is named before a path, seen from `folder`."""
    root, folder = root.resolve(), folder.resolve()
    shown = root.relative_to(folder) if root.is_relative_to(folder) else root
    return "" if shown == Path() else f"{shown.as_posix()}/"
