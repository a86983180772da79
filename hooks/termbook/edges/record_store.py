"""What was parsed of a records folder, kept so that only changed files are read again.

A file is known by its sign (`snapshot`); where that leaves a doubt, by its bytes. What was parsed
depends on the settings in archive.yml too, and on the code, so all three are in the key.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from termbook.diagnostics import Diagnostic
from termbook.edges.by_folder import ByFolder, Packed
from termbook.edges.engine import engine_digest
from termbook.edges.forking import WORTH_IT, forked, forks_safely
from termbook.edges.pack import Pack
from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.snapshot import Listing, Sign, Snapshot, take
from termbook.edges.store import Store, digest_of
from termbook.model.institution import Institution
from termbook.model.packed import Row, pack_finding, pack_parsed, unpack_finding
from termbook.model.parse import Parsed

PACK = "records"

_PORTIONS: Final = 4
"""Portions for each process, so that none waits long for a slower one."""


class File(NamedTuple):
    """A record's file, with what reads it and what parses its bytes."""

    path: str
    read: Callable[[], bytes | Diagnostic]
    parse: Callable[[bytes], Parsed]


_Made = tuple[str, str, bytes]


class About(NamedTuple):
    """What a run notes of a records folder beside what it parsed. Made of what `rows` can write."""

    settings: str
    """Tells the settings by which records were parsed from others."""
    taken: int
    listings: dict[str, Listing]
    """The snapshot of the folder (see there)."""
    keys: Packed
    """Under what key the pack holds what was parsed of each record, by path."""
    others: dict[str, tuple[Sign, Any]]
    """What was made of other files."""
    beside: str
    """Tells the state of all files that are no records from any other."""
    checked: tuple[int, list[Row], int, Row]
    """What `check` found: as of which day (an ordinal), the findings, how many records there
    are, and the institution's settings."""

    @property
    def snapshot(self) -> Snapshot:
        """The folder as it was."""
        return Snapshot(self.taken, self.listings)


def about_of(pack: Pack) -> About | None:
    """What the last run noted."""
    return About(*pack.about) if pack.about is not None else None


class RecordStore:
    """What is known of the files of one records folder. Without a store nothing is kept.

    `institution` are the settings by which records are parsed; what was parsed by others is not
    known here.
    """

    def __init__(self, root: Path, store: Store | None) -> None:
        self.snapshot = take(root)
        self.signs = self.snapshot.signs()
        self._pack = Pack(folder_of(store, root) / PACK) if store is not None else None
        about = about_of(self._pack) if self._pack is not None else None
        before = about.snapshot if about else Snapshot(0, {})
        self._same = before.settled_signs()
        self._settings = about.settings if about else ""
        self._keys: Mapping[str, str] = ByFolder(about.keys) if about else {}
        self._others = about.others if about else {}
        self._noted: dict[str, str] = {}
        self._noted_others: dict[str, tuple[Sign, Any]] = {}

    def settle(self, institution: Institution) -> None:
        """Says by which settings records are parsed, before the first one is asked for."""
        settings = digest_of((repr(institution),))
        if settings != self._settings:
            self._settings, self._keys, self._others = settings, {}, {}

    def parsed(self, files: Sequence[File]) -> list[Row]:
        """What each of `files` gives: kept, or else read and parsed now, side by side if many."""
        rows: dict[str, Row] = {}
        missing: list[File] = []
        for file in files:
            row = self._kept(file.path)
            if row is None:
                missing.append(file)
            else:
                rows[file.path] = row
        for path, key, data in self._make(missing):
            rows[path] = from_bytes(data)
            if key:
                self._keep(path, key, data)
        return [rows[file.path] for file in files]

    def _kept(self, path: str) -> Row | None:
        """What was parsed of a file whose sign says that it is as it was."""
        key = self._keys.get(path)
        if key is None or not self._is_same(path):
            return None
        row = self._row(key)
        if row is not None:
            self._noted[path] = key
        return row

    def _is_same(self, path: str) -> bool:
        before = self._same.get(path)
        return before is not None and before == self.signs.get(path)

    def _make(self, files: Sequence[File]) -> Iterator[_Made]:
        count = os.cpu_count() or 1
        if len(files) < WORTH_IT or count == 1 or not forks_safely():
            yield from map(self.made_of, files)
            return
        if self._pack is not None:
            self._pack.close()  # a file that two processes seek in is read at the wrong places
        portions = count * _PORTIONS
        _inherited[:] = [(self, [files[n::portions] for n in range(portions)])]
        try:
            with forked(count) as executor:
                for made in executor.map(_made_by_another, range(portions)):
                    yield from made
        finally:
            _inherited.clear()

    def made_of(self, file: File) -> _Made:
        """Path, key and row of one file; no key where it could not be read."""
        data = file.read()
        if isinstance(data, Diagnostic):
            return file.path, "", to_bytes((file.path, None, [pack_finding(data)], ""))
        key = digest_of((file.path, sha256(data).hexdigest(), self._settings))
        kept = self._pack.get(key) if self._pack is not None else None
        return file.path, key, kept or to_bytes(pack_parsed(file.parse(data)))

    def _keep(self, path: str, key: str, data: bytes) -> None:
        if self._pack is not None and key not in self._pack:
            self._pack.put(key, data)
        if path in self.signs:
            self._noted[path] = key

    def checksum(self, path: str, make: Callable[[], str | None]) -> str | None:
        """The SHA-256 of a file beside records."""
        found = self._made("sum", path, make)
        return found if isinstance(found, str) else None

    def faults(self, path: str, make: Callable[[], list[Diagnostic]]) -> list[Diagnostic]:
        """What is wrong with a picture."""
        rows = self._made("faults", path, lambda: [pack_finding(found) for found in make()])
        return [unpack_finding(row) for row in rows]

    @cached_property
    def keys(self) -> ByFolder[str]:
        """Under what key the pack holds what was parsed of each record, by path.

        Asked for when all records are known, as `beside`.
        """
        return ByFolder.of(self._noted)

    @cached_property
    def beside(self) -> str:
        """Tells the state of all files that are no records from any other."""
        return self.snapshot.mark_beside(self._noted)

    def save(
        self, institution: Institution, on: dt.date, found: Iterable[Diagnostic], count: int
    ) -> None:
        """Keeps what this run has found out, and what `check` found in it as of a day."""
        if self._pack is None:
            return
        self._pack.touch(self._noted.values())
        settings = (*astuple(institution),)
        about = About(
            settings=self._settings,
            taken=self.snapshot.taken,
            listings=dict(self.snapshot.listings),
            keys=self.keys.packed(),
            others=self._noted_others,
            beside=self.beside,
            checked=(on.toordinal(), [pack_finding(one) for one in found], count, settings),
        )
        self._pack.save(tuple(about))
        self._pack.close()

    def _row(self, key: str) -> Row | None:
        data = self._pack.get(key) if self._pack is not None else None
        if data is None:
            return None
        row: Row = from_bytes(data)
        return row

    def _made(self, what: str, path: str, make: Callable[[], Any]) -> Any:
        name = f"{what}:{path}"
        sign = self.signs.get(path)
        known = self._others.get(name)
        if known is None or known[0] != sign or not self._is_same(path):
            if sign is None:
                return make()
            known = (sign, make())
        self._noted_others[name] = known
        return known[1]


_inherited: Final[list[tuple[RecordStore, list[Sequence[File]]]]] = []
"""What processes that are forked have already and need not be sent."""


def _made_by_another(number: int) -> list[_Made]:
    records, portions = _inherited[0]
    return [records.made_of(file) for file in portions[number]]


def folder_of(store: Store, root: Path) -> Path:
    """Where everything is kept that was made of the records at `root` by this code."""
    return store.folder("archives", str(root), engine_digest())
