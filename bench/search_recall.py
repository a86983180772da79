"""Whether the search finds what is there, and what an answer costs.

    python -m bench.search_recall [--records 10000] [--queries 2000] [--json]

Writes records, builds the index, and asks the site's own search.js under Node: texts of two to
eight characters drawn from anywhere in titles and bodies, against a plain look at each text. What
a first query transfers is counted in bytes as they lie on disk, and as gzip would make them. Then
Chromium types queries into the box of a page, over http and from a file, each first one in a window
that has nothing yet: from the focus of the box, at once with the words, until the title of the
first result is shown.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from playwright.sync_api import Browser, sync_playwright

from bench.generate import generate
from termbook.search import Entry, Index, build, normalise
from tests.browser.chromium import MISSING, find_chromium, launch_flags

ROOT = Path(__file__).resolve().parent.parent
FIRST_QUERIES = 300
TYPED_QUERIES = 60
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


Figures = dict[str, Any]
"""Names, and numbers or further figures."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    figures = measure(options.records, options.queries, options.seed)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        _print(figures)


def measure(records: int = 10_000, count: int = 2_000, seed: int = 1) -> Figures:
    """All figures: seconds for building, bytes and milliseconds for queries, percent for recall."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "records", records=records, seed=seed)
        files, figures = _measure_building(folder / "records")
        for file, content in files.items():
            path = folder / "search" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        entries = read_entries(folder / "records")
        queries = [*draw_queries(entries, count, seed), *KNOWN_WORDS]
        right, missing, wrong = compare(entries, queries, ask(folder / "search", queries))
        figures |= {
            "queries": len(queries),
            "pages": right + missing,
            "recall": 100 * right / (right + missing),
            "precision": 100 * right / (right + wrong),
        }
        chosen = [*queries[:FIRST_QUERIES], *KNOWN_WORDS]
        first = ask(folder / "search", chosen, "--fresh")
        later = ask(folder / "search", chosen)[20:]
        figures["first"] = {
            name: _spread([answer["traffic"][name] for answer in first])
            for name in ("bytes", "zipped", "files")
        }
        figures["later"] = {"bytes": _spread([answer["traffic"]["bytes"] for answer in later])}
        figures["node"] = {
            "first_ms": _spread([answer["ms"] for answer in first]),
            "later_ms": _spread([answer["ms"] for answer in later]),
        }
        known = {query for query, answer in zip(chosen, first, strict=True) if answer["found"]}
        typed = [query for query in chosen[-TYPED_QUERIES:] if query in known]
        for way, times in _measure_typing(folder, typed).items():
            if way == "http":
                figures["first"]["ms"], figures["later"]["ms"] = (
                    times["first_ms"],
                    times["later_ms"],
                )
            else:
                figures[way] = times
        return figures


def _measure_building(records: Path) -> tuple[dict[str, bytes], Figures]:
    gc.disable()  # as a build does
    files: dict[str, bytes] = {}
    built = {}
    for name, make in (("one_process", build), ("two_processes", _build_with_two)):
        seconds = []
        for _ in range(3):
            entries = read_entries(records)
            begun = time.perf_counter()
            files = make(entries)
            seconds.append(time.perf_counter() - begun)
        built[name] = sorted(seconds)[1]
    entries = read_entries(records)
    text = sum(len(entry.title.encode()) + len(entry.read().encode()) for entry in entries)
    size = sum(map(len, files.values()))
    return files, {
        "entries": len(entries),
        "built": built,
        "text_bytes": text,
        "index_bytes": size,
        "index_files": len(files),
        "index_per_text": size / text,
        "edited": _measure_edit(entries),
    }


def _build_with_two(entries: Sequence[Entry]) -> dict[str, bytes]:
    with ProcessPoolExecutor(2) as pool:
        return build(entries, spread=pool.map)


class _Shelf(dict[str, bytes]):
    def put(self, key: str, data: bytes, /) -> None:
        self[key] = data


def _measure_edit(entries: list[Entry]) -> Figures:
    shelf = _Shelf()
    index = Index(entries)
    before: dict[str, bytes] = {}
    for part in index.parts:
        before |= index.write(part, shelf)
    known = set(index.parts)
    edited = entries[len(entries) // 2]
    entries[len(entries) // 2] = Entry(
        path=edited.path, title=edited.title, text=edited.read() + "又改了一处。",
        kind=edited.kind, kind_label=edited.kind_label, period=edited.period,
        period_label=edited.period_label, department=edited.department, date=edited.date,
    )  # fmt: skip
    written, seconds = _timed(
        lambda: [
            after.write(part, shelf)
            for after in [Index(entries)]
            for part in after.parts
            if part not in known
        ]
    )
    files = {name: content for made in written for name, content in made.items()}
    changed = sum(before.get(name) != content for name, content in files.items())
    return {"seconds": seconds, "files_made": len(files), "files_changed": changed}


def _measure_typing(folder: Path, queries: Sequence[str]) -> dict[str, Figures]:
    """First and later queries in Chromium by way, in ms; none where it is not there."""
    program = find_chromium(os.environ)
    if program is None:
        print(MISSING, file=sys.stderr)
        return {}
    site = folder / "site"
    generate(folder / "few", records=300, seed=1)
    command = [sys.executable, "-c", "from termbook.edges.commands import main; main()", "build"]
    options = ["--records", str(folder / "few"), "--out", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run([*command, *options], cwd=ROOT, env=environment, capture_output=True, check=True)
    (site / "search").rename(folder / "search of few")
    (folder / "search").rename(site / "search")  # the page asks for what is there
    with sync_playwright() as playwright, _served(site) as http:
        browser = playwright.chromium.launch(executable_path=program, args=launch_flags())
        ways = (("http", http), ("file", site.resolve().as_uri()))
        times = {way: _type(browser, f"{home}/index.html", queries) for way, home in ways}
        browser.close()
    return times


def _type(browser: Browser, address: str, queries: Sequence[str]) -> Figures:
    first: list[float] = []
    later: list[float] = []
    for query, other in zip(queries, [*queries[1:], queries[0]], strict=True):
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(300)
        for typed, times in ((query, first), (other, later)):
            times.append(page.evaluate(TYPE, typed))
        context.close()
    return {"first_ms": _spread(first), "later_ms": _spread(later)}


TYPE = """query => new Promise(resolve => {
    const list = document.getElementById('tb-search-list');
    const input = document.querySelector('#tb-search input');
    const begun = performance.now();
    new PerformanceObserver((entries, observer) => {
        observer.disconnect();
        resolve(entries.getEntries()[0].renderTime - begun);
    }).observe({type: 'element'});
    new MutationObserver((_, observer) => {
        if (!list.children.length) return;
        observer.disconnect();
        list.querySelector('.tb-search__title').setAttribute('elementtiming', 'first');
    }).observe(list, {childList: true});
    input.focus();
    input.select();
    document.execCommand('insertText', false, query);
})"""
"""Types a query; the milliseconds until Chromium has shown the title of its first result.

Nothing looks at the page meanwhile: what asks again and again takes time of the page's own.
"""


@contextmanager
def _served(root: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # keeps connections, as servers do
        disable_nagle_algorithm = True  # as servers do: each file may wait 40 ms otherwise

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base
            """Say nothing."""

    handler = partial(Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def _timed(make: Callable[[], _Made]) -> tuple[_Made, float]:
    begun = time.perf_counter()
    return make(), time.perf_counter() - begun


def _spread(values: Sequence[float]) -> Figures:
    ordered = sorted(values)
    return {
        "median": ordered[len(ordered) // 2],
        "p95": ordered[len(ordered) * 95 // 100],
        "most": ordered[-1],
    }


def _print(figures: Figures, name: str = "") -> None:
    """A line for each figure; the three of a spread share one."""
    if figures.keys() == {"median", "p95", "most"}:
        median, most = figures["median"], figures["most"]
        print(f"{name}: median {median:.0f}, 95 % up to {figures['p95']:.0f}, most {most:.0f}")
        return
    for key, value in figures.items():
        label = f"{name} {key}".strip().replace("_", " ")
        if isinstance(value, dict):
            _print(value, label)
        else:
            print(f"{label}: {value:.4g}" if isinstance(value, float) else f"{label}: {value}")


if __name__ == "__main__":
    main()
