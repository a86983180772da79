"""The store as a folder: whole files, keys, and what is cleared away when."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from termbook.edges.store import (
    PARTS,
    Store,
    Use,
    digest_of,
    is_writable,
    make_folder,
    read_whole,
    write_whole,
)

HOUR = 3600.0
NOW = 1_800_000_000.0


def put(store: Store, part: str, name: str, size: int, age: float = 0) -> Path:
    folder = store.folder(part, name)
    write_whole(folder / "deep" / "index", b"x" * (size - 4))
    os.utime(folder, (NOW - age, NOW - age))
    return folder


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    assert write_whole(path, b"first")
    assert write_whole(path, b"second")
    assert read_whole(path) == b"second"
    assert [item.name for item in path.parent.iterdir()] == ["b"]


@pytest.mark.parametrize("damaged", [b"", b"\0\0\0", b"\0\0\0\0second", b"x" * 99])
def test_a_file_that_is_not_whole_is_not_read(tmp_path: Path, damaged: bytes) -> None:
    write_whole(tmp_path / "a", b"second")
    (tmp_path / "a").write_bytes(damaged)
    with pytest.raises(ValueError, match="a"):
        read_whole(tmp_path / "a")


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "a", b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert not write_whole(tmp_path / "a", b"new")
    assert read_whole(tmp_path / "a") == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["a"]


def test_nothing_can_be_written_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not write_whole(tmp_path / "file" / "a" / "b", b"x")
    assert not is_writable(tmp_path / "file" / "a")
    assert is_writable(tmp_path / "new" / "a")
    assert list((tmp_path / "new" / "a").iterdir()) == []


def test_a_full_disk_is_not_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert not is_writable(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_are_for_their_user_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o700]
    write_whole(tmp_path / "a" / "c", b"")
    assert (tmp_path / "a" / "c").stat().st_mode & 0o777 == 0o600


def test_keys_tell_where_one_text_ends() -> None:
    keys = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], [], [""], ["\udc80"]]
    assert len({digest_of(parts) for parts in keys}) == len(keys)
    assert digest_of(["ab", "c"]) == digest_of(iter(["ab", "c"]))
    assert all(len(digest_of(parts)) == 32 for parts in keys)


def test_a_folder_that_is_asked_for_is_in_use(tmp_path: Path) -> None:
    store = Store(tmp_path)
    folder = put(store, "sites", "a", 10, age=5 * HOUR)
    assert store.folder("sites", "b") != folder
    assert folder.stat().st_mtime == NOW - 5 * HOUR
    assert store.folder("sites", "a") == folder
    assert folder.stat().st_mtime != NOW - 5 * HOUR


def test_how_much_there_is(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert [use.size for use in store.measure()] == [0, 0, 0]
    put(store, "archives", "a", 10)
    put(store, "archives", "b", 20)
    put(store, "sites", "a", 5)
    (tmp_path / "sites" / "foreign.txt").write_text("x" * 99)
    assert store.measure() == [
        Use(part="archives", folders=2, size=30),
        Use(part="frames", folders=0, size=0),
        Use(part="sites", folders=1, size=5),
    ]


def test_trimming_takes_the_longest_unused_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=50)
    old, older, oldest = (put(store, p, "a", 30, n * HOUR) for n, p in enumerate(PARTS, start=2))
    store.trim(NOW)
    assert [path.exists() for path in (old, older, oldest)] == [True, False, False]


def test_trimming_takes_nothing_within_the_limit_and_nothing_of_this_hour(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=60)
    folders = [put(store, part, "a", 20, 9 * HOUR) for part in PARTS]
    store.trim(NOW)
    assert all(folder.exists() for folder in folders)
    store.limit = 1
    for folder in folders:
        os.utime(folder, (NOW - HOUR / 2, NOW - HOUR / 2))
    store.trim(NOW)
    assert all(folder.exists() for folder in folders)


def test_trimming_and_clearing_leave_what_is_not_ours(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=1)
    foreign = [tmp_path / "sites" / name for name in ("mine", "0" * 31, "0" * 33, "G" * 32)]
    for folder in foreign:
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("x")
        os.utime(folder, (1, 1))
    (tmp_path / "other").mkdir()
    link = tmp_path / "frames" / digest_of(["x"])
    link.parent.mkdir()
    link.symlink_to(foreign[0], target_is_directory=True)
    ours = put(store, "sites", "a", 10, 9 * HOUR)
    store.trim(NOW)
    assert not ours.exists()
    put(store, "archives", "a", 10)
    store.clear()
    assert all((folder / "a.txt").exists() for folder in foreign)
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frames", "other", "sites"]


def test_clearing_twice_and_clearing_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.clear()
    put(store, "frames", "a", 10)
    store.clear()
    store.clear()
    assert list(tmp_path.iterdir()) == []
