"""The whole story of one risk or measure, across periods, in one line of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from termbook.archive.archive import Archive
from termbook.archive.life import Step, order_of
from termbook.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: the finding itself, a step of the item, or one of its measures."""

    day: date
    record: Record
    item: Record
    step: Step | None = None


def story(archive: Archive, record: Record) -> tuple[Event, ...]:
    """All events of a risk with those of its measures, or of one measure, the oldest first."""
    measures = archive.measures_of.get(record.id, ()) if record.kind == "risk" else ()
    told = (record, *measures)
    events = [Event(day=item.date, record=item, item=item) for item in told]
    for item in told:
        events.extend(
            Event(day=step.day, record=step.record, item=item, step=step)
            for step in archive.life_of(item).steps
        )

    def order(event: Event) -> tuple[date, int, str, str]:
        # on one day: the finding, then the measures decided, then what was done about them
        rank = 2 if event.step is not None else 1 if event.item is not record else 0
        return event.day, rank, *order_of(event.record)[1:]

    return tuple(sorted(events, key=order))
