"""The plainest front matter read without a parser: the same as the parser's, or not at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import generate
from termbook.diagnostics import Place
from termbook.reading.nodes import Entry, Mapping, Scalar, Sequence
from termbook.reading.plain_yaml import read_plain
from termbook.reading.yaml_reading import parse_any

TEXTS = (
    *("甲", "乙 丙", "a", "12:30", "http://a.b/c", "2020-01-01", "3", "-1", "~", "null", "a#b", "=="),
    *("a,b", "a[b]", "x - y", "a?", "(b)", "é", "", "yes", "1.5", "it's", 'q"q', "x: y", "a:", "😀"),
    *("甲：乙", "e{f}", '"a: #b"', "'c, d'", '"e\\n"', "''", '""', "- z", "|", "*a", "<a>", "a  b"),
    *("[]", "{}", "[甲, 乙]", "[a]", "[a, b c, 3]", "{a: 1}", "{甲: 2, 乙: 3}", "{a: 1, a: 2}", "[a,b]"),
    *("[ a ]", "[a, ]", "{a: }", "{a}", "{a:1}", "[a: b]", "[2011-h1/m/n-1, a.b]", "{甲：: 1}", "[~]"),
)  # fmt: skip
ODD = (
    "",
    " ",
    "\t",
    "# c",
    "...",
    "---",
    "\u3000",
    "\u0007",
    "<<: x",
    "? a",
    "&a",
    "!!str x",
    "：",
)
KEYS = ("title", "a", "c_d", "no", "a-b", "题", "null")


def block(chance: random.Random, indent: int = 0) -> list[str]:
    """The lines of some table, mostly as people write them."""
    lines: list[str] = []
    for number in range(chance.randrange(1, 4)):
        key = chance.choice(KEYS) + (str(number) if chance.random() < 0.9 else "")
        start = f"{' ' * indent}{key}:"
        below = indent + chance.choice((0, 1, 2, 2, 2, 4))
        form = chance.random() if indent < 8 else 0
        if form < 0.7:
            lines.append(f"{start}{' ' * chance.choice((1, 1, 1, 1, 2, 0))}{chance.choice(TEXTS)}")
        elif form < 0.8:
            lines += [start, *block(chance, below)]
        else:
            lines.append(start)
            for _ in range(chance.randrange(1, 4)):
                if chance.random() < 0.5:
                    lines.append(f"{' ' * below}- {chance.choice(TEXTS)}")
                else:
                    first, *others = block(chance, below + 2)
                    lines += [f"{' ' * below}- {first.lstrip()}", *others]
    return lines


def same(text: str) -> bool:
    """Whether `text` is plain; asserts that it is then read as the parser reads it."""
    plain = read_plain(text, 2)
    if plain is not None:
        assert (plain, []) == parse_any(text, path="x.md", first_line=2), text
    return plain is not None


def test_places_count_lines_of_the_file_and_characters() -> None:
    assert read_plain("title: 甲 乙\ntags: [一, 二]\n", 2) == Mapping(
        entries=(
            Entry(
                Scalar("title", Place(line=2, column=1, width=5)),
                Scalar("甲 乙", Place(line=2, column=8, width=3)),
            ),
            Entry(
                Scalar("tags", Place(line=3, column=1, width=4)),
                Sequence(
                    items=(
                        Scalar("一", Place(line=3, column=8, width=1)),
                        Scalar("二", Place(line=3, column=11, width=1)),
                    ),
                    place=Place(line=3, column=7, width=1),
                ),
            ),
        ),
        place=Place(line=2, column=1, width=1),
    )


def test_nearly_all_generated_records_are_plain(tmp_path: Path) -> None:
    generate(tmp_path / "records", records=200, periods=4, seed=7)
    files = sorted((tmp_path / "records").rglob("*.md"))
    headers = [file.read_text(encoding="utf-8").split("---\n", 2)[1] for file in files]
    assert sum(map(same, headers)) > 0.9 * len(headers) > 100


@pytest.mark.parametrize("seed", range(20))
def test_tables_as_people_write_them_are_read_the_same(seed: int) -> None:
    chance = random.Random(seed)
    plain = 0
    for _ in range(100):
        lines = block(chance)
        if chance.random() < 0.1:
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(ODD))
        plain += same("\n".join(lines) + chance.choice(("\n", "\n", "", "\n\n")))
    assert plain > 4


@given(st.text("ab甲 :-\n\n[]{},#\"'?&*!|>%@~<=", max_size=30))
def test_any_marks_are_read_the_same(text: str) -> None:
    same(text)
    same(f"title: {text}\n")


@given(st.text(max_size=20))
def test_any_characters_are_read_the_same(text: str) -> None:
    same(f"title: {text}\nnext: 乙\n")


@pytest.mark.parametrize(
    "text",
    [
        *("", "title:\n", "title: 甲 # 注\n", "a: 1\na: 2\n", "title : 甲\n", "- a\n", "甲\n", "a: |\n  b\n"),
        *("a: &x 1\n", "a: *x\n", "<<: {a: 1}\n", "a: [b, [c]]\n", "a: b: c\n", "a: b\n  c\n", "a: b \n"),
        "\n".join(f"{' ' * depth}a:" for depth in range(30)) + " b\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text, 2) is None
