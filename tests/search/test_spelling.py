from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.search.spelling import normalise, simplified


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        pytest.param("整改台账", "整改台账", id="plain Chinese stays"),
        pytest.param("整改臺賬", "整改台账", id="Traditional becomes Simplified"),
        pytest.param("ＡＰＩ（１２）", "api(12)", id="full width becomes plain, then lower case"),
        pytest.param("第①条……", "第1条......", id="compatibility forms are written out"),
        pytest.param("API 接口", "api接口", id="a space beside Chinese is dropped"),
        pytest.param("2020 年 3 月", "2020年3月", id="around numbers too"),
        pytest.param("建设\n  发展", "建设发展", id="a line break within a paragraph is dropped"),
        pytest.param("工作　要点", "工作要点", id="so is an ideographic space"),
        pytest.param("two  words\nhere", "two words here", id="between Latin words one is left"),
        pytest.param("一、概况\n\n二、要求", "一、概况\n二、要求", id="a blank line parts"),
        pytest.param("一\r\n \r\n二", "一\n二", id="also with blanks and other line ends"),
        pytest.param(" \n\n 题 \n\n", "题", id="none at either end"),
        pytest.param("建\u200b设\ufeff", "建设", id="invisible characters are dropped"),
        pytest.param("a\ue000b", "a\ufffdb", id="private characters are all one"),
        pytest.param("ΣΑΣ", "σασ", id="a final sigma is a sigma"),
        pytest.param("𠮷野家", "𠮷野家", id="characters outside the basic plane stay"),
        pytest.param("", "", id="nothing stays nothing"),
    ],
)
def test_spelling(text: str, spelt: str) -> None:
    assert normalise(text) == spelt


@given(st.text())
def test_what_is_spelt_already_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once).replace("\n", "") == once.replace("\n", "")


@given(st.text())
def test_nothing_is_left_that_the_index_cannot_hold(text: str) -> None:
    spelt = normalise(text)
    assert not any("\ue000" <= char <= "\uf8ff" or "\ud800" <= char <= "\udfff" for char in spelt)
    assert unicodedata.is_normalized("NFC", spelt) or spelt != text


def test_the_table_ends_in_characters_that_it_does_not_change() -> None:
    table = simplified()
    assert table["臺"] == "台"
    assert not table.keys() & set(table.values())
    assert all(len(char) == len(simple) == 1 for char, simple in table.items())
