"""Where the time of a cold build goes: seconds of the processor by step and by part of the code.

    python -m bench.steps RECORDS [--json]

Builds once under Python's profiler, in one process alone (a profile does not follow processes
that a build starts), with nothing kept from before. The profiler makes everything slower, calls
more than loops, so shares tell more than seconds. Time in C functions counts for whoever calls
them.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.contestants import REPOSITORY, environment

Place = tuple[str, int, str]
"""File, line and name of a function, as `pstats` tells them."""
Entry = tuple[int, int, float, float, dict[Place, tuple[int, int, float, float]]]
"""Calls, calls without recursion, own seconds, seconds with callees; and the same by caller."""

SHOWN: Final = 0.01
"""What takes less than this share of the whole is not shown."""
_PARTS: Final = 14
_DEPTH: Final = 2
"""How many calls below an event are followed."""

_CHILD: Final = "--inside"


def by_part(stats: Mapping[Place, Entry]) -> dict[str, float]:
    """Own seconds by part of the code, the most first: a layer of Termbook's, another package."""
    parts: defaultdict[str, float] = defaultdict(float)
    for place, (_, _, own, _, callers) in stats.items():
        if place[0] == "~" and callers:  # a C function
            for caller, (_, _, seconds, _) in callers.items():
                parts[part_of(caller[0])] += seconds
        else:
            parts[part_of(place[0])] += own
    return dict(sorted(parts.items(), key=lambda part: -part[1]))


def part_of(file: str) -> str:
    """The part that a file belongs to: `termbook.pages`, `jinja2`, `Python itself`."""
    steps = Path(file).parts
    if "termbook" in steps:
        below = steps[steps.index("termbook") + 1 :]
        return f"termbook.{below[0].removesuffix('.py')}" if below else "termbook"
    if steps and steps[-1] == "mkdocs_hooks.py":
        return "mkdocs_hooks"
    if "site-packages" in steps:
        return steps[steps.index("site-packages") + 1].removesuffix(".py")
    if file == "<template>" or file.endswith(".html"):
        return "templates"
    return "Python itself"


def by_step(stats: Mapping[Place, Entry]) -> list[tuple[str, float]]:
    """Seconds, callees included, of imports, of MkDocs' events in our hook, and of what they call.

    A function that several steps call counts in full below each of them.
    """
    called: defaultdict[Place, list[tuple[float, Place]]] = defaultdict(list)
    for place, entry in stats.items():
        for caller, (_, _, _, seconds) in entry[4].items():
            called[caller].append((seconds, place))
    steps: list[tuple[str, float]] = []

    def follow(place: Place, name: str, seconds: float, depth: int) -> None:
        steps.append((name, seconds))
        for below, callee in sorted(called[place], reverse=True) if depth else ():
            if part_of(callee[0]).startswith(("termbook", "mkdocs_hooks")):
                follow(callee, f"{name} → {callee[2]}", below, depth - 1)

    for place, entry in stats.items():
        if place[2] == "_find_and_load":
            steps.append(("import of modules", entry[3]))
        elif Path(place[0]).name == "mkdocs_hooks.py" and place[2].startswith("on_"):
            follow(place, place[2], entry[3], _DEPTH)
    return steps


def profile(records: Path) -> pstats.Stats:
    """The profile of one cold build in a process of its own.

    Raises subprocess.CalledProcessError when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="termbook-steps-") as work:
        out = Path(work) / "profile"
        subprocess.run(
            [sys.executable, "-m", "bench.steps", _CHILD, str(out), "build", "--quiet",
             "--config-file", str(REPOSITORY / "mkdocs.yml"), "--site-dir", f"{work}/site"],
            cwd=REPOSITORY, env=environment(records, Path(work) / "store"), check=True,
            stdout=sys.stderr,
        )  # fmt: skip
        return pstats.Stats(str(out))


def tell(stats: pstats.Stats) -> list[dict[str, object]]:
    """The readings: the whole, the steps, the parts."""
    table: Mapping[Place, Entry] = stats.stats  # type: ignore[attr-defined]  # not in the stubs
    whole = sum(entry[2] for entry in table.values())
    rows = [_row("whole", "whole build under the profiler", whole, whole)]
    steps = [step for step in by_step(table) if step[1] >= SHOWN * whole]
    rows += [_row(f"step.{name}", f"step {name}", seconds, whole) for name, seconds in steps]
    parts = list(by_part(table).items())[:_PARTS]
    rows += [
        _row(f"part.{name}", f"in {name}", seconds, whole)
        for name, seconds in parts
        if seconds >= SHOWN * whole
    ]
    return rows


def _row(key: str, label: str, seconds: float, whole: float) -> dict[str, object]:
    return {
        "key": key, "label": label, "value": seconds, "unit": "s",
        "note": f"{100 * seconds / whole:.0f} %",
    }  # fmt: skip


def _build_inside(out: str, arguments: list[str]) -> None:
    """Runs MkDocs under the profiler, with one processor to be seen, and writes the profile."""
    os.cpu_count = lambda: 1
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    profiler = cProfile.Profile(time.process_time)
    code: object = 0
    try:
        profiler.runcall(_run_mkdocs, arguments)
    except SystemExit as ended:
        code = ended.code
    profiler.dump_stats(out)
    sys.exit(code if isinstance(code, int) else 0)


def _run_mkdocs(arguments: list[str]) -> None:
    from mkdocs.__main__ import cli  # noqa: PLC0415 - its own start is part of the build

    cli(arguments)


def main() -> None:
    """The command line."""
    if sys.argv[1:2] == [_CHILD]:
        _build_inside(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(prog="python -m bench.steps", description=__doc__)
    parser.add_argument("records", type=Path, metavar="RECORDS", help="a generated archive")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = tell(profile(asked.records.resolve()))
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['value']:8.2f} {row['unit']}  {row['note']:>5}  {row['label']}")


if __name__ == "__main__":
    main()
