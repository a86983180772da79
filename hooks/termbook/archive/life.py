"""The life of a risk or a measure as of a day: its states, its dates, its flags.

Pure, and apart from the rules that judge it: here the dated updates are walked along the tables
of events (`transitions`), for whichever day is asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from termbook.archive.transitions import TABLES, Event, State
from termbook.model.record import Record


class Flag(StrEnum):
    """A mark on an item, in the order in which marks are listed."""

    OVERDUE = "overdue"
    STALLED = "stalled"
    EXTENDED = "extended"
    RECURRING = "recurring"


_EVENTS: Final[Mapping[str, Event]] = {event.value: event for event in Event}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One update as it counted. An illegal one leaves the state as it was."""

    record: Record
    event: Event
    day: date
    before: State
    after: State
    legal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A risk or a measure as of a day.

    `days_open` runs from the item's date to the day on which it ended (closed or dismissed; done
    or cancelled), else to the day asked for; a reopened item counts on from its first day.
    `due` is the date in force, `original_due` the item's own, `until` the end of an acceptance
    while it holds. `deadline` is the one of them that runs now, if any does. `done_number` is
    the last total of a measure. `closed_on` is the day of closing while it is closed, `ended_on`
    that of any end. `steps` are all updates that count, in order; `allowed` the events that may
    come next. `extensions` counts the new due dates. `evidence` is all that was named as such.
    """

    id: str
    kind: str
    state: State
    flags: tuple[Flag, ...]
    days_open: int
    due: date | None
    original_due: date | None
    until: date | None
    deadline: date | None
    done_number: int | float | None
    closed_on: date | None
    ended_on: date | None
    steps: tuple[Step, ...]
    allowed: tuple[Event, ...]
    extensions: int
    evidence: tuple[str, ...]

    @property
    def unresolved(self) -> bool:
        """Whether something is left to do: a verified or accepted risk is unresolved too."""
        return self.state not in TABLES[self.kind].ended

    def state_on(self, day: date) -> State:
        """The state on an earlier day, at its end."""
        return _state_after(self.steps, day)


class Span(Protocol):
    """What this module needs to know of a period: its first and last day."""

    @property
    def start(self) -> date:
        """The first day."""
        ...

    @property
    def end(self) -> date:
        """The last day."""
        ...


def latest_ended_start(periods: Iterable[Span], on: date) -> date | None:
    """The first day of the latest period that has ended by `on`, or None where none has.

    A period has ended from its last day on.
    """
    ended = [period for period in periods if period.end <= on]
    return max(ended, key=lambda period: period.end).start if ended else None


def order_of(update: Record) -> tuple[date, str, str]:
    """Where an update stands among those of its item: by date, file name, path.

    Names and paths are compared character by character (code points), so `10.md` comes before
    `9.md`; the path decides only where two periods hold the same name for the same day.
    """
    return update.date, update.path.rpartition("/")[2], update.path


def risk_life(
    item: Record, updates: Iterable[Record], *, on: date, stalled_since: date | None
) -> Life:
    """The life of a risk as of `on`.

    `updates` are those of this item, in any order; later ones than `on` do not count.
    `stalled_since` is the first day of the latest ended period (`latest_ended_start`).
    """
    steps, counted = _walk(item, updates, on)
    life = _sum_up(item, steps, on)
    flags = []
    if life.deadline is not None and on > life.deadline:
        flags.append(Flag.OVERDUE)
    if (
        stalled_since is not None
        and life.unresolved
        and item.date < stalled_since
        and not any(update.date >= stalled_since for update in counted)
    ):
        flags.append(Flag.STALLED)
    if life.extensions:
        flags.append(Flag.EXTENDED)
    if item.text("recurrence_of"):
        flags.append(Flag.RECURRING)
    return _flagged(life, flags)


def measure_life(item: Record, updates: Iterable[Record], *, on: date) -> Life:
    """The life of a measure as of `on`; its flags are `overdue` and `extended`."""
    steps, _ = _walk(item, updates, on)
    life = _sum_up(item, steps, on)
    flags = []
    if life.deadline is not None and on > life.deadline:
        flags.append(Flag.OVERDUE)
    if life.extensions:
        flags.append(Flag.EXTENDED)
    return _flagged(life, flags)


def states_at(
    item: Record, updates: Iterable[Record], days: Sequence[date]
) -> tuple[State | None, ...]:
    """The state of a risk or a measure at the end of each of `days`; None before its own date.

    One walk over the updates, then a search for each day.
    """
    if not days:
        return ()
    steps, _ = _walk(item, updates, max(days))
    return tuple(None if day < item.date else _state_after(steps, day) for day in days)


def _walk(
    item: Record, updates: Iterable[Record], on: date
) -> tuple[tuple[Step, ...], list[Record]]:
    """The steps up to `on`, and the updates that count (one without a known event is no step).

    What is dated before the item itself is never legal.
    """
    counted = sorted((update for update in updates if update.date <= on), key=order_of)
    table = TABLES[item.kind]
    state = State.OPEN
    steps = []
    for update in counted:
        event = _EVENTS.get(update.text("event"))
        if event is None:
            continue
        after = None
        if update.date >= item.date:
            after = table.after(state, event, update.text("result"))
        steps.append(
            Step(
                record=update,
                event=event,
                day=update.date,
                before=state,
                after=state if after is None else after,
                legal=after is not None,
            )
        )
        state = steps[-1].after
    return tuple(steps), counted


def _state_after(steps: Sequence[Step], day: date) -> State:
    place = bisect_right(steps, day, key=lambda step: step.day)
    return steps[place - 1].after if place else State.OPEN


def _sum_up(item: Record, steps: tuple[Step, ...], on: date) -> Life:
    """The life without its flags."""
    table = TABLES[item.kind]
    due = original_due = item.day("due")
    until: date | None = None
    ended_on: date | None = None
    done_number: int | float | None = None
    extensions = 0
    evidence: dict[str, None] = {}
    for step in steps:
        evidence.update(dict.fromkeys(step.record.texts("evidence")))
        if not step.legal:
            continue
        new_due = step.record.day("new_due")
        if step.event is Event.EXTEND and new_due is not None:
            due = new_due
            extensions += 1
        if step.event is Event.ACCEPT:
            until = step.record.day("until")
        number = step.record.number("done_number")
        if number is not None and item.kind == "measure":
            done_number = number
        ended_on = step.day if step.after in table.ended else None
    state = steps[-1].after if steps else State.OPEN
    if state is not State.ACCEPTED:
        until = None
    deadline = due if state in table.pending else until
    return Life(
        id=item.id,
        kind=item.kind,
        state=state,
        flags=(),
        days_open=((ended_on or on) - item.date).days,
        due=due,
        original_due=original_due,
        until=until,
        deadline=deadline,
        done_number=done_number,
        closed_on=ended_on if state is State.CLOSED else None,
        ended_on=ended_on,
        steps=steps,
        allowed=table.allowed(state),
        extensions=extensions,
        evidence=tuple(evidence),
    )


def _flagged(life: Life, flags: list[Flag]) -> Life:
    return replace(life, flags=tuple(flags)) if flags else life
