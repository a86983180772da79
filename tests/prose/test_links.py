"""The links of a text: which there are, and where."""

from __future__ import annotations

import random

import pytest

from termbook.diagnostics import Place
from termbook.prose import links
from termbook.prose.links import Mention, definitions_of, find, scan, without_code
from termbook.prose.markdown import Prose, Target
from termbook.words import Words
from tests.prose.reader import somewhere


def mention(kind: str, target: str, text: str, line: int, column: int, width: int) -> Mention:
    place = Place(line=line, column=column, width=width)
    return Mention(kind=kind, target=target, text=text, place=place)  # type: ignore[arg-type]


def targets(text: str) -> list[str]:
    return [found.target for found in scan(text, 1)]


def test_places_count_characters_from_one() -> None:
    assert scan('一二 [[R-2020-01]]，\n\n\t![图](a%20b.png "题")', 7) == (
        mention("record", "R-2020-01", "", 7, 4, 13),
    )
    assert scan('一二 [[R-2020-01]]，\n\n- ![图](a%20b.png "题") [看](#甲)', 7) == (
        mention("record", "R-2020-01", "", 7, 4, 13),
        mention("image", "a b.png", "图", 9, 3, 19),
        mention("anchor", "甲", "看", 9, 23, 7),
    )


def test_a_link_over_two_lines_is_placed_on_its_first() -> None:
    assert scan("> 见 [这\n> 里](a.md)", 1) == (mention("file", "a.md", "这\n> 里", 1, 5, 2),)


def test_cells_of_a_table() -> None:
    assert scan("| 甲 | 乙 |\n|---|---|\n| [[a|b]] | [c](d.md) |", 1) == (
        mention("record", "a", "b", 3, 3, 7),
        mention("file", "d.md", "c", 3, 13, 9),
    )


def test_a_link_does_not_reach_over_cells() -> None:
    assert targets("| [甲 | 乙](c.md) |\n|---|---|") == []


def test_a_definition_counts_once_where_it_stands() -> None:
    assert scan("[看][甲] 和 [甲] ![图][甲]\n\n[甲]: a.md", 3) == (
        mention("file", "a.md", "甲", 5, 1, 9),
    )


def test_a_definition_that_nobody_uses_is_text() -> None:
    assert scan("[说明]:以上数据截至六月", 1) == ()
    assert definitions_of("[说明]:以上数据截至六月\n\n`[说明]`") == {}
    assert list(definitions_of("[甲]: a.md\n[甲]: b.md\n\n[甲]")) == ["甲"]
    assert targets("[甲]: [乙](c.md)") == ["c.md"]


def test_an_address_between_angle_brackets() -> None:
    assert scan("见 <ftp://a.b>", 1) == (mention("url", "ftp://a.b", "ftp://a.b", 1, 3, 11),)


@pytest.mark.parametrize(
    "text",
    [
        "`[[甲]]`",
        "``[a](b) ` ``",
        "```\n[[甲]]\n```",
        "~~~\n[[甲]]",
        "    [[甲]]",
        "\t[[甲]]",
        "- 甲\n\n        [[乙]]",
        "\\[[甲]]",
        "[\\[甲]]",
        "[甲\\](a.md)",
        "[" * 500 + "[[甲]]",
        "> " * 20 + "[[甲]]",
        "`甲\n[[乙]]`",
        "[ ] 待办 (一)",
        "甲[1]，乙(2)",
    ],
)
def test_no_link(text: str) -> None:
    assert scan(text, 1) == ()


@pytest.mark.parametrize(
    "text",
    [
        "- [x](t.md)",
        "- 甲\n\n    [x](t.md)",
        "甲\n    [x](t.md)",
        "> [x](t.md)",
        "# [x](t.md)",
        "**[x](t.md)**",
        "!!! note\n    [x](t.md)",
        "文[^1]\n\n[^1]: [x](t.md)",
        "词\n: [x](t.md)",
        "<div>[x](t.md)</div>",
        "<!-- [x](t.md) -->",
        "`甲`[x](t.md)`",
        "\\`[x](t.md)\\`",
        "[看](t.md) `[[乙]]`",
        "\u3000\u3000[x](t.md)",
        "```\n码\n```\n[x](t.md)",
        "    码\n\n[x](t.md)",
        "[![图](t.md)][未定义]",
    ],
)
def test_one_link(text: str) -> None:
    assert targets(text) == ["t.md"]


def test_a_picture_inside_a_link_is_found_too() -> None:
    assert targets("[![图](p.png)](a.md)") == ["a.md", "p.png"]


def test_a_link_inside_a_link_is_its_text() -> None:
    assert targets("[甲 [乙](b.md) [[丙]]](a.md)") == ["a.md"]


def test_offsets_are_those_of_the_body() -> None:
    body = "# 题 [[甲]]\n\n- `[[x]]` [[乙|丙]]\n\n| [a](b.md) | <http://c.d> |\n|-|-|\n\n[e]: f.md\n[e]"
    assert [body[one.start : one.end] for one in find(body)] == [
        *("[[甲]]", "[[乙|丙]]", "[a](b.md)", "<http://c.d>", "[e]: f.md"),
    ]


@pytest.mark.parametrize("seed", range(10))
def test_flat_texts_are_read_the_same_in_full(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    texts = [ordinary(chance) for _ in range(40)]
    quick = [find(text) for text in texts]
    monkeypatch.setattr(links, "is_flat", lambda body: False)
    assert [find(text) for text in texts] == quick


def test_hidden_code_keeps_every_offset() -> None:
    assert without_code("甲 `乙` 丙") == "甲 \x02\x02\x02 丙"


ORDINARY = (
    *("各部门", "按期整改。", "情况如下：", "**重点**", "`代码`", "*一*", "2020年", "（见附件）"),
    *("[[R-2020-01]]", "[[M-2020-02|措施]]", "[[2020-h1/materials/通知[2020]3号]]"),
    *("[通知](通知 (1).md)", '[说明](a.md "题")', "[甲][乙]", "![图](p.png)", "[网](http://a.b)"),
    *(
        "<http://c.d/e>",
        "[^1]",
        "\\[",
        "\\_",
        "&amp;",
        "<b>",
        "5 < 6",
        "[ ]",
        "[待定]",
        "“引”",
        "||",
    ),
)
STARTS = ("", "", "", "- ", "1. ", "> ", "# ", "    ", "    - ", "\u3000\u3000", "[乙]: b.md\n\n")
ENDS = ("\n", "\n\n", "\n\n", "\n\n", "。", "，", " ")
BLOCKS = (
    "```\n[[码]] [码](码.md)\n```\n",
    "| 甲 | 乙 |\n|---|---|\n| [[R-1|丙]] | [丁](d.md) |\n\n",
    '!!! note "题"\n    [看](n.md)\n\n',
    "\n[^1]: 注 [注](z.md)\n\n",
    "    码 [[码]]\n",
)


def ordinary(chance: random.Random) -> str:
    pieces: list[str] = []
    for _ in range(chance.randrange(1, 12)):
        if chance.random() < 0.15:
            pieces.append(chance.choice(BLOCKS))
        words = chance.choices(ORDINARY, k=chance.randrange(1, 6))
        pieces.append(chance.choice(STARTS) + "".join(words) + chance.choice(ENDS))
    return "".join(pieces)


@pytest.mark.parametrize("seed", range(40))
def test_what_a_page_links_is_what_a_check_has_seen(seed: int) -> None:
    chance = random.Random(seed)
    prose = Prose(Words())
    for _ in range(25):
        text = ordinary(chance)
        asked: set[tuple[bool, str]] = set()

        def resolve(mention: Mention, asked: set[tuple[bool, str]] = asked) -> Target | None:
            asked.add((mention.kind == "record", mention.target))
            return somewhere(mention)

        prose.render(text, resolve=resolve)
        seen = {
            (found.kind == "record", found.target)
            for found in scan(text, 1)
            if found.kind in ("record", "file", "image")
        }
        assert seen == asked, text
