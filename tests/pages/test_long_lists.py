"""Pages that would grow with the archive say a part, and lead to the rest."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate import generate
from termbook.archive.archive import Archive
from termbook.edges.folder import load
from termbook.pages import paths
from termbook.pages.blocks import Heading, Link, Listing, Table
from termbook.pages.compose.everything import compose
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.study import plan_against_held
from termbook.words import Words


@cache
def archive() -> Archive:
    """Seven periods with plans and sessions in each."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "records")
        generate(root, records=420, periods=7, seed=3)
        return Archive(load(root).collection, on=date(2020, 12, 31), audience="leadership")


@cache
def pages() -> dict[str, Page]:
    return {page.path: page for page in compose(Site(archive(), Words("zh-Hans")))}


def links(page: Page) -> list[str]:
    return [
        part.path
        for block in page.blocks
        if isinstance(block, Listing)
        for entry in block.entries
        for part in entry.cell
        if isinstance(part, Link)
    ]


def test_each_period_s_study_is_shown_once_in_the_overview_or_on_a_page_it_leads_to() -> None:
    overview = pages()[paths.STUDY]
    studied = [p.id for p in archive().periods if plan_against_held(archive(), p.id)]
    here = [
        block.id.removeprefix("plan-")
        for block in overview.blocks
        if isinstance(block, Heading) and block.id.startswith("plan-")
    ]
    there = [period for period in studied if paths.of_study(period) in links(overview)]
    assert here == list(reversed(studied))[:4]
    assert sorted([*here, *there]) == sorted(studied)
    for period in there:
        [table] = [b for b in pages()[paths.of_study(period)].blocks if isinstance(b, Table)]
        assert len(table.rows) == len(plan_against_held(archive(), period))


def test_every_page_of_the_site_is_led_to_from_another() -> None:
    named = {
        part.path for page in pages().values() for block in page.blocks for part in _links_in(block)
    }
    alone = {path for path in pages() if path.startswith("study/")} - named
    assert alone == set()


def _links_in(value: object) -> list[Link]:
    if isinstance(value, Link):
        return [value]
    if isinstance(value, tuple):
        return [link for part in value for link in _links_in(part)]
    return []
