"""Targets: what is compared with what, and when one is kept."""

from __future__ import annotations

import pytest

from bench.contestants import ALL
from bench.figures import Figure, Reading, Results
from bench.process import Cost
from bench.targets import TARGETS, Target, Verdict, judge, show


def _results(**walls: float) -> Results:
    """Figures by key and size, such as `ours_cold_2000=1.0`."""
    figures = []
    for name, wall in walls.items():
        key, _, size = name.replace("_", "-").rpartition("-")
        entrant = next(entrant for entrant in ALL if entrant.key == key)
        cost = Cost(wall=wall, cpu=wall, memory=100 * wall)
        figures.append(Figure(contestant=entrant, size=int(size), costs=[cost]))
    return Results(figures=figures)


def _values(results: Results) -> dict[tuple[str, int], float | None]:
    return {(verdict.target.what, verdict.target.size): verdict.value for verdict in judge(results)}


def test_a_run_without_figures_has_measured_no_target() -> None:
    verdicts = judge(Results())
    assert len(verdicts) == len(TARGETS)
    assert {verdict.said for verdict in verdicts} == {"not measured"}


def test_ratios_are_of_medians_of_the_same_size() -> None:
    values = _values(
        _results(
            ours_cold_10000=6, hugo_10000=4, material_10000=120, ours_cold_2000=1, material_2000=5,
            ours_edit_10000=1, mkdocs_edit_10000=2, ours_added_10000=3,
        )
    )  # fmt: skip
    assert values["cold build ÷ Hugo (at most)", 10_000] == 1.5
    assert values["cold build ÷ stock Material", 10_000] == 0.05
    assert values["cold build ÷ stock Material", 2_000] == 0.2
    assert values["termbook build, one record edited ÷ Hugo", 10_000] == 0.25
    assert values["mkdocs build, one record edited ÷ Hugo", 10_000] == 0.5
    assert values["termbook build, one update added ÷ Hugo", 10_000] == 0.75
    assert values["termbook build, one title changed ÷ Hugo", 10_000] is None
    assert values["cold build, peak memory", 10_000] == 600


def test_growth_compares_50000_with_2000() -> None:
    results = _results(
        ours_cold_2000=2, ours_cold_50000=60, ours_edit_2000=1, ours_edit_50000=1.5,
        mkdocs_edit_2000=1, mkdocs_edit_50000=3,
    )  # fmt: skip
    values = _values(results)
    assert values["cold build per record ÷ the same at 2,000", 50_000] == pytest.approx(1.2)
    assert values["termbook build, one record edited ÷ the same at 2,000", 50_000] == 1.5
    assert values["mkdocs build, one record edited ÷ the same at 2,000", 50_000] == 3


def test_readings_are_judged_at_their_own_size() -> None:
    results = Results(
        readings=[
            Reading(key="serve.reload", size=10_000, label="", value=650, unit="ms"),
            Reading(key="reader.largest", size=2_000, label="", value=900, unit="kB"),
            Reading(key="search.later.bytes", size=10_000, label="", value=50, unit="kB"),
            Reading(key="search.first.median", size=10_000, label="", value=100, unit="kB"),
        ]
    )
    values = _values(results)
    assert values["make serve: saved to reloaded in the browser", 10_000] == 650
    assert values["largest page, HTML", 10_000] is None
    assert values["search: later query ÷ first query, bytes", 10_000] == 0.5


def _verdict(value: float | None, limit: float, *, at_least: bool = False) -> str:
    target = Target(
        what="", size=1, unit="s", limit=limit, at_least=at_least, measured=lambda _: value
    )
    return Verdict(target=target, value=value).said


@pytest.mark.parametrize(
    ("value", "limit", "at_least", "said"),
    [
        (1.0, 2.0, False, "met"),
        (2.0, 2.0, False, "met"),
        (2.5, 2.0, False, "missed by 0.500 s (25 %)"),
        (None, 2.0, False, "not measured"),
        (100.0, 100.0, True, "met"),
        (99.0, 100.0, True, "missed by 1.000 s (1 %)"),
    ],
)
def test_a_verdict_says_by_how_much_a_target_is_missed(
    value: float | None, limit: float, at_least: bool, said: str
) -> None:
    assert _verdict(value, limit, at_least=at_least) == said


def test_what_depends_on_the_machine_is_marked_and_ratios_are_not() -> None:
    for target in TARGETS:
        assert not (target.absolute and target.unit in ("×", "%", "kB", "queries")), target.what
        assert target.absolute or target.unit not in ("s", "ms", "MB"), target.what


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.1234, "0.123"), (12.345, "12.35"), (12345.6, "12,346")]
)
def test_figures_are_shown_with_the_digits_that_count(value: float, text: str) -> None:
    assert show(value) == text
