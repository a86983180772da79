"""Records in lists: by kind, by tag, by date, one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The records before and after one of the same kind, by date."""

    previous: Record | None
    next: Record | None


def newest_first(records: Sequence[Record]) -> list[Record]:
    """Records by date, the newest first; those of one day by id."""
    by_id = sorted(records, key=attrgetter("id"))
    return sorted(by_id, key=attrgetter("date"), reverse=True)


def neighbours(archive: Archive) -> Mapping[str, Neighbours]:
    """For each record: the one before and the one after of its kind, by date and id."""
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in archive.records:
        groups[record.kind].append(record)
    found: dict[str, Neighbours] = {}
    for records in groups.values():
        records.sort(key=attrgetter("date", "id"))
        for number, record in enumerate(records):
            found[record.id] = Neighbours(
                previous=records[number - 1] if number else None,
                next=records[number + 1] if number + 1 < len(records) else None,
            )
    return found


def by_tag(archive: Archive) -> Mapping[str, tuple[Record, ...]]:
    """Records by tag, the tags in the order of their characters."""
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in archive.records:
        for tag in dict.fromkeys(record.texts("tags")):
            groups[tag].append(record)
    return {tag: tuple(groups[tag]) for tag in sorted(groups)}


def current_period(archive: Archive) -> Period | None:
    """The period that the archive's day lies in, else the latest that began before it."""
    return max(archive.periods, key=lambda period: period.start, default=None)
