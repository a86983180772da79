"""The facts of a period's work report: every number with the records that it counts.

Only counting; `pages.draft` puts it into words. Numbers that the site shows too come from the
same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.archive.completeness import channels_in_use
from termbook.archive.life import Flag
from termbook.archive.study_plans import PlanLine, held_in, plans_in_force
from termbook.archive.transitions import TABLES, State
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.views.progress import changes, ledger_items, progress
from termbook.views.register import Completion, Item, by_state, completion, items
from termbook.views.study import plan_against_held, study_total


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number and the records that it counts; `shares` says how often each counts, if not once.

    Where records stand for several sessions each, the number is the sum of the shares.
    """

    number: int
    records: tuple[Record, ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The meetings, their resolutions, and the materials studied in them."""

    held: Count
    resolutions: Count
    materials: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Sessions held against plan. `planned` is None where no plan sets a number."""

    plans: Count
    planned: Count | None
    held: Count
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """The channels in use, those of them with an approver; those reviewed or closed meanwhile."""

    in_use: Count
    approved: Count
    reviewed: Count
    closed: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectification:
    """The risks that the period dealt with: found, carried in, or returned after an end.

    `sources` divides those found, `states` all. `rate` counts `counted` with `closed_of_rate`
    closed, without `dismissed` and `ongoing`. `closed_now` and `dismissed_now` ended in the
    period. `reopened` and `extended` are the risks that had this event in it, their shares how
    often. The flags are those on the day asked for.
    """

    found: tuple[Item, ...]
    carried_in: tuple[Item, ...]
    returned: tuple[Item, ...]
    all: Count
    sources: tuple[tuple[str, Count], ...]
    states: tuple[tuple[State, Count], ...]
    rate: Completion
    counted: Count
    closed_of_rate: Count
    dismissed: Count
    ongoing: Count
    closed_now: Count
    dismissed_now: Count
    reopened: Count
    extended: Count
    flags: tuple[tuple[Flag, Count], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures that the period was about, and what is left.

    `open` are in the order of their due dates, those without one last. `uncovered` are risks
    still to be mended that no open measure addresses.
    """

    made: Count
    carried_in: Count
    states: tuple[tuple[State, Count], ...]
    flags: tuple[tuple[Flag, Count], ...]
    open: tuple[Item, ...]
    uncovered: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class TermReport:
    """All that the records say about `period`, as of `until`. `ended`: whether it is over then."""

    period: Period
    until: date
    ended: bool
    duties: tuple[Record, ...]
    meetings: Meetings
    study: Study
    materials: Count
    types: tuple[tuple[str, Count], ...]
    channels: Channels
    risks: Rectification
    measures: Measures


def term_report(archive: Archive, period: Period) -> TermReport:
    """The facts of `period` as of the archive's day.

    Raises ValueError where that day is not in the period: what is later is not its report's.
    """
    if not period.start <= archive.on <= period.end:
        raise ValueError(f"{archive.on} is not in {period.id}")
    records = archive.in_period(period.id)
    of_kind = {kind: [r for r in records if r.kind == kind] for kind in kinds()}
    return TermReport(
        period=period,
        until=archive.on,
        ended=archive.on == period.end,
        duties=_duties(archive, of_kind["duty"]),
        meetings=_meetings(archive, of_kind["meeting"]),
        study=_study(archive, period, of_kind),
        materials=counted(of_kind["material"]),
        types=_grouped(of_kind["material"], lambda r: r.text("type")),
        channels=_channels(archive, period),
        risks=_rectification(archive, period),
        measures=_measures(archive, period),
    )


def counted(records: Iterable[Record]) -> Count:
    """Records that count once each."""
    known = tuple(records)
    return Count(number=len(known), records=known)


def _shared(shares: Iterable[tuple[Record, int]]) -> Count:
    """A count to which each record adds its share; those that add nothing are left out."""
    known = [(record, share) for record, share in shares if share]
    return Count(
        number=sum(share for _, share in known),
        records=tuple(record for record, _ in known),
        shares=tuple(share for _, share in known),
    )


def _of_items(register: Iterable[Item]) -> Count:
    return counted(one.record for one in register)


def _grouped(
    records: Iterable[Record], key: Callable[[Record], str]
) -> tuple[tuple[str, Count], ...]:
    """Counts by `key`, the largest first; records without one are in no group."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        if key(record):
            groups.setdefault(key(record), []).append(record)
    largest_first = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple((name, counted(found)) for name, found in largest_first)


def _duties(archive: Archive, duties: Sequence[Record]) -> tuple[Record, ...]:
    """Groups, then posts in the order of archive.yml, without what a later record supersedes."""
    posts = {name: number for number, name in enumerate(archive.institution.posts)}
    superseded = {duty.text("supersedes") for duty in duties}
    return tuple(
        sorted(
            (duty for duty in duties if duty.id not in superseded),
            key=lambda d: (not d.text("group"), posts.get(d.text("post"), len(posts)), d.id),
        )
    )


def _meetings(archive: Archive, meetings: Sequence[Record]) -> Meetings:
    studied = dict.fromkeys(id for meeting in meetings for id in meeting.texts("materials"))
    return Meetings(
        held=counted(meetings),
        resolutions=_shared((meeting, len(meeting.rows("resolutions"))) for meeting in meetings),
        materials=counted(archive.by_id[id] for id in studied if id in archive.by_id),
    )


def _study(archive: Archive, period: Period, of_kind: Mapping[str, list[Record]]) -> Study:
    lines = plan_against_held(archive, period.id)
    total = study_total(lines)
    plans = plans_in_force(of_kind["plan"])
    numbered = tuple(plan for plan in plans if plan.mapping("targets"))
    sessions = of_kind["session"]
    return Study(
        plans=counted(plans),
        planned=Count(number=total.planned, records=numbered)
        if total.planned is not None
        else None,
        held=Count(
            number=total.held,
            records=tuple(sessions),
            shares=tuple(held_in(session) for session in sessions),
        ),
        lines=lines,
    )


def _channels(archive: Archive, period: Period) -> Channels:
    def meanwhile(day: date | None) -> bool:
        return day is not None and period.start <= day <= archive.on

    in_use = channels_in_use(archive)
    recorded = archive.of_kind("channel")
    superseded = {channel.text("supersedes") for channel in recorded}
    latest = [channel for channel in recorded if channel.id not in superseded]
    return Channels(
        in_use=counted(in_use),
        approved=counted(c for c in in_use if c.text("approver")),
        reviewed=counted(c for c in latest if meanwhile(c.day("reviewed_on"))),
        closed=counted(c for c in latest if meanwhile(c.day("closed_on"))),
    )


def _rectification(archive: Archive, period: Period) -> Rectification:
    figures = progress(archive, period)
    changed = changes(archive, figures)
    about = ledger_items(archive, figures)
    real = [one for one in about if one.life.state != State.DISMISSED]
    mended = [one for one in real if not one.ongoing]
    groups = {
        name: {record.id for record in records}
        for name, records in (("found", figures.found), ("carried_in", figures.carried_in))
    }
    return Rectification(
        found=tuple(one for one in about if one.record.id in groups["found"]),
        carried_in=tuple(one for one in about if one.record.id in groups["carried_in"]),
        returned=tuple(
            one for one in about if not any(one.record.id in ids for ids in groups.values())
        ),
        all=_of_items(about),
        sources=_grouped(figures.found, lambda record: record.text("source")),
        states=_states(about, "risk"),
        rate=completion(about),
        counted=_of_items(mended),
        closed_of_rate=_of_items(one for one in mended if one.life.state == State.CLOSED),
        dismissed=_of_items(one for one in about if one.life.state == State.DISMISSED),
        ongoing=_of_items(one for one in real if one.ongoing),
        closed_now=counted(figures.closed),
        dismissed_now=counted(figures.dismissed),
        reopened=_times(one.record for one in changed.reopened),
        extended=_times(one.record for one in changed.extended),
        flags=_flags(about, (Flag.OVERDUE, Flag.STALLED, Flag.RECURRING)),
    )


def _measures(archive: Archive, period: Period) -> Measures:
    before = period.start - timedelta(days=1)
    ended = TABLES["measure"].ended
    register = items(archive, "measure")
    made = [one for one in register if one.record.date >= period.start]
    carried_in = [
        one
        for one in register
        if one.record.date < period.start
        and (one.life.unresolved or one.life.state_on(before) not in ended)
    ]
    still_open = [one for one in register if one.life.unresolved]
    addressed = {id for one in still_open for id in one.record.texts("risks")}
    pending = TABLES["risk"].pending
    return Measures(
        made=_of_items(made),
        carried_in=_of_items(carried_in),
        states=_states([*carried_in, *made], "measure"),
        flags=_flags([*carried_in, *made], (Flag.OVERDUE,)),
        open=tuple(sorted(still_open, key=lambda one: (one.life.due or date.max, one.record.id))),
        uncovered=_of_items(
            one
            for one in items(archive)
            if one.life.state in pending and one.record.id not in addressed
        ),
    )


def _times(records: Iterable[Record]) -> Count:
    """A record for each time that something happened to it: how many records, and how often."""
    times: dict[str, int] = {}
    known: dict[str, Record] = {}
    for record in records:
        known[record.id] = record
        times[record.id] = times.get(record.id, 0) + 1
    return Count(number=len(known), records=tuple(known.values()), shares=tuple(times.values()))


def _states(register: Sequence[Item], kind: str) -> tuple[tuple[State, Count], ...]:
    return tuple((state, _of_items(found)) for state, found in by_state(register, kind).items())


def _flags(register: Sequence[Item], flags: Iterable[Flag]) -> tuple[tuple[Flag, Count], ...]:
    """The flags that an item has, with those items."""
    counts = ((flag, _of_items(o for o in register if flag in o.life.flags)) for flag in flags)
    return tuple((flag, count) for flag, count in counts if count.number)
