"""The life of an item as of a day: order, dates, numbers, flags."""

from __future__ import annotations

import pytest

from termbook.archive.life import Flag, latest_ended_start, states_at
from termbook.archive.transitions import State
from termbook.model.record import Record
from tests.archive.contract import alive, happened
from tests.archive.shelf import FIRST_HALF, SECOND_HALF, day, measure, risk, update

# --- order ----------------------------------------------------------------------------


def test_updates_of_one_day_count_in_the_order_of_their_file_names() -> None:
    done = happened("done", "2020-03-01", name="a-done")
    verified = happened("verify pass", "2020-03-01", name="b-verify")
    assert alive(risk(), verified, done).state is State.VERIFIED


def test_names_are_compared_by_character_not_by_number() -> None:
    done = happened("done", "2020-03-01", name="9")
    verified = happened("verify pass", "2020-03-01", name="10")
    life = alive(risk(), done, verified)
    assert [step.record for step in life.steps] == [verified, done]


def test_the_path_decides_between_equal_names() -> None:
    first, second = happened("plan", "2020-03-01"), happened("progress", "2020-03-01")
    earlier = update("dismiss", "2020-03-01", reason="不属实")
    moved = Record(
        kind="update",
        id="2019-h2/updates/2020-03-01",
        period="2019-h2",
        path="2019-h2/updates/2020-03-01.md",
        title="",
        date=day("2020-03-01"),
        fields=earlier.fields,
    )
    assert alive(risk(), first, moved).steps[0].record is moved
    assert alive(risk(), moved, second).steps[0].record is moved


def test_an_update_before_the_item_itself_does_not_count() -> None:
    life = alive(risk("2020-03-01"), happened("progress", "2020-02-29"))
    assert life.state is State.OPEN
    assert not life.steps[0].legal


def test_an_update_whose_event_could_not_be_read_is_no_step() -> None:
    assert alive(risk(), update("", "2020-03-01")).steps == ()


# --- dates and numbers ----------------------------------------------------------------


def test_days_open_run_from_the_finding_to_the_day_asked_for() -> None:
    assert alive(risk("2020-06-30"), on="2020-12-31").days_open == 184


def test_days_open_end_with_closing() -> None:
    updates = (
        happened("done", "2020-01-20"),
        happened("verify pass", "2020-01-25"),
        happened("close", "2020-01-30"),
    )
    life = alive(risk("2020-01-10"), *updates)
    assert (life.days_open, life.closed_on, life.ended_on) == (
        20,
        day("2020-01-30"),
        day("2020-01-30"),
    )
    assert not life.unresolved


def test_days_open_end_with_dismissing_which_is_no_closing() -> None:
    life = alive(risk("2020-01-10"), happened("dismiss", "2020-01-15"))
    assert (life.days_open, life.closed_on, life.ended_on) == (5, None, day("2020-01-15"))


def test_a_reopened_item_counts_on_from_its_first_day() -> None:
    updates = (happened("dismiss", "2020-01-15"), happened("reopen", "2020-02-01"))
    life = alive(risk("2020-01-10"), *updates, on="2020-02-10")
    assert (life.state, life.days_open, life.ended_on) == (State.IN_PROGRESS, 31, None)


def test_an_accepted_or_verified_risk_is_still_unresolved() -> None:
    assert alive(risk(), happened("accept", "2020-02-01")).unresolved
    verified = (happened("done", "2020-02-01"), happened("verify pass", "2020-02-02"))
    assert alive(risk(), *verified).unresolved


def test_the_last_extension_is_in_force_and_all_are_counted() -> None:
    first = update("extend", "2020-02-01", new_due=day("2020-05-01"), reason="一")
    second = update("extend", "2020-03-01", new_due=day("2020-08-01"), reason="二")
    life = alive(risk(due=day("2020-03-31")), second, first, on="2020-04-01")
    assert (life.original_due, life.due, life.extensions) == (
        day("2020-03-31"),
        day("2020-08-01"),
        2,
    )
    assert life.flags == (Flag.EXTENDED,)


def test_an_extension_that_is_not_allowed_changes_no_date() -> None:
    updates = (happened("dismiss", "2020-02-01"), happened("extend", "2020-03-01"))
    life = alive(risk(due=day("2020-03-31")), *updates)
    assert (life.due, life.extensions, life.flags) == (day("2020-03-31"), 0, ())


def test_an_acceptance_ends_when_the_risk_is_reopened() -> None:
    accepted = update("accept", "2020-02-01", until=day("2020-12-31"), reason="条件不具备")
    assert alive(risk(), accepted).until == day("2020-12-31")
    assert alive(risk(), accepted, happened("reopen", "2020-03-01")).until is None


def test_evidence_is_gathered_in_order_each_once() -> None:
    first = update("progress", "2020-02-01", evidence=("b", "a"))
    second = update("done", "2020-03-01", evidence=("a", "c"))
    assert alive(risk(), second, first).evidence == ("b", "a", "c")


def test_the_number_done_of_a_measure_is_the_last_total() -> None:
    updates = (
        update("progress", "2020-02-01", of="M-2020-01", done_number=2),
        update("progress", "2020-03-01", of="M-2020-01", done_number=5),
        update("done", "2020-04-01", of="M-2020-01", evidence=("x",)),
    )
    assert alive(measure(), *updates).done_number == 5
    assert alive(measure(), *updates, on="2020-02-29").done_number == 2
    assert alive(measure()).done_number is None


# --- flags ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "late"),
    [
        ([], True),
        (["plan"], True),
        (["progress"], True),
        (["done"], False),
        (["done", "verify pass"], False),
        (["done", "verify pass", "close"], False),
        (["dismiss"], False),
    ],
)
def test_overdue_is_what_is_still_to_be_done(way: list[str], late: bool) -> None:
    steps = [happened(name, f"2020-02-0{n}") for n, name in enumerate(way, start=1)]
    life = alive(risk(due=day("2020-06-30")), *steps, on="2020-07-01")
    assert (Flag.OVERDUE in life.flags) == late


def test_the_due_day_itself_is_not_overdue() -> None:
    item = risk(due=day("2020-06-30"))
    assert alive(item, on="2020-06-30").flags == ()
    assert alive(item, on="2020-07-01").flags == (Flag.OVERDUE,)


def test_the_last_day_of_an_acceptance_is_not_overdue() -> None:
    item = risk(due=day("2020-02-15"))
    accepted = update("accept", "2020-02-01", until=day("2020-06-30"), reason="条件不具备")
    assert alive(item, accepted, on="2020-06-30").flags == ()
    assert alive(item, accepted, on="2020-07-01").flags == (Flag.OVERDUE,)


def test_a_measure_is_overdue_until_it_is_done() -> None:
    item = measure(due=day("2020-06-30"))
    assert alive(item, on="2020-06-30").flags == ()
    assert alive(item, on="2020-07-01").flags == (Flag.OVERDUE,)
    assert alive(item, happened("done", "2020-05-01", "measure"), on="2020-07-01").flags == ()


def test_a_risk_that_recurs_is_marked() -> None:
    assert alive(risk(recurrence_of="R-2019-01")).flags == (Flag.RECURRING,)


def test_flags_stand_in_a_fixed_order() -> None:
    extended = update("extend", "2020-02-01", new_due=day("2020-05-01"), reason="一")
    item = risk(due=day("2020-03-31"), recurrence_of="R-2019-01")
    assert alive(item, extended, stalled_since="2020-07-01").flags == (
        Flag.OVERDUE,
        Flag.STALLED,
        Flag.EXTENDED,
        Flag.RECURRING,
    )


@pytest.mark.parametrize(
    ("found", "updated", "stalled"),
    [
        ("2020-06-30", "", True),  # found on the day before the period began
        ("2020-07-01", "", False),  # found on its first day
        ("2020-01-10", "2020-06-30", True),  # last moved on the day before
        ("2020-01-10", "2020-07-01", False),  # moved on its first day
        ("2020-01-10", "2021-01-05", False),  # moved after it, before the day asked for
        ("2020-01-10", "2021-01-11", True),  # moved only after the day asked for
    ],
)
def test_stalled_is_what_has_not_moved_in_a_whole_period(
    found: str, updated: str, stalled: bool
) -> None:
    updates = [happened("progress", updated)] if updated else []
    life = alive(risk(found), *updates, on="2021-01-10", stalled_since="2020-07-01")
    assert (Flag.STALLED in life.flags) == stalled


@pytest.mark.parametrize(
    ("way", "stalled"),
    [
        (["done"], True),
        (["done", "verify pass"], True),
        (["accept"], True),
        (["done", "verify pass", "close"], False),
        (["dismiss"], False),
    ],
)
def test_only_the_unresolved_can_stall(way: list[str], stalled: bool) -> None:
    steps = [happened(name, f"2020-02-0{n}") for n, name in enumerate(way, start=1)]
    life = alive(risk(), *steps, stalled_since="2020-07-01")
    assert (Flag.STALLED in life.flags) == stalled


@pytest.mark.parametrize(
    ("on", "start"),
    [
        ("2020-06-29", None),
        ("2020-06-30", "2020-01-01"),  # a period has ended from its last day on
        ("2020-12-30", "2020-01-01"),
        ("2020-12-31", "2020-07-01"),
        ("2022-01-01", "2020-07-01"),
    ],
)
def test_the_latest_period_that_has_ended(on: str, start: str | None) -> None:
    found = latest_ended_start([SECOND_HALF, FIRST_HALF], day(on))
    assert found == (day(start) if start else None)


# --- many days ------------------------------------------------------------------------


def test_states_at_many_days_in_any_order() -> None:
    updates = [happened("dismiss", "2020-03-01"), happened("plan", "2020-02-01")]
    days = ["2020-03-01", "2020-01-09", "2020-01-10", "2020-02-29", "2020-01-31"]
    assert states_at(risk("2020-01-10"), updates, [day(text) for text in days]) == (
        State.DISMISSED,
        None,
        State.OPEN,
        State.PLANNED,
        State.OPEN,
    )
    assert states_at(risk(), updates, []) == ()
