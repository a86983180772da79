"""Input that nobody writes by hand: nothing crashes, hangs or vanishes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.diagnostics import Diagnostic
from termbook.reading.front_matter import split
from termbook.reading.source import decode, looks_damaged
from termbook.reading.yaml_reading import LONGEST, parse
from termbook.words import Words

PATH = "2020-h1/risks/R-2020-01.md"
WORDS = (Words("zh-Hans"), Words("en"))


def lines_of(data: bytes) -> list[str]:
    """The lines as a program that knows three line ends shows them."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def check(data: bytes) -> None:
    """Reads `data` all the way; what is not read must be told, at a place in the file."""
    source, found = decode(PATH, data)
    assert source is not None or found
    if source is not None:
        assert source.text.split("\n") == source.text.replace("\r", "\n").split("\n")
        parts, unread = split(source)
        found += unread
        assert parts is not None or unread
        list(looks_damaged(source.text, mended=source.mended))
        if parts is not None:
            assert parts.body in source.text
            mapping, faults = parse(parts.header, path=PATH, first_line=parts.header_line)
            assert mapping is not None or faults
            found += faults
    check_places(found, lines_of(data))


def check_places(found: list[Diagnostic], lines: list[str]) -> None:
    for one in found:
        assert 1 <= one.place.line <= len(lines), one
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1, one
        assert one.place.width >= 1
        for words in WORDS:
            message = words(f"rule.{one.rule}.message", **dict(one.args))
            assert len(message) < 500
            assert message.replace("\u200d", "").isprintable()


PIECES = (
    [bytes([byte]) for byte in range(256)]
    + [b"---\n"] * 40
    + [b"\n", b"\r\n", b"\r", b"title: ", b"a: ", b"- ", b": ", b" #", b"  "] * 8
    + [b"[", b"]", b"{", b"}", b"'", b'"', b"|\n", b">\n", b"*x", b"&x ", b"!t ", b"? ", b"<<: "]
    * 4
    + [
        piece.encode()
        for piece in ("甲", "：", "\u2028", "\x85", "\ufeff", "🎓", "学(xué)", "...\n")
    ]
    * 8
)


@pytest.mark.parametrize("seed", range(8))
def test_random_pieces_are_read_or_told(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        pieces = chance.choices(PIECES, k=chance.randrange(30))
        start = b"---\n" if chance.random() < 0.8 else b""
        end = b"\n---\n" if chance.random() < 0.8 else b""
        check(start + b"".join(pieces) + end)


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_told(data: bytes) -> None:
    check(data)


@given(st.text(max_size=100))
def test_random_front_matter_is_read_or_told(text: str) -> None:
    check(f"---\n{text}\n---\n".encode("utf-8", "replace"))


@given(st.text("abc: -[]{}'\"#&*!|>%@`\n\t，：", max_size=60))
def test_random_yaml_is_read_or_told(text: str) -> None:
    check(f"---\n{text}\n---\n".encode())


def deep_by_indentation(levels: int) -> str:
    return "".join(" " * level + "a:\n" for level in range(levels))


HOSTILE: dict[str, Callable[[int], str]] = {
    "[": lambda n: "[" * n,
    "{": lambda n: "{" * n,
    "[{": lambda n: "[{" * (n // 2),
    "- ": lambda n: "- " * (n // 2),
    "? ": lambda n: "? " * (n // 2),
    "a: ": lambda n: "a: " * (n // 3),
    "a: [": lambda n: "a: " + "[" * (n - 3),
    "{a: ": lambda n: "{a: " * (n // 4),
    "[a, ": lambda n: "[a, " * (n // 4),
    "lines of [": lambda n: "[\n" * (n // 2),
    "closed": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "indentation": lambda n: deep_by_indentation(int(n**0.5)),
    "dedents": lambda n: "\n".join(" " * (200 - k % 200) + "a:" for k in range(n // 110)),
    "fields": lambda n: "".join(f"k{k}:\n" for k in range(n // 8)),
    "one field again and again": lambda n: "a:\n" * (n // 3),
    "broken fields": lambda n: 'a: "\n' * (n // 5),
    "150 broken fields": lambda n: "".join(f"k{k}: [{'[' * (n // 160)}\n" for k in range(150)),
    "quotes": lambda n: '"' * n,
    "apostrophes": lambda n: "'" * n,
    "backslashes": lambda n: 'a: "' + "\\" * (n - 4),
    "blocks": lambda n: "|\n" * (n // 2),
    "tags": lambda n: "!a " * (n // 3),
    "anchors": lambda n: "&a " * (n // 3),
    "aliases": lambda n: "- *a\n" * (n // 5),
    "directives": lambda n: "%a\n" * (n // 3),
    "documents": lambda n: "--- a\n" * (n // 6),
    "comments": lambda n: "a: b #c\n" * (n // 8),
    "colons": lambda n: ":" * n,
    "full-width colons": lambda n: "：" * n,
    "spaces": lambda n: " " * n,
    "tabs": lambda n: "a:\n" + "\t" * (n - 3),
    "one long key": lambda n: "a" * (n - 2) + ": ",
    "one long word": lambda n: "title: " + "x" * (n - 8),
    "hyphens": lambda n: "a:\n " + "-" * (n - 4),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_front_matter_of_the_largest_size(name: str) -> None:
    text = HOSTILE[name](LONGEST - 10)
    assert LONGEST // 2 < len(text) <= LONGEST
    check(f"---\n{text}\n---\n".encode())


@pytest.mark.parametrize("name", ["[", "{", "- ", "? ", "a: ", "indentation"])
def test_hostile_front_matter_of_a_megabyte_is_not_even_begun(name: str) -> None:
    text = HOSTILE[name](1_000_000)
    mapping, found = parse(text, path=PATH, first_line=2)
    assert mapping is None
    assert [one.rule for one in found] == ["TB008"]


def test_a_megabyte_of_junk() -> None:
    check(b"---\n" + random.Random(1).randbytes(1 << 20))
    check(b"---\n" + bytes(random.Random(2).choices(range(32, 127), k=1 << 20)) + b"\n---\n")
    check("".join(map(chr, random.Random(3).choices(range(1, 0xD800), k=1 << 20))).encode())
