"""What decides the bytes of a site besides its records: this code, and the packages it uses."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

HOOKS: Final = Path(__file__).resolve().parents[2]
"""The folder that holds the product and the hook of MkDocs."""

_PACKAGES: Final = ("site-packages", "dist-packages")


@cache
def engine_digest() -> str:
    """Changes with any file of the product, with Python, and with any installed package's version.

    Versions are read off the names of the packages' `.dist-info` folders, without opening one.
    """
    whole = blake2b(digest_size=16)
    whole.update(repr((sys.version, sys.byteorder)).encode())
    for path in sorted(_files(HOOKS)):
        whole.update(f"\0{path.relative_to(HOOKS).as_posix()}\0".encode())
        whole.update(path.read_bytes())
    for name in sorted(_packages()):
        whole.update(f"\0{name}".encode())
    return whole.hexdigest()


def _files(folder: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.endswith(("__pycache__", ".egg-info"))]
        found += [Path(place, name) for name in names]
    return found


def _packages() -> set[str]:
    found: set[str] = set()
    for entry in sys.path:
        if Path(entry).name in _PACKAGES:
            with suppress(OSError):
                found.update(item.name for item in Path(entry).glob("*.dist-info"))
    return found
