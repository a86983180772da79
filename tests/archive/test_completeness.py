"""What is still missing: every sentence, in both languages."""

from __future__ import annotations

import pytest

from termbook.archive.completeness import RULES
from termbook.model.record import Record, Value
from termbook.words.rules import RULES as RULE_TABLE
from termbook.words.rules import Severity
from tests.archive.shelf import complaints, day, record

REPORTS = (
    record("report", "2020-h1/reports/报告.md", "2020-06-30"),
    record("report", "2020-h2/reports/报告.md", "2020-12-31"),
)


def said(*records: Record, language: str = "zh-Hans", on: str = "2020-06-30") -> list[str]:
    return complaints(RULES, [*records, *REPORTS], on, language)


def session(name: str = "学习", *, period: str = "2020-h1", **fields: Value) -> Record:
    """A session with material; form is in line 4."""
    on = "2020-03-01" if period == "2020-h1" else "2020-09-01"
    given: dict[str, Value] = {"form": "集体学习", "materials": ("x",), **fields}
    return record("session", f"{period}/sessions/{name}.md", on, **given)


def channel(on: str = "2020-01-10", **fields: Value) -> Record:
    """A channel in good order: platform, owner, approver, reviewed_on in lines 4 to 7."""
    given: dict[str, Value] = {
        "platform": "微信公众号",
        "owner": "办公室主任",
        "approver": "支部书记",
        "reviewed_on": day("2020-01-10"),
        **fields,
    }
    kept = {name: value for name, value in given.items() if value is not None}
    return record("channel", f"2020-h1/channels/{on}.md", on, **kept)


def test_what_is_complete_raises_nothing() -> None:
    meeting = record(
        "meeting",
        "2020-h1/meetings/会议.md",
        "2020-01-10",
        status="approved",
        approved_by="支部书记",
        approved_on=day("2020-01-12"),
    )
    plan = record("plan", "2020-h1/plans/计划.md", "2020-01-10", targets={"集体学习": 1})
    assert said(session(expected=12, present=12), channel(), meeting, plan) == []


def test_an_approved_record_without_approver_and_day() -> None:
    meeting = record("meeting", "2020-h1/meetings/会议.md", "2020-01-10", status="approved")
    assert said(meeting) == [
        "2020-h1/meetings/会议.md:4: TB801 状态是已审定（approved），却没有写 approved_by；"
        "请补上，或把 status 改回 review",
        "2020-h1/meetings/会议.md:4: TB801 状态是已审定（approved），却没有写 approved_on；"
        "请补上，或把 status 改回 review",
    ]
    assert said(meeting, language="en") == [
        f"2020-h1/meetings/会议.md:4: TB801 the status is approved, but {field} is missing; add "
        "it, or set status back to review"
        for field in ("approved_by", "approved_on")
    ]


def test_an_approval_by_a_post_that_may_not() -> None:
    meeting = record(
        "meeting",
        "2020-h1/meetings/会议.md",
        "2020-01-10",
        status="approved",
        approved_by="办公室主任",
        approved_on=day("2020-01-12"),
    )
    assert said(meeting) == [
        "2020-h1/meetings/会议.md:5: TB802 “办公室主任”不在 archive.yml 的 approvers 里，不能审定；"
        "请改 approved_by，或把这个岗位加进 approvers"
    ]
    assert said(meeting, language="en") == [
        "2020-h1/meetings/会议.md:5: TB802 “办公室主任” is not among the approvers in "
        "archive.yml; change approved_by, or add the post to approvers"
    ]


def test_a_draft_needs_no_approval() -> None:
    draft = record("meeting", "2020-h1/meetings/会议.md", "2020-01-10", status="draft")
    assert said(draft, record("meeting", "2020-h1/meetings/x.md", "2020-01-10")) == []


def test_more_present_than_expected() -> None:
    meeting = record("meeting", "2020-h1/meetings/会议.md", "2020-01-10", expected=9, present=10)
    assert said(meeting, session(present=13, expected=12)) == [
        "2020-h1/meetings/会议.md:5: TB901 实到 10 人，多于应到 9 人；请核对人数",
        "2020-h1/sessions/学习.md:6: TB901 实到 13 人，多于应到 12 人；请核对人数",
    ]
    assert said(meeting, language="en") == [
        "2020-h1/meetings/会议.md:5: TB901 10 were present, more than the 9 expected; check the "
        "numbers"
    ]


def test_a_session_without_material() -> None:
    assert said(session(materials=())) == [
        "2020-h1/sessions/学习.md:4: TB902 没有写学了什么；请在 materials 里列出学习材料的编号"
    ]
    assert said(session(materials=()), language="en") == [
        "2020-h1/sessions/学习.md:4: TB902 the session names no material; list the ids of what "
        "was studied in materials"
    ]


def test_a_plan_that_was_not_met_at_the_end_of_its_period() -> None:
    targets: Value = {"集体学习": 6, "党课": 1}
    plan = record("plan", "2020-h1/plans/计划.md", "2020-01-10", targets=targets)
    sessions = (
        session("一", count=4),
        session("二"),
        session("三", period="2020-h2"),
        session("四", form="党课", department="教务处"),
    )
    assert said(plan, *sessions, on="2020-06-29") == []
    assert said(plan, *sessions) == [
        "2020-h1/plans/计划.md:4: TB903 到学期结束（2020-06-30），“集体学习”计划 6 次，实际 5 次；"
        "请补上漏登的活动，或在工作报告里说明原因"
    ]
    assert said(plan, *sessions, language="en") == [
        "2020-h1/plans/计划.md:4: TB903 by the period's end (2020-06-30), 5 of 6 planned sessions "
        "of the form “集体学习” were held; add those that are missing, or give the reason in the "
        "report"
    ]


def test_the_plan_of_a_department_counts_its_own_sessions() -> None:
    plan = record(
        "plan",
        "2020-h1/plans/计划.md",
        "2020-01-10",
        targets={"集体学习": 2},
        department="教务处",
    )
    own = [session("一", department="教务处"), session("二", department="教务处")]
    assert said(plan, *own) == []
    assert [text.split(" ")[1] for text in said(plan, own[0], session("三"))] == ["TB903"]


def test_plans_for_the_same_departments_add_up() -> None:
    plans = [
        record("plan", f"2020-h1/plans/{name}.md", "2020-01-10", targets={"集体学习": 2})
        for name in ("甲", "乙")
    ]
    assert said(*plans, session(count=4)) == []
    assert said(*plans, session(count=3), language="en") == [
        f"2020-h1/plans/{name}.md:4: TB903 by the period's end (2020-06-30), 3 of 4 planned "
        "sessions of the form “集体学习” were held; add those that are missing, or give the "
        "reason in the report"
        for name in ("乙", "甲")
    ]


def test_a_period_without_a_report() -> None:
    def without(*records: Record, on: str, language: str = "zh-Hans") -> list[str]:
        return complaints(RULES, records, on, language)

    assert without(on="2020-06-29") == []
    assert without(REPORTS[1], on="2020-12-31") == [
        "2020-h1/period.md:5: TB904 学期 2020-h1 已在 2020-06-30 结束，还没有工作报告；"
        "请在 2020-08-29 前放进 2020-h1/reports/"
    ]
    assert without(on="2020-06-30", language="en") == [
        "2020-h1/period.md:5: TB904 the period 2020-h1 ended on 2020-06-30 and has no report; add "
        "one to 2020-h1/reports/, dated 2020-08-29 at the latest"
    ]


@pytest.mark.parametrize(
    ("first", "last", "serves"),
    [
        ("2020-01-01", "2020-12-31", True),
        ("2020-01-02", "2020-12-31", False),
        ("2020-01-01", "2020-06-29", False),
    ],
)
def test_a_report_of_another_period_may_cover_this_one(first: str, last: str, serves: bool) -> None:
    covers: Value = {"from": day(first), "to": day(last)}
    report = record("report", "2020-h2/reports/全年.md", "2020-12-31", covers=covers)
    assert (complaints(RULES, [report], "2020-12-31") == []) == serves


def test_a_channel_without_an_approver() -> None:
    assert said(channel(approver=None)) == [
        "2020-h1/channels/2020-01-10.md:5: TB905 没有写发布内容由谁审核；请加上 approver"
    ]
    assert said(channel(approver=None), language="en") == [
        "2020-h1/channels/2020-01-10.md:5: TB905 nobody is named who approves what is posted; add "
        "approver"
    ]


def test_a_channel_not_reviewed_within_a_year() -> None:
    assert said(channel(), on="2021-01-10") == []
    assert said(channel(), on="2021-01-11") == [
        "2020-h1/channels/2020-01-10.md:7: TB906 最近核查是 2020-01-10，到 2021-01-11 已超过一年；"
        "请核查，并在本学期新增一条记录写明日期"
    ]
    assert said(channel(), on="2021-01-11", language="en") == [
        "2020-h1/channels/2020-01-10.md:7: TB906 last reviewed on 2020-01-10, more than a year "
        "before 2021-01-11; review it, and add a record of this period with the date"
    ]


def test_a_year_before_the_leap_day_is_the_last_of_february() -> None:
    assert said(channel(reviewed_on=day("2023-02-28")), on="2024-02-29") == []
    assert len(said(channel(reviewed_on=day("2023-02-27")), on="2024-02-29")) == 1


def test_a_channel_never_reviewed() -> None:
    assert said(channel(reviewed_on=None)) == [
        "2020-h1/channels/2020-01-10.md:4: TB907 没有写核查日期；请核查后加上 reviewed_on"
    ]
    assert said(channel(reviewed_on=None), language="en") == [
        "2020-h1/channels/2020-01-10.md:4: TB907 no day of review is given; review it and add "
        "reviewed_on"
    ]


def test_a_channel_that_is_closed_is_left_alone() -> None:
    neglected = channel(approver=None, reviewed_on=None, closed_on=day("2020-05-01"))
    assert said(neglected, on="2020-05-01") == []
    assert len(said(neglected, on="2020-04-30")) == 2


def test_the_latest_record_of_a_channel_counts() -> None:
    old = channel("2020-01-10", approver=None)
    assert said(old, channel("2020-02-10")) == []
    other = channel("2020-02-10", title="另一个名称", supersedes=old.id)
    assert said(old, other) == []
    assert len(said(old, channel("2020-02-10", title="另一个名称"))) == 1


def test_only_what_concerns_approval_is_an_error() -> None:
    assert {RULE_TABLE[rule].severity for rule in ("TB801", "TB802")} == {Severity.ERROR}
    assert {RULE_TABLE[f"TB90{n}"].severity for n in range(1, 8)} == {Severity.WARNING}
