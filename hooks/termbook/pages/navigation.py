"""The navigation of a site: the overviews and lists; records are reached through them."""

from __future__ import annotations

from typing import NamedTuple

from termbook.model.kinds import kinds
from termbook.pages import paths
from termbook.words import Words


class NavItem(NamedTuple):
    """A page in the navigation."""

    title: str
    path: str


class NavSection(NamedTuple):
    """A part of the navigation, with its pages."""

    key: str
    title: str
    items: tuple[NavItem, ...]


def navigation(words: Words) -> tuple[NavSection, ...]:
    """The navigation: overviews and lists; records are reached through them."""
    by_section: dict[str, list[NavItem]] = {
        "home": [NavItem(words("section.home"), paths.HOME)],
        "periods": [NavItem(words("periods.title"), paths.PERIODS)],
        "reports": [],
        "study": [NavItem(words("study.overview"), paths.STUDY)],
        "rectification": [
            NavItem(words("rectification.overview"), paths.RECTIFICATION),
            NavItem(words("register.title"), paths.REGISTER),
            NavItem(words("ledgers.title"), paths.LEDGERS),
            NavItem(words("progress.title"), paths.PROGRESS),
        ],
        "duties": [],
        "browse": [
            NavItem(words("dates.title"), paths.DATES),
            NavItem(words("tags.title"), paths.TAGS),
        ],
        "help": [
            NavItem(words("reference.title"), paths.REFERENCE),
            NavItem(words("rules.title"), paths.RULES),
            NavItem(words("data.title"), paths.DATA),
        ],
    }
    for kind in kinds().values():
        if kind.folder:
            item = NavItem(words(f"kind.{kind.name}.many"), paths.of_kind(kind))
            by_section.setdefault(kind.section, []).append(item)
    by_section["duties"] += [
        NavItem(words("departments.title"), paths.DEPARTMENTS),
        NavItem(words("posts.title"), paths.POSTS),
    ]
    return tuple(
        NavSection(key, words(f"section.{key}"), tuple(found)) for key, found in by_section.items()
    )
