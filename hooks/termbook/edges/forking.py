"""When work is worth a second process, and whether one can be forked."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import Final, NoReturn, TypeVar

from termbook.edges.rows import from_bytes, to_bytes

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT: Final = 300
"""From how many records or pages on a second process saves more than it costs to start."""

_ENOUGH: Final = 8
"""From how many blocks of texts on a second process saves more than it costs to start."""

_AT_ONCE: Final = 64
"""Blocks that are held for the processes at a time."""

_BEHIND: Final = 10
"""How far what is done aside stands back behind what is waited for."""


def forks_safely() -> bool:
    """Whether processes can be forked: quickest, but only safe while no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def forked(workers: int) -> Executor:
    """Processes that have all that this one has. Ask `forks_safely` first."""
    # loaded late: most builds need one process, and half a hundred modules less
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(workers, mp_context=get_context("fork"))


def spread(make: Callable[[T], R], given: Iterable[T]) -> Iterator[R]:
    """`make` of each, in order: by several processes where there is enough to do."""
    things = iter(given)
    workers = os.cpu_count() or 1
    batch = list(islice(things, _ENOUGH))
    if len(batch) < _ENOUGH or workers == 1 or not forks_safely():
        yield from map(make, chain(batch, things))
        return
    with forked(workers) as executor:
        while batch:
            # what is given may be large, and is made as it is taken
            yield from executor.map(make, batch)
            batch = list(islice(things, _AT_ONCE))


@contextmanager
def aside(make: Callable[[], R], *, worth_it: bool) -> Iterator[Callable[[], R]]:
    """Begins to make something in a process of its own, where that is safe and `worth_it`.

    Gives what waits for the answer, which is what `make` returns: something that `rows` can write.
    Where there is none, it is made here, so that `make` must be able to run a second time.
    """
    if not worth_it or (os.cpu_count() or 1) == 1 or not forks_safely():
        yield make
        return
    answered, answering = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(make, answering)
    os.close(answering)
    try:
        with open(answered, "rb") as answer:  # noqa: PTH123 - a pipe has no path

            def wait() -> R:
                with suppress(OSError, EOFError, ValueError, TypeError):
                    made: tuple[R] = from_bytes(answer.read())
                    return made[0]
                return make()

            yield wait
    finally:
        with suppress(ProcessLookupError, ChildProcessError):  # where SIGCHLD is ignored it is gone
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _answer(make: Callable[[], R], answering: int) -> NoReturn:
    """What the other process does. Whatever goes wrong will go wrong once more where it is seen."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is interrupted ends us
        os.nice(_BEHIND)
        with suppress(Exception), open(answering, "wb") as answer:
            answer.write(to_bytes((make(),)))
    finally:
        os._exit(0)  # what this process was copied from has its own things to put in order
