"""Where the time of a cold build goes: seconds of the processor by step and by part of the code.

    python -m bench.steps RECORDS [--json]

Builds once with every Python process under Python's profiler, with nothing kept from before and
one processor to be seen, so that no process is forked: a profile does not follow those. The
profiler makes everything slower, calls more than loops, so shares tell more than seconds. Time in
C functions counts for whoever calls them.
"""

from __future__ import annotations

import argparse
import json
import os
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.contestants import DAY, OURS, REPOSITORY, environment

Place = tuple[str, int, str]
"""File, line and name of a function, as `pstats` tells them."""
Entry = tuple[int, int, float, float, dict[Place, tuple[int, int, float, float]]]
"""Calls, calls without recursion, own seconds, seconds with callees; and the same by caller."""

SHOWN: Final = 0.01
"""What takes less than this share of the whole is not shown."""
_PARTS: Final = 14
_DEPTH: Final = 2
"""How many calls below an event are followed."""

_AT_START: Final = """\
import atexit, cProfile, os, sys, time

os.cpu_count = lambda: 1
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
_profiler = cProfile.Profile(time.process_time)


def _end():
    _profiler.disable()
    module = sys.orig_argv[2] if sys.orig_argv[1:2] == ["-m"] else "Python"
    name = f"{module.partition('.')[0]}.{os.getpid()}.profile"
    _profiler.dump_stats(os.path.join(os.environ["TERMBOOK_PROFILES"], name))


atexit.register(_end)
_profiler.enable()
"""
"""A `sitecustomize.py`: Python runs it at the start of each process that finds it."""


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
    """Seconds, callees included, of imports, of where our code begins, and of what is called there.

    It begins with the command `termbook build` and with the events of MkDocs in our hook. A
    function that several steps call counts in full below each of them.
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
        elif place[0].endswith("termbook/edges/commands.py") and place[2] == "build":
            follow(place, place[2], entry[3], _DEPTH + 2)
    return steps


def profile(records: Path) -> dict[str, pstats.Stats]:
    """The profiles of one cold build's processes, by the module that each one runs.

    Raises subprocess.CalledProcessError when the build fails.
    """
    with tempfile.TemporaryDirectory(prefix="termbook-steps-") as folder:
        work = Path(folder)
        (work / "sitecustomize.py").write_text(_AT_START, encoding="utf-8")
        found = environment(records, work / "store")
        settings = {
            **found, "TERMBOOK_PROFILES": folder,
            "PYTHONPATH": f"{folder}{os.pathsep}{found['PYTHONPATH']}",
        }  # fmt: skip
        subprocess.run(
            [*OURS, "build", "--records", str(records), "--out", f"{folder}/site", "--on", DAY],
            cwd=REPOSITORY, env=settings, check=True, stdout=sys.stderr,
        )  # fmt: skip
        profiles: dict[str, pstats.Stats] = {}
        for file in sorted(work.glob("*.profile")):
            module = file.name.partition(".")[0]
            if module in profiles:
                profiles[module].add(str(file))
            else:
                profiles[module] = pstats.Stats(str(file))
        return profiles


def tell(profiles: Mapping[str, Mapping[Place, Entry]]) -> list[dict[str, object]]:
    """The readings: the whole, the processes, and of each its steps; the parts of all together."""
    wholes = {name: sum(entry[2] for entry in table.values()) for name, table in profiles.items()}
    whole = sum(wholes.values())
    rows = [_row("whole", "whole build under the profiler", whole, whole)]
    parts: defaultdict[str, float] = defaultdict(float)
    for name, table in profiles.items():
        rows.append(_row(f"process.{name}", f"process {name}", wholes[name], whole))
        rows += _shown("step", f"{name}: ", by_step(table), whole)
        for part, seconds in by_part(table).items():
            parts[part] += seconds
    most = sorted(parts.items(), key=lambda part: -part[1])[:_PARTS]
    return [*rows, *_shown("part", "in ", most, whole)]


def _shown(
    kind: str, before: str, found: Sequence[tuple[str, float]], whole: float
) -> list[dict[str, object]]:
    return [
        _row(f"{kind}.{name}", f"{before}{name}", seconds, whole)
        for name, seconds in found
        if seconds >= SHOWN * whole
    ]


def _row(key: str, label: str, seconds: float, whole: float) -> dict[str, object]:
    return {
        "key": key, "label": label, "value": seconds, "unit": "s",
        "note": f"{100 * seconds / whole:.0f} %",
    }  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.steps", description=__doc__)
    parser.add_argument("records", type=Path, metavar="RECORDS", help="a generated archive")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    profiles = profile(asked.records.resolve())
    # the stubs of pstats leave out what its own reports are made of
    rows = tell({name: table.stats for name, table in profiles.items()})  # type: ignore[attr-defined]
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['value']:8.2f} {row['unit']}  {row['note']:>5}  {row['label']}")


if __name__ == "__main__":
    main()
