"""The index as a set of parts, each with a digest: what has not changed need not be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import opencc

from termbook.search.blocks import Block, Volume, arrange, digest_of
from termbook.search.catalogue import catalogue_file
from termbook.search.entry import Entry
from termbook.search.files import row_files, spelling_file, text_files
from termbook.search.postings import Piece, Postings, encode

FORM: Final = f"1 {opencc.__version__}"
"""Stands in every digest: the form of the files, and what else decides the bytes."""


class Cache(Protocol):
    """Where made things are kept by digest. Losing any of it costs only time."""

    def get(self, key: str, /) -> bytes | None:
        """What was kept under `key`."""

    def put(self, key: str, data: bytes, /) -> None:
        """Keeps `data` under `key`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Files that are made together. Their names begin with `name`; `digest` changes with them."""

    name: str
    digest: str


class Index:
    """The index of some entries. `parts` is cheap; `write` makes the files of one of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._volumes = arrange(entries)
        self._blocks = [block for volume in self._volumes for block in volume.blocks]
        self._rows = {f"rows/{n}": volume for n, volume in enumerate(self._volumes)}
        self._texts = {f"texts/{n}": block for n, block in enumerate(self._blocks)}
        self._text_digests = {name: _shown(name, block) for name, block in self._texts.items()}
        self.parts: tuple[Part, ...] = (
            Part(name="catalogue", digest=self._catalogue_digest()),
            Part(name="spelling", digest=digest_of((FORM,))),
            *(
                Part(name=name, digest=digest_of((FORM, name, volume.digest)))
                for name, volume in self._rows.items()
            ),
            *(Part(name=name, digest=digest) for name, digest in self._text_digests.items()),
        )

    def write(self, part: Part, cache: Cache | None = None) -> dict[str, bytes]:
        """The files of a part: name below the site's search folder to content."""
        if part.name in self._rows:
            volume = self._rows[part.name]
            blocks = [_postings(block, cache) for block in volume.blocks]
            if cache is not None:
                runs = [block.runs for block in blocks]
                cache.put(_runs_key(volume), json.dumps(runs).encode())
            return row_files(part.name, volume, blocks)
        if part.name in self._texts:
            return text_files(part.name, self._texts[part.name])
        if part.name == "spelling":
            return spelling_file(part.name)
        runs = [_runs(volume, cache) for volume in self._volumes]
        digests = self._text_digests.values()
        return catalogue_file(part.name, self._entries, self._volumes, runs, digests)

    def missing(self, cache: Cache) -> list[Block]:
        """Blocks whose postings are not kept yet, for whoever makes them side by side."""
        return [block for block in self._blocks if cache.get(_postings_key(block)) is None]

    def _catalogue_digest(self) -> str:
        facets = (
            "\0".join((e.kind, e.kind_label, e.period, e.period_label, e.department, e.state,
                       e.state_label))
            for e in self._entries
        )  # fmt: skip
        volumes = [volume.digest for volume in self._volumes]
        return digest_of((FORM, *volumes, *self._text_digests.values(), *facets))


def make_postings(block: Block) -> tuple[str, bytes]:
    """The key and the bytes that a cache keeps of a block; any process may do it."""
    return _postings_key(block), _encode(block).to_bytes()


def build(entries: Sequence[Entry], cache: Cache | None = None) -> dict[str, bytes]:
    """All files of the search, by name below the site's search folder.

    The same entries give the same bytes, whatever the cache holds.
    """
    index = Index(entries)
    kept = cache or _Memory({})
    files: dict[str, bytes] = {}
    # the catalogue comes first in `parts` and needs what the rows' parts leave in the cache
    for part in reversed(index.parts):
        files.update(index.write(part, kept))
    return dict(sorted(files.items()))


class _Memory:
    def __init__(self, kept: dict[str, bytes]) -> None:
        self._kept = kept

    def get(self, key: str, /) -> bytes | None:
        return self._kept.get(key)

    def put(self, key: str, data: bytes, /) -> None:
        if key.startswith("runs-"):
            self._kept[key] = data


def _shown(name: str, block: Block) -> str:
    parts = (part for e in block.entries for part in (e.path, e.date, e.title, e.id, e.mark))
    return digest_of((FORM, name, *parts))


def _postings_key(block: Block) -> str:
    return f"postings-{digest_of((FORM, block.digest))}"


def _runs_key(volume: Volume) -> str:
    return f"runs-{digest_of((FORM, volume.digest))}"


def _encode(block: Block) -> Postings:
    return encode([(entry.heading(), entry.read()) for entry in block.entries])


def _postings(block: Block, cache: Cache | None) -> Postings:
    if cache is None:
        return _encode(block)
    kept = cache.get(_postings_key(block))
    if kept is not None:
        return Postings.from_bytes(kept)
    made = _encode(block)
    cache.put(_postings_key(block), made.to_bytes())
    return made


def _runs(volume: Volume, cache: Cache | None) -> list[list[list[Piece]]]:
    kept = cache.get(_runs_key(volume)) if cache is not None else None
    if kept is None:
        blocks = [_postings(block, cache).runs for block in volume.blocks]
        return [[list(run) for run in block] for block in blocks]
    return [[[Piece(*piece) for piece in run] for run in block] for block in json.loads(kept)]
