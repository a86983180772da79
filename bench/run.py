"""Measures Termbook beside its rivals on the same records: `make bench`, `python -m bench`.

    python -m bench [--sizes 500,2000,10000] [--once 50000] [--rounds 3] [--only ours-cold,hugo]
                    [--long]

Everything is generated in a temporary folder; the figures go to bench/RESULTS.md and
bench/results.svg, anew after each size, so that a run that is broken off leaves what it has.
A contestant whose program is missing is left out, and the run says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.chart import draw
from bench.companions import COMPANIONS, Companion, CompanionError, observe
from bench.contestants import (
    ALL,
    EDITED,
    ONCE,
    REPOSITORY,
    SLOW_LIMIT,
    UNASKED,
    Contestant,
    Desk,
    environment,
    find_hugo,
)
from bench.figures import Figure, Results
from bench.process import CommandError, Cost, measure
from bench.results import write_results

_FOLDERS: Final = re.compile(r"(?:/[^/\s]+){2,}/")


def main() -> None:
    """The command line."""
    asked = _read_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left behind
    chosen = [entrant for entrant in ALL if entrant.key in asked.only and _is_there(entrant)]
    beside = [companion for companion in COMPANIONS if companion.key in asked.only]
    if not chosen and not beside:
        sys.exit("nothing to measure")
    results = Results()
    with tempfile.TemporaryDirectory(prefix="termbook-bench-", dir=asked.work) as work:
        for size in sorted({*asked.sizes, *asked.once}):
            once = size not in asked.sizes
            entrants = [entrant for entrant in chosen if _runs(entrant, size, asked, once=once)]
            companions = [
                companion for companion in beside
                if (companion.needs_site if once else not companion.largest_only)
                or size == max(asked.sizes, default=0)
            ]  # fmt: skip
            desk = _prepare(Path(work) / str(size), size, entrants)
            results.figures += _compete(desk, entrants, 1 if once else asked.rounds, results)
            _observe(desk, companions, results)
            _write(results, asked)
    if not results.figures and not results.readings:
        sys.exit("nothing could be measured")
    print((asked.out / "RESULTS.md").read_text(encoding="utf-8"))


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure builds.")
    add = parser.add_argument
    names = [*(entrant.key for entrant in ALL), *(companion.key for companion in COMPANIONS)]
    add(
        "--sizes",
        type=_read_sizes,
        default=[500, 2000, 10_000],
        metavar="N,N,…",
        help="numbers of records for the full table (default: 500,2000,10000)",
    )
    add(
        "--once",
        type=_read_sizes,
        default=[],
        metavar="N,N,…",
        help=f"besides, for one round of {', '.join(ONCE)}",
    )
    add("--rounds", type=int, default=3, metavar="N")
    add(
        "--only",
        type=lambda text: text.split(","),
        default=[*UNASKED, *(companion.key for companion in COMPANIONS)],
        metavar="NAME,NAME,…",
        help=", ".join(names),
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
    unknown = set(asked.only) - set(names)
    if unknown:
        parser.error(f"--only: no such contestant: {', '.join(sorted(unknown))}")
    if asked.rounds < 1:
        parser.error("--rounds: at least 1")
    return asked


def _read_sizes(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",") if part})


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


def _runs(entrant: Contestant, size: int, asked: argparse.Namespace, *, once: bool) -> bool:
    if once:
        return entrant.key in ONCE
    return bool(asked.long) or size <= SLOW_LIMIT or not entrant.slow


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


def _compete(
    desk: Desk, entrants: Sequence[Contestant], rounds: int, results: Results
) -> list[Figure]:
    """All rounds at one size; whoever fails is reported and sits out the rest."""
    costs: dict[str, list[Cost]] = {entrant.key: [] for entrant in entrants}
    failed: set[str] = set()
    for number in range(rounds):
        for entrant in entrants:
            if entrant.key in failed or (entrant.slow and number):
                continue
            if EDITED.get(entrant.key) in failed:
                continue  # there is no run for it to follow
            try:
                if entrant.key in EDITED and EDITED[entrant.key] not in costs:
                    _measure(desk, entrant)  # leaves the store that it finds after the edit
                entrant.prepare(desk, number)
                cost = _measure(desk, entrant)
            except (CommandError, ValueError) as problem:
                _fail(results, f"{entrant.label}, {desk.size} records: {problem}")
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


def _measure(desk: Desk, entrant: Contestant) -> Cost:
    return measure(
        entrant.command(desk), cwd=REPOSITORY, log=desk.root / f"{entrant.key}.log",
        environment=environment(desk.records, desk.store(entrant.family)),
        accepted=entrant.accepted,
    )  # fmt: skip


def _observe(desk: Desk, companions: Sequence[Companion], results: Results) -> None:
    for companion in companions:
        try:
            if companion.needs_site and not desk.out("ours").is_dir():
                _measure(desk, next(entrant for entrant in ALL if entrant.key == "ours-cold"))
            print(f"{desk.size} records: {companion.label}", file=sys.stderr)
            results.readings += observe(companion, desk)
        except (CommandError, CompanionError) as problem:
            _fail(results, f"{companion.label}, {desk.size} records: {problem}")


def _fail(results: Results, problem: str) -> None:
    print(f"failed: {problem}", file=sys.stderr)
    results.failures.append(summarise(problem))


def summarise(problem: str) -> str:
    """What failed, and the line that says why, without the names of this machine's folders."""
    first, *rest = (line.strip() for line in problem.splitlines() if line.strip())
    what = first.split(f": {sys.executable}")[0]
    if not rest:
        return what
    traced = any(line.startswith(("Traceback", 'File "')) for line in rest)
    why = rest[-1] if traced else rest[0]
    return f"{what}: {_FOLDERS.sub('…/', why).rstrip(':')}"


def _write(results: Results, asked: argparse.Namespace) -> None:
    day = datetime.now(UTC).date().isoformat()
    page = write_results(results, rounds=asked.rounds, day=day)
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "RESULTS.md").write_text(page, encoding="utf-8")
    if results.figures:
        (asked.out / "results.svg").write_text(draw(results.figures), encoding="utf-8")


if __name__ == "__main__":
    main()
