"""Plan against held as the site shows it, and the sum of a period."""

from __future__ import annotations

from datetime import date

from termbook.archive.archive import Archive
from termbook.archive.study_plans import PlanLine
from termbook.views.study import StudyTotal, plan_against_held, study_total
from tests.terms import SECOND, gathered


def line(form: str, department: str, target: int | None, held: int) -> PlanLine:
    return PlanLine(
        period="2020-h2",
        form=form,
        department=department,
        target=target,
        held=held,
        sessions=(),
        plans=(),
    )


def test_lines_stand_in_the_order_of_the_settings() -> None:
    collection = gathered({k: v for k, v in SECOND.items() if "/plans/" in k or "/sessions/" in k})
    archive = Archive(collection, on=date(2020, 12, 31), audience="staff")
    assert [(x.form, x.department) for x in plan_against_held(archive, "2020-h2")] == [
        ("集体学习", ""),
        ("集体学习", "教务处"),
        ("党课", ""),
    ]
    assert plan_against_held(archive, "2020-h1") == ()


def test_a_session_and_a_plan_for_all_count_once() -> None:
    lines = [
        line("集体学习", "", 6, 5),
        line("集体学习", "教务处", 2, 2),
        line("党课", "", None, 1),
    ]
    assert study_total(lines) == StudyTotal(held=6, planned=6)


def test_plans_of_single_departments_add_up_where_there_is_none_for_all() -> None:
    lines = [
        line("集体学习", "", None, 5),
        line("集体学习", "教务处", 2, 2),
        line("集体学习", "党支部办公室", 3, 1),
        line("党课", "", 1, 1),
    ]
    assert study_total(lines) == StudyTotal(held=6, planned=6)


def test_without_a_plan_no_number_is_planned() -> None:
    assert study_total([line("党课", "", None, 1)]) == StudyTotal(held=1, planned=None)
    assert study_total([line("党课", "", 0, 0)]) == StudyTotal(held=0, planned=0)
