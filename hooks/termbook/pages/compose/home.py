"""The home page: the current period at a glance, and the way to everything else."""

from __future__ import annotations

from termbook.archive.collection import Period
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Block,
    Day,
    Entry,
    Heading,
    Link,
    Listing,
    Paragraph,
    Text,
    Tile,
    Tiles,
)
from termbook.pages.compose.site import Site
from termbook.pages.compose.study import study_bars
from termbook.pages.page import Page
from termbook.views.lists import current_period, newest_first
from termbook.views.progress import progress
from termbook.views.register import Item, due_soon, items
from termbook.views.study import plan_against_held, study_total

_LATELY = 8
_SOON = 8


def home(site: Site) -> Page:
    """What the current period is about at a glance, and the way to everything else."""
    words, archive = site.words, site.archive
    period = current_period(archive)
    content: list[Block] = []
    if period is not None:
        span = (Day(period.start.isoformat()), Text(" – "), Day(period.end.isoformat()))
        lead = (Link(period.title, f"{period.id}/index.html"), Text("　"), *span)
        as_of = Text("　" + words("home.as_of", day=archive.on.isoformat()))
        content.append(Paragraph((*lead, as_of), "lead"))
        content.append(_tiles(site, period))
        study = study_bars(site, period.id)
        if study:
            content += [Heading(words("home.study"), "study"), study]
    register = items(archive)
    soon = due_soon(archive, register)
    late = tuple(one for one in register if one.overdue)
    if late:
        content += [Heading(words("home.overdue"), "overdue"), _deadlines(site, late[:_SOON])]
    if soon:
        content += [Heading(words("home.due_soon"), "due-soon"), _deadlines(site, soon[:_SOON])]
    lately = [r for r in newest_first(archive.records) if r.kind != "period"][:_LATELY]
    if lately:
        content += [Heading(words("home.lately"), "lately"), _changes(site, lately)]
    content += [Heading(words("home.ways"), "ways"), _ways(site)]
    return Page(
        path=paths.HOME,
        title=archive.institution.name or words("home.title"),
        type="home",
        section="home",
        blocks=tuple(content),
        kicker=words("home.title"),
    )


def _tiles(site: Site, period: Period) -> Tiles:
    words, archive = site.words, site.archive
    register = items(archive)
    figures = progress(archive, period)
    reports = [r for r in archive.in_period(period.id) if r.kind == "report"]
    study = study_total(plan_against_held(archive, period.id))
    unresolved = [one for one in register if one.life.unresolved]
    overdue = [one for one in register if one.overdue]
    soon = due_soon(archive, register)
    return Tiles(
        (
            Tile(words("tile.reports"), str(len(reports)), "", "reports.html"),
            Tile(
                words("tile.study"),
                str(study.held),
                words("tile.planned", n=study.planned)
                if study.planned is not None
                else words("tile.no_plan"),
                paths.STUDY,
            ),
            Tile(
                words("tile.unresolved"),
                str(len(unresolved)),
                words("tile.of_all", n=len(register)),
                paths.REGISTER,
                "state=unresolved",
            ),
            Tile(
                words("tile.closed"),
                str(len(figures.closed)),
                words("tile.this_period"),
                f"{period.id}/index.html",
                "closed",
            ),
            Tile(
                words("tile.overdue"),
                str(len(overdue)),
                "",
                paths.REGISTER,
                "flag=overdue",
                "alert" if overdue else "",
            ),
            Tile(
                words("tile.due_soon"),
                str(len(soon)),
                words("tile.in_30_days"),
                paths.RECTIFICATION,
                "due-soon" if soon else "",
            ),
        )
    )


def _deadlines(site: Site, register: tuple[Item, ...]) -> Listing:
    entries = []
    for one in register:
        day = one.life.deadline or site.archive.on
        owner = site.cell(one.record, site.field(one.record.kind, "owner"))
        entries.append(Entry(day.isoformat(), (*site.reference(one.record), Text(" "), *owner)))
    return Listing(tuple(entries), "dates")


def _changes(site: Site, records: list[Record]) -> Listing:
    return Listing(tuple([site.entry(record) for record in records]), "dates")


def _ways(site: Site) -> Listing:
    words = site.words
    ways = [
        (words("periods.title"), paths.PERIODS, words("periods.about")),
        *(
            (words(f"kind.{kind.name}.many"), paths.of_kind(kind), words(f"kind.{kind.name}.about"))
            for kind in kinds().values()
            if kind.folder and kind.name != "update"
        ),
        (words("departments.title"), paths.DEPARTMENTS, words("departments.about")),
        (words("posts.title"), paths.POSTS, words("posts.about")),
        (words("dates.title"), paths.DATES, words("dates.about")),
        (words("tags.title"), paths.TAGS, words("tags.about")),
    ]
    return Listing(
        tuple(
            Entry("", (Link(label, path),), (blocks.text(about),)) for label, path, about in ways
        ),
        "cards",
    )
