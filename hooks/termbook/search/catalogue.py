"""The first file that the browser reads: which parts there are, and the facets of every entry.

Small on purpose: a few bytes for an entry, since all of it comes with the first query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log2, prod
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, Self

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


class Layout(NamedTuple):
    """What the catalogue says of a volume's rows."""

    runs: Sequence[Sequence[Sequence[Piece]]]
    """The pieces of each run of each block."""
    often: Sequence[Sequence[str]]
    """What each block keeps once a document. Known beforehand, all rows of a query are fetched at
    once, those of what is longer too."""
    sizes: Sequence[int]
    """The length of each row in bytes: what a query costs, and how rare a pair is."""


class Shown(NamedTuple):
    """What the catalogue says of a volume, as it stands there."""

    pieces: str
    sizes: str
    often: list[str]

    @classmethod
    def of(cls, layout: Layout, together: int) -> Self:
        """Where `together` rows share a file."""
        often = {gram for block in layout.often for gram in block}
        return cls("".join(_pieces(layout)), _sizes(layout, together), sorted(often))


def row_sizes(offsets: Iterable[Sequence[int]]) -> list[int]:
    """How many bytes each row has over all runs, given where the rows of each begin."""
    return [end - start for start, end in pairwise(map(sum, zip(*offsets, strict=True)))]


_FACETS: Final = (
    ("kind", itemgetter(0, 1)),
    ("period", itemgetter(2, 3)),
    ("department", itemgetter(4, 4)),
    ("state", itemgetter(5, 6)),
)
_FACTS: Final = attrgetter(
    "kind", "kind_label", "period", "period_label", "department", "state", "state_label"
)


@dataclass(frozen=True, slots=True)
class Facets:
    """What results can be narrowed by: the values of each facet, and those of each entry."""

    tables: list[tuple[str, list[tuple[str, str]]]]
    """For each facet its name and its values, key and label; the first one is "none"."""
    digits: int
    """How many digits each entry has."""
    entries: str
    """The digits of all entries, in the order of the index."""


def list_facets(entries: Sequence[Entry], volumes: Sequence[Volume]) -> Facets:
    """The facets of `volumes`, values in the order in which `entries` first hold them."""
    facts = dict.fromkeys(map(_FACTS, entries))
    tables = []
    for name, part in _FACETS:
        values = dict.fromkeys([("", ""), *map(part, facts)])
        tables.append((name, list(values)))
    digits = 1
    while _BASE**digits < prod(len(values) for _, values in tables):
        digits += 1
    known = {fact: _write_facts(fact, tables, digits) for fact in facts}
    ordered = (entry for volume in volumes for block in volume.blocks for entry in block.entries)
    return Facets(tables, digits, "".join(known[fact] for fact in map(_FACTS, ordered)))


def _write_facts(
    facts: tuple[str, ...], tables: list[tuple[str, list[tuple[str, str]]]], digits: int
) -> str:
    number = 0
    for (_, part), (_, values) in zip(_FACETS, tables, strict=True):
        number = number * len(values) + values.index(part(facts))
    return "".join(_digit(number // _BASE**place % _BASE) for place in range(digits))


def catalogue_file(
    name: str,
    facets: Facets,
    volumes: Sequence[Volume],
    shown: Sequence[Shown],
    text_digests: Iterable[str],
) -> dict[str, bytes]:
    """The catalogue: `shown` is of each volume, `text_digests` have one for each block."""
    blocks = [block for volume in volumes for block in volume.blocks]
    value = {
        "traditional": _traditional(),
        "volumes": [
            [volume.digest[:8], rows_in_a_file(volume), rows.pieces, rows.sizes]
            for volume, rows in zip(volumes, shown, strict=True)
        ],
        "often": sorted({gram for rows in shown for gram in rows.often}),
        "blocks": "".join(_blocks(blocks, text_digests)),
        "together": TEXTS_IN_A_FILE,
        "facets": facets.tables,
        "digits": facets.digits,
        "entries": facets.entries,
    }
    return {f"{name}.js": script(name, value)}


def _pieces(layout: Layout) -> Iterator[str]:
    """For each run: how many pieces, then for each its title and length (see search.js)."""
    for block in layout.runs:
        last = -1
        for run in block:
            yield _digit(len(run))
            for piece in run:
                title = _LATER_PIECE if piece.document == last else min(piece.title, 126)
                last = piece.document
                yield _digit(title << 8 | min(piece.steps, _LONG))
                if piece.steps >= _LONG:
                    yield _digit(piece.steps)


def _sizes(layout: Layout, together: int) -> str:
    """The size of each file of rows, three to a digit: five bits of twice its logarithm."""
    starts = range(0, len(layout.sizes), together)
    sizes = [sum(layout.sizes[start : start + together]) for start in starts]
    levels = [min(31, max(0, round(2 * log2(max(size, 1))) - 10)) for size in sizes]
    return "".join(
        _digit(sum(level << 5 * place for place, level in enumerate(levels[at : at + 3])))
        for at in range(0, len(levels), 3)
    )


def _blocks(blocks: Sequence[Block], digests: Iterable[str]) -> Iterator[str]:
    """For each block: how many entries, then 45 bits of its texts' digest."""
    for block, digest in zip(blocks, digests, strict=True):
        yield _digit(block.facts.size)
        number = int(digest[:12], 16)
        yield from (_digit(number >> shift & 0x7FFF) for shift in (0, 15, 30))


@cache
def _traditional() -> str:
    """Which characters from U+3400 to U+9FFF the table of spelling.js is needed for, 15 a digit."""
    folded = simplified()
    return "".join(
        _digit(sum((chr(first + bit) in folded) << bit for bit in range(15)))
        for first in range(0x3400, 0xA000, 15)
    )


def _digit(number: int) -> str:
    return chr(_OFFSET + number)
