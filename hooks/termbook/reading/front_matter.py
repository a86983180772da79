"""The two parts of a record's file: the front matter between `---` lines, and the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from termbook.diagnostics import Diagnostic, Place, finding
from termbook.reading.characters import excerpt
from termbook.reading.source import Source

_OPENING: Final = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The front matter without its marks, and the body, each with the line it begins at.

    An empty body of a file that ends with the closing mark begins one line after the last.
    """

    header: str
    header_line: int
    body: str
    body_line: int


def split(source: Source) -> tuple[Parts | None, list[Diagnostic]]:
    """Cuts a file at the first closing mark; a later `---` belongs to the body."""
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        end = text.find("\n", 0, 1000)
        first = text[:end] if end >= 0 else text[:1000]
        place = Place(width=max(1, len(first)))
        return None, [finding("TB003", source.path, place, text=excerpt(first))]
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, [finding("TB004", source.path, Place(width=3))]
    header = text[opening.end() : closing.start()]
    return (
        Parts(
            header=header,
            header_line=2,
            body=text[closing.end() + 1 :],
            body_line=3 + header.count("\n"),
        ),
        [],
    )
