"""Where front matter ends and the body begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.reading.front_matter import Parts, split
from termbook.reading.source import Source
from tests.reading.messages import spots, told


def source(text: str) -> Source:
    return Source(path="2020-h1/risks/R-2020-01.md", text=text, digest="")


def parts(text: str) -> Parts:
    found_parts, found = split(source(text))
    assert found == []
    assert found_parts is not None
    return found_parts


def test_header_and_body_with_their_lines() -> None:
    assert parts("---\ntitle: 甲\ndate: 2020-01-01\n---\n\n正文\n") == Parts(
        header="title: 甲\ndate: 2020-01-01\n", header_line=2, body="\n正文\n", body_line=5
    )


def test_three_dots_end_it_too() -> None:
    assert parts("---\na: b\n...\n正文") == Parts(
        header="a: b\n", header_line=2, body="正文", body_line=4
    )


def test_spaces_after_the_marks_do_not_matter() -> None:
    assert parts("--- \t\na: b\n---  \n正文").body == "正文"


def test_a_rule_in_the_body_belongs_to_the_body() -> None:
    assert parts("---\na: b\n---\n上\n\n---\n\n下\n").body == "上\n\n---\n\n下\n"


def test_an_indented_rule_in_a_block_of_text_is_not_the_end() -> None:
    text = "---\ncause: |\n  上\n  ---\n  下\n---\n"
    assert parts(text).header == "cause: |\n  上\n  ---\n  下\n"


def test_more_than_three_hyphens_are_not_the_end() -> None:
    assert parts("---\na: b\n----\n---\n").header == "a: b\n----\n"


@pytest.mark.parametrize("text", ["---\na: b\n---", "---\na: b\n---\n"])
def test_front_matter_without_a_body(text: str) -> None:
    assert parts(text) == Parts(header="a: b\n", header_line=2, body="", body_line=4)


def test_front_matter_without_fields() -> None:
    assert parts("---\n---\n正文") == Parts(header="", header_line=2, body="正文", body_line=3)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("\n---\na: b\n---\n", ""),
        ("# 标题\n", "# 标题"),
        ("----\na: b\n----\n", "----"),
        ("－－－\na: b\n", "－－－"),
        (" ---\na: b\n---\n", "---"),
        ("--- a: b\n---\n", "--- a: b"),
    ],
)
def test_a_file_without_front_matter(text: str, first: str) -> None:
    found_parts, found = split(source(text))
    assert found_parts is None
    assert told(found) == [
        f"1:1: TB003 文件开头没有字段区，第一行是“{first}”；第一行应只写 ---，接着写 title、date "
        "等字段，再用一行 --- 结束"
    ]


def test_a_long_first_line_is_quoted_in_part() -> None:
    _, found = split(source("长" * 300_000))
    assert dict(found[0].args)["text"] == "长" * 59 + "…"


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: b\n", "---\na: b\n ---\n正文\n"])
def test_front_matter_without_an_end(text: str) -> None:
    found_parts, found = split(source(text))
    assert found_parts is None
    assert spots(found) == [("TB004", 1, 1, 3)]
    assert told(found) == ["1:1: TB004 字段区没有结束；请在最后一个字段下面单独写一行 ---"]


LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)


@given(st.lists(LINES.filter(lambda line: line[:3] not in ("---", "..."))), st.text("-\na 甲"))
def test_what_is_put_together_comes_apart_again(header: list[str], body: str) -> None:
    written = "".join(f"{line}\n" for line in header)
    assert parts(f"---\n{written}---\n{body}") == Parts(
        header=written, header_line=2, body=body, body_line=len(header) + 3
    )


def test_lines_of_300000_characters() -> None:
    long = "长" * 300_000
    assert parts(f"---\ntitle: a\n---\n{long}\n{long}").body == f"{long}\n{long}"
