"""The plainest front matter, read line by line.

Nearly all records state their fields as `key: text`, `key: [a, b]`, `key: {a: 1, b: 2}` or a list
of such lines. These need no parser: what is read here is what `yaml_reading` would make of
PyYAML's events, in a sixth of the time (tests/reading/test_plain_yaml.py compares them). A text
with anything else in it is not touched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from termbook.diagnostics import Place
from termbook.reading.nodes import Entry, Mapping, Node, Scalar, Sequence

NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
"""The plain texts that stand for nothing."""

_ITEM: Final = re.compile(r" *- +")
_FARTHEST_IN: Final = 16  # levels of lists and tables are fewer than their spaces
_INDENT: Final = re.compile(r" +")
# what a plain text may begin with, and in a list or table between brackets hold
_BEGINS: Final = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_PLAIN: Final = re.compile(rf"{_BEGINS}[^:]*+(?::(?=[^ ])[^:]*+)*+")
_KEY: Final = re.compile(rf"([A-Za-z_][A-Za-z0-9_\-]{{0,60}}):(?: +(?:({_PLAIN.pattern})$)?|$)")
_QUOTED: Final = re.compile(r"\"[^\"\\]*\"|'[^']*'")
_INSIDE: Final = re.compile(rf"{_BEGINS}[^:,\[\]{{}}#'\"]*(?<! )")
_PAIR: Final = re.compile(rf"({_INSIDE.pattern}): ({_INSIDE.pattern})")


@lru_cache(maxsize=16_384)
def _place(line: int, offset: int, width: int = 1) -> Place:
    """A place, the same object for all records: most have their fields at the same ones."""
    return Place(line=line, column=offset + 1, width=width)


@lru_cache(maxsize=16_384)
def _key(name: str, line: int, offset: int) -> Scalar:
    """A key, the same object for all records that have it at the same place."""
    return Scalar(name, _place(line, offset, len(name)), False, name in NULLS)


class _OtherError(Exception):
    """The text holds something that the parser must read."""


def read_plain(text: str, first_line: int) -> Mapping | None:
    """The mapping that `text` holds, every value with its place; None where it must be parsed."""
    # comments, ends of lines that nobody sees, and characters that are no part of a plain text
    if " #" in text or " \n" in text or not text.replace("\n", "").isprintable():
        return None
    lines = text.removesuffix("\n").split("\n")
    if lines[-1][-1:] == " ":
        return None
    try:
        entries, at = _entries(lines, 0, first_line, 0)
    except _OtherError:
        return None
    if at < len(lines):
        return None
    return Mapping(entries=entries, place=_place(first_line, 0))


def _entries(
    lines: list[str], at: int, first_line: int, indent: int
) -> tuple[tuple[Entry, ...], int]:
    """The `key: value` lines from line `at` on that stand in by `indent`; the line after them.

    The first begins at `indent` whatever stands before it: the mark of a list's item.
    """
    entries: list[Entry] = []
    seen: set[str] = set()
    begin = at
    while at < len(lines):
        line = lines[at]
        if at > begin and indent:
            margin = _INDENT.match(line)
            if margin is None or margin.end() < indent:
                break
        match = _KEY.match(line, indent)
        if match is None:
            raise _OtherError
        name = match[1]
        if name in seen:
            raise _OtherError
        seen.add(name)
        number = first_line + at
        value: Node
        plain, start = match[2], match.end()
        if plain is not None:
            place = _place(number, match.start(2), len(plain))
            value = Scalar(plain, place, False, plain in NULLS)
            at += 1
        elif start < len(line):
            value = _value(line, start, number)
            at += 1
        else:
            value, at = _below(lines, at + 1, first_line, indent)
        entries.append(Entry(_key(name, number, indent), value))
    return tuple(entries), at


def _below(
    lines: list[str], at: int, first_line: int, indent: int
) -> tuple[Sequence | Mapping, int]:
    """The list or table that begins with line `at`, further in than its key; the line after it."""
    margin = _INDENT.match(lines[at]) if at < len(lines) else None
    if margin is None or not indent < margin.end() <= _FARTHEST_IN:
        raise _OtherError
    inner = margin.end()
    if lines[at][inner : inner + 2] == "- ":
        return _items(lines, at, first_line, inner)
    entries, end = _entries(lines, at, first_line, inner)
    return Mapping(entries=entries, place=_place(first_line + at, inner)), end


def _items(lines: list[str], at: int, first_line: int, dash: int) -> tuple[Sequence, int]:
    """The list whose items begin with a `-` behind `dash` spaces, from line `at` on."""
    begin = at
    items: list[Node] = []
    while at < len(lines) and (mark := _ITEM.match(lines[at])):
        line = lines[at]
        if mark[0].index("-") != dash:
            break
        inner = mark.end()
        if _KEY.match(line, inner):
            entries, end = _entries(lines, at, first_line, inner)
            place = _place(first_line + at, inner)
            items.append(Mapping(entries=entries, place=place))
            at = end
        else:
            items.append(_value(line, inner, first_line + at))
            at += 1
    return Sequence(items=tuple(items), place=_place(first_line + begin, dash)), at


def _value(line: str, start: int, number: int) -> Node:
    """What stands in `line` from `start` to its end."""
    mark = line[start]
    if _PLAIN.fullmatch(line, start):
        text = line[start:]
        return Scalar(text, _place(number, start, len(text)), False, text in NULLS)
    if mark in "\"'" and _QUOTED.fullmatch(line, start):
        return Scalar(line[start + 1 : -1], _place(number, start, len(line) - start), True, False)
    place = _place(number, start)
    if mark == "[" and line[-1] == "]":
        return Sequence(items=tuple(_listed(line, start + 1, number)), place=place)
    if mark == "{" and line[-1] == "}":
        return Mapping(entries=tuple(_paired(line, start + 1, number)), place=place)
    raise _OtherError


def _listed(line: str, start: int, number: int) -> list[Node]:
    """The texts of `[a, b]`, from behind its opening bracket."""
    if start == len(line) - 1:
        return []
    found: list[Node] = []
    for text in line[start:-1].split(", "):
        if not _INSIDE.fullmatch(text):
            raise _OtherError
        found.append(_inside(text, start, number))
        start += len(text) + 2
    return found


def _paired(line: str, start: int, number: int) -> list[Entry]:
    """The pairs of `{a: 1, b: 2}`, from behind its opening bracket."""
    if start == len(line) - 1:
        return []
    found: list[Entry] = []
    for text in line[start:-1].split(", "):
        pair = _PAIR.fullmatch(text)
        if pair is None or "：" in pair[1] or pair[1] == "<<" or len(pair[1]) > 100:
            raise _OtherError
        if any(entry.key.text == pair[1] for entry in found):
            raise _OtherError
        key = _inside(pair[1], start, number)
        found.append(Entry(key, _inside(pair[2], start + pair.start(2), number)))
        start += len(text) + 2
    return found


def _inside(text: str, start: int, number: int) -> Scalar:
    return Scalar(text, _place(number, start, len(text)), False, text in NULLS)
