"""The day asked for, taken once where the program starts."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def day_asked(stated: str | None = None) -> date:
    """The day `stated` (ISO 8601), else that of SOURCE_DATE_EPOCH (UTC), else today.

    Raises ValueError where either cannot be read as a day.
    """
    if stated:
        return date.fromisoformat(stated)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError) as problem:
            raise ValueError(f"SOURCE_DATE_EPOCH: {epoch}") from problem
    return datetime.now().astimezone().date()
