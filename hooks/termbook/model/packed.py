"""A parsed record as plain rows of texts and numbers, and back again.

A store keeps what was parsed. Rows of built-in types are written and read by `marshal` some
twenty times faster than objects by `pickle`, and two of them can be compared part by part: that
tells an edit of a text from an edit of what other pages show.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from termbook.diagnostics import Diagnostic, Place
from termbook.model.parse import Parsed
from termbook.model.record import FileLink, Record, RecordLink, Value
from termbook.prose.links import Mention

Row = tuple[Any, ...]
"""Texts, numbers, None, and tuples, lists and dicts of them: what `marshal` can write."""

_BODY: Final = 9
_MENTIONS: Final = 13
_DIGEST: Final = 14


class Places(Mapping[str, Place]):
    """The places of a record's values as one text: a line for each, `name⇥line column width`.

    They are half of all that a record is made of, and asked for where something is wrong. Not for
    names that hold a tab or the end of a line.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __getitem__(self, name: str) -> Place:
        begin = self.text.find(f"\n{name}\t")
        if begin < 0:
            raise KeyError(name)
        begin += len(name) + 2
        end = self.text.find("\n", begin)
        line, column, width = self.text[begin : None if end < 0 else end].split(" ")
        return Place(line=int(line), column=int(column), width=int(width))

    def __contains__(self, name: object) -> bool:
        return f"\n{name}\t" in self.text

    def __iter__(self) -> Iterator[str]:
        return (line.partition("\t")[0] for line in self.text.split("\n")[1:])

    def __len__(self) -> int:
        return self.text.count("\n")

    def __repr__(self) -> str:
        return repr(dict(self))


def pack(record: Record) -> Row:
    """All of a record as a row."""
    return (
        record.kind,
        record.id,
        record.period,
        record.path,
        record.title,
        record.date.toordinal(),
        record.access,
        {name: _pack_value(value) for name, value in record.fields.items()},
        _pack_places(record.places),
        record.body,
        record.body_line,
        [(k.target, k.at, _pack_place(k.place), k.kinds, k.or_file) for k in record.links],
        [(f.name, f.at, _pack_place(f.place)) for f in record.files],
        [(m.kind, m.target, m.text, _pack_place(m.place)) for m in record.mentions],
        record.digest,
    )


def unpack(row: Row, access: str = "") -> Record:
    """The record that `row` was made of; with another `access` where one is given."""
    (kind, id, period, path, title, day, own, fields, places, body, line, links, files) = row[:13]
    return Record(
        kind=kind,
        id=id,
        period=period,
        path=path,
        title=title,
        date=dt.date.fromordinal(day),
        access=access or own,
        fields={
            name: value if type(value) is str else _unpack_value(value)
            for name, value in fields.items()
        },
        places=_unpack_places(places),
        body=body,
        body_line=line,
        links=tuple(map(_unpack_link, links)),
        files=tuple(map(_unpack_file, files)),
        mentions=tuple(map(_unpack_mention, row[_MENTIONS])),
        digest=row[_DIGEST],
    )


def same_but_words(old: Row, new: Row) -> bool:
    """Whether two rows differ in nothing but the words of the text, and where its links stand."""
    if _mark(old) != _mark(new):  # which tells 1 from 1.0
        return False
    if old[:_BODY] != new[:_BODY] or old[_BODY + 1 : _MENTIONS] != new[_BODY + 1 : _MENTIONS]:
        return False
    # a page shows a text where there is one
    if bool(old[_BODY].strip()) != bool(new[_BODY].strip()):
        return False
    return [m[:3] for m in old[_MENTIONS]] == [m[:3] for m in new[_MENTIONS]]


def text_of(row: Row) -> str:
    """The Markdown of a packed record."""
    return str(row[_BODY])


def body_line_of(row: Row) -> int:
    """The line of its file at which the text of a packed record begins."""
    return int(row[_BODY + 1])


def pack_parsed(parsed: Parsed) -> Row:
    """What one file gave, as a row: path, record, findings, and the mark of what it shows."""
    record = None if parsed.record is None else pack(parsed.record)
    mark = "" if record is None else _mark(record)
    return (parsed.path, record, [pack_finding(found) for found in parsed.found], mark)


def unpack_parsed(row: Row) -> Parsed:
    """What one file gave."""
    path, record, found, _ = row
    return Parsed(
        path=path,
        record=None if record is None else unpack(record),
        found=tuple(unpack_finding(item) for item in found),
    )


def pack_finding(found: Diagnostic) -> Row:
    """A finding as a row."""
    return (found.path, _pack_place(found.place), found.rule, found.args)


def unpack_finding(row: Row) -> Diagnostic:
    """A finding."""
    path, place, rule, args = row
    return Diagnostic(path=path, place=_unpack_place(place), rule=rule, args=args)


def _mark(row: Row) -> str:
    """A digest of what pages, figures and data can show of a record besides its text."""
    mentions = [m[:2] for m in row[_MENTIONS]]
    shown = (*row[:8], [k[:2] for k in row[11]], [f[:2] for f in row[12]], mentions)
    # this version of the format writes equal rows as equal bytes
    return blake2b(marshal.dumps(shown, 2), digest_size=16).hexdigest()


def _pack_places(places: Mapping[str, Place]) -> str | dict[str, Row]:
    if isinstance(places, Places):
        return places.text
    text = "".join([f"\n{name}\t{at.line} {at.column} {at.width}" for name, at in places.items()])
    if text.count("\n") == len(places) == text.count("\t"):
        return text
    # a word of archive.yml may hold either, and stands in the name of a field with a row for each
    return {name: _pack_place(place) for name, place in places.items()}


def _unpack_places(places: str | dict[str, Row]) -> Mapping[str, Place]:
    if isinstance(places, str):
        return Places(places)
    return {name: _unpack_place(place) for name, place in places.items()}


def _pack_place(place: Place) -> Row:
    return (place.line, place.column, place.width)


@lru_cache(maxsize=16_384)
def _unpack_place(row: Row) -> Place:
    return Place(line=row[0], column=row[1], width=row[2])


def _unpack_link(row: Row) -> RecordLink:
    target, at, place, kinds, or_file = row
    return RecordLink(target, at, _unpack_place(place), kinds, or_file)


def _unpack_file(row: Row) -> FileLink:
    name, at, place = row
    return FileLink(name, at, _unpack_place(place))


def _unpack_mention(row: Row) -> Mention:
    kind, target, text, place = row
    return Mention(kind=kind, target=target, text=text, place=_unpack_place(place))


def _pack_value(value: Value) -> Any:
    """A tuple stands for a day, a list for a list: each type of value has one of its own."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dt.date):
        return (value.toordinal(),)
    if isinstance(value, Mapping):
        return {name: _pack_value(item) for name, item in value.items()}
    return [_pack_value(item) for item in value]


def _unpack_value(value: Any) -> Value:
    if isinstance(value, tuple):
        return dt.date.fromordinal(value[0])
    if isinstance(value, list):
        return tuple(map(_unpack_value, value))
    if isinstance(value, dict):
        return {name: _unpack_value(item) for name, item in value.items()}
    return value  # type: ignore[no-any-return]  # a text, a number or nothing, as it was packed
