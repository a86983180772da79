"""The period itself: its title, its first and last day, an introduction (period.md)."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Day, Field
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="period",
    folder="",
    order=0,
    section="periods",
    fields=(
        Field(name="date", type=Day()),
        Field(name="start", type=Day(), required=True),
        Field(name="end", type=Day(), required=True),
    ),
)
