"""From saving a record to seeing it: `make serve` with a browser that has the record's page open.

    python -m bench.serve RECORDS [--rounds 5] [--json]

Starts `mkdocs serve` on a free port of this machine, opens the page of one record in Chromium,
adds a sentence to the record's file again and again, and times each round from the moment before
the write until the reloaded page is there and has the sentence. Editors do not save in step with
anything, so rounds begin after a pause of changing length. Needs a Chromium, as the browser tests
do. RECORDS is changed; what is started here is ended here, also on failure.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Final
from urllib.parse import quote

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, sync_playwright

from bench.contestants import REPOSITORY, STORE, environment
from bench.generate import edit_one
from tests.browser.chromium import MISSING, find_chromium, launch_flags

START: Final = 900.0
"""Seconds until the server must have built the site for the first time."""
RELOAD: Final = 120.0
"""Seconds until the browser must have reloaded."""
_END: Final = 10.0
"""Seconds that the server has to end by itself."""
_LOOK: Final = 0.005
"""Seconds between two looks at the page: what is measured is too long by half of it at most."""
_TAIL: Final = 1500

_SHOWS: Final = """sentence => document.readyState === "complete"
  && document.body.textContent.includes(sentence)"""


class ServeError(Exception):
    """The server did not start, or the browser did not reload."""


def make_sentence(record: Path) -> str:
    """A sentence that the record does not have yet, also after earlier runs."""
    number = record.read_text(encoding="utf-8").count("次补记，供计时用。") + 1
    return f"这是保存后第{number}次补记，供计时用。"


def time_reloads(records: Path, rounds: int, program: str, work: Path) -> list[float]:
    """Seconds from saving to seeing, of each round.

    Raises ServeError when the server does not start or the browser does not reload.
    """
    record = edit_one(records, 6000)
    page = record.relative_to(records).with_suffix(".html").as_posix()
    rng = Random(6000)
    seconds = []
    with _serving(records, work) as (home, server), sync_playwright() as playwright:
        _await_page(f"{home}{quote(page)}", server, work)
        browser = playwright.chromium.launch(executable_path=program, args=launch_flags())
        try:
            window = browser.new_page(locale="zh-CN")
            window.goto(f"{home}{quote(page)}", wait_until="load")
            for _ in range(rounds):
                window.wait_for_timeout(1000 * rng.uniform(0.7, 1.7))
                added = make_sentence(record)
                begun = time.perf_counter()
                with record.open("ab") as file:
                    file.write(f"\n{added}\n".encode())
                _await_sentence(window, added, work)
                seconds.append(time.perf_counter() - begun)
        finally:
            browser.close()
    return seconds


@contextmanager
def _serving(records: Path, work: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`mkdocs serve` as a process of its own: its address and the process, ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}",
        "--config-file", str(REPOSITORY / "mkdocs.yml"), "--watch", str(records),
    ]  # fmt: skip
    store = Path(os.environ.get(STORE) or work / "store")
    settings = {**environment(records, store), "TMPDIR": str(work)}  # where it builds its site
    with (work / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=settings, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}/", process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server, and the processes that it may have started: its session is its own."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def _await_page(address: str, server: subprocess.Popen[bytes], work: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=START) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise ServeError(f"mkdocs serve did not start:\n{_tail(work)}")


def _await_sentence(window: Page, sentence: str, work: Path) -> None:
    """Look until the page shows it. Looking from outside is not stopped by the page's policy."""
    until = time.monotonic() + RELOAD
    while time.monotonic() < until:
        try:
            if window.evaluate(_SHOWS, sentence):
                return
        except BrowserError:  # the page is just being replaced
            pass
        window.wait_for_timeout(1000 * _LOOK)
    raise ServeError(
        f"the browser did not show the change within {RELOAD:.0f} s of saving:\n{_tail(work)}"
    )


def _tail(work: Path) -> str:
    text = (work / "serve.log").read_text(encoding="utf-8", errors="replace")
    return text[-_TAIL:].strip()


def tell(seconds: list[float]) -> list[dict[str, object]]:
    """The readings of all rounds."""
    low, high = 1000 * min(seconds), 1000 * max(seconds)
    return [
        {"key": "reload", "label": "saved to reloaded in the browser, median",
         "value": 1000 * median(seconds), "unit": "ms",
         "note": f"{low:.0f}–{high:.0f} ms in {len(seconds)} rounds"},
    ]  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("records", type=Path, metavar="RECORDS", help="a generated archive")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    program = find_chromium(os.environ)
    if program is None:
        sys.exit(MISSING)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with us
    with tempfile.TemporaryDirectory(prefix="termbook-serve-") as work:
        try:
            seconds = time_reloads(asked.records.resolve(), asked.rounds, program, Path(work))
        except ServeError as problem:
            sys.exit(str(problem))
    rows = tell(seconds)
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['label']}: {row['value']:.0f} {row['unit']}  {row['note']}")


if __name__ == "__main__":
    main()
