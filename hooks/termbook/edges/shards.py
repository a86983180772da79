"""Pages drawn and written in portions, side by side where there are many.

A shard is plain data, and `write_shard` is a function of it, so any `concurrent.futures.Executor`
can run it: here processes of this machine. One process or several, the same bytes.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from termbook.pages.html import Drawer
from termbook.pages.page import Page
from termbook.pages.shell import Group, fill
from termbook.words import Words

WORTH_IT: Final = 300
"""From how many pages on a second process saves more than it costs to start."""

_PORTIONS: Final = 4
"""Portions for each process, so that none waits long for a slower one."""


class Shard(NamedTuple):
    """Some pages with the shells around them, the language, and the folder to write to."""

    pages: tuple[tuple[Page, Group], ...]
    shells: Mapping[Group, str]
    language: str
    out: str


def write_shard(shard: Shard) -> dict[str, str]:
    """Draws and writes the pages of a shard; what search finds each by, by path."""
    drawer, words = _drawer(shard.language), Words(shard.language)
    out = Path(shard.out)
    texts: dict[str, str] = {}
    folders: set[Path] = set()
    for page, group in shard.pages:
        drawn = drawer.draw(page)
        target = out / page.path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        html = fill(shard.shells[group], page, drawn, words)
        target.write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
        texts[page.path] = drawn.text
    return texts


def write_all(
    pages: Sequence[tuple[Page, Group]],
    shells: Mapping[Group, str],
    language: str,
    out: Path,
    *,
    meanwhile: Callable[[], None] = lambda: None,
) -> dict[str, str]:
    """Draws and writes all pages; what search finds each by, by path.

    `meanwhile` is done by this process while others draw, or after it has drawn alone.
    """
    workers = os.cpu_count() or 1
    if len(pages) < WORTH_IT or workers == 1:
        found = write_shard(Shard(tuple(pages), shells, language, str(out)))
        meanwhile()
        return found
    count = workers * _PORTIONS
    shards = [Shard(tuple(pages[n::count]), shells, language, str(out)) for n in range(count)]
    texts: dict[str, str] = {}
    # forking is quickest, but only safe while no other thread runs (mkdocs serve has some)
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if forks else "spawn")
    _inherited[:] = shards if forks else []
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as executor:
            results = (
                executor.map(_write_inherited, range(count))
                if forks
                else executor.map(write_shard, shards)
            )
            meanwhile()
            for found in results:
                texts.update(found)
    finally:
        _inherited.clear()
    return texts


_inherited: Final[list[Shard]] = []
"""The shards of a build that forks: its processes have them already and need no copy sent."""


def _write_inherited(number: int) -> dict[str, str]:
    return write_shard(_inherited[number])


@cache
def _drawer(language: str) -> Drawer:
    return Drawer(Words(language))
