"""The quick path: an ordinary text made into HTML in one pass over its blocks.

Most texts are paragraphs, headings, lists of one level, tables of plain cells and links to
records. For these Python-Markdown builds a tree, asks each of its patterns about each element, and
writes the tree out, which takes eight times as long. What is written here is what it and nh3
would give, byte for byte (tests/prose/test_quick.py compares them); a text with anything else in
it is not touched, and goes the general way. See docs/decisions/0012.

It is safe without nh3: it writes the tags of this module and text in which no `&`, `<`, `>` is
left, and knows no attribute that a text could fill but an id of letters and an address, of this
site or of http and https, without a quotation mark.
"""

from __future__ import annotations

import re
from typing import Final

from termbook.diagnostics import Place
from termbook.prose.grammar import Sort, Written, classify, closings, link_at
from termbook.prose.han import SOFT_BREAK
from termbook.prose.links import Mention
from termbook.prose.sheet import Sheet, Target
from termbook.prose.tangles import MOST_CHARACTERS, MOST_MARKS, MOST_PARTS

_OTHER: Final = b"*_`\\&<\t"
"""The marks of a line that a text must not hold anywhere."""

_PAIRS: Final = tuple((pair.encode(), pair) for pair in (" \n", "\n ", "]:", "![", "[^"))
"""Nor these: breaks and margins, definitions, images, notes."""

_COUNTED: Final = b"[]()|\"'"
_OPENS: Final = frozenset(" #-+=:!|>~")
_NUMBER: Final = re.compile(r"\d+\.")
_FIRST_ITEM: Final = re.compile(r"([0-9]+)\. +")
_HEADING: Final = re.compile(r"(#{1,6})([^#]+)")
_RULE: Final = re.compile(r"\|(?: *:?-+:? *\|){2,}")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9_/.%()!*',;=@#~+\-]+")
_WEB: Final = re.compile(r"https?://[A-Za-z0-9_/.%()!*',;=@#~+\-?:]+", re.IGNORECASE)
_RECORD: Final = re.compile(r"\[\[([^\[\]|\s]{1,390})\]\]")
"""A link to a record, shown by its own title; the text between such links is the rest."""

_STYLE: Final = re.compile(r"[A-Za-z0-9_\-]*")

_NOWHERE: Final = Place()


class _ExtraordinaryError(Exception):
    """The text holds something that is not for the quick path."""


def quick(text: str, sheet: Sheet, table_label: str) -> str | None:
    """`text` as safe HTML, its headings noted in `sheet`; None where it must go the general way.

    `table_label` says to those who cannot see it that a table can be scrolled.
    """
    if not _is_ordinary(text):
        return None
    writer = _Writer(sheet, table_label)
    try:
        for block in text.split("\n\n"):
            writer.block(block.strip("\n"))
    except _ExtraordinaryError:
        return None
    return writer.html()


def _is_ordinary(text: str) -> bool:
    # marks are ASCII: what is left of a Chinese text without the rest is searched in no time
    marks = text.encode("ascii", "ignore")
    if text[:1] == " " or text[-1:] == " " or len(marks.translate(None, _OTHER)) != len(marks):
        return False
    for pair, typed in _PAIRS:
        if pair in marks and typed in text:
            return False
    # nothing invisible, no space of a kind of its own; an indent of Chinese text may be
    if not text.replace("\n", "").replace("\u3000", "").isprintable():
        return False
    if len(marks) <= MOST_MARKS and len(text) <= MOST_CHARACTERS:
        return True
    # below the limits of `tangles` with the text as a whole, so with each part of it
    return (
        len(text) <= MOST_CHARACTERS
        and marks.count(b"\n") < MOST_PARTS
        and all(marks.count(mark) <= MOST_MARKS for mark in _COUNTED)
    )


class _Writer:
    """What has been written of a text so far."""

    def __init__(self, sheet: Sheet, table_label: str) -> None:
        self._sheet = sheet
        self._table_label = table_label
        self._written: list[str] = []
        self._headings: list[tuple[int, int, str]] = []  # where written, level, words
        self._list = ""  # the tag of the list that was last, while nothing else has followed
        self._items: list[tuple[str, bool]] = []  # its items, each with whether it is a paragraph

    def html(self) -> str:
        """The whole text; headings come last, since the highest of them becomes level 2."""
        self._end_list()
        shift = 2 - min((level for _, level, _ in self._headings), default=1)
        for at, typed, words in self._headings:
            level = min(6, typed + shift)
            name = self._sheet.add_heading(level, " ".join(words.split()))
            self._written[at] = f'<h{level} id="{name}">{_escaped(words)}</h{level}>'
        return "\n".join(self._written)

    def block(self, block: str) -> None:
        """Writes what stands between two blank lines."""
        if not block:
            return
        if "\n" not in block and block[0] not in _OPENS and not block[0].isdigit():
            self._paragraph(block)
            return
        lines = block.split("\n")
        at = 0
        while at < len(lines):
            line = lines[at]
            if line[0] == "#":
                self._heading(line)
                at += 1
            elif line[0] == "|":
                self._table(lines[at:])
                return
            elif line.startswith("- ") or _FIRST_ITEM.match(line):
                self._listing(lines[at:])
                return
            else:
                end = at + 1
                while end < len(lines) and lines[end][0] != "#" and lines[end][:2] != "- ":
                    end += 1
                for one in lines[at:end]:
                    _check_begins_text(one)
                self._paragraph("\n".join(lines[at:end]))
                at = end

    def _paragraph(self, text: str) -> None:
        text = text.lstrip()
        if not text:
            raise _ExtraordinaryError
        self._end_list()
        self._written.append(f"<p>{self._line(text)}</p>")

    def _heading(self, line: str) -> None:
        match = _HEADING.fullmatch(line)
        words = match[2].strip() if match else ""
        if match is None or not words or "[" in words or "|" in words:
            raise _ExtraordinaryError
        self._end_list()
        self._headings.append((len(self._written), len(match[1]), words))
        self._written.append("")

    def _listing(self, lines: list[str]) -> None:
        """A list of one level, each line an item, or the rest of the one before."""
        first = _FIRST_ITEM.match(lines[0])
        items: list[str] = []
        for line in lines:
            match = _FIRST_ITEM.match(line)
            if match if first else line.startswith("- "):
                items.append(line[match.end() :] if match else line[2:])
                _check_begins_text(items[-1])
            else:
                _check_begins_text(line)
                items[-1] = f"{items[-1]}\n{line}"
        tag = "ol" if first else "ul"
        opened = f'ol start="{first[1]}"' if first and first[1] != "1" else tag
        written = [self._line(item.lstrip()) for item in items]
        if self._list.partition(" ")[0] == tag:
            # a blank line between two items makes a paragraph of either
            self._items[-1] = (self._items[-1][0], True)
            self._items.append((written[0], True))
            self._items.extend((item, False) for item in written[1:])
        else:
            self._end_list()
            self._list = opened
            self._items = [(item, False) for item in written]

    def _end_list(self) -> None:
        if not self._list:
            return
        items = [
            f"<li><p>{item}</p>\n</li>\n" if apart else f"<li>{item}</li>\n"
            for item, apart in self._items
        ]
        tag = self._list.partition(" ")[0]
        self._written.append(f"<{self._list}>{''.join(items)}</{tag}>")
        self._list = ""

    def _table(self, lines: list[str]) -> None:
        """A table whose first two lines begin and end with a `|`."""
        if len(lines) < 3 or not _RULE.fullmatch(lines[1]) or lines[0][-1] != "|":
            raise _ExtraordinaryError
        if any(line[0] != "|" for line in lines):
            raise _ExtraordinaryError
        sides = [_side(cell.strip(" ")) for cell in lines[1][1:-1].split("|")]
        head, *rows = (
            [self._cell(cell) for cell in _cells(line)] for line in lines[:1] + lines[2:]
        )
        if len(head) != len(sides):
            raise _ExtraordinaryError
        self._end_list()
        self._written.append(
            f'<div aria-label="{self._table_label}" class="tb-scroll" role="group" tabindex="0">'
            f'<table class="tb-grid"><thead>{_row(head, sides, head=True)}</thead>\n<tbody>'
            + "".join([_row(row, sides) for row in rows])
            + "</tbody>\n</table></div>"
        )

    def _cell(self, text: str) -> str:
        if text.count("[[") != text.count("]]"):
            raise _ExtraordinaryError  # the `|` of `[[id|text]]` ends no cell
        return self._line(text.strip(" "))

    def _line(self, text: str) -> str:
        """The HTML of text in which no marks but those of links to records may stand."""
        if "[" not in text:
            return _escaped(text)
        pieces = _RECORD.split(text)
        if any("[" in piece for piece in pieces[::2]):
            return self._linked(text)
        for number in range(1, len(pieces), 2):
            _check_between(pieces[number - 1], pieces[number + 1])
            pieces[number] = self._record(pieces[number], "")
        pieces[::2] = map(_escaped, pieces[::2])
        return "".join(pieces)

    def _linked(self, text: str) -> str:
        """The same where links of any sort may stand."""
        closed = closings(text)
        pieces: list[str] = []
        at = 0
        start = text.find("[")
        while start >= 0:
            link = link_at(text, start, closed, {})
            if link is None:
                start = text.find("[", start + 1)  # a bracket is a bracket
                continue
            _check_between(text[at:start], text[link.end :])
            pieces.append(_escaped(text[at:start]))
            is_record = link.kind == "record"
            pieces.append(self._record(link.raw, link.text) if is_record else self._link(link))
            at = link.end
            start = text.find("[", at)
        pieces.append(_escaped(text[at:]))
        return "".join(pieces)

    def _link(self, link: Written) -> str:
        kind, target = classify(link.raw)
        _, mark, fragment = link.raw.partition("#")
        if kind == "url" and _WEB.fullmatch(target):
            address = f'href="{target}" rel="noopener noreferrer"'
        elif kind == "file" and _ADDRESS.fullmatch(f".{mark}{fragment}"):
            found = self._target("file", target, link.text)
            if found is None:
                raise _ExtraordinaryError
            address = f'href="{found.href}{mark}{fragment}"'
        else:
            raise _ExtraordinaryError
        if link.title or "[" in link.text or not link.text.strip():
            raise _ExtraordinaryError
        return f"<a {address}>{_escaped(link.text)}</a>"

    def _record(self, id: str, text: str) -> str:
        target = self._target("record", id, text)
        if target is None:
            return f'<span class="tb-missing">{_escaped(text or id)}</span>'
        style, label, title = target.badge_style, target.badge_label, text or target.title
        if not (_STYLE.fullmatch(style) and f"{title}{label}".isprintable()):
            raise _ExtraordinaryError
        badge = label and f'<span class="tb-badge tb-badge--{style}">{_escaped(label)}</span>'
        return f'<a class="tb-ref" href="{target.href}">{_escaped(title)}{badge}</a>'

    def _target(self, kind: Sort, target: str, text: str) -> Target | None:
        """Where a link leads, None where nobody knows."""
        mention = Mention(kind=kind, target=target, text=text, place=_NOWHERE)
        found = self._sheet.resolve(mention)
        if found is not None and not _ADDRESS.fullmatch(found.href):
            raise _ExtraordinaryError
        return found


def _check_between(before: str, after: str) -> None:
    """Raises where a line break stands beside a link: it depends on what the link shows."""
    if after[:1] == "\n" or before.rstrip(" ")[-1:] == "\n":
        raise _ExtraordinaryError


def _check_begins_text(line: str) -> None:
    """Raises where a line, or an item, may begin something that is no text."""
    if not line or line[0] in _OPENS or line.isspace():
        raise _ExtraordinaryError
    if line[0].isdigit() and _NUMBER.match(line):
        raise _ExtraordinaryError


def _cells(line: str) -> list[str]:
    return line.removeprefix("|").removesuffix("|").split("|")


def _side(rule: str) -> str:
    if rule[-1:] != ":":
        return ""
    return ' class="tb-center"' if rule[0] == ":" else ' class="tb-right"'


def _row(cells: list[str], sides: list[str], *, head: bool = False) -> str:
    while len(cells) > len(sides) and not cells[-1]:
        cells.pop()
    written = []
    for column in range(max(len(cells), len(sides))):
        cell = cells[column] if column < len(cells) else ""
        side = sides[column] if column < len(sides) else ""
        # a head without words would be no head of anything
        tag, scope = ("th", ' scope="col"') if head and cell else ("td", "")
        written.append(f"<{tag}{side}{scope}>{cell}</{tag}>\n")
    return f"<tr>{''.join(written)}</tr>\n"


def _escaped(text: str) -> str:
    """Text in which a line break between two Han is no space, and no mark is one of HTML."""
    if "\n" in text:
        text = SOFT_BREAK.sub("", text)
    if "&" in text or "<" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
