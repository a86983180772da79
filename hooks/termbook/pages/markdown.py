"""Pages drawn as ordinary Markdown with relative links, for any generator or reader.

What the site shows with badges, tiles and timelines stands here as plain lists and tables: the
same facts, without a script or a style.
"""

from __future__ import annotations

import re
from typing import Final

from termbook.pages import blocks, paths
from termbook.pages.blocks import Block, Cell, Inline, Prose
from termbook.pages.page import Page
from termbook.words import Words

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|&!{}~^$]|^\s*(?:\d+(?=[.)])|[-+=:]))", re.MULTILINE)
_LINK: Final = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_FILE: Final = re.compile(r"(?<=\]\()(<[^<>\n]+>|[^()\s<>]+)(?=[\s)])")


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is, in one line."""
    return (
        _SPECIAL.sub(r"\\\1", " ".join(text.split()))
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )


def markdown(page: Page, words: Words) -> str:
    """The whole page as Markdown, ending in a line break."""
    root = paths.to_root(page.path)
    parts = [f"# {escape(page.title)}"]
    if page.crumbs:
        crumbs = [_link(crumb, root) for crumb in page.crumbs]
        parts.append(" › ".join(crumbs))
    lead = "　".join(
        [escape(page.kicker)] * bool(page.kicker) + [_inline(b, root) for b in page.lead]
    )
    if lead:
        parts.append(lead)
    parts.extend(drawn for block in page.blocks if (drawn := _block(block, root)))
    near = [
        f"{escape(words(f'record.{name}'))} {_link(link, root)}"
        for name, link in (("previous", page.previous), ("next", page.next))
        if link
    ]
    if near:
        parts.append("　".join(near))
    if page.source:
        parts.append(f"{escape(words('record.file'))} `{page.source.path}`")
    return "\n\n".join(parts) + "\n"


def _link(link: blocks.Link, root: str) -> str:
    target = link.path
    if target.endswith(".html"):
        target = target.removesuffix(".html") + ".md"
    return f"[{escape(link.text)}]({paths.href(target, root, link.fragment)})"


def _inline(part: Inline, root: str) -> str:
    if isinstance(part, blocks.Link):
        return _link(part, root)
    if isinstance(part, blocks.Badge):
        return f"**{escape(part.label)}**"
    if isinstance(part, blocks.Day):
        return part.iso
    if isinstance(part, blocks.Code):
        return f"`{part.text.replace('`', chr(39))}`"
    if isinstance(part, blocks.Outside):
        return f"<{part.url}>" if part.text == part.url else f"[{escape(part.text)}](<{part.url}>)"
    # the spaces around a text part words, so they stay
    text = part.text
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escape(text)}{after}"


def _cell(cell: Cell, root: str) -> str:
    return "".join(_inline(part, root) for part in cell).strip()


def _block(block: Block, root: str) -> str:
    if isinstance(block, blocks.Heading):
        return f"{'#' * block.level} {escape(block.text)} {{#{block.id}}}"
    if isinstance(block, blocks.Paragraph):
        return _cell(block.cell, root)
    if isinstance(block, blocks.Facts):
        return "\n".join(f"- {escape(f.label)}：{_cell(f.cell, root)}" for f in block.facts)
    if isinstance(block, blocks.Table):
        return _table(block, root)
    if isinstance(block, blocks.Timeline | blocks.Listing):
        return "\n".join(_entry(entry, root) for entry in block.entries)
    if isinstance(block, blocks.Tiles):
        return "\n".join(
            f"- {escape(t.label)}：**{escape(t.value)}** {escape(t.note)}".rstrip()
            for t in block.tiles
        )
    if isinstance(block, blocks.Bars):
        return "\n".join(f"- {escape(b.label)}：{escape(b.note)}" for b in block.bars)
    if isinstance(block, blocks.Notice):
        return f"> **{escape(block.title)}** {_cell(block.cell, root)}"
    if isinstance(block, blocks.Chart):
        return f"{escape(block.description)}\n\n{_table(block.table, root)}"
    return _prose(block, root)


def _entry(entry: blocks.Entry, root: str) -> str:
    day = f"{entry.day} " if entry.day else ""
    detail = "".join(f"\n    - {_cell(cell, root)}" for cell in entry.detail)
    return f"- {day}{_cell(entry.cell, root)}{detail}"


def _table(table: blocks.Table, root: str) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rows = [line([escape(column.label) for column in table.columns])]
    rows.append(line(["---"] * len(table.columns)))
    rows.extend(line([_cell(cell, root) for cell in row.cells]) for row in table.rows)
    return escape(table.caption) + "\n\n" + "\n".join(rows)


def _prose(prose: Prose, root: str) -> str:
    """A record's own text: its headings one level down, its links as ordinary ones."""
    known = {reference.target: reference for reference in prose.references}

    def reference(found: re.Match[str]) -> str:
        target = known.get(found[1].strip())
        if target is None:
            return escape(found[0])
        text = found[2] or target.title
        state = f" **{escape(target.badge)}**" if target.badge else ""
        return _link(blocks.Link(text, target.path), root) + state

    lines = []
    fenced = False
    for line in prose.text.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if not fenced:
            if re.match(r"#{1,5} ", line):
                line = "#" + line
            line = _LINK.sub(reference, line).replace("<", "&lt;") if "[[" in line else line
        lines.append(line)
    return "\n".join(lines).strip("\n")
