"""When work is worth a second process, and whether one can be forked."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT: Final = 300
"""From how many records or pages on a second process saves more than it costs to start."""


def forks_safely() -> bool:
    """Whether processes can be forked: quickest, but only safe while no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def spread(make: Callable[[T], R], given: Iterable[T], *, worth_it: int = 8) -> Iterable[R]:
    """`make` of each, in order: by several processes where there are `worth_it` of them."""
    things: Sequence[T] = list(given)
    workers = os.cpu_count() or 1
    if len(things) < worth_it or workers == 1 or not forks_safely():
        return map(make, things)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as executor:
        return list(executor.map(make, things, chunksize=max(1, len(things) // workers // 4)))
