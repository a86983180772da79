"""The ledger (整改台账): a line for each item, as an office keeps it, for a period or in whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.archive.life import Step, order_of
from termbook.archive.transitions import Event, State
from termbook.model.record import Record
from termbook.views.progress import progress
from termbook.views.register import Item, departments_of, item


class Entry(StrEnum):
    """How an item came into the ledger of a period."""

    CARRIED_IN = "carried_in"
    RETURNED = "returned"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item of a ledger, as it stood on the ledger's day.

    `number` counts from 1. `measures` are items themselves. `latest` is the newest event of the
    item or of its measures, but for verifications and closing, which have their own columns:
    those of the present round, that is since the item was last reopened.
    """

    number: int
    entry: Entry
    item: Item
    departments: tuple[str, ...]
    measures: tuple[Item, ...]
    latest: Step | None
    verification: Step | None
    closing: Step | None

    @property
    def post(self) -> str:
        """The responsible post, `""` where a department is."""
        owner = self.item.record.text("owner")
        return "" if owner in self.departments else owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The ledger of `period` (of the whole register where it is None) as of `on`."""

    period: Period | None
    on: date
    lines: tuple[Line, ...]


def period_ledger(archive: Archive, period: Period) -> Ledger:
    """The ledger of a period as of its last day: what was carried in first, then what it found."""
    figures = progress(archive, period)
    entries = (
        *((Entry.CARRIED_IN, risk) for risk in figures.carried_in),
        *((Entry.RETURNED, risk) for risk in figures.returned),
        *((Entry.FOUND, risk) for risk in figures.found),
    )
    return Ledger(
        period=period, on=figures.last, lines=tuple(_lines(archive, entries, figures.last))
    )


def whole_ledger(archive: Archive) -> Ledger:
    """All items of the register as of the archive's day, in the order period, id."""
    entries = ((Entry.FOUND, risk) for risk in archive.of_kind("risk"))
    return Ledger(period=None, on=archive.on, lines=tuple(_lines(archive, entries, archive.on)))


def _lines(archive: Archive, entries: Iterable[tuple[Entry, Record]], on: date) -> Iterable[Line]:
    for number, (entry, risk) in enumerate(entries, start=1):
        one = item(archive, risk, on)
        measures = tuple(item(archive, measure, on) for measure in one.measures)
        steps = [step for step in one.life.steps if step.legal]
        begin = max((n for n, s in enumerate(steps) if s.event is Event.REOPEN), default=-1)
        this_round = steps[begin + 1 :]
        told = [*steps, *(s for m in measures for s in m.life.steps if s.legal)]
        closed = one.life.state is State.CLOSED
        yield Line(
            number=number,
            entry=entry,
            item=one,
            departments=departments_of(archive.institution, risk),
            measures=measures,
            latest=_latest(s for s in told if s.event not in (Event.VERIFY, Event.CLOSE)),
            verification=_latest(s for s in this_round if s.event is Event.VERIFY),
            closing=_latest(s for s in this_round if s.event is Event.CLOSE) if closed else None,
        )


def _latest(steps: Iterable[Step]) -> Step | None:
    return max(steps, key=lambda step: order_of(step.record), default=None)
