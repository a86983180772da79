"""The pages that sum up: home, periods, study, rectification."""

from __future__ import annotations

from collections.abc import Iterator

from termbook.archive.collection import Period
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Bar,
    Bars,
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
from termbook.pages.compose.lists import topic_blocks
from termbook.pages.compose.record_page import links, prose, section_path, source
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.lists import current_period, newest_first
from termbook.views.progress import progress
from termbook.views.register import Completion, Item, by_state, completion, due_soon, items
from termbook.views.study import plan_against_held

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
        study = _study_bars(site, period.id)
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
    lines = plan_against_held(archive, period.id)
    held, planned = sum(x.held for x in lines), sum(x.target or 0 for x in lines)
    unresolved = [one for one in register if one.life.unresolved]
    overdue = [one for one in register if one.overdue]
    soon = due_soon(archive, register)
    return Tiles(
        (
            Tile(words("tile.reports"), str(len(reports)), "", "reports.html"),
            Tile(
                words("tile.study"),
                str(held),
                words("tile.planned", n=planned) if planned else words("tile.no_plan"),
                paths.STUDY,
            ),
            Tile(
                words("tile.unresolved"),
                str(len(unresolved)),
                words("tile.of_all", n=len(register)),
                paths.RECTIFICATION,
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
                paths.RECTIFICATION,
                "",
                "alert" if overdue else "",
            ),
            Tile(words("tile.due_soon"), str(len(soon)), words("tile.in_30_days"), paths.RECTIFICATION),
        )
    )


def _study_bars(site: Site, period: str) -> Bars | None:
    bars = tuple(
        Bar(
            line.form,
            line.held,
            line.target or 0,
            site.words("study.held_of", held=line.held, target=line.target)
            if line.target is not None
            else site.words("study.held", n=line.held),
        )
        for line in plan_against_held(site.archive, period)
    )
    return Bars(site.words("study.plan_caption"), bars) if bars else None


def _deadlines(site: Site, register: tuple[Item, ...]) -> Listing:
    entries = []
    for one in register:
        day = one.life.deadline or site.archive.on
        owner = site.cell(one.record, site.field(one.record.kind, "owner"))
        entries.append(
            Entry(day.isoformat(), (*site.reference(one.record), Text(" "), *owner))
        )
    return Listing(tuple(entries), "dates")


def _changes(site: Site, records: list[Record]) -> Listing:
    entries = []
    for record in records:
        kind = Text(f" · {site.words(f'kind.{record.kind}')}")
        entries.append(Entry(record.date.isoformat(), (*site.reference(record), kind)))
    return Listing(tuple(entries), "dates")


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
        tuple(Entry("", (Link(label, path),), (blocks.text(about),)) for label, path, about in ways),
        "cards",
    )


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
                Tile(words(f"progress.{name}"), str(len(found)), "", f"{period.id}/index.html", anchor)
                for name, found, anchor in (
                    ("carried_in", figures.carried_in, "carried-in"),
                    ("found", figures.found, "found"),
                    ("closed", figures.closed, "closed"),
                    ("carried_out", figures.carried_out, "carried-out"),
                )
            )
        )
    )
    study = _study_bars(site, period.id)
    if study:
        content += [Heading(words("home.study"), "study"), study]
    for name, found, anchor in (
        ("found", figures.found, "found"),
        ("carried_in", figures.carried_in, "carried-in"),
        ("closed", figures.closed, "closed"),
        ("carried_out", figures.carried_out, "carried-out"),
    ):
        if found:
            content.append(Heading(words(f"progress.{name}"), anchor))
            content.append(Listing(tuple(Entry("", site.reference(r)) for r in found)))
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


def study(site: Site) -> Page:
    """Plan against held for each period, and the materials by topic."""
    words, archive = site.words, site.archive
    content: list[Block] = [Paragraph(blocks.text(words("study.about")), "lead")]
    for period in reversed(archive.periods):
        lines = plan_against_held(archive, period.id)
        if not lines:
            continue
        content.append(Heading(period.title, f"plan-{period.id}"))
        rows = []
        for line in lines:
            sessions = blocks.joined(
                [site.reference(s) for s in line.sessions[:12]], words("mark.semicolon")
            )
            if len(line.sessions) > 12:
                more = words("list.more", n=len(line.sessions) - 12)
                sessions = (*sessions, Text(" "), Link(more, paths.of_dates(period.id)))
            target = str(line.target) if line.target is not None else "—"
            rows.append(
                Row((blocks.text(line.form), blocks.text(target), blocks.text(str(line.held)), sessions))
            )
        columns = (
            Column(words("field.form"), "narrow"),
            Column(words("study.planned"), "number"),
            Column(words("study.held_head"), "number"),
            Column(words("kind.session.many"), "wide"),
        )
        content.append(Table(words("study.plan_of", period=period.title), columns, tuple(rows)))
    if archive.of_kind("material"):
        content.append(Heading(words("study.by_topic"), "topics"))
        content.extend(topic_blocks(site))
    return Page(paths.STUDY, words("section.study"), "study", "study", tuple(content))


def rectification(site: Site) -> Page:
    """All risks by state, with owner, due date and measures."""
    words, archive = site.words, site.archive
    register = items(archive)
    rate = completion(register)
    content: list[Block] = [Paragraph(blocks.text(words("rectification.about")), "lead")]
    groups = by_state(register)
    content.append(
        Tiles(
            tuple(
                Tile(
                    site.state_label("risk", state),
                    str(len(found)),
                    "",
                    paths.RECTIFICATION,
                    f"state-{state}",
                )
                for state, found in groups.items()
            )
        )
    )
    if rate.counted:
        content.append(Bars(words("rectification.rate"), (_rate(site, rate),)))
    for state, found in groups.items():
        content.append(Heading(site.state_label("risk", state), f"state-{state}"))
        content.append(register_table(site, found, words("rectification.caption", n=len(found))))
    if not register:
        content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
    return Page(
        path=paths.RECTIFICATION,
        title=words("section.rectification"),
        type="rectification",
        section="rectification",
        blocks=tuple(content),
    )


def _rate(site: Site, rate: Completion) -> Bar:
    note = site.words("rectification.rate_note", closed=rate.closed, counted=rate.counted)
    if rate.percent is not None:
        note = f"{rate.percent}%　{note}"
    if rate.ongoing:
        note += site.words("rectification.ongoing_note", n=rate.ongoing)
    return Bar(site.words("rectification.rate"), rate.closed, rate.counted, note)


def register_table(site: Site, register: tuple[Item, ...], caption: str) -> Table:
    """Risks with what a reader asks of each: who, until when, by which measures."""
    words = site.words
    shown = register[:200]
    rows = []
    for one in shown:
        record, life = one.record, one.life
        measures = blocks.joined(
            [
                (Link(m.id, paths.of_record(m)), site.state_badge(site.archive.life(m.id)))
                for m in one.measures
            ],
            " ",
        )
        rows.append(
            Row(
                (
                    (Link(record.id, paths.of_record(record)),),
                    (Link(record.title, paths.of_record(record)),),
                    site.state_badges(record)[1:],
                    site.cell(record, site.field("risk", "level")),
                    site.cell(record, site.field("risk", "owner")),
                    (Day(life.due.isoformat()),) if life.due else (),
                    measures,
                    (Link(site.period_title(record.period), f"{record.period}/index.html"),),
                )
            )
        )
    columns = (
        Column(words("field.id"), "narrow"),
        Column(words("kind.risk"), "wide"),
        Column(words("field.flags"), "narrow"),
        Column(words("field.level"), "narrow"),
        Column(words("field.owner")),
        Column(words("field.due"), "day"),
        Column(words("risk.measures"), "ids"),
        Column(words("rectification.found_in")),
    )
    return Table(caption, columns, tuple(rows))


def all_overviews(site: Site) -> Iterator[Page]:
    """The pages that sum up, in the order of the navigation."""
    yield home(site)
    yield from periods(site)
    yield study(site)
    yield rectification(site)


__all__ = ["all_overviews", "home", "periods", "rectification", "register_table", "section_path", "study"]
