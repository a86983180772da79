"""Footnotes, remarks and tables."""

from __future__ import annotations

import pytest

from tests.prose.reader import read, show, words_of


def html(text: str) -> str:
    return show(text).html


def ids(text: str) -> list[str]:
    return [attributes["id"] for _, attributes in read(html(text)).tags if "id" in attributes]


def cells(text: str) -> list[str]:
    return [tag for tag, _ in read(html(text)).tags if tag in ("th", "td", "tr")]


def test_a_footnote_and_its_way_back() -> None:
    assert html("甲[^注 一]\n\n[^注 一]: 乙").split("\n") == [
        '<p>甲<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>',
        '<div class="footnote"><hr>',
        '<ol><li id="fn:1"><p>乙&nbsp;<a aria-label="回到正文注 1 处" class="footnote-backref"'
        ' href="#fnref:1" title="回到正文注 1 处">↩</a></p>',
        "</li>",
        "</ol>",
        "</div>",
    ]


def test_ids_of_footnotes_are_unique_however_they_are_named_and_used() -> None:
    found = ids("[^a][^a][^fnref:1][^top][^ ]\n\n[^a]: 一\n[^fnref:1]: 二\n[^top]: 三\n[^ ]: 四")
    assert len(set(found)) == len(found) == 9


def test_each_use_of_a_footnote_has_a_way_back_up_to_twenty() -> None:
    assert html("[^1] " * 3 + "\n\n[^1]: 甲").count("footnote-backref") == 3
    assert html("[^1] " * 50 + "\n\n[^1]: 甲").count("footnote-backref") == 20


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[^1]: 一\n[^1]: 二", ["一", "二"]),
        ("[^1]: [^2]: 二", ["二"]),
        ("[^1]: 一\n\n    [^1]: 二\n\n    三", ["一", "二", "三"]),
        ("[^1]:\n\n甲", ["甲"]),
        ("[^1]: # 题", ["题"]),
        ("[^1]: - 甲\n    - 乙", ["甲", "乙"]),
        ("[^1]: 甲\n\n    ```\n    码\n    ```", ["甲", "码"]),
        ("[^1]: | 甲 | 乙 |\n    |---|---|\n    | 丙 | 丁 |", ["甲", "乙", "丙", "丁"]),
        ("未定义[^9]", ["未定义[^9]"]),
    ],
)
def test_all_that_a_footnote_holds_is_shown(text: str, seen: list[str]) -> None:
    words = words_of(html(text))
    assert all(word in words for word in seen)


@pytest.mark.parametrize(
    ("line", "look", "title"),
    [
        ('!!! note "题"', "note", "题"),
        ("!!! warning", "warning", "注意"),
        ('!!! TIP "题"', "tip", "题"),
        ("!!! 要求", "note", "要求"),
        ('!!! danger 重要 "题"', "danger", "重要 题"),
        ('!!! tb-badge md-hidden "题"', "note", "tb-badge md-hidden 题"),
    ],
)
def test_a_remark(line: str, look: str, title: str) -> None:
    assert html(f"{line}\n    甲\n\n    乙\n\n丙").split("\n") == [
        f'<div class="admonition {look}"><p class="admonition-title">{title}</p>',
        "<p>甲</p>",
        "<p>乙</p>",
        "</div>",
        "<p>丙</p>",
    ]


def test_a_remark_without_a_title() -> None:
    assert html('!!! note ""\n    甲').startswith('<div class="admonition note"><p>甲</p>')


@pytest.mark.parametrize("line", ["!!! note onclick=x", '!!! note "题" x', "!!!", '!!! "题"'])
def test_what_is_no_remark_is_text(line: str) -> None:
    assert html(line) == f"<p>{line}</p>"


def test_a_table_can_be_scrolled_and_says_so() -> None:
    first = read(html("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |")).tags[0]
    assert first == (
        "div",
        {"aria-label": "表格，可左右滚动", "class": "tb-scroll", "role": "group", "tabindex": "0"},
    )


def test_heads_of_a_table_are_those_with_words() -> None:
    assert cells("|  | 乙 |\n|---|---|\n| 丙 | 丁 |") == ["tr", "td", "th", "tr", "td", "td"]


def test_cells_beyond_the_last_column_are_shown() -> None:
    assert cells("| 甲 |\n|---|\n| 乙 | 丙 | |") == ["tr", "th", "tr", "td", "td"]
    assert cells("| 甲 | 乙 |\n|---|---|\n| 丙 |") == ["tr", "th", "th", "tr", "td", "td"]


def test_sides_of_cells_are_classes() -> None:
    found = read(html("| 甲 | 乙 | 丙 |\n|:-:|--:|:--|\n| 1 | 2 | 3 |")).tags
    sides = [attributes.get("class", "") for tag, attributes in found if tag == "td"]
    assert sides == ["tb-center", "tb-right", ""]
