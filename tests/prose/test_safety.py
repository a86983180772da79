"""Whatever a record holds, its page holds only what a record may become."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prose.attacks import ATTACKS
from tests.prose.reader import faults, read, show, words_of


def test_the_list_is_long() -> None:
    assert len(set(ATTACKS)) == len(ATTACKS) > 300


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_only_text(attack: str) -> None:
    assert list(faults(show(attack).html)) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_inside_other_markup_is_only_text(attack: str) -> None:
    line = attack.replace("\n", " ")
    text = f"- {line}\n- **{line}**\n\n> {line}\n\n| {line} | 乙 |\n|---|---|\n| 丙 | {line} |"
    assert list(faults(show(text).html)) == []


@pytest.mark.parametrize("seed", range(20))
def test_attacks_mixed_are_only_text(seed: int) -> None:
    chance = random.Random(seed)
    joints = ("", " ", "\n", "\n\n", "\n    ", "`", "*", "[", "](", ")", "\n> ", "|", "<")
    for _ in range(30):
        pieces = [chance.choice(ATTACKS) + chance.choice(joints) for _ in range(5)]
        assert list(faults(show("".join(pieces)).html)) == []


@given(st.text("<>\"'=/!-[]()`*_&;:#|\\ \nasto1", max_size=80))
def test_marks_in_any_order_are_only_text(text: str) -> None:
    assert list(faults(show(text).html)) == []


@given(st.text(max_size=80))
def test_any_characters_are_only_text(text: str) -> None:
    assert list(faults(show(text).html)) == []


@pytest.mark.parametrize(
    "typed",
    [
        "<b>粗</b>",
        "<script>alert(1)</script>",
        "<!-- 批注 -->",
        "<img src=x onerror=alert(1)>",
        "<div onclick='x'>甲</div>",
        "<?php echo 1 ?>",
        "<br>",
        "< 5 且 > 3",
        "</p>",
    ],
)
def test_raw_html_shows_as_typed(typed: str) -> None:
    for text in (typed, f"前 {typed} 后", f"- {typed}", f"# {typed}", f"| {typed} |\n|---|"):
        assert typed in words_of(show(text).html)


def test_a_picture_from_elsewhere_is_never_loaded() -> None:
    text = "![校门](http://a.b/c.png) ![](//a.b/d.png '题') ![甲](data:image/png;base64,x)"
    html = show(text).html
    assert [tag for tag, _ in read(html).tags] == ["p", "span", "span", "span"]
    assert "".join(read(html).words) == (
        "校门 (http://a.b/c.png) //a.b/d.png “题” 甲 (data:image/png;base64,x)"
    )
