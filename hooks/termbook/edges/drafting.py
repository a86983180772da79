"""A work report drafted from a records folder: for which period, as of which day.

Apart from the command line, which only prints it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.edges.prepared import Prepared
from termbook.model.kinds import kinds
from termbook.pages.draft import draft
from termbook.views.term_report import term_report


class NoPeriodError(ValueError):
    """There is no such period, or the audience may not see it; `allowed` are those there are."""

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__()
        self.allowed = tuple(allowed)


class DayOutsideError(ValueError):
    """A report on the period cannot be dated `day`, only from `first` to `last`."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(day)
        self.day = day
        self.first = first
        self.last = last


def drafted(prepared: Prepared, period_id: str, *, day_is_stated: bool) -> str:
    """The report on a period, as a record file.

    It is dated the archive's day where that was stated, else the period's last day, or the
    archive's while the period runs. What it tells is as of that day, but never later than the
    period's end. Raises NoPeriodError and DayOutsideError for what cannot be.
    """
    archive, collection = prepared.archive, prepared.folder.collection
    institution = collection.institution
    periods = {
        period.id: period
        for period in collection.periods
        if institution.sees(archive.audience, period.record.access)
    }
    period = periods.get(period_id)
    if period is None:
        raise NoPeriodError(periods)
    day = archive.on if day_is_stated else min(archive.on, period.end)
    _check_day(period, day)
    then = Archive(collection, on=min(day, period.end), audience=archive.audience)
    access = "" if archive.audience == institution.default_access else archive.audience
    return draft(term_report(then, period), prepared.words, day=day, access=access)


def _check_day(period: Period, day: date) -> None:
    last = period.end + timedelta(days=kinds()["report"].grace_days)
    if not period.start <= day <= last:
        raise DayOutsideError(day, period.start, last)


def apart_from(prepared: Prepared, descriptor: int) -> Prepared:
    """`prepared` without the findings in the file that `descriptor` writes.

    A shell empties `> records/…/reports/….md` before the command runs: that the record there
    cannot be read is no fault.
    """
    try:
        written = os.fstat(descriptor)
    except OSError:
        return prepared
    root = prepared.folder.root
    found = [one for one in prepared.found if not _is_file(root / one.path, written)]
    return replace(prepared, found=found)


def _is_file(path: Path, written: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), written)
    except OSError:
        return False
