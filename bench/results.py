"""A run as a page of Markdown: the targets, the tables of each size, growth, commands, versions."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Final

from bench.companions import COMPANIONS
from bench.contestants import ALL, find_hugo
from bench.figures import Figure, Reading, Results
from bench.targets import Verdict, judge, show
from tests.browser.chromium import find_chromium

_HUGO: Final = "hugo"
_PACKAGES: Final = (
    "mkdocs", "mkdocs-material", "Markdown", "PyYAML", "Jinja2", "playwright", "jieba",
)  # fmt: skip


def write_results(results: Results, *, rounds: int, day: str) -> str:
    """The page. `day`: when it was measured (ISO 8601)."""
    parts = (
        _introduce(rounds, day), _targets(results), _tables(results), _growth(results),
        _failures(results), _commands(results), _versions(),
    )  # fmt: skip
    return "\n".join(line for part in parts for line in part) + "\n"


def _introduce(rounds: int, day: str) -> Iterator[str]:
    yield "# Results of `make bench`"
    yield ""
    yield (
        f"Written by `bench/run.py` on {day}. Whole processes, {rounds} rounds in turn (A B C, "
        "A B C, …; the column says where there were fewer); time is the median, with the least and "
        "the most. CPU is user and system time of all processes. Memory is the most that all "
        "processes held together in any round (what they share counts once). MB and kB are "
        "1,000,000 and 1,000 bytes. What the contestants do less or more stands in "
        "[README.md](README.md)."
    )
    yield ""
    yield "![Time against number of records](results.svg)"


def _targets(results: Results) -> Iterator[str]:
    yield from ("", "## Targets", "")
    yield (
        "Ratios (×) are of figures of this run. Targets marked *here* are absolute and hold for "
        "this machine alone (below, under Versions); another one is faster or slower. Not "
        "measured: the run had not this size or not this contestant."
    )
    yield ""
    yield "| records | | measured | target | |"
    yield "| ---: | --- | ---: | ---: | --- |"
    for verdict in judge(results):
        yield _row(verdict)


def _row(verdict: Verdict) -> str:
    target = verdict.target
    sign = "≥" if target.at_least else "≤"
    value = "" if verdict.value is None else f"{show(verdict.value)} {target.unit}"
    here = " *here*" if target.absolute else ""
    return (
        f"| {target.size:,} | {target.what} | {value} "
        f"| {sign} {show(target.limit)} {target.unit}{here} | {verdict.said} |"
    )


def _tables(results: Results) -> Iterator[str]:
    for size in results.sizes:
        yield from ("", f"## {size:,} records")
        yield from _costs([figure for figure in results.figures if figure.size == size])
        yield from _readings([reading for reading in results.readings if reading.size == size])


def _costs(figures: Sequence[Figure]) -> Iterator[str]:
    if not figures:
        return
    hugo = next((figure for figure in figures if figure.contestant.key == _HUGO), None)
    yield ""
    yield "| | time, s | least–most | CPU, s | memory, MB | rounds | × Hugo |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for figure in figures:
        walls = [cost.wall for cost in figure.costs]
        spread = f"{min(walls):.2f}–{max(walls):.2f}" if len(walls) > 1 else ""
        ratio = f"{figure.wall / hugo.wall:.2f}" if hugo else ""
        yield (
            f"| {figure.contestant.label} | {median(walls):.2f} | {spread} | {figure.cpu:.2f} "
            f"| {figure.memory:.0f} | {len(walls)} | {ratio} |"
        )


def _readings(readings: Sequence[Reading]) -> Iterator[str]:
    for companion in COMPANIONS:
        own = [reading for reading in readings if reading.key.partition(".")[0] == companion.key]
        if own:
            yield ""
            yield f"| {companion.label} | | |"
            yield "| --- | ---: | --- |"
            for reading in own:
                yield f"| {reading.label} | {show(reading.value)} {reading.unit} | {reading.note} |"


def _growth(results: Results) -> Iterator[str]:
    rows = []
    for entrant in ALL:
        own = [figure for figure in results.figures if figure.contestant == entrant]
        own.sort(key=lambda figure: figure.size)
        if len(own) > 1:
            each = "; ".join(f"{1000 * figure.wall / figure.size:.2f}" for figure in own)
            sizes = "; ".join(f"{figure.size:,}" for figure in own)
            rows.append(f"| {entrant.label} | {sizes} | {each} |")
    if rows:
        yield from ("", "## Growth", "")
        yield "| | records | ms per record |"
        yield "| --- | --- | --- |"
        yield from rows


def _failures(results: Results) -> Iterator[str]:
    if results.failures:
        yield from ("", "## Not measured", "")
        yield from (f"- {failure}" for failure in results.failures)


def _commands(results: Results) -> Iterator[str]:
    yield from ("", "## Commands", "")
    yield (
        "`RECORDS`: the generated archive. `INPUT`: the same records, converted for the rival. "
        "`OUT`: a folder for each. `XDG_CACHE_HOME`, below which a program may keep things between "
        "runs, is a folder for each, too, and gone before a run with nothing kept."
    )
    yield ""
    yield "| | command |"
    yield "| --- | --- |"
    for entrant in ALL:
        if any(figure.contestant == entrant for figure in results.figures):
            yield f"| {entrant.label} | `{entrant.shown}` |"
    for companion in COMPANIONS:
        if any(each.key.partition(".")[0] == companion.key for each in results.readings):
            yield f"| {companion.label} | `{companion.shown}` |"


def _versions() -> Iterator[str]:
    yield from ("", "## Versions", "")
    yield (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores."
    )
    installed = []
    for package in _PACKAGES:
        try:
            installed.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            installed.append(f"{package} not installed")
    if program := find_hugo():
        said = subprocess.run([program, "version"], capture_output=True, text=True, check=False)
        installed.append(said.stdout.split("-")[0].strip() or "hugo")
    if program := find_chromium(os.environ):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
        installed.append(" ".join(said.stdout.split()[:2]) or "Chromium")
    yield ", ".join(installed) + "."
