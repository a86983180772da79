"""The register of risks and measures: each with its life, grouped and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from termbook.archive.archive import Archive
from termbook.archive.life import Flag, Life, latest_ended_start, measure_life, risk_life
from termbook.archive.transitions import TABLES, State
from termbook.model.institution import Institution
from termbook.model.record import Record

DUE_SOON: Final = timedelta(days=30)
"""How far ahead a due date counts as soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A risk or a measure, its life, and the measures that address it (of a risk)."""

    record: Record
    life: Life
    measures: tuple[Record, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether the deadline that runs now is past."""
        return Flag.OVERDUE in self.life.flags

    @property
    def ongoing(self) -> bool:
        """Whether it is kept up for good, and so apart from completion rates."""
        return self.record.text("mode") == "ongoing"


def item(archive: Archive, record: Record, on: date | None = None) -> Item:
    """One risk or measure as an item of the register, as of the archive's day or an earlier one."""
    day = archive.on if on is None else on
    return Item(
        record=record,
        life=life_on(archive, record, day),
        measures=tuple(m for m in archive.measures_of.get(record.id, ()) if m.date <= day),
    )


_EARLIER: Final[WeakKeyDictionary[Archive, dict[tuple[str, date], Life]]] = WeakKeyDictionary()
"""Lives as of the last days of periods: ledgers, progress and departments ask for the same ones."""


def life_on(archive: Archive, record: Record, day: date) -> Life:
    """The life of a risk or measure as of `day`, which is not after the archive's own."""
    if day == archive.on:
        return archive.life(record.id)
    earlier = _EARLIER.setdefault(archive, {})
    life = earlier.get((record.path, day))
    if life is None:
        updates = archive.updates_of(record.id)
        if record.kind == "measure":
            life = measure_life(record, updates, on=day)
        else:
            since = latest_ended_start(archive.periods, day)
            life = risk_life(record, updates, on=day, stalled_since=since)
        earlier[record.path, day] = life
    return life


def departments_of(institution: Institution, record: Record) -> tuple[str, ...]:
    """The departments that an item is with: its own, and its owner where that is one."""
    named = (record.text("department"), record.text("owner"))
    return tuple(dict.fromkeys(name for name in named if name in institution.departments))


def risks_of(archive: Archive, department: str) -> tuple[Record, ...]:
    """The risks that `department` is with, in the order of the archive."""
    return tuple(
        risk
        for risk in archive.of_kind("risk")
        if department in departments_of(archive.institution, risk)
    )


def unresolved_first(register: Iterable[Item]) -> tuple[Item, ...]:
    """Items with something left to do, then those that ended; each in the order given."""
    return tuple(sorted(register, key=lambda one: not one.life.unresolved))


def items(archive: Archive, kind: str = "risk") -> tuple[Item, ...]:
    """All items of `kind`, `risk` or `measure`, in the order period, id."""
    return tuple(item(archive, record) for record in archive.of_kind(kind))


def most_pressing_first(register: Iterable[Item]) -> tuple[Item, ...]:
    """Items by the deadline that runs, the nearest first; those without one last, as given."""
    return tuple(sorted(register, key=lambda one: one.life.deadline or date.max))


def by_state(register: Iterable[Item], kind: str = "risk") -> Mapping[State, tuple[Item, ...]]:
    """Items by state, in the order of the life; states that no item has are left out."""
    groups: dict[State, list[Item]] = {state: [] for state in TABLES[kind].states}
    for one in register:
        groups[one.life.state].append(one)
    return {state: tuple(found) for state, found in groups.items() if found}


def due_soon(archive: Archive, register: Iterable[Item]) -> tuple[Item, ...]:
    """Items whose running deadline lies within the next 30 days, the nearest first."""
    found = [
        one
        for one in register
        if one.life.deadline is not None
        and archive.on <= one.life.deadline <= archive.on + DUE_SOON
    ]
    return tuple(sorted(found, key=lambda one: (one.life.deadline or archive.on, one.record.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A completion rate: `closed` of `counted`, with the `ongoing` items apart."""

    closed: int
    counted: int
    ongoing: int

    @property
    def percent(self) -> int | None:
        """Percent of the counted items, rounded half up; None where none counts."""
        return (self.closed * 200 + self.counted) // (2 * self.counted) if self.counted else None


def completion(register: Sequence[Item]) -> Completion:
    """Closed ÷ (all − dismissed − ongoing), as the record contract defines it."""
    real = [one for one in register if one.life.state != State.DISMISSED]
    counted = [one for one in real if not one.ongoing]
    return Completion(
        closed=sum(one.life.state == State.CLOSED for one in counted),
        counted=len(counted),
        ongoing=len(real) - len(counted),
    )
