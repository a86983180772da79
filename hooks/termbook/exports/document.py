"""The archive as one JSON document: the public interface for other tools.

Its form is the record contract's "As data"; `SCHEMA_VERSION` changes when a reader would have to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from termbook.archive.archive import Archive
from termbook.archive.life import order_of
from termbook.archive.transitions import TABLES
from termbook.model.record import Record, Value

SCHEMA_VERSION: Final = 1


def document(archive: Archive) -> dict[str, Any]:
    """Everything in `archive`, dates as ISO strings, records in the order period, kind, id.

    Periods are in the order of their first day, kinds in that of their names.
    """
    rank = {period.id: number for number, period in enumerate(archive.periods)}

    def order(record: Record) -> tuple[int, str, str, str, str]:
        number = rank.get(record.period, len(rank))
        return number, record.period, record.kind, record.id, record.path

    records = sorted((r for r in archive.records if r.kind != "period"), key=order)
    return {
        "schema_version": SCHEMA_VERSION,
        "institution": archive.institution.name,
        "on": archive.on.isoformat(),
        "audience": archive.audience,
        "periods": [
            {
                "id": period.id,
                "title": period.title,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
            }
            for period in archive.periods
        ],
        "records": [_record(archive, record) for record in records],
    }


def _record(archive: Archive, record: Record) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": record.kind,
        "id": record.id,
        "period": record.period,
        "path": record.path,
        "title": record.title,
        "access": record.access,
    }
    for name, value in record.fields.items():
        key = key_of(name)
        if key not in entry:
            entry[key] = plain(value)
    if record.kind not in TABLES:
        return entry
    life = archive.life_of(record)
    entry["state"] = str(life.state)
    if record.kind == "measure":
        entry["done_number"] = life.done_number
        return entry
    entry["flags"] = [str(flag) for flag in life.flags]
    entry["days_open"] = life.days_open
    entry["due"] = plain(life.due)
    entry["original_due"] = plain(life.original_due)
    updates = sorted(archive.updates_of(record.id), key=order_of)
    entry["updates"] = [update.id for update in updates]
    return entry


def key_of(field: str) -> str:
    """The name in JSON of a record's own field.

    A measure's field `kind` is `measure_kind`: it would hide which kind of record it is.
    """
    return "measure_kind" if field == "kind" else field


def plain(value: Value) -> Any:
    """A field's value as JSON holds it: days in ISO form, lists and tables as they are."""
    if value is None or isinstance(value, str):  # most are, and the last question is a slow one
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    return value
