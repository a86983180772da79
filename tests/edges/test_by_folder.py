"""Values by path: a dictionary to whoever asks, packed by folder to whoever keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.edges import by_folder, rows
from termbook.edges.by_folder import ByFolder

VALUES = {"index.html": 1, "a/x.html": 2, "a/y.html": 3, "a/b/z.html": 4}

names = st.sampled_from(["", "a/", "a/b/", "文/"]).flatmap(
    lambda folder: st.sampled_from("xyz").map(lambda name: folder + name)
)
tables = st.dictionaries(names, st.integers(0, 3))


@given(tables, st.lists(st.tuples(names, st.none() | st.integers(0, 3))))
def test_it_is_a_dictionary(start: dict[str, int], changes: list[tuple[str, int | None]]) -> None:
    expected = dict(start)
    values: ByFolder[int] = ByFolder(ByFolder.of(start).packed())
    for path, value in changes:
        if value is None:
            assert values.pop(path, None) == expected.pop(path, None)
        else:
            values[path] = expected[path] = value
    assert dict(values) == expected
    assert len(values) == len(expected)
    assert dict(ByFolder(values.packed())) == expected
    assert all(values.get(path) == expected.get(path) for path, _ in changes)


@given(tables, tables)
def test_what_differs(first: dict[str, int], second: dict[str, int]) -> None:
    folders = {path.rpartition("/")[0] for path in first | second}
    inside = [
        {folder: {p: v for p, v in table.items() if p.rpartition("/")[0] == folder} for folder in folders}
        for table in (first, second)
    ]  # fmt: skip
    wanted = {folder for folder in folders if inside[0][folder] != inside[1][folder]}
    found = ByFolder.of(first).differing(ByFolder.of(second))
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_equal_values_are_equal_bytes_however_they_came_about() -> None:
    backwards = ByFolder.of(dict(reversed(VALUES.items())))
    again = backwards.copy()
    again["a/x.html"] = 9
    again["a/x.html"] = 2
    assert ByFolder.of(VALUES).packed() == backwards.packed() == again.packed()


def test_a_copy_is_one_of_its_own() -> None:
    first = ByFolder.of(VALUES)
    second = first.copy()
    del second["a/x.html"]
    assert "a/x.html" in first
    assert "a/x.html" not in second
    second.clear()
    assert (dict(second), [*second.folders()]) == ({}, [])
    assert len(first) == 4


def test_a_folder_is_taken_over_and_dropped_without_those_below_it() -> None:
    before, now = ByFolder.of(VALUES), ByFolder.of({"a/x.html": 7, "a/w.html": 7, "n.html": 7})
    now.keep("a", before)
    assert dict(now) == {"a/x.html": 2, "a/y.html": 3, "n.html": 7}
    now.keep("none", before)
    now.keep("", before)
    assert dict(now) == {"a/x.html": 2, "a/y.html": 3, "index.html": 1}
    now.keep("a/b", before)
    now.drop("a")
    assert dict(now) == {"index.html": 1, "a/b/z.html": 4}
    assert sorted(now.folders()) == ["", "a/b"]
    now.drop("a")


def test_only_folders_that_are_looked_into_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = ByFolder.of(VALUES).packed()
    unpacked = []

    def counted(data: bytes) -> object:
        unpacked.append(data)
        return rows.from_bytes(data)

    monkeypatch.setattr(by_folder, "from_bytes", counted)
    values: ByFolder[int] = ByFolder(packed)
    values["a/x.html"] += 1
    assert values.differing(ByFolder(packed)) == ["a"]
    assert values.packed() != packed
    assert unpacked == [packed["a"], packed["a"]]  # one of each
