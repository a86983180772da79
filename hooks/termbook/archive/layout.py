"""Where things lie below records/: which path is a record, of which kind, in which period."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final

from termbook.model.kind import Kind
from termbook.model.kinds import by_folder, kinds

SETTINGS: Final = "archive.yml"
PERIOD_FILE: Final = "period.md"
_PERIOD_ID: Final = re.compile(r"[0-9][0-9a-z]*(-[0-9a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """The period and the kind of the record at a path."""

    period: str
    kind: Kind


def locate(path: str) -> Location | None:
    """What the Markdown file at `path` is, or None where no record belongs."""
    parts = path.split("/")
    if len(parts) == 2 and parts[1] == PERIOD_FILE:
        return Location(period=parts[0], kind=kinds()["period"])
    if len(parts) >= 3:
        kind = by_folder().get(parts[1])
        if kind is not None:
            return Location(period=parts[0], kind=kind)
    return None


def is_period_id(name: str) -> bool:
    """Whether `name` can be a period's folder: digits first, then a–z, 0–9 and hyphens."""
    return _PERIOD_ID.fullmatch(name) is not None


def is_beside(path: str) -> bool:
    """Whether `path` is a file of the archive's root that is no record: settings, a README."""
    return "/" not in path and (path == SETTINGS or path.casefold().startswith("readme"))


def resolve_file(record_path: str, name: str) -> str | None:
    """The path below records/ that `name` means in the record at `record_path`.

    None where it leads out of records/. `name` is a plain path: not percent-encoded, no anchor.
    """
    if name.startswith(("/", "\\")):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(record_path), name))
    if joined.startswith(("../", "/")) or joined in ("..", "."):
        return None
    return joined
