"""The archive as one SQLite database, made to be looked through with Datasette or the like.

A table for all records, one more for each kind, and what relates them; two views that answer what
is asked most. Only an `Archive` is asked, so nothing is in it that its audience may not see.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from termbook.archive.archive import Archive
from termbook.archive.layout import resolve_file
from termbook.archive.transitions import TABLES
from termbook.exports.document import SCHEMA_VERSION, key_of, plain
from termbook.model.fields import Field, Link, Number
from termbook.model.kind import COMMON, Kind
from termbook.model.kinds import kinds
from termbook.model.record import Record, Value

_APART: Final = frozenset(("title", "date", "id", "tags", "access", "links"))
"""Common fields that every record has, or that have a table of their own."""

_COMMON: Final = tuple(field for field in COMMON if field.name not in _APART)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_INDEX: Final = re.compile(r"\[[0-9]+\]")

_FRAME: Final = """
CREATE TABLE archive (
  schema_version INTEGER NOT NULL, institution TEXT NOT NULL,
  "on" TEXT NOT NULL, audience TEXT NOT NULL
);
CREATE TABLE periods (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, start TEXT, "end" TEXT, text TEXT
);
CREATE TABLE records (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, period TEXT NOT NULL REFERENCES periods(id),
  path TEXT NOT NULL UNIQUE, title TEXT NOT NULL, date TEXT NOT NULL, access TEXT NOT NULL,
  {common}, fields TEXT NOT NULL, text TEXT NOT NULL
);
{kinds}
CREATE TABLE tags (
  record TEXT NOT NULL REFERENCES records(id), tag TEXT NOT NULL, PRIMARY KEY (record, tag)
);
CREATE TABLE links (
  record TEXT NOT NULL REFERENCES records(id), field TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES records(id), PRIMARY KEY (record, field, target)
);
CREATE TABLE history (
  item TEXT NOT NULL REFERENCES records(id), step INTEGER NOT NULL,
  "update" TEXT NOT NULL REFERENCES records(id), date TEXT NOT NULL, event TEXT NOT NULL,
  result TEXT, before TEXT NOT NULL, after TEXT NOT NULL, allowed INTEGER NOT NULL,
  PRIMARY KEY (item, step)
);
"""

_LIFE: Final = (
    "state TEXT NOT NULL, flags TEXT NOT NULL, days_open INTEGER NOT NULL, due TEXT, "
    "original_due TEXT, deadline TEXT, closed_on TEXT"
)
"""Of risks and measures, as of the archive's day; `due` is the date in force, flags a JSON list."""

_AFTER: Final = """
CREATE INDEX records_by_kind ON records (kind, period);
CREATE INDEX records_by_date ON records (date);
CREATE INDEX tags_by_tag ON tags (tag);
CREATE INDEX links_by_target ON links (target);
CREATE INDEX history_by_date ON history (date);
CREATE VIEW register AS
  SELECT records.id, records.kind, records.title, records.period, records.date,
    records.department, risks.owner, risks.area, risks.source, risks.level, risks.mode,
    risks.state, risks.flags, risks.due, risks.original_due, risks.deadline,
    risks.days_open, risks.closed_on, risks.state NOT IN ({risk_ended}) AS unresolved
  FROM risks JOIN records USING (id)
  UNION ALL
  SELECT records.id, records.kind, records.title, records.period, records.date,
    records.department, measures.owner, NULL, NULL, NULL, NULL,
    measures.state, measures.flags, measures.due, measures.original_due, measures.deadline,
    measures.days_open, measures.closed_on, measures.state NOT IN ({measure_ended})
  FROM measures JOIN records USING (id);
CREATE VIEW open_items AS
  SELECT * FROM register WHERE unresolved ORDER BY deadline IS NULL, deadline, id;
"""

_PAGE: Final = 4096
_LARGE_PAGE: Final = 16_384
_MANY: Final = 2000


def fill(connection: sqlite3.Connection, archive: Archive) -> None:
    """Writes `archive` into an empty database, whose bytes then follow from the archive alone.

    Raises sqlite3.Error where the database is not empty or cannot be written.
    """
    # large pages are written and copied twice as fast, small ones waste less on forty tables
    page = _LARGE_PAGE if len(archive.records) >= _MANY else _PAGE
    connection.execute(f"PRAGMA page_size = {page}")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")  # KiB: what fits is not written twice
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    listed = [kind for kind in kinds().values() if kind.folder]
    tables = "\n".join(map(_table_of, listed))
    common = ", ".join(map(_column, _COMMON))
    connection.executescript(_FRAME.format(common=common, kinds=tables))
    # two records may share an id until somebody renumbers one: the first stands for both
    records = [
        record
        for record in archive.records
        if record.kind != "period" and archive.by_id[record.id] is record
    ]
    connection.execute("BEGIN")
    connection.execute("PRAGMA defer_foreign_keys = ON")  # a record may supersede a later row
    stated = (SCHEMA_VERSION, archive.institution.name, archive.on.isoformat())
    _insert(connection, "archive", [(*stated, archive.audience)])
    _insert(connection, "periods", _periods(archive, records))
    _insert(connection, "records", (_common_row(archive, r) for r in records))
    for kind in listed:
        fields = _own_fields(kind)
        rows = [_own_row(archive, fields, r) for r in records if r.kind == kind.name]
        _insert(connection, kind.folder, rows)
    _insert(connection, "tags", _tags(records))
    _insert(connection, "links", _links(archive, records))
    _insert(connection, "history", _history(archive, records))
    connection.execute("COMMIT")
    ended = {name: ", ".join(f"'{s}'" for s in sorted(t.ended)) for name, t in TABLES.items()}
    connection.executescript(
        _AFTER.format(risk_ended=ended["risk"], measure_ended=ended["measure"])
    )
    connection.execute("VACUUM")


def _table_of(kind: Kind) -> str:
    columns = ["id TEXT PRIMARY KEY REFERENCES records(id)", *map(_column, _own_fields(kind))]
    if kind.name in TABLES:
        columns.append(_LIFE)
    return f"CREATE TABLE {kind.folder} (\n  {', '.join(columns)}\n);"


def _own_fields(kind: Kind) -> tuple[Field, ...]:
    """The kind's own fields; what a life says better is not among them."""
    common = {field.name for field in COMMON}
    derived = ("due",) if kind.name in TABLES else ()
    return tuple(f for f in kind.fields if f.name not in common and f.name not in derived)


def _column(field: Field) -> str:
    name = f'"{key_of(field.name)}"'
    if isinstance(field.type, Link):
        return f"{name} TEXT REFERENCES records(id)"
    if isinstance(field.type, Number):
        return f"{name} {'REAL' if field.type.decimal else 'INTEGER'}"
    return f"{name} TEXT"


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    found = list(rows)
    if found:
        marks = ", ".join("?" * len(found[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608 - ours


def _periods(archive: Archive, records: Iterable[Record]) -> Iterator[Sequence[object]]:
    """The periods, then the folders of records that no period.md describes."""
    for period in archive.periods:
        days = (period.start.isoformat(), period.end.isoformat())
        yield period.id, period.title, *days, period.record.body
    for folder in dict.fromkeys(record.period for record in records):
        if folder not in archive.period_by_id:
            yield folder, folder, None, None, None


def _common_row(archive: Archive, record: Record) -> Sequence[object]:
    return (
        record.id,
        record.kind,
        record.period,
        record.path,
        record.title,
        record.date.isoformat(),
        record.access,
        *(_value(archive, field, record) for field in _COMMON),
        _json({key_of(name): plain(value) for name, value in record.fields.items()}),
        record.body,
    )


def _own_row(archive: Archive, fields: Sequence[Field], record: Record) -> Sequence[object]:
    row: list[object] = [record.id]
    row += [_value(archive, field, record) for field in fields]
    if record.kind in TABLES:
        life = archive.life_of(record)
        days = (life.due, life.original_due, life.deadline, life.closed_on)
        row += [str(life.state), _json([str(flag) for flag in life.flags]), life.days_open]
        row += [_cell(day) for day in days]
    return row


def _value(archive: Archive, field: Field, record: Record) -> str | int | float | None:
    value = record.fields.get(field.name)
    if value is None:
        return None
    return _target(archive, value) if isinstance(field.type, Link) else _cell(value)


def _target(archive: Archive, value: object) -> str | None:
    """The id that a link names, where that record is in the archive: it may be of a later day."""
    target = archive.by_id.get(value) if isinstance(value, str) else None
    return target.id if target is not None and target.kind != "period" else None


def _tags(records: Iterable[Record]) -> Iterator[Sequence[object]]:
    for record in records:
        for tag in dict.fromkeys(record.texts("tags")):
            yield record.id, tag


def _links(archive: Archive, records: Iterable[Record]) -> Iterator[Sequence[object]]:
    """What leads from record to record: by field (`resolutions.links`), from the text as `text`."""
    for record in records:
        found: dict[tuple[str, str], None] = {}
        for link in record.links:
            target = _target(archive, link.target)
            if target is not None:
                found[_INDEX.sub("", link.at), target] = None
        for mention in record.mentions:
            named = mention.target
            if mention.kind == "file":
                meant = archive.by_path.get(resolve_file(record.path, named) or "")
                named = meant.id if meant is not None else ""
            elif mention.kind != "record":
                continue
            target = _target(archive, named)
            if target is not None:
                found["text", target] = None
        for field, target in found:
            yield record.id, field, target


def _history(archive: Archive, records: Iterable[Record]) -> Iterator[Sequence[object]]:
    for record in records:
        if record.kind not in TABLES:
            continue
        for number, step in enumerate(archive.life_of(record).steps, start=1):
            yield (
                record.id,
                number,
                step.record.id,
                step.day.isoformat(),
                str(step.event),
                step.record.text("result") or None,
                str(step.before),
                str(step.after),
                step.legal,
            )


def _cell(value: Value) -> str | int | float | None:
    """A value as a column holds it; lists and tables as JSON."""
    if value is None or isinstance(value, str):
        return value
    held = plain(value)
    return held if isinstance(held, str | int | float) else _json(held)


def _json(value: Any) -> str:
    return _ENCODER.encode(value)
