"""What a reviewer should look at: every sentence, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from termbook.archive.life_warnings import RULES
from termbook.model.record import Record, Value
from termbook.words.rules import RULES as RULE_TABLE
from termbook.words.rules import Severity
from tests.archive.shelf import complaints, day, measure, record, risk, update

EVIDENCE = ("2020-h1/meetings/会议",)


def said(*records: Record, language: str = "zh-Hans", on: str = "2020-06-01") -> list[str]:
    return complaints(RULES, records, on, language)


def closed(on: str, of: str = "R-2020-01") -> list[Record]:
    return [
        update("done", on, of=of, name=f"{of}-1", evidence=EVIDENCE),
        update("verify", on, of=of, name=f"{of}-2", result="pass", verifier="分管负责人"),
        update("close", on, of=of, name=f"{of}-3"),
    ]


def test_past_due() -> None:
    item = risk(due=day("2020-05-30"))
    assert said(item, on="2020-05-30") == []
    assert said(item) == [
        "2020-h1/risks/R-2020-01.md:6: TB620 R-2020-01 应在 2020-05-30 前完成，已逾期 2 天；"
        "请登记进展，或登记 extend 写明新期限和理由"
    ]
    assert said(item, language="en") == [
        "2020-h1/risks/R-2020-01.md:6: TB620 R-2020-01 was due on 2020-05-30 (days late: 2); "
        "record what was done, or extend it with a new date and a reason"
    ]


def test_a_measure_past_due_in_force() -> None:
    extended = update(
        "extend", "2020-02-01", of="M-2020-01", new_due=day("2020-05-31"), reason="一"
    )
    assert said(measure(due=day("2020-03-01")), extended, language="en") == [
        "2020-h1/measures/M-2020-01.md:6: TB620 M-2020-01 was due on 2020-05-31 (days late: 1); "
        "record what was done, or extend it with a new date and a reason"
    ]


def test_a_due_date_that_only_an_extension_gave_is_shown_there() -> None:
    given = [
        update("extend", "2020-02-01", new_due=day("2020-05-01"), reason="一"),
        update("extend", "2020-04-01", new_due=day("2020-05-30"), reason="二"),
    ]
    assert said(risk(), *given) == [
        "2020-h1/updates/2020-04-01.md:6: TB620 R-2020-01 应在 2020-05-30 前完成，已逾期 2 天；"
        "请登记进展，或登记 extend 写明新期限和理由"
    ]
    illegal = update("extend", "2020-01-09", new_due=day("2020-05-31"), reason="早于发现")
    assert said(risk(), illegal) == []


def test_extensions_of_what_never_had_a_due_date_are_shown_at_the_last() -> None:
    extended = [
        update("extend", f"2020-02-0{n}", new_due=day(f"2020-0{6 + n}-01"), reason="等待经费")
        for n in (1, 2, 3)
    ]
    assert said(risk(), *extended, language="en") == [
        "2020-h1/updates/2020-02-03.md:6: TB624 R-2020-01 has been extended 3 times and is now "
        "due on 2020-09-01; consider whether date and measures are realistic"
    ]


def test_an_acceptance_that_has_run_out() -> None:
    records = (
        risk(due=day("2020-03-01")),
        update("accept", "2020-02-01", until=day("2020-05-31"), reason="条件不具备"),
    )
    assert said(*records, on="2020-05-31") == []
    assert said(*records) == [
        "2020-h1/risks/R-2020-01.md:4: TB621 R-2020-01 只接受到 2020-05-31；"
        "请登记 reopen 继续整改，写明理由"
    ]
    assert said(*records, language="en") == [
        "2020-h1/risks/R-2020-01.md:4: TB621 R-2020-01 was accepted only until 2020-05-31; "
        "reopen it, with a reason"
    ]


def test_an_item_that_nobody_moved_in_a_whole_period() -> None:
    records = (risk("2020-01-10"), update("progress", "2020-06-30"))
    assert said(*records, on="2020-12-30") == []
    assert said(*records, on="2020-12-31") == [
        "2020-h1/risks/R-2020-01.md:4: TB622 R-2020-01 还没有解决，却整整一个学期没有进展"
        "（最近一次：2020-06-30）；请登记进展，哪怕只是说明原因"
    ]
    assert said(*records, on="2020-12-31", language="en") == [
        "2020-h1/risks/R-2020-01.md:4: TB622 R-2020-01 is unresolved, but nothing was recorded "
        "in a whole period (last: 2020-06-30); record what happened, or why nothing did"
    ]


def test_an_item_that_nobody_ever_moved_names_the_day_of_finding() -> None:
    assert said(risk("2020-01-10"), on="2020-12-31", language="en") == [
        "2020-h1/risks/R-2020-01.md:4: TB622 R-2020-01 is unresolved, but nothing was recorded "
        "in a whole period (last: 2020-01-10); record what happened, or why nothing did"
    ]


def test_closed_on_the_day_it_was_found() -> None:
    records = (risk("2020-01-10"), *closed("2020-01-10"))
    assert said(*records) == [
        "2020-h1/updates/R-2020-01-3.md:3: TB623 R-2020-01 在发现当天（2020-01-10）就销号了；"
        "请核对日期，确属立行立改的可以不改"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/R-2020-01-3.md:3: TB623 R-2020-01 was closed on the very day it was "
        "found (2020-01-10); check the dates, and leave them if it was indeed solved at once"
    ]
    assert said(risk("2020-01-10"), *closed("2020-01-11")) == []


def test_extended_more_than_twice() -> None:
    months = ("07", "08", "09")
    extended = [
        update("extend", f"2020-02-0{n}", new_due=day(f"2020-{month}-01"), reason="等待经费")
        for n, month in enumerate(months, start=1)
    ]
    item = risk(due=day("2020-06-01"))
    assert said(item, *extended[:2]) == []
    assert said(item, *extended) == [
        "2020-h1/risks/R-2020-01.md:6: TB624 R-2020-01 已延期 3 次，现在的期限是 2020-09-01；"
        "请研究期限或措施是否合适"
    ]
    assert said(item, *extended, language="en") == [
        "2020-h1/risks/R-2020-01.md:6: TB624 R-2020-01 has been extended 3 times and is now due "
        "on 2020-09-01; consider whether date and measures are realistic"
    ]


def test_a_total_that_goes_down() -> None:
    records = (
        measure(),
        update("progress", "2020-02-01", of="M-2020-01", done_number=3),
        update("progress", "2020-03-01", of="M-2020-01", done_number=3),
        update("progress", "2020-04-01", of="M-2020-01", done_number=2.5),
    )
    assert said(*records) == [
        "2020-h1/updates/2020-04-01.md:6: TB625 M-2020-01 的 done_number 是 2.5，比之前的 3 还小；"
        "这里写累计数，不是本次数"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-04-01.md:6: TB625 done_number of M-2020-01 is 2.5, less than the 3 "
        "before; write the total so far, not the latest addition"
    ]


def test_the_total_of_an_update_that_does_not_count_is_left_out() -> None:
    records = (
        measure(),
        update("verify", "2020-02-01", of="M-2020-01", done_number=9),
        update("progress", "2020-03-01", of="M-2020-01", done_number=3),
    )
    assert [text for text in said(*records) if "TB625" in text] == []


def test_a_total_above_the_target() -> None:
    item = measure(target={"what": "谈心谈话", "number": 6})
    within = update("progress", "2020-02-01", of="M-2020-01", done_number=6)
    above = update("progress", "2020-03-01", of="M-2020-01", done_number=7)
    assert said(item, within) == []
    assert said(item, within, above) == [
        "2020-h1/updates/2020-03-01.md:6: TB626 M-2020-01 的 done_number 是 7，超过目标 6；"
        "请核对是不是写错了"
    ]
    assert said(item, within, above, language="en") == [
        "2020-h1/updates/2020-03-01.md:6: TB626 done_number of M-2020-01 is 7, above its target "
        "6; check it"
    ]


def test_recurrence_of_what_was_not_closed_when_it_was_found() -> None:
    records = (
        risk("2020-01-10"),
        *closed("2020-03-01"),
        risk("2020-02-29", id="R-2020-02", recurrence_of="R-2020-01"),
    )
    assert said(*records) == [
        "2020-h1/risks/R-2020-02.md:6: TB627 发现 R-2020-02 时（2020-02-29），R-2020-01 的状态是 "
        "open（待整改），还没有销号；同一个问题请在 R-2020-01 下登记进展"
    ]
    assert said(*records, language="en") == [
        "2020-h1/risks/R-2020-02.md:6: TB627 when R-2020-02 was found (2020-02-29), R-2020-01 was "
        "open, not closed; if it is the same problem, record an update of R-2020-01 instead"
    ]
    assert said(*records[:-1], risk("2020-03-01", "R-2020-02", recurrence_of="R-2020-01")) == []


def test_recurrence_of_a_later_risk() -> None:
    records = (
        risk("2020-03-01"),
        risk("2020-02-29", id="R-2020-02", recurrence_of="R-2020-01"),
    )
    assert said(*records) == [
        "2020-h1/risks/R-2020-02.md:6: TB628 R-2020-02 写的是复发自 R-2020-01，但后者 2020-03-01 "
        "才发现；请检查 recurrence_of 和日期"
    ]
    assert said(*records, language="en") == [
        "2020-h1/risks/R-2020-02.md:6: TB628 R-2020-02 recurs from R-2020-01, which was found "
        "only on 2020-03-01; check recurrence_of and the dates"
    ]


@pytest.mark.parametrize("other", ["R-2020-02", "R-1999-99", "M-2020-01"])
def test_a_recurrence_that_leads_nowhere_is_the_business_of_links(other: str) -> None:
    assert said(risk(id="R-2020-02", recurrence_of=other), measure()) == []


@pytest.mark.parametrize(
    ("event", "name", "value", "zh", "en"),
    [
        ("progress", "new_due", day("2020-09-01"), "new_due（新期限）", "new_due"),
        ("progress", "until", day("2020-09-01"), "until（接受至）", "until"),
        ("progress", "result", "pass", "result（验收结论）", "result"),
        ("progress", "done_number", 3, "done_number（已完成数）", "done_number"),
    ],
)
def test_a_field_without_effect(event: str, name: str, value: Value, zh: str, en: str) -> None:
    carried: dict[str, Any] = {name: value}
    records = (risk(), update(event, "2020-02-01", **carried))
    assert said(*records) == [
        f"2020-h1/updates/2020-02-01.md:6: TB629 {zh} 对 progress（推进） 不起作用；"
        "请改事项，或删掉这一行"
    ]
    assert said(*records, language="en") == [
        f"2020-h1/updates/2020-02-01.md:6: TB629 {en} has no effect with progress; change the "
        "event or remove the line"
    ]


def test_a_measure_that_is_done_below_its_target() -> None:
    records = (
        measure(target={"what": "谈心谈话", "number": 6}),
        update("progress", "2020-02-01", of="M-2020-01", done_number=4),
        update("done", "2020-03-01", of="M-2020-01", evidence=EVIDENCE),
    )
    assert said(*records) == [
        "2020-h1/updates/2020-03-01.md:5: TB630 M-2020-01 登记为完成，但目标是 6，累计只有 4；"
        "请补上 done_number，或继续推进"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-03-01.md:5: TB630 M-2020-01 is done, but its total is 4 of 6; add "
        "done_number, or go on with progress"
    ]
    assert said(records[0], records[2], language="en") == [
        "2020-h1/updates/2020-03-01.md:5: TB630 M-2020-01 is done, but its total is 0 of 6; add "
        "done_number, or go on with progress"
    ]


def test_a_measure_left_over_when_all_its_risks_have_ended() -> None:
    records = (
        risk(),
        risk(id="R-2020-02"),
        *closed("2020-02-01", of="R-2020-02"),
        update("dismiss", "2020-03-01", reason="不属实"),
        measure(risks=("R-2020-01", "R-2020-02")),
    )
    assert said(*records) == [
        "2020-h1/measures/M-2020-01.md:6: TB631 M-2020-01 针对的问题（R-2020-01、R-2020-02）都已"
        "销号或不予立项，最后一项在 2020-03-01；措施却还没有完成，请登记 done 或 cancel"
    ]
    assert said(*records, language="en") == [
        "2020-h1/measures/M-2020-01.md:6: TB631 every risk of M-2020-01 has ended (R-2020-01, "
        "R-2020-02, the last on 2020-03-01), but the measure is not finished; record done or cancel"
    ]
    done = update("done", "2020-01-30", of="M-2020-01", evidence=EVIDENCE)
    assert said(*records, done) == []


@pytest.mark.parametrize("other", [risk(id="R-2020-02"), None])
def test_a_measure_with_a_risk_left_is_not_left_over(other: Record | None) -> None:
    item = measure(risks=("R-2020-01", "R-2020-02"))
    assert said(risk(), *closed("2020-02-01"), item, *([other] if other else [])) == []


def test_a_measure_without_risks_is_not_left_over() -> None:
    assert said(measure(risks=())) == []


def test_a_deadline_without_a_day() -> None:
    item = risk(mode="deadline")
    assert said(item) == [
        "2020-h1/risks/R-2020-01.md:6: TB632 R-2020-01 的整改方式是 deadline（限期整改），"
        "却没有期限；请加上 due"
    ]
    assert said(item, language="en") == [
        "2020-h1/risks/R-2020-01.md:6: TB632 the mode of R-2020-01 is deadline, but it has no due "
        "date; add due"
    ]
    assert said(item, *closed("2020-02-01")) == []
    given = update("extend", "2020-02-01", new_due=day("2020-09-01"), reason="一")
    assert said(item, given) == []


def test_evidence_from_after_the_event() -> None:
    meeting = record("meeting", "2020-h1/meetings/会议.md", "2020-02-02")
    records = (risk(), meeting, update("done", "2020-02-01", evidence=EVIDENCE))
    assert said(*records) == [
        "2020-h1/updates/2020-02-01.md:6: TB633 佐证 2020-h1/meetings/会议 的日期是 2020-02-02，"
        "晚于这条进展；请检查日期，或换一条佐证"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-01.md:6: TB633 the evidence 2020-h1/meetings/会议 is dated "
        "2020-02-02, after this update; check the dates, or name other evidence"
    ]


@pytest.mark.parametrize("rule", [f"TB6{n}" for n in range(20, 34)])
def test_these_are_warnings(rule: str) -> None:
    assert RULE_TABLE[rule].severity is Severity.WARNING
