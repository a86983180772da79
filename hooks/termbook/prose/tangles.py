"""Text that Markdown would take too long to understand, found before it is tried.

Python-Markdown needs time that grows with the square of some characters in one paragraph, and
recurses with every level of nesting. A paragraph, item or row beyond the limits below is shown as
it was typed. Real documents stay far away from them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from termbook.diagnostics import Place
from termbook.prose.parts import TAB, Part, parts_of

MOST_MARKS: Final = 400
"""How many of each special character one part of a text may hold."""

MOST_CHARACTERS: Final = 40_000
"""How long one part may be."""

DEEPEST: Final = 12
"""How many levels of lists, quotes or notes a line may begin with."""

MOST_PARTS: Final = 2_000
"""How many paragraphs, items and rows one text may hold as Markdown."""

MOST_WORK: Final = 25_000
"""How much work, as `work_of` counts it, the marks of one text may make."""

_WORKING: Final = "[*_`<&\\"
_MARKS: Final = "[]()*_`<&\\|\"'"
_SINGLE: Final = _MARKS.encode()
_SMALL: Final = 4_000
_LEADERS: Final = re.compile(r"[ \t]*(?:>|[-+*][ \t]|[0-9]+\.[ \t]|:[ \t]|\[\^[^\]]*\]:)")
_DEEP: Final = re.compile(
    rf"^(?:[ \t]*(?:>|[-+*][ \t]|[0-9]+\.[ \t]|:[ \t]|\[\^[^\]\n]*\]:)){{{DEEPEST}}}",
    re.MULTILINE,
)


@lru_cache(maxsize=1)
def tangles_of(body: str) -> tuple[Part, ...]:
    """The parts of `body` that are shown as they were typed."""
    if is_simple(body):
        return ()
    lines = body.split("\n")
    found: list[Part] = []
    work = 0
    for number, part in enumerate(parts_of(body)):
        if number >= MOST_PARTS:
            found.append(part)
        elif part.sort in ("text", "row"):
            text = "\n".join(lines[part.start : part.end])
            more = work_of(text)
            if _is_knotted(text, part) or work + more > MOST_WORK:
                found.append(part)
            else:
                work += more
    return tuple(found)


def work_of(text: str) -> int:
    """How much work the marks of `text` make for Python-Markdown: 20 to 60 µs each."""
    return 3 * text.count("[") + sum(text.count(mark) for mark in _WORKING)


def tangled(body: str, first_line: int) -> Place | None:
    """The first place in `body` from where it is shown as it was typed, if there is one."""
    found = tangles_of(body)
    return Place(line=first_line + found[0].start) if found else None


@lru_cache(maxsize=1)
def is_simple(body: str) -> bool:
    """Whether `body` is so small and plain that none of the limits can be reached."""
    if len(body) > _SMALL or _DEEP.search(body) or "    " * DEEPEST in body:
        return False
    if len(body) <= MOST_MARKS:
        return True
    marks = body.encode("ascii", "ignore")  # they are a tenth of a Chinese text
    return len(marks) <= MOST_MARKS or all(marks.count(mark) <= MOST_MARKS for mark in _SINGLE)


def _is_knotted(text: str, part: Part) -> bool:
    if _depth(text) > DEEPEST or part.depth + part.quotes > DEEPEST:
        return True
    if len(text) < MOST_MARKS:
        return False
    if len(text) > MOST_CHARACTERS:
        return True
    return any(text.count(mark) > MOST_MARKS for mark in _MARKS)


def _depth(text: str) -> int:
    """How many levels `text` begins with: its leaders, and how far it stands in."""
    line = text.partition("\n")[0]
    at = count = 0
    while count <= DEEPEST and (found := _LEADERS.match(line, at)):
        at = found.end()
        count += 1
    if not count:
        return 0  # an indented line that opens nothing is as deep as what it is in
    line = line.expandtabs(TAB)
    return count + (len(line) - len(line.lstrip(" "))) // TAB
