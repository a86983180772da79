"""The blocks that pages hold by the thousand, drawn as HTML: headings, facts, tables, lists.

In Python, not in a template: a list has two hundred rows of eight cells, and a template's loop,
attribute and escape each cost more than the cell itself. Blocks that stand once on a page are
drawn by templates/blocks.html. Every text is escaped here, but prose, which is cleaned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from termbook.pages.blocks import Entry, Facts, Heading, Listing, Paragraph, Table, Timeline
from termbook.pages.inline import drawn


@lru_cache(16_384)
def escaped(text: str) -> str:
    """`text` as templates escape it; kept, for labels and days come again on every page."""
    # what markupsafe does, without making a Markup of it first
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


def heading(block: Heading, root: str) -> str:
    """A heading of the page."""
    return f'<h{block.level} id="{escaped(block.id)}">{escaped(block.text)}</h{block.level}>'


def paragraph(block: Paragraph, root: str) -> str:
    """One paragraph."""
    return f"<p{_class('tb-', block.style)}>{drawn(block.cell, root)}</p>"


def facts(block: Facts, root: str) -> str:
    """Labelled values; nothing where there are none."""
    if not block.facts:
        return ""
    rows = [
        f"\n  <div><dt>{escaped(label)}</dt><dd>{drawn(cell, root)}</dd></div>"
        for label, cell in block.facts
    ]
    return f'<dl class="tb-facts">{"".join(rows)}\n</dl>'


def table(block: Table, root: str) -> str:
    """A table in what scrolls when it is too wide; its filters are the template's."""
    style = escaped(block.style)
    scroll = f"tb-scroll tb-scroll--{style}" if style else "tb-scroll"
    look = f"tb-table tb-table--{style}" if style else "tb-table"
    name = f' id="{escaped(block.name)}"' if block.name else ""
    caption = escaped(block.caption)
    heads = [
        f'<th scope="col"{_class("tb-", column.style)}'
        + (f' data-key="{escaped(column.key)}"' if column.key else "")
        + f">{escaped(column.label)}</th>"
        for column in block.columns
    ]
    opened = [f"<td{_class('tb-', column.style)}>" for column in block.columns]
    rows = []
    for cells, asked, row_style in block.rows:
        shown = "".join(
            [f"{begun}{drawn(cell, root)}</td>" for begun, cell in zip(opened, cells, strict=True)]
        )
        keys = "".join([f' data-{escaped(key)}="{escaped(value)}"' for key, value in asked])
        rows.append(f"\n    <tr{_class('tb-row--', row_style)}{keys}>{shown}</tr>")
    return (
        f'<div class="{scroll}" role="group" tabindex="0" aria-label="{caption}">\n'
        f'<table class="{look}"{name}>\n'
        f"  <caption>{caption}</caption>\n"
        f"  <thead><tr>{''.join(heads)}</tr></thead>\n"
        f"  <tbody>{''.join(rows)}\n  </tbody>\n</table>\n</div>"
    )


def timeline(block: Timeline, root: str) -> str:
    """What happened, day after day."""
    entries = []
    for entry in block.entries:
        style, day = _class("tb-timeline--", entry.style), escaped(entry.day)
        details = "".join([f"<li>{drawn(cell, root)}</li>" for cell in entry.detail])
        more = f"<ul>{details}</ul>" if details else ""
        entries.append(
            f'\n  <li{style}>\n    <time datetime="{day}">{day}</time>\n'
            f"    <div><p>{drawn(entry.cell, root)}</p>{more}</div>\n  </li>"
        )
    label = escaped(block.label)
    return f'<ol class="tb-timeline" aria-label="{label}">{"".join(entries)}\n</ol>'


def listing(block: Listing, root: str) -> str:
    """A list of entries."""
    style = f" tb-list--{escaped(block.style)}" if block.style else ""
    entries = "".join([_listed(entry, root) for entry in block.entries])
    return f'<ul class="tb-list{style}">{entries}\n</ul>'


def _listed(entry: Entry, root: str) -> str:
    day, cell, detail, _ = entry
    details = "".join([f"<small>{drawn(one, root)}</small>" for one in detail]) if detail else ""
    time = _time(day) if day else ""
    return f"\n  <li>{time}<span>{drawn(cell, root)}</span>{details}</li>"


@lru_cache(16_384)
def _time(day: str) -> str:
    return f'<time datetime="{escaped(day)}">{escaped(day)}</time> '


@lru_cache(1_024)
def _class(prefix: str, style: str) -> str:
    return f' class="{prefix}{escaped(style)}"' if style else ""


DRAWN_HERE: Final[Mapping[str, Callable[[Any, str], str]]] = {
    "heading": heading,
    "paragraph": paragraph,
    "facts": facts,
    "table": table,
    "timeline": timeline,
    "listing": listing,
}
"""By type of block: what draws it, from the block and what leads to the site's root."""
