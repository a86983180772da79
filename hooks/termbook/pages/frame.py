"""What stands around the blocks of a page: the way to it, its title, the way on, its file.

In Python as `block_html` is, since every page has it. Every text is escaped here.
"""

from __future__ import annotations

from functools import lru_cache

from termbook.pages import paths
from termbook.pages.block_html import escaped
from termbook.pages.blocks import Link
from termbook.pages.inline import drawn
from termbook.pages.page import Page
from termbook.words import Words


def framed(page: Page, content: str, root: str, words: Words) -> str:
    """`content`, the page's blocks as HTML, between its head and its foot."""
    return f"{_head(page, root, words)}\n{content}{_foot(page, root, words)}"


def _head(page: Page, root: str, words: Words) -> str:
    crumbs = _crumbs(page.crumbs, root, words) if page.crumbs else ""
    kicker = f'\n  <p class="tb-kicker">{escaped(page.kicker)}</p>' if page.kicker else ""
    lead = f'\n  <p class="tb-lead-badges">{drawn(page.lead, root)}</p>' if page.lead else ""
    title = f'\n  <h1 id="top">{escaped(page.title)}</h1>'
    return f'<header class="tb-head">{crumbs}{kicker}{title}{lead}\n</header>'


@lru_cache(1_024)  # the same for all records of a kind
def _crumbs(crumbs: tuple[Link, ...], root: str, words: Words) -> str:
    home = Link(words("section.home"), paths.HOME)
    ways = [f"\n      <li>{_link(way, root)}</li>" for way in (home, *crumbs)]
    label = escaped(words("record.breadcrumbs"))
    return (
        f'\n  <nav class="tb-crumbs" aria-label="{label}">\n'
        f"    <ol>{''.join(ways)}\n    </ol>\n  </nav>"
    )


def _foot(page: Page, root: str, words: Words) -> str:
    source, previous, following = page.source, page.previous, page.next
    if not (source or previous or following):
        return ""
    pager = provenance = ""
    if previous or following:
        before = _neighbour(previous, "previous", "prev", root, words)
        after = _neighbour(following, "next", "next", root, words)
        label = _label("record.neighbours", words)
        pager = f'\n  <nav class="tb-pager" aria-label="{label}">{before}{after}\n  </nav>'
    if source:
        edit = ""
        if page.edit_url:
            edit = (
                f' <a class="tb-edit" href="{escaped(page.edit_url)}" rel="edit">'
                f"{_label('record.edit', words)}</a>"
            )
        provenance = (
            f'\n  <p class="tb-provenance">{_label("record.file", words)} '
            f"<code>{escaped(source.path)}</code>\n"
            f"    {_way_to_period(source.period, root, words)}{edit}</p>"
        )
    return f'\n<footer class="tb-foot">{pager}{provenance}\n</footer>'


@lru_cache(1_024)
def _way_to_period(period: str, root: str, words: Words) -> str:
    return _link(Link(f"{words('field.period')} {period}", f"{period}/index.html"), root)


def _neighbour(way: Link | None, name: str, relation: str, root: str, words: Words) -> str:
    if way is None:
        return ""
    return (
        f'\n    <a class="tb-pager__{name}" rel="{relation}" href="{root}{_place(way.path)}">'
        f"<span>{_label(f'record.{name}', words)}</span> {escaped(way.text)}</a>"
    )


def _link(way: Link, root: str) -> str:
    address = escaped(paths.href(way.path, root, way.fragment))
    return f'<a href="{address}">{escaped(way.text)}</a>'


@lru_cache(4_096)  # a record is named by the one before it and by the one after it
def _place(path: str) -> str:
    """The address of a page as an attribute holds it, seen from the root."""
    return escaped(paths.href(path, ""))


@lru_cache(256)
def _label(key: str, words: Words) -> str:
    return escaped(words(key))
