"""Changing an id where it is written, and nothing else: not a byte order mark, not a line end.

Apart from `renumbering`, which says where: here is how an id looks in YAML, in `[[…]]` and in the
target of a link.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import quote

from termbook.diagnostics import Place

_BOM: Final = b"\xef\xbb\xbf"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_PLAIN: Final = re.compile(r"\w[\w./-]*")
"""What YAML takes as it stands, in lists too. Other texts are put in quotes."""

_TARGET_UNSAFE: Final = re.compile(r"[\x00-\x20\"#%&'()<>?\[\]\\`*|]")


class Edit(NamedTuple):
    """What replaces the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


class ExactText:
    """The text of one file, character by character as it is there.

    `Place`s count lines and columns in the text that was read from it, where line ends are one
    character and a byte order mark is none: `offset` finds the same character here. Raises
    UnicodeDecodeError for bytes that are not UTF-8.
    """

    def __init__(self, data: bytes) -> None:
        self._mark = _BOM if data.startswith(_BOM) else b""
        self.text = data.removeprefix(_BOM).decode("utf-8")
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int = 1) -> int:
        """Where the character at `line` and `column`, from 1, stands in `text`."""
        return self._starts[line - 1] + column - 1

    def span(self, place: Place) -> tuple[int, int]:
        """Start and end of a place in `text`."""
        start = self.offset(place.line, place.column)
        return start, start + place.width

    def line(self, offset: int) -> int:
        """The line, from 1, of the character at `offset`."""
        return bisect_right(self._starts, offset)

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The file with `edits`, which do not overlap."""
        pieces: list[str] = []
        at = 0
        for edit in sorted(edits):
            pieces += [self.text[at : edit.start], edit.text]
            at = edit.end
        pieces.append(self.text[at:])
        return self._mark + "".join(pieces).encode("utf-8")


def in_scalar(written: str, start: int, old: str, new: str) -> Edit | None:
    """The edit of a YAML scalar, `written` from `start` on; None where it is not simply `old`."""
    mark = written[:1]
    if mark in ("'", '"') and len(written) > 1 and written.endswith(mark):
        inside = written[1:-1]
        if inside.strip() != _quoted(old, mark):
            return None
        begin = start + 1 + len(inside) - len(inside.lstrip())
        return Edit(begin, begin + len(inside.strip()), _quoted(new, mark))
    if written != old:
        return None
    text = new if _PLAIN.fullmatch(new) else f'"{_quoted(new, chr(34))}"'
    return Edit(start, start + len(old), text)


def _quoted(text: str, mark: str) -> str:
    if mark == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"')


def in_reference(written: str, start: int, old: str, new: str) -> Edit | None:
    """The edit of a `[[id]]` or `[[id|text]]` that begins at `start`."""
    inside = written[2:]
    begin = 2 + len(inside) - len(inside.lstrip())
    if not written.startswith(old, begin):
        return None
    return Edit(start + begin, start + begin + len(old), new)


def in_target(written: str, start: int, old: str, new: str) -> Edit | None:
    """The edit of a link whose target ends in the file name `old`; None where it cannot be found.

    `written` is the whole link or definition, which begins at `start`.
    """
    begin = max(written.rfind("]("), written.find("]:"))
    spellings = {old, quote(old), quote(old).lower(), _escaped(old)}
    found = {
        (match.start(), match.end())
        for spelling in spellings
        for match in re.finditer(rf"(?<=[/(<:\s]){re.escape(spelling)}(?=[)#?>\s]|\Z)", written)
        if match.start() > begin >= 0
    }
    if len(found) != 1:
        return None
    first, last = found.pop()
    pointed = written[:first].rpartition("(")[2].lstrip().startswith("<")
    return Edit(start + first, start + last, new if pointed else _escaped(new))


def _escaped(name: str) -> str:
    """A file name as a link's target: what Markdown would misread is percent-encoded."""
    return _TARGET_UNSAFE.sub(lambda match: quote(match[0], safe=""), name)
