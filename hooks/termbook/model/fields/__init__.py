"""Field types: how the text of a field is read, checked, typed and described.

A type reads one node of front matter. What it cannot read becomes a diagnostic on the `Reading`
and the value None; it never raises. What it reads may point at other records or at files: it
says so on the `Reading` too, so that links are known without walking the values again.
"""

from __future__ import annotations

from termbook.model.fields.links import Evidence, File, Link
from termbook.model.fields.reading import FieldType, Reading
from termbook.model.fields.shapes import Field, Many, PerTerm, Table, read_fields
from termbook.model.fields.values import Choice, Day, Number, Sha256, Term, Text, Url

__all__ = [
    "Choice",
    "Day",
    "Evidence",
    "Field",
    "FieldType",
    "File",
    "Link",
    "Many",
    "Number",
    "PerTerm",
    "Reading",
    "Sha256",
    "Table",
    "Term",
    "Text",
    "Url",
    "read_fields",
]
