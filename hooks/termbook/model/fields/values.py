"""Field types of single values: text, days, numbers, terms, addresses, checksums."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from termbook.diagnostics import Place
from termbook.model.fields.reading import Reading, scalar_of
from termbook.model.quoting import shorten
from termbook.model.record import Value
from termbook.reading import nodes
from termbook.reading.dates import read_day
from termbook.words import Words

_SHA256: Final = re.compile(r"[0-9a-fA-F]{64}")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,4})?")
_SAFE_URL: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one line; line breaks inside become spaces."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = scalar_of(node, at, reading, "text")
        return None if scalar is None else " ".join(scalar.text.split())

    def describe(self, words: Words) -> str:
        return words("type.text")


@dataclass(frozen=True, slots=True)
class Day:
    """A date, best in the form 2020-09-18; other common forms are read with a warning."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = scalar_of(node, at, reading, "day")
        if scalar is None:
            return None
        day = read_day(scalar.text)
        if day is not None and day.value is not None and day.iso:
            return day.value
        shown = shorten(scalar.text)
        if day is None:
            reading.note("TB402", scalar.place, field=at, value=shown)
            return None
        if day.value is None:
            reading.note("TB401", scalar.place, field=at, value=shown)
            return None
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
        scalar = scalar_of(node, at, reading, "number")
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
        scalar = scalar_of(node, at, reading, "text")
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
        scalar = scalar_of(node, at, reading, "text")
        if scalar is None:
            return None
        return self.read_text(" ".join(scalar.text.split()), scalar.place, at, reading)

    def read_text(self, text: str, place: Place, at: str, reading: Reading) -> str | None:
        """`text` where a list holds it; otherwise a finding."""
        for source in self.sources:
            if text in reading.institution.terms(source):
                return text
        allowed = [v for source in self.sources for v in reading.institution.terms(source)]
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
class Url:
    """An address that begins with http:// or https://."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = scalar_of(node, at, reading, "url")
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
        scalar = scalar_of(node, at, reading, "sha256")
        if scalar is None:
            return None
        text = scalar.text.strip()
        if not _SHA256.fullmatch(text):
            reading.note("TB505", scalar.place, field=at, value=shorten(text))
            return None
        return text.lower()

    def describe(self, words: Words) -> str:
        return words("type.sha256")
