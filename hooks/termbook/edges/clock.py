"""The day asked for, taken once where the program starts."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from termbook.reading.dates import FIRST_YEAR, LAST_YEAR, read_day


def day_asked(stated: str | None = None) -> date:
    """The day `stated` (2020-12-31, ISO 8601), else that of SOURCE_DATE_EPOCH (UTC), else today.

    Raises ValueError where either cannot be read as a day of the years 1900 to 2199, which are
    those that records may name.
    """
    if stated:
        day = read_day(stated)
        if day is None or day.value is None or not day.iso:
            raise ValueError(stated)
        return day.value
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            found = datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError) as problem:
            raise ValueError(f"SOURCE_DATE_EPOCH: {epoch}") from problem
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(f"SOURCE_DATE_EPOCH: {epoch}")
        return found
    return datetime.now().astimezone().date()
