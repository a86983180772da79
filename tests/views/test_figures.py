"""The register in numbers, counted by hand and once more over the JSON document."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from termbook.archive.archive import Archive
from termbook.edges.folder import load
from termbook.exports.document import document
from termbook.views.figures import SPLITS, ages, burndown, history, split, vocabulary
from termbook.views.register import items, risks_of
from tests.views.three_periods import collection, three_periods

RECORDS = Path(__file__).parents[2] / "records"


def told(by: str) -> dict[str, list[str]]:
    archive = three_periods()
    found = split(archive, items(archive), by)
    return {value: [one.record.id for one in part] for value, part in found.items()}


def test_levels_stand_in_the_order_of_their_vocabulary_and_none_last() -> None:
    assert list(told("level").items()) == [
        ("low", ["R-2020-02"]),
        ("medium", ["R-2020-04", "R-2020-05"]),
        ("high", ["R-2020-01", "R-2020-06"]),
        ("", ["R-2020-03", "R-2021-01"]),
    ]


def test_modes() -> None:
    assert told("mode") == {
        "immediate": ["R-2020-02", "R-2020-06"],
        "deadline": ["R-2020-01", "R-2020-05", "R-2021-01"],
        "ongoing": ["R-2020-04"],
        "": ["R-2020-03"],
    }


def test_areas_and_departments_stand_in_the_order_of_the_settings() -> None:
    assert list(told("area")) == ["组织领导", "阵地管理"]
    assert told("department") == {
        "党支部办公室": ["R-2020-04"],
        "教务处": ["R-2020-01", "R-2020-05"],
        "": ["R-2020-02", "R-2020-03", "R-2020-06", "R-2021-01"],
    }


def test_nothing_is_split_into_nothing() -> None:
    archive = three_periods("2020-01-01")
    assert [split(archive, (), by) for by in SPLITS] == [{}] * len(SPLITS)
    assert vocabulary(archive, "level") == ("low", "medium", "high")
    assert vocabulary(archive, "nonsense") == ()


def test_ages_are_those_of_open_items() -> None:
    # days open: 60 (R-2021-01), 394, 425, 455, 515
    found = ages(items(three_periods()))
    assert [(a.least, a.most, len(a.items)) for a in found] == [
        (0, 30, 0),
        (31, 90, 1),
        (91, 180, 0),
        (181, 365, 0),
        (366, None, 4),
    ]


@pytest.mark.parametrize(
    ("on", "group"), [("2020-07-01", 0), ("2020-07-02", 1), ("2020-08-30", 1), ("2020-08-31", 2)]
)
def test_an_age_of_thirty_or_ninety_days_still_belongs_to_the_younger(on: str, group: int) -> None:
    # R-2020-05 was found on 2020-06-01
    found = ages(items(three_periods(on)))
    assert "R-2020-05" in [one.record.id for one in found[group].items]


def test_history_at_the_end_of_each_period() -> None:
    points = history(three_periods())
    assert [
        (p.period.id, p.day.isoformat(), p.known, p.unresolved, p.closed, p.dismissed)
        for p in points
    ] == [
        ("2020-h1", "2020-06-30", 5, 3, 1, 1),
        ("2020-h2", "2020-12-31", 6, 4, 2, 0),
        ("2021-h1", "2021-06-30", 7, 5, 2, 0),
    ]


def test_a_past_point_never_moves() -> None:
    assert history(three_periods("2020-12-31")) == history(three_periods())[:2]


def test_history_of_a_department() -> None:
    archive = three_periods()
    found = history(archive, risks_of(archive, "教务处"))
    assert [(p.unresolved, p.closed) for p in found] == [(2, 0), (1, 1), (2, 0)]


def test_burndown_tells_each_day_of_change() -> None:
    archive = three_periods()
    found = burndown(archive, archive.period_by_id["2021-h1"])
    assert [(m.day.isoformat(), m.unresolved, m.added, m.ended) for m in found] == [
        ("2020-12-31", 4, 0, 0),
        ("2021-02-01", 5, 1, 0),
        ("2021-03-01", 5, 1, 1),
        ("2021-03-04", 4, 0, 1),
        ("2021-05-01", 5, 1, 0),
        ("2021-05-04", 4, 0, 1),
        ("2021-05-20", 5, 1, 0),
        ("2021-06-30", 5, 0, 0),
    ]


def test_burndown_of_a_period_without_change_has_its_two_ends() -> None:
    archive = three_periods("2020-08-01")
    found = burndown(archive, archive.period_by_id["2020-h2"])
    assert [(m.day.isoformat(), m.unresolved) for m in found] == [
        ("2020-06-30", 3),
        ("2020-08-01", 3),
    ]


# the same once more, from nothing but the published JSON of single days


@pytest.mark.parametrize("which", ["three periods", "shipped"])
def test_every_figure_is_that_of_an_independent_count_over_the_json(which: str) -> None:
    whole = collection() if which == "three periods" else load(RECORDS).collection
    archive = Archive(whole, on=date(2021, 6, 30), audience="leadership")

    def risks(on: date) -> list[dict[str, object]]:
        data = document(Archive(whole, on=on, audience="leadership"))
        return [r for r in data["records"] if r["kind"] == "risk"]

    now = risks(archive.on)
    for by in ("mode", "area", "level"):
        counted = Counter(str(r.get(by) or "") for r in now)
        mine = split(archive, items(archive), by)
        assert {value: len(found) for value, found in mine.items()} == counted
    for point in history(archive):
        states = Counter(r["state"] for r in risks(point.day))
        assert (point.closed, point.dismissed, point.known) == (
            states["closed"],
            states["dismissed"],
            states.total(),
        )
    for period in archive.periods:
        level = {m.day: m.unresolved for m in burndown(archive, period)}
        day = period.start - timedelta(days=1)
        while day <= min(period.end, archive.on):
            last = max(known for known in level if known <= day)
            left = sum(r["state"] not in ("closed", "dismissed") for r in risks(day))
            assert level[last] == left, day
            day += timedelta(days=13)
    aged = sum(len(group.items) for group in ages(items(archive)))
    assert aged == sum(r["state"] not in ("closed", "dismissed") for r in now)
