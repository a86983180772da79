"""What the calendar and the feed share: whose records they hold, and names that stay.

Both are files that other programs ask for again and again, so what they call a record must never
change, and a department's file lies beside the department's page under the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from termbook.archive.archive import Archive
from termbook.model.record import Record
from termbook.pages import paths
from termbook.reading.characters import CONTROL
from termbook.views.answering import answering


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A file to subscribe to: where it lies, of which department (`""`: all), its records."""

    path: str
    department: str
    records: Sequence[Record]


def subscriptions(archive: Archive, whole: str) -> Iterator[Subscription]:
    """The file `whole` with all records, then that of each department of archive.yml."""
    records = [record for record in archive.records if record.kind != "period"]
    yield Subscription(path=whole, department="", records=records)
    for department, found in by_department(archive).items():
        path = paths.of_department(department, whole)
        yield Subscription(path=path, department=department, records=found)


def by_department(archive: Archive) -> Mapping[str, Sequence[Record]]:
    """What concerns each department: the records that name it, and updates on its items."""
    groups: dict[str, Sequence[Record]] = {}
    for department, by_field in answering(archive, "department").items():
        found: dict[str, Record] = {}
        for records in by_field.values():
            found.update((record.path, record) for record in records)
        for record in [*found.values()]:
            found.update((update.path, update) for update in archive.updates_of(record.id))
        groups[department] = tuple(found.values())
    return groups


def lasting_name(archive: Archive, name: str) -> str:
    """A name for what is called `name` here, an id or a path, that no other archive gives.

    64 hexadecimal digits: the SHA-256 of the institution's name and of `name`.
    """
    named = f"{archive.institution.name}\0{name}"
    return sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def plain(text: str) -> str:
    """`text` in one line, without characters that XML 1.0 or a calendar cannot hold."""
    return " ".join(CONTROL.sub("", text).split())
