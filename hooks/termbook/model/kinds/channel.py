"""Channels: the accounts and groups that the institution itself runs."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Day, Field, Link, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="channel",
    folder="channels",
    order=100,
    section="duties",
    columns=("platform", "owner", "approver", "reviewed_on"),
    fields=(
        Field(name="platform", type=Text(), required=True),
        Field(name="owner", type=Term("posts"), required=True),
        Field(name="approver", type=Term("posts")),
        Field(name="reviewed_on", type=Day()),
        Field(name="rule", type=Link(("material",))),
        Field(name="closed_on", type=Day()),
    ),
)
