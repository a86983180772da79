"""Work reports to the superior body, and self-inspections."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Day, Field, Table, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="report",
    folder="reports",
    order=10,
    section="reports",
    columns=("doc_no", "to", "status"),
    grace_days=60,
    fields=(
        Field(
            name="covers",
            type=Table(
                (
                    Field(name="from", type=Day(), required=True),
                    Field(name="to", type=Day(), required=True),
                )
            ),
        ),
        Field(name="to", type=Text()),
        Field(name="doc_no", type=Text()),
        Field(name="issued_by", type=Text()),
    ),
)
