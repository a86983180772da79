"""How messages quote what stands in a file, and name what was probably meant."""

from __future__ import annotations

import pytest

from termbook.model.quoting import nearest, shorten


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("通知", "通知"),
        ("  两 行\n文字\t", "两 行 文字"),
        ("字" * 60, "字" * 60),
        ("字" * 61, "字" * 59 + "…"),
        ("", ""),
    ],
    ids=["short", "blanks", "sixty", "sixty-one", "empty"],
)
def test_a_quoted_text_is_one_short_line(text: str, quoted: str) -> None:
    assert shorten(text) == quoted


@pytest.mark.parametrize(
    ("value", "near"),
    [("titel", "title"), ("Title", "title"), ("支部书纪", "支部书记"), ("完全不同", ""), ("", "")],
)
def test_the_nearest_of_some_values(value: str, near: str) -> None:
    assert nearest(value, ("title", "date", "支部书记")) == near


def test_a_value_of_any_length_is_compared_quickly() -> None:
    assert nearest("titl" + "e" * 1_000_000, ("title",)) == ""
