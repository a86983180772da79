"""The rows of a volume brought up to date where a few of its blocks have changed.

A row is the text of one run after another, each behind its mark. What belongs to a changed block
is cut out between two marks and its new text put there, so the other hundred blocks need not be
read. The same bytes as rows made anew.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from termbook.search.postings import Postings
from termbook.search.units import MARK, MARK_TO_COME, ROWS

_LAST: Final = chr(MARK + 4095)
_OPENING: Final = '["'
_BETWEEN: Final = '","'
_CLOSING: Final = '"])\n'


@dataclass(frozen=True, slots=True)
class Change:
    """A block's new rows. Its runs are `first` and those that follow, as many as before."""

    first: int
    runs: int
    rows: Sequence[str]

    @classmethod
    def of(cls, first: int, postings: Postings) -> Change:
        """The change to `postings`, whose runs begin with number `first`."""
        rows = [""] * ROWS
        for number, (begins, found) in enumerate(
            zip(postings.offsets, postings.rows, strict=True), start=first
        ):
            mark = chr(MARK + number).encode("utf-16-le")
            marked = found.replace(MARK_TO_COME, mark)
            for row, (at, end) in enumerate(pairwise(begins)):
                if end > at:
                    rows[row] += marked[at:end].decode("utf-16-le")
        return cls(first, len(postings.rows), rows)


def patched_rows(
    name: str,
    together: int,
    read: Callable[[str], bytes | None],
    changes: Sequence[Change],
    sizes: list[int],
) -> dict[str, bytes] | None:
    """The files below the folder `name` that `changes` make differ from what `read` gives.

    `sizes` are the bytes of each row, and are brought up to date. None where the files are not as
    expected: `together` rows in each.
    """
    cuts = [
        (
            re.compile(f"[{chr(MARK + change.first)}-{_LAST}]"),
            re.compile(f"[{chr(MARK + change.first + change.runs)}-{_LAST}]"),
            change.rows,
        )
        for change in changes
    ]
    files: dict[str, bytes] = {}
    for number, start in enumerate(range(0, ROWS, together)):
        path = f"{name}/{number}.js"
        data = read(path)
        head, opening, body = (data or b"").decode("utf-16", "replace").partition(_OPENING)
        rows = body.removesuffix(_CLOSING).split(_BETWEEN)
        if not opening or not body.endswith(_CLOSING) or len(rows) != together:
            return None
        for place, old in enumerate(rows):
            row = old
            for begin, end, new in cuts:
                found = begin.search(row)
                at = found.start() if found else len(row)
                found = end.search(row, at)
                row = f"{row[:at]}{new[start + place]}{row[found.start() if found else len(row) :]}"
            if row != old:
                sizes[start + place] += 2 * (len(row) - len(old))
                rows[place] = row
        text = "".join((head, _OPENING, _BETWEEN.join(rows), _CLOSING))
        made = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        if made != data:
            files[path] = made
    return files
