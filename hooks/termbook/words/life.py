"""Words of the life of risks and measures: their states, flags and events."""

from __future__ import annotations

from typing import Final

from termbook.words import kinds

_CHOICE: Final = "choice.event."

ROWS: Final[dict[str, tuple[str, str]]] = {
    # states of a risk, as the offices that keep a 整改台账 name them
    "state.open": ("待整改", "Open"),
    "state.planned": ("已制定措施", "Planned"),
    "state.in_progress": ("整改中", "In progress"),
    "state.awaiting_verification": ("待验收", "Awaiting verification"),
    "state.verified": ("已验收", "Verified"),
    "state.closed": ("已销号", "Closed"),
    "state.accepted": ("已接受", "Accepted"),
    "state.dismissed": ("不予立项", "Dismissed"),
    # states of a measure
    "measure_state.open": ("未开始", "Not started"),
    "measure_state.in_progress": ("推进中", "In progress"),
    "measure_state.done": ("已完成", "Done"),
    "measure_state.cancelled": ("已取消", "Cancelled"),
    # flags
    "flag.overdue": ("逾期", "Overdue"),
    "flag.stalled": ("停滞", "Stalled"),
    "flag.extended": ("延期", "Extended"),
    "flag.recurring": ("复发", "Recurring"),
    # where messages list the events that may come next and there are none
    "life.no_event": ("没有", "none"),
    # events: the labels of the field, under a name of their own
    **{
        f"event.{key.removeprefix(_CHOICE)}": row
        for key, row in kinds.ROWS.items()
        if key.startswith(_CHOICE)
    },
}
