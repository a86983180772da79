"""All pages of a site, and the navigation that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termbook.model.kinds import kinds
from termbook.pages import paths
from termbook.pages.compose.help import data_page, help_pages
from termbook.pages.compose.home import home
from termbook.pages.compose.ledger import ledger_pages
from termbook.pages.compose.lists import all_lists
from termbook.pages.compose.periods import periods
from termbook.pages.compose.progress import progress_pages
from termbook.pages.compose.record_page import record_page
from termbook.pages.compose.rectification import rectification
from termbook.pages.compose.register import register_pages
from termbook.pages.compose.site import Site
from termbook.pages.compose.study import required_pages, study
from termbook.pages.page import Page
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


def compose(site: Site) -> list[Page]:
    """Every page of the site, overviews first, then lists, help, and records."""
    pages = list(compose_overviews(site))
    pages.extend(record_page(site, r) for r in site.archive.records if r.kind != "period")
    return pages


def compose_overviews(site: Site) -> Iterator[Page]:
    """Every page that is not one record's own."""
    yield home(site)
    yield from periods(site)
    yield study(site)
    yield from required_pages(site)
    yield rectification(site)
    yield from register_pages(site)
    yield from ledger_pages(site)
    yield from progress_pages(site)
    yield from all_lists(site)
    yield from help_pages(site.words)
    yield data_page(site)


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
