"""What breaks the law of the tables: every sentence, in both languages."""

from __future__ import annotations

import pytest

from termbook.archive.life_rules import RULES
from termbook.model.record import Record
from termbook.words.rules import RULES as RULE_TABLE
from termbook.words.rules import Severity
from tests.archive.shelf import complaints, day, measure, record, risk, update

MEETING = record("meeting", "2020-h1/meetings/会议.md", "2020-01-05")
EVIDENCE = ("2020-h1/meetings/会议",)
DONE = update("done", "2020-02-01", evidence=EVIDENCE, by="办公室主任")
PASSED = update("verify", "2020-02-05", result="pass", verifier="分管负责人", evidence=EVIDENCE)
CLOSED = update("close", "2020-02-10")


def said(*records: Record, language: str = "zh-Hans", on: str = "2020-06-01") -> list[str]:
    return complaints(RULES, [MEETING, *records], on, language)


def test_a_life_in_good_order_raises_nothing() -> None:
    records = (
        risk(due=day("2020-03-31"), mode="deadline"),
        update("plan", "2020-01-12"),
        update("progress", "2020-01-15"),
        update("extend", "2020-01-20", new_due=day("2020-05-31"), reason="等待经费"),
        DONE,
        PASSED,
        CLOSED,
        measure(risks=("R-2020-01",), target={"what": "谈心谈话", "number": 6}),
        update("progress", "2020-01-16", of="M-2020-01", name="m1", done_number=2),
        update("done", "2020-01-30", of="M-2020-01", name="m2", done_number=6, evidence=EVIDENCE),
    )
    assert said(*records) == []


def test_an_event_that_the_state_does_not_allow() -> None:
    records = (risk(), DONE, update("progress", "2020-02-03"))
    assert said(*records) == [
        "2020-h1/updates/2020-02-03.md:5: TB601 R-2020-01 此前的状态是 "
        "awaiting_verification（待验收），不能登记 progress（推进）；"
        "此时可以登记：extend（延期）、verify（验收）；请改事项，或检查各条进展的日期先后"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-03.md:5: TB601 R-2020-01 was awaiting_verification, so progress "
        "is not allowed; allowed then: extend, verify. Change the event, or check the dates of "
        "the updates before it"
    ]


def test_an_event_when_none_is_allowed_any_more() -> None:
    records = (
        measure(risks=()),
        update("cancel", "2020-02-01", of="M-2020-01", reason="不再需要"),
        update("progress", "2020-02-03", of="M-2020-01"),
    )
    assert said(*records) == [
        "2020-h1/updates/2020-02-03.md:5: TB601 M-2020-01 此前的状态是 cancelled（已取消），"
        "不能登记 progress（推进）；此时可以登记：没有；请改事项，或检查各条进展的日期先后"
    ]


def test_closing_without_verification() -> None:
    records = (risk(), DONE, CLOSED)
    assert said(*records) == [
        "2020-h1/updates/2020-02-10.md:5: TB602 R-2020-01 还没有通过验收"
        "（现为 awaiting_verification（待验收）），不能销号；"
        "此时可以登记：extend（延期）、verify（验收）；销号之前先要有 verify，result: pass"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-10.md:5: TB602 R-2020-01 has not passed a verification (it is "
        "awaiting_verification), so it cannot be closed; allowed now: extend, verify. Before "
        "close comes verify with result: pass"
    ]


def test_a_verification_from_before_a_reopen_no_longer_counts() -> None:
    reopened = update("reopen", "2020-02-12", reason="又出现")
    again = update("close", "2020-02-14")
    found = said(risk(), DONE, PASSED, CLOSED, reopened, again)
    assert [text.split(" ")[:2] for text in found] == [
        ["2020-h1/updates/2020-02-14.md:5:", "TB602"]
    ]


def test_closing_twice_is_an_event_that_is_not_allowed() -> None:
    again = update("close", "2020-02-14")
    assert said(risk(), DONE, PASSED, CLOSED, again, language="en") == [
        "2020-h1/updates/2020-02-14.md:5: TB601 R-2020-01 was closed, so close is not allowed; "
        "allowed then: reopen. Change the event, or check the dates of the updates before it"
    ]


def test_an_extension_without_its_date_and_reason() -> None:
    records = (risk(), update("extend", "2020-02-01"))
    assert said(*records) == [
        "2020-h1/updates/2020-02-01.md:5: TB603 登记 extend（延期） 要写明 new_due（新期限）；"
        "请补上一行“new_due: …”",
        "2020-h1/updates/2020-02-01.md:5: TB603 登记 extend（延期） 要写明 reason（理由）；"
        "请补上一行“reason: …”",
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-01.md:5: TB603 extend must carry new_due; add a line “new_due: …”",
        "2020-h1/updates/2020-02-01.md:5: TB603 extend must carry reason; add a line “reason: …”",
    ]


@pytest.mark.parametrize(
    ("before", "late", "fields"),
    [
        ([DONE], update("verify", "2020-03-01"), ["result", "verifier"]),
        (
            [DONE],
            update("verify", "2020-03-01", result="pass", evidence=EVIDENCE),
            ["verifier"],
        ),
        ([DONE], update("verify", "2020-03-01", result="fail"), ["reason", "verifier"]),
        ([DONE, PASSED], update("reopen", "2020-03-01"), ["reason"]),
        ([], update("accept", "2020-03-01"), ["reason", "until"]),
        ([], update("dismiss", "2020-03-01", reason=""), ["reason"]),
    ],
)
def test_what_else_an_event_may_lack(before: list[Record], late: Record, fields: list[str]) -> None:
    event = late.text("event")
    assert said(risk(), *before, late, language="en") == [
        f"2020-h1/updates/2020-03-01.md:5: TB603 {event} must carry {field}; "
        f"add a line “{field}: …”"
        for field in fields
    ]


def test_a_cancelled_measure_without_a_reason() -> None:
    records = (measure(risks=()), update("cancel", "2020-03-01", of="M-2020-01"))
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-03-01.md:5: TB603 cancel must carry reason; add a line “reason: …”"
    ]


def test_done_without_evidence() -> None:
    records = (risk(), update("done", "2020-02-01", evidence=()))
    assert said(*records) == [
        "2020-h1/updates/2020-02-01.md:5: TB604 R-2020-01 的 done（完成） 没有佐证；"
        "请在 evidence 里列出记录编号，或本记录的附件"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-01.md:5: TB604 done of R-2020-01 has no evidence; list ids of "
        "records or attached files in evidence"
    ]


def test_a_passed_verification_needs_evidence_of_its_own_and_a_failed_one_none() -> None:
    passed = update("verify", "2020-02-05", result="pass", verifier="分管负责人")
    failed = update("verify", "2020-02-05", result="fail", verifier="分管负责人", reason="没有公布")
    assert said(risk(), DONE, passed, language="en") == [
        "2020-h1/updates/2020-02-05.md:5: TB604 verify of R-2020-01 has no evidence; list ids of "
        "records or attached files in evidence"
    ]
    assert said(risk(), DONE, failed) == []


def test_closing_needs_evidence_on_this_or_an_earlier_update() -> None:
    done = update("done", "2020-02-01")
    passed = update("verify", "2020-02-05", result="pass", verifier="分管负责人")
    no_evidence = "has no evidence; list ids of records or attached files in evidence"
    assert said(risk(), done, passed, CLOSED, language="en") == [
        f"2020-h1/updates/2020-02-01.md:5: TB604 done of R-2020-01 {no_evidence}",
        f"2020-h1/updates/2020-02-05.md:5: TB604 verify of R-2020-01 {no_evidence}",
        f"2020-h1/updates/2020-02-10.md:5: TB604 close of R-2020-01 {no_evidence}",
    ]
    closed = update("close", "2020-02-10", evidence=EVIDENCE)
    assert len(said(risk(), done, passed, closed)) == 2


def test_an_item_is_not_its_own_evidence() -> None:
    records = (risk(), update("done", "2020-02-01", evidence=("R-2020-01",)))
    assert said(*records) == [
        "2020-h1/updates/2020-02-01.md:5: TB604 R-2020-01 的 done（完成） 没有佐证；"
        "请在 evidence 里列出记录编号，或本记录的附件",
        "2020-h1/updates/2020-02-01.md:6: TB611 R-2020-01 不能作它自己的佐证；"
        "请写会议、材料等其他记录的编号，或附件",
    ]
    assert said(*records, language="en")[1] == (
        "2020-h1/updates/2020-02-01.md:6: TB611 R-2020-01 is no evidence of what was done about "
        "it; name another record or an attached file"
    )


def test_the_owner_does_not_verify() -> None:
    own = update("verify", "2020-02-05", result="pass", verifier="支部书记", evidence=EVIDENCE)
    assert said(risk(), DONE, own) == [
        "2020-h1/updates/2020-02-05.md:7: TB605 验收岗位“支部书记”就是 R-2020-01 的责任岗位；"
        "请由另一个岗位验收"
    ]
    assert said(risk(), DONE, own, language="en") == [
        "2020-h1/updates/2020-02-05.md:7: TB605 the verifier “支部书记” is the post responsible "
        "for R-2020-01; let another post verify"
    ]


def test_who_did_it_does_not_verify_even_a_failure() -> None:
    own = update("verify", "2020-02-05", result="fail", verifier="办公室主任", reason="没有公布")
    assert said(risk(), DONE, own) == [
        "2020-h1/updates/2020-02-05.md:7: TB606 验收岗位“办公室主任”就是办理岗位"
        "（见 2020-h1/updates/2020-02-01.md）；请由另一个岗位验收"
    ]
    assert said(risk(), DONE, own, language="en") == [
        "2020-h1/updates/2020-02-05.md:7: TB606 the verifier “办公室主任” is the post that "
        "reported it done (see 2020-h1/updates/2020-02-01.md); let another post verify"
    ]


def test_the_owner_who_did_it_and_verifies_is_told_once() -> None:
    done = update("done", "2020-02-01", evidence=EVIDENCE, by="支部书记")
    own = update("verify", "2020-02-05", result="pass", verifier="支部书记", evidence=EVIDENCE)
    assert [text.split(" ")[1] for text in said(risk(), done, own)] == ["TB605"]


def test_a_measure_is_not_verified() -> None:
    records = (
        measure(risks=()),
        update("close", "2020-02-01", of="M-2020-01", evidence=EVIDENCE),
    )
    assert said(*records) == [
        "2020-h1/updates/2020-02-01.md:5: TB607 M-2020-01 是整改措施，没有 close（销号） 这个事项；"
        "现为 open（未开始），可以登记：progress（推进）、extend（延期）、"
        "done（完成）、cancel（取消）"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-01.md:5: TB607 M-2020-01 is of the kind “Measure”, which has no "
        "event close; it is open, so allowed are: progress, extend, done, cancel"
    ]


def test_a_risk_is_not_cancelled() -> None:
    records = (risk(), update("cancel", "2020-02-01", reason="不再需要"))
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-02-01.md:5: TB607 R-2020-01 is of the kind “Risk”, which has no "
        "event cancel; it is open, so allowed are: plan, progress, extend, done, accept, dismiss"
    ]


def test_an_update_before_its_item() -> None:
    records = (risk("2020-01-10"), update("progress", "2020-01-09"))
    assert said(*records) == [
        "2020-h1/updates/2020-01-09.md:3: TB608 进展的日期 2020-01-09 早于 R-2020-01 的日期 "
        "2020-01-10；请检查两个日期"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-01-09.md:3: TB608 the update's date 2020-01-09 is before that of "
        "R-2020-01, 2020-01-10; check both dates"
    ]
    assert said(risk("2020-01-09"), records[1]) == []


def test_an_extension_to_the_day_in_force() -> None:
    records = (
        risk(due=day("2020-07-31")),
        update("extend", "2020-02-01", new_due=day("2020-08-31"), reason="一"),
        update("extend", "2020-03-01", new_due=day("2020-08-31"), reason="二"),
    )
    assert said(*records) == [
        "2020-h1/updates/2020-03-01.md:6: TB609 R-2020-01 的新期限 2020-08-31 不晚于现在的期限 "
        "2020-08-31；请检查日期"
    ]
    assert said(*records, language="en") == [
        "2020-h1/updates/2020-03-01.md:6: TB609 the new due date 2020-08-31 of R-2020-01 is not "
        "later than the one in force, 2020-08-31; check the date"
    ]


def test_an_item_without_a_due_date_may_get_any_by_extension() -> None:
    assert (
        said(risk(), update("extend", "2020-02-01", new_due=day("2020-08-31"), reason="一")) == []
    )


def test_a_promise_for_a_day_that_had_passed() -> None:
    records = (risk(), update("accept", "2020-02-02", until=day("2020-02-01"), reason="一"))
    assert said(*records, on="2020-02-01") == []
    assert said(*records, on="2020-02-02") == [
        "2020-h1/risks/R-2020-01.md:4: TB621 R-2020-01 只接受到 2020-02-01；"
        "请登记 reopen 继续整改，写明理由",
        "2020-h1/updates/2020-02-02.md:6: TB610 until（接受至） 的日期 2020-02-01 早于登记日期 "
        "2020-02-02；请检查两个日期",
    ]
    assert said(*records, on="2020-02-02", language="en")[1] == (
        "2020-h1/updates/2020-02-02.md:6: TB610 until is 2020-02-01, before the update's own date "
        "2020-02-02; check both dates"
    )


def test_a_due_date_that_had_passed_when_it_was_set() -> None:
    late = update("extend", "2020-02-02", new_due=day("2020-02-01"), reason="一")
    assert said(risk(), late, on="2020-02-02", language="en") == [
        "2020-h1/updates/2020-02-02.md:6: TB610 new_due is 2020-02-01, before the update's own "
        "date 2020-02-02; check both dates",
        "2020-h1/updates/2020-02-02.md:6: TB620 R-2020-01 was due on 2020-02-01 (days late: 1); "
        "record what was done, or extend it with a new date and a reason",
    ]


def test_what_happens_after_the_day_asked_for_is_not_judged() -> None:
    assert said(risk(), update("close", "2020-06-02"), on="2020-06-01") == []


def test_an_id_that_a_meeting_took_stops_no_rule() -> None:
    taken = record("meeting", "2020-h1/meetings/x.md", "2020-01-10", id="R-2020-01")
    assert said(risk(), taken, update("close", "2020-02-01")) == []


@pytest.mark.parametrize("rule", [f"TB6{n:02}" for n in range(1, 12)])
def test_these_are_errors(rule: str) -> None:
    assert RULE_TABLE[rule].severity is Severity.ERROR
