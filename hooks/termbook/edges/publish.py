"""The folder that a build writes: as a whole beside the old one, or only what has changed.

A build says for every file of the site what it was made of (its *origin*, a digest) and writes
those whose origin is new. Where the folder stands as our last build left it, these files alone
are moved into it, one rename each, and what is no longer part of the site is removed. Anywhere
else a whole new folder is made, which takes the place of the old one at the end. Until then the
old site stands untouched; a build that is killed while files are moved leaves a folder that the
next build makes anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR
from tempfile import mkdtemp
from typing import Final

from termbook.edges.out import MARK, OutIsNotOurs, may_be_replaced, put_in_place
from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.store import Store, write_whole

APART: Final = "search/"
"""A folder of thousands of small files that nobody opens: only its own times are looked at."""

_PREFIX: Final = ".termbook-"
_NOTES: Final = "written"

_Signs = dict[str, tuple[int, ...]]
"""What tells whether anybody has touched a file or a folder, by path."""

_Known = tuple[dict[str, str], dict[str, str]]
"""The origins of a site's files, and other notes."""


class Publication:
    """One site on its way into `target`. Files are written below `staging`."""

    def __init__(
        self, target: Path, workplace: Path, known: _Known | None, notes_folder: Path | None
    ) -> None:
        self.target = target
        self.staging = workplace / "site"
        self.staging.mkdir()
        self.changes = known is not None
        """Whether only what differs from the folder as it stands is written."""
        self.before, self.noted = known or ({}, {})
        """The origins of the files that stand there, and what else the last build noted."""
        self.origins: dict[str, str] = {}
        """What each file of the site is made of, by path."""
        self.notes: dict[str, str] = {}
        """What the next build is told."""
        self.notes_folder = notes_folder
        """Where the store keeps what is noted of this site."""
        self._workplace = workplace
        self._folders: set[str] = set()

    def stands(self, path: str, origin: str) -> bool:
        """Notes that the file `path` is made of `origin`; whether it stands there so already."""
        self.origins[path] = origin
        return self.before.get(path) == origin

    def write(self, path: str, data: bytes) -> None:
        """Writes a file of the site, whose origin was noted."""
        self.place(path).write_bytes(data)

    def copy(self, path: str, source: Path) -> None:
        """Copies a file into the site, whose origin was noted."""
        shutil.copyfile(source, self.place(path))

    def place(self, path: str) -> Path:
        """Where to write the file `path` now."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.staging / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self.staging / path

    def spare(self, name: str) -> Path:
        """A folder for what is of use until this build ends."""
        return self._workplace / name


@contextmanager
def publication(
    target: Path, store: Store | None, *, any_folder: bool = False
) -> Iterator[Publication]:
    """A site for the folder `target`, which is there when the block ends without a fault.

    Raises OutIsNotOurs, before anything is written, where `target` is a file or holds something
    that no build of ours wrote (`any_folder`: then it is replaced all the same); OSError where it
    cannot be written. `target` is as it was then.
    """
    if target.exists() and not may_be_replaced(target, any_folder=any_folder):
        raise OutIsNotOurs(str(target))
    folder = store.folder("sites", str(target)) if store is not None else None
    notes = folder / _NOTES if folder is not None else None
    target.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(mkdtemp(prefix=_PREFIX, dir=target.parent))
    try:
        made = Publication(target, workplace, _known(target, notes), folder)
        yield made
        if made.changes:
            _move(made)
        else:
            (made.staging / MARK).write_bytes(b"")
            put_in_place(made.staging, target)
        if notes is not None:
            _note(target, notes, (made.origins, made.notes))
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _known(target: Path, notes: Path | None) -> _Known | None:
    """What was noted of `target`, if it stands as it was left."""
    if notes is None or not (target / MARK).is_file():
        return None
    with suppress(OSError, ValueError, EOFError, TypeError):
        signs, known = from_bytes(notes.read_bytes())
        if signs == _signs(target):
            return known[0], known[1]
    return None


def _note(target: Path, notes: Path, known: _Known) -> None:
    with suppress(OSError):
        write_whole(notes, to_bytes((_signs(target), known)))


def _move(made: Publication) -> None:
    """Moves what was written into the folder that stands, and removes what is gone."""
    before, now = made.before, made.origins
    gone = before.keys() - now.keys()
    written = [path for path, origin in now.items() if before.get(path) != origin]
    if not gone and not written:
        return
    # without its mark and with other times, the folder is not taken for ours if this is cut short
    (made.target / MARK).unlink()
    folders = set()
    for path in written:
        target = made.target / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        (made.staging / path).replace(target)
    for path in gone:
        (made.target / path).unlink(missing_ok=True)
    for folder in sorted({path.rpartition("/")[0] for path in gone}, reverse=True):
        _remove_empty(made.target, folder)
    (made.target / MARK).write_bytes(b"")


def _remove_empty(root: Path, folder: str) -> None:
    while folder:
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.rpartition("/")[0]


def _signs(root: Path) -> _Signs:
    found: _Signs = {}
    waiting: list[tuple[bytes, str]] = [(os.fsencode(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        apart = prefix.startswith(APART)
        with os.scandir(folder) as listing:
            for item in listing:
                if apart and not item.is_dir(follow_symlinks=False):
                    continue
                status = item.stat(follow_symlinks=False)
                path = prefix + os.fsdecode(item.name)
                found[path] = (status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
                if S_ISDIR(status.st_mode):
                    waiting.append((item.path, f"{path}/"))
    return found
