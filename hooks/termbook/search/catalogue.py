"""The first file that the browser reads: which parts there are, and the facets of every entry.

Small on purpose: a few bytes for an entry, since all of it comes with the first query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from termbook.search.blocks import Block, Volume
from termbook.search.entry import Entry
from termbook.search.files import TEXTS_IN_A_FILE, rows_in_a_file, script
from termbook.search.postings import Piece
from termbook.search.spelling import simplified

_BASE: Final = 0xD000
_OFFSET: Final = 0x80
"""A number is written as characters `_OFFSET + digit` in base `_BASE`: clear of surrogates."""

_LATER_PIECE: Final = 127
_LONG: Final = 255

Runs = Sequence[Sequence[Sequence[Piece]]]
"""The pieces of each run of each block of a volume."""

_FACETS: Final[dict[str, Callable[[Entry], tuple[str, str]]]] = {
    "kind": lambda entry: (entry.kind, entry.kind_label),
    "period": lambda entry: (entry.period, entry.period_label),
    "department": lambda entry: (entry.department, entry.department),
    "state": lambda entry: (entry.state, entry.state_label),
}


def catalogue_file(
    name: str,
    entries: Sequence[Entry],
    volumes: Sequence[Volume],
    runs: Sequence[Runs],
    text_digests: Iterable[str],
) -> dict[str, bytes]:
    """The catalogue. `entries` in the caller's order, which is that of the facets' values.

    `runs` are those of each volume, `text_digests` one for each block, in order.
    """
    ordered = [entry for volume in volumes for block in volume.blocks for entry in block.entries]
    tables = {facet: _values(entries, of) for facet, of in _FACETS.items()}
    sizes = [len(table) for table in tables.values()]
    digits = 1
    while _BASE**digits < sizes[0] * sizes[1] * sizes[2] * sizes[3]:
        digits += 1
    blocks = [block for volume in volumes for block in volume.blocks]
    value = {
        "traditional": _traditional(),
        "volumes": [
            [volume.digest[:8], rows_in_a_file(volume), "".join(_pieces(of_volume))]
            for volume, of_volume in zip(volumes, runs, strict=True)
        ],
        "blocks": "".join(_blocks(blocks, text_digests)),
        "together": TEXTS_IN_A_FILE,
        "facets": [
            [facet, [[key, label] for (key, label) in table]] for facet, table in tables.items()
        ],
        "digits": digits,
        "entries": "".join(_entries(ordered, tables, digits)),
    }
    return {f"{name}.js": script(name, value)}


def _values(
    entries: Sequence[Entry], of: Callable[[Entry], tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """The values of a facet, each with its number; 0 is "none"."""
    found = dict.fromkeys(map(of, entries))
    found.pop(("", ""), None)
    return {value: number for number, value in enumerate([("", ""), *found])}


def _pieces(runs: Runs) -> Iterator[str]:
    """For each run: how many pieces, then for each its title and length (see search.js)."""
    for block in runs:
        last = -1
        for run in block:
            yield _digit(len(run))
            for piece in run:
                title = _LATER_PIECE if piece.document == last else min(piece.title, 126)
                last = piece.document
                yield _digit(title << 8 | min(piece.steps, _LONG))
                if piece.steps >= _LONG:
                    yield _digit(piece.steps)


def _blocks(blocks: Sequence[Block], digests: Iterable[str]) -> Iterator[str]:
    """For each block: how many entries, then 45 bits of its texts' digest."""
    for block, digest in zip(blocks, digests, strict=True):
        yield _digit(len(block.entries))
        number = int(digest[:12], 16)
        yield from (_digit(number >> shift & 0x7FFF) for shift in (0, 15, 30))


def _entries(
    entries: Sequence[Entry], tables: dict[str, dict[tuple[str, str], int]], digits: int
) -> Iterator[str]:
    pairs = [(of, tables[facet]) for facet, of in _FACETS.items()]
    for entry in entries:
        number = 0
        for of, table in pairs:
            number = number * len(table) + table[of(entry)]
        for _ in range(digits):
            number, digit = divmod(number, _BASE)
            yield _digit(digit)


def _traditional() -> str:
    """Which characters from U+3400 to U+9FFF the table of spelling.js is needed for, 15 a digit."""
    folded = simplified()
    return "".join(
        _digit(sum((chr(first + bit) in folded) << bit for bit in range(15)))
        for first in range(0x3400, 0xA000, 15)
    )


def _digit(number: int) -> str:
    return chr(_OFFSET + number)
