"""Publishing: what is written, what stands, and who else was at the folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from termbook.edges import publish
from termbook.edges.out import MARK, OutIsNotOurs, put_in_place
from termbook.edges.publish import OvertakenError, publication
from termbook.edges.store import Store
from tests.site.shelf import contents

Site = Mapping[str, str]
T = TypeVar("T")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def put(
    target: Path, store: Store | None, site: Site, *, whole: bool = False
) -> tuple[bool, set[str]]:
    """Publishes `site`; whether in place, and which files were written."""
    try:
        return write(target, store, site, whole=whole)
    except OvertakenError:
        return write(target, store, site, whole=True)


def write(target: Path, store: Store | None, site: Site, *, whole: bool) -> tuple[bool, set[str]]:
    written = set()
    with publication(target, store, whole=whole) as out:
        for path, text in site.items():
            if not out.stands(path, text):
                out.write(path, text.encode())
                written.add(path)
        out.notes["n"] = str(len(site))
    return out.changes, written


def texts(target: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in contents(target).items() if path != MARK}


def refuse(*_: object) -> None:
    raise OSError


FIRST = {"index.html": "home", "a/b/c.html": "deep", "a/d.html": "d", "search/rows/0.js": "rows"}


def test_the_first_time_all_is_written(tmp_path: Path, store: Store) -> None:
    target = tmp_path / "out" / "site"
    assert put(target, store, FIRST) == (False, set(FIRST))
    assert texts(target) == FIRST
    assert (target / MARK).is_file()
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_then_only_what_differs(tmp_path: Path, store: Store) -> None:
    target = tmp_path / "site"
    put(target, store, FIRST)
    numbers = {path: (target / path).stat().st_ino for path in FIRST}
    second = {**FIRST, "index.html": "home again", "n/new.html": "new"}
    del second["a/b/c.html"]
    assert put(target, store, second) == (True, {"index.html", "n/new.html"})
    assert texts(target) == second
    assert not (target / "a" / "b").exists()
    assert (target / "a/d.html").stat().st_ino == numbers["a/d.html"]
    assert put(target, store, second) == (True, set())
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["site", "store"]


def test_in_a_private_folder_nobody_looks_for_others_and_the_same_is_noted(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    put(target, store, FIRST)
    second = {**FIRST, "index.html": "home again", "n/new.html": "new", "search/rows/0.js": "r"}
    del second["a/b/c.html"]

    def looked(_root: Path) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_signs_below", looked)
        for site in (second, FIRST, second):
            with publication(target, store, private=True) as out:
                assert out.changes
                for path, text in site.items():
                    if not out.stands(path, text):
                        out.write(path, text.encode())
            assert texts(target) == site
    assert put(target, store, second) == (True, set())  # which does look


@pytest.mark.parametrize("links", [True, False])
def test_a_large_file_is_replaced_and_nothing_of_the_old_one_is_left(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Also on a file system that knows no second names."""
    monkeypatch.setattr(publish, "_LARGE", 3)
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "site"
    put(target, store, FIRST)
    second = {**FIRST, "index.html": "home again", "a/d.html": "other"}
    assert put(target, store, second) == (True, {"index.html", "a/d.html"})
    assert texts(target) == second
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["site", "store"]


def test_what_was_noted_comes_back(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "site", store, FIRST)
    with publication(tmp_path / "site", store) as out:
        assert (dict(out.before), out.noted) == (FIRST, {"n": "4"})
        for path, origin in out.before.items():
            assert out.stands(path, origin)
        out.begin_again()
        assert (dict(out.origins), out.notes) == ({}, {})
        for path, origin in out.before.items():
            out.stands(path, origin)


@pytest.mark.parametrize("asked", ["no store", "whole", "another folder", "another program"])
def test_all_is_written_where_nothing_is_known(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    target = tmp_path / "site"
    put(target, store, FIRST)
    if asked == "another folder":
        target = tmp_path / "site2"
    if asked == "another program":
        monkeypatch.setattr(publish, "engine_digest", lambda: "another")
    used = None if asked == "no store" else store
    assert put(target, used, FIRST, whole=asked == "whole") == (False, set(FIRST))
    assert texts(target) == FIRST


@pytest.mark.parametrize("name", ["index.html", "a/d.html", MARK])
def test_a_file_that_somebody_touched_makes_all_be_written(
    tmp_path: Path, store: Store, name: str
) -> None:
    target = tmp_path / "site"
    put(target, store, FIRST)
    (target / name).write_text("by hand")
    assert put(target, store, FIRST) == (False, set(FIRST))
    assert texts(target) == FIRST


@pytest.mark.parametrize("hand", ["added", "removed", "renamed", "folder", "no mark"])
def test_so_does_whatever_else_is_done_to_the_folder(
    tmp_path: Path, store: Store, hand: str
) -> None:
    target = tmp_path / "site"
    put(target, store, {**FIRST, "records.json": "{}"})
    if hand == "added":
        (target / "a" / "new.txt").write_text("x")
    elif hand == "removed":
        (target / "a" / "d.html").unlink()
    elif hand == "renamed":
        (target / "a" / "d.html").rename(target / "d.html")
    elif hand == "folder":
        (target / "search" / "rows" / "0.js").unlink()
    else:
        (target / MARK).unlink()
    assert put(target, store, FIRST) == (False, set(FIRST))
    assert texts(target) == FIRST


def test_a_file_in_search_that_is_overwritten_is_not_noticed(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "site", store, FIRST)
    (tmp_path / "site" / "search" / "rows" / "0.js").write_text("by hand")
    assert put(tmp_path / "site", store, FIRST) == (True, set())


def test_a_fault_leaves_everything_as_it_was(tmp_path: Path, store: Store) -> None:
    target = tmp_path / "site"
    put(target, store, FIRST)

    def fail() -> None:
        with publication(target, store) as out:
            out.write("index.html", b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert texts(target) == FIRST
    assert put(target, store, FIRST) == (True, set())


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, store: Store) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    with pytest.raises(OutIsNotOurs):
        put(target, store, FIRST)
    assert texts(target) == {"letter.txt": "dear"}
    with publication(target, store, any_folder=True) as out:
        out.write("index.html", b"home")
        out.stands("index.html", "home")
    assert texts(target) == {"index.html": "home"}


def test_where_the_notes_cannot_be_written_all_is_written_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file")
    for _ in range(2):
        assert put(tmp_path / "site", store, FIRST) == (False, set(FIRST))


def test_copies_and_folders_for_other_things(tmp_path: Path, store: Store) -> None:
    (tmp_path / "picture.png").write_bytes(b"png")
    with publication(tmp_path / "site", store) as out:
        out.stands("x/picture.png", "p")
        out.copy("x/picture.png", tmp_path / "picture.png")
        spare = out.spare("drawn")
        spare.mkdir()
    assert texts(tmp_path / "site") == {"x/picture.png": "png"}
    assert not spare.exists()


def test_a_name_that_differs_in_case_alone(tmp_path: Path, store: Store) -> None:
    target = tmp_path / "site"
    put(target, store, {"A.html": "one", "b.html": "b"})
    assert put(target, store, {"a.html": "two", "b.html": "b"}) == (True, {"a.html"})
    assert texts(target) == {"a.html": "two", "b.html": "b"}


def test_of_two_names_that_one_disk_may_take_for_one_the_old_goes_first(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    put(target, store, {"A.html": "one"})
    told: list[str] = []
    replace, unlink = Path.replace, Path.unlink

    def replaced(self: Path, to: Path) -> Path:
        told.append(f"write {to.name}")
        return replace(self, to)

    def unlinked(self: Path, missing_ok: bool = False) -> None:
        told.append(f"remove {self.name}")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "unlink", unlinked)
    put(target, store, {"a.html": "two"})
    assert told.index("remove A.html") < told.index("write a.html")


@pytest.mark.parametrize(
    "other", ["mark", "index.html", "a/new.html", "a/d.html", "gone", "folder"]
)
def test_whoever_changes_the_folder_meanwhile_is_noticed(
    tmp_path: Path, store: Store, other: str
) -> None:
    target = tmp_path / "site"
    first = {**FIRST, "records.json": "{}"}
    put(target, store, first)

    def overtaken() -> None:
        with publication(target, store) as out:
            assert out.changes
            for path, text in {**first, "index.html": "second", "z/z.html": "z"}.items():
                if not out.stands(path, text):
                    out.write(path, text.encode())
            if other == "mark":
                put(target, store, {**first, "index.html": "third"})
            elif other == "gone":
                (target / "a" / "d.html").unlink()
            elif other == "folder":
                (target / "z").write_text("x")
            elif other != "index.html":
                (target / other).write_text("x")
            else:
                (target / MARK).unlink()

    with pytest.raises(OvertakenError):
        overtaken()
    if other == "mark":  # another build of ours, whose site is left to it, and known
        assert texts(target) == {**first, "index.html": "third"}
        assert put(target, store, first) == (True, {"index.html"})
    else:
        assert put(target, store, first) == (False, set(first))
    assert texts(target) == first


@contextmanager
def looked_at_once(look: Callable[[], T], *, worth_it: bool) -> Iterator[Callable[[], T]]:
    """What another process sees of a large folder before the build has got far."""
    assert worth_it
    seen = look()
    yield lambda: seen


@pytest.mark.parametrize("other", ["build", "a/new.html", "a/d.html", "gone", "search", "none"])
def test_where_all_was_looked_at_early_a_later_change_is_noticed_by_the_next_build(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """That of another build at once: each of two would else change what the other has made."""
    monkeypatch.setattr(publish, "_MANY", 0)
    target = tmp_path / "site"
    put(target, store, FIRST)
    second = {**FIRST, "index.html": "second", "z/z.html": "z"}

    def build() -> tuple[bool, set[str]]:
        with monkeypatch.context() as patch:
            patch.setattr(publish, "aside", looked_at_once)
            with publication(target, store) as out:
                for path, text in second.items():
                    if not out.stands(path, text):
                        out.write(path, text.encode())
                patch.undo()
                if other == "build":
                    put(target, store, {**FIRST, "index.html": "third"})
                elif other == "gone":
                    (target / "a" / "d.html").unlink()
                elif other == "search":
                    (target / "search" / "rows" / "1.js").write_text("x")
                elif other != "none":
                    (target / other).write_text("x")
        return out.changes, set()

    if other == "build":
        with pytest.raises(OvertakenError):
            build()
        assert texts(target) == {**FIRST, "index.html": "third"}
    else:
        assert build() == (True, set())
    unchanged = other == "none"
    assert put(target, store, second) == (unchanged, set() if unchanged else set(second))
    assert texts(target) == second


def test_another_process_looks_through_a_large_folder(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_MANY", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    target = tmp_path / "site"
    put(target, store, FIRST)
    assert put(target, store, FIRST) == (True, set())
    (target / "a" / "d.html").write_text("by hand")
    assert put(target, store, FIRST) == (False, set(FIRST))
    assert texts(target) == FIRST


def test_a_folder_that_another_has_put_in_the_place_of_ours_is_not_noted_as_ours(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"

    def overtaken(fresh: Path, to: Path) -> None:
        put_in_place(fresh, to)
        monkeypatch.setattr(publish, "put_in_place", put_in_place)
        put(target, None, {"index.html": "theirs"})

    monkeypatch.setattr(publish, "put_in_place", overtaken)
    put(target, store, FIRST)
    assert texts(target) == {"index.html": "theirs"}
    assert put(target, store, FIRST) == (False, set(FIRST))


def test_two_that_put_a_new_folder_at_once(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    rename = Path.rename
    with publication(target, None) as out:
        out.write("index.html", b"ours")

        def overtaken(self: Path, to: Path) -> Path:
            monkeypatch.setattr(Path, "rename", rename)
            put(target, None, {"index.html": "theirs"})
            return rename(self, to)

        monkeypatch.setattr(Path, "rename", overtaken)
    assert texts(target) == {"index.html": "ours"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
