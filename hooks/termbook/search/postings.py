"""Where every pair of characters stands in a block of texts.

The costly step, and one that looks at nothing but its texts: its answer can be kept under the
digest of the block, and made in any process. See docs/decisions/0006-search.md for the form.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from termbook.search.alphabet import CAPACITY, POSITION, ROWS, SPLIT, slot
from termbook.search.spelling import normalise

_STEP: Final = 8
"""Every document begins at a multiple of this, so that its length fits one byte mostly."""

_OVERLAP: Final = 128
"""Characters that two pieces of a long document share; no query is longer than this."""

_OFTEN: Final = CAPACITY // 320
"""A pair that stands more often than this in a run (0.3 %) is kept by triples."""

_Row = tuple[list[str], str]
_NOWHERE: Final = "\n "
"""Characters that no query holds: pairs with them are left out."""


class Piece(NamedTuple):
    """A document, or a part of a long one, within a run."""

    document: int
    """Its number in the block; the same again for a later part."""
    steps: int
    """Its length in steps of eight positions."""
    title: int
    """How many of its first characters are its title (and id)."""


class Postings(NamedTuple):
    """A block's index: for each run its pieces, where its rows begin, and the rows' units."""

    runs: tuple[tuple[Piece, ...], ...]
    offsets: tuple[array[int], ...]
    units: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """As kept in a store."""
        head = json.dumps([self.runs, [len(units) for units in self.units]]).encode()
        offsets = b"".join(_little(part).tobytes() for part in self.offsets)
        return b"".join((len(head).to_bytes(4, "little"), head, offsets, *self.units))

    @classmethod
    def from_bytes(cls, data: bytes) -> Postings:
        """Reads `to_bytes`; ValueError for what is none."""
        size = int.from_bytes(data[:4], "little")
        runs, lengths = json.loads(data[4 : 4 + size])
        at = 4 + size
        offsets, units = [], []
        for _ in lengths:
            part = array("I", data[at : at + 4 * (ROWS + 1)])
            offsets.append(_little(part))
            at += 4 * (ROWS + 1)
        for length in lengths:
            units.append(data[at : at + length])
            at += length
        pieces = tuple(tuple(Piece(*piece) for piece in run) for run in runs)
        return cls(pieces, tuple(offsets), tuple(units))


def encode(texts: Sequence[tuple[str, str]]) -> Postings:
    """The index of documents given as heading (see `Entry.heading`) and text as written."""
    runs, offsets, units = [], [], []
    for pieces, text in _fill_runs(texts):
        starts = list(accumulate((piece.steps * _STEP for piece in pieces), initial=0))
        rows = [""] * ROWS
        for number, parts in _collect(text, starts).items():
            rows[number] = "".join(parts)
        runs.append(tuple(pieces))
        offsets.append(array("I", accumulate(map(len, rows), initial=0)))
        units.append("".join(rows).encode("utf-16-le"))
    return Postings(tuple(runs), tuple(offsets), tuple(units))


def _fill_runs(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[list[Piece], str]]:
    pieces: list[Piece] = []
    parts: list[str] = []
    free = CAPACITY
    for number, (heading, body) in enumerate(texts):
        title = len(_as_units(heading))
        text = _as_units(f"{heading}\n{normalise(body)}\n")
        while text:
            if parts and len(text) + _STEP > free and (free < CAPACITY // 8 or len(text) < CAPACITY):
                yield pieces, "".join(parts)
                pieces, parts, free = [], [], CAPACITY
            part = text[: free - _STEP]
            steps = -(-len(part) // _STEP)
            pieces.append(Piece(number, steps, title))
            parts.append(part.ljust(steps * _STEP, "\n"))
            free -= steps * _STEP
            text = text[len(part) - _OVERLAP :] if len(part) < len(text) else ""
            title = 0
    if parts:
        yield pieces, "".join(parts)


def _as_units(text: str) -> str:
    """With characters outside the basic plane as two, in the range that `normalise` empties."""
    data = text.encode("utf-16-le", "replace")
    if len(data) == 2 * len(text):
        return text
    units = array("H", data)
    return "".join(chr(unit + 0x800 if 0xD800 <= unit < 0xE000 else unit) for unit in units)


def _collect(text: str, starts: list[int]) -> dict[int, list[str]]:
    """Row to its parts: key, places, key, places, …"""
    places: defaultdict[int, list[str]] = defaultdict(list)
    codes = _codes(text)
    for code, place in zip(codes, _places(), strict=False):
        places[code].append(place)
    rows: defaultdict[int, list[str]] = defaultdict(list)
    slots = _slots()
    often = []
    for code, found in places.items():
        known = slots.get(code)
        if known is None:
            known = _learn(code)
        number, key = known
        if number < 0:
            continue
        row = rows[number]
        row.append(key)
        if len(found) > _OFTEN:
            often.append((code, found))
            row.append(chr(SPLIT))
            row.extend(_first_of_each(found, starts))
        else:
            row.extend(found)
    _collect_triples(text, codes, often, rows)
    return rows


def _codes(text: str) -> array[int]:
    """The pair at each place as a number; low bytes together, so that a dict spreads them."""
    data = text.encode("utf-16-le") + b"\n\0"
    low, high = data[::2], data[1::2]
    mixed = bytearray(4 * len(text))
    mixed[::4], mixed[1::4] = low[:-1], low[1:]
    mixed[2::4], mixed[3::4] = high[:-1], high[1:]
    return _little(array("I", bytes(mixed)))


def _first_of_each(found: list[str], starts: list[int]) -> Iterator[str]:
    at = 0
    for start, end in pairwise(starts):
        at = bisect_left(found, chr(POSITION + start), at)
        if at < len(found) and found[at] < chr(POSITION + end):
            yield found[at]


def _collect_triples(
    text: str,
    codes: array[int],
    often: list[tuple[int, list[str]]],
    rows: defaultdict[int, list[str]],
) -> None:
    """Adds each triple that holds a pair of `often`, once for each place."""
    frequent = {code for code, _ in often}
    places = _places()
    triples: defaultdict[str, list[str]] = defaultdict(list)
    for _, found in often:
        for place in found:
            at = ord(place) - POSITION
            triples[text[at : at + 3]].append(place)
            if at and codes[at - 1] not in frequent:
                triples[text[at - 1 : at + 2]].append(places[at - 1])
    for triple, found in triples.items():
        if len(triple) < 3 or triple[0] in _NOWHERE or triple[2] in _NOWHERE:
            continue
        number, key = slot(triple)
        row = rows[number]
        row.append(key)
        row.extend(found)


@cache
def _places() -> list[str]:
    return [chr(POSITION + place) for place in range(CAPACITY)]


@cache
def _slots() -> dict[int, tuple[int, str]]:
    return {}


def _learn(code: int) -> tuple[int, str]:
    first = chr(code & 0xFF | code >> 8 & 0xFF00)
    second = chr(code >> 8 & 0xFF | code >> 16 & 0xFF00)
    known = (-1, "") if first in _NOWHERE or second in _NOWHERE else slot(first + second)
    return _slots().setdefault(code, known)


def _little(units: array[int]) -> array[int]:
    """Little-endian, whatever the machine is."""
    if array("H", b"\1\0")[0] != 1:
        units = units[:]
        units.byteswap()
    return units
