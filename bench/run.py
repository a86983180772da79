"""Measures Termbook beside its rivals on the same records: `make bench`, `python -m bench`.

    python -m bench [--sizes 500,2000] [--rounds 3] [--only ours-cold,hugo] [--long]

Everything is generated in a temporary folder; the figures go to bench/RESULTS.md and
bench/results.svg. A contestant whose program is missing is left out, and the run says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.chart import draw
from bench.contestants import (
    ALL,
    EDITED,
    REPOSITORY,
    SLOW_LIMIT,
    UNASKED,
    Contestant,
    Desk,
    environment,
    find_hugo,
)
from bench.process import CommandError, Cost, measure
from bench.results import Figure, write_results


def main() -> None:
    """The command line."""
    asked = _read_arguments()
    chosen = [entrant for entrant in ALL if entrant.key in asked.only]
    chosen = [entrant for entrant in chosen if _is_there(entrant)]
    if not chosen:
        sys.exit("nothing to measure")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="termbook-bench-", dir=asked.work) as work:
        for size in asked.sizes:
            entrants = [
                entrant
                for entrant in chosen
                if asked.long or size <= SLOW_LIMIT or not entrant.slow
            ]
            desk = _prepare(Path(work) / str(size), size, entrants)
            figures += _compete(desk, entrants, asked.rounds)
            shutil.rmtree(desk.root)
    if not figures:
        sys.exit("nothing could be measured")
    day = datetime.now(UTC).date().isoformat()
    page = write_results(figures, rounds=asked.rounds, day=day)
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "RESULTS.md").write_text(page, encoding="utf-8")
    (asked.out / "results.svg").write_text(draw(figures), encoding="utf-8")
    print(page)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure builds.")
    add = parser.add_argument
    names = ", ".join(entrant.key for entrant in ALL)
    add(
        "--sizes",
        type=_read_sizes,
        default=[500, 2000],
        metavar="N,N,…",
        help="numbers of records (default: 500,2000)",
    )
    add("--rounds", type=int, default=3, metavar="N")
    add(
        "--only",
        type=lambda text: text.split(","),
        default=list(UNASKED),
        metavar="NAME,NAME,…",
        help=names,
    )
    add("--long", action="store_true", help=f"slow contestants above {SLOW_LIMIT} records too")
    add(
        "--out",
        type=Path,
        default=REPOSITORY / "bench",
        metavar="DIR",
        help="where RESULTS.md and results.svg go (default: bench/)",
    )
    add("--work", type=Path, metavar="DIR", help="where inputs and sites are written meanwhile")
    asked = parser.parse_args()
    unknown = set(asked.only) - {entrant.key for entrant in ALL}
    if unknown:
        parser.error(f"--only: no such contestant: {', '.join(sorted(unknown))}")
    if asked.rounds < 1:
        parser.error("--rounds: at least 1")
    return asked


def _read_sizes(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",")})


def _is_there(entrant: Contestant) -> bool:
    if entrant.rival == "hugo":
        there = find_hugo() is not None
    elif entrant.rival:
        there = all(importlib.util.find_spec(name) for name in ("mkdocs", "material"))
    else:
        there = (REPOSITORY / "hooks/termbook/edges/commands.py").is_file()
    if not there:
        print(f"left out, not installed: {entrant.label}", file=sys.stderr)
    return there


def _prepare(root: Path, size: int, entrants: Sequence[Contestant]) -> Desk:
    """Make the inputs, in processes of their own: a large measuring process would be counted."""
    root.mkdir(parents=True)
    desk = Desk(root=root, size=size)
    print(f"{size} records: preparing", file=sys.stderr)
    periods = max(1, min(20, size // 10))
    _run("bench.generate", str(desk.records), "--records", str(size), "--periods", str(periods))
    for rival in dict.fromkeys(entrant.rival for entrant in entrants if entrant.rival):
        _run("bench.rivals", rival, str(desk.records), str(desk.tree(rival)))
    return desk


def _run(module: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=REPOSITORY, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _compete(desk: Desk, entrants: Sequence[Contestant], rounds: int) -> list[Figure]:
    """All rounds at one size; whoever fails is reported and sits out the rest."""
    costs: dict[str, list[Cost]] = {entrant.key: [] for entrant in entrants}
    failed = _warm_up(desk, entrants)
    for number in range(rounds):
        for entrant in entrants:
            if entrant.key in failed or (entrant.slow and number):
                continue
            entrant.prepare(desk, number)
            try:
                cost = _measure(desk, entrant)
            except CommandError as problem:
                print(f"failed: {entrant.label}: {problem}", file=sys.stderr)
                failed.add(entrant.key)
                continue
            costs[entrant.key].append(cost)
            print(
                f"{desk.size} records, round {number + 1}: {entrant.label}: {cost.wall:.2f} s, "
                f"{cost.cpu:.2f} s CPU, {cost.memory:.0f} MB",
                file=sys.stderr,
            )
    return [
        Figure(contestant=entrant, size=desk.size, costs=costs[entrant.key])
        for entrant in entrants
        if costs[entrant.key]
    ]


def _warm_up(desk: Desk, entrants: Sequence[Contestant]) -> set[str]:
    """Fill the store for those who are measured after an edit without the run before it."""
    keys = {entrant.key for entrant in entrants}
    failed = set()
    for entrant in entrants:
        if EDITED.get(entrant.key, entrant.key) not in keys:
            try:
                _measure(desk, entrant)
            except CommandError as problem:
                print(f"failed: {entrant.label}: {problem}", file=sys.stderr)
                failed.add(entrant.key)
    return failed


def _measure(desk: Desk, entrant: Contestant) -> Cost:
    return measure(
        entrant.command(desk), cwd=REPOSITORY, environment=environment(desk),
        log=desk.root / f"{entrant.key}.log", accepted=entrant.accepted,
    )  # fmt: skip


if __name__ == "__main__":
    main()
