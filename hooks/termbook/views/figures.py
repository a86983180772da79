"""The register in numbers: split by a field, counted by state and age, followed through time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.archive.transitions import TABLES, State
from termbook.model.fields import Choice
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.views.progress import last_day
from termbook.views.register import Item, departments_of

AGES: Final = (30, 90, 180, 365)
"""Where one group of ages ends and the next begins, in days; the last has no end."""

SPLITS: Final = ("mode", "area", "level", "department")
"""What a register can be split by."""


def split(archive: Archive, register: Sequence[Item], by: str) -> Mapping[str, tuple[Item, ...]]:
    """Items by the value of a field, one of `SPLITS`; `""` holds those without one, at the end.

    Values are in the order of their vocabulary, those that no item has are left out. An item
    that is with two departments stands under both.
    """
    order = vocabulary(archive, by)
    groups: dict[str, list[Item]] = {value: [] for value in order}
    groups[""] = []
    for one in register:
        for value in _values(archive, one.record, by):
            groups.setdefault(value, []).append(one)
    without = groups.pop("")
    groups[""] = without
    return {value: tuple(found) for value, found in groups.items() if found}


def vocabulary(archive: Archive, by: str) -> tuple[str, ...]:
    """All values that a field of a risk, one of `SPLITS`, can have, in their order."""
    if by == "department":
        return archive.institution.departments
    if by == "area":
        return archive.institution.areas
    for field in kinds()["risk"].all_fields:
        if field.name == by and isinstance(field.type, Choice):
            return field.type.keys
    return ()


def _values(archive: Archive, record: Record, by: str) -> tuple[str, ...]:
    if by == "department":
        return departments_of(archive.institution, record) or ("",)
    return (record.text(by),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Unresolved items that have been open for `least` to `most` days; no `most`: any more."""

    least: int
    most: int | None
    items: tuple[Item, ...]


def ages(register: Iterable[Item]) -> tuple[Age, ...]:
    """The unresolved items by how long they have been open, the youngest group first."""
    groups: list[list[Item]] = [[] for _ in range(len(AGES) + 1)]
    for one in register:
        if one.life.unresolved:
            groups[sum(one.life.days_open > limit for limit in AGES)].append(one)
    limits = (*AGES, None)
    return tuple(
        Age(least=AGES[n - 1] + 1 if n else 0, most=limits[n], items=tuple(found))
        for n, found in enumerate(groups)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """How many risks were known on `day`, and how many of them were what."""

    period: Period
    day: date
    unresolved: int
    closed: int
    dismissed: int

    @property
    def known(self) -> int:
        """All that had been found by then."""
        return self.unresolved + self.closed + self.dismissed


def history(archive: Archive, risks: Sequence[Record] | None = None) -> tuple[Point, ...]:
    """The register at the end of each period, or on the archive's day in the one that runs."""
    known = archive.of_kind("risk") if risks is None else risks
    points = []
    for period in archive.periods:
        day = last_day(archive, period)
        states = [archive.life(risk.id).state_on(day) for risk in known if risk.date <= day]
        closed, dismissed = states.count(State.CLOSED), states.count(State.DISMISSED)
        points.append(
            Point(
                period=period,
                day=day,
                unresolved=len(states) - closed - dismissed,
                closed=closed,
                dismissed=dismissed,
            )
        )
    return tuple(points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day's end: how many risks were unresolved, and what the day added and ended."""

    day: date
    unresolved: int
    added: int
    ended: int


def burndown(archive: Archive, period: Period) -> tuple[Moment, ...]:
    """The unresolved risks through a period: the day before it, each day of change, its last.

    `added` counts risks found and reopened, `ended` those closed and dismissed.
    """
    start, last = period.start - timedelta(days=1), last_day(archive, period)
    over = TABLES["risk"].ended
    added: defaultdict[date, int] = defaultdict(int)
    ended: defaultdict[date, int] = defaultdict(int)
    count = 0
    for risk in archive.of_kind("risk"):
        life = archive.life(risk.id)
        if risk.date <= start:
            count += life.state_on(start) not in over
        elif risk.date <= last:
            added[risk.date] += 1
        for step in life.steps:
            if start < step.day <= last and step.legal:
                added[step.day] += step.before in over and step.after not in over
                ended[step.day] += step.before not in over and step.after in over
    moments = [Moment(day=start, unresolved=count, added=0, ended=0)]
    for day in sorted({*added, *ended, last}):
        count += added[day] - ended[day]
        if added[day] or ended[day] or day == last:
            moments.append(Moment(day=day, unresolved=count, added=added[day], ended=ended[day]))
    return tuple(moments)
