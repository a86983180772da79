"""A store that is damaged, full, shared or not there: the site is right all the same."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from termbook.edges import publish, snapshot
from termbook.edges.pack import Segment
from termbook.edges.publish import Publication
from termbook.edges.store import Store
from tests.edges import moves
from tests.edges.kept import DAY, Kept, differences
from tests.site.shelf import ROOT, contents, write

SOON: Final = 0.03


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("frames"))


@pytest.fixture
def kept(tmp_path: Path, frames: Store, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(snapshot, "TICK", int(SOON * 1e9))
    project = Kept(tmp_path, frames)
    write(project.records)
    return project


def compare(kept: Kept, told: str = "") -> None:
    time.sleep(SOON * 1.2)
    kept.build()
    assert differences(contents(kept.out), kept.cold()) == [], told


PLACES: Final = (
    "frames/*/index",
    "frames/*/*.segment",
    "sites/*/written",
    "sites/*/state",
    *(
        f"archives/*/{pack}/{name}"
        for pack in ("records", "drawn", "search")
        for name in ("index", "*.segment")
    ),
)
"""All that a store holds."""


def flip(path: Path, rng: Random) -> None:
    data = bytearray(path.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


DAMAGES: Final[dict[str, Callable[[Path, Random], object]]] = {
    "removed": lambda path, _: path.unlink(),
    "cut": lambda path, _: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "garbage": lambda path, rng: path.write_bytes(rng.randbytes(path.stat().st_size)),
    "one bit": flip,
}


@pytest.mark.parametrize("place", PLACES)
def test_every_file_of_the_store_may_be_damaged(kept: Kept, place: str) -> None:
    rng = Random(place)
    compare(kept)
    compare(kept, moves.add_words(rng, kept.records))
    for name, damage in DAMAGES.items():
        found = sorted(kept.store.root.glob(place))
        assert found or name != "removed", place
        for path in found:
            damage(path, rng)
        move = rng.choice([moves.add_words, moves.add_words, moves.retitle])
        compare(kept, f"{name}, {move(rng, kept.records)}")


def test_the_store_holds_nothing_that_these_tests_do_not_damage(kept: Kept) -> None:
    compare(kept)
    compare(kept, moves.add_words(Random(1), kept.records))
    known = {path for place in PLACES for path in kept.store.root.glob(place)}
    assert {path for path in kept.store.root.rglob("*") if path.is_file()} == known


def test_a_store_that_is_only_read(kept: Kept) -> None:
    """Its folder is a file: nothing can be written below it, whoever runs this."""
    kept.store.root.parent.joinpath("file").write_bytes(b"")
    kept.store = Store(kept.root / "file")
    compare(kept)
    moves.add_words(Random(1), kept.records)
    compare(kept)
    assert (kept.root / "file").read_bytes() == b""


def test_a_disk_that_becomes_full(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")

    def refuse(*_: object, **__: object) -> Any:
        raise full

    compare(kept)
    moves.add_words(Random(1), kept.records)
    with monkeypatch.context() as patched:
        flush = Segment.flush

        def lose(self: Segment) -> None:
            if kept.store.root in self._folder.parents:
                self._held.clear()
            flush(self)

        patched.setattr(Segment, "flush", lose)
        compare(kept, "no segment is written")
        moves.retitle(Random(2), kept.records)
        compare(kept, "no segment is written")
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkstemp", refuse)
        moves.add_words(Random(3), kept.records)
        compare(kept, "no index is written")
        moves.retitle(Random(4), kept.records)
        compare(kept, "no index is written")
    compare(kept, "there is room again")


def test_a_disk_on_which_there_is_room_for_nothing(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(kept)
    before = contents(kept.out)
    moves.retitle(Random(1), kept.records)
    monkeypatch.setattr(Segment, "flush", lambda self: self._held.clear())
    with pytest.raises(OSError, match="Input/output error"):
        kept.build()
    assert contents(kept.out) == before


def test_a_frame_for_which_there_is_no_room(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(kept.store.root, ignore_errors=True)
    from termbook.edges import site

    monkeypatch.setattr(site, "is_writable", lambda folder: False)
    compare(kept)
    assert not list(kept.store.root.glob("frames/*/index"))


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no file system in memory")
def test_a_store_on_another_file_system(kept: Kept) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        kept.store = Store(Path(elsewhere) / "store")
        compare(kept)
        for seed in range(3):
            compare(kept, moves.add_words(Random(seed), kept.records))


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no file system in memory")
def test_a_site_on_another_file_system(kept: Kept) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        kept.out = Path(elsewhere) / "site"
        kept.out.mkdir()  # an empty folder, as a mount point is
        compare(kept)
        for seed in range(3):
            compare(kept, moves.add_words(Random(seed), kept.records))
        assert [path.name for path in Path(elsewhere).iterdir()] == ["site"]


# builds that are cut short


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs but what tidies up."""


def kill_at(kept: Kept, monkeypatch: pytest.MonkeyPatch, number: int, told: list[str]) -> bool:
    """Builds, and kills the build before its step `number`; whether it came that far."""

    def counted(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def step(*arguments: Any, **named: Any) -> Any:
            if len(told) == number:
                raise Killed
            told.append(name)
            return real(*arguments, **named)

        patched.setattr(owner, name, step)

    with monkeypatch.context() as patched:
        for owner, name in (
            (Path, "replace"),
            (Path, "rename"),
            (Path, "unlink"),
            (Path, "mkdir"),
            (Segment, "flush"),
            (publish, "write_whole"),
            (shutil, "rmtree"),
        ):
            counted(owner, name)
        try:
            kept.build()
        except Killed:
            return True
    return False


def come_and_go(rng: Random, root: Path) -> str:
    path = root / "2020-h1" / "reports" / "又一份.md"
    if path.exists():
        path.unlink()
    else:
        path.write_text("---\ntitle: 又一份\ndate: 2020-05-05\n---\n正文。\n", encoding="utf-8")
    return path.name


@pytest.mark.parametrize("move", [moves.add_words, moves.retitle, come_and_go])
def test_a_build_cut_short_at_any_step(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, move: moves.Move
) -> None:
    kept.build()
    time.sleep(SOON * 1.2)
    move(Random(8), kept.records)
    time.sleep(SOON * 1.2)
    number = 0
    while kill_at(kept, monkeypatch, number, []):
        compare(kept, f"cut short before step {number}")
        number += 1 if number < 20 else 9
        move(Random(number), kept.records)
        time.sleep(SOON * 1.2)
    assert number > 10


def test_builds_that_are_killed(kept: Kept) -> None:
    """By the system, at moments that nobody chose."""
    rng = Random(9)
    kept.build()
    command = [sys.executable, "-m", "termbook.edges.commands", "build"]
    command += ["--records", str(kept.records), "--out", str(kept.out), "--on", DAY]
    paths = os.pathsep.join([str(ROOT / "hooks"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "TERMBOOK_STORE": str(kept.store.root)}
    begin = time.monotonic()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    long = time.monotonic() - begin
    for _ in range(5):
        moves.add_words(rng, kept.records)
        moves.retitle(rng, kept.records)
        running = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(long * rng.uniform(0.4, 1.1))
        running.send_signal(signal.SIGKILL)
        running.wait()
        compare(kept)


def test_what_killed_builds_leave_is_removed_a_day_later(kept: Kept) -> None:
    old, young, foreign = (kept.root / f".termbook-{end}" for end in ("12345678", "abcdefgh", "x"))
    for folder in (old, young, foreign):
        (folder / "site").mkdir(parents=True)
    for folder in (old, foreign):
        os.utime(folder, (1, 1))
    kept.build()
    assert [path.exists() for path in (old, young, foreign)] == [False, True, True]


# two builds at once


def test_another_build_that_ends_while_files_are_written(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one to end finds the folder changed, and makes the whole."""
    kept.build()
    text = kept.records / "2020-h1" / "meetings" / "例会.md"
    finish = Publication.finish
    old = text.read_bytes()

    def overtaken(self: Publication) -> None:
        monkeypatch.setattr(Publication, "finish", finish)
        text.write_bytes(old + "另一个人写的。\n".encode())
        time.sleep(SOON * 1.2)
        kept.build()
        finish(self)

    text.write_bytes(old + "第一个人写的，很长。\n".encode())
    time.sleep(SOON * 1.2)
    monkeypatch.setattr(Publication, "finish", overtaken)
    kept.build()
    assert differences(contents(kept.out), kept.cold()) == []
    text.write_bytes(old)
    compare(kept, "taken back")


def test_somebody_who_changes_the_site_while_files_are_moved(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build sees it: what it is told are the signs of what stood there before."""
    kept.build()
    moves.add_words(Random(1), kept.records)
    take = Publication._take_mark

    def meanwhile(self: Publication) -> None:
        take(self)
        (kept.out / "index.html").write_text("x")

    with monkeypatch.context() as patch:
        patch.setattr(Publication, "_take_mark", meanwhile)
        kept.build()
    compare(kept)


def test_a_folder_in_the_place_of_a_file(kept: Kept) -> None:
    """A file of the site becomes a folder, and a file again."""
    folder = kept.records / "2020-h1" / "materials"
    text = folder / "公开信.md"
    head = text.read_text(encoding="utf-8")
    (folder / "附").write_text("x")
    text.write_text(f"{head}\n[附](附)\n", encoding="utf-8")
    compare(kept, "a file")
    (folder / "附").unlink()
    (folder / "附").mkdir()
    (folder / "附" / "一.txt").write_text("x")
    text.write_text(f"{head}\n[附](附/一.txt)\n", encoding="utf-8")
    compare(kept, "a folder")
    shutil.rmtree(folder / "附")
    (folder / "附").write_text("x")
    text.write_text(f"{head}\n[附](附)\n", encoding="utf-8")
    compare(kept, "a file again")


def test_two_builds_at_once_into_one_folder_and_into_two(kept: Kept) -> None:
    rng = Random(11)
    command = [sys.executable, "-m", "termbook.edges.commands", "build", "--on", DAY]
    command += ["--records", str(kept.records)]
    paths = os.pathsep.join([str(ROOT / "hooks"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "TERMBOOK_STORE": str(kept.store.root)}
    for number in range(3):
        running = []
        for out in ("site", "site", "other"):
            running.append(
                subprocess.Popen(
                    [*command, "--out", str(kept.root / out)], cwd=ROOT, env=environment,
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                )
            )  # fmt: skip
            time.sleep(rng.uniform(0, 0.2))
        for one in running:
            told, _ = one.communicate()
            assert one.returncode == 0, told.decode()
        cold = kept.cold()
        assert differences(contents(kept.out), cold) == [], number
        assert differences(contents(kept.root / "other"), cold) == [], number
        moves.add_words(rng, kept.records)
        if number:
            moves.retitle(rng, kept.records)
