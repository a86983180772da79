"""A folder that is written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

MARK: Final = ".termbook"
"""The file by which a folder that we wrote is known again."""

_OURS: Final = (MARK, "records.json")  # MkDocs alone, with our hook, leaves no mark
_PREFIX: Final = ".termbook-"


class OutIsNotOurs(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The folder to write holds something that no build of ours wrote."""


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, which takes its place when the block ends without a fault.

    Raises OutIsNotOurs, before anything is written, where `target` is a file, or holds files but
    no build; OSError where it cannot be written. `target` is as it was then.
    """
    if target.exists() and not may_be_replaced(target):
        raise OutIsNotOurs(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=_PREFIX, dir=target.parent))
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
    if not target.exists():
        fresh.rename(target)
        return
    aside = Path(mkdtemp(prefix=_PREFIX, dir=target.parent))
    old = target.rename(aside / "old")
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        aside.rmdir()
        raise
    shutil.rmtree(aside)
