"""A ledger as a plain table of values: dates as dates, labels in the site's language.

Apart from the formats that carry it (`xlsx`, `csv_text`), so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from termbook.archive.archive import Archive
from termbook.archive.life import Step
from termbook.views.ledger import Ledger, Line
from termbook.views.register import Item
from termbook.words import Words

Cell: TypeAlias = "str | int | float | date | None"

LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
_SPACES: Final = " \u00a0\u200b\u3000\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, what it holds, its width in characters."""

    label: str
    holds: Literal["text", "day", "number"] = "text"
    width: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with a name, as of a day. Rows are as long as there are columns."""

    name: str
    on: date
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula.

    A cell that begins with one of `= + - @`, their full-width forms, a tab or a line break, be it
    after spaces, gets an apostrophe in front (OWASP, "CSV Injection"). What is longer than a cell
    can be is cut; a half of a surrogate pair becomes `?`.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    if text.lstrip(_SPACES)[:1] in _FORMULA:
        text = "'" + text
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def ledger_sheet(archive: Archive, ledger: Ledger, words: Words) -> Sheet:
    """A ledger with one row for each item, all that its page shows and more columns to sort by."""
    period = ledger.period
    name = words("ledger.title", period=period.title) if period else words("ledger.whole")
    columns: list[Column] = []
    for key, holds, width in _COLUMNS:
        if period is not None or key != "entry":
            columns.append(Column(label=words(f"ledger.{key}"), holds=holds, width=width))
    rows = []
    for line in ledger.lines:
        cells = dict(_cells(archive, line, words))
        if period is None:
            del cells["entry"]
        rows.append(tuple(harmless(c) if isinstance(c, str) else c for c in cells.values()))
    return Sheet(name=name, on=ledger.on, columns=tuple(columns), rows=tuple(rows))


_COLUMNS: Final[tuple[tuple[str, Literal["text", "day", "number"], int], ...]] = (
    ("number", "number", 6),
    ("id", "text", 11),
    ("problem", "text", 38),
    ("entry", "text", 10),
    ("found_in", "text", 16),
    ("found_day", "day", 11),
    ("source", "text", 10),
    ("area", "text", 12),
    ("level", "text", 9),
    ("mode", "text", 10),
    ("measures", "text", 38),
    ("post", "text", 14),
    ("department", "text", 14),
    ("due", "day", 11),
    ("original_due", "day", 11),
    ("progress_day", "day", 11),
    ("progress", "text", 34),
    ("state", "text", 11),
    ("flags", "text", 10),
    ("verified_on", "day", 11),
    ("verifier", "text", 14),
    ("result", "text", 9),
    ("closed_on", "day", 11),
    ("days_open", "number", 9),
)
"""The columns in their order: the word of the head, what they hold, their width."""


def _cells(archive: Archive, line: Line, words: Words) -> Iterator[tuple[str, Cell]]:
    record, life = line.item.record, line.item.life
    known = archive.period_by_id.get(record.period)
    yield "number", line.number
    yield "id", record.id
    yield "problem", record.title
    yield "entry", words(f"ledger.entry.{line.entry}")
    yield "found_in", known.title if known else record.period
    yield "found_day", record.date
    yield "source", _choice(words, "source", record.text("source"))
    yield "area", record.text("area")
    yield "level", words(f"choice.level.{record.text('level') or 'none'}")
    yield "mode", _choice(words, "mode", record.text("mode"))
    yield "measures", words("mark.semicolon").join(_measure(m, words) for m in line.measures)
    yield "post", line.post
    yield "department", words("mark.comma").join(line.departments)
    yield "due", life.due
    yield "original_due", life.original_due
    yield "progress_day", line.latest.day if line.latest else None
    yield "progress", progress_text(line.latest, words)
    yield "state", words(f"state.{life.state}")
    yield "flags", words("mark.comma").join(words(f"flag.{flag}") for flag in life.flags)
    verification = line.verification
    yield "verified_on", verification.day if verification else None
    yield "verifier", verification.record.text("verifier") if verification else None
    yield (
        "result",
        _choice(words, "result", verification.record.text("result")) if verification else None,
    )
    yield "closed_on", life.closed_on
    yield "days_open", life.days_open


def progress_text(step: Step | None, words: Words) -> str | None:
    """An event as a ledger tells it: of which measure, what happened, in the record's words."""
    if step is None:
        return None
    label = words(f"event.{step.event}")
    told = f"{step.record.text('of')} {label}"
    return words("mark.label", label=told) + step.record.title


def _measure(measure: Item, words: Words) -> str:
    state = words(f"measure_state.{measure.life.state}")
    return words("ledger.measure", id=measure.record.id, title=measure.record.title, state=state)


def _choice(words: Words, name: str, key: str) -> str | None:
    return words(f"choice.{name}.{key}") if key else None
