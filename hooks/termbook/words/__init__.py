"""Every word that a user reads, in Chinese and in English: one table, kept by subject.

A row is `"key": ("中文", "English")`. Placeholders are named, `{n}`, and both languages hold the
same ones. An English cell may hold two forms, `"{n} item|{n} items"`: the first is for n = 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from termbook.words import commands, draft, exports, kinds, life, register, rules, search, site

LANGUAGES: Final = ("zh-Hans", "en")
"""The languages of the interface, the default first (BCP 47 tags)."""

Row = tuple[str, str]


@cache
def table() -> Mapping[str, Row]:
    """All rows, by key. A key that two subjects define is a mistake of ours: ValueError."""
    rows: dict[str, Row] = {}
    for subject in (
        site.ROWS,
        search.ROWS,
        kinds.ROWS,
        life.ROWS,
        register.ROWS,
        exports.ROWS,
        commands.ROWS,
        draft.ROWS,
        rules.rows(),
    ):
        twice = rows.keys() & subject.keys()
        if twice:
            raise ValueError(f"words defined twice: {sorted(twice)}")
        rows.update(subject)
    return rows


class Words:
    """The table in one language: `words("home.title")`, `words("count.items", n=3)`."""

    __slots__ = ("_column", "_rows", "language")

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        """Raises ValueError for a language that the table does not have."""
        if language not in LANGUAGES:
            raise ValueError(f"no language {language}")
        self.language = language
        self._column = LANGUAGES.index(language)
        self._rows = table()

    def __call__(self, key: str, **values: object) -> str:
        """The text for `key` with its placeholders filled. Raises KeyError for an unknown key."""
        text = self._rows[key][self._column]
        if self._column and "|" in text and "n" in values:
            one, _, many = text.partition("|")
            text = one if values["n"] == 1 else many
        return text.format_map(values) if values else text

    def has(self, key: str) -> bool:
        """Whether the table has `key`."""
        return key in self._rows
