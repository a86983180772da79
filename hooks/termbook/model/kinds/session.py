"""Study sessions, lectures, trainings, visits and other education activities."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Field, Link, Many, Number, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="session",
    folder="sessions",
    order=30,
    section="study",
    columns=("form", "count", "present", "department"),
    fields=(
        Field(name="form", type=Term("forms"), required=True),
        Field(name="count", type=Number(least=1)),
        Field(name="hours", type=Number(decimal=True)),
        Field(name="lecturer", type=Text()),
        Field(name="expected", type=Number()),
        Field(name="present", type=Number()),
        Field(name="materials", type=Many(Link(("material",)))),
        Field(name="notes", type=Many(Link(("material",)))),
    ),
)
