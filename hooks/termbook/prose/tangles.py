"""Text that Markdown would take too long to understand, found before it is tried.

Python-Markdown needs time that grows with the square of some characters in one paragraph (8,000
`[` take 12 seconds) and recurses with every level of nesting. A paragraph, list item or table row
beyond the limits below is shown as it was typed. Real documents stay far away from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from termbook.diagnostics import Place

MOST_MARKS: Final = 400
"""How many of each special character one paragraph may hold."""

MOST_CHARACTERS: Final = 40_000
"""How long one paragraph may be."""

DEEPEST: Final = 12
"""How many levels of quotes or indentation a line may have."""

MOST_ITEMS: Final = 3_000
"""How many paragraphs, list items and rows one text may hold as Markdown."""

_MARKS: Final = "[]*_`<>!&\\~|:\"'"
_NEW_UNIT: Final = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])\s|\s*\||\s*>|#|\s*:\s")
_QUOTES: Final = re.compile(r"(?:\s*>)+")
_INDENT: Final = re.compile(r"[ \t]*")


def units(body: str) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs, items and rows of `body`: first line, line after the last, tangled or not.

    Lines count from 0; blank lines belong to no unit.
    """
    start = -1
    size = 0
    lines = body.split("\n")
    count = 0
    for number, line in enumerate(lines):
        blank = not line.strip()
        begins = not blank and (start < 0 or _NEW_UNIT.match(line) is not None)
        if start >= 0 and (blank or begins):
            count += 1
            yield start, number, count > MOST_ITEMS or _knotted(lines[start:number], size)
            start, size = -1, 0
        if not blank:
            if start < 0:
                start = number
            size += len(line)
    if start >= 0:
        yield start, len(lines), count >= MOST_ITEMS or _knotted(lines[start:], size)


def _knotted(lines: list[str], size: int) -> bool:
    for line in lines:
        indent = _INDENT.match(line)
        width = len(indent[0].expandtabs(4)) if indent else 0
        if width > DEEPEST * 4:
            return True
        quotes = _QUOTES.match(line)
        if quotes and quotes[0].count(">") > DEEPEST:
            return True
    if size < MOST_MARKS:
        return False
    if size > MOST_CHARACTERS:
        return True
    text = "\n".join(lines)
    return any(text.count(mark) > MOST_MARKS for mark in _MARKS)


def tangled(body: str, first_line: int) -> Place | None:
    """The first part of `body` that is shown as it was typed, if any is."""
    if len(body) < MOST_MARKS and DEEPEST * ">" not in body and DEEPEST * "    " not in body:
        return None
    for start, _, knotted in units(body):
        if knotted:
            return Place(line=first_line + start)
    return None
