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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR
from tempfile import mkdtemp
from typing import Final
from unicodedata import normalize

from termbook.edges.engine import engine_digest
from termbook.edges.out import (
    MARK,
    PREFIX,
    OutIsNotOurs,
    clear_leftovers,
    may_be_replaced,
    put_in_place,
)
from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.store import Store, read_whole, write_whole

APART: Final = "search/"
"""A folder of thousands of small files that nobody opens: only its own times are looked at."""

_NOTES: Final = "written"

_Sign = tuple[int, int, int, bool]
"""Times of the last change of content and of anything (ns), number, whether it is a folder."""

_Signs = dict[str, _Sign]
"""What tells whether anybody has touched a file or a folder, by path."""


class OvertakenError(Exception):
    """Somebody else changed the folder meanwhile: what was written fits no longer."""


class Publication:
    """One site on its way into `target`. Files are written below `staging`."""

    def __init__(self, target: Path, workplace: Path, notes_folder: Path | None) -> None:
        self.target = target
        self.staging = workplace / "site"
        self.staging.mkdir()
        self.changes = False
        """Whether only what differs from the folder as it stands is written."""
        self.before: dict[str, str] = {}
        self.noted: dict[str, str] = {}
        """The origins of the files that stand there, and what else the last build noted."""
        self.origins: dict[str, str] = {}
        """What each file of the site is made of, by path."""
        self.notes: dict[str, str] = {}
        """What the next build is told."""
        self.notes_folder = notes_folder
        """Where the store keeps what is noted of this site."""
        self._workplace = workplace
        self._folders: set[str] = set()
        self._signs: _Signs = {}

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

    def begin_again(self) -> None:
        """Forgets what was noted so far; files may be written a second time."""
        self.origins.clear()
        self.notes.clear()

    def recall(self) -> None:
        """Looks up what was noted of the folder, and whether it stands as it was left then."""
        if self.notes_folder is None or not (self.target / MARK).is_file():
            return
        with suppress(OSError, ValueError, EOFError, TypeError):
            signs, before, noted = from_bytes(read_whole(self.notes_folder / _NOTES))
            if signs == _signs_below(self.target):
                self._signs, self.before, self.noted = signs, before, noted
                self.changes = True

    def finish(self) -> None:
        """Puts the site in place. Raises OvertakenError, OSError."""
        signs = self._move() if self.changes else self._put()
        noted = (signs, self.origins, self.notes)
        if self.notes_folder is None or signs is None:
            return
        if noted != (self._signs, self.before, self.noted):
            write_whole(self.notes_folder / _NOTES, to_bytes(noted))

    def _put(self) -> _Signs | None:
        """Puts the whole in the place of what stands; the signs, if it stands there untouched."""
        (self.staging / MARK).write_bytes(b"")
        ours = _sign(self.staging)
        put_in_place(self.staging, self.target)
        with suppress(OSError):
            signs = _signs_below(self.target)
            now = _sign(self.target)
            if (now[0], now[2]) == (ours[0], ours[2]):  # renaming changes the other time
                return signs
        return None

    def _move(self) -> _Signs:
        """Moves what was written into the folder that stands, and removes what is gone."""
        before, now = self.before, self.origins
        gone = before.keys() - now.keys()
        written = [path for path, origin in now.items() if before.get(path) != origin]
        if not gone and not written:
            return self._signs
        moved = {path: _sign(self.staging / path) for path in written}
        try:
            self._take_mark()
            # a name that differs in case alone is the same file on some systems
            folded = set(map(_folded, written))
            self._remove(path for path in gone if _folded(path) in folded)
            folders = set()
            for path in written:
                target = self.target / path
                if target.parent not in folders:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    folders.add(target.parent)
                (self.staging / path).replace(target)
            self._remove(gone)
            for folder in sorted({path.rpartition("/")[0] for path in gone}, reverse=True):
                _remove_empty(self.target, folder)
            (self.target / MARK).write_bytes(b"")
            signs = _signs_below(self.target)
        except (OSError, OvertakenError) as problem:
            # also where a folder stands in the way of a file; the whole will tell what is wrong
            with suppress(OSError):
                (self._workplace / MARK).replace(self.target / MARK)
            raise OvertakenError from problem
        self._look_for_others(signs, moved)
        return signs

    def _take_mark(self) -> None:
        """Makes the folder one that is not taken for ours if this is cut short.

        Of two builds that want to change it, only one gets the mark.
        """
        mark = self._workplace / MARK
        (self.target / MARK).replace(mark)
        taken, known = _sign(mark), self._signs[MARK]
        if (taken[0], taken[2]) != (known[0], known[2]):
            raise OvertakenError

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            (self.target / path).unlink(missing_ok=True)

    def _look_for_others(self, signs: _Signs, moved: _Signs) -> None:
        """Raises OvertakenError where a file is not what it was, nor what we made it."""
        if any(path not in signs and not path.startswith(APART) for path in self.origins):
            raise OvertakenError
        for path, sign in signs.items():
            ours = moved.get(path) or self._signs.get(path)
            if path == MARK or sign[3]:
                continue
            if ours is None or (sign[0], sign[2]) != (ours[0], ours[2]):
                raise OvertakenError


@contextmanager
def publication(
    target: Path, store: Store | None, *, any_folder: bool = False, whole: bool = False
) -> Iterator[Publication]:
    """A site for the folder `target`, which is there when the block ends without a fault.

    `whole` says that nothing of what stands there is to be kept. Raises OutIsNotOurs, before
    anything is written, where `target` is a file or holds something that no build of ours wrote
    (`any_folder`: then it is replaced all the same); OvertakenError at the end where somebody else
    has changed it meanwhile, which cannot be unless it was to be kept; OSError where it cannot be
    written. `target` is as it was then.
    """
    if target.exists() and not may_be_replaced(target, any_folder=any_folder):
        raise OutIsNotOurs(str(target))
    # what another version of the program made of the same is not the same
    notes = store.folder("sites", str(target), engine_digest()) if store is not None else None
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target.parent)
    workplace = Path(mkdtemp(prefix=PREFIX, dir=target.parent))
    try:
        made = Publication(target, workplace, notes)
        if not whole:
            made.recall()
        yield made
        made.finish()
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()


def _remove_empty(root: Path, folder: str) -> None:
    while folder:
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.rpartition("/")[0]


def _sign(path: Path) -> _Sign:
    status = path.lstat()
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_ino, S_ISDIR(status.st_mode))


def _signs_below(root: Path) -> _Signs:
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
                is_folder = S_ISDIR(status.st_mode)
                path = prefix + os.fsdecode(item.name)
                found[path] = (status.st_mtime_ns, status.st_ctime_ns, status.st_ino, is_folder)
                if is_folder:
                    waiting.append((item.path, f"{path}/"))
    return found
