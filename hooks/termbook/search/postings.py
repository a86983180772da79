"""Where every pair of characters stands in a block of texts.

The costly step, and one that looks at nothing but its texts: its answer can be kept under the
digest of the block, and made in any process. A loop over characters would take most of a cold
build, so whole texts are handled at once: as lanes of bytes, and the order by one sort of numbers.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from termbook.search import units
from termbook.search.spelling import normalise
from termbook.search.units import BREAK, CAPACITY, ROWS, STEP

_OVERLAP: Final = 128
"""Characters that two pieces of a long document share; no query is longer than this."""

_OFTEN: Final = CAPACITY // 200
"""What stands more often than this in a run (0.5 %) is kept by what is one character longer."""

_LONGEST: Final = 5
"""At this many characters positions are kept however many there are."""

_LOW_LANE: Final = bytes(position % 255 + 1 for position in range(CAPACITY))
_HIGH_LANE: Final = bytes(position // 255 + 1 for position in range(CAPACITY))

# High byte of a character to the top byte of its number: a positive one, or 0 for BREAK, which
# sorts first and is cut off. 0x40 makes any other bytes below it an ordinary number.
_KEPT: Final = bytes(0 if byte == ord(BREAK) >> 8 else 0x40 for byte in range(256))
_FIRST_KEY_BYTE: Final = bytes((units.KEY >> 8) + (byte & 15) for byte in range(256))
_ANY: Final = bytes([0, *[255] * 255])

# A row's twelve bits as two bytes that are never 0: eight bits of one lane, four of another.
_ROW_BITS: Final = bytes(byte & 0xF0 for byte in range(256))
_ROW_TOP: Final = bytes(0x40 | byte >> 2 for byte in range(256))
_ROW_MIDDLE: Final = bytes(0x40 | (byte & 3) << 4 for byte in range(256))
_ROW_END: Final = bytes(byte >> 4 for byte in range(256))
_SECOND_KEY_BYTE: Final = bytes([0, *[units.ONCE - 1] * 255])


_NATIVE: Final = "" if sys.byteorder == "little" else "<"
"""The standard form of numbers is slower to pack, so it is asked for only where it is needed."""


class Piece(NamedTuple):
    """A document, or a part of a long one, within a run."""

    document: int
    """Its number in the block; the same again for a later part."""
    steps: int
    """Its length in steps of STEP positions."""
    title: int
    """How many of its first characters are its title (and id)."""


class Postings(NamedTuple):
    """A block's index: for each run its pieces, where its rows begin, and the rows' bytes.

    A row that is not empty begins with MARK_TO_COME.
    """

    runs: tuple[tuple[Piece, ...], ...]
    offsets: tuple[array[int], ...]
    rows: tuple[bytes, ...]
    often: tuple[str, ...]
    """What is kept once a document in any of the runs."""

    def to_bytes(self) -> bytes:
        """As kept in a store."""
        lengths = [len(rows) for rows in self.rows]
        head = json.dumps([self.runs, lengths, self.often]).encode()
        offsets = b"".join(_little(part).tobytes() for part in self.offsets)
        return b"".join((len(head).to_bytes(4, "little"), head, offsets, *self.rows))

    @classmethod
    def from_bytes(cls, data: bytes) -> Postings:
        """Reads `to_bytes`; ValueError for what is none."""
        at = 4 + int.from_bytes(data[:4], "little")
        runs, lengths, often = json.loads(data[4:at])
        offsets, rows = [], []
        for _ in lengths:
            offsets.append(_little(array("I", data[at : at + 4 * (ROWS + 1)])))
            at += 4 * (ROWS + 1)
        for length in lengths:
            rows.append(data[at : at + length])
            at += length
        pieces = tuple(tuple(Piece(*piece) for piece in run) for run in runs)
        return cls(pieces, tuple(offsets), tuple(rows), tuple(often))


def encode(texts: Sequence[tuple[str, str]], *, many: bool = False) -> Postings:
    """The index of documents given as heading (see `Entry.heading`) and text as written.

    `many` says that this process is asked for more than a few: the same answer, sorted by NumPy,
    which is some fifteen times faster at it and takes as long to load as ten blocks take without.
    """
    sort = _quickest_sort() if many else _sorted
    runs, offsets, rows = [], [], []
    often: set[str] = set()
    for pieces, parts in _fill_runs(texts):
        text = "".join((*parts, BREAK))
        starts = list(accumulate((piece.steps * STEP for piece in pieces), initial=0))
        begins, found = _order(_sorted_lanes(text, sort), text, starts, often)
        runs.append(tuple(pieces))
        offsets.append(begins)
        rows.append(found)
    return Postings(tuple(runs), tuple(offsets), tuple(rows), tuple(sorted(often)))


def _fill_runs(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[list[Piece], list[str]]]:
    pieces: list[Piece] = []
    parts: list[str] = []
    free = CAPACITY
    for number, (heading, body) in enumerate(texts):
        text = _as_units(f"{heading}\n{normalise(body)}\n")
        title = len(_as_units(heading))
        while text:
            fits = len(text) + STEP <= free
            if parts and not fits and (free < CAPACITY // 8 or len(text) < CAPACITY // 2):
                yield pieces, parts
                pieces, parts, free = [], [], CAPACITY
            part = text[: free - STEP]
            steps = -(-len(part) // STEP)
            pieces.append(Piece(number, steps, title))
            parts.append(part.ljust(steps * STEP, BREAK))
            free -= steps * STEP
            text = text[len(part) - _OVERLAP :] if len(part) < len(text) else ""
            title = 0
    if parts:
        yield pieces, parts


def _as_units(text: str) -> str:
    """With BREAK for white space, and characters outside the basic plane as two of its own."""
    text = text.replace("\n", BREAK).replace(" ", BREAK)
    data = text.encode("utf-16-le", "replace")
    if len(data) == 2 * len(text):
        return text
    wide = _little(array("H", data))
    return "".join(chr(unit + 0x800 if 0xD800 <= unit < 0xE000 else unit) for unit in wide)


def _order(
    lanes: bytes, text: str, starts: Sequence[int], often: set[str]
) -> tuple[array[int], bytes]:
    """The rows of a run, each pair's key and then its positions, and where the rows begin.

    Eight bytes for each pair: MARK_TO_COME where a row begins, its key where it is new, its
    position. What is not there is 0 and struck out. Adds to `often` what is kept once a document.
    """
    count = len(lanes) // 8
    row_high, row_low, first, second = (lanes[at::8] for at in (6, 5, 4, 3))
    new = _group_starts(row_high, row_low, first, second)
    opens = _group_starts(row_high, row_low.translate(_ROW_BITS))
    mask = _number(new)
    raw = bytearray(8 * count)
    raw[0::8] = raw[1::8] = opens
    raw[2::8] = (_number(first) & mask).to_bytes(count, "little")
    raw[3::8] = (_number(row_low.translate(_FIRST_KEY_BYTE)) & mask).to_bytes(count, "little")
    raw[4::8] = (_number(second) & mask).to_bytes(count, "little")
    raw[5::8] = new.translate(_SECOND_KEY_BYTE)
    raw[6::8] = lanes[1::8]
    raw[7::8] = lanes[2::8]
    longer = _split_often(text, starts, new, raw, often)
    rows = [b""] * ROWS
    parts = bytes(raw).translate(None, b"\0").split(units.MARK_TO_COME)
    for row, part in zip(_rows_begun(row_high, row_low, opens), parts[1:], strict=True):
        rows[row] = part
    for row, part in longer.items():
        rows[row] += part
    rows = [units.MARK_TO_COME + part if part else b"" for part in rows]
    return array("I", accumulate(map(len, rows), initial=0)), b"".join(rows)


def _rows_begun(row_high: bytes, row_low: bytes, opens: bytes) -> Iterator[int]:
    """The row of each pair where `opens` is not 0."""
    mask, count = _number(opens), len(opens)
    middle = _number(row_high.translate(_ROW_MIDDLE)) | _number(row_low.translate(_ROW_END))
    tops, rests = (
        (lane & mask).to_bytes(count, "little").translate(None, b"\0")
        for lane in (_number(row_high.translate(_ROW_TOP)), middle)
    )
    return ((top & 63) << 6 | rest & 63 for top, rest in zip(tops, rests, strict=True))


def _sorted_lanes(text: str, sort: Callable[[bytes], bytes]) -> bytes:
    """Eight bytes for each pair, in order of row, pair and position; pairs with BREAK left out.

    From the top: 0x40, two bytes that give the row, the high bytes of both characters, the
    position in two bytes, 0. Read as floats they sort as they would as integers, only faster.
    """
    data = text.encode("utf-16-le")
    count = len(text) - 1
    low, high = data[::2], data[1::2]
    kept = high.translate(_KEPT)
    known = high.translate(units.HIGH)
    before, after = low[:-1].translate(units.SHUFFLE_FIRST), low[1:].translate(units.SHUFFLE_SECOND)
    mixed = bytearray(8 * count)
    mixed[7::8] = (_number(kept[:-1]) & _number(kept[1:])).to_bytes(count, "little")
    mixed[6::8] = (_number(before) ^ _number(after)).to_bytes(count, "little")
    mixed[5::8] = low[1:].translate(units.SHUFFLE_REST)
    mixed[4::8] = known[:-1]
    mixed[3::8] = known[1:]
    mixed[2::8] = _HIGH_LANE[:count]
    mixed[1::8] = _LOW_LANE[:count]
    left_out = mixed[7::8].count(0)
    return sort(bytes(mixed))[8 * left_out :]


def _sorted(numbers: bytes) -> bytes:
    """In rising order. Sorted in parts first, which fit the processor's nearest memory."""
    whole = struct.unpack(f"{_NATIVE}{len(numbers) // 8}d", numbers)
    ordered: list[float] = []
    size = len(whole) // 3 + 1
    for start in range(0, len(whole), size):
        ordered += sorted(whole[start : start + size])
    ordered.sort()
    return struct.pack(f"{_NATIVE}{len(ordered)}d", *ordered)


@cache
def _quickest_sort() -> Callable[[bytes], bytes]:
    """`_sorted` by NumPy, where it can be loaded: its builds refuse some old processors."""
    try:
        import numpy as np  # noqa: PLC0415 - costly to load
    except (ImportError, RuntimeError):
        return _sorted

    def sort(numbers: bytes) -> bytes:
        ordered = np.frombuffer(numbers, "<f8").copy()
        ordered.sort()
        return ordered.tobytes()

    return sort


def _group_starts(*lanes: bytes) -> bytes:
    """255 where the bytes of the lanes are not all the same as one place before, else 0."""
    changed = 0
    for lane in lanes:
        number = _number(lane)
        changed |= number ^ number << 8
    count = len(lanes[0])
    first = b"\xff" if count else b""
    return first + changed.to_bytes(count + 1, "little")[1:count].translate(_ANY)


def _split_often(
    text: str, starts: Sequence[int], new: bytes, raw: bytearray, often: set[str]
) -> Mapping[int, bytes]:
    """Thins frequent pairs in `raw` to one position a document; what is longer, by row."""
    split = {}
    many = bytes(_OFTEN)
    begin = new.find(many)
    while begin >= 0:
        end = new.find(255, begin)
        end = len(new) if end < 0 else end
        low, high = raw[8 * begin - 2 : 8 * end : 8], raw[8 * begin - 1 : 8 * end : 8]
        places = [255 * high + low - 256 for low, high in zip(low, high, strict=True)]
        split[text[places[0] : places[0] + 2]] = places
        _thin(raw, begin - 1, places, starts)
        begin = new.find(many, end)
    rows: defaultdict[int, list[str]] = defaultdict(list)
    unit_of = units.position_units().__getitem__
    for size in range(2, _LONGEST):
        often.update(split)
        longer = _lengthen(text, size, split)
        split = {}
        for gram, places in longer.items():
            once = len(places) > _OFTEN and size + 1 < _LONGEST
            row, key = units.long_slot(gram, once=once)
            shown = places
            if once:
                split[gram] = places
                shown = [places[at] for at in _first_of_each(places, starts)]
            rows[row].append(key)
            rows[row].extend(map(unit_of, shown))
    return {row: "".join(found).encode("utf-16-le") for row, found in rows.items()}


def _thin(raw: bytearray, at: int, places: list[int], starts: Sequence[int]) -> None:
    raw[8 * at + 5] = units.ONCE
    kept = bytearray(len(places))
    for first in _first_of_each(places, starts):
        kept[first] = 255
    for lane in (6, 7):
        span = slice(8 * at + lane, 8 * (at + len(places)), 8)
        raw[span] = (_number(raw[span]) & _number(kept)).to_bytes(len(kept), "little")


def _first_of_each(places: list[int], starts: Sequence[int]) -> list[int]:
    first = []
    at = 0
    for start, end in pairwise(starts):
        at = bisect_left(places, start, at)
        if at < len(places) and places[at] < end:
            first.append(at)
    return first


def _lengthen(text: str, size: int, often: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Where each text of `size` + 1 stands that begins or ends with one of `often`."""
    longer: dict[str, list[int]] = {}
    for gram, places in often.items():
        after, before = _by_char(text, places, size), _by_char(text, places, -1)
        longer.update((gram + char, found) for char, found in after.items() if char != BREAK)
        for char, found in before.items():
            # what also begins with one of `often` is found from there
            if char != BREAK and char + gram[:-1] not in often:
                longer[char + gram] = [place - 1 for place in found]
    return longer


def _by_char(text: str, places: list[int], offset: int) -> defaultdict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    chars = map(text.__getitem__, [place + offset for place in places])
    for char, place in zip(chars, places, strict=True):
        found[char].append(place)
    return found


def _number(lane: bytes | bytearray) -> int:
    return int.from_bytes(lane, "little")


def _little(numbers: array[int]) -> array[int]:
    """Little-endian, whatever the machine is."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
