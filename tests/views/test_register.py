"""The register: items as of a day, in which order, how many of them are closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from termbook.exports.document import document
from termbook.views.register import (
    Completion,
    Item,
    by_state,
    completion,
    departments_of,
    due_soon,
    item,
    items,
    most_pressing_first,
    risks_of,
    unresolved_first,
)
from tests.views.three_periods import EVIDENCE, PASS, three_periods
from tests.written import Files, update


def closing(id: str, *, day: str) -> Files:
    """The updates that close a risk on the third day of the month `day` (`2020-09`)."""
    folder = f"{day[:4]}-h{1 if day[5:] <= '06' else 2}/updates"
    return {
        f"{folder}/{id}-1.md": update(id, "done", f"{day}-01", EVIDENCE),
        f"{folder}/{id}-2.md": update(id, "verify", f"{day}-02", *PASS),
        f"{folder}/{id}-3.md": update(id, "close", f"{day}-03"),
    }


def ids(register: Iterable[Item]) -> list[str]:
    return [one.record.id for one in register]


def test_an_item_of_an_earlier_day_knows_nothing_of_what_came_later() -> None:
    archive = three_periods()
    failed = item(archive, archive.by_id["R-2020-01"], date(2020, 6, 30))
    assert (failed.life.state, failed.life.flags) == ("in_progress", ("overdue", "extended"))
    without = item(archive, archive.by_id["R-2020-05"], date(2020, 9, 30))
    assert without.measures == ()
    assert [m.id for m in item(archive, without.record).measures] == ["M-2020-02"]


def test_stalled_is_judged_by_the_period_that_had_ended_on_that_day() -> None:
    archive = three_periods()
    kept_up = archive.by_id["R-2020-04"]
    days = (date(2020, 6, 30), date(2020, 12, 30), date(2020, 12, 31))
    assert [item(archive, kept_up, day).life.flags for day in days] == [(), (), ("stalled",)]


def test_every_flag_occurs() -> None:
    flags = {one.record.id: one.life.flags for one in items(three_periods("2020-12-31"))}
    assert flags == {
        "R-2020-01": ("extended",),
        "R-2020-02": (),
        "R-2020-03": (),
        "R-2020-04": ("stalled",),
        "R-2020-05": ("overdue", "stalled"),
        "R-2020-06": ("recurring",),
    }


def test_states_are_those_of_the_json() -> None:
    archive = three_periods()
    told = {r["id"]: r["state"] for r in document(archive)["records"] if r["kind"] == "risk"}
    grouped = {
        one.record.id: str(state)
        for state, found in by_state(items(archive)).items()
        for one in found
    }
    assert grouped == told


def test_the_states_stand_in_the_order_of_the_life() -> None:
    assert list(by_state(items(three_periods()))) == [
        "planned",
        "in_progress",
        "closed",
        "accepted",
    ]


def test_open_items_come_first_and_keep_their_order() -> None:
    assert ids(unresolved_first(items(three_periods()))) == [
        "R-2020-01",
        "R-2020-03",
        "R-2020-04",
        "R-2020-05",
        "R-2021-01",
        "R-2020-02",
        "R-2020-06",
    ]


def test_what_is_longest_overdue_comes_first_and_what_has_no_deadline_last() -> None:
    # 2020-06-15, then 2020-09-01, then the end of the acceptance on 2021-01-31
    pressing = most_pressing_first(one for one in items(three_periods()) if one.life.unresolved)
    assert ids(pressing) == ["R-2020-01", "R-2020-05", "R-2020-03", "R-2020-04", "R-2021-01"]


def test_due_soon_is_from_today_up_to_thirty_days_ahead() -> None:
    for on, found in (
        ("2020-08-01", []),
        ("2020-08-02", ["R-2020-05"]),
        ("2020-09-01", ["R-2020-05"]),
        ("2020-09-02", []),
        ("2021-01-15", ["R-2020-03"]),
    ):
        archive = three_periods(on)
        assert ids(due_soon(archive, items(archive))) == found


def test_a_rate_counts_neither_dismissed_nor_ongoing_items() -> None:
    # on that day: 01 in progress, 02 closed, 03 dismissed, 04 ongoing, 05 open
    assert completion(items(three_periods("2020-06-30"))) == Completion(
        closed=1, counted=3, ongoing=1
    )


def test_a_rate_of_nothing_is_none_and_halves_round_up() -> None:
    assert Completion(closed=0, counted=0, ongoing=2).percent is None
    assert Completion(closed=1, counted=8, ongoing=0).percent == 13
    assert Completion(closed=1, counted=200, ongoing=0).percent == 1
    assert Completion(closed=2, counted=2, ongoing=0).percent == 100


def test_an_owner_that_is_a_department_counts_as_one() -> None:
    archive = three_periods()
    institution = archive.institution
    assert departments_of(institution, archive.by_id["R-2020-04"]) == ("党支部办公室",)
    assert departments_of(institution, archive.by_id["R-2020-02"]) == ()
    assert [r.id for r in risks_of(archive, "教务处")] == ["R-2020-01", "R-2020-05"]
