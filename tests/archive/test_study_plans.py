"""Which sessions count for which plan."""

from __future__ import annotations

from termbook.archive.study_plans import PlanLine, count_held, plan_lines
from termbook.model.record import Record, Value
from tests.archive.shelf import record


def session(name: str, form: str = "集体学习", **fields: Value) -> Record:
    return record("session", f"2020-h1/sessions/{name}.md", "2020-03-01", form=form, **fields)


def plan(name: str, targets: dict[str, Value], **fields: Value) -> Record:
    path = f"2020-h1/plans/{name}.md"
    return record("plan", path, "2020-01-10", targets=targets, **fields)


def shown(lines: tuple[PlanLine, ...]) -> list[tuple[str, str, int | None, int]]:
    return [(line.form, line.department, line.target, line.held) for line in lines]


SESSIONS = (
    session("一", count=4),
    session("二", department="教务处"),
    session("三", "党课", department="工会"),
)


def test_sessions_held_are_summed_by_period_form_and_department() -> None:
    assert count_held(SESSIONS) == {
        ("2020-h1", "集体学习", ""): 5,
        ("2020-h1", "集体学习", "教务处"): 1,
        ("2020-h1", "党课", ""): 1,
        ("2020-h1", "党课", "工会"): 1,
    }


def test_without_a_plan_each_form_has_what_was_held() -> None:
    assert shown(plan_lines([], SESSIONS)) == [("党课", "", None, 1), ("集体学习", "", None, 5)]


def test_a_plan_counts_the_sessions_of_all_departments() -> None:
    [line] = plan_lines([plan("甲", {"集体学习": 6})], SESSIONS[:2])
    assert shown((line,)) == [("集体学习", "", 6, 5)]
    assert line.missing == 1
    assert [record.path for record in line.sessions] == [s.path for s in SESSIONS[:2]]


def test_the_plan_of_a_department_counts_its_own_sessions() -> None:
    plans = [plan("甲", {"集体学习": 5}), plan("乙", {"集体学习": 1}, department="教务处")]
    lines = plan_lines(plans, SESSIONS[:2])
    assert shown(lines) == [("集体学习", "", 5, 5), ("集体学习", "教务处", 1, 1)]
    assert [line.missing for line in lines] == [0, 0]
    assert [[p.title for p in line.plans] for line in lines] == [["标题"], ["标题"]]


def test_a_plan_that_nobody_followed_has_its_line() -> None:
    lines = plan_lines([plan("甲", {"党课": 2}, department="教务处")], [])
    assert shown(lines) == [("党课", "教务处", 2, 0)]


def test_plans_for_the_same_departments_add_up() -> None:
    plans = [plan("甲", {"党课": 2}), plan("乙", {"党课": 1})]
    assert shown(plan_lines(plans, [])) == [("党课", "", 3, 0)]


def test_a_superseded_plan_no_longer_counts() -> None:
    old = plan("甲", {"党课": 2})
    assert shown(plan_lines([old, plan("乙", {"党课": 1}, supersedes=old.id)], [])) == [
        ("党课", "", 1, 0)
    ]


def test_a_form_that_is_planned_no_times_is_planned() -> None:
    [line] = plan_lines([plan("甲", {"党课": 0})], [])
    assert (line.target, line.missing) == (0, 0)


def test_periods_do_not_mix() -> None:
    later = record("session", "2020-h2/sessions/四.md", "2020-09-01", form="党课")
    lines = plan_lines([plan("甲", {"党课": 1})], [SESSIONS[2], later])
    assert [(line.period, line.target, line.held) for line in lines] == [
        ("2020-h1", 1, 1),
        ("2020-h2", None, 1),
    ]
