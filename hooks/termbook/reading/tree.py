"""The files below a folder, in an order that no file system or locale decides."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, NamedTuple

from termbook.diagnostics import Diagnostic, finding
from termbook.reading.characters import excerpt, holds_control, visible

LARGEST_TEXT: Final = 8 * 1024 * 1024
"""Bytes that a `.md` or `.yml` file may have."""

_TEXTS: Final = (".md", ".yml")
_LEFT_OVERS: Final = re.compile(rb"(?si)~\$.*|.*\.tmp|.*~|thumbs\.db|desktop\.ini")
_MAYBE_LEFT_OVER: Final = (b"~", b"p", b"P", b"b", b"B", b"i", b"I")


class Entry(NamedTuple):
    """One file: its path below the root with `/`, its size in bytes, and when it changed."""

    path: str
    size: int
    mtime_ns: int


def walk(root: Path) -> tuple[list[Entry], list[Diagnostic]]:
    """Every file below `root`, sorted by the parts of its path.

    Files and folders whose name begins with a dot are passed over, and what editors and desktops
    leave behind (`~$x.docx`, `*.tmp`, `*~`, Thumbs.db, desktop.ini). A symbolic link, a device or
    a pipe is an error, never followed or opened; so is a name that cannot be written everywhere.
    """
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    # bytes, because the decoding of names by Python depends on the machine's locale
    waiting: list[tuple[bytes, str]] = [(os.fsencode(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                for item in listing:
                    below = _look(item, prefix, entries, found)
                    if below:
                        waiting.append((item.path, below))
        except OSError as error:
            found.append(finding("TB001", prefix.rstrip("/"), reason=_reason(error)))
    # "\0" stands in no name and sorts before every character, as the end of a part should
    entries.sort(key=lambda entry: entry.path.replace("/", "\0"))
    found.sort(key=lambda diagnostic: diagnostic.path.replace("/", "\0"))
    return entries, found


def read(root: Path, entry: Entry) -> bytes | Diagnostic:
    """The content of one file, or why it cannot be had (TB001) or is too large (TB013)."""
    limit = LARGEST_TEXT if entry.path.endswith(_TEXTS) else None
    if limit is not None and entry.size > limit:
        return _too_large(entry.path, entry.size)
    place = os.fsencode(root) + b"/" + entry.path.encode("utf-8")
    try:
        with open(place, "rb") as file:  # noqa: PTH123 - a name in bytes, which Path does not take
            # asked for as much as it may hold, Python would make room for that first
            data = file.read(entry.size + 1)
            if len(data) > entry.size:  # it has grown since the folder was listed
                data += file.read(-1 if limit is None else max(0, limit + 1 - len(data)))
    except OSError as error:
        return finding("TB001", entry.path, reason=_reason(error))
    if limit is not None and len(data) > limit:
        return _too_large(entry.path, len(data))
    return data


def _look(
    item: os.DirEntry[bytes], prefix: str, entries: list[Entry], found: list[Diagnostic]
) -> str:
    """Notes one item of a folder; the path to go on with, `""` where it is no folder."""
    raw = item.name
    if raw.startswith(b"."):
        return ""
    is_folder = item.is_dir(follow_symlinks=False)
    # only the pattern for names that it can match: most end in .md
    suspect = raw.endswith(_MAYBE_LEFT_OVER) or raw.startswith(b"~")
    if suspect and not is_folder and _LEFT_OVERS.fullmatch(raw):
        return ""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        shown = raw.decode("utf-8", "backslashreplace")
        found.append(finding("TB011", visible(prefix + shown), name=excerpt(shown)))
        return ""
    if "\\" in name or "\n" in name or "\t" in name or holds_control(name):
        found.append(finding("TB011", visible(prefix + name), name=excerpt(visible(name))))
        return ""
    if is_folder:
        return f"{prefix}{name}/"
    if not item.is_file(follow_symlinks=False):
        found.append(finding("TB020", prefix + name, name=excerpt(name)))
        return ""
    try:
        status = item.stat(follow_symlinks=False)
    except OSError as error:  # gone since the folder was listed
        found.append(finding("TB001", prefix + name, reason=_reason(error)))
        return ""
    entries.append(Entry(path=prefix + name, size=status.st_size, mtime_ns=status.st_mtime_ns))
    return ""


def _too_large(path: str, size: int) -> Diagnostic:
    megabytes = 1024 * 1024
    return finding("TB013", path, size=f"{size / megabytes:.1f}", limit=LARGEST_TEXT // megabytes)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
