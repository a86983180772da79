"""The JSON Schema of the archive's document, made from the kinds, so that it cannot drift.

It holds for every archive: what an institution names itself (departments, posts, areas, forms,
audiences) is text here, since these lists change while the schema stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from termbook.archive.life import Flag
from termbook.archive.transitions import TABLES
from termbook.exports.document import SCHEMA_VERSION, key_of
from termbook.model.fields import (
    Choice,
    Day,
    Evidence,
    Field,
    FieldType,
    File,
    Link,
    Many,
    Number,
    PerTerm,
    Sha256,
    Table,
    Term,
    Text,
    Url,
)
from termbook.model.kind import Kind
from termbook.model.kinds import kinds
from termbook.words import Words

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final[Mapping[str, Any]] = {"type": "string"}
_DAY: Final[Mapping[str, Any]] = {"$ref": "#/$defs/day"}
_MAYBE_DAY: Final[Mapping[str, Any]] = {"oneOf": [_DAY, {"type": "null"}]}


def schema(words: Words) -> Schema:
    """The form of what `document` gives (JSON Schema, draft 2020-12), labelled with `words`."""
    listed = [kind for kind in kinds().values() if kind.folder]
    return {
        "$schema": _DIALECT,
        "title": "Termbook",
        **_table(
            {
                "schema_version": {"const": SCHEMA_VERSION},
                "institution": _TEXT,
                "on": _DAY,
                "audience": _TEXT,
                "periods": {"type": "array", "items": {"$ref": "#/$defs/period"}},
                "records": {"type": "array", "items": {"$ref": "#/$defs/record"}},
            }
        ),
        "$defs": {
            "day": {
                "type": "string",
                "format": "date",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            },
            "period": _table({"id": _TEXT, "title": _TEXT, "start": _DAY, "end": _DAY}),
            "record": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": [kind.name for kind in listed]}},
                "allOf": [
                    {
                        "if": {"properties": {"kind": {"const": kind.name}}},
                        "then": {"$ref": f"#/$defs/{kind.name}"},
                    }
                    for kind in listed
                ],
            },
            **{kind.name: _record(kind, words) for kind in listed},
        },
    }


def _record(kind: Kind, words: Words) -> Schema:
    """The records of one kind: where they lie, their fields, what is derived."""
    placed: Schema = {
        "kind": {"const": kind.name},
        "id": {"type": "string", "pattern": f"^(?:{kind.id_pattern})$"}
        if kind.id_pattern
        else _TEXT,
        "period": _TEXT,
        "path": {"type": "string", "pattern": f"^[^/]+/{kind.folder}/.+\\.md$"},
        "title": _TEXT,
        "access": _TEXT,
    }
    derived = _derived(kind.name)
    own = {
        key_of(field.name): {"title": _label(kind.name, field, words), **of_type(field.type)}
        for field in kind.all_fields
        if key_of(field.name) not in placed
    }
    required = [key_of(field.name) for field in kind.all_fields if field.required]
    result = _table(
        {**placed, **own, **derived}, required=dict.fromkeys([*placed, *required, *derived])
    )
    result["title"] = words(f"kind.{kind.name}")
    if kind.any_of:
        result["allOf"] = [
            {"anyOf": [{"required": [key_of(name)]} for name in group]} for group in kind.any_of
        ]
    return result


def _derived(kind: str) -> Schema:
    """What `document` adds to the fields of a risk or a measure."""
    if kind not in TABLES:
        return {}
    state: Schema = {"state": {"enum": [str(state) for state in TABLES[kind].states]}}
    if kind == "measure":
        return {**state, "done_number": {"type": ["number", "null"], "minimum": 0}}
    return {
        **state,
        "flags": {
            "type": "array",
            "items": {"enum": [str(flag) for flag in Flag]},
            "uniqueItems": True,
        },
        "days_open": {"type": "integer", "minimum": 0},
        "due": _MAYBE_DAY,
        "original_due": _MAYBE_DAY,
        "updates": {"type": "array", "items": _TEXT},
    }


def of_type(holds: FieldType) -> Schema:
    """What a field of this type looks like. Raises TypeError for a type that is not known here."""
    match holds:
        case Text() | Term() | Link() | File() | Evidence():
            return dict(_TEXT)
        case Day():
            return dict(_DAY)
        case Number():
            return {"type": "number" if holds.decimal else "integer", "minimum": holds.least}
        case Choice():
            return {"enum": list(holds.keys)}
        case Url():
            return {"type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}
        case Sha256():
            return {"type": "string", "pattern": "^[0-9a-f]{64}$"}
        case Many():
            return {"type": "array", "items": of_type(holds.item)}
        case PerTerm():
            return {"type": "object", "additionalProperties": of_type(holds.number)}
        case Table():
            needed = [field.name for field in holds.fields if field.required]
            return _table({f.name: of_type(f.type) for f in holds.fields}, required=needed)
    raise TypeError(f"no schema for {type(holds).__name__}")


def _table(properties: Mapping[str, Any], required: Iterable[str] | None = None) -> Schema:
    """An object with these properties and no others; all are required unless said otherwise."""
    result: Schema = {"type": "object"}
    needed = list(properties if required is None else required)
    if needed:
        result["required"] = needed
    return {**result, "properties": dict(properties), "additionalProperties": False}


def _label(kind: str, field: Field, words: Words) -> str:
    own = f"field.{kind}.{field.name}"
    return words(own if words.has(own) else f"field.{field.name}")
