"""What is studied and what rules: documents, articles, regulations, media, shared notes."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Choice, Day, Field, File, Many, Sha256, Term, Text, Url
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="material",
    folder="materials",
    order=40,
    section="study",
    columns=("type", "topic", "issuer"),
    fields=(
        Field(
            name="type",
            type=Choice("type", ("document", "article", "regulation", "media", "note")),
            required=True,
        ),
        Field(name="issuer", type=Text()),
        Field(name="doc_no", type=Text()),
        Field(name="issued_on", type=Day()),
        Field(name="topic", type=Text()),
        Field(name="file", type=File()),
        Field(name="url", type=Url()),
        Field(name="sha256", type=Sha256()),
        Field(name="required_for", type=Many(Term("departments"))),
    ),
)
