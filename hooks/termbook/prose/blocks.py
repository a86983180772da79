"""Footnotes, remarks and tables, for Python-Markdown: what a reader sees is all that was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import (
    FN_BACKLINK_TEXT,
    NBSP_PLACEHOLDER,
    FootnoteExtension,
    FootnoteInlineProcessor,
)
from markdown.extensions.tables import TableProcessor
from markdown.util import ETX, STX, AtomicString

from termbook.words import Words

REMARKS: Final = ("note", "info", "tip", "warning", "danger", "example", "quote")
"""The looks that a remark (`!!! note`) can have."""

_STARTS: Final = frozenset(("", *" \t\n#>-+*_=:![0123456789"))
_MOST_BACK_LINKS: Final = 20


class Plain(BlockProcessor):
    """A paragraph of one line that no other processor could take for something else.

    Most of a text is such paragraphs: they need not be shown to each processor in turn.
    """

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is one, outside of every list and quote."""
        return (
            parent.tag == "div"
            and not self.parser.state
            and block[:1] not in _STARTS
            and "\n" not in block
            and "|" not in block
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Takes the block for a paragraph."""
        SubElement(parent, "p").text = blocks.pop(0).lstrip()


class Footnotes(FootnoteExtension):
    """Footnotes whose ids are numbers; of two that have the same name, both texts are shown."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            BACKLINK_TITLE=words("prose.footnote_back", n="%d"),
            PLACE_MARKER=f"{STX}nowhere{ETX}",
        )
        self._numbers: dict[str, int] = {}
        self._marks: dict[str, int] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Registers the processors."""
        super().extendMarkdown(md)
        mark = _FootnoteMark(r"\[\^([^\]]*)\]", self)
        md.inlinePatterns.register(mark, "footnote", 175)

    def reset(self) -> None:
        """Makes ready for another text."""
        super().reset()
        self._numbers = {}
        self._marks = {}

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802 - Python-Markdown's name
        """Keeps a footnote's text."""
        self._numbers.setdefault(id, len(self._numbers) + 1)
        known = self.footnotes.get(id)
        self.footnotes[id] = text if known is None else f"{known}\n\n{text}"

    def number_of(self, id: str) -> int | None:
        """The number of a footnote, None where there is no such footnote."""
        return self._numbers.get(id)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 - Python-Markdown's name
        """The id of a footnote's text."""
        return f"fn:{self._numbers[id]}"

    def makeFootnoteRefId(  # noqa: N802 - Python-Markdown's name
        self, id: str, found: bool = False
    ) -> str:
        """The id of a mark in the text; of further marks of one footnote too, where `found`."""
        base = f"fnref:{self._numbers[id]}"
        if not found:
            return base
        count = self._marks[id] = self._marks.get(id, 0) + 1
        self.found_refs[base] = min(count, _MOST_BACK_LINKS)
        return base if count == 1 else f"fnref{count}:{self._numbers[id]}"

    def makeFootnotesDiv(  # noqa: N802 - Python-Markdown's name
        self, root: Element
    ) -> Element | None:
        """All footnotes, those too that were found inside others."""
        if not self.footnotes:
            return None
        division = Element("div", {"class": "footnote"})
        SubElement(division, "hr")
        items = SubElement(division, "ol")
        names = list(self.footnotes)
        for name in names:
            item = SubElement(items, "li", {"id": self.makeFootnoteId(name)})
            self._fill(item, name)
            names.extend(list(self.footnotes)[len(names) :])
        return division

    def _fill(self, item: Element, name: str) -> None:
        read = 0
        while text := self.footnotes[name][read:]:
            read += len(text)  # the text may hold more of this same footnote
            apart = Element("div")
            self.parser.parseChunk(apart, text)
            item.extend(list(apart))
        last = item[-1] if len(item) else None
        if last is None or last.tag != "p":
            last = SubElement(item, "p")
        title = self.getConfig("BACKLINK_TITLE").format(self._numbers[name])
        back = SubElement(last, "a", {"class": "footnote-backref", "title": title})
        back.set("href", "#" + self.makeFootnoteRefId(name))
        back.set("aria-label", title)
        back.text = FN_BACKLINK_TEXT
        last.text = (last.text or "") + NBSP_PLACEHOLDER


class _FootnoteMark(FootnoteInlineProcessor):
    """The mark of a footnote in the text, `[^name]`."""

    footnotes: Footnotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        number = self.footnotes.number_of(m.group(1))
        if number is None:
            return None, None, None
        mark = Element("sup", {"id": self.footnotes.makeFootnoteRefId(m.group(1), found=True)})
        link = SubElement(mark, "a", {"class": "footnote-ref"})
        link.set("href", "#" + self.footnotes.makeFootnoteId(m.group(1)))
        link.text = AtomicString(str(number))
        return mark, m.start(0), m.end(0)


class Remarks(AdmonitionProcessor):
    """Remarks, `!!! note "title"`. A word that is no look of a remark belongs to its title."""

    def __init__(self, parser: BlockParser, words: Words) -> None:
        super().__init__(parser)
        self._words = words

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """The look and the title of a remark."""
        stated = match.group(1).split()
        look = next((word.lower() for word in stated if word.lower() in REMARKS), "")
        title = match.group(2)
        rest = [word for word in stated if word.lower() not in REMARKS]
        if title is None and not rest:
            return look, self._words(f"prose.remark.{look or REMARKS[0]}")
        if title:
            rest.append(title)
        return look or REMARKS[0], " ".join(rest) or None


class Tables(TableProcessor):
    """Tables whose cells all show, those too that stand beyond the last column."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser, {"use_align_attribute": False})

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        line = SubElement(parent, "tr")
        head = parent.tag == "thead"
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]  # stubs lack it
        cells = [cell.strip(" ") for cell in cells]
        while len(cells) > len(align) and not cells[-1]:
            cells.pop()
        for column in range(max(len(cells), len(align))):
            text = cells[column] if column < len(cells) else ""
            # a head without words would be no head of anything
            cell = SubElement(line, "th" if head and text else "td")
            cell.text = text
            if cell.tag == "th":
                cell.set("scope", "col")
            side = align[column] if column < len(align) else None
            if side in ("center", "right"):
                cell.set("class", f"tb-{side}")
