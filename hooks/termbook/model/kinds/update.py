"""Updates: what happened to a risk or a measure, one file for each event."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Choice, Day, Evidence, Field, Link, Many, Number, Term, Text
from termbook.model.kind import Kind

EVENTS: Final = (
    "plan",
    "progress",
    "extend",
    "done",
    "verify",
    "close",
    "reopen",
    "accept",
    "dismiss",
    "cancel",
)
"""Every event, of risks and of measures."""

KIND: Final = Kind(
    name="update",
    folder="updates",
    order=80,
    section="rectification",
    columns=("of", "event"),
    fields=(
        Field(name="of", type=Link(("risk", "measure")), required=True),
        Field(name="event", type=Choice("event", EVENTS), required=True),
        Field(name="evidence", type=Many(Evidence())),
        Field(name="done_number", type=Number(decimal=True)),
        Field(name="new_due", type=Day()),
        Field(name="reason", type=Text()),
        Field(name="by", type=Term("posts")),
        Field(name="verifier", type=Term("posts")),
        Field(name="result", type=Choice("result", ("pass", "fail"))),
        Field(name="until", type=Day()),
    ),
)
