"""Every word of a text is on its page, however odd its marks are."""

from __future__ import annotations

import random
import re
from collections import Counter
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.prose.links import Mention
from termbook.prose.markdown import Prose, Target
from termbook.words import Words
from tests.prose.reader import show, words_of

HAN = re.compile("[\u4e00-\u9fff]")
PIECES = (
    *("第一段", "内容", "文字 ", "，", "\u3000\u3000", "“", '"', "!", "|", "\\", "[", "]", "(", ")"),
    *("\n", "\n", "\n\n", "\n\n", "\n\n", "- ", "1. ", "2. ", "    ", "        ", "> ", "# ", "\t"),
    *("[[R-1]]", "[[R-2|丙]]", "[看](a.md)", "[看](no.md '题')", "![图](p.png)", "![图](no.png)"),
    *("[看][签]", "[签]: t.md\n", "[注]:说明文字\n", "[^1]", "[^1]: 脚注\n", "[^2]: 又\n", "*[缩]: 写"),
    *("`", "``", "```\n", "~~~ 语言\n", "*", "**", "_", "---", "\n---\n", "===", "***", ": 定义\n"),
    *('!!! note "题"\n', "!!! 重要 事项\n", "!!! tip\n", "{: 属性 }", "<!-- 批注 -->", "<b>粗</b>"),
    *("| 一 | 二 |\n|---|---|\n| 三 | 四 | 五 |\n", "| 甲 [[R|丙]] |", "<http://a.b/径>", "<a@b.c>"),
    *("&amp;", "&lt;", "&#39640;", "///Footnotes Go Here///", "[TOC]", "[a\nb](c.md)", "[看](javascript:参)"),
)  # fmt: skip


PROSE = Prose(Words())


def by_name(mention: Mention) -> Target | None:
    """Everything is there, at an address that says what it is."""
    if mention.target.startswith("no"):
        return None
    return Target(href=f"at/{quote(mention.target)}", title="题名")


def lost(text: str, *, labels: str = "签注") -> dict[str, int]:
    """How often a character of `text` is missing from its page; labels are not for readers."""
    typed = Counter(HAN.findall(text))
    shown = Counter(HAN.findall(words_of(PROSE.render(text, resolve=by_name).html)))
    return {c: n for c, n in (typed - shown).items() if c not in labels}


@pytest.mark.parametrize("seed", range(40))
def test_odd_texts_lose_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 20)))
        assert lost(text) == {}, text


@given(st.text("甲乙丙丁 \n\n\n-1.>#*_`~[]()!|:\\<&;^\"'=\t", max_size=60))
def test_any_marks_lose_nothing(text: str) -> None:
    # a pair of a label and its target may be any characters here
    assert lost(text, labels="甲乙丙丁" if "]:" in text or "][" in text else "") == {}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[说明]:以上数据截至六月。", "[说明]:以上数据截至六月。"),
        ("[甲]: a.md\n[甲]: 乙乙\n\n[甲]", "甲: 乙乙"),
        ("文[^1]\n\n[^1]: 一\n[^1]: 二", "二"),
        ("[^1]: 没有人用", "没有人用"),
        ("[^a]: [^b]: 里面", "里面"),
        ("| 甲 |\n|---|\n| 乙 | 丙 |", "丙"),
        ('!!! note 重要 "题"\n    文', "重要 题"),
        ("``` 说明 文字\n码\n```", "说明 文字"),
        ("```python 题\n码\n```", "题"),
        ("*[缩]: 写法", "*[缩]: 写法"),
        ("<!-- 批注 -->", "<!-- 批注 -->"),
        ("///Footnotes Go Here///\n\n文[^1]\n\n[^1]: 注", "///Footnotes Go Here///"),
        ("[看](no.md '题')", "看 (no.md “题”)"),
        ("![图](no.png '题')", "图 (no.png “题”)"),
        ("[[no|这件事]]", "这件事"),
        ("[[no]]", "no"),
        ("[看]()", "[看]()"),
        ("# \n\n甲", "甲"),
        ("甲\n\u3000\u3000\n乙", "乙"),
    ],
)
def test_what_markdown_would_swallow(text: str, seen: str) -> None:
    assert seen in words_of(show(text).html)


@pytest.mark.parametrize("mark", ["*", "[", "> ", "- ", "` ", "1. "])
def test_tangled_text_is_shown_as_typed(mark: str) -> None:
    typed = mark * 500 + "甲 <b>"
    html = show(f"前\n\n{typed}\n\n后").html
    assert typed in words_of(html)
    assert '<p class="tb-typed">' in html
    assert html.startswith("<p>前</p>")
    assert html.endswith("<p>后</p>")


def test_tangled_parts_beside_each_other_are_shown_together() -> None:
    knot = "*" * 999
    html = show(f"{knot}\n\n{knot}\n\n\n# {knot}").html
    assert html.count("tb-typed") == 1
    assert f"{knot}\n\n{knot}\n\n\n# {knot}" in words_of(html)
