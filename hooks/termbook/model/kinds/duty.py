"""Duties: who is responsible for what in this period, by group or post."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Field, Many, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="duty",
    folder="duties",
    order=90,
    section="duties",
    columns=("group", "post", "lead"),
    any_of=(("group", "post"),),
    fields=(
        Field(name="group", type=Text()),
        Field(name="post", type=Term("posts")),
        Field(name="duty", type=Text(), required=True),
        Field(name="lead", type=Term("posts")),
        Field(name="members", type=Many(Term("posts"))),
    ),
)
