"""Renumbering a record on disk: every file that refers to it is changed, or none is.

New content is first written beside each file, then put in place name by name. Where one of these
steps fails, those before it are taken back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from termbook.archive.renumbering import Change, RefusedError, Renumbering, plan
from termbook.edges.folder import load
from termbook.words import Words


def renumber(
    root: Path,
    old: str,
    new: str,
    *,
    file: Path | None = None,
    including: Sequence[Path] = (),
    here: Path,
) -> tuple[Renumbering, Words]:
    """Gives the record `old` below `root` the id `new`; what was done, and words to tell it with.

    `file` and `including` are as `plan` has them; they are relative to the folder `here` or to
    `root`. Raises NotADirectoryError where there are no records, and RefusedRenumberingError,
    with nothing changed.
    """
    collection = load(root).collection
    words = Words(collection.institution.language)

    def read(path: str) -> bytes:
        try:
            return (root / path).read_bytes()
        except OSError:
            raise RefusedError("renumber.unreadable", path=path, old=old) from None

    try:
        made = plan(
            collection,
            old,
            new,
            read=read,
            file=_below(root, here, file) if file is not None else "",
            including=[_below(root, here, path) for path in including],
        )
        write(root, made.changes)
    except RefusedError as refused:
        raise RefusedRenumberingError(words(refused.key, **refused.values)) from refused
    return made, words


class RefusedRenumberingError(Exception):
    """Why nothing was changed, as a sentence for people."""


def _below(root: Path, here: Path, path: Path) -> str:
    """How records/ names a file that is named from `here`, or from records/ itself."""
    full = (here / path).resolve()
    if full.is_file() and full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    return path.as_posix()


def told(made: Renumbering, words: Words, old: str, new: str, prefix: str) -> Iterator[str]:
    """What was done and what is left to do, line by line; `prefix` is the records folder."""
    yield words("renumber.done", old=old, new=new)
    for change in made.changes:
        key = "renumber.file" if change.path == change.target else "renumber.moved"
        target = prefix + change.target
        yield words(key, path=prefix + change.path, target=target, n=change.places)
    if made.kept:
        yield words("renumber.kept", old=old, new=new)
        yield from (f"  {prefix}{path}" for path in made.kept)
    if made.left:
        yield words("renumber.left", old=old)
        for path, line in made.left:
            key = "renumber.line" if line else "renumber.name"
            yield words(key, path=prefix + path, line=line)


def write(root: Path, changes: Iterable[Change]) -> None:
    """Puts the new content of all files in place, or of none: then RefusedError."""
    waiting: list[tuple[Change, Path]] = []
    done: list[Change] = []
    at = ""
    try:
        for change in changes:
            at = change.path
            if change.target != change.path and _is_other(root, change):
                raise RefusedError("renumber.file_exists", path=change.target)
            waiting.append((change, _beside(root / change.path, change.after)))
        for change, fresh in waiting:
            at = change.path
            if (root / at).read_bytes() != change.before:
                raise RefusedError("renumber.changed", path=at)
            done.append(change)
            if change.target != change.path:
                (root / change.path).rename(root / change.target)
            fresh.replace(root / change.target)
    except OSError as problem:
        _take_back(root, done)
        reason = problem.strerror or type(problem).__name__
        raise RefusedError("renumber.failed", path=at, reason=reason) from problem
    except BaseException:
        _take_back(root, done)
        raise
    finally:
        for _, fresh in waiting:
            fresh.unlink(missing_ok=True)


def _is_other(root: Path, change: Change) -> bool:
    """Whether the new name is taken; a system that ignores case takes a name for its own."""
    target = root / change.target
    return os.path.lexists(target) and not target.samefile(root / change.path)


def _beside(target: Path, data: bytes) -> Path:
    """A new file in the same folder, with the same permissions, which reading passes over."""
    handle, name = mkstemp(prefix=".", suffix=".new", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(target.stat().st_mode & 0o7777)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _take_back(root: Path, done: Iterable[Change]) -> None:
    """Gives files their old names and contents again, as far as the disk lets us."""
    for change in done:
        path, target = root / change.path, root / change.target
        with suppress(OSError):
            if path != target and target.exists() and not path.exists():
                target.rename(path)
            if path.read_bytes() != change.before:
                _beside(path, change.before).replace(path)
