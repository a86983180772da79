"""The index as a set of parts, each with a digest: what has not changed need not be made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import opencc

from termbook.search.arrangement import Arrangement
from termbook.search.blocks import Block, Volume, digest_of
from termbook.search.catalogue import Layout, Shown, catalogue_file, row_sizes
from termbook.search.entry import Entry
from termbook.search.files import row_files, rows_in_a_file, spelling_file, text_files
from termbook.search.patching import Change, patched_rows
from termbook.search.postings import Piece, Postings, encode

FORM: Final = f"3 {opencc.__version__}"
"""Stands in every digest: the form of the files, and what else decides the bytes."""

TEXTS: Final = "texts/"
"""How the names of those parts begin that hold the texts of a block, as they are shown."""

Texts = Sequence[tuple[str, str]]
"""Heading and text of each entry of a block."""


_FEW: Final = 4
"""Blocks of a volume that may have changed for it to be patched rather than made anew."""

_MANY: Final = 24
"""Blocks from which on it pays to load NumPy."""


class Cache(Protocol):
    """Where made things are kept by digest. Losing any of it costs only time."""

    def get(self, key: str, /) -> bytes | None:
        """What was kept under `key`."""

    def put(self, key: str, data: bytes, /) -> None:
        """Keeps `data` under `key`."""


class Spread(Protocol):
    """The built-in `map`, or that of a `concurrent.futures.Executor`."""

    def __call__(
        self, make: Callable[[Texts], bytes], texts: Iterable[Texts], /
    ) -> Iterable[bytes]:
        """`make` of each, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Files that are made together: `name`.js, or all below the folder `name`.

    `digest` changes whenever one of them does, so that of an unchanged part nothing need be
    asked for or written.
    """

    name: str
    digest: str


class Index:
    """The index of some entries. `parts` is cheap; `write` makes the files of one of them."""

    def __init__(
        self, entries: Sequence[Entry] = (), *, arrangement: Arrangement | None = None
    ) -> None:
        """`arrangement` is that of the entries, where it is known."""
        self.arrangement = arrangement or Arrangement.of(entries)
        self._volumes, self._facets = self.arrangement
        self._blocks = [block for volume in self._volumes for block in volume.blocks]
        self._rows = {f"rows/{n}": volume for n, volume in enumerate(self._volumes)}
        self._texts = {f"{TEXTS}{n}": block for n, block in enumerate(self._blocks)}
        self._text_digests = {
            name: digest_of((FORM, name, block.facts.shown)) for name, block in self._texts.items()
        }
        self._shown: dict[str, Shown] = {}
        self.parts: tuple[Part, ...] = (
            *(
                Part(name=name, digest=digest_of((FORM, name, volume.digest)))
                for name, volume in self._rows.items()
            ),
            *(Part(name=name, digest=digest) for name, digest in self._text_digests.items()),
            Part(name="spelling", digest=digest_of((FORM,))),
            Part(name="catalogue", digest=self._catalogue_digest()),
        )

    def write(
        self, part: Part, cache: Cache | None = None, spread: Spread = map
    ) -> dict[str, bytes]:
        """The files of a part: name below the site's search folder to content.

        The same entries give the same bytes, whatever the cache holds. `spread` takes the costly
        step to other processes.
        """
        if part.name in self._rows:
            volume = self._rows[part.name]
            return row_files(part.name, volume, self._postings(volume, cache, spread))
        if part.name in self._texts:
            return text_files(part.name, self._texts[part.name])
        if part.name == "spelling":
            return spelling_file(part.name)
        return catalogue_file(
            part.name,
            self._facets,
            self._volumes,
            [self._show(volume, cache, spread) for volume in self._volumes],
            self._text_digests.values(),
        )

    def blocks_of(self, part: Part) -> list[str]:
        """The digests of the blocks that a part of rows is made of; none for other parts."""
        volume = self._rows.get(part.name)
        return [] if volume is None else [block.digest for block in volume.blocks]

    def keys(self) -> list[str]:
        """All that this index may ask a cache for."""
        volumes = [make(v.digest) for v in self._volumes for make in (_layout_key, _shown_key)]
        return [*volumes, *(_postings_key(block.digest) for block in self._blocks)]

    def rewrite(
        self,
        part: Part,
        before: Sequence[str],
        read: Callable[[str], bytes | None],
        cache: Cache,
    ) -> dict[str, bytes] | None:
        """Those files of a part that differ from the files that `read` gives.

        They were made of the blocks `before` (`blocks_of`). None where that is no shorter way
        than `write`, or where the cache has lost what is needed for it.
        """
        blocks = self.blocks_of(part)
        changed = [
            n for n, (old, new) in enumerate(zip(before, blocks, strict=False)) if old != new
        ]
        kept = _kept_layout(digest_of(before), cache)
        if kept is None or len(before) != len(blocks) or not 0 < len(changed) <= _FEW:
            return None
        volume = self._rows[part.name]
        runs, often, sizes = list(kept.runs), list(kept.often), list(kept.sizes)
        changes = []
        for number in changed:
            old = cache.get(_postings_key(before[number]))
            [postings] = self._some_postings([volume.blocks[number]], cache, map)
            if old is None or len(postings.runs) != len(runs[number]):
                return None  # all later runs have other numbers
            first = sum(map(len, runs[:number]))
            changes.append(Change.between(first, Postings.from_bytes(old), postings))
            runs[number], often[number] = postings.runs, postings.often
        files = patched_rows(part.name, rows_in_a_file(volume), read, changes, sizes)
        if files is not None:
            self._settle(volume, Layout(runs, often, sizes), cache)
        return files

    def _postings(self, volume: Volume, cache: Cache | None, spread: Spread) -> list[Postings]:
        found = self._some_postings(volume.blocks, cache, spread)
        often = [postings.often for postings in found]
        offsets = [of_run for postings in found for of_run in postings.offsets]
        layout = Layout([postings.runs for postings in found], often, row_sizes(offsets))
        self._settle(volume, layout, cache)
        return found

    def _some_postings(
        self, blocks: Sequence[Block], cache: Cache | None, spread: Spread
    ) -> list[Postings]:
        keys = [_postings_key(block.digest) for block in blocks]
        kept = [cache.get(key) if cache is not None else None for key in keys]
        missing = [place for place, data in enumerate(kept) if data is None]
        texts = (
            [(entry.heading(), entry.read()) for entry in blocks[place].entries]
            for place in missing
        )
        make = make_postings if len(missing) < _MANY else make_many_postings
        for place, data in zip(missing, spread(make, texts), strict=True):
            kept[place] = data
            if cache is not None:
                cache.put(keys[place], data)
        return [Postings.from_bytes(data) for data in kept if data is not None]

    def _settle(self, volume: Volume, layout: Layout, cache: Cache | None) -> None:
        shown = Shown.of(layout, rows_in_a_file(volume))
        self._shown[volume.digest] = shown
        if cache is not None:
            cache.put(_layout_key(volume.digest), json.dumps(layout).encode())
            cache.put(_shown_key(volume.digest), json.dumps(shown).encode())

    def _show(self, volume: Volume, cache: Cache | None, spread: Spread) -> Shown:
        if volume.digest not in self._shown:
            kept = cache.get(_shown_key(volume.digest)) if cache is not None else None
            if kept is None:
                self._postings(volume, cache, spread)
            else:
                self._shown[volume.digest] = Shown(*json.loads(kept))
        return self._shown[volume.digest]

    def _catalogue_digest(self) -> str:
        volumes = [volume.digest for volume in self._volumes]
        tables = json.dumps(self._facets.tables)
        return digest_of(
            (FORM, *volumes, *self._text_digests.values(), tables, self._facets.entries)
        )


def make_postings(texts: Texts) -> bytes:
    """The postings of a block's texts, as a cache keeps them. Any process may make them."""
    return encode(texts).to_bytes()


def make_many_postings(texts: Texts) -> bytes:
    """As `make_postings`, by a process that makes many."""
    return encode(texts, many=True).to_bytes()


def build(
    entries: Sequence[Entry], cache: Cache | None = None, spread: Spread = map
) -> dict[str, bytes]:
    """All files of the search, by name below the site's search folder."""
    index = Index(entries)
    files: dict[str, bytes] = {}
    for part in index.parts:
        files.update(index.write(part, cache, spread))
    return files


def _postings_key(block: str) -> str:
    return f"postings-{digest_of((FORM, block))}"


def _layout_key(volume: str) -> str:
    return f"layout-{digest_of((FORM, volume))}"


def _shown_key(volume: str) -> str:
    return f"shown-{digest_of((FORM, volume))}"


def _kept_layout(volume: str, cache: Cache | None) -> Layout | None:
    """The layout of the volume with that digest, if it is kept."""
    kept = cache.get(_layout_key(volume)) if cache is not None else None
    if kept is None:
        return None
    runs, often, sizes = json.loads(kept)
    return Layout([[[Piece(*p) for p in run] for run in block] for block in runs], often, sizes)
