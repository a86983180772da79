"""Chromium, and a site to visit with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.addresses import Address, file_address, served
from tests.browser.chromium import MISSING, find_chromium, launch_flags
from tests.browser.visits import Visitor

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DAY = "2020-12-31"
"""The day for which the shipped records are built: later than all of them."""

HEIGHTS = {390: 844, 1440: 900}

Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per file of tests.

    Not per run: as long as Playwright is there its event loop is too, and no other test could
    start one.
    """
    program = find_chromium(os.environ)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=launch_flags()
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visit(chromium: Browser) -> Visit:
    """Gives a window on a site: its scheme is "light" or "dark", its width 390 or 1440 pixels."""
    windows: dict[tuple[str, str, int], Visitor] = {}

    def window(address: Address, *, scheme: str = "light", width: int = 1440) -> Visitor:
        key = (address.home, scheme, width)
        if key not in windows:
            context = chromium.new_context(
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": width, "height": HEIGHTS[width]},
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                reduced_motion="reduce",  # nothing is measured halfway through a transition
            )
            context.set_default_timeout(15_000)  # milliseconds
            windows[key] = Visitor(context, address)
        return windows[key]

    return window


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Builds a folder of records with the command itself, each folder once."""
    built: dict[Path, Path] = {}

    def build(records: Path) -> Path:
        if records not in built:
            out = tmp_path_factory.mktemp("sites") / "my 档案"
            command = "from termbook.edges.commands import main; main()"
            arguments = ["build", "--records", str(records), "--out", str(out), "--on", DAY]
            answer = subprocess.run(
                [sys.executable, "-c", command, *arguments],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            assert answer.returncode == 0, f"termbook build:\n{answer.stdout}{answer.stderr}"
            built[records] = out
        return built[records]

    return build


@pytest.fixture(scope="session")
def built_site(build_site: Callable[[Path], Path]) -> Path:
    """The site of the shipped records."""
    return build_site(ROOT / "records")


@pytest.fixture(scope="session")
def http_site(built_site: Path) -> Iterator[Address]:
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def file_site(built_site: Path) -> Address:
    return file_address(built_site)
