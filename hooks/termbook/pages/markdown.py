"""Pages drawn as ordinary Markdown with relative links, for any generator or reader.

What the site shows with badges, tiles and timelines stands here as plain lists and tables: the
same facts, without a script or a style, and no raw HTML that came from a record.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from termbook.pages import blocks, paths
from termbook.pages.blocks import Block, Cell, Inline
from termbook.pages.markdown_prose import Place, code, escape, link, prose
from termbook.pages.page import Page
from termbook.words import Words

__all__ = ("escape", "markdown")

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+")


def markdown(page: Page, words: Words, *, files: Collection[str] = ()) -> str:
    """The whole page as Markdown, ending in a line break.

    `files` are the paths of the files that lie beside the pages: links to them stay as they are.
    """
    return _Drawing(page, words, files).text()


class _Drawing:
    """One page being drawn."""

    def __init__(self, page: Page, words: Words, files: Collection[str]) -> None:
        self._page = page
        self._words = words
        self._place = Place(paths.to_root(page.path), files, words)

    def text(self) -> str:
        page, words = self._page, self._words
        parts = [f"# {escape(page.title)}"]
        if page.crumbs:
            parts.append(" › ".join(self._inline(crumb) for crumb in page.crumbs))
        lead = [escape(page.kicker)] * bool(page.kicker) + [self._inline(b) for b in page.lead]
        if lead:
            parts.append("　".join(lead))
        parts.extend(drawn for block in page.blocks if (drawn := self._block(block)))
        near = [
            f"{escape(words(f'record.{name}'))} {self._inline(link)}"
            for name, link in (("previous", page.previous), ("next", page.next))
            if link
        ]
        if near:
            parts.append("　".join(near))
        if page.source:
            parts.append(f"{escape(words('record.file'))} {code(page.source.path)}")
        return "\n\n".join(parts) + "\n"

    def _inline(self, part: Inline) -> str:
        if isinstance(part, blocks.Link):
            return link(escape(part.text), self._place.address(part.path))
        if isinstance(part, blocks.Badge):
            return f"**{escape(part.label)}**"
        if isinstance(part, blocks.Day):
            return part.iso
        if isinstance(part, blocks.Code):
            return code(part.text)
        if isinstance(part, blocks.Outside):
            if not _ADDRESS.fullmatch(part.url):
                return escape(part.text)
            return link(escape(part.text), part.url)
        # the spaces around a text part words, so they stay
        text = part.text
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() and text.strip() else ""
        return f"{before}{escape(text)}{after}"

    def _cell(self, cell: Cell) -> str:
        return "".join(self._inline(part) for part in cell).strip()

    def _labelled(self, label: str, text: str) -> str:
        return f"- {self._words('mark.label', label=escape(label))}{text}".rstrip()

    def _block(self, block: Block) -> str:
        if isinstance(block, blocks.Heading):
            return f"{'#' * block.level} {escape(block.text)}"
        if isinstance(block, blocks.Paragraph):
            return self._cell(block.cell)
        if isinstance(block, blocks.Facts):
            return "\n".join(self._labelled(f.label, self._cell(f.cell)) for f in block.facts)
        if isinstance(block, blocks.Table):
            return self._table(block)
        if isinstance(block, blocks.Timeline | blocks.Listing):
            return "\n".join(self._entry(entry) for entry in block.entries)
        if isinstance(block, blocks.Tiles):
            return "\n".join(
                self._labelled(t.label, f"**{escape(t.value)}** {escape(t.note)}")
                for t in block.tiles
            )
        if isinstance(block, blocks.Bars):
            return "\n".join(self._labelled(b.label, escape(b.note)) for b in block.bars)
        if isinstance(block, blocks.Notice):
            return f"> **{escape(block.title)}** {self._cell(block.cell)}"
        if isinstance(block, blocks.Chart):
            return f"{escape(block.description)}\n\n{self._table(block.table)}"
        return prose(block, self._place)

    def _entry(self, entry: blocks.Entry) -> str:
        day = f"{entry.day} " if entry.day else ""
        detail = "".join(f"\n    - {self._cell(cell)}" for cell in entry.detail)
        return f"- {day}{self._cell(entry.cell)}{detail}"

    def _table(self, table: blocks.Table) -> str:
        rows = [_row([escape(column.label) for column in table.columns])]
        rows.append(_row(["---"] * len(table.columns)))
        rows.extend(_row([self._cell(cell) for cell in row.cells]) for row in table.rows)
        return escape(table.caption) + "\n\n" + "\n".join(rows)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
