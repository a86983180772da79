"""Field types made of others: lists, tables, numbers by term; and fields as a whole."""

from __future__ import annotations

from datetime import date

from termbook.diagnostics import Place
from termbook.model.fields import Day, Field, Link, Many, Number, PerTerm, Table, Term, Text
from termbook.words import Words
from tests.model.reading import complaint, say, value

RESOLUTIONS = Many(
    Table(
        (
            Field(name="no", type=Text()),
            Field(name="text", type=Text(), required=True),
            Field(name="due", type=Day()),
            Field(name="links", type=Many(Link())),
        )
    )
)
TARGETS = PerTerm("forms", Number())


def test_a_list_keeps_its_order() -> None:
    assert value("[乙, 甲]", Many(Text())) == ("乙", "甲")
    assert say("field:\n  - 乙\n  - 甲\n", Many(Text())).value == ("乙", "甲")
    assert value("[]", Many(Text())) == ()


def test_a_single_value_is_no_list() -> None:
    assert complaint("网络安全", Many(Text())) == (
        "2:8 TB107 “field”应当是列表，现在是文字；请写成 [网络安全]，或每项一行、以“- ”开头"
    )
    assert complaint("{a: b}", Many(Text()), "en") == (
        "2:8 TB107 “field” must be a list, not named values; write […], or one line each after “- ”"
    )


def test_empty_and_faulty_items_are_left_out_and_the_others_keep_their_places() -> None:
    said = say("field:\n  - ~\n  - 2020-01-01\n  - 某日\n  - 2020-01-02\n", Many(Day()))
    assert said.value == (date(2020, 1, 1), date(2020, 1, 2))
    assert said.complaints == [
        "3:5 TB108 “field[0]”后面没有内容；请补上，或删掉这一行",
        "5:5 TB402 field[2] 应填日期，如 2020-09-18；“某日”不是日期",
    ]
    assert said.reading.places["field[0]"] == Place(line=4, column=5, width=10)
    assert said.reading.places["field[1]"] == Place(line=6, column=5, width=10)


def test_places_of_a_table_in_a_list_follow_the_items_that_are_kept() -> None:
    said = say("field:\n  - 就是这样\n  - text: 公布制度\n    due: 2020-03-01\n", RESOLUTIONS)
    assert said.value == ({"text": "公布制度", "due": date(2020, 3, 1)},)
    assert said.complaints == [
        "3:5 TB109 “field[0]”应当分项写，现在是文字；"
        "请另起一行、缩进两格，写上：no、text、due、links"
    ]
    assert said.reading.places["field[0].due"] == Place(line=5, column=10, width=10)
    assert "field[1].due" not in said.reading.places


def test_a_table_in_a_list_names_its_fields_in_full() -> None:
    said = say(
        "field:\n  - no: 一\n    txt: 公布\n    due: 明天\n    links: [R-2020-01]\n", RESOLUTIONS
    )
    assert said.value == ({"no": "一", "links": ("R-2020-01",)},)
    assert said.complaints == [
        "4:5 TB101 “field[0].txt”不是这类记录的字段；是不是“text”？可用字段：no、text、due、links",
        "5:10 TB402 field[0].due 应填日期，如 2020-09-18；“明天”不是日期",
        "3:5 TB102 缺少必填字段“field[0].text”；请在开头两条 --- 之间补上“field[0].text: …”",
    ]
    assert [(link.target, link.at) for link in said.reading.links] == [
        ("R-2020-01", "field[0].links[0]")
    ]


def test_numbers_by_term() -> None:
    said = say("field:\n  集体学习: 6\n  党课: 2\n", TARGETS)
    assert said.value == {"集体学习": 6, "党课": 2}
    assert said.reading.places["field.党课"] == Place(line=4, column=7)


def test_numbers_by_term_leave_out_what_is_wrong() -> None:
    said = say("field:\n  集体学习: 六次\n  党科: 2\n  党课:\n", TARGETS)
    assert said.value == {}
    assert said.complaints == [
        "3:9 TB105 “field.集体学习”应当是整数，不能是“六次”；只写数字，不写单位",
        "4:3 TB201 “党科”不在 archive.yml 的 forms 里（字段 field）；是不是“党课”？"
        "已有：集体学习、党课。确实是新的，请先加到 archive.yml",
        "5:3 TB108 “field.党课”后面没有内容；请补上，或删掉这一行",
    ]
    assert complaint("6", TARGETS, "en") == (
        "2:8 TB109 “field” must hold named values, not text; "
        "on new lines, indented by two: 集体学习, 党课"
    )


def test_a_required_list_without_items_counts_as_missing() -> None:
    said = say("field: []", Many(Term("posts")), required=True)
    assert said.complaints == ["2:1 TB102 缺少必填字段“field”；请在开头两条 --- 之间补上“field: …”"]


def test_a_required_list_of_faulty_items_is_not_called_missing_too() -> None:
    said = say("field: [校长]", Many(Term("posts")), required=True)
    assert [line.split()[1] for line in said.complaints] == ["TB201"]


def test_a_missing_field_is_reported_at_the_first_field() -> None:
    said = say("其他: 值", Text(), "en", required=True)
    assert said.complaints == [
        "2:1 TB101 “其他” is not a field of this kind; known fields: field",
        "2:1 TB102 the field “field” is required; add “field: …” between the two --- lines",
    ]


def test_a_file_full_of_unknown_fields_gets_no_more_than_twenty_suggestions() -> None:
    text = "\n".join(f"fielt{n}: 1" for n in range(100))
    said = say(text, Text())
    assert len(said.complaints) == 100
    assert sum("是不是" in line for line in said.complaints) == 20


def test_shapes_describe_themselves() -> None:
    assert RESOLUTIONS.describe(Words("en")) == (
        "a list: named values: `no`: text, `text`: text, `due`: a date such as 2020-09-18, "
        "`links`: a list: the id of a record"
    )
    assert TARGETS.describe(Words("en")) == (
        "a whole number for each value of forms in archive.yml"
    )
