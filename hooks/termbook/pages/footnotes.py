"""Links and footnotes of a text that becomes a record: the Markdown that `prose` understands.

Apart from `draft` because they know nothing of reports, only what may stand in a record's body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from posixpath import relpath
from typing import Final
from urllib.parse import quote

from termbook.model.record import Record
from termbook.pages.markdown import escape
from termbook.prose.grammar import LONGEST_TARGET
from termbook.prose.tangles import MOST_MARKS
from termbook.words import Words

_UNSAFE: Final = frozenset("[]|`\\<>&\n")
"""Characters that end a `[[…]]`, or mean something before it is read."""


def link(record: Record, folder: str, text: str = "") -> str:
    """A link to `record` from a record in `folder` (a path below records/), shown as `text`.

    Without a text it shows the record's title and state. An id that `[[…]]` cannot hold is
    linked by its file.
    """
    shown = text if text and not _UNSAFE & set(text) else ""
    wiki = f"[[{record.id}|{shown}]]" if shown else f"[[{record.id}]]"
    if not _UNSAFE & set(record.id) and len(wiki) < LONGEST_TARGET:
        return wiki
    return f"[{escape(text or record.title)}]({quote(relpath(record.path, folder))})"


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one text, numbered as they are asked for; equal ones share a number."""

    words: Words
    folder: str
    _numbers: dict[str, int] = field(default_factory=dict)

    def note(self, records: Iterable[Record], shares: Iterable[int] = ()) -> str:
        """The mark of a footnote that lists `records`, each with its share if one is not 1."""
        known = list(records)
        if not known:
            return ""
        times = list(shares) or [1] * len(known)
        links = [link(record, self.folder) for record in known]
        if any(share != 1 for share in times):
            links = [
                self.words("draft.share", link=one, n=share)
                for one, share in zip(links, times, strict=True)
            ]
        text = "\n\n    ".join(self._paragraphs(links))
        return f"[^{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def definitions(self) -> list[str]:
        """All footnotes, to stand at the end of the text."""
        return [f"[^{number}]: {text}" for text, number in self._numbers.items()]

    def _paragraphs(self, links: Iterable[str]) -> Iterator[str]:
        """Links in paragraphs that are short enough to be read as Markdown."""
        paragraph: list[str] = []
        marks = 0
        for one in links:
            more = max(map(one.count, set(one)))
            if paragraph and marks + more > MOST_MARKS // 2:
                yield self.words("draft.semicolon").join(paragraph)
                paragraph, marks = [], 0
            paragraph.append(one)
            marks += more
        yield self.words("draft.semicolon").join(paragraph)
