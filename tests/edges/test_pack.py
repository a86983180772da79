"""Packs: what is found again, what is lost, and what two writers do to each other."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from termbook.edges import pack as module
from termbook.edges.pack import INDEX, LostError, Pack, Segment
from termbook.edges.store import read_whole, write_whole

HOUR = 3600.0


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.segment"))


def kept(folder: Path, **things: bytes) -> Pack:
    pack = Pack(folder)
    for key, data in things.items():
        pack.put(key, data)
    assert pack.save()
    return pack


def test_what_was_kept_is_found_by_another_run(tmp_path: Path) -> None:
    kept(tmp_path, a=b"alpha", b=b"", c="文".encode() * 1000)
    pack = Pack(tmp_path)
    assert "a" in pack
    assert "d" not in pack
    assert [pack.get(key) for key in "abcd"] == [b"alpha", b"", "文".encode() * 1000, None]
    assert pack.need("a") == b"alpha"


def test_what_was_just_put_is_there_before_it_is_saved(tmp_path: Path) -> None:
    pack = Pack(tmp_path)
    pack.put("a", b"alpha")
    assert pack.get("a") == b"alpha"
    pack.put("a", b"other")
    assert pack.get("a") == b"other"
    assert "a" not in Pack(tmp_path)


def test_what_the_writer_noted_comes_back(tmp_path: Path) -> None:
    pack = Pack(tmp_path)
    assert pack.about is None
    pack.save(("x", [1, 2.5], {"a": None}))
    assert Pack(tmp_path).about == ("x", [1, 2.5], {"a": None})


def test_an_index_is_not_written_where_nothing_changed(tmp_path: Path) -> None:
    kept(tmp_path, a=b"alpha")
    before = (tmp_path / INDEX).stat().st_ino
    pack = Pack(tmp_path)
    pack.get("a")
    assert pack.save()
    assert (tmp_path / INDEX).stat().st_ino == before


def test_much_is_written_before_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_HELD", 10)
    segment = Segment(tmp_path)
    segment.put(b"x" * 6)
    assert segments(tmp_path) == []
    segment.put(b"x" * 6)
    assert [path.stat().st_size for path in segments(tmp_path)] == [12]
    segment.close()
    segment.close()
    segment.put(b"y")
    segment.close()
    assert sorted(path.stat().st_size for path in segments(tmp_path)) == [1, 12]


def test_what_another_process_put_into_its_segment_is_noted(tmp_path: Path) -> None:
    other = Segment(tmp_path)
    spot = other.put(b"theirs")
    other.close()
    pack = Pack(tmp_path)
    pack.note("a", spot)
    pack.save()
    assert Pack(tmp_path).get("a") == b"theirs"


@pytest.mark.parametrize("damage", ["removed", "cut", "changed"])
def test_what_is_not_whole_is_not_there(tmp_path: Path, damage: str) -> None:
    kept(tmp_path, a=b"alpha", b=b"beta")
    (segment,) = segments(tmp_path)
    if damage == "removed":
        segment.unlink()
    elif damage == "cut":
        segment.write_bytes(b"alp")
    else:
        segment.write_bytes(b"alphabetA")
    pack = Pack(tmp_path)
    assert pack.get("b") is None
    assert "b" not in pack
    with pytest.raises(LostError) as lost:
        pack.need("b")
    assert lost.value.pack is pack
    pack.put("b", b"beta")
    pack.save()
    assert Pack(tmp_path).get("b") == b"beta"


@pytest.mark.parametrize("damaged", [b"", b"nothing of the kind", b"\0" * 40])
def test_a_damaged_index_is_an_empty_pack(tmp_path: Path, damaged: bytes) -> None:
    kept(tmp_path, a=b"alpha")
    (tmp_path / INDEX).write_bytes(damaged)
    assert "a" not in Pack(tmp_path)
    assert Pack(tmp_path).about is None


def test_an_index_of_another_form_is_an_empty_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, a=b"alpha")
    monkeypatch.setattr(module, "FORM", 99)
    assert "a" not in Pack(tmp_path)
    write_whole(tmp_path / INDEX, b"no marshal")
    assert "a" not in Pack(tmp_path)


def test_forgetting_is_for_later_runs_too(tmp_path: Path) -> None:
    pack = kept(tmp_path, a=b"alpha")
    pack.forget()
    assert "a" not in pack
    assert "a" not in Pack(tmp_path)
    pack.put("b", b"beta")
    pack.save()
    assert Pack(tmp_path).get("b") == b"beta"


def test_of_two_writers_the_later_index_counts_and_nothing_wrong_is_read(tmp_path: Path) -> None:
    kept(tmp_path, old=b"old")
    first, second = Pack(tmp_path), Pack(tmp_path)
    first.put("a", b"first")
    second.put("b", b"second")
    first.save()
    second.save()
    pack = Pack(tmp_path)
    assert [pack.get(key) for key in ("old", "a", "b")] == [b"old", None, b"second"]


def test_a_reader_goes_on_while_another_writes(tmp_path: Path) -> None:
    kept(tmp_path, a=b"alpha")
    reader = Pack(tmp_path)
    kept(tmp_path, a=b"other")
    assert reader.get("a") == b"alpha"
    reader.close()
    assert reader.get("a") == b"alpha"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    pack = Pack(tmp_path / "file" / "pack")
    pack.put("a", b"alpha")
    assert not pack.save()
    assert pack.get("a") is None


def test_many_segments_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    for number in range(5):
        kept(tmp_path, **{str(number): b"%d" % number})
    pack = Pack(tmp_path)
    assert [pack.get(str(number)) for number in range(5)] == [b"%d" % n for n in range(5)]
    named = {path.stem for path in segments(tmp_path)}
    assert len(named) == 5 + 1  # one of all, and those that are too young to be cleared away


def age(path: Path) -> None:
    os.utime(path, (time.time() - 2 * HOUR,) * 2)


def test_old_segments_that_no_index_names_are_cleared_away(tmp_path: Path) -> None:
    kept(tmp_path, a=b"alpha")
    for name in ("old", "young"):
        (tmp_path / f"{name}.segment").write_bytes(b"x")
    (tmp_path / "other.txt").write_bytes(b"x")
    age(tmp_path / "old.segment")
    age(tmp_path / "other.txt")
    for path in segments(tmp_path):
        if path.stem not in ("old", "young"):
            age(path)
    pack = Pack(tmp_path)
    pack.touch("a")
    pack.put("b", b"beta")
    pack.save()
    assert not (tmp_path / "old.segment").exists()
    assert (tmp_path / "young.segment").exists()
    assert (tmp_path / "other.txt").exists()
    assert Pack(tmp_path).get("a") == b"alpha"


def test_what_is_used_no_longer_is_let_go_of_when_it_is_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LITTLE", 10)
    kept(tmp_path, a=b"a" * 20, b=b"b" * 100)
    pack = Pack(tmp_path)
    pack.touch(["a"])
    pack.put("c", b"c")
    pack.save(whole=False)
    assert Pack(tmp_path).get("b") == b"b" * 100
    pack = Pack(tmp_path)
    pack.touch(["a", "c", "gone"])
    pack.put("d", b"d")
    pack.save()
    pack = Pack(tmp_path)
    assert [pack.get(key) for key in "abcd"] == [b"a" * 20, None, b"c", b"d"]


def test_the_index_is_checked_as_a_whole(tmp_path: Path) -> None:
    kept(tmp_path, a=b"alpha")
    assert read_whole(tmp_path / INDEX)
