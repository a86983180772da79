"""What another process makes meanwhile, and what is done where it cannot."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from termbook.edges import forking
from termbook.edges.forking import aside


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(forking, "forks_safely", lambda: True)


def ask(make: Callable[[], int], *, worth_it: bool = True) -> int:
    with aside(make, worth_it=worth_it) as wait:
        return wait()


def test_another_process_makes_it() -> None:
    assert ask(os.getpid) != os.getpid()
    assert ask(os.getpid, worth_it=False) == os.getpid()


@pytest.mark.parametrize("name", ["cpu_count", "forks_safely"])
def test_where_there_is_no_other_it_is_made_here(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    module = os if name == "cpu_count" else forking
    monkeypatch.setattr(module, name, lambda: None)
    assert ask(os.getpid) == os.getpid()


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    def fail() -> int:
        raise LookupError(os.getpid())

    with pytest.raises(LookupError, match=str(os.getpid())):
        ask(fail)


def test_a_process_that_is_killed_leaves_the_work_to_us() -> None:
    here = os.getpid()

    def die() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert ask(die) == 7


def test_where_the_system_does_not_tell_of_the_end_of_processes() -> None:
    """A service may be started so that nobody has to ask how its processes ended."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert ask(os.getpid) != os.getpid()
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_nobody_waits_for_what_is_not_asked_for(tmp_path: Path) -> None:
    def slow() -> int:
        (tmp_path / "begun").touch()
        signal.pause()
        return 0

    with pytest.raises(KeyError), aside(slow, worth_it=True):
        raise KeyError
