"""Whatever happens between two builds, the second gives what a build with nothing kept gives."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

import pytest

from bench.generate import generate
from termbook.edges import build, record_store, shards, snapshot
from termbook.edges.build import Build
from termbook.edges.forking import forks_safely
from termbook.edges.store import Store
from tests.edges import moves
from tests.edges.kept import DAY, ErrorsInRecords, Kept, differences
from tests.site.shelf import contents

RECORDS: Final = 40


SOON: Final = 0.03
"""Seconds in which two writes may leave the same times on the disks that tests run on."""


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("frames"))


@pytest.fixture
def kept(tmp_path: Path, frames: Store) -> Kept:
    project = Kept(tmp_path, frames)
    generate(project.records, records=RECORDS, periods=3, seed=5)
    return project


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled after a moment: nearly always they have lain there for days."""
    monkeypatch.setattr(snapshot, "TICK", int(SOON * 1e9))


def compare(project: Kept, told: str, *, on: str = DAY, audience: str = "") -> None:
    """Builds the site, and fails where it is not what a cold build gives."""
    time.sleep(SOON * 1.2)
    project.build(on=on, audience=audience)
    cold = project.cold(on=on, audience=audience)
    assert differences(contents(project.out), cold) == [], told


def check(project: Kept, told: str) -> None:
    assert project.check() == project.found_cold(), told


def copied(project: Kept) -> Path:
    """The records as they are now, to be taken back to."""
    before = project.root / "before"
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(project.records, before)
    return before


def take_step(project: Kept, rng: Random, move: moves.Move) -> str:
    """One move and a build of it; what makes errors is taken back, and that is built too."""
    before = copied(project)
    told = f"{move.__name__}: {move(rng, project.records)}"
    if rng.random() < 0.3:
        check(project, told)
    try:
        compare(project, told)
    except ErrorsInRecords:
        check(project, told)
        shutil.rmtree(project.records)
        before.rename(project.records)
        told += ", taken back"
        compare(project, told)
    check(project, told)
    return told


def play(project: Kept, seed: int, choices: Sequence[moves.Move], count: int) -> list[str]:
    """`count` moves chosen by `seed`; what they were."""
    rng = Random(seed)
    compare(project, "at first")
    told: list[str] = []
    for _ in range(count):
        try:
            told.append(take_step(project, rng, rng.choice(choices)))
        except AssertionError as problem:
            raise AssertionError(f"{problem}\nafter {told}") from problem
    return told


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("seed", range(2))
def test_edits_of_words(kept: Kept, seed: int) -> None:
    play(kept, seed, moves.WORDS, 9)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("seed", range(2))
def test_edits_of_every_kind(kept: Kept, seed: int) -> None:
    play(kept, seed, [*moves.WORDS, *moves.FIELDS, *moves.FILES], 13)


@pytest.mark.usefixtures("settled")
def test_edits_of_settings(kept: Kept) -> None:
    play(kept, 1, [*moves.SETTINGS, *moves.SETTINGS, *moves.WORDS], 5)


def test_files_that_were_written_a_moment_ago(kept: Kept) -> None:
    """Where times cannot tell one write from the next, for records and for what lies beside."""
    choices = [moves.swap_characters, moves.change_an_attachment, moves.attach, moves.add_words]
    play(kept, 7, choices, 7)


@pytest.mark.usefixtures("settled")
def test_other_days_audiences_and_folders_in_between(kept: Kept) -> None:
    rng = Random(3)
    for _ in range(10):
        on = rng.choice([DAY, "2020-06-30", "2020-11-11"])
        audience = rng.choice(["", "public", "leadership"])
        out = kept.root / rng.choice(["site", "site", "another"])
        before = copied(kept)
        told = rng.choice([*moves.WORDS, moves.retitle, moves.swap_two_records])(rng, kept.records)
        told = f"{told}, {on} {audience} {out.name}"
        time.sleep(SOON * 1.2)
        try:
            kept.build(on=on, audience=audience, out=out)
        except ErrorsInRecords:
            with pytest.raises(ErrorsInRecords):
                kept.cold(on=on, audience=audience)
            shutil.rmtree(kept.records)
            before.rename(kept.records)
            kept.build(on=on, audience=audience, out=out)
        cold = kept.cold(on=on, audience=audience)
        assert differences(contents(out), cold) == [], told


@pytest.mark.usefixtures("settled")
@pytest.mark.skipif(not forks_safely(), reason="no processes can be forked here")
def test_files_and_pages_that_several_processes_make(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (record_store, shards, build):
        monkeypatch.setattr(module, "WORTH_IT", 1)
    choices = [moves.add_words_to_many, moves.retitle, moves.rename_a_record, moves.edit_a_period]
    play(kept, 6, choices, 5)


@pytest.mark.usefixtures("settled")
def test_a_site_that_somebody_has_changed(kept: Kept) -> None:
    compare(kept, "at first")
    rng = Random(4)
    for number in range(8):
        apart = [p for p in sorted(kept.out.rglob("*")) if "search" not in p.parts and p.is_file()]
        path = rng.choice([kept.out / ".termbook", kept.out / "records.json", *apart])
        hand = rng.choice(["change", "remove", "rename", "add", "replace"])
        if hand == "change":
            path.write_bytes(path.read_bytes()[::-1] or b"x")
        elif hand == "remove":
            path.unlink()
        elif hand == "rename":
            path.rename(path.with_name("umbenannt.html"))
        elif hand == "add":
            path.with_name("extra.html").write_text("x")
        else:
            shutil.copy2(kept.out / "index.html", path)
        (kept.out / ".termbook").touch()  # without it the folder would not be taken for ours
        if number % 2:
            moves.add_words(rng, kept.records)
        compare(kept, f"{hand} {path.name}")


@pytest.mark.usefixtures("settled")
def test_a_file_that_is_lost_from_search_is_made_again(kept: Kept) -> None:
    compare(kept, "at first")
    next((kept.out / "search" / "rows" / "0").iterdir()).unlink()
    compare(kept, "lost")


@pytest.mark.usefixtures("settled")
def test_an_attachment_that_a_check_has_seen_before_the_build(kept: Kept) -> None:
    rng = Random(5)
    moves.attach(rng, kept.records)
    compare(kept, "at first")
    for _ in range(2):
        moves.change_an_attachment(rng, kept.records)
        time.sleep(SOON * 1.2)
        kept.check()
        compare(kept, "changed and checked")


@pytest.mark.usefixtures("settled")
def test_a_record_that_a_check_has_seen_before_the_build(kept: Kept) -> None:
    compare(kept, "at first")
    rng = Random(6)
    for move in (moves.add_words, moves.retitle, moves.edit_a_period, moves.add_a_record):
        told = move(rng, kept.records)
        time.sleep(SOON * 1.2)
        check(kept, told)
        compare(kept, told)
        check(kept, told)


@pytest.mark.usefixtures("settled")
def test_a_number_that_is_equal_and_written_otherwise(kept: Kept) -> None:
    meeting = kept.records / "2020-h2" / "measures" / "M-2020-77.md"
    text = (
        "---\nid: M-2020-77\ntitle: 复查\ndate: 2020-09-01\nrisks: [R-2020-02]\nowner: 校长\n"
        "target: {number: 3, what: 次}\n---\n正文。\n"
    )
    meeting.parent.mkdir(exist_ok=True)
    meeting.write_text(text, encoding="utf-8")
    compare(kept, "3")
    meeting.write_text(text.replace("3,", "3.0,").replace("正文", "另文"), encoding="utf-8")
    compare(kept, "3.0")


@pytest.mark.usefixtures("settled")
def test_texts_that_grow_beyond_what_search_takes_together(kept: Kept) -> None:
    rng = Random(7)
    compare(kept, "at first")
    for _ in range(4):
        compare(kept, moves.add_a_chapter(rng, kept.records))
    blocks = [path.name for path in (kept.out / "search" / "texts").iterdir()]
    assert len(blocks) > 2


@pytest.mark.usefixtures("settled")
def test_no_edit_of_words_makes_the_whole_anew(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparisons above would hold for a store that is never used."""
    path = kept.records / "2020-h2" / "risks" / "R-2020-02.md"
    compare(kept, "at first")
    monkeypatch.setattr(Build, "write", None)
    before = contents(kept.out)
    time.sleep(SOON * 1.2)
    kept.build()
    path.write_text(f"{path.read_text(encoding='utf-8')}\n又查一遍。\n", encoding="utf-8")
    time.sleep(SOON * 1.2)
    kept.build()
    after = contents(kept.out)
    changed = differences(before, after)
    assert "2020-h2/risks/R-2020-02.html" in changed
    assert "records.sqlite" in changed
    assert {name.partition("/")[0] for name in changed} == {"2020-h2", "records.sqlite", "search"}
