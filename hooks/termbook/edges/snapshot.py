"""Which files lie below a folder, and what the file system knows of each, without opening one.

Two snapshots tell which files may have changed. A file whose times are too young to tell one
write from the next (the clocks of some file systems tick every two seconds) counts as changed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from termbook.edges.rows import from_bytes, to_plain_bytes
from termbook.edges.store import digest_of

TICK: Final = 2_000_000_000
"""Nanoseconds in which two writes may leave the same times."""

Sign = tuple[str, int, int, int, int, int]
"""Name, mode, size in bytes, times of the last change of content and of anything (ns), number."""

Listing = tuple[int, bytes]
"""The items of a folder as they are kept: the newest of their times, and their signs packed."""


class Snapshot:
    """The items of each folder by its path (`""`, `2020-h1/`).

    `taken` is when, in nanoseconds since 1970, before the first item was looked at. `listings` are
    the folders as they are kept.
    """

    def __init__(self, taken: int, listings: Mapping[str, Listing]) -> None:
        self.taken = taken
        self.listings = listings
        self._signs: dict[str, Sequence[Sign]] = {}

    @classmethod
    def of(cls, taken: int, folders: Mapping[str, list[Sign]]) -> Snapshot:
        """One of signs in any order."""
        ordered = {folder: sorted(signs) for folder, signs in folders.items()}
        found = cls(taken, {folder: _listing(signs) for folder, signs in ordered.items()})
        found._signs.update(ordered)
        return found

    def folder(self, folder: str) -> Sequence[Sign]:
        """The items of a folder, names in order."""
        found = self._signs.get(folder)
        if found is None:
            found = self._signs[folder] = from_bytes(self.listings[folder][1])
        return found

    def signs(self) -> dict[str, Sign]:
        """The signs of everything but folders, by path."""
        return {
            folder + sign[0]: sign
            for folder in self.listings
            for sign in self.folder(folder)
            if not S_ISDIR(sign[1])
        }

    def settled_signs(self) -> dict[str, Sign]:
        """The signs of those files of which any later write would leave another one."""
        return {path: sign for path, sign in self.signs().items() if self.is_settled(sign)}

    def is_settled(self, sign: Sign) -> bool:
        """Whether any later write would leave another sign."""
        return max(sign[3], sign[4]) < self.taken - TICK

    def mark_of(self, sign: Sign) -> str:
        """Tells this state of a file from any other, where need be from the same of another day."""
        return repr(sign) if self.is_settled(sign) else f"{sign} at {self.taken}"

    def mark_beside(self, paths: Container[str]) -> str:
        """Tells this state of all files but those at `paths` from any other."""
        marks = sorted(
            (path, self.mark_of(sign)) for path, sign in self.signs().items() if path not in paths
        )
        return digest_of(part for mark in marks for part in mark)

    def changed(self, now: Snapshot) -> list[str] | None:
        """The files that may have other content `now`; None where some came, went or moved."""
        if self.listings.keys() != now.listings.keys():
            return None
        found = []
        settled = self.taken - TICK
        for folder, listing in now.listings.items():
            if listing == self.listings[folder] and listing[0] < settled:
                continue
            before, signs = self.folder(folder), now.folder(folder)
            if len(before) != len(signs):
                return None
            for old, new in zip(before, signs, strict=True):
                if old == new and old[3] < settled and old[4] < settled:
                    continue
                if old[:2] != new[:2]:
                    return None
                found.append(folder + new[0])
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
        signs = folders[prefix] = []
        try:
            with os.scandir(folder) as listing:
                for item in listing:
                    if item.name.startswith(b"."):
                        continue
                    status = item.stat(follow_symlinks=False)
                    name = item.name.decode("utf-8", "surrogateescape")
                    mode = status.st_mode
                    if S_ISDIR(mode):
                        # the times of a folder say no more than the names in it
                        signs.append((name, mode, 0, 0, 0, 0))
                        waiting.append((item.path, f"{prefix}{name}/"))
                        continue
                    times = (status.st_mtime_ns, status.st_ctime_ns)
                    signs.append((name, mode, status.st_size, *times, status.st_ino))
        except OSError:
            pass
    return Snapshot.of(taken, folders)


def _listing(signs: Sequence[Sign]) -> Listing:
    newest = max((max(sign[3], sign[4]) for sign in signs), default=0)
    return newest, to_plain_bytes(signs)
