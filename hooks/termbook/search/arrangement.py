"""How entries are arranged in an index, kept so that a change of a few need not look at all.

Where the words of an entry change, its block stays what it was, but for this entry, unless its
length moves the borders between blocks. So the next build reads how many and which blocks there
are, and the entries of the one or two that it makes anew.
"""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Any, Final, NamedTuple, Self

from termbook.search.blocks import Block, Facts, Volume, arrange, cut
from termbook.search.catalogue import Facets, list_facets
from termbook.search.entry import Entry

_KEPT: Final = (
    "path", "title", "kind", "kind_label", "period", "period_label", "department", "state",
    "state_label", "date", "id", "key",
)  # fmt: skip
_values = attrgetter(*_KEPT)
_place = attrgetter("date", "path")
_fixed = attrgetter(*(name for name in _KEPT if name not in ("title", "id", "key")))
"""What does not change with the words of an entry."""


class Arrangement(NamedTuple):
    """The volumes of an index, and the facets of their entries."""

    volumes: tuple[Volume, ...]
    facets: Facets

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Self:
        """The arrangement of `entries`, which may come in any order."""
        volumes = arrange(entries)
        return cls(volumes, list_facets(entries, volumes))

    @property
    def blocks(self) -> list[Block]:
        """All blocks, the oldest entries first."""
        return [block for volume in self.volumes for block in volume.blocks]

    def entries(self) -> list[Entry]:
        """All entries, the oldest first."""
        return [entry for block in self.blocks for entry in block.entries]

    def restated(self, entries: Iterable[Entry]) -> Self:
        """The arrangement where `entries` have other texts.

        Raises LookupError for an entry that was not there, or that differs in more than its text.
        """
        blocks = self.blocks
        firsts = [_first(block) for block in blocks]
        changed: dict[int, list[Entry]] = {}
        for entry in entries:
            number = bisect_right(firsts, _place(entry)) - 1
            block = changed.setdefault(number, list(blocks[number].entries))
            places = [place for place, old in enumerate(block) if _fixed(old) == _fixed(entry)]
            if number < 0 or len(places) != 1:
                raise LookupError(entry.path)
            block[places[0]] = entry
        for number, block in changed.items():
            blocks[number] = Block(tuple(block))
        for number in changed:
            after = blocks[number + 1].entries[:1] if number + 1 < len(blocks) else ()
            [here, *_] = cut([*blocks[number].entries, *after])
            if len(here) != len(blocks[number].entries):
                # borders move, maybe to the end; what entries can be narrowed by stays as it is
                whole = [entry for block in blocks for entry in block.entries]
                return self._replace(volumes=arrange(whole))
        rest = iter(blocks)
        volumes = tuple(Volume(tuple(islice(rest, len(v.blocks)))) for v in self.volumes)
        return self._replace(volumes=volumes)

    def to_rows(self) -> list[Any]:
        """All that `from_rows` needs, as texts, numbers, bytes and rows of them.

        Every entry must have a `key`.
        """
        volumes = [[_row(block) for block in volume.blocks] for volume in self.volumes]
        return [volumes, self.facets.tables, self.facets.digits, self.facets.entries]

    @classmethod
    def from_rows(cls, rows: Sequence[Any], read: Callable[[str], str]) -> Self:
        """What was written down. `read` gives the text of an entry by its key."""
        volumes, *facets = rows
        kept = (Volume(tuple(_KeptBlock(row, read) for row in blocks)) for blocks in volumes)
        return cls(tuple(kept), Facets(*facets))


class _KeptBlock(Block):
    """A block as it was written down, whose entries are unpacked when somebody asks for them."""

    def __init__(self, row: Sequence[Any], read: Callable[[str], str]) -> None:
        self.row = row
        *facts, _, entries = row
        super().__init__(partial(_unpack, entries, read), Facts(*facts))


def _row(block: Block) -> Sequence[Any]:
    if isinstance(block, _KeptBlock):
        return block.row
    entries = [(*_values(entry), entry.mark, _size(entry)) for entry in block.entries]
    return (*block.facts, _first(block), marshal.dumps(entries))


def _first(block: Block) -> tuple[str, str]:
    """The place of the first entry in the order of all."""
    found: tuple[str, str] = (
        block.row[-2] if isinstance(block, _KeptBlock) else _place(block.entries[0])
    )
    return found


def _size(entry: Entry) -> int:
    return entry.size or len(entry.read())


def _unpack(data: bytes, read: Callable[[str], str]) -> list[Entry]:
    return [
        Entry(
            **dict(zip(_KEPT, values, strict=True)),
            text=partial(read, values[-1]),
            digest=mark,
            size=size,
        )
        for *values, mark, size in marshal.loads(data)  # noqa: S302 - from a store that nobody else writes
    ]
