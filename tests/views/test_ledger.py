"""The ledgers: which lines, in which order, and what each says on the ledger's day."""

from __future__ import annotations

from termbook.views.ledger import Ledger, Line, period_ledger, whole_ledger
from tests.views.three_periods import three_periods


def of(period: str, on: str = "2021-06-30") -> Ledger:
    archive = three_periods(on)
    return period_ledger(archive, archive.period_by_id[period])


def line(ledger: Ledger, id: str) -> Line:
    return next(one for one in ledger.lines if one.item.record.id == id)


def entries(ledger: Ledger) -> list[tuple[int, str, str]]:
    return [(one.number, one.entry.value, one.item.record.id) for one in ledger.lines]


def test_what_was_carried_in_comes_first_then_what_came_back_then_what_was_found() -> None:
    assert entries(of("2020-h2")) == [
        (1, "carried_in", "R-2020-01"),
        (2, "carried_in", "R-2020-04"),
        (3, "carried_in", "R-2020-05"),
        (4, "returned", "R-2020-03"),
        (5, "found", "R-2020-06"),
    ]


def test_a_line_stands_as_of_the_last_day_of_the_period() -> None:
    ledger = of("2020-h1")
    assert ledger.on.isoformat() == "2020-06-30"
    failed = line(ledger, "R-2020-01")
    life = failed.item.life
    assert (life.state, life.flags) == ("in_progress", ("overdue", "extended"))
    assert (str(life.due), str(life.original_due)) == ("2020-06-15", "2020-05-01")
    assert failed.latest is not None
    assert (failed.latest.event, failed.latest.day.isoformat()) == ("done", "2020-06-10")
    assert failed.verification is not None
    assert failed.verification.record.text("result") == "fail"
    assert failed.closing is None
    assert [(m.record.id, m.life.state) for m in failed.measures] == [("M-2020-01", "in_progress")]


def test_a_closed_line_names_its_verification_and_closing() -> None:
    closed = line(of("2020-h2"), "R-2020-01")
    assert closed.verification is not None
    assert closed.closing is not None
    assert closed.verification.day.isoformat() == "2020-08-10"
    assert closed.closing.day.isoformat() == "2020-08-20"
    assert [m.life.state for m in closed.measures] == ["done"]


def test_a_reopened_line_forgets_the_verification_of_the_round_before() -> None:
    again = line(of("2021-h1"), "R-2020-01")
    assert again.verification is None
    assert again.closing is None
    assert again.latest is not None
    assert again.latest.event == "reopen"


def test_the_newest_event_of_a_measure_is_progress_of_its_item_too() -> None:
    cancelled = line(of("2020-h2"), "R-2020-05")
    assert cancelled.latest is not None
    assert (cancelled.latest.record.text("of"), cancelled.latest.event) == ("M-2020-02", "cancel")


def test_a_line_without_any_event_has_no_progress() -> None:
    assert line(of("2020-h1"), "R-2020-05").latest is None


def test_an_owner_is_a_post_or_a_department() -> None:
    ledger = of("2020-h1")
    by_post, by_department = line(ledger, "R-2020-01"), line(ledger, "R-2020-04")
    assert (by_post.post, by_post.departments) == ("支部书记", ("教务处",))
    assert (by_department.post, by_department.departments) == ("", ("党支部办公室",))


def test_the_ledger_of_a_period_that_has_ended_never_changes() -> None:
    assert of("2020-h1", "2020-06-30") == of("2020-h1", "2021-06-30")
    assert of("2020-h2", "2020-12-31") == of("2020-h2", "2021-06-30")


def test_the_whole_ledger_has_all_items_as_of_the_day() -> None:
    ledger = whole_ledger(three_periods())
    assert ledger.period is None
    assert [one.item.record.id for one in ledger.lines] == [
        "R-2020-01",
        "R-2020-02",
        "R-2020-03",
        "R-2020-04",
        "R-2020-05",
        "R-2020-06",
        "R-2021-01",
    ]
    assert line(ledger, "R-2020-06").item.life.state == "closed"
