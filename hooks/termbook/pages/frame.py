"""What stands around the blocks of a page: the way to it, its title, the way on, its file.

In Python as `block_html` is, since every page has it. Every text is escaped here.
"""

from __future__ import annotations

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
    crumbs = kicker = lead = ""
    if page.crumbs:
        home = Link(words("section.home"), paths.HOME)
        ways = [f"\n      <li>{_link(way, root)}</li>" for way in (home, *page.crumbs)]
        label = escaped(words("record.breadcrumbs"))
        crumbs = (
            f'\n  <nav class="tb-crumbs" aria-label="{label}">\n'
            f"    <ol>{''.join(ways)}\n    </ol>\n  </nav>"
        )
    if page.kicker:
        kicker = f'\n  <p class="tb-kicker">{escaped(page.kicker)}</p>'
    if page.lead:
        lead = f'\n  <p class="tb-lead-badges">{drawn(page.lead, root)}</p>'
    title = f'\n  <h1 id="top">{escaped(page.title)}</h1>'
    return f'<header class="tb-head">{crumbs}{kicker}{title}{lead}\n</header>'


def _foot(page: Page, root: str, words: Words) -> str:
    if not (page.source or page.previous or page.next):
        return ""
    pager = provenance = ""
    if page.previous or page.next:
        label = escaped(words("record.neighbours"))
        before = _neighbour(page.previous, "previous", "prev", root, words)
        after = _neighbour(page.next, "next", "next", root, words)
        pager = f'\n  <nav class="tb-pager" aria-label="{label}">{before}{after}\n  </nav>'
    if page.source:
        period = page.source.period
        way = Link(f"{words('field.period')} {period}", f"{period}/index.html")
        edit = ""
        if page.edit_url:
            address = escaped(page.edit_url)
            edit = (
                f' <a class="tb-edit" href="{address}" rel="edit">'
                f"{escaped(words('record.edit'))}</a>"
            )
        provenance = (
            f'\n  <p class="tb-provenance">{escaped(words("record.file"))} '
            f"<code>{escaped(page.source.path)}</code>\n"
            f"    {_link(way, root)}{edit}</p>"
        )
    return f'\n<footer class="tb-foot">{pager}{provenance}\n</footer>'


def _link(way: Link, root: str) -> str:
    address = escaped(paths.href(way.path, root, way.fragment))
    return f'<a href="{address}">{escaped(way.text)}</a>'


def _neighbour(way: Link | None, name: str, relation: str, root: str, words: Words) -> str:
    if way is None:
        return ""
    address = escaped(paths.href(way.path, root))
    return (
        f'\n    <a class="tb-pager__{name}" rel="{relation}" href="{address}">'
        f"<span>{escaped(words(f'record.{name}'))}</span> {escaped(way.text)}</a>"
    )
