"""When work is worth a second process, and whether one can be forked."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT: Final = 300
"""From how many records or pages on a second process saves more than it costs to start."""

_ENOUGH: Final = 8
"""From how many blocks of texts on a second process saves more than it costs to start."""

_AT_ONCE: Final = 64
"""Blocks that are held for the processes at a time."""


def forks_safely() -> bool:
    """Whether processes can be forked: quickest, but only safe while no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def spread(make: Callable[[T], R], given: Iterable[T]) -> Iterator[R]:
    """`make` of each, in order: by several processes where there is enough to do."""
    things = iter(given)
    workers = os.cpu_count() or 1
    batch = list(islice(things, _ENOUGH))
    if len(batch) < _ENOUGH or workers == 1 or not forks_safely():
        yield from map(make, chain(batch, things))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as executor:
        while batch:
            # what is given may be large, and is made as it is taken
            yield from executor.map(make, batch)
            batch = list(islice(things, _AT_ONCE))
