"""Field types of single values: what they take, and what they say about the rest."""

from __future__ import annotations

from datetime import date

import pytest

from termbook.model.fields import Choice, Day, Number, Sha256, Term, Text, Url
from termbook.model.fields.reading import FieldType
from termbook.words import Words
from tests.model.reading import complaint, say, value

LEVEL = Choice("level", ("low", "medium", "high"))
SUM = "a" * 63 + "F"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (".386", ".386"),
        ("yes", "yes"),
        ("2020", "2020"),
        ("1e3", "1e3"),
        ("2020-09-18", "2020-09-18"),
        ("'[重要] 通知'", "[重要] 通知"),
        ("甲 | 乙", "甲 | 乙"),
        ('"null"', "null"),
        ("'a  \t b'", "a b"),
    ],
    ids=["number", "boolean", "year", "float", "date", "bracket", "bar", "quoted null", "blanks"],
)
def test_text_stays_what_it_is(text: str, meant: str) -> None:
    assert value(text, Text()) == meant


def test_text_over_several_lines_is_one_line() -> None:
    assert say("field: |\n  第一行\n  第二行\n", Text()).value == "第一行 第二行"


def test_a_text_that_yaml_would_break_is_kept_with_advice() -> None:
    said = say("field: [重要] 通知", Text())
    assert said.value == "[重要] 通知"
    assert said.complaints == [
        "2:8 TB018 “[重要] 通知”里有 YAML 的特殊符号，读不成文字；"
        '请用引号括起整个值：field: "[重要] 通知"'
    ]


def test_a_list_is_no_text() -> None:
    assert complaint("[重要]", Text()) == (
        "2:8 TB103 “field”应当是文字，现在是列表；文字以 [ 或 { 开头时请加英文双引号"
    )
    assert complaint("{重要: 通知}", Text(), "en") == (
        "2:8 TB103 “field” must be text, not named values; "
        "put text that begins with [ or { in quotes"
    )


@pytest.mark.parametrize("text", ["2020-09-18", "'2020-09-18'", "２０２０-09-18"])
def test_a_date_in_the_standard_form_passes(text: str) -> None:
    assert value(text, Day()) == date(2020, 9, 18)


def test_a_date_in_another_form_is_read_with_advice() -> None:
    said = say("field: 2020年9月18日", Day())
    assert said.value == date(2020, 9, 18)
    assert said.complaints == [
        "2:8 TB404 field 的日期“2020年9月18日”读作 2020-09-18；请直接写成 2020-09-18"
    ]


def test_an_impossible_date_is_refused() -> None:
    assert complaint("2023-02-30", Day()) == (
        "2:8 TB401 field 写的“2023-02-30”不存在，或年份不在 1900 至 2199 之间；请核对年、月、日"
    )
    assert complaint("2300-01-01", Day()).startswith("2:8 TB401 ")


def test_what_is_no_date_is_refused() -> None:
    assert complaint("明年春天", Day(), "en") == (
        "2:8 TB402 field takes a date such as 2020-09-18; “明年春天” is none"
    )
    assert complaint("[2020-01-01]", Day()).startswith("2:8 TB103 ")


@pytest.mark.parametrize(
    ("text", "taken", "meant"),
    [
        ("0", Number(), 0),
        ("042", Number(), 42),
        ("+7", Number(), 7),
        ("999999999", Number(), 999_999_999),
        ("3", Number(decimal=True), 3),
        ("1.5", Number(decimal=True), 1.5),
        ("1", Number(least=1), 1),
    ],
)
def test_a_number_is_read(text: str, taken: Number, meant: float) -> None:
    read = value(text, taken)
    assert read == meant
    assert isinstance(read, float) == ("." in text)


def test_a_number_with_a_unit_is_refused() -> None:
    assert complaint("42人", Number()) == (
        "2:8 TB105 “field”应当是整数，不能是“42人”；只写数字，不写单位"
    )
    assert complaint("1.5", Number(), "en") == (
        "2:8 TB105 “field” must be a whole number, not “1.5”; write digits only, without a unit"
    )


@pytest.mark.parametrize("text", ["1e3", "0x10", "1_000", "1,000", "1234567890", "½", "四十二"])
def test_a_number_in_another_notation_is_refused(text: str) -> None:
    assert complaint(text, Number()).startswith("2:8 TB105 ")


def test_a_number_below_the_least_is_refused() -> None:
    assert complaint("-1", Number()) == "2:8 TB106 “field”不能小于 0，现在是 -1"
    assert complaint("0", Number(least=1), "en") == "2:8 TB106 “field” must be at least 1, not 0"


@pytest.mark.parametrize("text", ["high", "高", "' high '"])
def test_a_choice_takes_its_key_and_its_label(text: str) -> None:
    assert value(text, LEVEL) == "high"


def test_a_choice_takes_the_labels_of_its_own_language_only() -> None:
    assert say("field: High", LEVEL, "en").value == "high"
    assert complaint("High", LEVEL) == (
        "2:8 TB204 “field: High”不是规定的取值；是不是“high”？"
        "可用：low（低）、medium（中）、high（高）"
    )
    assert complaint("高", LEVEL, "en") == (
        "2:8 TB204 “field: 高” is not an allowed value; allowed: low, medium, high"
    )


def test_a_choice_that_is_nearly_right_is_named() -> None:
    assert complaint("hihg", LEVEL, "en") == (
        "2:8 TB204 “field: hihg” is not an allowed value; did you mean “high”? "
        "allowed: low, medium, high"
    )


def test_a_term_stands_in_its_list() -> None:
    assert value("支部书记", Term("posts")) == "支部书记"
    assert complaint("支部书纪", Term("posts")) == (
        "2:8 TB201 “支部书纪”不在 archive.yml 的 posts 里（字段 field）；是不是“支部书记”？"
        "已有：支部书记、分管负责人。确实是新的，请先加到 archive.yml"
    )


def test_a_term_may_stand_in_a_second_list() -> None:
    assert value("教务处", Term("posts", also="departments")) == "教务处"
    assert complaint("校长", Term("posts", also="departments"), "en") == (
        "2:8 TB201 “校长” is not in posts or departments of archive.yml (field field); "
        "there are: 支部书记, 分管负责人, 党支部办公室, 教务处. "
        "If it is new, add it to archive.yml first"
    )


def test_a_term_of_a_list_that_is_empty() -> None:
    assert complaint("值", Term("audiences")).startswith(
        "2:8 TB201 “值”不在 archive.yml 的 audiences 里（字段 field）；"
        "已有：public、staff、leadership。"
    )


@pytest.mark.parametrize(
    "text", ["https://example.org/a?b=1", "HTTP://example.org", "http://学校.cn/通知"]
)
def test_an_address_of_the_web_passes(text: str) -> None:
    assert value(text, Url()) == text


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "example.org", "'https://a b'", "'http://x\"y'", "ftp://x", "https://"],
)
def test_any_other_address_is_refused(text: str) -> None:
    assert complaint(text, Url()).startswith("2:8 TB308 ")


def test_a_refused_address_is_named() -> None:
    assert complaint("javascript:alert(1)", Url()) == (
        "2:8 TB308 “javascript:alert(1)”不是网址（字段 field）；"
        "请写 http:// 或 https:// 开头的完整地址"
    )


def test_a_checksum_is_kept_in_lower_case() -> None:
    assert value(SUM, Sha256()) == SUM.lower()


@pytest.mark.parametrize("text", [SUM[1:], SUM + "0", "g" * 64])
def test_a_checksum_of_another_form_is_refused(text: str) -> None:
    assert complaint(text, Sha256()).startswith("2:8 TB505 ")


@pytest.mark.parametrize("taken", [Text(), Day(), Number(), LEVEL, Term("posts"), Url(), Sha256()])
@pytest.mark.parametrize("text", ["", "~", "null", '""', "'  '"])
def test_a_field_without_a_value_counts_as_missing(text: str, taken: FieldType) -> None:
    said = say(f"field: {text}", taken)
    assert said.value is None
    assert said.complaints == ["2:1 TB108 “field”后面没有内容；请补上，或删掉这一行"]
    said = say(f"field: {text}", taken, required=True)
    assert said.complaints == ["2:1 TB102 缺少必填字段“field”；请在开头两条 --- 之间补上“field: …”"]


@pytest.mark.parametrize("taken", [Text(), Day(), Number(), LEVEL, Term("posts"), Url(), Sha256()])
@pytest.mark.parametrize("text", ["[a]", "{a: b}"])
def test_a_list_or_a_table_is_no_single_value(text: str, taken: FieldType) -> None:
    assert complaint(text, taken).startswith("2:8 TB103 ")


def test_a_long_value_is_shortened_where_a_message_quotes_it() -> None:
    said = complaint("x" * 100, LEVEL, "en")
    assert f"“field: {'x' * 59}…” is not" in said


def test_each_type_describes_itself() -> None:
    words = Words()
    assert LEVEL.describe(words) == "`low` 低、`medium` 中、`high` 高"
    assert Term("posts", also="departments").describe(words) == (
        "archive.yml 的 posts 或 departments 中的一项"
    )
    others = (Text(), Day(), Number(), Number(decimal=True), Url(), Sha256())
    assert [taken.describe(words) for taken in others] == [
        "文字",
        "日期，如 2020-09-18",
        "整数",
        "数字",
        "http:// 或 https:// 开头的网址",
        "64 位校验值",
    ]
