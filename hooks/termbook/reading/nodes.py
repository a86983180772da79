"""What front matter says, before anybody asks what it means.

Scalars keep the text that stands in the file: no YAML typing happens here, so a title `.386`,
`yes` or `2020` stays what it is. The field types of the model give the texts their meaning.

Scalars and entries are named tuples: a record has fifty of them, and a frozen dataclass takes
three times as long to make, which was a third of the time of reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from termbook.diagnostics import Place


class Scalar(NamedTuple):
    """One text. `null` says that it stands for nothing (empty, `~`, `null`, unquoted)."""

    text: str
    place: Place
    quoted: bool = False
    null: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list, in block or flow form."""

    items: tuple[Node, ...]
    place: Place


class Entry(NamedTuple):
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys and values, in the order of the file; no key twice."""

    entries: tuple[Entry, ...]
    place: Place


Node: TypeAlias = "Scalar | Sequence | Mapping"
