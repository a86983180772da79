"""What a period's report counts, and that every number is that of its records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from termbook.archive.archive import Archive
from termbook.edges.folder import load
from termbook.views.progress import progress
from termbook.views.register import Item
from termbook.views.study import plan_against_held, study_total
from termbook.views.term_report import Count, TermReport, term_report
from tests.terms import BOTH, FIRST, gathered, told
from tests.written import text

RECORDS = Path(__file__).parents[2] / "records"


def first() -> TermReport:
    return told(gathered(FIRST), "2020-h1", "2020-06-30")


def second(on: str = "2020-12-31") -> TermReport:
    return told(gathered(BOTH), "2020-h2", on)


def names(count: Count) -> tuple[int, list[str]]:
    return count.number, [record.id.rpartition("/")[2] for record in count.records]


def ids(register: Iterable[Item]) -> list[str]:
    return [one.record.id for one in register]


def forms(report: TermReport) -> list[tuple[str, str, int | None, int]]:
    return [(x.form, x.department, x.target, x.held) for x in report.study.lines]


def test_the_facts_of_the_sample_report() -> None:
    report = first()
    assert report.meetings.held.number == 1
    assert forms(report) == [("集体学习", "", None, 6), ("党课", "", None, 1)]
    assert len(report.risks.found) == 7
    assert report.measures.made.number == 5


def test_the_shipped_first_half_states_the_facts_of_the_sample_again() -> None:
    archive = Archive(load(RECORDS).collection, on=date(2020, 6, 30), audience="staff")
    report = term_report(archive, archive.period_by_id["2020-h1"])
    assert report.meetings.held.number == 1
    assert {line.form: line.held for line in report.study.lines} == {"集体学习": 6, "党课": 1}
    assert len(report.risks.found) == 7
    assert report.measures.made.number == 5


def test_groups_come_before_posts_in_the_order_of_the_settings() -> None:
    later = text("分管", "2020-06-30", "post: 分管负责人", "duty: 具体负责")
    report = told(gathered({**FIRST, "2020-h1/duties/a.md": later}), "2020-h1", "2020-06-30")
    assert [duty.title for duty in report.duties] == ["领导小组", "书记", "分管"]


def test_a_duty_that_was_set_anew_counts_once() -> None:
    again = text(
        "书记二",
        "2020-06-30",
        "post: 支部书记",
        "duty: 牵头",
        "supersedes: 2020-h1/duties/书记",
    )
    report = told(gathered({**FIRST, "2020-h1/duties/新.md": again}), "2020-h1", "2020-06-30")
    assert [duty.title for duty in report.duties] == ["领导小组", "书记二"]


def test_resolutions_and_materials_of_meetings() -> None:
    found = first().meetings
    assert (found.resolutions.number, found.resolutions.shares) == (2, (2,))
    assert names(found.materials) == (1, ["讲话"])


def test_sessions_add_what_each_record_stands_for() -> None:
    study = first().study
    assert names(study.held) == (7, ["党课", "集体学习"])
    assert study.held.shares == (1, 6)
    assert (study.plans.number, study.planned) == (1, None)


def test_a_department_is_held_to_its_own_plan() -> None:
    study = second().study
    assert forms(second()) == [
        ("集体学习", "", 4, 3),
        ("集体学习", "教务处", 2, 1),
        ("党课", "", 1, 1),
    ]
    assert study.planned is not None
    # the plan for all departments holds what one of them planned
    assert names(study.planned) == (5, ["全校", "教务处"])
    assert study.held.number == 4


def test_a_superseded_channel_no_longer_counts() -> None:
    assert [names(count) for count in (first().channels.in_use, first().channels.approved)] == [
        (2, ["公众号", "群"]),
        (1, ["公众号"]),
    ]
    found = second().channels
    assert names(found.in_use) == (1, ["公众号"])
    assert names(found.reviewed) == (1, ["群"])
    assert names(found.closed) == (1, ["群"])


def test_what_the_second_half_did_to_the_register() -> None:
    found = second().risks
    assert ids(found.found) == ["R-2020-08", "R-2020-09"]
    assert ids(found.carried_in) == [f"R-2020-0{n}" for n in range(1, 8)]
    assert found.returned == ()
    assert {str(state): names(count) for state, count in found.states} == {
        "open": (5, ["R-2020-05", "R-2020-06", "R-2020-07", "R-2020-08", "R-2020-09"]),
        "in_progress": (1, ["R-2020-02"]),
        "closed": (1, ["R-2020-01"]),
        "accepted": (1, ["R-2020-04"]),
        "dismissed": (1, ["R-2020-03"]),
    }
    assert {str(flag): names(count)[0] for flag, count in found.flags} == {
        "overdue": 1,
        "stalled": 3,
    }
    assert names(found.closed_now) == (1, ["R-2020-01"])
    assert names(found.dismissed_now) == (1, ["R-2020-03"])
    assert names(found.reopened) == (1, ["R-2020-02"])
    assert (names(found.extended), found.extended.shares) == ((1, ["R-2020-08"]), (2,))


def test_the_rate_counts_neither_dismissed_nor_ongoing_items() -> None:
    found = second().risks
    assert (found.rate.closed, found.rate.counted, found.rate.percent) == (1, 7, 14)
    assert found.counted.number == found.rate.counted
    assert found.closed_of_rate.number == found.rate.closed
    assert found.ongoing.number == found.rate.ongoing == 1
    assert names(found.dismissed) == (1, ["R-2020-03"])


def test_what_ended_before_and_was_taken_up_again_is_apart() -> None:
    texts = dict(BOTH)
    texts["2020-h1/updates/x.md"] = text(
        "x", "2020-06-30", "of: R-2020-06", "event: dismiss", "reason: 不属实"
    )
    texts["2020-h2/updates/y.md"] = text(
        "y", "2020-11-01", "of: R-2020-06", "event: reopen", "reason: 属实"
    )
    found = told(gathered(texts), "2020-h2", "2020-12-31").risks
    assert ids(found.returned) == ["R-2020-06"]
    assert found.all.number == 9


def test_measures_and_what_is_left_of_them() -> None:
    found = second().measures
    assert names(found.made) == (1, ["M-2020-06"])
    assert found.carried_in.number == 5
    assert {str(state): count.number for state, count in found.states} == {
        "open": 4,
        "in_progress": 1,
        "done": 1,
    }
    assert [(str(flag), names(count)) for flag, count in found.flags] == [
        ("overdue", (1, ["M-2020-06"]))
    ]
    # by due date, those without one last
    assert ids(found.open) == ["M-2020-06", "M-2020-02", "M-2020-03", "M-2020-04", "M-2020-05"]
    assert names(found.uncovered) == (3, ["R-2020-06", "R-2020-07", "R-2020-09"])


def test_the_numbers_are_those_of_the_site() -> None:
    archive = Archive(gathered(BOTH), on=date(2020, 12, 31), audience="staff")
    period = archive.period_by_id["2020-h2"]
    report, figures = term_report(archive, period), progress(archive, period)
    assert report.risks.closed_now.records == figures.closed
    assert ids(report.risks.carried_in) == [record.id for record in figures.carried_in]
    assert report.study.held.number == study_total(plan_against_held(archive, "2020-h2")).held
    assert report.study.held.number == sum(report.study.held.shares)


def test_a_day_inside_the_period_knows_nothing_later() -> None:
    report = second("2020-09-10")
    assert (report.until, report.ended) == (date(2020, 9, 10), False)
    assert names(report.risks.closed_now) == (2, ["R-2020-01", "R-2020-02"])
    assert report.risks.reopened.number == 0


@pytest.mark.parametrize("on", ["2020-06-30", "2021-01-01"])
def test_a_day_outside_the_period_is_refused(on: str) -> None:
    collection = gathered(BOTH)
    period = collection.periods[1]
    archive = Archive(collection, on=date.fromisoformat(on), audience="staff")
    with pytest.raises(ValueError, match=f"{on} is not in 2020-h2"):
        term_report(archive, period)


def test_an_audience_is_told_of_its_own_records_only() -> None:
    secret = text("班子会", "2020-03-01", "access: leadership")
    collection = gathered({**FIRST, "2020-h1/meetings/班子会.md": secret})
    assert told(collection, "2020-h1", "2020-06-30").meetings.held.number == 1
    narrow = told(collection, "2020-h1", "2020-06-30", "leadership")
    assert narrow.meetings.held.number == 2
