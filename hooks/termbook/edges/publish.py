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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR
from tempfile import mkdtemp
from threading import Thread
from typing import Final
from unicodedata import normalize

from termbook.edges.by_folder import ByFolder, Packed
from termbook.edges.engine import engine_digest
from termbook.edges.forking import aside
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
_LARGE: Final = 10_000_000
"""Bytes of a file whose removal is worth a thread."""

_MANY: Final = 1_000_000
"""Bytes of notes, of some fifteen thousand files, from which on looking through these takes longer
than starting another process for it."""

_NO_FOLDERS: Final = 2
"""Names that a folder has where no folder lies in it, on file systems that count them so."""
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

_Sign = tuple[int, int, int, bool]
"""Times of the last change of content and of anything (ns), number, whether it is a folder."""

_Signs = ByFolder[_Sign]
"""What tells whether anybody has touched a file or a folder, by path."""


class OvertakenError(Exception):
    """Somebody else changed the folder meanwhile: what was written fits no longer."""


class Publication:
    """One site on its way into `target`. Files are written below `staging`."""

    def __init__(
        self, target: Path, workplace: Path, notes_folder: Path | None, *, private: bool = False
    ) -> None:
        self.target = target
        self.private = private
        """Whether nobody else knows of `target`, so that no time is spent on looking for others."""
        self.staging = workplace / "site"
        self.staging.mkdir()
        self._root = str(self.staging)
        self.changes = False
        """Whether only what differs from the folder as it stands is written."""
        self.before: ByFolder[str] = ByFolder()
        self.noted: dict[str, str] = {}
        """The origins of the files that stand there, and what else the last build noted."""
        self.origins: ByFolder[str] = ByFolder()
        """What each file of the site is made of, by path."""
        self.notes: dict[str, str] = {}
        """What the next build is told."""
        self.notes_folder = notes_folder
        """Where the store keeps what is noted of this site."""
        self._workplace = workplace
        self._replaced = workplace / "replaced"
        self._folders: set[str] = set()
        self._signs: _Signs = ByFolder()
        self.has_many = False
        """Whether so many files stand there that looking at all of them takes a while."""
        self.look: Callable[[], Packed] = partial(_look, target)
        """Gives the signs of all that stands in the folder, as they were after `recall`."""

    def stands(self, path: str, origin: str) -> bool:
        """Notes that the file `path` is made of `origin`; whether it stands there so already."""
        self.origins[path] = origin
        return self.before.get(path) == origin

    def keep_all(self) -> None:
        """Notes all that the last build did: another origin can still be said of single files."""
        self.origins = self.before.copy()
        self.notes.update(self.noted)

    def keep(self, folder: str) -> None:
        """Notes that all files of a folder, those below it apart, stand as they should."""
        self.origins.keep(folder, self.before)

    def drop(self, folder: str) -> None:
        """Takes back what was noted of the files of a folder."""
        self.origins.drop(folder)

    def write(self, path: str, data: bytes) -> None:
        """Writes a file of the site, whose origin was noted."""
        file = os.open(self._place(path), _NEW, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(file, view) :]
        finally:
            os.close(file)

    def copy(self, path: str, source: Path) -> None:
        """Copies a file into the site, whose origin was noted."""
        shutil.copyfile(source, self.place(path))

    def place(self, path: str) -> Path:
        """Where to write the file `path` now."""
        return Path(self._place(path))

    def _place(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.staging / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._root}/{path}"  # a Path takes longer to make than the file

    def spare(self, name: str) -> Path:
        """A folder for what is of use until this build ends."""
        return self._workplace / name

    def begin_again(self) -> None:
        """Forgets what was noted so far; files may be written a second time."""
        self.origins.clear()
        self.notes.clear()

    def recall(self) -> None:
        """Looks up what was noted of the folder, if nobody has put another in its place.

        Whether each file stands as it was left is seen at the end, before anything is changed:
        until then nothing is read of them but what `is_as_left`.
        """
        if self.notes_folder is None or not (self.target / MARK).is_file():
            return
        with suppress(OSError, ValueError, EOFError, TypeError):
            data = read_whole(self.notes_folder / _NOTES)
            signs, before, noted = from_bytes(data)
            self._signs = ByFolder(signs)
            if self.is_as_left(MARK):
                self.before, self.noted = ByFolder(before), noted
                self.changes = True
                self.has_many = len(data) > _MANY

    def is_as_left(self, path: str) -> bool:
        """Whether nobody has touched a file of the folder since our last build."""
        known = self._signs.get(path)
        return known is not None and known == self._now(path)

    def finish(self) -> None:
        """Puts the site in place. Raises OvertakenError, OSError."""
        known = (self._signs.packed(), self.before.packed(), self.noted)
        signs = self._move() if self.changes else self._put()
        if self.notes_folder is None or signs is None:
            return
        noted = (signs.packed(), self.origins.packed(), self.notes)
        if noted != known:
            write_whole(self.notes_folder / _NOTES, to_bytes(noted))

    def _put(self) -> _Signs | None:
        """Puts the whole in the place of what stands; the signs, if it stands there untouched."""
        (self.staging / MARK).write_bytes(b"")
        ours = _sign(self.staging)
        put_in_place(self.staging, self.target)
        with suppress(OSError):
            signs = _signs_below(self.target)
            now = _sign(self.target)
            if _content(now) == _content(ours):
                return signs
        return None

    def _move(self) -> _Signs:
        """Moves what was written into the folder that stands, and removes what is gone.

        Raises OvertakenError where anything there is not as our last build left it. What others
        touch after all was looked at, the next build will see: it is told of the signs from then.
        """
        gone, written = self._differing()
        moved = {path: _sign(self.staging / path) for path in written}
        touched = _folders_above([*gone, *written])
        removing = Thread(target=shutil.rmtree, args=(self._replaced, True))
        try:
            if not self.private and self._signs.differing(ByFolder(self.look())):
                raise OvertakenError
            if moved or gone:
                if any(folder in self._signs and not self.is_as_left(folder) for folder in touched):
                    raise OvertakenError
                self._take_mark()
                self._exchange(gone, written)
                (self.target / MARK).write_bytes(b"")
                removing.start()
            signs = self._noted_anew([*gone, *written, *touched, MARK])
            if any(
                _content(signs[path]) != _content(sign)
                for path, sign in moved.items()
                if not path.startswith(APART)
            ):
                raise OvertakenError
        except (OSError, LookupError, OvertakenError) as problem:
            # also where a folder stands in the way of a file; the whole will tell what is wrong
            with suppress(OSError):
                (self._workplace / MARK).replace(self.target / MARK)
            raise OvertakenError from problem
        finally:
            if removing.ident is not None:
                removing.join()
        return signs

    def _noted_anew(self, paths: Iterable[str]) -> _Signs:
        """The signs as they were, but for those of `paths`."""
        signs = self._signs.copy()
        for path in paths:
            sign = self._now(path)
            if sign is None or (path.startswith(APART) and not sign[3]):
                signs.pop(path, None)
            else:
                signs[path] = sign
        return signs

    def _exchange(self, gone: Sequence[str], written: Sequence[str]) -> None:
        # a name that differs in case alone is the same file on some systems
        folded = set(map(_folded, written))
        self._remove(path for path in gone if _folded(path) in folded)
        folders = set()
        for path in written:
            target = self.target / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            self._hold(target)
            (self.staging / path).replace(target)
        self._remove(gone)
        for folder in sorted({path.rpartition("/")[0] for path in gone}, reverse=True):
            _remove_empty(self.target, folder)

    def _hold(self, target: Path) -> None:
        """Gives a large file that is about to be replaced another name.

        A file is gone with its last name; for two hundred megabytes that takes as long as looking
        through fifty thousand files, and so is done meanwhile.
        """
        with suppress(OSError):
            if target.lstat().st_size > _LARGE:
                self._replaced.mkdir(exist_ok=True)
                os.link(target, Path(mkdtemp(dir=self._replaced)) / target.name)

    def _differing(self) -> tuple[list[str], list[str]]:
        """The files that are gone, and those that were written."""
        gone, written = [], []
        for folder in self.origins.differing(self.before):
            before, now = self.before.folder(folder), self.origins.folder(folder)
            prefix = f"{folder}/" if folder else ""
            gone += [prefix + name for name in before if name not in now]
            written += [prefix + name for name, made in now.items() if before.get(name) != made]
        return gone, written

    def _now(self, path: str) -> _Sign | None:
        try:
            return _sign(self.target / path)
        except OSError:
            return None

    def _take_mark(self) -> None:
        """Makes the folder one that is not taken for ours if this is cut short.

        Of two builds that want to change it, only one gets the mark.
        """
        mark = self._workplace / MARK
        (self.target / MARK).replace(mark)
        if _content(_sign(mark)) != _content(self._signs[MARK]):
            raise OvertakenError

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            (self.target / path).unlink(missing_ok=True)


@contextmanager
def publication(
    target: Path,
    store: Store | None,
    *,
    any_folder: bool = False,
    whole: bool = False,
    private: bool = False,
) -> Iterator[Publication]:
    """A site for the folder `target`, which is there when the block ends without a fault.

    `whole` says that nothing of what stands there is to be kept, `private` that nobody else knows
    of the folder. Raises OutIsNotOurs, before anything is written, where `target` is a file or
    holds something that no build of ours wrote (`any_folder`: then it is replaced all the same);
    OvertakenError at the end where somebody else has changed it, which cannot be unless it was to
    be kept; OSError where it cannot be written. `target` is as it was then.
    """
    if target.exists() and not may_be_replaced(target, any_folder=any_folder):
        raise OutIsNotOurs(str(target))
    # what another version of the program made of the same is not the same
    notes = store.folder("sites", str(target), engine_digest()) if store is not None else None
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target.parent)
    workplace = Path(mkdtemp(prefix=PREFIX, dir=target.parent))
    try:
        made = Publication(target, workplace, notes, private=private)
        if not whole:
            made.recall()
        with aside(made.look, worth_it=made.has_many and not private) as made.look:
            yield made
            made.finish()
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()


def _folders_above(paths: Iterable[str]) -> set[str]:
    """All folders that the files at `paths` lie in, at any depth."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


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


def _content(sign: _Sign) -> tuple[int, int]:
    """What stays the same of a sign when the file or folder is moved."""
    return sign[0], sign[2]


def _look(root: Path) -> Packed:
    return _signs_below(root).packed()


def _signs_below(root: Path) -> _Signs:
    found: dict[str, bytes] = {}
    waiting: list[tuple[str, str]] = [(str(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        apart = f"{prefix}/".startswith(APART)
        signs: dict[str, _Sign] = {}
        with os.scandir(folder) as listing:
            for item in listing:
                if apart and not item.is_dir(follow_symlinks=False):
                    continue
                status = item.stat(follow_symlinks=False)
                is_folder = S_ISDIR(status.st_mode)
                name = item.name
                signs[name] = (status.st_mtime_ns, status.st_ctime_ns, status.st_ino, is_folder)
                # a folder has a second name in itself, and one more in each folder within it
                if is_folder and not (apart and status.st_nlink == _NO_FOLDERS):
                    waiting.append((item.path, f"{prefix}/{name}" if prefix else name))
        if signs:
            found[prefix] = ByFolder.pack(signs)
    return ByFolder(found)
