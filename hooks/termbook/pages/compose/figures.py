"""Charts and tables of figures, as the overviews and the progress pages share them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from termbook.archive.collection import Period
from termbook.archive.transitions import TABLES, State
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import Cell, Chart, Column, Day, Link, Row, Series, Table, Text
from termbook.pages.compose.site import Site
from termbook.views.figures import Point, ages, burndown, history, split, vocabulary
from termbook.views.register import Completion, Item, by_state, completion

PERIODS_DRAWN: Final = 8
"""How many periods a chart shows; its table shows all."""


def rate(site: Site, found: Completion) -> str:
    """A completion rate with both its numbers, or a dash where none counts."""
    if found.percent is None:
        return site.words("progress.no_rate")
    return site.words(
        "progress.rate_of", percent=found.percent, closed=found.closed, counted=found.counted
    )


def split_table(site: Site, register: Sequence[Item], by: str) -> Table:
    """Items by one field: how many, how many are open, closed, dismissed, and the rate."""
    words = site.words
    rows = []
    for value, found in split(site.archive, register, by).items():
        rows.append(Row((_value(site, by, value), *_counts(site, found))))
    if by != "department":
        # an item may be with two departments, so theirs do not add up
        rows.append(
            Row((blocks.text(words("progress.all")), *_counts(site, register)), (), "total")
        )
    columns = (
        Column(words("field.departments" if by == "department" else f"field.{by}"), "narrow"),
        *(
            Column(words(f"progress.{name}"), "number")
            for name in ("total", "unresolved", "closed_head", "dismissed", "ongoing", "rate")
        ),
    )
    return Table(words(f"progress.by.{by}"), columns, tuple(rows))


def _counts(site: Site, found: Sequence[Item]) -> tuple[Cell, ...]:
    states = by_state(found)
    unresolved = sum(one.life.unresolved for one in found)
    share = completion(found)
    numbers = (
        len(found),
        unresolved,
        len(states.get(State.CLOSED, ())),
        len(states.get(State.DISMISSED, ())),
        share.ongoing,
    )
    return (*(blocks.text(n) for n in numbers), blocks.text(rate(site, share)))


def _value(site: Site, by: str, value: str) -> Cell:
    if by == "department":
        return site.term(("departments",), value) if value else _without(site)
    if by == "level":
        return blocks.text(site.words(f"choice.level.{value or 'none'}"))
    if not value:
        return _without(site)
    return blocks.text(site.words(f"choice.{by}.{value}") if by == "mode" else value)


def _without(site: Site) -> Cell:
    return blocks.text(site.words("filter.without"))


def history_chart(site: Site, risks: Sequence[Record] | None = None) -> Chart | None:
    """Open, closed and dismissed items at the end of each period."""
    words = site.words
    points = history(site.archive, risks)
    if not points or not points[-1].known:
        return None
    drawn = points[-PERIODS_DRAWN:]
    latest = points[-1]
    series = tuple(
        Series(words(label), tuple(getattr(p, name) for p in drawn), name)
        for name, label in (
            ("closed", "state.closed"),
            ("dismissed", "state.dismissed"),
            ("unresolved", "progress.unresolved"),
        )
    )
    return Chart(
        shape="columns",
        name="chart-history",
        title=words("chart.history"),
        description=words(
            "chart.history.about",
            unresolved=latest.unresolved,
            closed=latest.closed,
            dismissed=latest.dismissed,
        ),
        labels=tuple(p.period.id for p in drawn),
        series=series,
        table=_history_table(site, points),
    )


def _history_table(site: Site, points: Sequence[Point]) -> Table:
    words = site.words
    columns = (
        Column(words("field.period"), "narrow"),
        Column(words("ledgers.day"), "day"),
        Column(words("chart.known"), "number"),
        Column(words("progress.unresolved"), "number"),
        Column(words("state.closed"), "number"),
        Column(words("state.dismissed"), "number"),
    )
    rows = tuple(
        Row(
            (
                (Link(p.period.title, f"{p.period.id}/index.html"),),
                (Day(p.day.isoformat()),),
                *(blocks.text(n) for n in (p.known, p.unresolved, p.closed, p.dismissed)),
            )
        )
        for p in reversed(points)
    )
    return Table(words("chart.history"), columns, rows)


def burndown_chart(site: Site, period: Period) -> Chart | None:
    """The open items through a period, day by day."""
    words = site.words
    moments = burndown(site.archive, period)
    most = max(m.unresolved for m in moments)
    if not most:
        return None
    first, last = moments[0], moments[-1]
    title = words("chart.burndown", period=period.title)
    rows = tuple(
        Row(
            (
                (Day(m.day.isoformat()),),
                *(blocks.text(n) for n in (m.added, m.ended, m.unresolved)),
            )
        )
        for m in moments
    )
    columns = (
        Column(words("chart.day"), "day"),
        Column(words("chart.added"), "number"),
        Column(words("chart.ended"), "number"),
        Column(words("progress.unresolved"), "number"),
    )
    return Chart(
        shape="steps",
        name="chart-burndown",
        title=title,
        description=words(
            "chart.burndown.about",
            first=first.day.isoformat(),
            before=first.unresolved,
            last=last.day.isoformat(),
            after=last.unresolved,
            most=most,
        ),
        labels=tuple(m.day.isoformat() for m in moments),
        series=(
            Series(
                words("progress.unresolved"), tuple(m.unresolved for m in moments), "unresolved"
            ),
        ),
        table=Table(title, columns, rows),
    )


def ages_chart(site: Site, register: Sequence[Item]) -> Chart | None:
    """The open items by how long they have been open."""
    words = site.words
    groups = ages(register)
    total = sum(len(group.items) for group in groups)
    if not total:
        return None
    labels = []
    for group in groups:
        if group.most is None:
            labels.append(words("chart.age.over", least=group.least))
        elif not group.least:
            labels.append(words("chart.age.up_to", most=group.most))
        else:
            labels.append(words("chart.age.between", least=group.least, most=group.most))
    rows = tuple(
        Row(
            (
                blocks.text(label),
                blocks.text(len(group.items)),
                _items(site, group.items),
            )
        )
        for label, group in zip(labels, groups, strict=True)
    )
    columns = (
        Column(words("chart.age"), "narrow"),
        Column(words("chart.count"), "number"),
        Column(words("kind.risk"), "wide"),
    )
    oldest = max(one.life.days_open for group in groups for one in group.items)
    values = tuple(len(group.items) for group in groups)
    return Chart(
        shape="columns",
        name="chart-ages",
        title=words("chart.ages"),
        description=words("chart.ages.about", n=total, oldest=oldest),
        labels=tuple(labels),
        series=(Series(words("chart.count"), values, "unresolved"),),
        table=Table(words("chart.ages"), columns, rows),
    )


def levels_chart(site: Site, register: Sequence[Item]) -> Chart | None:
    """Level against state."""
    if not register:
        return None
    words = site.words
    by_level = split(site.archive, register, "level")
    present = by_state(register)
    states = [state for state in TABLES["risk"].states if state in present]
    levels = [*reversed(vocabulary(site.archive, "level")), ""]
    counted = {
        level: [len(by_state(by_level.get(level, ())).get(s, ())) for s in states]
        for level in levels
    }
    labels = tuple(words(f"state.{state}") for state in states)
    names = {level: words(f"choice.level.{level or 'none'}") for level in levels}
    high = sum(one.life.unresolved for one in by_level.get("high", ()))
    rows = tuple(
        Row(
            (
                blocks.text(names[v]),
                *(blocks.text(n) for n in counted[v]),
                blocks.text(sum(counted[v])),
            )
        )
        for v in levels
    )
    columns = (
        Column(words("field.level"), "narrow"),
        *(Column(label, "number") for label in labels),
        Column(words("progress.all"), "number"),
    )
    return Chart(
        shape="grid",
        name="chart-levels",
        title=words("chart.levels"),
        description=words("chart.levels.about", n=len(register), high=high),
        labels=labels,
        series=tuple(Series(names[v], tuple(counted[v]), f"level-{v or 'none'}") for v in levels),
        table=Table(words("chart.levels"), columns, rows),
    )


def _items(site: Site, register: Sequence[Item], most: int = 12) -> Cell:
    cells: list[Cell] = [
        (Link(one.record.id, paths.of_record(one.record)),) for one in register[:most]
    ]
    if len(register) > most:
        cells.append((Text(site.words("list.more", n=len(register) - most)),))
    return blocks.joined(cells, site.words("mark.comma"))
