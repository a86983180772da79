"""From the text of a file to a record: what is kept of it, and what is said about it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from termbook.diagnostics import Place
from termbook.model.institution import Institution
from tests.model.reading import SCHOOL
from tests.model.test_kinds import parse


def report(*lines: str, body: str = "") -> str:
    return "\n".join(("---", *lines, "---", body))


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        (".386", ".386"),
        ("yes", "yes"),
        ("2020", "2020"),
        ("'[重要] 通知'", "[重要] 通知"),
        ("甲 | 乙", "甲 | 乙"),
        ("<b>粗</b>", "<b>粗</b>"),
        ("关于“开学”的通知", "关于“开学”的通知"),
    ],
)
def test_a_title_is_what_the_file_says(stated: str, title: str) -> None:
    parsed = parse("report", report(f"title: {stated}", "date: 2020-06-30"))
    assert parsed.found == ()
    assert parsed.record is not None
    assert parsed.record.title == title


def test_a_record_without_a_title_is_named_by_its_file() -> None:
    parsed = parse("report", report("date: 2020-06-30"), name="工作报告（一）")
    assert [d.rule for d in parsed.found] == ["TB102"]
    assert parsed.record is not None
    assert parsed.record.title == "工作报告（一）"
    assert parsed.record.id == "2020-h1/reports/工作报告（一）"


def test_a_record_without_a_day_is_there_on_every_day() -> None:
    parsed = parse("report", report("title: 报告", "date: 某日"))
    assert [d.rule for d in parsed.found] == ["TB402"]
    assert parsed.record is not None
    assert parsed.record.date == date.min
    assert parsed.record.day("date") is None


def test_the_day_of_a_period_is_its_first() -> None:
    parsed = parse("period", "---\ntitle: 上半年\nstart: 2020-01-01\nend: 2020-06-30\n---\n")
    assert parsed.record is not None
    assert parsed.record.date == date(2020, 1, 1)
    assert parsed.record.id == "2020-h1"


def test_a_risk_without_an_id_is_known_by_its_file_name() -> None:
    parsed = parse("risk", report("title: 问题", "date: 2020-03-01"), name="R-2020-07")
    assert parsed.record is not None
    assert parsed.record.id == "R-2020-07"


@pytest.mark.parametrize("id", ["a]]b", "a|b", "长" * 201])
def test_an_id_that_no_link_could_hold(id: str) -> None:
    parsed = parse("report", report("title: 报告", "date: 2020-06-30", f"id: '{id}'"))
    assert [(d.rule, d.place.line) for d in parsed.found] == [("TB304", 4)]


@pytest.mark.parametrize(
    ("stated", "access"),
    [
        ("", "staff"),
        ("access: public", "public"),
        ("access: leadership", "leadership"),
        ("access: 所有人", "leadership"),
        ("access: [public]", "leadership"),
        ("access:", "staff"),
        ("access: ''", "staff"),
    ],
    ids=["none", "widest", "narrowest", "unknown", "list", "null", "empty"],
)
def test_who_may_see_a_record(stated: str, access: str) -> None:
    parsed = parse("report", report("title: 报告", "date: 2020-06-30", stated))
    assert parsed.record is not None
    assert parsed.record.access == access


def test_who_sees_a_record_where_there_is_no_staff() -> None:
    school = Institution(name="x", audiences=("all", "office"))
    parsed = parse("report", report("title: 报告", "date: 2020-06-30"), school=school)
    assert parsed.record is not None
    assert parsed.record.access == "office"


def test_links_files_and_mentions_are_gathered_in_order() -> None:
    text = report(
        "title: 报告",
        "date: 2020-06-30",
        "links: [R-2020-01]",
        f"attachments: [{{file: 甲.pdf, sha256: {'a' * 64}}}]",
        "supersedes: 2020-h1/reports/旧",
        body="见 [[R-2020-02]] 和 ![图](图.png)。\n",
    )
    record = parse("report", text).record
    assert record is not None
    assert [(link.target, link.at) for link in record.links] == [
        ("R-2020-01", "links[0]"),
        ("2020-h1/reports/旧", "supersedes"),
    ]
    assert [(link.name, link.at) for link in record.files] == [("甲.pdf", "attachments[0].file")]
    assert [(m.kind, m.target, m.place.line) for m in record.mentions] == [
        ("record", "R-2020-02", 8),
        ("image", "图.png", 8),
    ]


def test_the_digest_is_that_of_the_bytes() -> None:
    text = report("title: 报告", "date: 2020-06-30")
    record = parse("report", text).record
    assert record is not None
    assert record.digest == sha256(text.encode()).hexdigest()


def test_fields_are_in_the_order_of_the_kind() -> None:
    record = parse("report", report("to: 上级", "date: 2020-06-30", "title: 报告")).record
    assert record is not None
    assert list(record.fields) == ["title", "date", "to"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["TB003"]),
        ("# 标题\n", ["TB003"]),
        ("---\ntitle: 报告\n", ["TB004"]),
        ("---\n- 一\n- 二\n---\n", ["TB005"]),
    ],
    ids=["empty", "no front matter", "no end", "a list"],
)
def test_what_cannot_be_read_is_no_record(text: str, rules: list[str]) -> None:
    parsed = parse("report", text)
    assert parsed.record is None
    assert [d.rule for d in parsed.found] == rules


def test_front_matter_without_fields_is_a_record_with_all_missing() -> None:
    parsed = parse("report", "---\n---\n正文\n")
    assert parsed.record is not None
    assert [d.rule for d in parsed.found] == ["TB102", "TB102"]


def test_nothing_is_called_missing_where_a_part_could_not_be_read() -> None:
    text = "---\ntitle: 报告\ndate 2020-06-30\ntags: [a, b\nto: 上级\n---\n"
    parsed = parse("report", text)
    assert parsed.record is not None
    assert "TB102" not in {d.rule for d in parsed.found}
    assert parsed.found != ()


def test_an_unknown_field_names_the_nearest() -> None:
    (found,) = parse("report", report("title: 报告", "date: 2020-06-30", "doc_nr: 3")).found
    assert (found.rule, found.place) == ("TB101", Place(line=4, column=1, width=6))
    assert dict(found.args)["hint"] == "是不是“doc_no”？"
    assert dict(found.args)["allowed"].split("、")[:3] == ["title", "date", "id"]
    assert dict(found.args)["allowed"].split("、")[-1] == "issued_by"


def test_a_field_of_another_kind_is_unknown() -> None:
    parsed = parse("report", report("title: 报告", "date: 2020-06-30", "owner: 支部书记"))
    assert [d.rule for d in parsed.found] == ["TB101"]


def test_damaged_and_tangled_text_is_reported_where_it_stands() -> None:
    tangle = "[" * 500
    text = report("title: 报告", "date: 2020-06-30", body=f"学(xué)校\n\n{tangle}\n")
    found = parse("report", text).found
    assert [(d.rule, d.place.line) for d in found] == [("TB015", 5), ("TB014", 7)]


def test_access_to_values_of_the_wrong_type() -> None:
    record = parse("report", report("title: 报告", "date: 2020-06-30", "tags: [a]")).record
    assert record is not None
    assert record.text("tags") == ""
    assert record.day("title") is None
    assert record.number("title") is None
    assert record.texts("title") == ()
    assert record.rows("tags") == ()
    assert record.mapping("tags") == {}
    assert record.place("tags") == Place(line=4, column=7)  # a list is at its bracket
    assert record.place("due") == Place()


def test_words_of_a_finding_are_in_the_language_of_the_institution() -> None:
    text = report("title: 报告", "date: 2020-06-30", "status: fertig")
    (found,) = parse("report", text, school=SCHOOL, language="en").found
    assert dict(found.args) == {
        "field": "status",
        "value": "fertig",
        "hint": "",
        "allowed": "draft, review, approved",
    }
