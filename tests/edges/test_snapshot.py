"""Snapshots: which files may have changed between two looks at a folder."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IFDIR, S_IFREG

import pytest

from termbook.edges.snapshot import TICK, Sign, Snapshot, take

FILE, FOLDER = S_IFREG | 0o644, S_IFDIR | 0o755
LONG_AGO = 1_000_000_000 * TICK
NOW = LONG_AGO + 100 * TICK


def sign(name: str, *, size: int = 5, changed: int = LONG_AGO, number: int = 1) -> Sign:
    return (name, FILE, size, changed, changed, number)


def look(*signs: Sign, at: int = NOW, **folders: list[Sign]) -> Snapshot:
    below = {f"{name}/": found for name, found in folders.items()}
    top = sorted([*signs, *((name, FOLDER, 0, 0, 0, 0) for name in folders)])
    return Snapshot.of(at, {"": top, **below})


def test_nothing_has_changed() -> None:
    before = look(sign("a.md"), x=[sign("b.md", number=2)])
    assert before.changed(before) == []


@pytest.mark.parametrize(
    "after",
    [
        sign("a.md", size=6),
        sign("a.md", number=9),
        ("a.md", FILE, 5, LONG_AGO, LONG_AGO + 1, 1),
        ("a.md", FILE, 5, LONG_AGO + 1, LONG_AGO, 1),
    ],
)
def test_a_file_with_another_sign_has_changed(after: Sign) -> None:
    other = sign("b.md", number=2)
    assert look(sign("a.md"), other).changed(look(after, other)) == ["a.md"]
    before, now = look(x=[sign("a.md"), other]), look(x=[after, other])
    assert before.changed(now) == ["x/a.md"]


@pytest.mark.parametrize(
    "now",
    [
        look(),
        look(sign("a.md"), sign("b.md")),
        look(sign("b.md")),
        look(("a.md", FILE | 0o100, 5, LONG_AGO, LONG_AGO, 1)),
        look(sign("a.md"), x=[]),
    ],
)
def test_files_that_came_went_or_moved(now: Snapshot) -> None:
    assert look(sign("a.md")).changed(now) is None


def test_a_file_written_a_moment_ago_may_have_changed_again() -> None:
    young = sign("a.md", changed=NOW - TICK)
    assert look(young).changed(look(young, at=NOW + 9 * TICK)) == ["a.md"]
    settled = sign("a.md", changed=NOW - TICK - 1)
    assert look(settled).changed(look(settled)) == []
    to_come = sign("a.md", changed=NOW + 50 * TICK)
    assert look(to_come).changed(look(to_come)) == ["a.md"]


def test_the_mark_of_a_settled_file_lasts_and_that_of_a_young_one_does_not() -> None:
    settled, young = sign("a.md"), sign("a.md", changed=NOW)
    assert look(at=NOW).mark_of(settled) == look(at=NOW + 1).mark_of(settled)
    assert look(at=NOW).mark_of(settled) != look(at=NOW).mark_of(sign("a.md", size=6))
    assert look(at=NOW).mark_of(young) != look(at=NOW + 1).mark_of(young)


def test_the_mark_of_what_lies_beside_records() -> None:
    record, beside = sign("a.md"), sign("b.png", number=2)
    mark = look(record, beside).mark_beside({"a.md"})
    assert look(sign("a.md", size=6), beside).mark_beside({"a.md"}) == mark
    assert look(record, sign("b.png", size=6)).mark_beside({"a.md"}) != mark
    assert look(record).mark_beside({"a.md"}) != mark
    assert look(record, beside).mark_beside(set()) != mark


def test_what_lies_in_a_folder(tmp_path: Path) -> None:
    for name in ("b/c/一.md", "b/a.md", "z.md", ".hidden/x.md", "b/.x.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    (tmp_path / "link").symlink_to(tmp_path / "b", target_is_directory=True)
    found = take(tmp_path, clock=lambda: NOW)
    assert found.taken == NOW
    assert {folder: [s[0] for s in found.folder(folder)] for folder in found.listings} == {
        "": ["b", "link", "z.md"],
        "b/": ["a.md", "c"],
        "b/c/": ["一.md"],
    }
    assert sorted(found.signs()) == ["b/a.md", "b/c/一.md", "link", "z.md"]
    status = (tmp_path / "z.md").stat()
    assert found.signs()["z.md"] == (
        "z.md",
        status.st_mode,
        4,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
    )


def test_a_real_edit_of_the_same_size_and_the_same_old_times_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    os.utime(path, (1, 1))
    before = take(tmp_path, clock=lambda: NOW * 9)
    path.write_text("two")
    os.utime(path, (1, 1))
    assert before.changed(take(tmp_path)) == ["a.md"]


def test_a_folder_that_cannot_be_read_is_empty(tmp_path: Path) -> None:
    found = take(tmp_path / "none")
    assert [*found.listings] == [""]
    assert found.folder("") == []
