"""Progress pages: of every period, of the archive as a whole, and a department's part in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from termbook.archive.collection import Period
from termbook.archive.life import Step
from termbook.archive.transitions import State
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Badge,
    Block,
    Cell,
    Chart,
    Column,
    Entry,
    Heading,
    Link,
    Listing,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.figures import (
    ages_chart,
    burndown_chart,
    history_chart,
    levels_chart,
    rate,
    split_table,
)
from termbook.pages.compose.register import all_in_register, register_table
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.figures import SPLITS
from termbook.views.progress import (
    Changes,
    Extension,
    Progress,
    changes,
    ledger_items,
    period_before,
    progress,
)
from termbook.views.register import completion, item, items, risks_of

_SHOWN: Final = 50
"""How many items a list of a progress page shows; the ledger has all."""

_GROUPS: Final = ("carried_in", "returned", "found", "closed", "dismissed", "carried_out")


def progress_pages(site: Site) -> Iterator[Page]:
    """The overview, then a page for each period."""
    yield _overview(site)
    for period in site.archive.periods:
        yield _period(site, period)


def period_table(site: Site, figures: Sequence[Progress], caption: str) -> Table:
    """Periods with what each did to the register, the newest first."""
    words = site.words
    rows = []
    for one in reversed(figures):
        share = completion(ledger_items(site.archive, one))
        path = paths.of_progress(one.period.id)
        rows.append(
            Row(
                (
                    (Link(one.period.title, path),),
                    *(blocks.text(len(getattr(one, name))) for name in _GROUPS),
                    blocks.text(rate(site, share)),
                    blocks.text(share.ongoing),
                )
            )
        )
    columns = (
        Column(words("field.period"), "narrow"),
        *(Column(words(f"progress.{name}"), "number") for name in (*_GROUPS, "rate", "ongoing")),
    )
    return Table(caption, columns, tuple(rows))


def department_blocks(site: Site, name: str) -> Iterator[Block]:
    """A department's part: its figures by period, and its open items."""
    words, archive = site.words, site.archive
    risks = risks_of(archive, name)
    if not risks:
        return
    figures = [progress(archive, period, risks) for period in archive.periods]
    touched = [one for one in figures if one.dealt_with]
    yield Heading(words("progress.department"), "progress")
    yield period_table(site, touched, words("progress.department_caption", name=name))
    unresolved = [one for one in (item(archive, risk) for risk in risks) if one.life.unresolved]
    if unresolved:
        caption = words("progress.department_open", n=len(unresolved))
        yield register_table(site, unresolved[:_SHOWN], caption)
    yield all_in_register(site, f"department={name}", len(risks))


def _overview(site: Site) -> Page:
    words, archive = site.words, site.archive
    register = items(archive)
    figures = [progress(archive, period) for period in archive.periods]
    content: list[Block] = [Paragraph(blocks.text(words("progress.about")), "lead")]
    content.extend(
        _charts(history_chart(site), levels_chart(site, register), ages_chart(site, register))
    )
    if figures:
        content.append(Heading(words("periods.title"), "periods"))
        content.append(period_table(site, figures, words("progress.periods_caption")))
        content.append(Paragraph(blocks.text(words("progress.rate_about")), "quiet"))
    if register:
        content.append(Heading(words("progress.by_now"), "split"))
        content.extend(split_table(site, register, by) for by in SPLITS)
    else:
        content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
    return Page(
        path=paths.PROGRESS,
        title=words("progress.title"),
        type="progress",
        section="rectification",
        blocks=tuple(content),
        crumbs=(Link(words("section.rectification"), paths.RECTIFICATION),),
    )


def _period(site: Site, period: Period) -> Page:
    words, archive = site.words, site.archive
    figures = progress(archive, period)
    register = ledger_items(archive, figures)
    before = period_before(archive, period)
    day = figures.last.isoformat()
    ledger = Link(words("ledger.title", period=period.title), paths.of_ledger(period.id))
    content: list[Block] = [
        Paragraph((Text(words("progress.as_of", day=day) + "　"), ledger), "lead"),
        Heading(words("progress.figures"), "figures"),
        _compared(site, figures, progress(archive, before) if before else None),
        Paragraph(blocks.text(words("progress.rate_about")), "quiet"),
    ]
    content.extend(
        _charts(
            burndown_chart(site, period), levels_chart(site, register), ages_chart(site, register)
        )
    )
    content.append(Heading(words("progress.changes"), "changes"))
    content.extend(_changes(site, changes(archive, figures)))
    if register:
        content.append(Heading(words("progress.by"), "split"))
        content.extend(split_table(site, register, by) for by in SPLITS)
    ordered = archive.periods
    place = ordered.index(period)
    return Page(
        path=paths.of_progress(period.id),
        title=words("progress.of", period=period.title),
        type="progress",
        section="rectification",
        blocks=tuple(content),
        crumbs=(
            Link(words("section.rectification"), paths.RECTIFICATION),
            Link(words("progress.title"), paths.PROGRESS),
        ),
        previous=_neighbour(site, ordered[place - 1]) if place else None,
        next=_neighbour(site, ordered[place + 1]) if place + 1 < len(ordered) else None,
    )


def _neighbour(site: Site, period: Period) -> Link:
    return Link(site.words("progress.of", period=period.title), paths.of_progress(period.id))


def _charts(*charts: Chart | None) -> list[Block]:
    return [chart for chart in charts if chart is not None]


def _compared(site: Site, figures: Progress, before: Progress | None) -> Table:
    """The figures of a period beside those of the one before."""
    words, archive = site.words, site.archive
    mine = completion(ledger_items(archive, figures))
    theirs = completion(ledger_items(archive, before)) if before else None
    rows = []
    for name in _GROUPS:
        now = len(getattr(figures, name))
        cells = [blocks.text(words(f"progress.{name}")), blocks.text(now)]
        if before:
            was = len(getattr(before, name))
            cells += [blocks.text(was), blocks.text(_signed(now - was))]
        rows.append(Row(tuple(cells)))
    cells = [blocks.text(words("progress.ongoing")), blocks.text(mine.ongoing)]
    if theirs:
        cells += [blocks.text(theirs.ongoing), blocks.text(_signed(mine.ongoing - theirs.ongoing))]
    rows.append(Row(tuple(cells)))
    cells = [blocks.text(words("progress.rate")), blocks.text(rate(site, mine))]
    if theirs:
        cells += [blocks.text(rate(site, theirs)), ()]
        if mine.percent is not None and theirs.percent is not None:
            points = _signed(mine.percent - theirs.percent)
            cells[-1] = blocks.text(words("progress.points", n=points))
    rows.append(Row(tuple(cells), (), "total"))
    columns = [Column(words("progress.figure"), "narrow"), Column(figures.period.title, "number")]
    caption = words("progress.alone", period=figures.period.title)
    if before:
        columns.append(Column(before.period.title, "number"))
        columns.append(Column(words("progress.change"), "number"))
        caption = words(
            "progress.compared", period=figures.period.title, before=before.period.title
        )
    return Table(caption, tuple(columns), tuple(rows))


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def _changes(site: Site, found: Changes) -> Iterator[Block]:
    """What changed, group by group; a plain sentence where nothing did."""
    groups: list[tuple[str, list[Entry]]] = [
        ("new", [Entry(r.date.isoformat(), _named(r)) for r in found.new]),
        (
            "moved",
            [Entry("", (*_named(m.record), *_moved(site, m.before, m.after))) for m in found.moved],
        ),
        ("closed", [Entry("", _named(r)) for r in found.closed]),
        ("dismissed", [Entry("", _named(r)) for r in found.dismissed]),
        (
            "reopened",
            [
                Entry(
                    r.step.day.isoformat(),
                    (*_named(r.record), *_moved(site, r.step.before, r.step.after)),
                    _reason(r.step),
                )
                for r in found.reopened
            ],
        ),
        (
            "extended",
            [
                Entry(
                    e.step.day.isoformat(),
                    (*_named(e.record), *_extended(site, e)),
                    _reason(e.step),
                )
                for e in found.extended
            ],
        ),
        ("stalled", [Entry(r.date.isoformat(), _named(r)) for r in found.stalled]),
    ]
    shown = [(name, entries) for name, entries in groups if entries]
    for name, entries in shown:
        yield Heading(site.words(f"change.{name}", n=len(entries)), f"change-{name}", 3)
        yield Listing(_shortened(site, entries), "dates")
    if not shown:
        yield Paragraph(blocks.text(site.words("progress.none")), "quiet")


def _shortened(site: Site, entries: list[Entry]) -> tuple[Entry, ...]:
    shown = entries[:_SHOWN]
    if len(entries) > _SHOWN:
        shown.append(Entry("", blocks.text(site.words("list.more", n=len(entries) - _SHOWN))))
    return tuple(shown)


def _named(record: Record) -> Cell:
    """A risk without its present state, which may be another than the period's."""
    return (Link(f"{record.id} {record.title}", paths.of_record(record)),)


def _moved(site: Site, before: State, after: State) -> Cell:
    states = [Badge(site.state_label("risk", s), f"state-{s}") for s in (before, after)]
    return (Text(" "), states[0], Text(" → "), states[1])


def _extended(site: Site, extension: Extension) -> Cell:
    new = extension.new.isoformat()
    if extension.was is None:
        return (Text(" " + site.words("change.due_new", new=new)),)
    return (Text(" " + site.words("change.due", was=extension.was.isoformat(), new=new)),)


def _reason(step: Step) -> tuple[Cell, ...]:
    reason = blocks.text(step.record.text("reason"))
    return (reason,) if reason else ()
