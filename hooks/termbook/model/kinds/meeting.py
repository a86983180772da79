"""Meetings: who chaired, how many were there, what was resolved."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Day, Field, Link, Many, Number, Table, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="meeting",
    folder="meetings",
    order=20,
    section="reports",
    columns=("chair", "present", "resolutions"),
    fields=(
        Field(name="place", type=Text()),
        Field(name="chair", type=Term("posts")),
        Field(name="expected", type=Number()),
        Field(name="present", type=Number()),
        Field(name="materials", type=Many(Link(("material",)))),
        Field(
            name="resolutions",
            type=Many(
                Table(
                    (
                        Field(name="no", type=Text()),
                        Field(name="text", type=Text(), required=True),
                        Field(name="owner", type=Term("posts", also="departments")),
                        Field(name="due", type=Day()),
                        Field(name="links", type=Many(Link())),
                    )
                )
            ),
        ),
    ),
)
