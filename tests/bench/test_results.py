"""What is measured, and how the figures are shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.chart import draw
from bench.contestants import ALL, EDITED, ONCE, UNASKED, Contestant, Desk
from bench.figures import Figure, Reading, Results
from bench.process import CommandError, Cost, measure
from bench.results import write_results
from bench.run import summarise


def _contestant(key: str) -> Contestant:
    return next(entrant for entrant in ALL if entrant.key == key)


def _figure(key: str, size: int, walls: Sequence[float]) -> Figure:
    costs = [Cost(wall=wall, cpu=2 * wall, memory=100 * wall) for wall in walls]
    return Figure(contestant=_contestant(key), size=size, costs=costs)


def _reading(key: str, size: int, value: float, note: str = "") -> Reading:
    return Reading(key=key, size=size, label=f"the {key}", value=value, unit="kB", note=note)


def _page(*measured: Figure | Reading, failures: Sequence[str] = ()) -> str:
    results = Results(
        figures=[each for each in measured if isinstance(each, Figure)],
        readings=[each for each in measured if isinstance(each, Reading)],
        failures=list(failures),
    )
    return write_results(results, rounds=3, day="2020-12-31")


def test_a_process_is_charged_with_its_childrens_time_and_memory(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    both = f"import subprocess, sys; c = [sys.executable, '-c', {hold!r}]\n"
    both += "a, b = subprocess.Popen(c), subprocess.Popen(c)\na.wait(), b.wait()"
    cost = measure([sys.executable, "-c", both], cwd=tmp_path, environment={}, log=tmp_path / "log")
    assert cost.wall >= 0.5
    assert cost.cpu > 0
    if Path("/proc").is_dir():
        assert cost.memory > 120


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="asks the kernel")
def test_what_forked_processes_share_counts_once(tmp_path: Path) -> None:
    program = "import os, time; held = bytearray(b'x') * 100_000_000\n"
    program += "[os.fork() for _ in range(2)]; time.sleep(0.5)"
    command = [sys.executable, "-c", program]
    cost = measure(command, cwd=tmp_path, environment={}, log=tmp_path / "log")
    # not four times a hundred; some more than once, where one ends between two looks
    assert 100 < cost.memory < 300


def test_a_command_that_fails_is_told_with_its_output(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('out of paper'); raise SystemExit(3)"]
    with pytest.raises(CommandError, match=r"exit code 3\nout of paper"):
        measure(command, cwd=tmp_path, environment={}, log=tmp_path / "log")


def test_the_table_of_a_size_shows_median_spread_and_ratio() -> None:
    page = _page(
        _figure("ours-cold", 2000, [3.0, 2.0, 9.0]), _figure("hugo", 2000, [2.0, 1.0, 4.0])
    )
    assert (
        f"| {_contestant('ours-cold').label} | 3.00 | 2.00–9.00 | 6.00 | 900 | 3 | 1.50 |" in page
    )


def test_the_targets_say_ratio_limit_and_by_how_much_they_are_missed() -> None:
    page = _page(
        _figure("ours-cold", 10_000, [6.0]),
        _figure("ours-edit", 10_000, [1.0]),
        _figure("check-edit", 10_000, [0.75]),
        _figure("hugo", 10_000, [3.0]),
    )
    assert (
        "| 10,000 | cold build ÷ Hugo (at most) | 2.000 × | ≤ 1.500 × | missed by 0.500 × (33 %) |"
    ) in page
    assert (
        "| 10,000 | termbook build, one record edited | 1.000 s | ≤ 2.000 s *here* | met |"
    ) in page
    assert (
        "| 10,000 | termbook check, one record edited | 750 ms | ≤ 500 ms *here* "
        "| missed by 250 ms (50 %) |"
    ) in page
    assert "| 10,000 | cold build ÷ stock Material |  | ≤ 0.067 × | not measured |" in page


def test_readings_stand_below_the_size_and_who_measured_them() -> None:
    page = _page(_reading("reader.home", 2000, 88.91, "`index.html`"))
    assert "## 2,000 records" in page
    assert "| What a reader loads | | |" in page
    assert "| the reader.home | 88.91 kB | `index.html` |" in page


def test_what_could_not_be_measured_is_told() -> None:
    assert "## Not measured\n\n- no browser\n" in _page(failures=["no browser"])
    assert "## Not measured" not in _page()


def test_a_failure_is_told_with_its_reason_and_without_folders_of_the_machine() -> None:
    trace = (
        'Hugo, 500 records: exit code 1\nTraceback (most recent call last):\n  File "x"\nE: no ink'
    )
    assert summarise(trace) == "Hugo, 500 records: exit code 1: E: no ink"
    said = "What a reader loads: exit code 1\nno page in /one/two/three\nINFO - more"
    assert summarise(said) == "What a reader loads: exit code 1: no page in …/three"
    assert summarise("no ink") == "no ink"


def test_growth_is_time_per_record_at_each_size() -> None:
    page = _page(_figure("hugo", 500, [1.0]), _figure("hugo", 2000, [3.0]))
    assert f"| {_contestant('hugo').label} | 500; 2,000 | 2.00; 1.50 |" in page


def test_the_command_of_each_figure_is_told() -> None:
    page = _page(_figure("hugo", 500, [1.0]), _reading("reader.home", 500, 1))
    assert (
        "| Hugo, plain theme, whole build | `hugo build --source INPUT --destination OUT` |" in page
    )
    assert "| What a reader loads | `python -m bench.reader SITE RECORDS` |" in page
    assert "termbook check" not in page.partition("## Commands")[2]


def _titles(picture: str) -> list[str]:
    return [element.text for element in ElementTree.fromstring(picture).iter() if element.text]


def test_the_picture_is_well_formed_and_names_every_figure() -> None:
    titles = _titles(draw([_figure("hugo", 500, [1.0]), _figure("hugo", 2000, [3.0])]))
    label = _contestant("hugo").label
    assert f"{label}: 500 records, 1.00 s" in titles
    assert f"{label}, 3.00 s" in titles


def test_the_picture_has_those_whom_the_targets_compare() -> None:
    keys = ("check-cold", "ours-cold", "ours-added", "ours-edit", "hugo", "material")
    titles = _titles(draw([_figure(key, 500, [1.0]) for key in keys]))
    ends = [title.removesuffix(", 1.00 s") for title in titles if title.endswith(", 1.00 s")]
    shown = [_contestant(key).label for key in ("ours-cold", "ours-edit", "hugo", "material")]
    assert sorted(label for label in ends if ": 500 records" not in label) == sorted(shown)


def test_the_picture_has_colours_for_dark_screens_and_prints_on_white() -> None:
    picture = draw([_figure("hugo", 500, [1.0])])
    assert "@media screen and (prefers-color-scheme: dark)" in picture
    assert "<script" not in picture


def test_one_figure_alone_can_be_drawn() -> None:
    ElementTree.fromstring(draw([_figure("ours-edit", 2000, [0.5])]))
    ElementTree.fromstring(draw([_figure("check-cold", 2000, [0.5])]))


def test_who_is_measured_after_an_edit_follows_the_run_that_fills_the_store() -> None:
    for order in (UNASKED, ONCE):
        for later, earlier in EDITED.items():
            if later in order and earlier:
                assert order.index(earlier) < order.index(later)
                assert _contestant(earlier).family == _contestant(later).family


def test_families_share_neither_store_nor_output(tmp_path: Path) -> None:
    desk = Desk(root=tmp_path, size=10)
    for first, second in (("ours-edit", "mkdocs-edit"), ("ours-cold", "check-cold")):
        one, other = _contestant(first).family, _contestant(second).family
        assert desk.store(one) != desk.store(other)
        assert desk.out(one) != desk.out(other)


def test_a_run_with_nothing_kept_finds_neither_store_nor_output(tmp_path: Path) -> None:
    desk = Desk(root=tmp_path, size=10)
    for key in ("ours-cold", "check-cold"):
        entrant = _contestant(key)
        for folder in (desk.store(entrant.family), desk.out(entrant.family)):
            (folder / "deep").mkdir(parents=True)
        entrant.prepare(desk, 0)
        assert not desk.store(entrant.family).exists()
        assert not desk.out(entrant.family).exists()
