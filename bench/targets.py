"""What Termbook promises about speed and size, and whether a run has kept it.

A target is a ratio of two figures of one run, or an absolute figure. Ratios carry over to other
machines; absolute figures hold for the machine that measured them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bench.figures import Results

Measure = Callable[[Results], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A promise about one value."""

    what: str
    size: int
    """Records."""
    unit: str
    """What the value is counted in; `×` for a ratio."""
    limit: float
    measured: Measure
    """The value of a run; None where the run has not measured it."""
    at_least: bool = False
    """The value is to reach the limit instead of staying below it."""
    absolute: bool = False
    """Depends on the machine: no ratio, and no count of bytes or answers either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A target and what a run says to it."""

    target: Target
    value: float | None

    @property
    def met(self) -> bool | None:
        """None: not measured."""
        if self.value is None:
            return None
        if self.target.at_least:
            return self.value >= self.target.limit
        return self.value <= self.target.limit

    @property
    def said(self) -> str:
        """The verdict in words: by how much a target is missed, also in percent of the limit."""
        if self.met is None or self.value is None:
            return "not measured"
        if self.met:
            return "met"
        limit = self.target.limit
        gap = abs(self.value - limit)
        return f"missed by {show(gap)} {self.target.unit} ({100 * gap / limit:.0f} %)"


def judge(results: Results) -> list[Verdict]:
    """Each target with the value that the run has measured."""
    return [Verdict(target=target, value=target.measured(results)) for target in TARGETS]


def show(value: float) -> str:
    """Three digits that count, no more than the value can tell."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) >= 10 else f"{value:.3f}"


def _wall(key: str, size: int) -> Measure:
    return lambda results: results.wall(key, size)


def _memory(key: str, size: int) -> Measure:
    return lambda results: results.memory(key, size)


def _milliseconds(key: str, size: int) -> Measure:
    def measured(results: Results) -> float | None:
        wall = results.wall(key, size)
        return None if wall is None else 1000 * wall

    return measured


def _reading(key: str, size: int) -> Measure:
    return lambda results: results.reading(key, size)


def _ratio(over: Measure, under: Measure) -> Measure:
    def measured(results: Results) -> float | None:
        first, second = over(results), under(results)
        return None if first is None or not second else first / second

    return measured


def _per_record(key: str, size: int) -> Measure:
    def measured(results: Results) -> float | None:
        wall = results.wall(key, size)
        return None if wall is None else wall / size

    return measured


_SMALL: Final = 2_000
_LARGE: Final = 10_000
_HUGE: Final = 50_000
_AFTER_AN_EDIT: Final = (
    ("ours-edit", "termbook build, one record edited"),
    ("mkdocs-edit", "mkdocs build, one record edited"),
    ("ours-added", "termbook build, one update added"),
    ("ours-retitled", "termbook build, one title changed"),
)


def _cold() -> Iterator[Target]:
    cold, hugo = _wall("ours-cold", _LARGE), _wall("hugo", _LARGE)
    for limit, word in ((1.5, "at most"), (1.0, "aim")):
        yield Target(
            what=f"cold build ÷ Hugo ({word})", size=_LARGE, unit="×", limit=limit,
            measured=_ratio(cold, hugo),
        )  # fmt: skip
    yield Target(
        what="cold build ÷ stock Material", size=_LARGE, unit="×", limit=1 / 15,
        measured=_ratio(cold, _wall("material", _LARGE)),
    )  # fmt: skip
    yield Target(
        what="cold build ÷ stock Material", size=_SMALL, unit="×", limit=1 / 3,
        measured=_ratio(_wall("ours-cold", _SMALL), _wall("material", _SMALL)),
    )  # fmt: skip
    for size, limit in ((_LARGE, 700), (_SMALL, 500)):
        yield Target(
            what="cold build, peak memory", size=size, unit="MB", limit=limit,
            measured=_memory("ours-cold", size), absolute=True,
        )  # fmt: skip


def _edited() -> Iterator[Target]:
    for key, what in _AFTER_AN_EDIT:
        edited = _wall(key, _LARGE)
        yield Target(
            what=f"{what} ÷ Hugo", size=_LARGE, unit="×", limit=0.25,
            measured=_ratio(edited, _wall("hugo", _LARGE)),
        )  # fmt: skip
        yield Target(what=what, size=_LARGE, unit="s", limit=2, measured=edited, absolute=True)
    for key, what in _AFTER_AN_EDIT[:2]:
        yield Target(
            what=f"{what} ÷ the same at {_SMALL:,}", size=_HUGE, unit="×", limit=2,
            measured=_ratio(_wall(key, _HUGE), _wall(key, _SMALL)),
        )  # fmt: skip
    yield Target(
        what="make serve: saved to reloaded in the browser", size=_LARGE, unit="ms", limit=700,
        measured=_reading("serve.reload", _LARGE), absolute=True,
    )  # fmt: skip


def _checked() -> Iterator[Target]:
    yield Target(
        what="termbook check, one record edited", size=_LARGE, unit="ms", limit=500,
        measured=_milliseconds("check-edit", _LARGE), absolute=True,
    )  # fmt: skip
    yield Target(
        what="termbook check, nothing kept", size=_LARGE, unit="s", limit=4,
        measured=_wall("check-cold", _LARGE), absolute=True,
    )  # fmt: skip


def _grown() -> Iterator[Target]:
    yield Target(
        what=f"cold build per record ÷ the same at {_SMALL:,}", size=_HUGE, unit="×", limit=1.2,
        measured=_ratio(_per_record("ours-cold", _HUGE), _per_record("ours-cold", _SMALL)),
    )  # fmt: skip


def _read() -> Iterator[Target]:
    for key, what in (("home", "home page"), ("record", "a record's page")):
        yield Target(
            what=f"first view of {what}, HTML, styles, scripts, fonts, gzip", size=_LARGE,
            unit="kB", limit=200, measured=_reading(f"reader.{key}", _LARGE),
        )  # fmt: skip
    for size in (_LARGE, _HUGE):
        yield Target(
            what="largest page, HTML", size=size, unit="kB", limit=300,
            measured=_reading("reader.largest", size),
        )  # fmt: skip


def _found() -> Iterator[Target]:
    rows = (
        ("recall", "search: recall", "%", 100.0, False),
        ("precision", "search: precision", "%", 100.0, False),
        ("queries", "search: random queries asked", "queries", 2_000.0, False),
        ("first.bytes", "search: first query, most that is loaded", "kB", 300.0, False),
        ("first.ms", "search: first query, 95 % within", "ms", 200.0, True),
        ("built", "search: index built", "s", 3.0, True),
        ("growth", "search: index ÷ text", "×", 2.0, False),
    )
    for key, what, unit, limit, absolute in rows:
        yield Target(
            what=what, size=_LARGE, unit=unit, limit=limit, absolute=absolute,
            measured=_reading(f"search.{key}", _LARGE),
            at_least=key in ("recall", "precision", "queries"),
        )  # fmt: skip
    yield Target(
        what="search: later query ÷ first query, bytes", size=_LARGE, unit="×", limit=1,
        measured=_ratio(
            _reading("search.later.bytes", _LARGE), _reading("search.first.median", _LARGE)
        ),
    )  # fmt: skip


TARGETS: Final[tuple[Target, ...]] = (
    *_cold(), *_edited(), *_checked(), *_grown(), *_read(), *_found(),
)  # fmt: skip
