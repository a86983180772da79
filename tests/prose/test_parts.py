"""The parts of a text."""

from __future__ import annotations

import pytest

from termbook.prose.parts import is_plain, parts_of


def parts(text: str) -> list[tuple[str, str]]:
    """What sort each part is, and its lines."""
    lines = text.split("\n")
    return [(part.sort, "\n".join(lines[part.start : part.end])) for part in parts_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n", []),
        ("甲\n乙\n\n丙", [("text", "甲\n乙"), ("text", "丙")]),
        ("\n\n甲\n\n\n\n乙\n", [("text", "甲"), ("text", "乙")]),
        ("甲\n\u3000\u3000\n乙", [("text", "甲"), ("text", "乙")]),
        ("# 题\n甲", [("text", "# 题"), ("text", "甲")]),
        ("甲\n# 题\n乙", [("text", "甲"), ("text", "# 题"), ("text", "乙")]),
        ("题\n===\n甲", [("text", "题\n==="), ("text", "甲")]),
        ("甲\n* * *\n乙", [("text", "甲\n* * *"), ("text", "乙")]),
        ("- 甲\n  续\n- 乙", [("text", "- 甲\n  续"), ("text", "- 乙")]),
        ("1. 甲\n    - 乙\n2. 丙", [("text", "1. 甲"), ("text", "    - 乙"), ("text", "2. 丙")]),
        ("甲\n- 乙", [("text", "甲"), ("text", "- 乙")]),
        ("甲\n1. 乙", [("text", "甲"), ("text", "1. 乙")]),
        ("共有\n12. 号", [("text", "共有\n12. 号")]),
        ("甲\n        - 乙", [("text", "甲\n        - 乙")]),
        ("    码\n    码", [("indented", "    码\n    码")]),
        ("\t码", [("indented", "\t码")]),
        ("甲\n    续", [("text", "甲\n    续")]),
        ("    码\n甲", [("indented", "    码"), ("text", "甲")]),
        ("# 题\n    码", [("text", "# 题"), ("indented", "    码")]),
        ("- 甲\n\n    续", [("text", "- 甲"), ("text", "    续")]),
        ("- 甲\n\n        码", [("text", "- 甲"), ("indented", "        码")]),
        ("- 甲\n\n乙\n\n    码", [("text", "- 甲"), ("text", "乙"), ("indented", "    码")]),
        ('!!! note "题"\n    甲', [("text", '!!! note "题"'), ("text", "    甲")]),
        ("[^1]: 注\n\n    续", [("text", "[^1]: 注"), ("text", "    续")]),
        ("词\n: 义\n\n    续", [("text", "词"), ("text", ": 义"), ("text", "    续")]),
        (": 义\n\n    码", [("text", ": 义"), ("indented", "    码")]),
        ("[^1 甲\n\n    码", [("text", "[^1 甲"), ("indented", "    码")]),
        ("> 甲\n> 乙\n续\n\n丙", [("text", "> 甲\n> 乙\n续"), ("text", "丙")]),
        ("> 甲\n>\n> 乙", [("text", "> 甲"), ("text", "> 乙")]),
        ("> 甲\n> > 乙", [("text", "> 甲"), ("text", "> > 乙")]),
        ("> 甲\n>\n>     码", [("text", "> 甲"), ("indented", ">     码")]),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 |", [("row", "| 甲 | 乙 |"), ("row", "|---|---|"), ("row", "| 丙 |")]),
        ("甲\n乙 | 丙\n-|-", [("text", "甲"), ("row", "乙 | 丙"), ("row", "-|-")]),
        ("> 甲 | 乙\n> -|-", [("row", "> 甲 | 乙"), ("row", "> -|-")]),
        ("| 甲 |\n|---|\n| 乙 |", [("row", "| 甲 |"), ("row", "|---|"), ("row", "| 乙 |")]),
        ("| 甲 |\n|---|\n乙", [("text", "| 甲 |\n|---|\n乙")]),
        ("| 甲 | `|` | \\| |\n|---|---|---|", [("row", "| 甲 | `|` | \\| |"), ("row", "|---|---|---|")]),
        ("| 甲 | [[a|b]] |\n|---|---|", [("row", "| 甲 | [[a|b]] |"), ("row", "|---|---|")]),
        ("甲 | 乙\n---|---|---", [("text", "甲 | 乙\n---|---|---")]),
        ("```\n# 码\n\n[甲](乙)\n```\n丙", [("fenced", "```\n# 码\n\n[甲](乙)\n```"), ("text", "丙")]),
        ("甲\n~~~ py\n码\n~~~~", [("text", "甲"), ("fenced", "~~~ py\n码\n~~~~")]),
        ("````\n```\n````", [("fenced", "````\n```\n````")]),
        ("```\n码", [("fenced", "```\n码")]),
        ("``` a`b\n甲", [("text", "``` a`b\n甲")]),
        ("    ```\n    码", [("indented", "    ```\n    码")]),
        ("- 甲\n    ```\n    码\n    ```\n- 乙", [("text", "- 甲"), ("fenced", "    ```\n    码\n    ```"), ("text", "- 乙")]),
        ("- 甲\n\n    ```\n    码\n乙", [("text", "- 甲"), ("fenced", "    ```\n    码"), ("text", "乙")]),
    ],
)  # fmt: skip
def test_parts(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


def test_what_begins_without_a_blank_line_is_marked() -> None:
    assert [part.interrupts for part in parts_of("甲\n- 乙\n- 丙\n\n# 题\n丁\n\n戊")] == [
        *(False, True, False, False, True, False),
    ]
    assert [part.interrupts for part in parts_of("- 甲\n1. 乙\n- 丙")] == [False, True, True]


def test_how_deep_a_part_is() -> None:
    assert [part.depth for part in parts_of("- 甲\n    - 乙\n\n        续\n\n丙")] == [1, 2, 2, 0]
    assert [part.quotes for part in parts_of("> 甲\n\n> > 乙\n\n丙")] == [1, 2, 0]


def test_what_stands_beside_a_fence() -> None:
    (part,) = parts_of("  ``` python title\n  x\n  ```")
    assert (part.indent, part.info) == (2, "python title")


@pytest.mark.parametrize("text", ["甲\n乙\n\n丙 [a](b) *c* `d`", "", "2020年", "[[甲]] 乙"])
def test_paragraphs_alone(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text",
    ["- 甲", "甲\n# 乙", "甲 | 乙", "\t甲", "甲\n\u3000\n乙", "1. 甲", "[甲]: b", "```", "甲\n---"],
)
def test_more_than_paragraphs(text: str) -> None:
    assert not is_plain(text)


def test_every_line_with_words_is_in_one_part() -> None:
    text = "甲\n\n- 乙\n```\n丙\n\n丁\n```\n戊\n| 己 | 庚 |\n|-|-|\n\n    辛\n> 壬\n癸"
    lines = [n for part in parts_of(text) for n in range(part.start, part.end)]
    assert sorted(set(lines)) == lines
    assert {n for n, line in enumerate(text.split("\n")) if line} <= set(lines)
