"""Study and education plans: how many of each form in this period."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Field, Number, PerTerm
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="plan",
    folder="plans",
    order=50,
    section="study",
    columns=("targets", "department"),
    fields=(Field(name="targets", type=PerTerm("forms", Number()), required=True),),
)
