"""Values by path that stay packed, folder by folder, until somebody asks for one.

What a store notes of fifty thousand files is read and written at every build, though an edit
looks at two or three of them. So the values of a folder are one row of bytes, and only those of
folders that are looked into are unpacked, only those of folders that are changed packed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from itertools import chain
from typing import Any, TypeVar

from termbook.edges.rows import from_bytes, to_plain_bytes

T = TypeVar("T")

Packed = dict[str, bytes]
"""The values of each folder by its path (`""`, `2020-h1/risks`), as `rows` writes them."""


class ByFolder(MutableMapping[str, T]):
    """Values by path. They are what `rows` can write, and not changed in place."""

    def __init__(self, packed: Mapping[str, bytes] | None = None) -> None:
        self._packed = dict(packed or {})
        self._open: dict[str, dict[str, T]] = {}
        self._changed: set[str] = set()

    @classmethod
    def of(cls, values: Mapping[str, T]) -> ByFolder[T]:
        """Those of a dictionary."""
        found: ByFolder[T] = cls()
        found.update(values)
        return found

    @staticmethod
    def pack(values: Mapping[str, Any]) -> bytes:
        """The values of one folder by name, as they are kept: equal ones are equal bytes."""
        return to_plain_bytes(dict(sorted(values.items())))

    def copy(self) -> ByFolder[T]:
        """One that can be changed without changing this."""
        return ByFolder(self.packed())

    def folder(self, folder: str) -> Mapping[str, T]:
        """The values of what lies in `folder` itself, by name; not to be changed."""
        return self._folder(folder)

    def keep(self, folder: str, other: ByFolder[T]) -> None:
        """Takes over all of a folder as it is in `other`."""
        packed = other._packed_folder(folder)
        self.drop(folder)
        if packed is not None:
            self._packed[folder] = packed

    def drop(self, folder: str) -> None:
        """Removes all of a folder, those below it apart."""
        self._open.pop(folder, None)
        self._changed.discard(folder)
        self._packed.pop(folder, None)

    def packed(self) -> Packed:
        """The values as they are kept."""
        for folder in self._changed:
            if self._open[folder]:
                self._packed[folder] = self.pack(self._open[folder])
            else:
                self._packed.pop(folder, None)
        self._changed.clear()
        return self._packed

    def folders(self) -> Collection[str]:
        """Those that hold something."""
        return self.packed().keys()

    def differing(self, other: ByFolder[T]) -> list[str]:
        """The folders in which not all values are the same."""
        ours, theirs = self.packed(), other.packed()
        return [
            folder
            for folder in dict.fromkeys(chain(ours, theirs))
            if ours.get(folder) != theirs.get(folder)
            and self._folder(folder) != other._folder(folder)
        ]

    def _packed_folder(self, folder: str) -> bytes | None:
        return (self.packed() if folder in self._changed else self._packed).get(folder)

    def _folder(self, folder: str) -> dict[str, T]:
        found = self._open.get(folder)
        if found is None:
            packed = self._packed.get(folder)
            found = self._open[folder] = from_bytes(packed) if packed is not None else {}
        return found

    def __getitem__(self, path: str) -> T:
        folder, _, name = path.rpartition("/")
        return self._folder(folder)[name]

    def __setitem__(self, path: str, value: T) -> None:
        folder, _, name = path.rpartition("/")
        self._folder(folder)[name] = value
        self._changed.add(folder)

    def __delitem__(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        del self._folder(folder)[name]
        self._changed.add(folder)

    def __iter__(self) -> Iterator[str]:
        for folder in self._folders():
            prefix = f"{folder}/" if folder else ""
            for name in self._folder(folder):
                yield prefix + name

    def __len__(self) -> int:
        return sum(len(self._folder(folder)) for folder in self._folders())

    def _folders(self) -> Iterable[str]:
        return dict.fromkeys(chain(self._packed, self._open))

    def clear(self) -> None:
        """Removes all."""
        self._packed, self._open, self._changed = {}, {}, set()
