"""What may happen to a risk or a measure, and what follows: the tables of events, as data.

One place, read by the walk over updates, by the rules, by "what is allowed next" and by the docs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a risk or a measure stands; `TABLES` says which states belong to which."""

    OPEN = "open"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    AWAITING_VERIFICATION = "awaiting_verification"
    VERIFIED = "verified"
    CLOSED = "closed"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    DONE = "done"
    CANCELLED = "cancelled"


class Event(StrEnum):
    """What can happen to a risk or a measure: the `event` of an update."""

    PLAN = "plan"
    PROGRESS = "progress"
    EXTEND = "extend"
    DONE = "done"
    VERIFY = "verify"
    CLOSE = "close"
    REOPEN = "reopen"
    ACCEPT = "accept"
    DISMISS = "dismiss"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of a table of events.

    `result` tells the rows of `verify` apart. `leads_to` None leaves the state as it is, and so
    does a state in `unchanged_in`. What stands in `must_carry` and in `or_earlier` may stand on
    an earlier update of the same item instead.
    """

    event: Event
    allowed_in: tuple[State, ...]
    leads_to: State | None = None
    result: str = ""
    must_carry: tuple[str, ...] = ()
    or_earlier: tuple[str, ...] = ()
    unchanged_in: tuple[State, ...] = ()

    def after(self, before: State) -> State:
        """The state that the event makes of `before`."""
        if self.leads_to is None or before in self.unchanged_in:
            return before
        return self.leads_to


class Table:
    """The events that one kind of item can meet, and its states.

    `ended` are the states in which nothing is left to do: the item's days no longer count.
    `pending` are those in which its due date runs.
    """

    def __init__(
        self, rows: Sequence[Transition], *, ended: Iterable[State], pending: Iterable[State]
    ) -> None:
        self.rows: Final = tuple(rows)
        self.ended: Final = frozenset(ended)
        self.pending: Final = frozenset(pending)
        reached = {state for row in rows for state in (*row.allowed_in, row.leads_to)}
        self.states: Final = tuple(state for state in State if state in reached)
        events = {row.event for row in rows}
        self.events: Final = tuple(event for event in Event if event in events)
        self._rows: Final = {
            event: tuple(row for row in rows if row.event is event) for event in self.events
        }
        self._after: Final = {
            (state, row.event, row.result): row.after(state)
            for row in rows
            for state in row.allowed_in
        }
        self._allowed: Final = {
            state: tuple(dict.fromkeys(row.event for row in rows if state in row.allowed_in))
            for state in self.states
        }

    def after(self, before: State, event: Event, result: str) -> State | None:
        """The state that follows `before`, or None where `event` is not allowed in it."""
        return self._after.get((before, event, result if event is Event.VERIFY else ""))

    def allowed(self, state: State) -> tuple[Event, ...]:
        """The events that may come next, in the order of the table."""
        return self._allowed[state]

    def must_carry(self, event: Event, result: str) -> tuple[str, ...]:
        """The fields that an update with `event` must carry, in the order of the table.

        A verification that does not say its result must carry that, and what every result asks.
        """
        rows = self.rows_of(event)
        for row in rows:
            if row.result in ("", result):
                return row.must_carry
        asked = [name for row in rows[:1] for name in row.must_carry]
        always = (name for name in asked if all(name in row.must_carry for row in rows))
        return ("result", *always) if rows else ()

    def or_earlier(self, event: Event) -> tuple[str, ...]:
        """Those of the fields that an earlier update of the item may carry instead."""
        return tuple(name for row in self.rows_of(event) for name in row.or_earlier)

    def rows_of(self, event: Event) -> tuple[Transition, ...]:
        """The rows of `event`: none where this kind of item never meets it."""
        return self._rows.get(event, ())


_WORKING: Final = (State.OPEN, State.PLANNED, State.IN_PROGRESS)

RISK: Final = Table(
    (
        Transition(
            event=Event.PLAN,
            allowed_in=_WORKING,
            leads_to=State.PLANNED,
            unchanged_in=(State.IN_PROGRESS,),
        ),
        Transition(event=Event.PROGRESS, allowed_in=_WORKING, leads_to=State.IN_PROGRESS),
        Transition(
            event=Event.EXTEND,
            must_carry=("new_due", "reason"),
            allowed_in=(*_WORKING, State.AWAITING_VERIFICATION),
        ),
        Transition(
            event=Event.DONE,
            must_carry=("evidence",),
            allowed_in=_WORKING,
            leads_to=State.AWAITING_VERIFICATION,
        ),
        Transition(
            event=Event.VERIFY,
            result="pass",
            must_carry=("verifier", "evidence"),
            allowed_in=(State.AWAITING_VERIFICATION,),
            leads_to=State.VERIFIED,
        ),
        Transition(
            event=Event.VERIFY,
            result="fail",
            must_carry=("verifier", "reason"),
            allowed_in=(State.AWAITING_VERIFICATION,),
            leads_to=State.IN_PROGRESS,
        ),
        Transition(
            event=Event.CLOSE,
            must_carry=("evidence",),
            or_earlier=("evidence",),
            allowed_in=(State.VERIFIED,),
            leads_to=State.CLOSED,
        ),
        Transition(
            event=Event.REOPEN,
            must_carry=("reason",),
            allowed_in=(State.CLOSED, State.VERIFIED, State.ACCEPTED, State.DISMISSED),
            leads_to=State.IN_PROGRESS,
        ),
        Transition(
            event=Event.ACCEPT,
            must_carry=("until", "reason"),
            allowed_in=_WORKING,
            leads_to=State.ACCEPTED,
        ),
        Transition(
            event=Event.DISMISS,
            must_carry=("reason",),
            allowed_in=(State.OPEN, State.PLANNED),
            leads_to=State.DISMISSED,
        ),
    ),
    ended=(State.CLOSED, State.DISMISSED),
    pending=_WORKING,
)
"""The life of a risk. It begins as `open`."""

_UNDONE: Final = (State.OPEN, State.IN_PROGRESS)

MEASURE: Final = Table(
    (
        # a measure has no reopen: what a failed verification sends back goes on with progress
        Transition(
            event=Event.PROGRESS, allowed_in=(*_UNDONE, State.DONE), leads_to=State.IN_PROGRESS
        ),
        Transition(event=Event.EXTEND, must_carry=("new_due", "reason"), allowed_in=_UNDONE),
        Transition(
            event=Event.DONE, must_carry=("evidence",), allowed_in=_UNDONE, leads_to=State.DONE
        ),
        Transition(
            event=Event.CANCEL, must_carry=("reason",), allowed_in=_UNDONE, leads_to=State.CANCELLED
        ),
    ),
    ended=(State.DONE, State.CANCELLED),
    pending=_UNDONE,
)
"""The life of a measure. It begins as `open`."""

TABLES: Final[Mapping[str, Table]] = {"risk": RISK, "measure": MEASURE}
"""The tables by the kind of record that they are about."""
