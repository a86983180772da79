"""One file being read: what its fields say, and where findings about them are gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from termbook.diagnostics import Diagnostic, Place, finding
from termbook.model.institution import Institution
from termbook.model.quoting import nearest
from termbook.model.record import FileLink, RecordLink, Value
from termbook.reading import nodes
from termbook.words import Words

_MOST_LISTED: Final = 30
_MOST_HINTS: Final = 20
_MOST_COMPARED: Final = 200


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
    _hints: int = 0

    def note(self, rule: str, place: Place, **args: object) -> None:
        """Adds a finding of `rule` in this file."""
        self.found.append(finding(rule, self.path, place, **args))

    def hint(self, value: str, allowed: Sequence[str]) -> str:
        """`did you mean …? ` in the reader's language, or `""`; for the first 20 faults only.

        A file with more is no slip of the pen, and each search takes up to a millisecond.
        """
        if self._hints >= _MOST_HINTS:
            return ""
        self._hints += 1
        near = nearest(value, tuple(allowed[:_MOST_COMPARED]))
        return self.words("hint.did_you_mean", value=near) if near else ""

    def listing(self, values: Sequence[str]) -> str:
        """Values as a message lists them, at most thirty."""
        if not values:
            return self.words("hint.none")
        shown = self.words("hint.comma").join(values[:_MOST_LISTED])
        return shown + ("…" if len(values) > _MOST_LISTED else "")


class FieldType(Protocol):
    """What a field may hold."""

    def read(self, node: nodes.Node, at: str, reading: Reading) -> Value:
        """The value of `node`, which stands at field `at`; None where it cannot be read."""
        ...

    def describe(self, words: Words) -> str:
        """What may stand here, for the record reference."""
        ...


def is_empty(node: nodes.Node) -> bool:
    """Whether `node` is a text that says nothing: null, `""` or blanks."""
    return isinstance(node, nodes.Scalar) and (node.null or not node.text.strip())


def scalar_of(node: nodes.Node, at: str, reading: Reading, expected: str) -> nodes.Scalar | None:
    """`node` where it is a text; otherwise a finding that names the `expected` type."""
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
