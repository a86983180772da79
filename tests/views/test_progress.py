"""What a period did to the register, counted here by hand over three periods."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbook.archive.archive import Archive
from termbook.views.progress import Progress, progress
from tests.views.test_register import closing
from tests.written import Files, archive, risk, update


def period(start: str, end: str) -> str:
    return f"---\ntitle: 学期\nstart: {start}\nend: {end}\n---\n"


FILES: Files = {
    "2021-h1/period.md": period("2021-01-01", "2021-06-30"),
    # 1 is closed in the second period, 2 never, 3 is dismissed at once, 4 is closed and reopened
    **{f"2020-h1/risks/R-2020-0{n}.md": risk(f"R-2020-0{n}", "2020-03-01") for n in (1, 2, 3, 4)},
    "2020-h2/risks/R-2020-05.md": risk("R-2020-05", "2020-07-01"),
    "2021-h1/risks/R-2021-01.md": risk("R-2021-01", "2021-02-01"),
    "2020-h1/updates/3.md": update("R-2020-03", "dismiss", "2020-03-02", "reason: 不属实"),
    **closing("R-2020-01", day="2020-09"),
    **closing("R-2020-04", day="2020-12"),
    "2021-h1/updates/4.md": update("R-2020-04", "reopen", "2021-03-01", "reason: 又出现"),
    "2021-h1/updates/5.md": update("R-2020-05", "dismiss", "2021-03-01", "reason: 不属实"),
}
"""Risks by the period in which they were found, and what became of them."""


def numbers(there: Archive, id: str) -> dict[str, list[str]]:
    figures = progress(there, there.period_by_id[id])
    return {
        name: [risk.id[2:] for risk in getattr(figures, name)]
        for name in ("carried_in", "found", "returned", "closed", "dismissed", "carried_out")
    }


def balanced(figures: Progress) -> bool:
    begun = (*figures.carried_in, *figures.found, *figures.returned)
    ended = (*figures.closed, *figures.dismissed, *figures.carried_out)
    return sorted(r.id for r in begun) == sorted(r.id for r in ended)


def test_three_periods(tmp_path: Path) -> None:
    there = archive(tmp_path, FILES, on="2021-06-30")
    assert numbers(there, "2020-h1") == {
        "carried_in": [],
        "found": ["2020-01", "2020-02", "2020-03", "2020-04"],
        "returned": [],
        "closed": [],
        "dismissed": ["2020-03"],
        "carried_out": ["2020-01", "2020-02", "2020-04"],
    }
    assert numbers(there, "2020-h2") == {
        "carried_in": ["2020-01", "2020-02", "2020-04"],
        "found": ["2020-05"],
        "returned": [],
        "closed": ["2020-01", "2020-04"],
        "dismissed": [],
        "carried_out": ["2020-02", "2020-05"],
    }
    assert numbers(there, "2021-h1") == {
        "carried_in": ["2020-02", "2020-05"],
        "found": ["2021-01"],
        "returned": ["2020-04"],
        "closed": [],
        "dismissed": ["2020-05"],
        "carried_out": ["2020-02", "2020-04", "2021-01"],
    }


@pytest.mark.parametrize("day", ["2020-03-01", "2020-09-02", "2020-12-31", "2021-06-30"])
def test_what_comes_in_is_what_goes_out(tmp_path: Path, day: str) -> None:
    there = archive(tmp_path, FILES, on=day)
    assert all(balanced(progress(there, period)) for period in there.periods)


def test_what_one_period_carries_out_the_next_carries_in(tmp_path: Path) -> None:
    there = archive(tmp_path, FILES, on="2021-06-30")
    first, second, third = (progress(there, period) for period in there.periods)
    assert first.carried_out == second.carried_in
    assert second.carried_out == third.carried_in


def test_a_period_that_runs_is_as_of_the_day(tmp_path: Path) -> None:
    there = archive(tmp_path, FILES, on="2020-09-02")
    assert numbers(there, "2020-h2")["closed"] == []
    assert numbers(there, "2020-h2")["carried_out"] == ["2020-01", "2020-02", "2020-04", "2020-05"]


def test_a_period_that_has_ended_keeps_its_figures(tmp_path: Path) -> None:
    then = archive(tmp_path / "a", FILES, on="2020-12-31")
    now = archive(tmp_path / "b", FILES, on="2021-06-30")
    assert numbers(then, "2020-h2") == numbers(now, "2020-h2")
