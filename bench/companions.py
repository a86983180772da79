"""What is measured beside the costs of processes, each by a program of its own that says readings.

In processes of their own, because a browser's driver or an index held in memory here would be
counted with what is measured later.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench.contestants import REPOSITORY, Desk, environment
from bench.figures import Reading
from bench.searching import read_search

_END: Final = 30.0
"""Seconds that a program has to end what it has started, when a run is broken off."""


class CompanionError(Exception):
    """A companion could not measure; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A program that measures something at one size."""

    key: str
    """Its name for `--only`, and the beginning of its readings' keys."""
    label: str
    shown: str
    arguments: Callable[[Desk], list[str]]
    """Of `python -m`, module first; it writes readings as JSON where `--json` is among them."""
    largest_only: bool = False
    """Measured at the largest of `--sizes` alone."""
    needs_site: bool = False
    """Looks at the site that `ours-cold` or `ours-edit` has built."""


COMPANIONS: Final = (
    Companion(
        key="reader", label="What a reader loads", needs_site=True,
        shown="python -m bench.reader SITE RECORDS",
        arguments=lambda desk: [
            "bench.reader", str(desk.out("ours")), str(desk.records), "--json",
        ],
    ),
    Companion(
        key="serve", label="Saved to reloaded (`make serve`)",
        shown="python -m bench.serve RECORDS",
        arguments=lambda desk: ["bench.serve", str(desk.records), "--json"],
    ),
    Companion(
        key="search", label="Search", largest_only=True,
        shown="python -m bench.search_recall --records N --queries 2000",
        arguments=lambda desk: [
            "bench.search_recall", "--records", str(desk.size), "--queries", "2000", "--json",
        ],
    ),
    Companion(
        key="steps", label="Where the time of a cold build goes (CPU, one processor)",
        shown="python -m bench.steps RECORDS", largest_only=True,
        arguments=lambda desk: ["bench.steps", str(desk.records), "--json"],
    ),
)  # fmt: skip


def observe(companion: Companion, desk: Desk) -> list[Reading]:
    """The readings of a companion at the desk's size.

    Raises CompanionError when it fails or says nothing that can be read.
    """
    arguments = companion.arguments(desk)
    done = _run(desk, arguments)
    if done.returncode == 2 and "--json" in done.stderr:  # it does not know the option yet
        done = _run(desk, [argument for argument in arguments if argument != "--json"])
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise CompanionError(f"exit code {done.returncode}\n{said}")
    rows = list(_read(done.stdout, companion.key))
    if not rows:
        raise CompanionError("no readings in its output")
    return [
        Reading(
            key=f"{companion.key}.{row['key']}", size=desk.size, label=str(row["label"]),
            value=float(str(row["value"])), unit=str(row["unit"]), note=str(row.get("note", "")),
        )
        for row in rows
    ]  # fmt: skip


def _run(desk: Desk, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    own = environment(desk.records, desk.store(arguments[0].rpartition(".")[2]))
    temporary = desk.root / "temporary"  # what a killed program leaves goes with the desk
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=REPOSITORY, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**own, "TMPDIR": str(temporary)},
    )  # fmt: skip
    try:
        output, errors = process.communicate()
    except BaseException:  # also when broken off by hand: a server that it started is to end
        process.terminate()
        process.wait(_END)
        raise
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def _read(output: str, key: str) -> Iterator[Mapping[str, object]]:
    """Rows of readings: a list of them as JSON, or what the search says in its own way."""
    try:
        said = json.loads(output[_beginning_of_json(output) :])
    except ValueError:
        said = None
    if isinstance(said, list):
        yield from said
    elif key == "search":
        yield from read_search(said if isinstance(said, dict) else {}, output)


def _beginning_of_json(output: str) -> int:
    found = re.search(r"^[\[{]", output, flags=re.MULTILINE)
    return found.start() if found else len(output)
