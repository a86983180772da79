"""Risks: what an inspection found, one file for each item."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Choice, Day, Field, Link, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="risk",
    folder="risks",
    order=60,
    section="rectification",
    columns=("area", "level", "owner"),
    id_pattern=r"R-[0-9]{4}-[0-9]{2,4}",
    id_example="R-2020-01",
    fields=(
        Field(name="id", type=Text(), required=True),
        Field(
            name="source",
            type=Choice(
                "source",
                (
                    "self_inspection",
                    "superior_inspection",
                    "audit",
                    "complaint",
                    "meeting",
                    "incident",
                ),
            ),
            required=True,
        ),
        Field(name="area", type=Term("areas"), required=True),
        Field(name="owner", type=Term("posts", also="departments"), required=True),
        Field(name="level", type=Choice("level", ("low", "medium", "high"))),
        Field(name="mode", type=Choice("mode", ("immediate", "deadline", "ongoing"))),
        Field(name="due", type=Day()),
        Field(name="cause", type=Text()),
        Field(name="similar_checked", type=Text()),
        Field(name="requirement", type=Text()),
        Field(name="recurrence_of", type=Link(("risk",))),
        Field(name="reported_in", type=Link(("report",))),
    ),
)
