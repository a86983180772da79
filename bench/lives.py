"""The lives of the generated risks and measures: which events, on which days.

Apart from the writing of files: here is only what the contract's table of events allows
(plan, progress, extend, done, verify, close, reopen, accept, dismiss, cancel) and how an exact
number of events is reached without an illegal one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

_TURNS: Final = 7


@dataclass(slots=True, kw_only=True)
class Event:
    """One thing that happens to an item, on a day (proleptic ordinal)."""

    name: str
    day: int
    passed: bool = False
    """Of a verification only."""
    number: int = 0
    """How much of a measure's target is done by then."""


@dataclass(slots=True, kw_only=True)
class Item:
    """A risk or a measure and what happens to it."""

    id: str
    found: int
    """Its day (proleptic ordinal)."""
    topic: str
    owner: str
    due: int = 0
    """Day by which it is to be done; 0: none."""
    target: int = 0
    """Of a measure: the number to be reached; 0: none."""
    risks: tuple[str, ...] = ()
    """Of a measure: what it addresses."""
    ongoing: bool = False
    """Of a risk: to be minded for good (长期坚持), never closed."""
    events: list[Event] = field(default_factory=list)


class _Clock:
    """Adds events at growing days; those after the last day do not happen."""

    def __init__(self, item: Item, rng: Random, last: int) -> None:
        self._item, self._rng, self._last = item, rng, last
        self.day = item.found

    def happen(self, name: str, least: int, most: int, *, passed: bool = False) -> None:
        self.day += self._rng.randint(least, most)
        if self.day <= self._last:
            self._item.events.append(Event(name=name, day=self.day, passed=passed))


def live_risk(item: Item, rng: Random, last: int) -> None:
    """Give the risk a whole legal life, cut off after the day `last`."""
    clock = _Clock(item, rng, last)
    chance = rng.random()
    if item.ongoing:
        while clock.day <= last:
            clock.happen("progress", 150, 180)
        return
    if chance < 0.05:
        clock.happen("dismiss", 5, 30)
        if chance > 0.04:
            clock.happen("reopen", 30, 90)
            _finish(clock, rng)
        return
    if chance < 0.85:
        clock.happen("plan", 3, 15)
    if rng.random() < 0.5:
        clock.happen("progress", 5, 30)
    if rng.random() < 0.2:
        clock.happen("extend", 3, 20)
        if rng.random() < 0.2:
            clock.happen("extend", 10, 25)
    if rng.random() < 0.06:
        clock.happen("accept", 5, 20)
        if rng.random() < 0.75:
            clock.happen("reopen", 60, 150)
            _finish(clock, rng)
        return
    _finish(clock, rng)
    if rng.random() < 0.08:
        clock.happen("reopen", 20, 120)
        _finish(clock, rng)


def _finish(clock: _Clock, rng: Random) -> None:
    clock.happen("done", 5, 40)
    if rng.random() < 0.15:
        clock.happen("verify", 2, 15)
        clock.happen("progress", 3, 20)
        clock.happen("done", 5, 30)
    clock.happen("verify", 2, 15, passed=True)
    clock.happen("close", 1, 20)


def live_measure(item: Item, rng: Random, last: int) -> None:
    """Give the measure a whole legal life, cut off after the day `last`."""
    clock = _Clock(item, rng, last)
    if rng.random() < 0.5:
        clock.happen("progress", 5, 40)
    if rng.random() < 0.1:
        clock.happen("extend", 3, 20)
    if rng.random() < 0.05:
        clock.happen("cancel", 5, 30)
    else:
        clock.happen("done", 5, 50)


def count_events(items: Sequence[Item]) -> int:
    """How many events the items have together."""
    return sum(len(item.events) for item in items)


def fit(items: Sequence[Item], wanted: int) -> None:
    """Make the events of all items together at most `wanted`, and as many where days allow.

    Too many: plans and progress go untold (every life is legal without them), then the latest
    items lose their last events. Too few: a progress is told in more than one step.
    """
    surplus = count_events(items) - wanted
    for turn in range(_TURNS):
        for item in items[turn::_TURNS]:
            if surplus > 0 and not item.ongoing and _skip_step(item):
                surplus -= 1
    for item in sorted(items, key=lambda item: (-item.found, item.id)):
        while surplus > 0 and item.events:
            item.events.pop()
            surplus -= 1
    grown = True
    while surplus < 0 and grown:
        grown = False
        for item in items:
            if surplus < 0 and _split_progress(item):
                surplus += 1
                grown = True


def _skip_step(item: Item) -> bool:
    for event in item.events:
        if event.name in ("plan", "progress"):
            item.events.remove(event)
            return True
    return False


def _split_progress(item: Item) -> bool:
    for index, (event, following) in enumerate(zip(item.events, item.events[1:], strict=False)):
        if event.name == "progress" and following.day - event.day >= 2:
            day = (event.day + following.day) // 2
            item.events.insert(index + 1, Event(name="progress", day=day))
            return True
    return False


def tell_numbers(item: Item) -> None:
    """Say at each progress of a measure with a target how much of it is done so far."""
    steps = [event for event in item.events if event.name == "progress"]
    for index, event in enumerate(steps):
        event.number = item.target * (index + 1) // (len(steps) + 1)
