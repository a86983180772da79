"""Three periods told in full: figures, changes, and the same count over the JSON document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from termbook.archive.archive import Archive
from termbook.archive.collection import Collection
from termbook.edges.folder import load
from termbook.exports.document import document
from termbook.model.record import Record
from termbook.views.progress import Changes, changes, ledger_items, period_before, progress
from termbook.views.register import completion, risks_of
from tests.views.three_periods import collection, three_periods

RECORDS = Path(__file__).parents[2] / "records"
GROUPS = ("carried_in", "returned", "found", "closed", "dismissed", "carried_out")


def ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]


def told(archive: Archive, period: str) -> dict[str, list[str]]:
    figures = progress(archive, archive.period_by_id[period])
    return {name: ids(getattr(figures, name)) for name in GROUPS}


def changed(period: str) -> Changes:
    archive = three_periods()
    return changes(archive, progress(archive, archive.period_by_id[period]))


def test_the_first_period_carries_nothing_in() -> None:
    assert told(three_periods(), "2020-h1") == {
        "carried_in": [],
        "returned": [],
        "found": ["R-2020-01", "R-2020-02", "R-2020-03", "R-2020-04", "R-2020-05"],
        "closed": ["R-2020-02"],
        "dismissed": ["R-2020-03"],
        "carried_out": ["R-2020-01", "R-2020-04", "R-2020-05"],
    }


def test_what_had_been_dismissed_comes_back_when_it_is_reopened() -> None:
    assert told(three_periods(), "2020-h2") == {
        "carried_in": ["R-2020-01", "R-2020-04", "R-2020-05"],
        "returned": ["R-2020-03"],
        "found": ["R-2020-06"],
        "closed": ["R-2020-01"],
        "dismissed": [],
        "carried_out": ["R-2020-03", "R-2020-04", "R-2020-05", "R-2020-06"],
    }


def test_what_is_reopened_and_closed_again_in_one_period_counts_as_closed_in_it() -> None:
    assert told(three_periods(), "2021-h1") == {
        "carried_in": ["R-2020-03", "R-2020-04", "R-2020-05", "R-2020-06"],
        "returned": ["R-2020-01", "R-2020-02"],
        "found": ["R-2021-01"],
        "closed": ["R-2020-02", "R-2020-06"],
        "dismissed": [],
        "carried_out": ["R-2020-01", "R-2020-03", "R-2020-04", "R-2020-05", "R-2021-01"],
    }


@pytest.mark.parametrize("period", ["2020-h1", "2020-h2"])
def test_what_happens_later_moves_no_figure_of_a_period_that_has_ended(period: str) -> None:
    later = three_periods()
    then = three_periods(later.period_by_id[period].end.isoformat())
    assert told(then, period) == told(later, period)
    of_then = progress(then, then.period_by_id[period])
    of_later = progress(later, later.period_by_id[period])
    assert ledger_items(then, of_then) == ledger_items(later, of_later)
    assert changes(then, of_then) == changes(later, of_later)


@pytest.mark.parametrize(
    ("period", "closed", "counted", "percent"),
    [("2020-h1", 1, 3, 33), ("2020-h2", 1, 4, 25), ("2021-h1", 2, 6, 33)],
)
def test_the_rate_of_a_period_counts_ongoing_items_apart(
    period: str, closed: int, counted: int, percent: int
) -> None:
    archive = three_periods()
    figures = progress(archive, archive.period_by_id[period])
    share = completion(ledger_items(archive, figures))
    assert (share.closed, share.counted, share.percent, share.ongoing) == (
        closed,
        counted,
        percent,
        1,
    )


def test_changes_of_the_first_period() -> None:
    found = changed("2020-h1")
    assert ids(found.new) == ["R-2020-01", "R-2020-02", "R-2020-03", "R-2020-04", "R-2020-05"]
    assert found.moved == ()
    assert found.reopened == ()
    assert [
        (e.record.id, e.step.day.isoformat(), str(e.was), str(e.new)) for e in found.extended
    ] == [("R-2020-01", "2020-04-20", "2020-05-01", "2020-06-15")]
    assert found.stalled == ()


def test_changes_of_the_second_period() -> None:
    found = changed("2020-h2")
    assert [(r.record.id, r.step.before, r.step.after) for r in found.reopened] == [
        ("R-2020-03", "dismissed", "in_progress")
    ]
    assert ids(found.closed) == ["R-2020-01"]
    assert found.moved == ()
    assert found.extended == ()
    assert ids(found.stalled) == ["R-2020-04", "R-2020-05"]


def test_changes_of_the_third_period() -> None:
    found = changed("2021-h1")
    assert [(m.record.id, m.before, m.after) for m in found.moved] == [
        ("R-2020-05", "open", "planned")
    ]
    assert [r.record.id for r in found.reopened] == ["R-2020-01", "R-2020-02", "R-2021-01"]
    assert ids(found.stalled) == ["R-2020-03", "R-2020-04"]


def test_a_running_period_stands_as_of_the_day() -> None:
    archive = three_periods("2020-08-15")
    figures = progress(archive, archive.period_by_id["2020-h2"])
    assert figures.last == date(2020, 8, 15)
    assert ids(figures.carried_out) == ["R-2020-01", "R-2020-04", "R-2020-05"]
    assert figures.found == figures.closed == ()


def test_a_department_answers_for_its_own_items_and_those_it_owns() -> None:
    archive = three_periods()
    period = archive.period_by_id["2020-h2"]
    mine = {
        name: progress(archive, period, risks_of(archive, name))
        for name in archive.institution.departments
    }
    assert ids(mine["教务处"].carried_in) == ["R-2020-01", "R-2020-05"]
    assert ids(mine["教务处"].closed) == ["R-2020-01"]
    assert ids(mine["党支部办公室"].carried_out) == ["R-2020-04"]


def test_the_period_before() -> None:
    archive = three_periods()
    first, second, third = archive.periods
    assert [period_before(archive, p) for p in (first, second, third)] == [None, first, second]


# the same once more, from nothing but the published JSON of single days


def _states(whole: Collection, on: date) -> dict[str, str]:
    archive = Archive(whole, on=on, audience="leadership")
    return {r["id"]: r["state"] for r in document(archive)["records"] if r["kind"] == "risk"}


def _counted(whole: Collection, data: dict[str, Any], period: dict[str, Any]) -> dict[str, int]:
    start, end = period["start"], min(period["end"], data["on"])
    before = _states(whole, date.fromisoformat(start) - timedelta(days=1))
    after = _states(whole, date.fromisoformat(end))
    over = ("closed", "dismissed")
    risks = [r for r in data["records"] if r["kind"] == "risk" and r["date"] <= end]
    reopened = {
        r["of"]
        for r in data["records"]
        if r["kind"] == "update" and r["event"] == "reopen" and start <= r["date"] <= end
    }
    groups: dict[str, list[str]] = {name: [] for name in GROUPS}
    for risk in risks:
        id = risk["id"]
        if risk["date"] >= start:
            groups["found"].append(id)
        elif before[id] not in over:
            groups["carried_in"].append(id)
        elif id in reopened:
            groups["returned"].append(id)
        else:
            continue
        groups[after[id] if after[id] in over else "carried_out"].append(id)
    return {name: len(found) for name, found in groups.items()}


@pytest.mark.parametrize("which", ["three periods", "shipped"])
def test_every_figure_is_that_of_an_independent_count_over_the_json(which: str) -> None:
    whole = collection() if which == "three periods" else load(RECORDS).collection
    for on in (date(2020, 10, 15), date(2021, 6, 30)):
        archive = Archive(whole, on=on, audience="leadership")
        data = document(archive)
        for period in data["periods"]:
            figures = progress(archive, archive.period_by_id[period["id"]])
            mine = {name: len(getattr(figures, name)) for name in GROUPS}
            assert mine == _counted(whole, data, period), (on, period["id"])
            put_in = mine["carried_in"] + mine["returned"] + mine["found"]
            assert put_in == mine["closed"] + mine["dismissed"] + mine["carried_out"]
