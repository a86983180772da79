"""Which files lie below a folder, and what the file system knows of each, without opening one.

Two snapshots tell which files may have changed. A file whose times are too young to tell one
write from the next (the clocks of some file systems tick every two seconds) counts as changed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from termbook.edges.store import digest_of

TICK: Final = 2_000_000_000
"""Nanoseconds in which two writes may leave the same times."""

Sign = tuple[str, int, int, int, int, int]
"""Name, mode, size in bytes, times of the last change of content and of anything (ns), number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """`folders` are the items of each folder by its path (`""`, `2020-h1/`), names in order.

    `taken` is when, in nanoseconds since 1970, before the first item was looked at.
    """

    taken: int
    folders: Mapping[str, list[Sign]]

    def signs(self) -> dict[str, Sign]:
        """The signs of everything but folders, by path."""
        return {
            prefix + sign[0]: sign
            for prefix, signs in self.folders.items()
            for sign in signs
            if not S_ISDIR(sign[1])
        }

    def is_settled(self, sign: Sign) -> bool:
        """Whether any later write would leave another sign."""
        return max(sign[3], sign[4]) < self.taken - TICK

    def mark_of(self, sign: Sign) -> str:
        """Tells this state of a file from any other, where need be from the same of another day."""
        return repr(sign) if self.is_settled(sign) else f"{sign} at {self.taken}"

    def mark_beside(self, paths: Container[str]) -> str:
        """Tells this state of all files but those at `paths` from any other."""
        marks = sorted(
            (prefix + sign[0], self.mark_of(sign))
            for prefix, signs in self.folders.items()
            for sign in signs
            if prefix + sign[0] not in paths and not S_ISDIR(sign[1])
        )
        return digest_of(part for mark in marks for part in mark)

    def changed(self, now: Snapshot) -> list[str] | None:
        """The files that may have other content `now`; None where some came, went or moved."""
        if self.folders.keys() != now.folders.keys():
            return None
        found = []
        settled = self.taken - TICK
        for prefix, signs in now.folders.items():
            before = self.folders[prefix]
            if len(before) != len(signs):
                return None
            for old, new in zip(before, signs, strict=True):
                if old == new and old[3] < settled and old[4] < settled:
                    continue
                if old[:2] != new[:2]:
                    return None
                found.append(prefix + new[0])
        return found


def take(root: Path, *, clock: Callable[[], int] = time.time_ns) -> Snapshot:
    """What lies below `root`, without names that begin with a dot.

    A folder that cannot be read is empty here; reading the records says what is wrong with it.
    """
    taken = clock()
    folders: dict[str, list[Sign]] = {}
    waiting = [(os.fsencode(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        signs = []
        try:
            with os.scandir(folder) as listing:
                for item in listing:
                    if item.name.startswith(b"."):
                        continue
                    status = item.stat(follow_symlinks=False)
                    name = item.name.decode("utf-8", "surrogateescape")
                    signs.append(
                        (
                            name,
                            status.st_mode,
                            status.st_size,
                            status.st_mtime_ns,
                            status.st_ctime_ns,
                            status.st_ino,
                        )
                    )
                    if S_ISDIR(status.st_mode):
                        waiting.append((item.path, f"{prefix}{name}/"))
        except OSError:
            pass
        # the times of a folder say no more than the names in it
        folders[prefix] = sorted((s[0], s[1], 0, 0, 0, 0) if S_ISDIR(s[1]) else s for s in signs)
    return Snapshot(taken=taken, folders=folders)
