"""Field types that point elsewhere: at records, at files, at either as evidence."""

from __future__ import annotations

from dataclasses import dataclass

from termbook.model.fields.reading import Reading, scalar_of
from termbook.model.record import FileLink, RecordLink, Value
from termbook.reading import nodes
from termbook.words import Words


@dataclass(frozen=True, slots=True)
class Link:
    """The id of another record, of one of `kinds` where these are named."""

    kinds: tuple[str, ...] = ()

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        scalar = scalar_of(node, at, reading, "id")
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
        scalar = scalar_of(node, at, reading, "file")
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
        scalar = scalar_of(node, at, reading, "evidence")
        if scalar is None:
            return None
        name = scalar.text.strip()
        reading.links.append(RecordLink(target=name, at=at, place=scalar.place, or_file=True))
        return name

    def describe(self, words: Words) -> str:
        return words("type.evidence")
