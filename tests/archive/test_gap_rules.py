"""Gaps in reports: found in either language, a reminder in drafts, an error once in review."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbook.words import LANGUAGES, Words
from termbook.words.rules import RULES, Severity
from tests.written import complaints, sentences, text

REPORT = "2020-h1/reports/报告.md"


def said(root: Path, body: str, *lines: str) -> list[str]:
    return complaints(
        root, {REPORT: text("报告", "2020-06-30", *lines, body=body)}, "TB810", "TB910"
    )


def test_a_report_without_gaps_raises_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, "【背景】上半年开展集体学习6次，待填写的都填写了。") == []


def test_every_gap_of_a_draft_is_shown_where_it_stands(tmp_path: Path) -> None:
    body = "\n上半年，【待填写：总体情况】按要求【待填写：做法】。\n\n- 【待填写】"
    assert said(tmp_path, body, "status: draft") == [
        f"{REPORT}:7:5 TB910",
        f"{REPORT}:7:18 TB910",
        f"{REPORT}:9:3 TB910",
    ]


def test_a_report_that_states_nothing_is_a_draft(tmp_path: Path) -> None:
    assert said(tmp_path, "【待填写：做法】") == [f"{REPORT}:5:1 TB910"]


@pytest.mark.parametrize("status", ["review", "approved", "送审"])
def test_in_review_or_approved_a_gap_is_an_error(tmp_path: Path, status: str) -> None:
    assert said(tmp_path, "【待填写：做法】", f"status: {status}") == [f"{REPORT}:6:1 TB810"]


@pytest.mark.parametrize(
    "gap",
    [
        "【To fill in: what was done】",
        "【 to fill in】",
        "【待填写: 做法】",
        "【 待填写 ：做法】",
        "【待填写：没有写完的括号",
    ],
)
def test_a_gap_is_found_whichever_way_it_is_written(tmp_path: Path, gap: str) -> None:
    assert said(tmp_path, gap) == [f"{REPORT}:5:1 TB910"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_draft_writes_is_found(tmp_path: Path, language: str) -> None:
    words = Words(language)
    gap = words("draft.gap", name=words("draft.gap_name"), what=words("draft.gap.plans"))
    assert said(tmp_path, gap) == [f"{REPORT}:5:1 TB910"]


def test_other_kinds_may_quote_the_marker(tmp_path: Path) -> None:
    meeting = text("会议", "2020-06-30", body="【待填写：做法】")
    assert complaints(tmp_path, {"2020-h1/meetings/会议.md": meeting}, "TB810", "TB910") == []


def test_a_gap_is_found_on_any_day(tmp_path: Path) -> None:
    report = text("报告", "2020-06-30", "status: review", body="【待填写：做法】")
    found = complaints(tmp_path, {REPORT: report}, "TB810", on="2020-01-01")
    assert found == [f"{REPORT}:6:1 TB810"]


def test_the_messages(tmp_path: Path) -> None:
    def messages(status: str, gap: str, language: str) -> list[str]:
        report = text("报告", "2020-06-30", f"status: {status}", body=gap)
        return sentences(tmp_path, {REPORT: report}, "TB810", "TB910", language=language)

    assert messages("draft", "【待填写：做法】", "zh-Hans") == [
        "这里还没有填：【待填写：做法】；请写好并去掉【】，送审以前要全部写完"
    ]
    assert messages("review", "【待填写：做法】", "zh-Hans") == [
        "状态是 review（送审），这里却还没有填：【待填写：做法】；请写好并去掉【】，"
        "或把 status 改回 draft"
    ]
    assert messages("draft", "【To fill in: how】", "en") == [
        "a gap is open here: 【To fill in: how】; write it and remove the 【】 before the report "
        "goes to review"
    ]
    assert messages("approved", "【To fill in: how】", "en") == [
        "the status is approved, but a gap is still open here: 【To fill in: how】; write it and "
        "remove the 【】, or set status back to draft"
    ]


def test_one_is_an_error_and_one_a_reminder() -> None:
    assert RULES["TB810"].severity is Severity.ERROR
    assert RULES["TB910"].severity is Severity.WARNING
