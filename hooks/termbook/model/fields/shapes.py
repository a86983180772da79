"""Field types made of others: lists, small tables, a number for each of some terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from termbook.diagnostics import Place
from termbook.model.fields.reading import FieldType, Reading, is_empty
from termbook.model.fields.values import Number, Term
from termbook.model.quoting import shorten
from termbook.model.record import Value
from termbook.reading import nodes
from termbook.words import Words


@dataclass(frozen=True, slots=True)
class Many:
    """A list whose items are all of one type."""

    item: FieldType

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        if not isinstance(node, nodes.Sequence):
            got = "text" if isinstance(node, nodes.Scalar) else "mapping"
            example = shorten(node.text) if isinstance(node, nodes.Scalar) else "…"
            reading.note(
                "TB107", node.place, field=at, got=reading.words(f"type.{got}"), example=example
            )
            return None
        values: list[Value] = []
        for number, item in enumerate(node.items):
            spot = f"{at}[{number}]"
            if is_empty(item):
                reading.note("TB108", item.place, field=spot)
                continue
            value = self.item.read(item, spot, reading)
            if value is not None:
                # places are counted over the values that are kept
                if len(values) != number:
                    kept = f"{at}[{len(values)}]"
                    _move(reading.places, f"{spot}.", f"{kept}.")
                    spot = kept
                reading.places[spot] = item.place
                values.append(value)
        return tuple(values)

    def describe(self, words: Words) -> str:
        return words("type.many", item=self.item.describe(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One named field and what it may hold."""

    name: str
    type: FieldType
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of named values."""

    fields: tuple[Field, ...]
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        if not isinstance(node, nodes.Mapping):
            got = "text" if isinstance(node, nodes.Scalar) else "sequence"
            names = reading.listing([f.name for f in self.fields])
            reading.note(
                "TB109", node.place, field=at, got=reading.words(f"type.{got}"), names=names
            )
            return None
        return read_fields(node, self.by_name, reading, prefix=f"{at}.")

    def describe(self, words: Words) -> str:
        inner = words("hint.comma").join(
            f"`{f.name}`: {f.type.describe(words)}" for f in self.fields
        )
        return words("type.table", fields=inner)


@dataclass(frozen=True, slots=True)
class PerTerm:
    """A number for each of some values of a list in archive.yml."""

    source: str
    number: Number

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        if not isinstance(node, nodes.Mapping):
            got = "text" if isinstance(node, nodes.Scalar) else "sequence"
            names = reading.listing(reading.institution.terms(self.source))
            reading.note(
                "TB109", node.place, field=at, got=reading.words(f"type.{got}"), names=names
            )
            return None
        values: dict[str, Value] = {}
        for entry in node.entries:
            name = entry.key.text.strip()
            spot = f"{at}.{name}"
            if is_empty(entry.value):
                reading.note("TB108", entry.key.place, field=spot)
                continue
            term = Term(self.source).read_text(name, entry.key.place, at, reading)
            number = self.number.read(entry.value, spot, reading)
            if term is not None and number is not None:
                values[term] = number
                reading.places[spot] = entry.value.place
        return values

    def describe(self, words: Words) -> str:
        return words("type.per_term", list=self.source)


def _holds_nothing(node: nodes.Node) -> bool:
    """Whether `node` is a list without items. An empty table says something: `targets: {}`."""
    return isinstance(node, nodes.Sequence) and not node.items


def _move(places: dict[str, Place], old: str, new: str) -> None:
    """Gives the places below `old` names below `new`, which an item before it left free."""
    for name in [name for name in places if name.startswith(old)]:
        places[new + name.removeprefix(old)] = places.pop(name)


def read_fields(
    node: nodes.Mapping,
    known: Mapping[str, Field],
    reading: Reading,
    *,
    prefix: str = "",
    whole: bool = True,
) -> dict[str, Value]:
    """The values of `node` by the names of the `known` fields, in their order.

    Unknown names (TB101), required fields that are missing (TB102) and values of a wrong type
    become findings; a field without a value counts as missing, also an empty list. Where
    a part of the file could not be read, `whole` is false and nothing is called missing.
    """
    values: dict[str, Value] = {}
    places = reading.places
    for key, value in node.entries:
        name = key.text
        wanted = known.get(name)
        if wanted is None:
            reading.note(
                "TB101",
                key.place,
                field=shorten(prefix + name),
                hint=reading.hint(name, tuple(known)),
                allowed=reading.listing(tuple(known)),
            )
            continue
        at = prefix + name
        if is_empty(value) or (wanted.required and _holds_nothing(value)):
            rule = "TB102" if wanted.required else "TB108"
            reading.note(rule, key.place, field=at)
            values[name] = None
            continue
        places[at] = value.place
        values[name] = wanted.type.read(value, at, reading)
    kept: dict[str, Value] = {}
    for name, wanted in known.items():
        if name in values:
            if values[name] is not None:
                kept[name] = values[name]
        elif wanted.required and whole:
            reading.note("TB102", node.place, field=prefix + name)
    return kept
