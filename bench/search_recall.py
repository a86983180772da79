"""Whether the search finds what is there, and what an answer costs.

    python -m bench.search_recall [--records 10000] [--queries 2000]

Writes records, builds the index, and asks the site's own search.js under Node: texts of two to
eight characters drawn from anywhere in titles and bodies, against a plain look at each text. What
a first query transfers is counted in bytes as they lie on disk, and as gzip would make them.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from bench.generate import generate
from termbook.search import Entry, Index, build, normalise

ROOT = Path(__file__).resolve().parent.parent
FIRST_QUERIES = 300
KNOWN_WORDS = ("台账", "整改台账", "形态", "通道", "党章", "建国", "党支部办公室", "2020年", "臺賬")
"""Asked besides: what a dictionary cuts wrongly, and what stands nearly everywhere."""

_Made = TypeVar("_Made")


def read_entries(records: Path) -> list[Entry]:
    """Each record with its body as it stands in the file."""
    entries = []
    for path in sorted(records.rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields: dict[str, str] = dict(re.findall(r"^(\w+): (.*)$", front, flags=re.MULTILINE))
        period, _, rest = path.relative_to(records).as_posix().partition("/")
        entries.append(
            Entry(
                path=f"{period}/{rest.removesuffix('.md')}.html",
                title=fields["title"].strip("'\""),
                text=body,
                kind=rest.partition("/")[0],
                kind_label=rest.partition("/")[0],
                period=period,
                period_label=period,
                department=fields.get("department", ""),
                date=fields.get("date") or fields["start"],
            )
        )
    return entries


def draw_queries(entries: Sequence[Entry], count: int, seed: int) -> list[str]:
    """Texts from anywhere in titles and bodies, white space not among them."""
    rng = Random(seed)
    queries: list[str] = []
    while len(queries) < count:
        entry = rng.choice(entries)
        text = entry.title if rng.random() < 0.1 else entry.read()
        size = rng.randint(2, 8)
        start = rng.randrange(max(1, len(text) - size))
        query = text[start : start + size]
        if len(query) == size and not re.search(r"\s", query):
            queries.append(query)
    return queries


def ask(index: Path, queries: Sequence[str], *options: str) -> list[dict[str, Any]]:
    """The answers of search.js."""
    command = [
        "node",
        str(ROOT / "tests" / "search" / "query.mjs"),
        str(ROOT / "hooks" / "termbook" / "theme" / "assets"),
        str(index),
        *options,
    ]
    done = subprocess.run(
        command, input=json.dumps(queries), capture_output=True, text=True, check=True
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def compare(
    entries: Sequence[Entry], queries: Sequence[str], answers: Sequence[Mapping[str, Any]]
) -> tuple[int, int, int]:
    """Right, missing and wrong pages over all queries."""
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.path))
    texts = [f"{normalise(entry.title)}\n{normalise(entry.read())}" for entry in ordered]
    right = missing = wrong = 0
    for query, answer in zip(queries, answers, strict=True):
        word = normalise(query)
        wanted = {number for number, text in enumerate(texts) if word in text}
        found = set(answer["found"])
        right += len(wanted & found)
        missing += len(wanted - found)
        wrong += len(found - wanted)
    return right, missing, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.records, options.queries, options.seed)


def _measure(folder: Path, records: int, count: int, seed: int) -> None:
    generate(folder / "records", records=records, seed=seed)
    files = _measure_building(folder / "records")
    for name, content in files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    entries = read_entries(folder / "records")
    queries = [*draw_queries(entries, count, seed), *KNOWN_WORDS]
    right, missing, wrong = compare(entries, queries, ask(folder / "search", queries))
    print(f"{len(queries)} queries, {right + missing} pages that hold what they ask for")
    print(f"recall {_percent(right, missing)}, precision {_percent(right, wrong)}")
    chosen = [*queries[:FIRST_QUERIES], *KNOWN_WORDS]
    first = ask(folder / "search", chosen, "--fresh")
    _print_spread("first query, bytes", [answer["traffic"]["bytes"] for answer in first])
    _print_spread("first query, bytes with gzip", [answer["traffic"]["zipped"] for answer in first])
    _print_spread("first query, files", [answer["traffic"]["files"] for answer in first])
    _print_spread("first query under Node, ms", [answer["ms"] for answer in first])
    later = ask(folder / "search", chosen)
    _print_spread("later query, bytes", [answer["traffic"]["bytes"] for answer in later[20:]])
    _print_spread("later query under Node, ms", [answer["ms"] for answer in later[20:]])


def _measure_building(records: Path) -> dict[str, bytes]:
    gc.disable()  # as a build does
    files: dict[str, bytes] = {}
    for name, make in (
        ("one process", build),
        ("two processes", _build_with_two),
    ):
        seconds = []
        for _ in range(3):
            entries = read_entries(records)
            begun = time.perf_counter()
            files = make(entries)
            seconds.append(time.perf_counter() - begun)
        print(f"built from nothing, {name}: {sorted(seconds)[1]:.2f} s")
    entries = read_entries(records)
    text = sum(len(entry.title.encode()) + len(entry.read().encode()) for entry in entries)
    size = sum(map(len, files.values()))
    print(f"{len(entries)} entries, {text} bytes of text; index {size} bytes in {len(files)} files")
    print(f"index ÷ text: {size / text:.2f}")
    _measure_edit(entries)
    return files


def _build_with_two(entries: Sequence[Entry]) -> dict[str, bytes]:
    with ProcessPoolExecutor(2) as pool:
        return build(entries, spread=pool.map)


class _Shelf(dict[str, bytes]):
    def put(self, key: str, data: bytes, /) -> None:
        self[key] = data


def _measure_edit(entries: list[Entry]) -> None:
    shelf = _Shelf()
    index = Index(entries)
    for part in index.parts:
        index.write(part, shelf)
    known = set(index.parts)
    edited = entries[len(entries) // 2]
    entries[len(entries) // 2] = Entry(
        path=edited.path, title=edited.title, text=edited.read() + "又改了一处。",
        kind=edited.kind, kind_label=edited.kind_label, period=edited.period,
        period_label=edited.period_label, department=edited.department, date=edited.date,
    )  # fmt: skip
    changed, seconds = _timed(
        lambda: [
            (part, after.write(part, shelf))
            for after in [Index(entries)]
            for part in after.parts
            if part not in known
        ]
    )
    print(
        f"one entry edited: {seconds:.2f} s, {sum(len(files) for _, files in changed)} files anew"
    )


def _timed(make: Callable[[], _Made]) -> tuple[_Made, float]:
    begun = time.perf_counter()
    return make(), time.perf_counter() - begun


def _percent(right: int, other: int) -> str:
    return f"{100 * right / (right + other):.4f} % ({other} of {right + other})"


def _print_spread(name: str, values: Sequence[float]) -> None:
    ordered = sorted(values)
    middle, most = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    print(f"{name}: median {middle:.0f}, 95 % up to {most:.0f}, most {ordered[-1]:.0f}")


if __name__ == "__main__":
    main()
