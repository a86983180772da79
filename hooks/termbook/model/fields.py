"""Field types: how the text of a field is read, checked, typed and described.

A type reads one node of front matter. What it cannot read becomes a diagnostic on the `Reading`
and the value None; it never raises. What it reads may point at other records or at files: it
says so on the `Reading` too, so that links are known without walking the values again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Protocol

from termbook.diagnostics import Diagnostic, Place, finding
from termbook.model.institution import Institution
from termbook.model.record import FileLink, RecordLink, Value
from termbook.reading import nodes
from termbook.reading.dates import read_day
from termbook.words import Words

_SHA256: Final = re.compile(r"[0-9a-fA-F]{64}")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,4})?")
_SAFE_URL: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_QUOTED_LENGTH: Final = 60


def shorten(text: str) -> str:
    """`text` as a message quotes it: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED_LENGTH else line[: _QUOTED_LENGTH - 1] + "…"


def nearest(value: str, allowed: Iterable[str]) -> str:
    """The allowed value most like `value`, or `""` where none is near."""
    found = get_close_matches(value[:_QUOTED_LENGTH], list(allowed), n=1, cutoff=0.5)
    return found[0] if found else ""


@dataclass(slots=True, kw_only=True)
class Reading:
    """One file being read: where findings, links, files and the places of values are gathered."""

    path: str
    institution: Institution
    words: Words
    found: list[Diagnostic] = field(default_factory=list)
    links: list[RecordLink] = field(default_factory=list)
    files: list[FileLink] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def note(self, rule: str, place: Place, **args: object) -> None:
        """Adds a finding of `rule` in this file."""
        self.found.append(finding(rule, self.path, place, **args))

    def hint(self, value: str, allowed: Iterable[str]) -> str:
        """`did you mean …?` in the reader's language, or `""`."""
        near = nearest(value, allowed)
        return self.words("hint.did_you_mean", value=near) if near else ""

    def listing(self, values: Sequence[str]) -> str:
        """Values as a message lists them, at most twenty."""
        if not values:
            return self.words("hint.none")
        shown = self.words("hint.comma").join(values[:20])
        return shown + ("…" if len(values) > 20 else "")


class FieldType(Protocol):
    """What a field may hold."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        """The value of `node`, which stands at field `at`; None where it cannot be read."""
        ...

    def describe(self, words: Words) -> str:
        """What may stand here, for the record reference."""
        ...


def _scalar(node: nodes.Node, at: str, reading: Reading, expected: str) -> nodes.Scalar | None:
    if isinstance(node, nodes.Scalar):
        return node
    got = "sequence" if isinstance(node, nodes.Sequence) else "mapping"
    reading.note(
        "TB103",
        node.place,
        field=at,
        expected=reading.words(f"type.{expected}"),
        got=reading.words(f"type.{got}"),
    )
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one line; line breaks inside become spaces."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "text")
        return None if scalar is None else " ".join(scalar.text.split())

    def describe(self, words: Words) -> str:
        return words("type.text")


@dataclass(frozen=True, slots=True)
class Day:
    """A date, best in the form 2020-09-18; other common forms are read with a warning."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "day")
        if scalar is None:
            return None
        day = read_day(scalar.text)
        shown = shorten(scalar.text)
        if day is None:
            reading.note("TB402", scalar.place, field=at, value=shown)
            return None
        if day.value is None:
            reading.note("TB401", scalar.place, field=at, value=shown)
            return None
        if not day.iso:
            iso = day.value.isoformat()
            reading.note("TB404", scalar.place, field=at, value=shown, iso=iso)
        return day.value

    def describe(self, words: Words) -> str:
        return words("type.day")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of at least `least`; whole unless `decimal`."""

    least: int = 0
    decimal: bool = False

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "number")
        if scalar is None:
            return None
        text = scalar.text.strip()
        form = _DECIMAL if self.decimal else _INTEGER
        if not form.fullmatch(text):
            kind = "type.decimal" if self.decimal else "type.number"
            reading.note(
                "TB105",
                scalar.place,
                field=at,
                value=shorten(text),
                expected=reading.words(kind),
                least=self.least,
            )
            return None
        number = float(text) if "." in text else int(text)
        if number < self.least:
            reading.note("TB106", scalar.place, field=at, value=text, least=self.least)
            return None
        return number

    def describe(self, words: Words) -> str:
        return words("type.decimal" if self.decimal else "type.number")


@dataclass(frozen=True, slots=True)
class Choice:
    """A closed vocabulary: its keys, or their labels in the site's language."""

    name: str
    keys: tuple[str, ...]

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "text")
        if scalar is None:
            return None
        text = scalar.text.strip()
        if text in self.keys:
            return text
        labels = {reading.words(f"choice.{self.name}.{key}"): key for key in self.keys}
        if text in labels:
            return labels[text]
        shown = [f"{key}（{label}）" for label, key in labels.items()]
        if reading.words.language == "en":
            shown = list(self.keys)
        reading.note(
            "TB204",
            scalar.place,
            field=at,
            value=shorten(text),
            hint=reading.hint(text, (*self.keys, *labels)),
            allowed=reading.listing(shown),
        )
        return None

    def describe(self, words: Words) -> str:
        return words("hint.comma").join(
            f"`{key}` {words(f'choice.{self.name}.{key}')}" for key in self.keys
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A value of one of the lists in archive.yml, or of a second list where `also` names one."""

    source: str
    also: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The lists that a value may come from."""
        return (self.source, self.also) if self.also else (self.source,)

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "text")
        if scalar is None:
            return None
        return self.read_text(scalar.text.strip(), scalar.place, at, reading)

    def read_text(self, text: str, place: Place, at: str, reading: Reading) -> str | None:
        """`text` where a list holds it; otherwise a finding."""
        allowed = tuple(v for name in self.sources for v in reading.institution.terms(name))
        if text in allowed:
            return text
        reading.note(
            "TB201",
            place,
            field=at,
            value=shorten(text),
            list=reading.words("hint.or").join(self.sources),
            hint=reading.hint(text, allowed),
            allowed=reading.listing(allowed),
        )
        return None

    def describe(self, words: Words) -> str:
        return words("type.term", list=words("hint.or").join(self.sources))


@dataclass(frozen=True, slots=True)
class Link:
    """The id of another record, of one of `kinds` where these are named."""

    kinds: tuple[str, ...] = ()

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "id")
        if scalar is None:
            return None
        target = scalar.text.strip()
        reading.links.append(RecordLink(target=target, at=at, place=scalar.place, kinds=self.kinds))
        return target

    def describe(self, words: Words) -> str:
        if not self.kinds:
            return words("type.id")
        kinds = words("hint.or").join(words(f"kind.{kind}") for kind in self.kinds)
        return words("type.id_of", kinds=kinds)


@dataclass(frozen=True, slots=True)
class File:
    """The path of a file, relative to the record's own folder."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "file")
        if scalar is None:
            return None
        name = scalar.text.strip()
        reading.files.append(FileLink(name=name, at=at, place=scalar.place))
        return name

    def describe(self, words: Words) -> str:
        return words("type.file")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The id of a record, or one of the record's attached files."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "evidence")
        if scalar is None:
            return None
        name = scalar.text.strip()
        reading.links.append(RecordLink(target=name, at=at, place=scalar.place, or_file=True))
        return name

    def describe(self, words: Words) -> str:
        return words("type.evidence")


@dataclass(frozen=True, slots=True)
class Url:
    """An address that begins with http:// or https://."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "url")
        if scalar is None:
            return None
        text = scalar.text.strip()
        if not _SAFE_URL.fullmatch(text):
            reading.note("TB308", scalar.place, field=at, value=shorten(text))
            return None
        return text

    def describe(self, words: Words) -> str:
        return words("type.url")


@dataclass(frozen=True, slots=True)
class Sha256:
    """A SHA-256 checksum: 64 hexadecimal digits (FIPS 180-4), kept in lower case."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = _scalar(node, at, reading, "sha256")
        if scalar is None:
            return None
        text = scalar.text.strip()
        if not _SHA256.fullmatch(text):
            reading.note("TB505", scalar.place, field=at, value=shorten(text))
            return None
        return text.lower()

    def describe(self, words: Words) -> str:
        return words("type.sha256")


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
            if isinstance(item, nodes.Scalar) and item.null:
                reading.note("TB108", item.place, field=spot)
                continue
            value = self.item.read(item, spot, reading)
            if value is not None:
                # places are counted over the values that are kept
                reading.places[f"{at}[{len(values)}]"] = item.place
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

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        if not isinstance(node, nodes.Mapping):
            got = "text" if isinstance(node, nodes.Scalar) else "sequence"
            names = reading.listing([f.name for f in self.fields])
            reading.note(
                "TB109", node.place, field=at, got=reading.words(f"type.{got}"), names=names
            )
            return None
        return read_fields(node, self.fields, reading, prefix=f"{at}.")

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
            term = Term(self.source).read_text(name, entry.key.place, at, reading)
            number = self.number.read(entry.value, spot, reading)
            if term is not None and number is not None:
                values[term] = number
                reading.places[spot] = entry.value.place
        return values

    def describe(self, words: Words) -> str:
        return words("type.per_term", list=self.source)


def read_fields(
    node: nodes.Mapping,
    fields: Sequence[Field],
    reading: Reading,
    *,
    prefix: str = "",
    whole: bool = True,
) -> dict[str, Value]:
    """The values of `node` by the names of `fields`, in the order of `fields`.

    Unknown names (TB101), required fields that are missing (TB102) and values of a wrong type
    become findings; a field without a value counts as missing. Where a part of the file could
    not be read, `whole` is false and nothing is called missing.
    """
    known = {f.name: f for f in fields}
    values: dict[str, Value] = {}
    for entry in node.entries:
        name = entry.key.text
        wanted = known.get(name)
        if wanted is None:
            reading.note(
                "TB101",
                entry.key.place,
                field=shorten(prefix + name),
                hint=reading.hint(name, known),
                allowed=reading.listing(list(known)),
            )
            continue
        if isinstance(entry.value, nodes.Scalar) and entry.value.null:
            if wanted.required:
                reading.note("TB102", entry.key.place, field=prefix + name)
            else:
                reading.note("TB108", entry.key.place, field=prefix + name)
            values[name] = None
            continue
        reading.places[prefix + name] = entry.value.place
        value = wanted.type.read(entry.value, prefix + name, reading)
        values[name] = value
        if wanted.required and value == "":
            reading.note("TB102", entry.value.place, field=prefix + name)
    for wanted in fields:
        if whole and wanted.required and wanted.name not in values:
            reading.note("TB102", node.place, field=prefix + wanted.name)
    return {f.name: values[f.name] for f in fields if values.get(f.name) is not None}
