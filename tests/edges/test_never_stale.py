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
from termbook.edges import snapshot
from tests.edges import moves
from tests.edges.kept import DAY, ErrorsInRecords, Kept, differences
from tests.site.shelf import contents

RECORDS: Final = 40


SOON: Final = 0.03
"""Seconds in which two writes may leave the same times on the disks that tests run on."""


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    project = Kept(tmp_path)
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


def take_step(project: Kept, rng: Random, move: moves.Move) -> str:
    """One move and a build of it; what makes errors is taken back, and that is built too."""
    before = project.root / "before"
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(project.records, before)
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
    play(kept, seed, moves.WORDS, 12)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("seed", range(2))
def test_edits_of_every_kind(kept: Kept, seed: int) -> None:
    play(kept, seed, [*moves.WORDS, *moves.FIELDS, *moves.FILES], 16)


@pytest.mark.usefixtures("settled")
def test_edits_of_settings(kept: Kept) -> None:
    play(kept, 1, [*moves.SETTINGS, *moves.SETTINGS, *moves.WORDS], 8)
