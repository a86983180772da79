"""Front matter read in one step, and what came of it as plain data."""

from __future__ import annotations

from termbook.diagnostics import Diagnostic
from termbook.reading.nodes import Mapping, Node, Scalar, Sequence
from termbook.reading.yaml_reading import parse
from termbook.words import Words
from tests.reading.messages import told

PATH = "2020-h1/risks/R-2020-01.md"


def read(text: str, first_line: int = 2) -> tuple[Mapping | None, list[Diagnostic]]:
    return parse(text, path=PATH, first_line=first_line)


def plain(node: Node) -> object:
    """A node as plain Python data: texts, None, lists, dicts."""
    match node:
        case Scalar():
            return None if node.null else node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}


def data(text: str) -> object:
    mapping, found = read(text)
    assert found == []
    assert mapping is not None
    return plain(mapping)


def rest(text: str) -> object:
    """What is read of a text with errors."""
    mapping, found = read(text)
    assert found
    return None if mapping is None else plain(mapping)


def messages(text: str, words: str = "zh-Hans") -> list[str]:
    return told(read(text)[1], Words(words))
