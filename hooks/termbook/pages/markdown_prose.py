"""A record's own text as ordinary Markdown: its links lead on, and no raw HTML comes alive.

Python-Markdown without extensions knows no `[[id]]`, remark or footnote, and takes `<b>` for a
tag. What it would not understand is written so that it shows the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from termbook.pages import paths
from termbook.pages.blocks import Prose, Reference
from termbook.prose.blocks import REMARKS
from termbook.prose.grammar import CELL_END, code_spans
from termbook.prose.links import Found, find_all, without_code
from termbook.prose.parts import TAB, Part, parts_of
from termbook.prose.tangles import tangles_of
from termbook.words import Words

_BACKSLASHED: Final = re.compile(r"[\\`*_\[\]#!{}]")
_LINE_START: Final = re.compile(r"^(?:[0-9]+(?=[.)])|(?=[-+]))")
_ENTITY: Final = re.compile(r"~~~+|^:")
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]+", re.IGNORECASE)
_ALIVE: Final = re.compile(r"\\.|[<\[]", re.DOTALL)
_HEADING: Final = re.compile(r"[ \t]*(#{1,6})")
_REMARK: Final = re.compile(r"!!! ?([\w\- ]+?)(?: +\"(.*)\")? *$")
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9_+#.\-]{1,40}(?!\S)")
_RUN: Final = re.compile("`+")
_UNDER: Final = re.compile(r"(=+|-+)[ \t]*")


class Place(NamedTuple):
    """Where a page lies: what leads from it to the root, and the files beside the pages.

    `words` are those of its language.
    """

    root: str
    files: Collection[str]
    words: Words

    def address(self, path: str) -> str:
        """The relative address of a page, of its Markdown, or of a file."""
        if path.endswith(".html") and path not in self.files:
            path = path.removesuffix(".html") + ".md"
        return paths.href(path, self.root)


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is, in one line."""
    text = " ".join(text.split()).replace("&", "&amp;")
    text = _BACKSLASHED.sub(lambda found: "\\" + found[0], text)
    text = _LINE_START.sub(lambda found: found[0] + "\\", text, count=1) if text else ""
    text = _ENTITY.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "&#124;")


def code(text: str) -> str:
    """`text` as code, whatever it holds."""
    longest = max((len(run) for run in _RUN.findall(text)), default=0)
    marks = "`" * (longest + 1)
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{marks}{space}{text}{space}{marks}"


def link(text: str, address: str) -> str:
    """A link; `text` is Markdown, `address` holds no angle bracket."""
    return f"[{text}](<{address}>)"


def prose(block: Prose, place: Place) -> str:
    """The text of a record, its headings below the page's own."""
    return "\n".join(_Text(block, place).lines()).strip("\n")


class _Text:
    """One text being written."""

    def __init__(self, block: Prose, place: Place) -> None:
        self._text = block.text
        self._lines = block.text.split("\n")
        self._place = place
        self._known: Mapping[str, Reference] = {r.target: r for r in block.references}
        self._files = dict(block.files)
        self._links = find_all(block.text)
        self._tangled = frozenset(tangles_of(block.text))
        levels = (
            _level(self._lines[part.start : part.end])
            for part in parts_of(block.text)
            if part.sort == "text"
        )
        # the page's own title is the only heading of level 1: the text's highest becomes level 2
        self._shift = 2 - min(filter(None, levels), default=1)
        self._offsets = [0]
        for line in self._lines:
            self._offsets.append(self._offsets[-1] + len(line) + 1)

    def lines(self) -> Iterator[str]:
        """The lines of the text."""
        parts = parts_of(self._text)
        columns = _columns(parts, self._lines)
        at = 0
        boxed = False
        for part in parts:
            first = self._lines[part.start]
            boxed = boxed and first.startswith((" " * TAB, "\t"))
            if part.start > at or part.interrupts:
                yield ">" if boxed else ("> " * part.quotes if part.interrupts else "").rstrip()
            at = part.end
            remark = _REMARK.match(first) if part.sort == "text" else None
            if remark:
                yield f"> **{escape(self._title(remark))}**"
                boxed = True
                continue
            for line in self._part(part, columns):
                yield "> " + line.removeprefix(" " * TAB) if boxed else line

    def _title(self, remark: re.Match[str]) -> str:
        stated = remark[1].split()
        look = next((word.lower() for word in stated if word.lower() in REMARKS), REMARKS[0])
        rest = [word for word in stated if word.lower() not in REMARKS]
        title = " ".join([*rest, remark[2] or ""]).strip()
        return title or self._place.words(f"prose.remark.{look}")

    def _part(self, part: Part, columns: Mapping[int, int]) -> Iterator[str]:
        lines = self._lines[part.start : part.end]
        if part in self._tangled:
            yield from (escape(line) for line in lines)
        elif part.sort == "fenced":
            yield from _fenced(part, lines)
        elif part.sort == "indented":
            yield from (line.expandtabs(TAB) for line in lines)
        elif part.sort == "row":
            yield self._row(part, columns.get(part.start, 0))
        else:
            written = self._written(self._offsets[part.start], self._offsets[part.end] - 1)
            yield from _moved(written.expandtabs(TAB).split("\n"), self._shift)

    def _row(self, part: Part, columns: int) -> str:
        """A row of a table, with as many cells as the widest of its table."""
        begin, end = self._offsets[part.start], self._offsets[part.end] - 1
        hidden = without_code(self._text[begin:end])
        quote = re.match(r"[ \t>]*", hidden)
        margin = quote.end() if quote else 0
        cells: list[str] = []
        at = margin
        for mark in CELL_END.finditer(hidden, margin):
            if mark[0] == "|":
                cells.append(self._written(begin + at, begin + mark.start()).strip())
                at = mark.end()
        cells.append(self._written(begin + at, end).strip())
        if cells and not cells[0]:
            cells = cells[1:]
        if cells and not cells[-1]:
            cells = cells[:-1]
        rule = bool(cells) and not "".join(cells).strip("-: ")
        cells.extend(["---" if rule else ""] * (columns - len(cells)))
        return f"{hidden[:margin]}| {' | '.join(cells)} |"

    def _written(self, start: int, end: int) -> str:
        """The text from `start` to `end`, its links led to where they go."""
        pieces: list[str] = []
        at = start
        for found in self._links:
            if found.start >= at and found.end <= end:
                pieces.append(_quiet(self._text[at : found.start]))
                pieces.append(self._link(found))
                at = found.end
        pieces.append(_quiet(self._text[at:end]))
        return "".join(pieces)

    def _link(self, found: Found) -> str:
        mention, written = found.mention, found.written
        if found.defines:
            return ""  # the links that use it hold the address themselves
        address = self._address(found)
        if mention.kind == "record":
            record = self._known.get(mention.target)
            shown = mention.text or (record.title if record else mention.target)
            if record is None:
                return escape(shown)
            state = f" **{escape(record.badge)}**" if record.badge else ""
            return link(escape(shown), address) + state
        if mention.kind == "image":
            shown = escape(mention.text)
            return f"!{link(shown, address)}" if address else f"{shown} ({escape(written.raw)})"
        inside = self._text.find(written.text, found.start, found.end)
        shown = self._written(inside, inside + len(written.text))
        if written.text == written.raw and address:
            return f"<{address}>"
        if not address:
            return shown if mention.kind == "anchor" else f"{shown} ({escape(written.raw)})"
        return link(shown, address)

    def _address(self, found: Found) -> str:
        mention = found.mention
        if mention.kind == "url":
            return found.written.raw if _ADDRESS.fullmatch(found.written.raw) else ""
        if mention.kind == "anchor":
            return ""
        record = self._known.get(mention.target)
        if record is not None:
            return self._place.address(record.path)
        path = self._files.get(mention.target)
        return paths.href(path, self._place.root) if path is not None else ""


def _quiet(text: str) -> str:
    """`text` whose code stays, and in which nothing else is a link or a tag."""
    pieces: list[str] = []
    at = 0
    for start, end, size in code_spans(text):
        pieces.append(_ALIVE.sub(_harmless, text[at:start]))
        pieces.append(code(" ".join(text[start + size : end - size].split())))
        at = end
    pieces.append(_ALIVE.sub(_harmless, text[at:]))
    return "".join(pieces)


def _harmless(found: re.Match[str]) -> str:
    return {"<": "&lt;", "[": "\\[", "\\<": "\\\\&lt;"}.get(found[0], found[0])


def _moved(lines: list[str], shift: int) -> list[str]:
    """The lines of a paragraph, or of a heading at its level here."""
    level = _level(lines)
    if not level:
        return lines
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t"))]
    text = lines[0].strip(" \t")
    text = text if len(lines) == 2 else text.lstrip("#").strip(" \t")
    return [f"{margin}{'#' * min(6, level + shift)} {text}"]


def _level(lines: list[str]) -> int:
    """The level of the heading that the lines are; 0 where they are none."""
    if len(lines) == 2 and (under := _UNDER.fullmatch(lines[1])):
        return 1 if under[1][0] == "=" else 2
    heading = _HEADING.match(lines[0]) if len(lines) == 1 else None
    return len(heading[1]) if heading else 0


def _fenced(part: Part, lines: list[str]) -> Iterator[str]:
    """Code between fences, as Python-Markdown's own extension knows it."""
    mark = lines[0].lstrip()[:3]
    closed = len(lines) > 1 and lines[-1].strip().startswith(mark)
    typed = []
    for line in lines[1 : len(lines) - closed]:
        space = len(line) - len(line.lstrip(" \t"))
        typed.append(line[min(space, part.indent) :])
    info = part.info.strip("{} .")
    language = _LANGUAGE.match(info)
    rest = info[language.end() :].strip() if language else info
    if rest:
        yield from ("", escape(rest))
    yield ""
    if part.depth:
        margin = " " * TAB * (part.depth + 1)
        yield from (margin + line for line in typed)
    else:
        longest = max((len(run) for run in _RUN.findall("\n".join(typed))), default=0)
        marks = "`" * max(3, longest + 1)
        yield from (f"{marks}{language[0] if language else ''}", *typed, marks)
    yield ""


def _columns(parts: Collection[Part], lines: list[str]) -> dict[int, int]:
    """How many cells the widest row of its table has, for each line that is a row."""
    result: dict[int, int] = {}
    table: list[int] = []
    widest = 0
    for part in parts:
        if part.sort != "row" or (table and part.start != table[-1] + 1):
            result.update(dict.fromkeys(table, widest))
            table, widest = [], 0
        if part.sort == "row":
            table.append(part.start)
            row = without_code(lines[part.start]).strip(" \t>")
            cells = sum(mark[0] == "|" for mark in CELL_END.finditer(row)) + 1
            widest = max(widest, cells - row.startswith("|") - row.endswith("|"))
    result.update(dict.fromkeys(table, widest))
    return result
