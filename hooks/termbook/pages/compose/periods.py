"""The periods: a list, and a page for each with its records and what it did to the register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from termbook.archive.collection import Period
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Block,
    Column,
    Day,
    Entry,
    Heading,
    Link,
    Listing,
    Paragraph,
    Row,
    Table,
    Text,
    Tile,
    Tiles,
)
from termbook.pages.compose.record_page import links, prose, source
from termbook.pages.compose.site import Site
from termbook.pages.compose.study import study_bars
from termbook.pages.page import Page
from termbook.views.lists import newest_first
from termbook.views.progress import progress

_LISTED: Final = 100
"""How many items a period's page lists of each sort; its ledger has all."""


def periods(site: Site) -> Iterator[Page]:
    """All periods, and a page for each."""
    words, archive = site.words, site.archive
    rows = []
    ordered = archive.periods
    for period in reversed(ordered):
        figures = progress(archive, period)
        count = sum(r.kind != "period" for r in archive.in_period(period.id))
        rows.append(
            Row(
                (
                    (Link(period.title, f"{period.id}/index.html"),),
                    (Day(period.start.isoformat()), Text(" – "), Day(period.end.isoformat())),
                    *(
                        blocks.text(str(n))
                        for n in (
                            count,
                            len(figures.carried_in),
                            len(figures.found),
                            len(figures.closed),
                            len(figures.carried_out),
                        )
                    ),
                )
            )
        )
    columns = (
        Column(words("field.period"), "wide"),
        Column(words("dates.span")),
        *(
            Column(words(key), "number")
            for key in (
                "terms.records",
                "progress.carried_in",
                "progress.found",
                "progress.closed",
                "progress.carried_out",
            )
        ),
    )
    yield Page(
        path=paths.PERIODS,
        title=words("periods.title"),
        type="periods",
        section="periods",
        blocks=(
            Paragraph(blocks.text(words("periods.about")), "lead"),
            Table(words("periods.caption", n=len(rows)), columns, tuple(rows)),
        ),
    )
    for number, period in enumerate(ordered):
        before = ordered[number - 1] if number else None
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        yield _period(site, period, before, after)


def _period(site: Site, period: Period, before: Period | None, after: Period | None) -> Page:
    words, archive = site.words, site.archive
    record = period.record
    figures = progress(archive, period)
    content: list[Block] = [
        Paragraph((Day(period.start.isoformat()), Text(" – "), Day(period.end.isoformat())), "lead")
    ]
    if record.body.strip():
        content.append(prose(archive, record, site))
    content.append(
        Tiles(
            tuple(
                Tile(
                    words(f"progress.{name}"),
                    str(len(found)),
                    "",
                    f"{period.id}/index.html",
                    anchor,
                )
                for name, found, anchor in (
                    ("carried_in", figures.carried_in, "carried-in"),
                    ("returned", figures.returned, "returned"),
                    ("found", figures.found, "found"),
                    ("closed", figures.closed, "closed"),
                    ("carried_out", figures.carried_out, "carried-out"),
                )
                if found or name != "returned"
            )
        )
    )
    ledger = Link(words("ledger.title", period=period.title), paths.of_ledger(period.id))
    rates = Link(words("progress.of", period=period.title), paths.of_progress(period.id))
    content.append(Paragraph((Text(words("rectification.ways")), ledger, Text(" · "), rates)))
    study = study_bars(site, period.id)
    if study:
        content += [Heading(words("home.study"), "study"), study]
    for name, found, anchor in (
        ("found", figures.found, "found"),
        ("carried_in", figures.carried_in, "carried-in"),
        ("returned", figures.returned, "returned"),
        ("closed", figures.closed, "closed"),
        ("carried_out", figures.carried_out, "carried-out"),
    ):
        if found:
            content.append(Heading(words(f"progress.{name}"), anchor))
            entries = [Entry("", site.reference(r)) for r in found[:_LISTED]]
            if len(found) > _LISTED:
                more = words("list.more", n=len(found) - _LISTED)
                entries.append(Entry("", (Link(more, paths.of_ledger(period.id)),)))
            content.append(Listing(tuple(entries)))
    for kind in kinds().values():
        records = newest_first([r for r in archive.in_period(period.id) if r.kind == kind.name])
        if kind.folder and records:
            title = words("list.caption", kind=words(f"kind.{kind.name}.many"), n=len(records))
            content.append(Heading(title, kind.folder))
            content.append(_dated_links(site, records, period))
    content.extend(links(site, record))
    return Page(
        path=f"{period.id}/index.html",
        title=period.title,
        type="period",
        section="periods",
        blocks=tuple(content),
        crumbs=(Link(words("periods.title"), paths.PERIODS),),
        kicker=words("kind.period"),
        previous=Link(before.title, f"{before.id}/index.html") if before else None,
        next=Link(after.title, f"{after.id}/index.html") if after else None,
        source=source(site, record),
        edit_url=site.edit_address(record),
    )


def _dated_links(site: Site, records: list[Record], period: Period) -> Listing:
    shown = records[:50]
    entries = [Entry(r.date.isoformat(), site.reference(r)) for r in shown]
    if len(records) > len(shown):
        more = site.words("list.more", n=len(records) - len(shown))
        entries.append(Entry("", (Link(more, paths.of_dates(period.id)),)))
    return Listing(tuple(entries), "dates")
