"""What is measured, and how the figures are shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.chart import draw
from bench.contestants import ALL, EDITED, UNASKED, Contestant
from bench.process import CommandError, Cost, measure
from bench.results import Figure, write_results


def _contestant(key: str) -> Contestant:
    return next(entrant for entrant in ALL if entrant.key == key)


def _figure(key: str, size: int, walls: Sequence[float]) -> Figure:
    costs = [Cost(wall=wall, cpu=2 * wall, memory=100 * wall) for wall in walls]
    return Figure(contestant=_contestant(key), size=size, costs=costs)


def test_a_process_is_charged_with_its_childrens_time_and_memory(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    both = f"import subprocess, sys; c = [sys.executable, '-c', {hold!r}]\n"
    both += "a, b = subprocess.Popen(c), subprocess.Popen(c)\na.wait(), b.wait()"
    cost = measure([sys.executable, "-c", both], cwd=tmp_path, environment={}, log=tmp_path / "log")
    assert cost.wall >= 0.5
    assert cost.cpu > 0
    if Path("/proc").is_dir():
        assert cost.memory > 120


def test_a_command_that_fails_is_told_with_its_output(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('out of paper'); raise SystemExit(3)"]
    with pytest.raises(CommandError, match=r"exit code 3\nout of paper"):
        measure(command, cwd=tmp_path, environment={}, log=tmp_path / "log")


def test_the_table_shows_median_spread_and_ratio() -> None:
    page = write_results(
        [_figure("ours-cold", 2000, [3.0, 2.0, 9.0]), _figure("hugo", 2000, [2.0, 1.0, 4.0])],
        rounds=3,
        day="2020-12-31",
    )
    cold, hugo = _contestant("ours-cold").label, _contestant("hugo").label
    assert f"| {cold} | 3.00 | 2.00–9.00 | 6.00 | 900 | 3 | 1.50 |" in page
    assert f"| 2,000 | {cold} | {hugo} | 1.500 | 1.500 | yes |" in page


def test_growth_is_time_per_record_at_each_size() -> None:
    page = write_results(
        [_figure("hugo", 500, [1.0]), _figure("hugo", 2000, [3.0])], rounds=1, day="2020-12-31"
    )
    assert f"| {_contestant('hugo').label} | 500; 2,000 | 2.00; 1.50 |" in page


def test_the_picture_is_well_formed_and_names_every_figure() -> None:
    picture = draw([_figure("hugo", 500, [1.0]), _figure("hugo", 2000, [3.0])])
    titles = [element.text for element in ElementTree.fromstring(picture).iter() if element.text]
    label = _contestant("hugo").label
    assert f"{label}: 500 records, 1.00 s" in titles
    assert f"{label}, 3.00 s" in titles


def test_one_figure_alone_can_be_drawn() -> None:
    ElementTree.fromstring(draw([_figure("ours-edit", 2000, [0.5])]))


def test_who_is_measured_after_an_edit_follows_the_run_that_fills_the_store() -> None:
    for later, earlier in EDITED.items():
        assert UNASKED.index(earlier) < UNASKED.index(later)
