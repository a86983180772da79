"""The rows of a volume brought up to date where a few of its blocks have changed.

A row is the text of one run after another, each behind its mark. What belongs to a changed block
is cut out between two marks and its new text put there, so the other hundred blocks need not be
read. The same bytes as rows made anew.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
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
    """Those rows of a block that have changed. Its runs are `first` and the `runs` from there."""

    first: int
    runs: int
    rows: Mapping[int, str]

    @classmethod
    def between(cls, first: int, old: Postings, new: Postings) -> Change:
        """The change from `old` to `new`, which have as many runs, numbered from `first`."""
        changed: dict[int, None] = {}
        runs = list(zip(old.offsets, old.rows, new.offsets, new.rows, strict=True))
        for was_at, was, is_at, found in runs:
            before = [was[at:end] for at, end in pairwise(was_at)]
            after = [found[at:end] for at, end in pairwise(is_at)]
            changed.update((n, None) for n in range(ROWS) if before[n] != after[n])
        rows = dict.fromkeys(sorted(changed), "")
        for number, (_, _, is_at, found) in enumerate(runs, start=first):
            mark = chr(MARK + number).encode("utf-16-le")
            for row in rows:
                part = found[is_at[row] : is_at[row + 1]]
                rows[row] += part.replace(MARK_TO_COME, mark).decode("utf-16-le")
        return cls(first, len(runs), rows)


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
    for number in sorted({row // together for change in changes for row in change.rows}):
        path = f"{name}/{number}.js"
        data = read(path)
        head, opening, body = (data or b"").decode("utf-16", "replace").partition(_OPENING)
        rows = body.removesuffix(_CLOSING).split(_BETWEEN)
        if not opening or not body.endswith(_CLOSING) or len(rows) != together:
            return None
        for place, old in enumerate(rows):
            row = old
            for begin, end, changed in cuts:
                new = changed.get(number * together + place)
                if new is not None:
                    found = begin.search(row)
                    at = found.start() if found else len(row)
                    found = end.search(row, at)
                    row = f"{row[:at]}{new}{row[found.start() if found else len(row) :]}"
            sizes[number * together + place] += 2 * (len(row) - len(old))
            rows[place] = row
        text = "".join((head, _OPENING, _BETWEEN.join(rows), _CLOSING))
        made = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        if made != data:
            files[path] = made
    return files
