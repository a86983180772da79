"""All pages of a site."""

from __future__ import annotations

from collections.abc import Iterator

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
from termbook.pages.compose.study import required_pages, study, study_pages
from termbook.pages.page import Page


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
    yield from study_pages(site)
    yield from required_pages(site)
    yield rectification(site)
    yield from register_pages(site)
    yield from ledger_pages(site)
    yield from progress_pages(site)
    yield from all_lists(site)
    yield from help_pages(site.words)
    yield data_page(site)
