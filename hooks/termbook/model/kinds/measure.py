"""Measures: what is to be done about one risk or several."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Choice, Day, Field, Link, Many, Number, Table, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="measure",
    folder="measures",
    order=70,
    section="rectification",
    columns=("owner", "due"),
    id_pattern=r"M-[0-9]{4}-[0-9]{2,4}",
    id_example="M-2020-01",
    fields=(
        Field(name="id", type=Text(), required=True),
        Field(name="risks", type=Many(Link(("risk",))), required=True),
        Field(name="owner", type=Term("posts", also="departments"), required=True),
        Field(name="due", type=Day()),
        Field(
            name="target",
            type=Table(
                (
                    Field(name="what", type=Text(), required=True),
                    Field(name="number", type=Number(decimal=True), required=True),
                )
            ),
        ),
        Field(name="kind", type=Choice("kind", ("correction", "corrective"))),
    ),
)
