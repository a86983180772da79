"""Rules on gaps: what a drafted report leaves for a person to write, marked `【待填写：…】`.

Apart from the rules on completeness, since these read the text of reports and not their fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from termbook.archive.collection import Collection
from termbook.archive.lives import named
from termbook.diagnostics import Diagnostic, Place, finding
from termbook.model.quoting import shorten
from termbook.model.record import Record
from termbook.words import LANGUAGES, Words

MARK: Final = "【"
"""Without it a text has no gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One gap: its text with its marks, and where it stands in the file."""

    text: str
    place: Place


def gaps(record: Record) -> Iterator[Gap]:
    """The gaps in a record's text, whichever language marks them. One ends with its line."""
    if MARK not in record.body:
        return
    mark = _mark()
    for number, line in enumerate(record.body.split("\n"), start=record.body_line):
        for found in mark.finditer(line):
            place = Place(line=number, column=found.start() + 1, width=len(found[0]))
            yield Gap(text=found[0], place=place)


@cache
def _mark() -> re.Pattern[str]:
    names = "|".join(re.escape(Words(language)("draft.gap_name")) for language in LANGUAGES)
    return re.compile(rf"【\s*(?:{names})[^【】]*】?", re.IGNORECASE)


def gaps_are_written(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A report has no gap left when it goes to review; while it is a draft, each is shown."""
    for record in collection.records:
        if record.kind != "report":
            continue
        status = record.text("status")
        for gap in gaps(record):
            text = shorten(gap.text)
            if status in ("review", "approved"):
                shown = named(words, "choice.status", status)
                yield finding("TB810", record.path, gap.place, gap=text, status=shown)
            else:
                yield finding("TB910", record.path, gap.place, gap=text)


RULES: Final = (gaps_are_written,)
