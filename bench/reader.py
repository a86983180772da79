"""What a reader of a built site loads: the first view of two pages, and the largest page.

    python -m bench.reader SITE RECORDS [--json]

Chromium opens the home page and a record's page, each with nothing kept from before, and what it
asks the server for is counted as gzip makes it, since a web server sends it like that. The record
is the one whose page is in the middle by size. Needs a Chromium, as the browser tests do.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright

from tests.browser.addresses import Address, served
from tests.browser.chromium import MISSING, find_chromium, launch_flags

KINDS: Final[Mapping[str, str]] = {
    ".html": "HTML", ".css": "styles", ".js": "scripts", ".mjs": "scripts",
    ".woff": "fonts", ".woff2": "fonts", ".ttf": "fonts", ".otf": "fonts",
}  # fmt: skip
"""What the target counts; pictures and data are told apart from it."""
OTHER: Final = "pictures and data"

_WINDOW: Final[ViewportSize] = {"width": 1440, "height": 900}


def largest_page(site: Path) -> Path:
    """The page with the most bytes of HTML."""
    return max(site.rglob("*.html"), key=lambda path: (path.stat().st_size, path.as_posix()))


def middle_record(site: Path, records: Path) -> Path:
    """The record's page that is in the middle by size.

    Raises ValueError where no record has a page.
    """
    pages = [
        page
        for record in records.glob("*/*/*.md")
        if (page := site / record.relative_to(records).with_suffix(".html")).is_file()
    ]
    if not pages:
        raise ValueError(f"{site}: no record has a page")
    pages.sort(key=lambda path: (path.stat().st_size, path.as_posix()))
    return pages[len(pages) // 2]


def first_view(browser: Browser, address: Address, page: str) -> Counter[str]:
    """Bytes with gzip that the page loads, by kind; `files` counts them."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    context = browser.new_context(viewport=_WINDOW, locale="zh-CN")
    try:
        window = context.new_page()
        window.on("request", note)
        window.goto(address.of(page), wait_until="networkidle")
    finally:
        context.close()
    loaded: Counter[str] = Counter()
    for url in dict.fromkeys(asked):
        if not url.startswith(address.home):
            continue  # data that stands in a page or a style sheet
        file = address.root / unquote(urlsplit(url).path.removeprefix(urlsplit(address.home).path))
        if file.is_file():
            loaded[KINDS.get(file.suffix, OTHER)] += zipped(file.read_bytes())
            loaded["files"] += 1
    return loaded


def zipped(content: bytes) -> int:
    """Bytes of the content with gzip at the level that servers use unless told otherwise."""
    return len(gzip.compress(content, compresslevel=6, mtime=0))


def read(site: Path, records: Path, program: str) -> list[dict[str, object]]:
    """All readings of a built site."""
    rows: list[dict[str, object]] = []
    record = middle_record(site, records)
    views = (("home", "home page", "index.html"),
             ("record", "a record's page", record.relative_to(site).as_posix()))  # fmt: skip
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=launch_flags())
        try:
            for key, label, page in views:
                rows += _tell(key, label, page, first_view(browser, address, page))
        finally:
            browser.close()
    largest = largest_page(site)
    rows.append(
        {"key": "largest", "label": "largest page, HTML", "value": largest.stat().st_size / 1000,
         "unit": "kB", "note": f"`{largest.relative_to(site).as_posix()}`"}
    )  # fmt: skip
    return rows


def _tell(key: str, label: str, page: str, loaded: Counter[str]) -> list[dict[str, object]]:
    kinds = list(dict.fromkeys(KINDS.values()))
    parts = ", ".join(f"{kind} {loaded[kind] / 1000:.0f}" for kind in kinds if loaded[kind])
    counted = sum(loaded[kind] for kind in kinds)
    return [
        {"key": key, "label": f"first view of {label}, HTML, styles, scripts, fonts, gzip",
         "value": counted / 1000, "unit": "kB",
         "note": f"{parts}; {loaded['files']} files in all; `{page}`"},
        {"key": f"{key}.other", "label": f"first view of {label}, {OTHER} besides, gzip",
         "value": loaded[OTHER] / 1000, "unit": "kB"},
    ]  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.reader", description=__doc__)
    parser.add_argument("site", type=Path, metavar="SITE", help="what `termbook build` wrote")
    parser.add_argument("records", type=Path, metavar="RECORDS")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    program = find_chromium(os.environ)
    if program is None:
        sys.exit(MISSING)
    rows = read(asked.site.resolve(), asked.records.resolve(), program)
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['label']}: {row['value']:.1f} {row['unit']}  {row.get('note', '')}")


if __name__ == "__main__":
    main()
