"""Characters that a record may not hold, and texts quoted in messages."""

from __future__ import annotations

import sys

import pytest

from termbook.reading.characters import CONTROL, excerpt, holds_control


def test_the_quick_answer_never_passes_over_a_control_character() -> None:
    controls = CONTROL.findall("".join(map(chr, range(sys.maxunicode + 1))))
    # 30 C0, DEL and 32 C1, 2 separators, 9 overrides, the mark, 66 noncharacters, 2048 surrogates
    assert len(controls) == 30 + 33 + 2 + 9 + 1 + 66 + 2048
    assert [one for one in controls if not holds_control(f"学校\n{one}")] == []
    assert not holds_control("学校\n\tAPI\u3000👩\u200d👧")


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
        ("👩\u200d👧\u200b\u3000甲", "👩\u200d👧<U+200B> 甲"),
        ("\x00" * 100, "<U+0000>" * 7 + "<U+…"),
    ],
)
def test_a_message_quotes_one_line_of_60_characters(text: str, quoted: str) -> None:
    assert excerpt(text) == quoted
