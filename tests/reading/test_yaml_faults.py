"""Advice on front matter that cannot be read: what is said, and what is read all the same."""

from __future__ import annotations

import pytest

from tests.reading.fields import data, messages, read, rest
from tests.reading.messages import spots


@pytest.mark.parametrize(
    ("value", "example"),
    [
        ("[重要] 通知", '"[重要] 通知"'),
        ("{甲} 乙", '"{甲} 乙"'),
        ("{{ name }}", '"{{ name }}"'),
        ("*重要*", '"*重要*"'),
        ("*x y", '"*x y"'),
        ("&", '"&"'),
        ("%甲", '"%甲"'),
        ("@甲", '"@甲"'),
        ("`甲`", '"`甲`"'),
        ("| 甲", '"| 甲"'),
        (">甲", '">甲"'),
        (",甲", '",甲"'),
        ("]甲", '"]甲"'),
        ("- 甲", '"- 甲"'),
        ("关于: 甲", '"关于: 甲"'),
        ("甲: 乙 # 丙", '"甲: 乙 # 丙"'),
        ("甲:", '"甲:"'),
        ('"甲"乙', "'\"甲\"乙'"),
        ("'甲'乙", "\"'甲'乙\""),
        ("'甲' it's \"乙\"", "'''甲'' it''s \"乙\"'"),
        ('"甲', '"甲"'),
        ("'甲", "'甲'"),
        (r'"C:\q"', r"'C:\q'"),
    ],
)
def test_a_value_that_needs_quotes_is_shown_with_them(value: str, example: str) -> None:
    text = f"title: {value}\ndate: 2020-01-01\n"
    assert messages(text) == [
        f"2:8: TB018 “{value}”里有 YAML 的特殊符号，读不成文字；请用引号括起整个值："
        f"title: {example}"
    ]
    assert rest(text) == {"title": value, "date": "2020-01-01"}
    mended = f"title: {example}\n"
    assert data(mended) in ({"title": value}, {"title": value.strip("\"'")})


def test_the_advice_in_english() -> None:
    assert messages("title: [重要] 通知\n", "en") == [
        "2:8: TB018 “[重要] 通知” holds signs that mean something else in YAML; put the whole "
        'value in quotes: title: "[重要] 通知"'
    ]


def test_the_advice_on_a_long_value_is_short() -> None:
    _, found = read("title: [重要] " + "长" * 1000 + "\n")
    assert dict(found[0].args) == {
        "value": "[重要] " + "长" * 54 + "…",
        "example": 'title: "[重要] ' + "长" * 45 + '…"',
    }


def test_a_value_inside_a_list() -> None:
    text = "title: 甲\nresolutions:\n  - text: 关于: 乙\n  - no: 2\n"
    assert spots(read(text)[1]) == [("TB018", 4, 11, 5)]
    assert dict(read(text)[1][0].args)["example"] == 'text: "关于: 乙"'
    assert rest(text) == {"title": "甲"}


def test_an_item_of_a_list() -> None:
    text = "tags:\n  - 甲\n  - [乙] 丙\n"
    assert spots(read(text)[1]) == [("TB018", 4, 5, 5)]
    assert dict(read(text)[1][0].args)["example"] == '- "[乙] 丙"'


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("title：通知", "title: 通知"),
        ("title： 通知", "title: 通知"),
        ("title ：通知", "title: 通知"),
        ("title:通知", "title: 通知"),
        ("title：[重要]", "title: [重要]"),
        ("title：关于: 甲", 'title: "关于: 甲"'),
        ("title：", "title:"),
    ],
)
def test_a_wrong_colon_is_called_by_its_name(line: str, example: str) -> None:
    column = line.index("：" if "：" in line[:8] else ":") + 1
    for text, number in ((f"{line}\ndate: 2020-01-01\n", 2), (f"date: 2020-01-01\n{line}\n", 3)):
        assert messages(text) == [
            f"{number}:{column}: TB019 字段名后面要用半角冒号，再空一格，不能用全角冒号“：”："
            f"{example}"
        ]
    mapping, _ = read(f"date: 2020-01-01\n{line}\n")
    assert mapping is not None
    assert [entry.key.text for entry in mapping.entries] == ["date", "title"]


def test_every_field_with_a_wrong_colon_is_told() -> None:
    text = "title：甲\ndate：2020-01-01\nlevel：高\n"
    assert spots(read(text)[1]) == [("TB019", 2, 6, 1), ("TB019", 3, 5, 1), ("TB019", 4, 6, 1)]
    assert rest(text) == {"title": "甲", "date": "2020-01-01", "level": "高"}


@pytest.mark.parametrize(
    ("text", "line", "column", "quoted"),
    [
        ("tags: [a, b\ntitle: 甲\n", 2, 7, "tags: [a, b"),
        ("covers: {from: a\ntitle: 甲\n", 2, 9, "covers: {from: a"),
        ("covers:\n  from: a\n to: b\ntitle: 甲\n", 4, 2, "to: b"),
        ("title: 甲\n多出来的文字\n", 3, 1, "多出来的文字"),
    ],
)
def test_other_faults_quote_the_line(text: str, line: int, column: int, quoted: str) -> None:
    assert messages(text) == [
        f"{line}:{column}: TB005 这里读不懂：“{quoted}”；每行应写成“字段: 值”，引号、括号要成对，"
        "下级内容用空格对齐"
    ]


def test_all_faulty_fields_are_told_in_one_run_and_the_others_read() -> None:
    text = (
        "title: [重要] 通知\ndate: 2020-01-01\ndate: 2020-01-02\ntags: [a\n"
        "owner: *x\nlinks:\n\t- a\nlevel: 高\n"
    )
    assert [spot[:2] for spot in spots(read(text)[1])] == [
        ("TB018", 2),
        ("TB006", 4),
        ("TB005", 5),
        ("TB007", 6),
        ("TB010", 8),
    ]
    assert rest(text) == {"title": "[重要] 通知", "date": "2020-01-01", "level": "高"}
