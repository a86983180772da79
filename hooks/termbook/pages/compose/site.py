"""What every page needs to know: the archive, the words, and how records and values are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from urllib.parse import quote

from termbook.archive.archive import Archive
from termbook.archive.layout import resolve_file
from termbook.archive.life import Life
from termbook.model.fields import (
    Choice,
    Evidence,
    Field,
    FieldType,
    File,
    Link,
    Many,
    PerTerm,
    Sha256,
    Table,
    Term,
    Url,
)
from termbook.model.fields import Text as TextField
from termbook.model.kinds import kinds
from termbook.model.record import Record, Value
from termbook.pages import blocks, paths
from termbook.pages.blocks import Badge, Cell, Code, Day, Entry, Outside, Text
from termbook.views.lists import Neighbours, neighbours
from termbook.words import Words

_TERM_PAGES = ("departments", "posts")
_BADGES = ("level", "status", "mode")


class Site:
    """One archive as it is shown in one language.

    `edit_url` is the address below which records are edited, ending in `/`, or `""`.
    """

    def __init__(
        self,
        archive: Archive,
        words: Words,
        *,
        edit_url: str = "",
        known_neighbours: Mapping[str, Neighbours] | None = None,
    ) -> None:
        self.archive = archive
        self.words = words
        self.edit_url = edit_url
        self._known_neighbours = known_neighbours
        self._references: dict[str, Cell] = {}
        self._entries: dict[str, Entry] = {}
        self._badges: dict[tuple[str, str], Badge] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._terms: dict[tuple[tuple[str, ...], str], Cell] = {}

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """The records before and after each one."""
        known = self._known_neighbours
        return neighbours(self.archive) if known is None else known

    def edit_address(self, record: Record) -> str:
        """Where the record's own file is edited, or `""`."""
        return self.edit_url + quote(record.path) if self.edit_url else ""

    def period_title(self, period: str) -> str:
        """The title of a period, its id where it has none."""
        known = self.archive.period_by_id.get(period)
        return known.title if known else period

    def link(self, record: Record) -> blocks.Link:
        """A link to a record by its title."""
        return blocks.Link(record.title, paths.of_record(record))

    def reference(self, record: Record) -> Cell:
        """A record as it is named elsewhere: its title, with its state where it has one."""
        # on ten thousand pages each record is named some eight times
        known = self._references.get(record.path)
        if known is None:
            known = self._references[record.path] = self._reference(record)
        return known

    def _reference(self, record: Record) -> Cell:
        if record.kind in ("risk", "measure"):
            title = f"{record.id} {record.title}"
            state = self.state_badge(self.archive.life(record.id))
            return (blocks.Link(title, paths.of_record(record)), state)
        if record.kind == "update" and record.text("event"):
            event = record.text("event")
            badge = Badge(self.words(f"event.{event}"), f"event-{event}")
            return (badge, Text(" "), self.link(record))
        return (self.link(record),)

    def entry(self, record: Record) -> Entry:
        """A record in a list of those that are linked with another: its day, name and kind."""
        known = self._entries.get(record.path)
        if known is None:
            kind = _kind_beside(record.kind, self.words)
            known = Entry(record.date.isoformat(), (*self.reference(record), kind))
            self._entries[record.path] = known
        return known

    def state_badge(self, life: Life) -> Badge:
        """The state of a risk or measure."""
        key = life.kind, life.state
        known = self._badges.get(key)
        if known is None:
            label = self.state_label(life.kind, life.state)
            known = self._badges[key] = Badge(label, f"state-{life.state}")
        return known

    def state_label(self, kind: str, state: str) -> str:
        """A state in the words of the field."""
        key = f"measure_state.{state}"
        if kind == "measure" and self.words.has(key):
            return self.words(key)
        return self.words(f"state.{state}")

    def state_badges(self, record: Record) -> tuple[Badge, ...]:
        """The state of a risk or measure, then its flags."""
        life = self.archive.life(record.id)
        flags = (Badge(self.words(f"flag.{flag}"), f"flag-{flag}") for flag in life.flags)
        return (self.state_badge(life), *flags)

    def cell(self, record: Record, field: Field) -> Cell:
        """The value of a field, drawn as its type asks; empty where there is none."""
        if field.name == "level" and "level" not in record.fields:
            return (Badge(self.words("choice.level.none"), "level-none"),)
        return self.value(field.type, record.fields.get(field.name), record)

    def value(self, holds: FieldType, value: Value, record: Record) -> Cell:
        """A value of a field that `holds` such values in `record`, as a cell."""
        if isinstance(value, str):
            return self._text(holds, value, record) if value else ()
        if value is None or value == ():
            return ()
        if isinstance(value, date):
            return (Day(value.isoformat()),)
        if isinstance(holds, Many) and isinstance(value, tuple):
            return self._many(holds, value, record)
        if isinstance(holds, Table) and isinstance(value, Mapping):
            return self._table(holds, value, record)
        if isinstance(holds, PerTerm) and isinstance(value, Mapping):
            parts = [blocks.text(self.words("study.times", form=k, n=n)) for k, n in value.items()]
            return blocks.joined(parts, self.words("mark.comma"))
        return blocks.text(number(value) if isinstance(value, float) else value)

    def _text(self, holds: FieldType, value: str, record: Record) -> Cell:
        if isinstance(holds, Choice):
            label = self.words(f"choice.{holds.name}.{value}")
            if holds.name in _BADGES:
                return (Badge(label, f"{holds.name}-{value}"),)
            return (Text(label),)
        if isinstance(holds, Term):
            return self.term(holds.sources, value)
        if isinstance(holds, Link | Evidence):
            return self._target(value, record)
        if isinstance(holds, File):
            return self.file(value, value, record)
        if isinstance(holds, Url):
            return (Outside(value, value),)
        if isinstance(holds, Sha256):
            return (Code(value),)
        return (Text(value),)

    def term(self, sources: tuple[str, ...], name: str) -> Cell:
        """A department or a post, linked to its page; another term as text."""
        # there are a few dozen of them, which each record names
        known = self._terms.get((sources, name))
        if known is None:
            known = self._terms[sources, name] = self._term(sources, name)
        return known

    def _term(self, sources: tuple[str, ...], name: str) -> Cell:
        if "audiences" in sources:
            key = f"choice.audience.{name}"
            return blocks.text(self.words(key) if self.words.has(key) else name)
        for source in sources:
            if source in _TERM_PAGES and name in self.archive.institution.terms(source):
                return (blocks.Link(name, paths.of_term(source, name)),)
        return blocks.text(name)

    def file(self, name: str, title: str, record: Record) -> Cell:
        """A file beside a record, linked where the site holds it."""
        path = resolve_file(record.path, name)
        if path is None or path not in self.archive.files:
            return blocks.text(title)
        return (blocks.Link(title, path),)

    def references(self, records: Iterable[Record]) -> list[Cell]:
        """Each record as it is named elsewhere."""
        return [self.reference(record) for record in records]

    def field_label(self, kind: str, name: str) -> str:
        """The label of a field; a kind may have a word of its own for it."""
        known = self._labels.get((kind, name))
        if known is None:
            own = f"field.{kind}.{name}"
            known = self.words(own if self.words.has(own) else f"field.{name}")
            self._labels[kind, name] = known
        return known

    def field(self, kind: str, name: str) -> Field:
        """A field of a kind, by name."""
        return kinds()[kind].by_name[name]

    def _target(self, name: str, record: Record) -> Cell:
        target = self.archive.by_id.get(name)
        return self.reference(target) if target else self.file(name, name, record)

    def _many(self, holds: Many, values: tuple[Value, ...], record: Record) -> Cell:
        cells = [self.value(holds.item, value, record) for value in values]
        plain = isinstance(holds.item, Term | TextField)
        return blocks.joined(cells, self.words("mark.comma" if plain else "mark.semicolon"))

    def _table(self, holds: Table, value: Mapping[str, Value], record: Record) -> Cell:
        cells = [self.value(f.type, value.get(f.name), record) for f in holds.fields]
        days = all(isinstance(inner, date) for inner in value.values())
        return blocks.joined([cell for cell in cells if cell], " – " if days else " ")


@cache
def _kind_beside(kind: str, words: Words) -> Text:
    return Text(f" · {words(f'kind.{kind}')}")


def number(value: float) -> str:
    """A number without a needless `.0`."""
    return str(int(value)) if value == int(value) else str(value)
