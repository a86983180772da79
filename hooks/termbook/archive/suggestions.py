"""What a wrong id or file name was probably meant to be.

Apart from the rules because an archive holds ten thousand ids, and comparing one wrong name with
all of them takes seconds: here few are compared, and only so many in one run.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from posixpath import dirname, join, normpath, relpath
from typing import Final

from termbook.model.quoting import nearest
from termbook.words import Words

_COMPARED: Final = 200
"""How many names are compared with one wrong name."""

_BUDGET: Final = 6_000
"""How many comparisons one run makes; wrong names after that get no suggestion."""


class Suggestions:
    """Suggestions out of `names`, ids or paths, for one run of a rule."""

    def __init__(self, names: Iterable[str], words: Words) -> None:
        self._names = names
        self._words = words
        self._left = _BUDGET
        self._sorted: list[str] = []
        self._by_last_part: dict[str, str] = {}

    def near(self, value: str) -> str:
        """The name most like `value`, or `""`.

        The same last part elsewhere comes first (a file named from another folder), then
        likeness among the names that stand around `value` in order.
        """
        if not self._sorted:
            self._sorted = sorted(self._names)
            for name in self._sorted:
                self._by_last_part.setdefault(_last_part(name), name)
        same = self._by_last_part.get(_last_part(value), "")
        if same or self._left <= 0:
            return same
        around = self._around(value)
        self._left -= len(around)
        return nearest(value, tuple(around))

    def hint(self, value: str) -> str:
        """`did you mean …? ` in the reader's language, or `""`."""
        near = self.near(value)
        return self._words("hint.did_you_mean", value=near) if near else ""

    def hint_beside(self, record_path: str, name: str) -> str:
        """The same for the file `name` of a record, among paths; seen from the record's folder."""
        folder = dirname(record_path)
        near = self.near(normpath(join(folder, name)))
        if not near:
            return ""
        return self._words("hint.did_you_mean", value=relpath(f"/{near}", f"/{folder}"))

    def _around(self, value: str) -> list[str]:
        at = bisect_left(self._sorted, value)
        first = max(0, min(at - _COMPARED // 2, len(self._sorted) - _COMPARED))
        return self._sorted[first : first + _COMPARED]


def _last_part(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".md").casefold()
