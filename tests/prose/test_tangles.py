"""What is too tangled for Markdown, and where it begins."""

from __future__ import annotations

import pytest

from bench.hostile import texts
from termbook.diagnostics import Place
from termbook.prose.parts import parts_of
from termbook.prose.tangles import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_MARKS,
    MOST_PARTS,
    MOST_WORK,
    tangled,
    tangles_of,
    work_of,
)

AT_THE_LIMIT = {
    "marks": "[" * MOST_MARKS,
    "marks in each of many items": "- a " * 80 + "\n" + ("- " + "*" * MOST_MARKS + "\n") * 20,
    "a long paragraph": "长" * MOST_CHARACTERS,
    "quotes": "> " * DEEPEST + "x",
    "items in one line": "- " * DEEPEST + "x",
    "levels of a list": "\n".join("    " * n + "- x" for n in range(DEEPEST)),
    "many paragraphs": "a\n\n" * MOST_PARTS,
    "far in but no list": "甲\n" + " " * 400 + "乙",
    "code with marks": "```\n" + "[" * 9999 + "\n```",
    "code far in": "    " * 100 + "x",
}
BEYOND = {
    "marks": "[" * (MOST_MARKS + 1),
    "marks in two lines": "[" * MOST_MARKS + "\n[",
    "marks in lines that are one item": "1. a\n" + "2) [[[[[[[[[[\n" * 41,
    "a long paragraph": "长" * (MOST_CHARACTERS + 1),
    "quotes": "> " * (DEEPEST + 1) + "x",
    "items in one line": "- " * (DEEPEST + 1) + "x",
    "both": "> - " * DEEPEST + "x",
    "notes in notes": "[^a]: " * (DEEPEST + 1),
    "levels of a list": "\n".join("    " * n + "- x" for n in range(DEEPEST + 1)),
    "items that stand far in": "- a\n" + "    " * DEEPEST + "- b",
    "many paragraphs": "a\n\n" * (MOST_PARTS + 1),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_at_the_limit_all_is_understood(name: str) -> None:
    assert tangled(AT_THE_LIMIT[name], 1) is None


@pytest.mark.parametrize("name", BEYOND)
def test_beyond_the_limit_some_is_shown_as_typed(name: str) -> None:
    assert tangled(BEYOND[name], 1) is not None


def test_marks_of_a_whole_text_are_limited_too() -> None:
    line = "[[甲]] *乙*\n\n"
    assert work_of(line) == 10
    lines = MOST_WORK // 10
    dense = (line.strip() * 10 + "\n\n") * (lines // 10 + 5)
    assert [part.start for part in tangles_of(dense)] == [
        2 * n for n in range(lines // 10, lines // 10 + 5)
    ]


@pytest.mark.parametrize("name", texts(20_000))
def test_what_is_handed_to_markdown_is_bounded(name: str) -> None:
    text = texts(20_000)[name] * 5
    tangled_parts = set(tangles_of(text))
    kept = [part for part in parts_of(text) if part not in tangled_parts]
    lines = text.split("\n")
    typed = ["\n".join(lines[part.start : part.end]) for part in kept if part.sort == "text"]
    assert len(kept) <= MOST_PARTS
    assert sum(work_of(part) for part in typed) <= MOST_WORK
    assert all(len(part) <= MOST_CHARACTERS for part in typed)
    assert all(part.count(mark) <= MOST_MARKS for part in typed for mark in "[]()*_`<&")


def test_the_place_is_the_first_line_of_the_part() -> None:
    assert tangled("甲\n\n乙\n" + "*" * 999, 7) == Place(line=9)


def test_only_the_tangled_part_is_named() -> None:
    text = "甲\n\n" + "_" * 999 + "\n\n乙\n\n" + "&" * 999
    assert [(part.start, part.end) for part in tangles_of(text)] == [(2, 3), (6, 7)]
