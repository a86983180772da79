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
    events = [Event(day=record.date, record=record, item=record)]
    told = [record]
    if record.kind == "risk":
        for measure in archive.measures_of.get(record.id, ()):
            events.append(Event(day=measure.date, record=measure, item=measure))
            told.append(measure)
    for item in told:
        for step in archive.life(item.id).steps:
            events.append(Event(day=step.day, record=step.record, item=item, step=step))
    # what is found or decided on a day comes before what is done about it on that day
    return tuple(sorted(events, key=lambda e: (e.day, e.step is not None, *order_of(e.record)[1:])))
