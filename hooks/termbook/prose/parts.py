"""The parts of a text: its paragraphs, items, rows and headings, and what of it is code.

One reading of the lines for all who ask: the search for links, the limits on tangled text, and
the rendering. It follows Python-Markdown's blocks, with three kindnesses of CommonMark: code
between fences may be indented, and may lack its end; a list or a table needs no blank line
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final, Literal, NamedTuple

Sort = Literal["text", "row", "fenced", "indented"]

_FENCE: Final = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_ITEM: Final = re.compile(r"(?:[-+*]|([0-9]+)\.)[ \t]")
_RULE: Final = re.compile(
    r"(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:\*[ \t]*){3,}$|=+[ \t]*$|-+[ \t]*$"
)
_QUOTES: Final = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_MARKS: Final = ("|", "\t", "```", "~~~")
_MARGINS: Final = ("    ", "\t", "```", "~~~")
_STRUCTURE: Final = re.compile(
    r"^[^\S\n]*(?:[-+*_=:!>#]|\[[^\[]|[0-9]+\.)|^[^\S\n]+$|^ {4}", re.MULTILINE
)
_NOTE: Final = re.compile(r"\[\^[^\]]*\]:")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_NO_BORDER: Final = re.compile(r"\\.|(`+)[^`]*\1|\[\[[^\[\]]*\]\]")
TAB: Final = 4
"""How many columns a tab takes, and a level of a list."""

_CONTAINERS: Final = ("!!!", ": ", "[^")
_FIRST: Final = frozenset("#-+*_=!:[|0123456789")


class Part(NamedTuple):
    """Lines `start` up to but not with `end`, counted from 0. Blank lines are in no part.

    `depth` counts the lists and notes around it, `quotes` the quotation marks before it.
    `interrupts` marks one that begins a block right after another line. Of code between fences,
    `indent` is how far the fence stands in, `info` what stands beside it.
    """

    start: int
    end: int
    sort: Sort = "text"
    depth: int = 0
    quotes: int = 0
    interrupts: bool = False
    indent: int = 0
    info: str = ""


def is_plain(body: str) -> bool:
    """Whether `body` holds nothing but paragraphs."""
    return not any(mark in body for mark in _MARKS) and not _STRUCTURE.search(body)


@lru_cache(maxsize=1)
def parts_of(body: str) -> tuple[Part, ...]:
    """The parts of `body`, in the order of its lines."""
    return read_parts(body)


def is_flat(body: str) -> bool:
    """Whether no blank line of `body` is inside of anything: not in code, a list or a note."""
    return not any(mark in body for mark in _MARGINS)


def read_parts(body: str) -> tuple[Part, ...]:
    """The same, not kept for the next who asks."""
    if is_plain(body):
        return tuple(_paragraphs(body))
    walk = _Walk((body.expandtabs(TAB) if "\t" in body else body).split("\n"))
    number = 0
    while number < len(walk.lines):
        number = walk.step(number)
    walk.close(number)
    return tuple(walk.found)


def _paragraphs(body: str) -> Iterator[Part]:
    number = 0
    for group in body.split("\n\n"):
        lines = group.count("\n") + 1
        start = number + (len(group) - len(group.lstrip("\n")))
        end = number + lines - (len(group) - len(group.rstrip("\n")))
        if group.strip("\n"):
            yield Part(start, end)
        number += lines + 1


class _Walk:
    """Where the reading stands: the part that is open, and what is around it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[Part] = []
        self._start = -1
        self._sort: Sort = "text"
        self._interrupts = False
        self._fresh = True  # a block of Markdown may begin here
        self._block: Literal["text", "list", "table"] = "text"
        self._level = 0
        self._quotes = 0
        self._kinds: dict[int, bool] = {}  # by level: whether the list there is numbered

    def close(self, number: int) -> None:
        """Ends the open part before line `number`."""
        if self._start >= 0:
            self.found.append(
                Part(
                    self._start,
                    number,
                    self._sort,
                    self._level,
                    self._quotes,
                    self._interrupts,
                )
            )
        self._start = -1
        self._sort = "text"
        self._interrupts = False

    def step(self, number: int) -> int:
        """Reads the line `number`; the line to go on with."""
        line = self.lines[number]
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        quotes = 0
        if content.startswith(">") and indent < TAB * (self._level + 1):
            mark = _QUOTES.match(content)
            if mark:
                quotes = mark[0].count(">")
                rest = content[mark.end() :]
                content = rest.lstrip(" ")
                indent = len(rest) - len(content)
        if not content or content.isspace():
            self.close(number)
            self._fresh = True
            return number + 1
        if quotes != self._quotes and (quotes or self._fresh or _leaves_quote(content)):
            self.close(number)
            self._fresh, self._quotes, self._level = True, quotes, 0
        if content[0] in "`~" and not quotes:
            end = self._fenced(number, content, indent)
            if end:
                return end
        if self._fresh:
            self._begin(number, content, indent)
        elif self._sort == "indented":
            if indent < TAB * (self._level + 1):
                self._begin(number, content, indent)
        else:
            self._go_on(number, content, indent)
        return number + 1

    def _fenced(self, number: int, content: str, indent: int) -> int:
        """The line after the code that begins here; 0 where none does."""
        fence = _FENCE.match(content)
        if not fence or indent >= TAB * (self._level + 1):
            return 0
        self._level = min(self._level, -(-indent // TAB))
        mark, info = fence[1] or fence[3], fence[2] or fence[4] or ""
        self.close(number)
        end = number + 1
        while end < len(self.lines):
            line = self.lines[end]
            inside = line.strip(" ")
            if inside.startswith(mark) and not inside.strip(mark[0]):
                end += 1
                break
            if indent >= 2 and self._level and inside and line[0] != " ":
                break
            end += 1
        part = Part(number, end, "fenced", self._level, indent=indent, info=info.strip())
        self.found.append(part)
        self._fresh = True
        return end

    def _begin(self, number: int, content: str, indent: int) -> None:
        """A block begins with this line."""
        self.close(number)
        self._start, self._fresh, self._block = number, False, "text"
        self._interrupts = bool(self.found) and self.found[-1].end == number
        if indent >= TAB * (self._level + 1):
            self._sort = "indented"
            return
        self._level = min(self._level, indent // TAB)
        if content[0] in _FIRST or "|" in content:
            self._take(number, content, indent)

    def _take(self, number: int, content: str, indent: int) -> None:
        """What the first line of a block makes of it."""
        level = indent // TAB
        item = _ITEM.match(content)
        if content[0] == "#" or _RULE.match(content):
            self.close(number + 1)
            self._fresh = True
        elif item:
            self._block = "list"
            self._level = level + 1
            self._kinds = {k: v for k, v in self._kinds.items() if k < level}
            self._kinds[level] = item[1] is not None
        elif content.startswith(_CONTAINERS):
            self._contain(number, content, level)
        elif self._is_table(number, content):
            self._block, self._sort = "table", "row"

    def _go_on(self, number: int, content: str, indent: int) -> None:
        """The block goes on with this line, in the same part or in another."""
        if self._block == "table":
            self.close(number)
            self._start, self._sort = number, "row"
            return
        if content[0] not in _FIRST and "|" not in content:
            return
        level = indent // TAB
        item = _ITEM.match(content)
        if content[0] == "#" and level <= self._level:
            self._begin(number, content, level * TAB)
        elif _RULE.match(content):
            self.close(number + 1)
            self._fresh = True
            self._level = min(self._level, level)
        elif item:
            self._item(number, content, level, item[1])
        elif content.startswith(_CONTAINERS):
            self._contain(number, content, level)
        elif self._is_table(number, content):
            self.close(number)
            self._start, self._sort, self._block = number, "row", "table"
            self._interrupts = True
            self._level = min(self._level, level)

    def _item(self, number: int, content: str, level: int, ordinal: str | None) -> None:
        """A line that looks like an item, inside a block."""
        numbered = ordinal is not None
        if self._block == "list":
            other = self._kinds.get(level, numbered) != numbered
        elif level <= self._level and ordinal in (None, "1"):
            other = True
        else:
            return
        self.close(number)
        if other:
            self._begin(number, content, level * TAB)
            return
        self._start = number
        self._level = level + 1
        self._kinds = {k: v for k, v in self._kinds.items() if k < level}
        self._kinds[level] = numbered

    def _contain(self, number: int, content: str, level: int) -> None:
        """A line that opens a note or a definition, where it really does."""
        if content.startswith("[^") and not _NOTE.match(content):
            return
        if content[0] == ":" and not self.found and self._start == number:
            return  # nothing before it that it could define
        if self._start < number:
            self.close(number)
            self._start = number
        self._block = "text"
        self._level = level + 1
        if content.startswith("!!!"):
            self.close(number + 1)
            self._fresh = True

    def _is_table(self, number: int, content: str) -> bool:
        if "|" not in content or number + 1 >= len(self.lines):
            return False
        rule = self.lines[number + 1]
        mark = _QUOTES.match(rule) if self._quotes else None
        rule = rule[mark.end() :] if mark else rule
        if "|" not in rule or not _TABLE_RULE.match(rule):
            return False
        columns = _columns(content)
        if columns != _columns(rule):
            return False
        return columns > 1 or all(
            line.strip(" \t>").startswith("|") or line.endswith("|")
            for line in takewhile(
                str.strip, map(self.lines.__getitem__, range(number, len(self.lines)))
            )
        )


def _leaves_quote(content: str) -> bool:
    """Whether a line without a `>` is none of the quote before it."""
    return content[0] == "#" or content.startswith("!!!") or _RULE.match(content) is not None


def _columns(row: str) -> int:
    """How many cells a row of a table has."""
    row = _NO_BORDER.sub("", row.strip(" "))
    return row.removeprefix("|").removesuffix("|").count("|") + 1
