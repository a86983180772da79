"""The preview: it hears of a saved record at once, and what it needs of MkDocs is still there."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from termbook.edges.settings import Settings, environment_of, settings_for
from tests.site.shelf import ROOT, write

PATIENCE = 60.0
"""Seconds after which something is broken, however busy the machine."""


@contextmanager
def serving(records: Path, log: Path) -> Iterator[str]:
    """`mkdocs serve` on `records`; the address of the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(records=records, on="2020-06-30", store=settings_for(ROOT, {}).store)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, **environment_of(settings), "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def page(address: str) -> str:
    """A page's text, `""` while nobody answers."""
    try:
        with urlopen(address) as answer:
            found: bytes = answer.read()
    except URLError:
        return ""
    return found.decode()


def wait_for(address: str, text: str, log: Path) -> str:
    """The page once it holds `text`."""
    tick = threading.Event()
    for _ in range(int(PATIENCE / 0.05)):
        found = page(address)
        if text in found:
            return found
        tick.wait(0.05)
    raise AssertionError(f"{text!r} never came; the server said:\n{log.read_text()}")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write(tmp_path / "elsewhere" / "records")


def test_a_saved_record_is_shown_and_browsers_are_told(records: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    file = records / "2020-h1" / "meetings" / "例会.md"
    with serving(records, log) as site:
        address = f"{site}/{quote('2020-h1/meetings/例会.html')}"
        before = wait_for(address, "会议记录。", log)
        # the script that reloads, which MkDocs writes into pages, is one that the policy lets run
        epoch, request = re.findall(r"livereload\((\d+), (\d+)\)", before)[0]
        assert "script-src 'self' 'unsafe-inline'" in before
        with file.open("a", encoding="utf-8") as text:
            text.write("\n补记：门锁已换。\n")
        wait_for(address, "补记：门锁已换。", log)
        assert int(page(f"{site}/livereload/{epoch}/{request}")) > int(epoch)


def test_a_broken_record_is_reported_and_its_repair_shown(records: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    file = records / "2020-h1" / "meetings" / "例会.md"
    good = file.read_text(encoding="utf-8")
    with serving(records, log) as site:
        address = f"{site}/{quote('2020-h1/meetings/例会.html')}"
        wait_for(address, "会议记录。", log)
        file.write_text(good.replace("chair: 校长", "chair: 校工"), encoding="utf-8")
        tick = threading.Event()
        for _ in range(int(PATIENCE / 0.05)):
            if "error TB201" in log.read_text(encoding="utf-8"):
                break
            tick.wait(0.05)
        assert "2020-h1/meetings/例会.md:4:8: error TB201" in log.read_text(encoding="utf-8")
        file.write_text(good.replace("会议记录。", "改好了。"), encoding="utf-8")
        wait_for(address, "改好了。", log)
