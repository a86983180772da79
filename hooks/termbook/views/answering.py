"""Who answers for what: departments and posts, with the records that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from termbook.archive.archive import Archive
from termbook.model.fields import Field, Many, Table, Term
from termbook.model.kinds import kinds
from termbook.model.record import Record, Value

LISTS: Final = {"department": "departments", "post": "posts"}
"""The two sorts of those who answer, and their lists in archive.yml."""


def answering(archive: Archive, sort: str) -> Mapping[str, Mapping[str, tuple[Record, ...]]]:
    """For each department or post of archive.yml: its records, by the field that names it.

    `sort` is `department` or `post`. Records are in the order of the archive. An owner of a
    meeting's resolution counts as `resolutions`.
    """
    names: Mapping[str, defaultdict[str, dict[str, Record]]] = {
        name: defaultdict(dict) for name in archive.institution.terms(LISTS[sort])
    }
    for record in archive.records:
        for field in _fields_naming(record.kind, LISTS[sort]):
            for value in _values(field.type, record.fields.get(field.name), LISTS[sort]):
                if value in names:
                    names[value][field.name].setdefault(record.id, record)
    return {
        name: {field: tuple(found.values()) for field, found in by_field.items()}
        for name, by_field in names.items()
    }


@cache
def _fields_naming(kind: str, source: str) -> tuple[Field, ...]:
    """The fields of `kind` that can name a value of the list `source`."""
    return tuple(f for f in kinds()[kind].all_fields if _draws_on(f.type, source))


def _draws_on(holds: object, source: str) -> bool:
    if isinstance(holds, Term):
        return source in holds.sources
    if isinstance(holds, Many):
        return _draws_on(holds.item, source)
    return isinstance(holds, Table) and any(_draws_on(f.type, source) for f in holds.fields)


def _values(holds: object, value: Value, source: str) -> tuple[str, ...]:
    if isinstance(holds, Term):
        return (value,) if isinstance(value, str) else ()
    if isinstance(holds, Many) and isinstance(value, tuple):
        return tuple(found for item in value for found in _values(holds.item, item, source))
    if isinstance(holds, Table) and isinstance(value, Mapping):
        return tuple(
            found
            for f in holds.fields
            if _draws_on(f.type, source)
            for found in _values(f.type, value.get(f.name), source)
        )
    return ()
