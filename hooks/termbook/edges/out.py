"""A folder that is written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_OURS = ("records.json", "index.html", "index.md")


class OutIsNotOurs(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The folder to write holds something that no build of ours wrote."""


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder beside `target`, which takes its place when the block ends without a fault.

    Raises OutIsNotOurs, before anything is written, where `target` holds files but no build.
    """
    if target.exists() and not target.is_dir():
        raise OutIsNotOurs(str(target))
    if (
        target.is_dir()
        and any(target.iterdir())
        and not any((target / name).exists() for name in _OURS)
    ):
        raise OutIsNotOurs(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield fresh
        fresh.chmod(0o755)
        old = None
        if target.exists():
            old = Path(mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
            target.rename(old / "site")
        fresh.rename(target)
        if old is not None:
            shutil.rmtree(old)
    finally:
        if fresh.exists():
            shutil.rmtree(fresh)
