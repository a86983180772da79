"""Many small made things in few files, found by key.

Things are appended to segments, each written by one process and never changed afterwards; an
index says which segment holds a key, and where. The index is replaced whole, so whoever reads
sees the one before or the one after. Of two builds that write at once the later index wins, and
what the other made is made again: that costs time, nothing else.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.store import make_folder, read_whole, write_whole

FORM: Final = 1
"""Changes with what an index looks like."""

INDEX: Final = "index"
_SUFFIX: Final = ".segment"
_HELD: Final = 4_000_000
"""Bytes that a segment holds back, so as to write them at once."""
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_MOST: Final = 60
"""Segments above which they are put together."""
_SPARE: Final = 3
"""A pack this many times as large as what is in use is written anew without the rest."""
_LITTLE: Final = 1 << 24
"""Bytes of leavings that are never too many."""
_ORPHANED: Final = 3600.0
"""Seconds after which a segment that no index names belongs to no build that still runs."""

Spot = tuple[str, int, int, int]
"""Segment, offset, length, checksum."""


class Segment:
    """A file that one process appends to. It comes into being with the first thing written out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begin()

    def _begin(self) -> None:
        self.name = secrets.token_hex(8)
        self._held: list[bytes] = []
        self._holds = 0
        self._end = 0

    def put(self, data: bytes) -> Spot:
        """Appends `data`, and says where it will lie."""
        spot = (self.name, self._end, len(data), crc32(data))
        self._held.append(data)
        self._holds += len(data)
        self._end += len(data)
        if self._holds > _HELD:
            self.flush()
        return spot

    def flush(self) -> None:
        """Writes out what is still held back; it is lost where the store cannot be written."""
        if not self._held:
            return
        with suppress(OSError):
            make_folder(self._folder)
            with (self._folder / f"{self.name}{_SUFFIX}").open("ab") as file:
                file.write(b"".join(self._held))
        self._held.clear()
        self._holds = 0

    def close(self) -> None:
        """Writes out what is held back. What is put later goes into another segment."""
        self.flush()
        if self._end:
            self._begin()


class LostError(LookupError):
    """Something that a pack should hold cannot be read. All of it is best made anew."""

    def __init__(self, key: str, pack: Pack) -> None:
        super().__init__(key)
        self.pack = pack


class Pack:
    """The things of one folder, by key. `about` is what the writer of the index noted besides."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, int] = {}
        self._segment = Segment(folder)
        self._used: set[str] = set()
        self._changed = False
        self._spots: dict[str, Spot] = {}
        self.about: Any = None
        with suppress(OSError, ValueError, EOFError, TypeError):
            form, spots, about = from_bytes(read_whole(folder / INDEX))
            if form == FORM:
                self._spots, self.about = spots, about

    def __contains__(self, key: str) -> bool:
        """Whether something is kept under `key`; reading it may still fail."""
        return key in self._spots

    def get(self, key: str) -> bytes | None:
        """What is kept under `key`, if it is there and whole."""
        spot = self._spots.get(key)
        if spot is None:
            return None
        name, offset, length, checksum = spot
        self._used.add(key)
        if name == self._segment.name:
            self._segment.flush()
        try:
            file = self._open.get(name)
            if file is None:
                file = self._open[name] = os.open(self.folder / f"{name}{_SUFFIX}", _READ)
            os.lseek(file, offset, os.SEEK_SET)
            data = os.read(file, length)
        except OSError:
            data = b""
        if len(data) == length and crc32(data) == checksum:
            return data
        del self._spots[key]
        self._changed = True
        return None

    def need(self, key: str) -> bytes:
        """What is kept under `key`. Raises LostError where it is not there, or not whole."""
        data = self.get(key)
        if data is None:
            raise LostError(key, self)
        return data

    def forget(self) -> None:
        """Empties the pack, also for later builds if it can be written to."""
        self._spots = {}
        self._used.clear()
        self._changed = True
        self.about = None
        with suppress(OSError):
            (self.folder / INDEX).unlink(missing_ok=True)

    def put(self, key: str, data: bytes) -> None:
        """Keeps `data` under `key`, once `save` is called."""
        self.note(key, self._segment.put(data))

    def note(self, key: str, spot: Spot) -> None:
        """Keeps under `key` what another process has put into a segment of its own."""
        self._spots[key] = spot
        self._used.add(key)
        self._changed = True

    def touch(self, keys: Iterable[str]) -> None:
        """Marks things as in use without reading them."""
        self._used.update(keys)

    def save(self, about: Any = None, *, whole: bool = True) -> bool:
        """Writes the index, with `about`; whether it could be written.

        `whole` says that all that is in use was touched: what was not may be let go of.
        """
        self._segment.close()
        if not self._changed and about == self.about:
            return True
        self._put_together(whole=whole)
        self.about = about
        self._changed = False
        return write_whole(self.folder / INDEX, to_bytes((FORM, self._spots, about)))

    def close(self) -> None:
        """Lets go of the files; they are opened again when something is asked for."""
        self._segment.close()
        while self._open:
            os.close(self._open.popitem()[1])

    def __del__(self) -> None:
        while self._open:
            os.close(self._open.popitem()[1])

    def _put_together(self, *, whole: bool) -> None:
        """Writes what is in use into one new segment where segments or leavings are too many."""
        spots = self._spots
        scattered = len({spot[0] for spot in spots.values()}) > _MOST
        wasteful = False
        if whole:
            held = sum(spot[2] for spot in spots.values())
            live = sum(spot[2] for key, spot in spots.items() if key in self._used)
            wasteful = held > max(_SPARE * live, _LITTLE)
        if scattered or wasteful:
            wanted = self._used & spots.keys() if wasteful else spots.keys()
            kept: dict[str, Spot] = {}
            for key in sorted(wanted, key=lambda key: spots[key][:2]):
                data = self.get(key)
                if data is not None:
                    kept[key] = self._segment.put(data)
            self._segment.close()
            self.close()
            self._spots = kept
        if whole or scattered:
            self._sweep({spot[0] for spot in self._spots.values()})

    def _sweep(self, named: set[str]) -> None:
        """Removes segments that no index names any more."""
        before = time.time() - _ORPHANED
        with suppress(OSError):
            for item in self.folder.glob(f"*{_SUFFIX}"):
                if item.stem not in named and item.stat().st_mtime < before:
                    item.unlink()
