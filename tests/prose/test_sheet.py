"""Ids of headings."""

from __future__ import annotations

import pytest

from termbook.prose.sheet import Heading, Sheet, heading_id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("一、基本情况", "s-一-基本情况"),
        ("A  B", "s-a-b"),
        ("“!”", "s-s"),
        ("", "s-s"),
        ("_x_", "s-x"),
        ("长" * 99, "s-" + "长" * 60),
        ('" onclick="x', "s-onclick-x"),
    ],
)
def test_ids_are_made_of_letters(text: str, id: str) -> None:
    assert heading_id(text) == id


def test_no_two_headings_have_one_id() -> None:
    sheet = Sheet(lambda mention: None, {})
    ids = [sheet.add_heading(2, text) for text in ("a", "a", "a 2", "a", "a 2")]
    assert ids == ["s-a", "s-a-2", "s-a-2-2", "s-a-3", "s-a-2-3"]
    assert sheet.headings[1] == Heading(level=2, id="s-a-2", text="a")
    assert sheet.has_heading("s-a-3")
    assert not sheet.has_heading("s-b")
