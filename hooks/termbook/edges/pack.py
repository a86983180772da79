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
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.store import make_folder, read_whole, write_whole
from termbook.edges.table import Key, Spot, Table, key_of

FORM: Final = 2
"""Changes with what an index looks like."""

INDEX: Final = "index"
_SUFFIX: Final = ".segment"
_HELD: Final = 4_000_000
"""Bytes that a segment holds back, so as to write them at once."""
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_MOST: Final = 60
"""Segments above which the small ones are put together."""
_SPARE: Final = 3
"""A pack this many times as large as what is in use is written anew without the rest."""
_LITTLE: Final = 1 << 24
"""Bytes of leavings that are never too many."""
_ORPHANED: Final = 3600.0
"""Seconds after which a segment that no index names belongs to no build that still runs."""


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
        spot = Spot(self.name, self._end, len(data), crc32(data))
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
        self._used: set[Key] = set()
        self._table = Table()
        self._lost = False
        self.about: Any = None
        with suppress(OSError, ValueError, EOFError, TypeError):
            form, segments, rows, about = from_bytes(read_whole(folder / INDEX))
            if form == FORM:
                self._table, self.about = Table(rows, segments), about

    def __contains__(self, key: str) -> bool:
        """Whether something is kept under `key`; reading it may still fail."""
        return self._table.get(key_of(key)) is not None

    def get(self, key: str) -> bytes | None:
        """What is kept under `key`, if it is there and whole."""
        return self._get(key_of(key))

    def _get(self, key: Key) -> bytes | None:
        spot = self._table.get(key)
        if spot is None:
            return None
        name = spot.segment
        self._used.add(key)
        if name == self._segment.name:
            self._segment.flush()
        try:
            file = self._open.get(name)
            if file is None:
                file = self._open[name] = os.open(self.folder / f"{name}{_SUFFIX}", _READ)
            os.lseek(file, spot.offset, os.SEEK_SET)
            data = os.read(file, spot.length)
        except OSError:
            data = b""
        if len(data) == spot.length and crc32(data) == spot.checksum:
            return data
        self._table.remove(key)
        return None

    def need(self, key: str) -> bytes:
        """What is kept under `key`. Raises LostError where it is not there, or not whole."""
        data = self.get(key)
        if data is None:
            raise LostError(key, self)
        return data

    def forget(self) -> None:
        """Empties the pack, also for later builds if it can be written to."""
        self._table = Table()
        self._used.clear()
        self._lost = True
        self.about = None
        with suppress(OSError):
            (self.folder / INDEX).unlink(missing_ok=True)

    def put(self, key: str, data: bytes) -> None:
        """Keeps `data` under `key`, once `save` is called."""
        self.note(key, self._segment.put(data))

    def note(self, key: str, spot: Spot) -> None:
        """Keeps under `key` what another process has put into a segment of its own."""
        digest = key_of(key)
        self._table.put(digest, spot)
        self._used.add(digest)

    def touch(self, keys: Iterable[str]) -> None:
        """Marks things as in use without reading them."""
        self._used.update(map(key_of, keys))

    def save(self, about: Any = None, *, whole: bool = True) -> bool:
        """Writes the index, with `about`; whether it could be written.

        `whole` says that all that is in use was touched: what was not may be let go of.
        """
        self._segment.close()
        if not (self._lost or self._table.is_changed) and about == self.about:
            return True
        self._put_together(whole=whole)
        self.about = about
        self._lost = False
        segments, rows = self._table.segments, self._table.packed()
        self._table = Table(rows, segments)
        return write_whole(self.folder / INDEX, to_bytes((FORM, segments, rows, about)))

    def close(self) -> None:
        """Lets go of the files; they are opened again when something is asked for."""
        self._segment.close()
        while self._open:
            os.close(self._open.popitem()[1])

    def __del__(self) -> None:
        while self._open:
            os.close(self._open.popitem()[1])

    def _put_together(self, *, whole: bool) -> None:
        """Writes things into one new segment where segments or leavings are too many."""
        if not whole and len(self._table.segments) <= _MOST:
            return
        spots = dict(self._table.items())
        held = sum(spot.length for spot in spots.values())
        live = sum(spot.length for key, spot in spots.items() if key in self._used)
        if whole and held > max(_SPARE * live, _LITTLE):
            spots = {key: spot for key, spot in spots.items() if key in self._used}
            moved = {spot.segment for spot in spots.values()}
        else:
            moved = _small_ones(spots.values())
        kept = Table()
        for key, spot in sorted(spots.items(), key=lambda item: item[1][:2]):
            data = self._get(key) if spot.segment in moved else None
            if data is not None:
                kept.put(key, self._segment.put(data))
            elif spot.segment not in moved:
                kept.put(key, spot)
        self._segment.close()
        self.close()
        self._table = kept
        self._sweep(set(kept.segments))

    def _sweep(self, named: set[str]) -> None:
        """Removes segments that no index names any more."""
        before = time.time() - _ORPHANED
        with suppress(OSError):
            for item in self.folder.glob(f"*{_SUFFIX}"):
                if item.stem not in named and item.stat().st_mtime < before:
                    item.unlink()


def _small_ones(spots: Iterable[Spot]) -> set[str]:
    """The segments that hold the least, where there are too many."""
    sizes: Counter[str] = Counter()
    for spot in spots:
        sizes[spot.segment] += spot.length
    if len(sizes) <= _MOST:
        return set()
    return {segment for segment, _ in sizes.most_common()[_MOST // 2 :]}
