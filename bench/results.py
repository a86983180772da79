"""The measured figures as a page of Markdown: medians, spread, and ratios within the one run."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Final

from bench.contestants import Contestant, find_hugo
from bench.process import Cost

_HUGO: Final = "hugo"
_PACKAGES: Final = ("mkdocs", "mkdocs-material", "Markdown", "PyYAML", "Jinja2", "jieba")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one contestant took at one size, in all rounds."""

    contestant: Contestant
    size: int
    """Records."""
    costs: Sequence[Cost]

    @property
    def wall(self) -> float:
        """Median seconds."""
        return median(cost.wall for cost in self.costs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A promise: one figure as a multiple of another."""

    key: str
    against: str
    limit: float


_TARGETS: Final = (
    _Target(key="ours-cold", against=_HUGO, limit=1.5),
    _Target(key="ours-cold", against="material", limit=1 / 3),
    _Target(key="ours-edit", against=_HUGO, limit=0.25),
)


def write_results(figures: Sequence[Figure], *, rounds: int, day: str) -> str:
    """The page. `day`: when it was measured (ISO 8601)."""
    return "\n".join([*_introduce(rounds, day), *_tables(figures), *_ratios(figures),
                      *_growth(figures), *_commands(figures), *_versions()]) + "\n"  # fmt: skip


def _introduce(rounds: int, day: str) -> Iterator[str]:
    yield "# Results of `make bench`"
    yield ""
    yield (
        f"Written by `bench/run.py` on {day}. Whole processes, {rounds} rounds in turn (A B C, "
        "A B C, …); time is the median, with the least and the most. CPU is user and system time "
        "of all processes. Memory is the highest sum of all processes' resident pages in any "
        "round (shared pages count for each process). What the contestants do less or more stands "
        "in [README.md](README.md)."
    )
    yield ""
    yield "![Time against number of records](results.svg)"


def _tables(figures: Sequence[Figure]) -> Iterator[str]:
    for size in sorted({figure.size for figure in figures}):
        here = [figure for figure in figures if figure.size == size]
        hugo = _find(here, _HUGO, size)
        yield ""
        yield f"## {size:,} records"
        yield ""
        yield "| | time, s | least–most | CPU, s | memory, MB | rounds | × Hugo |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
        for figure in here:
            walls = [cost.wall for cost in figure.costs]
            spread = f"{min(walls):.2f}–{max(walls):.2f}" if len(walls) > 1 else ""
            ratio = f"{figure.wall / hugo.wall:.2f}" if hugo else ""
            yield (
                f"| {figure.contestant.label} | {figure.wall:.2f} | {spread} "
                f"| {median(cost.cpu for cost in figure.costs):.2f} "
                f"| {max(cost.memory for cost in figure.costs):.0f} | {len(walls)} | {ratio} |"
            )


def _ratios(figures: Sequence[Figure]) -> Iterator[str]:
    rows = []
    for size in sorted({figure.size for figure in figures}):
        for target in _TARGETS:
            ours, theirs = _find(figures, target.key, size), _find(figures, target.against, size)
            if ours and theirs:
                ratio = ours.wall / theirs.wall
                met = "yes" if ratio <= target.limit else "no"
                rows.append(
                    f"| {size:,} | {ours.contestant.label} | {theirs.contestant.label} "
                    f"| {ratio:.3f} | {target.limit:.3f} | {met} |"
                )
    if rows:
        yield from ("", "## Ratios", "")
        yield "| records | time of | divided by time of | ratio | target | met |"
        yield "| ---: | --- | --- | ---: | ---: | --- |"
        yield from rows


def _growth(figures: Sequence[Figure]) -> Iterator[str]:
    rows = []
    for key in dict.fromkeys(figure.contestant.key for figure in figures):
        own = sorted(
            (figure for figure in figures if figure.contestant.key == key),
            key=lambda figure: figure.size,
        )
        if len(own) > 1:
            each = "; ".join(f"{1000 * figure.wall / figure.size:.2f}" for figure in own)
            sizes = "; ".join(f"{figure.size:,}" for figure in own)
            rows.append(f"| {own[0].contestant.label} | {sizes} | {each} |")
    if rows:
        yield from ("", "## Growth", "")
        yield "| | records | ms per record |"
        yield "| --- | --- | --- |"
        yield from rows


def _commands(figures: Sequence[Figure]) -> Iterator[str]:
    yield from ("", "## Commands", "")
    yield "`RECORDS`: the generated archive. `INPUT`: the same records, converted for the rival."
    yield ""
    yield "| | command |"
    yield "| --- | --- |"
    for contestant in {figure.contestant.key: figure.contestant for figure in figures}.values():
        yield f"| {contestant.label} | `{contestant.shown}` |"


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
    yield ", ".join(installed) + "."


def _find(figures: Sequence[Figure], key: str, size: int) -> Figure | None:
    return next(
        (figure for figure in figures if figure.contestant.key == key and figure.size == size), None
    )
