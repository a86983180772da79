"""Everything that the records folder holds, for all days and all audiences.

A `Collection` is what was read. What people look at is an `Archive`, made from it for a day and
an audience.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from termbook.diagnostics import Diagnostic
from termbook.model.institution import Institution
from termbook.model.kinds import kinds
from termbook.model.parse import Parsed, id_of_path
from termbook.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period: its folder's name, its title, its first and last day, its introduction."""

    id: str
    title: str
    start: date
    end: date
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All records that could be read, in the order period, kind, id.

    `by_id` keeps the first of two records that share an id. `unread` are the ids that files
    which could not be read would have had: a link to one of them is not called a link to
    nothing. `files` are the sizes, in bytes, of all files that are not records, by path.
    """

    institution: Institution
    records: tuple[Record, ...]
    periods: tuple[Period, ...]
    by_id: Mapping[str, Record]
    by_path: Mapping[str, Record]
    unread: frozenset[str]
    files: Mapping[str, int]
    found: tuple[Diagnostic, ...]


def collect(
    institution: Institution,
    parsed: Iterable[Parsed],
    files: Mapping[str, int],
    found: Sequence[Diagnostic] = (),
) -> Collection:
    """The collection of what was parsed; `found` are findings of reading the folder itself."""
    findings = list(found)
    records: list[Record] = []
    unread: set[str] = set()
    for item in parsed:
        findings.extend(item.found)
        if item.record is None:
            unread.add(id_of_path(item.path))
            unread.add(id_of_path(item.path).rpartition("/")[2])
        else:
            records.append(item.record)
    records = _with_effective_access(records, institution)
    periods = _periods(records)
    order = {period.id: number for number, period in enumerate(periods)}
    rank = {kind.name: kind.order for kind in kinds().values()}
    records.sort(
        key=lambda r: (order.get(r.period, len(order)), r.period, rank[r.kind], r.id, r.path)
    )
    by_id: dict[str, Record] = {}
    for record in records:
        by_id.setdefault(record.id, record)
    return Collection(
        institution=institution,
        records=tuple(records),
        periods=periods,
        by_id=by_id,
        by_path={record.path: record for record in records},
        unread=frozenset(unread),
        files=files,
        found=tuple(findings),
    )


def _periods(records: Iterable[Record]) -> tuple[Period, ...]:
    periods = []
    for record in records:
        if record.kind != "period":
            continue
        start, end = record.day("start"), record.day("end")
        if start is not None and end is not None and start <= end:
            periods.append(
                Period(id=record.id, title=record.title, start=start, end=end, record=record)
            )
    return tuple(sorted(periods, key=lambda p: (p.start, p.id)))


def _with_effective_access(records: list[Record], institution: Institution) -> list[Record]:
    """Records with the access that follows from others.

    A period is the frame of all its records: where it states nothing everybody may see it, and
    where it does nothing in it is for more readers. An update that states nothing is seen by
    those who see what it is about, or two audiences would be told two states of one risk.
    """
    rank = {audience: number for number, audience in enumerate(institution.audiences)}
    frames: dict[str, str] = {}
    own: dict[str, str] = {}
    for record in records:
        own.setdefault(record.id, record.access)
        if record.kind == "period":
            stated = _states_access(record)
            frames[record.period] = record.access if stated else institution.audiences[0]
    result = []
    for record in records:
        access = record.access
        if record.kind == "period":
            access = frames[record.period]
        elif record.kind == "update" and not _states_access(record):
            access = own.get(record.text("of"), access)
        frame = frames.get(record.period)
        if frame is not None and rank[frame] > rank[access]:
            access = frame
        result.append(record if access == record.access else replace(record, access=access))
    return result


def _states_access(record: Record) -> bool:
    """Whether a record names an audience, be it one that does not exist."""
    return "access" in record.places
