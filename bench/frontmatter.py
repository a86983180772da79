"""Front matter as the generator writes it, and as the rivals' trees read it back.

Its own few lines, so that what is measured (Termbook's reader) has no part in making the input.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

import yaml

_PLAIN: Final = re.compile(r"[A-Za-z0-9_一-龥《][^:#\[\]{},&*!|>'\"%@`\n]*")
_AMBIGUOUS: Final = re.compile(r"[\d.+-]+|true|false|yes|no|on|off|null|~", re.IGNORECASE)
_FENCE: Final = "---\n"


def write_front_matter(fields: Mapping[str, object]) -> str:
    """The fields between two lines of dashes: strings, numbers, dates, lists and rows of them."""
    lines = [line for name, value in fields.items() for line in _write(name, value)]
    return _FENCE + "\n".join(lines) + "\n" + _FENCE


def read_record(text: str) -> tuple[dict[str, object], str]:
    """The fields and the body of a generated record."""
    _, front, body = text.split(_FENCE, 2)
    return yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), body.strip("\n")


def _write(name: str, value: object) -> list[str]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = [f"{name}:"]
        for row in value:
            for index, (key, inner) in enumerate(row.items()):
                lines.append(f"{'    ' if index else '  - '}{key}: {_scalar(inner)}")
        return lines
    return [f"{name}: {_scalar(value)}"]


def _scalar(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_scalar(part) for part in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar(part)}' for key, part in value.items())}}}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
