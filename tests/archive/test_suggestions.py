"""What a wrong id or file name was probably meant to be."""

from __future__ import annotations

import pytest

from termbook.archive.suggestions import Suggestions
from termbook.words import Words

IDS = ("2020-h1/materials/通知", "2020-h1/materials/制度汇编", "R-2020-01", "R-2020-02")


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("R-2020-1", "R-2020-01"),
        ("R2020-02", "R-2020-02"),
        ("r-2020-02", "R-2020-02"),
        ("2019-h2/materials/通知", "2020-h1/materials/通知"),
        ("2020-h1/materials/制度汇篇", "2020-h1/materials/制度汇编"),
        ("毫无关系", ""),
        ("", ""),
    ],
)
def test_the_name_that_was_probably_meant(value: str, near: str) -> None:
    assert Suggestions(IDS, Words()).near(value) == near


def test_without_names_there_is_nothing_to_suggest() -> None:
    assert Suggestions((), Words()).hint("R-2020-01") == ""


def test_a_suggestion_is_a_question_in_the_readers_language() -> None:
    assert Suggestions(IDS, Words()).hint("R-2020-1") == "是不是“R-2020-01”？"
    assert Suggestions(IDS, Words("en")).hint("R-2020-1") == "did you mean “R-2020-01”? "


@pytest.mark.parametrize(
    ("name", "shown"),
    [("图1.png", "图.png"), ("表.xlsx", "附件/表.xlsx"), ("通知.pdf", "../materials/通知.pdf")],
)
def test_a_file_is_shown_as_the_record_would_name_it(name: str, shown: str) -> None:
    paths = (
        "2020-h1/reports/图.png",
        "2020-h1/reports/附件/表.xlsx",
        "2020-h1/materials/通知.pdf",
    )
    hint = Suggestions(paths, Words()).hint_beside("2020-h1/reports/报告.md", name)
    assert hint == f"是不是“{shown}”？"


def test_after_many_comparisons_only_the_same_name_elsewhere_is_found() -> None:
    suggestions = Suggestions([f"2020-h1/risks/{n:04}" for n in range(1000)], Words())
    found = [suggestions.near(f"2020-h1/risks/{n:04}x") for n in range(100)]
    assert found[:30] == [f"2020-h1/risks/{n:04}" for n in range(30)]
    assert set(found[30:]) == {""}
    assert suggestions.near("2019-h1/risks/0999") == "2020-h1/risks/0999"
