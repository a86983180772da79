"""Rules about periods and the dates of the records in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from termbook.archive.collection import Collection, Period
from termbook.archive.layout import PERIOD_FILE, is_period_id
from termbook.diagnostics import Diagnostic, finding
from termbook.model.kinds import kinds
from termbook.model.quoting import shorten
from termbook.model.record import Record
from termbook.words import Words


def period_folders_are_named_well(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A period's folder begins with digits and holds lower-case letters, digits and hyphens."""
    first: dict[str, Record] = {}
    for record in collection.records:
        first.setdefault(record.period, record)
    for period, record in first.items():
        if not is_period_id(period):
            yield finding("TB408", record.path, folder=shorten(period))


def every_period_is_described(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """Each folder of records holds a period.md with the period's first and last day."""
    known = {period.id for period in collection.periods}
    missing = {record.period for record in collection.records} - known
    for period in sorted(missing):
        path = f"{period}/{PERIOD_FILE}"
        described = collection.by_path.get(path)
        unread = f"{period}/period" in collection.unread
        if described is None and not unread:
            yield finding("TB407", path, period=shorten(period))


def days_run_forward(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A period, or what a report covers, does not end before it begins."""
    for record in collection.records:
        if "end" not in record.fields and "covers" not in record.fields:
            continue
        covers = record.mapping("covers")
        pairs = (
            (record.day("start"), record.day("end"), "end"),
            (covers.get("from"), covers.get("to"), "covers.to"),
        )
        for start, end, at in pairs:
            if isinstance(start, date) and isinstance(end, date) and end < start:
                yield finding("TB405", record.path, record.place(at), start=start, end=end)


def periods_do_not_overlap(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A day belongs to one period at most."""
    latest: Period | None = None
    for period in collection.periods:
        if latest is not None and period.start <= latest.end:
            yield finding(
                "TB406",
                period.record.path,
                period.record.place("start"),
                period=period.id,
                other=latest.id,
                start=latest.start,
                end=latest.end,
            )
        if latest is None or period.end > latest.end:
            latest = period


def dates_lie_in_their_period(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A record's date lies in its folder's period; some kinds have days of grace after its end."""
    periods = {period.id: period for period in collection.periods}
    grace = {kind.name: timedelta(days=kind.grace_days) for kind in kinds().values()}
    for record in collection.records:
        period = periods.get(record.period)
        day = record.day("date")
        if period is None or day is None or record.kind == "period":
            continue
        if not period.start <= day <= period.end + grace[record.kind]:
            yield finding(
                "TB403",
                record.path,
                record.place("date"),
                date=day,
                period=period.id,
                start=period.start,
                end=period.end,
            )


RULES: Final = (
    period_folders_are_named_well,
    every_period_is_described,
    days_run_forward,
    periods_do_not_overlap,
    dates_lie_in_their_period,
)
