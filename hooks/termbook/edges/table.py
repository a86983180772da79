"""The index of a pack: which segment holds the thing under a key, and where.

Rows of one length in order of their keys. A table of fifty thousand is read in a millisecond and
looked through by halves; only whoever asks for many things pays for a dictionary of all.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Final, NamedTuple

_ROW: Final = struct.Struct("<16sIQQI")
_KEY: Final = 16
_FEW: Final = 100
"""Questions, or changes, after which all rows are taken into a dictionary."""


class Spot(NamedTuple):
    """Where a thing lies: the segment, the first byte, how many (bytes), and their checksum."""

    segment: str
    offset: int
    length: int
    checksum: int


Key = bytes
"""The digest of a key, 128 bits."""


def key_of(name: str) -> Key:
    """What the thing called `name` is found by."""
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


class Table:
    """Spots by key. `rows` are as `packed` gave them, `segments` the names that they refer to."""

    def __init__(self, rows: bytes = b"", segments: list[str] | None = None) -> None:
        """Raises ValueError where `rows` are none."""
        if len(rows) % _ROW.size:
            raise ValueError(len(rows))
        self._rows = rows
        self._segments = segments or []
        self._numbers = {name: number for number, name in enumerate(self._segments)}
        self._all: dict[Key, tuple[int, int, int, int]] | None = None
        self._changed: dict[Key, tuple[int, int, int, int] | None] = {}
        self._asked = 0

    @property
    def segments(self) -> list[str]:
        """The segments that spots refer to, or did."""
        return self._segments

    @property
    def is_changed(self) -> bool:
        """Whether it is not as it was read."""
        return bool(self._changed)

    def get(self, key: Key) -> Spot | None:
        """Where the thing lies, if it is there."""
        if key in self._changed:
            row = self._changed[key]
        else:
            row = self._find(key)
        return None if row is None else Spot(self._segments[row[0]], *row[1:])

    def put(self, key: Key, spot: Spot) -> None:
        """Says where a thing lies from now on."""
        number = self._numbers.get(spot.segment)
        if number is None:
            number = self._numbers[spot.segment] = len(self._segments)
            self._segments.append(spot.segment)
        self._changed[key] = (number, spot.offset, spot.length, spot.checksum)

    def remove(self, key: Key) -> None:
        """Says that a thing is not there."""
        self._changed[key] = None

    def items(self) -> Iterator[tuple[Key, Spot]]:
        """All spots, in order of their keys."""
        for key, row in sorted(self._whole().items()):
            yield key, Spot(self._segments[row[0]], *row[1:])

    def packed(self) -> bytes:
        """The rows as they are kept."""
        if len(self._changed) > _FEW:
            return b"".join(_ROW.pack(key, *row) for key, row in sorted(self._whole().items()))
        rows = bytearray(self._rows)
        for key, row in self._changed.items():
            start = _place(rows, key) * _ROW.size
            end = start + _ROW.size if rows[start : start + _KEY] == key else start
            rows[start:end] = b"" if row is None else _ROW.pack(key, *row)
        return bytes(rows)

    def _find(self, key: Key) -> tuple[int, int, int, int] | None:
        self._asked += 1
        if self._all is None and self._asked > _FEW:
            self._all = _unpacked(self._rows)
        if self._all is not None:
            return self._all.get(key)
        start = _place(self._rows, key) * _ROW.size
        if self._rows[start : start + _KEY] != key:
            return None
        _, *row = _ROW.unpack_from(self._rows, start)
        return (row[0], row[1], row[2], row[3])

    def _whole(self) -> Mapping[Key, tuple[int, int, int, int]]:
        known = dict(self._all) if self._all is not None else _unpacked(self._rows)
        for key, row in self._changed.items():
            if row is None:
                known.pop(key, None)
            else:
                known[key] = row
        return known


def _place(rows: bytes | bytearray, key: Key) -> int:
    """How many of `rows` come before `key`."""
    size = _ROW.size
    return bisect_left(
        range(len(rows) // size), key, key=lambda row: bytes(rows[row * size : row * size + _KEY])
    )


def _unpacked(rows: bytes) -> dict[Key, tuple[int, int, int, int]]:
    return {row[0]: row[1:] for row in _ROW.iter_unpack(rows)}
