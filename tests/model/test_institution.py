"""archive.yml: what it may say, and what is said about the rest."""

from __future__ import annotations

import pytest

from termbook.model.institution import DEFAULT_AUDIENCES, LISTS, Institution
from termbook.model.parse import parse_institution
from termbook.reading.source import decode
from termbook.words import Words

WHOLE = """\
institution: 示例学校
language: en
departments: [党支部办公室, 教务处]
posts: [支部书记, 分管负责人]
areas: [组织领导]
forms: [集体学习]
audiences: [all, office]
approvers: [支部书记]
"""


def read(text: str) -> tuple[Institution, list[str]]:
    """The settings in `text`, and `line:column rule message` of what is wrong, in Chinese."""
    source, found = decode("archive.yml", text.encode())
    assert source is not None
    institution, unset = parse_institution(source)
    words = Words(institution.language)
    return institution, [
        f"{d.place.line}:{d.place.column} {d.rule} "
        + words(f"rule.{d.rule}.message", **dict(d.args))
        for d in found + unset
    ]


def test_all_settings() -> None:
    assert read(WHOLE) == (
        Institution(
            name="示例学校",
            language="en",
            departments=("党支部办公室", "教务处"),
            posts=("支部书记", "分管负责人"),
            areas=("组织领导",),
            forms=("集体学习",),
            audiences=("all", "office"),
            approvers=("支部书记",),
        ),
        [],
    )


def test_only_the_name_is_required() -> None:
    assert read("institution: 示例  学校\n") == (Institution(name="示例 学校"), [])


@pytest.mark.parametrize("text", ["", "# 说明\n", "language: zh-Hans\n"])
def test_without_a_name(text: str) -> None:
    institution, complaints = read(text)
    assert institution.name == ""
    assert complaints == ["1:1 TB210 archive.yml 没有写单位名称；请加上一行“institution: 单位全称”"]


@pytest.mark.parametrize("value", ["", "~", "''"])
def test_with_an_empty_name(value: str) -> None:
    _, complaints = read(f"institution: {value}\n")
    assert [line.split()[1] for line in complaints] == ["TB108", "TB210"]


def test_a_name_that_is_a_list() -> None:
    _, complaints = read("institution: [示例学校]\n")
    assert complaints == [
        "1:14 TB103 “institution”应当是文字，现在是列表；文字以 [ 或 { 开头时请加英文双引号"
    ]


def test_an_unknown_setting_names_the_nearest() -> None:
    _, complaints = read("institution: 示例学校\ndepartment: [教务处]\n")
    assert complaints == [
        "2:1 TB101 “department”不是这类记录的字段；是不是“departments”？可用字段："
        "institution、language、departments、posts、areas、forms、audiences、approvers"
    ]


def test_a_list_that_is_a_text_or_a_table() -> None:
    _, complaints = read("institution: 示例学校\nposts: 支部书记\nareas: {a: b}\n")
    assert complaints == [
        "2:8 TB107 “posts”应当是列表，现在是文字；请写成 [支部书记]，或每项一行、以“- ”开头",
        "3:8 TB107 “areas”应当是列表，现在是几项内容；请写成 […]，或每项一行、以“- ”开头",
    ]


def test_items_that_are_empty_twice_there_or_no_text() -> None:
    text = "institution: 示例学校\nposts:\n  - 支部书记\n  - \n  - 支部书记\n  - [甲]\n  - 副校长\n"
    institution, complaints = read(text)
    assert institution.posts == ("支部书记", "副校长")
    assert complaints == [
        "4:4 TB108 “posts”后面没有内容；请补上，或删掉这一行",
        "5:5 TB202 archive.yml 的 posts 里“支部书记”出现了两次；请删掉一个",
        "6:5 TB103 “posts”应当是文字，现在是列表；文字以 [ 或 { 开头时请加英文双引号",
    ]


def test_an_approver_is_one_of_the_posts() -> None:
    _, complaints = read("institution: 示例学校\nposts: [支部书记]\napprovers: [支部书纪]\n")
    assert complaints == [
        "3:13 TB201 “支部书纪”不在 archive.yml 的 posts 里（字段 approvers）；是不是“支部书记”？"
        "已有：支部书记。确实是新的，请先加到 archive.yml"
    ]


def test_an_unknown_language() -> None:
    institution, complaints = read("institution: 示例学校\nlanguage: zh\n")
    assert institution.language == "zh-Hans"
    assert complaints == ["2:11 TB204 “language: zh”不是规定的取值；可用：zh-Hans、en"]
    assert read("institution: 示例学校\nlanguage: [en]\n")[1][0].startswith("2:11 TB103 ")


def test_an_empty_list_of_audiences_is_the_default() -> None:
    institution, complaints = read("institution: 示例学校\naudiences: []\n")
    assert institution.audiences == DEFAULT_AUDIENCES
    assert complaints == []


def test_what_cannot_be_read_at_all() -> None:
    institution, complaints = read("institution 示例学校\n")
    assert institution == Institution()
    assert [line.split()[1] for line in complaints] == ["TB005"]


def test_a_broken_line_does_not_hide_the_others() -> None:
    institution, complaints = read("institution: 示例学校\nposts: [支部书记\nareas: [组织领导]\n")
    assert institution.areas == ("组织领导",)
    assert institution.name == "示例学校"
    assert [line.split()[0] for line in complaints] == ["2:8"]


def test_who_sees_what() -> None:
    school = Institution(name="x")
    assert school.default_access == "staff"
    seen = [
        (audience, access)
        for audience in school.audiences
        for access in school.audiences
        if school.sees(audience, access)
    ]
    assert seen == [
        ("public", "public"),
        ("staff", "public"),
        ("staff", "staff"),
        ("leadership", "public"),
        ("leadership", "staff"),
        ("leadership", "leadership"),
    ]


def test_terms_are_asked_by_the_name_of_their_list() -> None:
    school = Institution(name="x", posts=("支部书记",))
    assert school.terms("posts") == ("支部书记",)
    assert [school.terms(name) for name in LISTS if name not in ("posts", "audiences")] == [()] * 3
    with pytest.raises(KeyError):
        school.terms("name")
