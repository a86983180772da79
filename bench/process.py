"""What one whole process costs: time on the clock, time on the processors, memory.

Time on the processors and the largest single process come from the kernel's account of the
ended child (`wait4`), which holds all its own children too. Memory of a build that uses several
processes is the sum of what they hold at the same moment, looked up in /proc ten times a second:
the proportional set size, in which a page that several share counts once in all. Forked processes
share most of what they hold, so a sum of resident sizes would count the same memory twice or
thrice. Where there is no /proc (macOS) it is the largest single process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Final

_INTERVAL: Final = 0.1
_PROC: Final = Path("/proc")
_TAIL: Final = 2000
"""Characters of a failed command's output that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of user and system time, all processes."""
    memory: float
    """The most that all processes held together, in 10^6 bytes."""


class CommandError(Exception):
    """A measured command ended with an exit code that it should not have."""


def measure(
    command: Sequence[str],
    *,
    cwd: Path,
    environment: Mapping[str, str],
    log: Path,
    accepted: Sequence[int] = (0,),
) -> Cost:
    """Run the command to its end, its output going to the file `log`.

    Raises CommandError when it ends with a code that is not accepted.
    """
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=dict(environment), stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        with _Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait again
    if process.returncode not in accepted:
        text = log.read_text(encoding="utf-8", errors="replace")[-_TAIL:]
        raise CommandError(f"{' '.join(command)}: exit code {process.returncode}\n{text}")
    return Cost(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=max(watch.peak, _largest_single(usage)) / 1e6,
    )


def _largest_single(usage: resource.struct_rusage) -> int:
    """Bytes; the kernel counts in kilobytes, that of macOS in bytes."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class _Watch:
    """Looks up the memory of a process and all below it while they run."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self.peak = 0
        """Bytes."""

    def __enter__(self) -> _Watch:
        if _PROC.is_dir():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_INTERVAL):
            self.peak = max(self.peak, sum(_held(pid) for pid in _family(self._pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in (_PROC / str(pid) / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:  # it has ended meanwhile
        return


def _held(pid: int) -> int:
    """Bytes; of what is shared with others, this process's part."""
    try:
        sizes = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return 0
    return next((1024 * int(line.split()[1]) for line in sizes if line.startswith("Pss:")), 0)
