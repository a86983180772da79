"""The quick path for ordinary texts: the same HTML as the general way, and as safe."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final
from urllib.parse import quote

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import generate
from termbook.prose.general import ATTRIBUTES, SCHEMES, TAGS
from termbook.prose.links import Mention
from termbook.prose.markdown import Prose, Rendered, Target
from termbook.prose.quick import quick
from termbook.prose.sheet import Sheet
from termbook.words import Words
from tests.prose.attacks import ATTACKS

ANY_WAY: Final = Prose(Words())
GENERAL: Final = Prose(Words(), quickly=False)
GATE: Final = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, strip_comments=True
)
"""The last gate of the general way, to which the quick path leaves nothing to do."""

ORDINARY = (
    "2020年以来，学校累计整改16次。\n\n第二段 said \"a > b\" and 'c'，见（一）。",
    "# 一、概况\n\n正文。\n\n### 二、做法\n紧接着的正文\n又一行\nlast line\n##### 三",
    "- 甲\n- 乙\n\n- 丙\n- 丁\n\n1. 一\n2. 二\n接着\n\n3. 三\n\n正文\n- 又一个\n\n\n\n5. 五",
    "| 项目 | 数量 |\n| --- | ---: |\n| 甲 | 2 |\n| 乙 |  |\n| 丙 | 3 | 4 |\n|丁||",
    "| 甲 | | 乙 |\n|:-:|:--|---|\n| [[R-1]] | [看](a.md) | x |",
    "见[[R-1]]、[[R-1|那件]]、[[no]]，[看](a.md#c)、[网](https://a.b/c?d=e)，教发[2020]5号。",
    "\u3000\u3000缩进的段落，\n\u3000\u3000一行一行。\n\n- \u3000甲",
    "a\n\n" * 300,
    "",
)

PIECES = (
    *("甲", "甲乙", "，", "文 字", "ab", " ", "\u3000", "\u3000\u3000甲", "é", "😀", "①", "ﬁ", "İ"),
    *("\n", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "- ", "\n- 甲", "\n- 乙", "\n\n- 丙", "1. "),
    *("\n1. 甲", "\n2. 乙", "\n\n3. 丙", "0. 甲\n", "２. 甲\n", "2020年", "2020.", "1、", "1) "),
    *("# ", "\n## 标题", "\n# a b\n", "\n### 末 \n", "#", "[[R-1]]", "[[R-1|显]]", "[[no-1]]"),
    *("[[odd]]", "[", "]", "(", ")", "[看](x.md)", "[看](x.md#a)", "[看](http://a.b/c?d)", "|"),
    *("[见](no.md)", "[x](HTTPS://a.b/%20d#e)", "[[R-1]](x.md)", "[a [[R-1]]](x.md)", "[x](#甲)"),
    *('[看](x.md "题")', "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", "| 甲 |\n|---|\n| 乙 |", "http://a.b"),
    "\n| 甲 | 乙 |\n| :-: | --: |\n| [[R-1]] | 丁 | 戊 |\n| 己 |",
    "\n| 甲 || 乙 |\n|:---|---|-:|\n| 丙 |  |  |  |\n甲",
    *("!", '"', "'", ">", "\n> ", "~", "=", "\n===", "\n---", "+ ", ": ", "\n: 定", "\n:甲"),
    *("。", "@", "$", "%", "^", "{", "}", "/", "...", "--", "\u200b", "\xa0"),
)  # fmt: skip


def resolve(mention: Mention) -> Target | None:
    """What names `no` is not there, what is `odd` has a title full of marks."""
    if mention.target.startswith("no"):
        return None
    return Target(
        href=f"../at/{quote(mention.target)}",
        title="题 \"<&>' &amp; 名" if mention.target == "odd" else "题名",
        badge_label="待整改" if mention.kind == "record" else "",
        badge_style="state-open",
    )


def is_quick(text: str) -> bool:
    return quick(text, Sheet(resolve, {}), "") is not None


def check(text: str) -> Rendered:
    """Asserts that both ways give the same, and nothing that the last gate would change."""
    shown = ANY_WAY.render(text, resolve=resolve)
    assert shown == GENERAL.render(text, resolve=resolve), text
    assert GATE.clean(shown.html) == shown.html
    return shown


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_goes_the_quick_way_and_looks_the_same(text: str) -> None:
    assert is_quick(text)
    check(text)


def test_the_quick_way_is_that_of_nearly_all_generated_records(tmp_path: Path) -> None:
    generate(tmp_path / "records", records=200, periods=4, seed=7)
    files = sorted((tmp_path / "records").rglob("*.md"))
    bodies = [file.read_text(encoding="utf-8").split("---\n", 2)[2] for file in files]
    assert sum(map(is_quick, bodies)) > 0.9 * len(bodies) > 100
    for body in bodies:
        check(body)


@pytest.mark.parametrize("seed", range(20))
def test_texts_of_ordinary_pieces_look_the_same(seed: int) -> None:
    chance = random.Random(seed)
    quickly = 0
    for _ in range(100):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 12)))
        quickly += is_quick(text)
        check(text)
    assert quickly > 5


@given(st.text("甲乙丙 a1\n\n\n-.#|[]()\"'>:", max_size=40))
def test_ordinary_marks_in_any_order_look_the_same(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=4))
def test_any_characters_among_ordinary_pieces_look_the_same(text: str, odd: str) -> None:
    check(text + odd)


@pytest.mark.parametrize("length", [1, 389, 390, 391, 395, 396, 397, 398, 399, 400, 401])
def test_a_link_to_a_record_may_be_as_long_either_way(length: int) -> None:
    check(f"见[[{'R' * length}]]、[[no-1]]]和[[R-1]](甲)")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_looks_the_same_either_way(attack: str) -> None:
    for text in (attack, f"甲\n\n- {attack}\n\n| 乙 | 丙 |\n|---|---|\n| {attack} | 丁 |"):
        check(text)


@pytest.mark.parametrize(
    "target",
    [
        Target(href="javascript:alert(1)", title="题"),
        Target(href='a" onclick="alert(1)', title="题"),
        Target(href="a&b", title="题"),
        Target(href="", title="题"),
        Target(href="a", title="题\u00a0名"),
        Target(href="a", title="题", badge_label="\x02amp\x03", badge_style="x"),
        Target(href="a", title="题", badge_label="待", badge_style='x" onclick="alert(1)'),
        Target(href="a", title="<script>alert(1)</script>", badge_label="<b>", badge_style="x"),
    ],
)
def test_whatever_a_link_leads_to_looks_the_same(target: Target) -> None:
    for text in ("见 [[R-1]]", "见 [文](a.md)"):
        shown = ANY_WAY.render(text, resolve=lambda mention: target)
        assert shown == GENERAL.render(text, resolve=lambda mention: target)
        assert GATE.clean(shown.html) == shown.html


@pytest.mark.parametrize(
    "text",
    [
        *("**粗**", "`码`", "a & b", "a < b", "甲\\*", "    码", "- 甲\n    - 乙", "> 引", "!!! note"),
        *("![图](p.png)", "文[^1]\n\n[^1]: 注", "[甲][乙]\n\n[乙]: a.md", "词\n: 义", "甲\n===", "---"),
        *("甲  \n乙", "甲\t乙", "~~~\n码\n~~~", "甲\u00a0乙", "[看](a.md '题')", "[看](no.md)"),
        *("| 甲 |\n|---|\n| 乙 |", "甲\n[[R-1]]\n乙", "一 (" * 500, "长" * 50_000),
    ],
)  # fmt: skip
def test_what_is_not_ordinary_goes_the_general_way(text: str) -> None:
    assert not is_quick(text)
    check(text)
