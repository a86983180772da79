"""What is kept between builds, so that the next one need not make it again.

Everything in the store can be made anew from the records: losing any of it, or all, costs time
and nothing else. A thing is kept under the digest of all that it was made from, so what is found
is never stale. Several builds may use one store at once: a file comes into being under another
name and is then renamed, which happens whole or not at all, also when a build is killed.

    archives/KEY/   what was parsed, drawn and indexed of one records folder (`pack`)
    frames/KEY/     what MkDocs drew around the pages (`frames`)
    sites/KEY/      what stands in one folder that a build wrote (`publish`)
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final
from zlib import crc32

LIMIT: Final = 2_000_000_000
"""Bytes that a store may hold, where nothing else is said; beyond, the longest unused goes."""

PARTS: Final = ("archives", "frames", "sites")
_KEY: Final = re.compile("[0-9a-f]{32}")
"""What the folders below a part are called: nothing else there is ours."""
_PROBE: Final = 65_536
"""Bytes that are written to see whether a disk takes more."""
_NEW: Final = 3600.0
"""Seconds for which nothing is cleared away: another build may be about to use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How much lies in one part of a store."""

    part: str
    folders: int
    size: int
    """Bytes."""


class Store:
    """A folder of what earlier builds made. That it cannot be written to is no fault of a build."""

    def __init__(self, root: Path, *, limit: int = LIMIT) -> None:
        self.root = root
        self.limit = limit

    def folder(self, part: str, *inputs: str) -> Path:
        """The folder for what is made of `inputs`, marked as used now if it is there."""
        folder = self.root / part / digest_of(inputs)
        with suppress(OSError):
            os.utime(folder)
        return folder

    def measure(self) -> list[Use]:
        """How much lies in each part."""
        return [
            Use(part=part, folders=len(sizes), size=sum(sizes))
            for part in PARTS
            for sizes in [[_size(folder) for folder in _folders(self.root / part)]]
        ]

    def clear(self) -> None:
        """Removes all that the store holds, and nothing else.

        Raises OSError where something of it cannot be removed.
        """
        for part in PARTS:
            for folder in _folders(self.root / part):
                shutil.rmtree(folder)
            with suppress(OSError):  # not there, or somebody else's file is in it
                (self.root / part).rmdir()
        with suppress(OSError):
            self.root.rmdir()

    def trim(self, now: float) -> None:
        """Removes the folders unused longest until the rest is within the limit.

        `now` is the time, in seconds since 1970. What was used in the last hour stays.
        """
        found = []
        for part in PARTS:
            for folder in _folders(self.root / part):
                with suppress(OSError):
                    found.append((folder.stat().st_mtime, str(folder), _size(folder)))
        total = sum(size for _, _, size in found)
        for used, longest, size in sorted(found):
            if total <= self.limit or used > now - _NEW:
                return
            shutil.rmtree(longest, ignore_errors=True)
            total -= size


def write_whole(path: Path, data: bytes) -> bool:
    """Writes a file of the store whole or not at all; False where it cannot be written.

    `read_whole` knows whether it is still what was written.
    """
    temporary = None
    try:
        make_folder(path.parent)
        number, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(number, "wb") as file:
            file.write(crc32(data).to_bytes(4, "big"))
            file.write(data)
        Path(temporary).replace(path)
    except OSError:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        return False
    return True


def read_whole(path: Path) -> bytes:
    """What was written. Raises OSError where there is nothing, ValueError where it is damaged."""
    with path.open("rb") as file:
        checksum = file.read(4)
        data = file.read()
    if crc32(data).to_bytes(4, "big") != checksum:
        raise ValueError(str(path))
    return data


def is_writable(folder: Path) -> bool:
    """Whether files of the store can be written into `folder`, which is made if it is missing."""
    try:
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder, prefix=".new-") as file:
            file.write(b"\0" * _PROBE)
    except OSError:
        return False
    return True


def make_folder(folder: Path) -> None:
    """Makes a folder of the store, for nobody else to read: it holds what the records hold."""
    if not folder.is_dir():
        make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)


def digest_of(parts: Iterable[str]) -> str:
    """One key for a row of texts, 128 bits in hexadecimal; where one ends counts too."""
    whole = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as listing:
            return [
                Path(item.path)
                for item in listing
                if _KEY.fullmatch(item.name) and item.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return []


def _size(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(place, name).stat().st_size
    return total
