"""A folder that is written whole or not at all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

MARK: Final = ".termbook"
"""The file by which a folder that we wrote is known again."""

_OURS: Final = (MARK, "records.json")  # `mkdocs build` of version 0.1.0 left no mark
PREFIX: Final = ".termbook-"
"""How a folder is called that a build makes beside the site, and removes at its end."""

_ATTEMPTS: Final = 5
_LEFT: Final = 86_400.0
"""Seconds after which no build runs any more."""


class OutIsNotOurs(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The folder to write holds something that no build of ours wrote."""


def fault_of(problem: OSError, target: Path) -> dict[str, object]:
    """Which file could not be written, or at least which folder, and why: for the words to say."""
    path = str(problem.filename2 or problem.filename or target)
    reason = problem.strerror or str(problem) or type(problem).__name__
    # of the folder beside, nothing is left by now
    return {"path": target if PREFIX in path else path, "reason": reason}


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, which takes its place when the block ends without a fault.

    Raises OutIsNotOurs, before anything is written, where `target` is a file, or holds files but
    no build; OSError where it cannot be written. `target` is as it was then.
    """
    if target.exists() and not may_be_replaced(target):
        raise OutIsNotOurs(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=PREFIX, dir=target.parent))
    try:
        yield fresh
        (fresh / MARK).write_bytes(b"")
        fresh.chmod(0o755)
        put_in_place(fresh, target)
    finally:
        if fresh.exists():
            shutil.rmtree(fresh)


def may_be_replaced(target: Path, *, any_folder: bool = False) -> bool:
    """Whether `target` is a folder that a build of ours wrote, or an empty one, or any at all."""
    if not target.is_dir():
        return False
    return (
        any_folder or any((target / name).is_file() for name in _OURS) or not any(target.iterdir())
    )


def put_in_place(fresh: Path, target: Path) -> None:
    """Renames `fresh` to `target`; what was there is put back where that fails."""
    aside = Path(mkdtemp(prefix=PREFIX, dir=target.parent))
    for number in range(_ATTEMPTS):
        old = aside / str(number) / "old"
        old.parent.mkdir()
        with suppress(FileNotFoundError):
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if target.exists() and number + 1 < _ATTEMPTS:
                continue  # another build was quicker, and is set aside in its turn
            if old.exists() and not target.exists():
                old.rename(target)
            shutil.rmtree(aside)
            raise
        shutil.rmtree(aside)
        return


def clear_leftovers(parent: Path) -> None:
    """Removes what builds that were killed left in the folder `parent`, a day later."""
    before = time.time() - _LEFT
    with suppress(OSError):
        for item in parent.glob(f"{PREFIX}????????"):
            if item.is_dir() and not item.is_symlink() and item.stat().st_mtime < before:
                shutil.rmtree(item, ignore_errors=True)
