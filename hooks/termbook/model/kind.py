"""What a kind of record is: its folder, its fields, and how its records are listed and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from termbook.model.fields import (
    Choice,
    Day,
    Field,
    File,
    Link,
    Many,
    Sha256,
    Table,
    Term,
    Text,
)

STATUSES: Final = ("draft", "review", "approved")
"""How far a record has come in review; a record that does not say is a draft."""

COMMON: Final = (
    Field(name="title", type=Text(), required=True),
    Field(name="date", type=Day(), required=True),
    Field(name="id", type=Text()),
    Field(name="department", type=Term("departments")),
    Field(name="tags", type=Many(Text())),
    Field(name="access", type=Term("audiences")),
    Field(name="status", type=Choice("status", STATUSES)),
    Field(name="approved_by", type=Term("posts")),
    Field(name="approved_on", type=Day()),
    Field(name="links", type=Many(Link())),
    Field(
        name="attachments",
        type=Many(
            Table(
                (
                    Field(name="file", type=File(), required=True),
                    Field(name="sha256", type=Sha256(), required=True),
                    Field(name="title", type=Text()),
                )
            )
        ),
    ),
    Field(name="supersedes", type=Link()),
)
"""The fields that every kind has besides its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record.

    `name` is what data says (`risk`), `folder` where its files lie (`risks`). `fields` are its
    own fields; those of `COMMON` come before them, unless a field of the same name replaces one.
    `section` names the part of the site that it belongs to. `columns` are the fields shown in a
    list besides date and title. `order` is its place among the kinds. `id_pattern` is the form
    of ids where the kind prescribes one, with an example in `id_example`. `grace_days` is how
    many days after its period's end a record may still be dated. `any_of` names groups of fields
    of which at least one must be there.
    """

    name: str
    folder: str
    order: int
    fields: tuple[Field, ...]
    section: str
    columns: tuple[str, ...] = ()
    id_pattern: str = ""
    id_example: str = ""
    grace_days: int = 0
    any_of: tuple[tuple[str, ...], ...] = ()

    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own = {one.name: one for one in self.fields}
        common = {one.name: own.get(one.name, one) for one in COMMON}
        object.__setattr__(self, "by_name", {**common, **own})

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """The common fields and the kind's own, each name once; `by_name` has them by name."""
        return tuple(self.by_name.values())

    def id_fits(self, id: str) -> bool:
        """Whether `id` has the form that the kind prescribes."""
        return not self.id_pattern or re.fullmatch(self.id_pattern, id) is not None
