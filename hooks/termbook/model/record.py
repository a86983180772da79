"""A record: one Markdown file of the archive, read and typed, as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from termbook.diagnostics import Place
from termbook.prose.links import Mention

Value: TypeAlias = "None | str | int | float | dt.date | tuple[Value, ...] | Mapping[str, Value]"
"""What a field holds: dates as `date`, closed vocabularies as their key, lists as tuples."""


class RecordLink(NamedTuple):
    """A link from front matter to the record `target`, of one of `kinds` where these are named.

    `at` names the field (`risks[0]`). With `or_file` the text may name a file beside the record
    instead, as `evidence` does.
    """

    target: str
    at: str
    place: Place
    kinds: tuple[str, ...] = ()
    or_file: bool = False


class FileLink(NamedTuple):
    """A file that front matter names, relative to the record's own folder."""

    name: str
    at: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file below records/ as its kind understands it.

    `path` is relative to the records folder, with `/`. `fields` holds all that the front matter
    states, in the kind's order, `title` and `date` too. `places` says where a value stands
    (`due`, `risks[0]`, `resolutions[1].owner`). `body` is Markdown that begins at line
    `body_line` of the file. `links` and `files` are what front matter points at, `mentions` what
    the body does. `digest` is the SHA-256 of the file's bytes, in hexadecimal.
    """

    kind: str
    id: str
    period: str
    path: str
    title: str
    date: dt.date
    access: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    links: tuple[RecordLink, ...] = ()
    files: tuple[FileLink, ...] = ()
    mentions: tuple[Mention, ...] = ()
    digest: str = ""

    def text(self, name: str) -> str:
        """The text of a field, `""` where it is missing."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> dt.date | None:
        """The date of a field, or None."""
        value = self.fields.get(name)
        return value if isinstance(value, dt.date) else None

    def number(self, name: str) -> int | float | None:
        """The number of a field, or None."""
        value = self.fields.get(name)
        return value if isinstance(value, int | float) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list field, empty where it is missing."""
        value = self.fields.get(name)
        if isinstance(value, tuple):
            return tuple(item for item in value if isinstance(item, str))
        return ()

    def rows(self, name: str) -> tuple[Mapping[str, Value], ...]:
        """The rows of a field that is a list of small tables, empty where it is missing."""
        value = self.fields.get(name)
        if isinstance(value, tuple):
            return tuple(item for item in value if isinstance(item, Mapping))
        return ()

    def mapping(self, name: str) -> Mapping[str, Value]:
        """The entries of a field that is a small table, empty where it is missing."""
        value = self.fields.get(name)
        return value if isinstance(value, Mapping) else {}

    def place(self, name: str) -> Place:
        """Where a field stands, else where the record begins."""
        return self.places.get(name) or Place()
