"""Characters that a record may not hold, and texts quoted in messages."""

from __future__ import annotations

import sys

import pytest

from termbook.reading.characters import CONTROL, excerpt, holds_control


def test_the_quick_answer_agrees_with_the_set_for_every_character() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert [c for c in every if holds_control(c) != bool(CONTROL.match(c))] == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("短", "短"),
        ("  一 \n\t二 ", "一 二"),
        ("长" * 60, "长" * 60),
        ("长" * 61, "长" * 59 + "…"),
        ("长" * 1_000_000, "长" * 59 + "…"),
        (" " * 1000, "…"),
        ("a\x00b\u202ec", "a<U+0000>b<U+202E>c"),
    ],
)
def test_a_message_quotes_one_line_of_60_characters(text: str, quoted: str) -> None:
    assert excerpt(text) == quoted
