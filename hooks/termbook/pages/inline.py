"""The small parts of a line drawn as HTML: links, badges, days.

In Python, not in a template: a page holds hundreds of them, and each macro call costs more than
the part itself. Every text is escaped here.
"""

from __future__ import annotations

import html
from functools import lru_cache

from markupsafe import Markup

from termbook.pages import paths
from termbook.pages.blocks import Badge, Cell, Code, Day, Inline, Link, Text

# titles, departments and labels come again in each list that names them
escape = lru_cache(16_384)(html.escape)


def cell(parts: Cell, root: str) -> Markup:
    """The parts one after another, for a template; `root` leads from the page to the site's."""
    return Markup(drawn(parts, root))  # noqa: S704 - _draw escapes every text


def drawn(parts: Cell, root: str) -> str:
    """The same as text."""
    if len(parts) == 1:
        return _draw(parts[0], root)
    return "".join([_draw(part, root) for part in parts])


def _draw(part: Inline, root: str) -> str:
    # the commonest first: a page asks fifty times
    if isinstance(part, Text):
        return escape(part[0])
    if isinstance(part, Link):
        text, path, fragment, _ = part
        place = _place(path, fragment) if fragment else _place(path)
        return f'<a href="{root}{place}">{escape(text)}</a>'
    if isinstance(part, Badge):
        return _badge(part.label, part.style)
    if isinstance(part, Day):
        return _day(part.iso)
    if isinstance(part, Code):
        return f"<code>{escape(part.text)}</code>"
    return f'<a href="{escape(part.url)}" rel="noopener noreferrer">{escape(part.text)}</a>'


@lru_cache(16_384)
def _place(path: str, fragment: str = "") -> str:
    """An address as an attribute holds it, seen from the root: one for pages of all depths."""
    return html.escape(paths.href(path, "", fragment))


@lru_cache(1_024)
def _badge(label: str, style: str) -> str:
    return f'<span class="tb-badge tb-badge--{escape(style)}">{escape(label)}</span>'


@lru_cache(16_384)
def _day(iso: str) -> str:
    day = escape(iso)
    return f'<time datetime="{day}">{day}</time>'
