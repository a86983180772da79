"""Which entries are indexed together: blocks of some dozens, volumes of ten or twenty thousand.

Both are cut where the entries themselves say (the checksum of a path), not after a count, so that
one entry more or less moves the borders near it and leaves all others where they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple
from zlib import crc32

from termbook.search.entry import Entry
from termbook.search.units import CAPACITY

_BLOCK_FROM = CAPACITY * 5 // 8
_BLOCK_UP_TO = CAPACITY * 31 // 32
_VOLUME_FROM = 320
_VOLUME_UP_TO = 512

_SHOWN: Final = attrgetter("path", "date", "title", "id")


class Facts(NamedTuple):
    """What is known of a block without its entries."""

    digest: str
    """Changes with any title, id or text in it, and with their order."""
    shown: str
    """Changes with anything that is shown of its entries, too."""
    length: int
    """Characters, roughly."""
    size: int
    """Entries."""


class Block:
    """Consecutive entries whose texts fill about one run of positions.

    Where `facts` are given, the entries need not be, before somebody asks for them.
    """

    def __init__(
        self, entries: Sequence[Entry] | Callable[[], Sequence[Entry]], facts: Facts | None = None
    ) -> None:
        self._entries = entries
        if facts is not None:
            self.facts = facts

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The entries, the oldest first."""
        return self._entries() if callable(self._entries) else self._entries

    @property
    def digest(self) -> str:
        """Tells its texts from others."""
        return self.facts.digest

    @cached_property
    def facts(self) -> Facts:
        """What they come to."""
        marks = [entry.mark for entry in self.entries]
        shown = chain.from_iterable(map(_SHOWN, self.entries))
        return Facts(
            digest=digest_of(marks),
            shown=digest_of([*marks, *shown]),
            length=sum(entry.length for entry in self.entries),
            size=len(self.entries),
        )


@dataclass(frozen=True)
class Volume:
    """Consecutive blocks that share files."""

    blocks: tuple[Block, ...]

    @cached_property
    def digest(self) -> str:
        """Changes with any of its blocks."""
        return digest_of(block.digest for block in self.blocks)

    @cached_property
    def length(self) -> int:
        """Characters, roughly."""
        return sum(block.facts.length for block in self.blocks)


def arrange(entries: Sequence[Entry]) -> tuple[Volume, ...]:
    """The entries in volumes and blocks, the oldest first (those of a day by path)."""
    ordered = sorted(entries, key=attrgetter("date", "path"))
    blocks = [Block(part) for part in cut(ordered)]
    return tuple(Volume(part) for part in _cut_blocks(blocks))


def cut(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Cuts entries into blocks. Where one begins follows from what is in it and the next entry."""
    start = length = 0
    for place, entry in enumerate(entries):
        more = entry.length
        full = length + more > _BLOCK_UP_TO
        if place > start and (full or (length > _BLOCK_FROM and _begins(entry, 8))):
            yield tuple(entries[start:place])
            start, length = place, 0
        length += more
    if start < len(entries):
        yield tuple(entries[start:])


def _cut_blocks(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    start = 0
    for place, block in enumerate(blocks):
        count = place - start
        if count >= _VOLUME_UP_TO or (count >= _VOLUME_FROM and _begins(block.entries[0], 128)):
            yield tuple(blocks[start:place])
            start = place
    if start < len(blocks):
        yield tuple(blocks[start:])


def _begins(entry: Entry, one_in: int) -> bool:
    return crc32(entry.path.encode("utf-8", "surrogatepass")) % one_in == 0


def digest_of(parts: Iterable[str]) -> str:
    """One digest for a row of texts, 128 bits in hexadecimal. Where one ends counts too."""
    texts = list(parts)
    lengths = ",".join(map(str, map(len, texts)))
    whole = f"{lengths}:{''.join(texts)}"
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
