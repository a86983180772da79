"""The theme's page around ours: rendered once for a group of pages, then filled for each.

The theme draws one page of each group with marks where title, content and contents go; every
other page of the group takes the same shell. What differs inside a group is only what is
marked, so the result is what the theme would have drawn for each page by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from termbook.pages import paths
from termbook.pages.block_html import escaped
from termbook.pages.drawn import Contents, Encoded, encoded
from termbook.pages.navigation import NavSection, navigation
from termbook.pages.page import Page
from termbook.words import Words

TITLE: Final = "tb-slot-title"
CONTENT: Final = "<!-- tb-slot-main <h1 -->"  # the theme adds a heading where it sees no <h1
CONTENTS: Final = "tb-slot-contents"
ADDRESS: Final = "tb-slot-address"

_MARKS: Final = re.compile(f"({TITLE}|{CONTENTS}|{ADDRESS})")

_DEPTHS: Final = range(3)
"""How deep pages lie: lists at the top or in a folder, records in a kind's folder of a period's."""


class Group(NamedTuple):
    """Pages that share a shell: a section of the navigation, and how deep the pages lie.

    A page of the navigation is a group of its own, since it is marked there as the current one.
    """

    section: str
    depth: int
    page: str = ""


def groups_of(
    navigation: Iterable[NavSection], deep: Iterable[tuple[str, int]] = ()
) -> frozenset[Group]:
    """The groups of a site with this navigation; `deep` are sections and depths besides."""
    found = {Group(section, depth) for section, depth in deep}
    for section in navigation:
        found.update(Group(section.key, depth) for depth in _DEPTHS)
        found.update(Group(section.key, item.path.count("/"), item.path) for item in section.items)
    return frozenset(found)


def usual_groups(words: Words) -> frozenset[Group]:
    """The groups of nearly every site with these words."""
    return groups_of(navigation(words))


def specimen(group: Group) -> str:
    """Where the page lies that the theme draws for a group: the page itself, or one of no other
    use at the same depth.
    """
    return group.page or "/".join(["tb-specimen"] * group.depth + [f"tb-{group.section}.html"])


def group_of(page: Page, in_navigation: frozenset[str]) -> Group:
    """The group that a page belongs to."""
    own = page.path if page.path in in_navigation else ""
    return Group(page.section, page.path.count("/"), own)


def fill(shell: str, page: Page, drawn: Encoded, words: Words) -> bytes:
    """The whole page as a file holds it: `shell` with the marks filled in."""
    filling = {
        TITLE.encode(): encoded(escaped(page.title)),
        CONTENT.encode(): drawn.html,
        CONTENTS.encode(): encoded(contents_html(drawn.contents, words)),
        ADDRESS.encode(): encoded(escaped(paths.href(page.path, ""))),
    }
    return b"".join([filling.get(part, part) for part in _parts(shell)])


@cache
def _parts(shell: str) -> list[bytes]:
    """The text between the marks, and the marks; only the first one for the content counts."""
    head, content, tail = shell.partition(CONTENT)
    return [*map(encoded, _MARKS.split(head)), encoded(content), *map(encoded, _MARKS.split(tail))]


def contents_html(entries: tuple[Contents, ...], words: Words) -> str:
    """The table of contents in the theme's own markup; `""` where there is nothing to list."""
    shown = [entry for entry in entries if entry.level <= 3]
    if len(shown) < 2:
        return ""
    items = "".join(
        [
            f'<li class="md-nav__item tb-contents--{entry.level}">'
            f'<a href="#{escaped(entry.id)}" class="md-nav__link">'
            f'<span class="md-ellipsis">{escaped(entry.text)}</span></a></li>'
            for entry in shown
        ]
    )
    return (
        f'<p class="md-nav__title tb-contents__title">{escaped(words("page.contents"))}</p>'
        f'<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>{items}</ul>'
    )
