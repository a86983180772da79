"""What a period did to the register: found, carried in, closed, carried out, and what changed.

All of it is read off the dated events, as of the period's last day (of the archive's day while
the period runs), so that a period that has ended keeps its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.archive.life import Flag, Step
from termbook.archive.transitions import TABLES, Event, State
from termbook.model.record import Record
from termbook.views.register import Item, item, life_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The risks of one period, each group in the order of the register.

    `found` were found in the period; `carried_in` were unresolved when it began; `returned` had
    ended before it and were reopened in it. `closed` and `dismissed` ended in it; `carried_out`
    are unresolved on `last`. The first three groups hold the same risks as the last three.
    """

    period: Period
    last: date
    found: tuple[Record, ...]
    carried_in: tuple[Record, ...]
    returned: tuple[Record, ...]
    closed: tuple[Record, ...]
    dismissed: tuple[Record, ...]
    carried_out: tuple[Record, ...]

    @property
    def dealt_with(self) -> tuple[Record, ...]:
        """All risks that the period had to do with: carried in, returned, found, in this order."""
        return (*self.carried_in, *self.returned, *self.found)


def last_day(archive: Archive, period: Period) -> date:
    """The day for which a period's figures stand: its last, or the archive's while it runs."""
    return min(period.end, archive.on)


_KNOWN: Final[WeakKeyDictionary[Archive, dict[tuple[str, date, date], Progress]]] = (
    WeakKeyDictionary()
)
"""What periods did to the whole register: five sorts of pages ask for the same."""


def progress(archive: Archive, period: Period, risks: Sequence[Record] | None = None) -> Progress:
    """What `period` did to the register, or to those `risks` of it."""
    if risks is not None:
        return _progress(archive, period, risks)
    known = _KNOWN.setdefault(archive, {})
    key = period.id, period.start, period.end
    found = known.get(key)
    if found is None:
        found = known[key] = _progress(archive, period, archive.of_kind("risk"))
    return found


def _progress(archive: Archive, period: Period, risks: Sequence[Record]) -> Progress:
    before = period.start - timedelta(days=1)
    last = last_day(archive, period)
    ended = TABLES["risk"].ended
    groups: dict[str, list[Record]] = {
        name: []
        for name in ("found", "carried_in", "returned", "closed", "dismissed", "carried_out")
    }
    for risk in risks:
        if risk.date > last:
            continue
        life = archive.life(risk.id)
        if risk.date >= period.start:
            groups["found"].append(risk)
        elif life.state_on(before) not in ended:
            groups["carried_in"].append(risk)
        elif any(_leaves_its_end(step) for step in _within(life.steps, period.start, last)):
            groups["returned"].append(risk)
        else:
            continue
        state = life.state_on(last)
        if state not in ended:
            groups["carried_out"].append(risk)
        else:
            groups["closed" if state == State.CLOSED else "dismissed"].append(risk)
    return Progress(
        period=period, last=last, **{name: tuple(found) for name, found in groups.items()}
    )


def ledger_items(archive: Archive, figures: Progress) -> tuple[Item, ...]:
    """The risks that a period had to do with, as they stood on its last day."""
    return tuple(item(archive, risk, figures.last) for risk in figures.dealt_with)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A risk that stood in another state when the period ended than when it began."""

    record: Record
    before: State
    after: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A new due date, with the one that was in force till then."""

    record: Record
    step: Step
    was: date | None
    new: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A risk that was taken up again, and the state that it had reached."""

    record: Record
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed in a period.

    `new`, `closed` and `dismissed` are those of its `Progress`. `moved` were carried in and are
    carried out in another state. `reopened` and `extended` hold every such event of the period,
    of all its risks. `stalled` are the risks that bear this flag on its last day.
    """

    new: tuple[Record, ...]
    moved: tuple[Move, ...]
    closed: tuple[Record, ...]
    dismissed: tuple[Record, ...]
    reopened: tuple[Reopening, ...]
    extended: tuple[Extension, ...]
    stalled: tuple[Record, ...]


def changes(archive: Archive, figures: Progress) -> Changes:
    """What changed in the period that `figures` are about."""
    start, last = figures.period.start, figures.last
    before = start - timedelta(days=1)
    moved = []
    reopened = []
    extended = []
    ends = {risk.id for risk in (*figures.closed, *figures.dismissed)}
    for risk in figures.carried_in:
        life = archive.life(risk.id)
        was, now = life.state_on(before), life.state_on(last)
        if was != now and risk.id not in ends:
            moved.append(Move(record=risk, before=was, after=now))
    for risk in figures.dealt_with:
        due = risk.day("due")
        for step in archive.life(risk.id).steps:
            if not step.legal or step.day > last:
                continue
            counts = step.day >= start
            if step.event is Event.REOPEN and counts:
                reopened.append(Reopening(record=risk, step=step))
            new = step.record.day("new_due")
            if step.event is Event.EXTEND and new is not None:
                if counts:
                    extended.append(Extension(record=risk, step=step, was=due, new=new))
                due = new
    return Changes(
        new=figures.found,
        moved=tuple(moved),
        closed=figures.closed,
        dismissed=figures.dismissed,
        reopened=tuple(reopened),
        extended=tuple(extended),
        stalled=tuple(
            risk
            for risk in figures.carried_out
            if Flag.STALLED in life_on(archive, risk, last).flags
        ),
    )


def period_before(archive: Archive, period: Period) -> Period | None:
    """The period that came before, if the archive has one."""
    earlier = [other for other in archive.periods if other.start < period.start]
    return max(earlier, key=lambda other: other.start, default=None)


def _within(steps: Sequence[Step], first: date, last: date) -> list[Step]:
    return [step for step in steps if step.legal and first <= step.day <= last]


def _leaves_its_end(step: Step) -> bool:
    ended = TABLES["risk"].ended
    return step.before in ended and step.after not in ended
