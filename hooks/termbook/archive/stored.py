"""An archive whose records are read one by one, when somebody asks for them.

It answers what an `Archive` answers, from indexes that an earlier one wrote down (`index_of`):
which records there are and how they hang together, by number. What a few pages need of fifty
thousand records is then a few records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar, overload

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.model.institution import Institution
from termbook.model.record import Record

T = TypeVar("T")

Index = dict[str, Any]
"""Texts, numbers, and lists and dicts of them: what `marshal` can write."""

_GROUPS: Final = ("kinds", "periods_of", "updates", "backlinks", "measures")


def index_of(archive: Archive) -> Index:
    """How the records of `archive` hang together, by their number in its order."""
    numbers = {record.path: number for number, record in enumerate(archive.records)}

    def group(found: Mapping[str, Iterable[Record]]) -> dict[str, list[int]]:
        return {key: [numbers[r.path] for r in records] for key, records in found.items()}

    return {
        "paths": [record.path for record in archive.records],
        "ids": [record.id for record in archive.records],
        "access": [record.access for record in archive.records],
        "periods": [numbers[period.record.path] for period in archive.periods],
        "files": {path: numbers[record.path] for path, record in archive.files.items()},
        **dict(zip(_GROUPS, map(group, archive.groups()), strict=True)),
    }


class StoredArchive(Archive):
    """The archive that `index` was made of; `read` gives the record at a path with an access."""

    def __init__(
        self,
        index: Index,
        read: Callable[[str, str], Record],
        *,
        institution: Institution,
        on: date,
        audience: str,
    ) -> None:
        self.institution = institution
        self.on = on
        self.audience = audience
        self._lives = {}
        paths, ids, access = index["paths"], index["ids"], index["access"]
        known: dict[int, Record] = {}

        def record(number: int) -> Record:
            found = known.get(number)
            if found is None:
                found = known[number] = read(paths[number], access[number])
            return found

        def group(name: str) -> Mapping[str, Sequence[Record]]:
            return _ByKey(index[name], lambda numbers: _Rows(numbers, record))

        count = len(paths)
        self.records = _Rows(range(count), record)
        self.periods = tuple(map(_period, map(record, index["periods"])))
        # of two that share an id the first counts, so it is written last
        self.by_id = _ByKey(dict(zip(ids[::-1], range(count - 1, -1, -1), strict=True)), record)
        self.by_path = _ByKey(dict(zip(paths, range(count), strict=True)), record)
        self.files = _ByKey(index["files"], record)
        self._by_kind, self._by_period, self._updates, self._backlinks, self.measures_of = map(
            group, _GROUPS
        )


def _period(record: Record) -> Period:
    start, end = record.day("start"), record.day("end")
    assert start is not None
    assert end is not None
    return Period(id=record.id, title=record.title, start=start, end=end, record=record)


class _Rows(Sequence[T]):
    """Things by number, each made when it is looked at."""

    def __init__(self, numbers: Sequence[int], make: Callable[[int], T]) -> None:
        self._numbers = numbers
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return _Rows(self._numbers[place], self._make)
        return self._make(self._numbers[place])

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._numbers)


class _ByKey(Mapping[str, T]):
    """Things by key, each made when it is looked at."""

    def __init__(self, numbers: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        self._numbers = numbers
        self._make = make

    def __getitem__(self, key: str) -> T:
        return self._make(self._numbers[key])

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
