"""Why a line of front matter cannot be read, and how it should be written instead.

YAML's own messages speak of tokens and mappings. This module looks at the line and names the
usual mistakes of people who write records: a value that needs quotes, a full-width colon, a tab.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from termbook.diagnostics import Place
from termbook.reading.characters import excerpt, visible
from termbook.reading.nodes import Entry, Scalar

# "  - key: value", with a colon of either width; then "  - value"
_PAIR: Final = re.compile(r"([ \t]*(?:-[ \t]+){0,9})([^\s:：#-][^:：]{0,99}?)[ \t]*([:：])(.*)")
_ITEM: Final = re.compile(r"([ \t]*(?:-[ \t]+){1,9})(.*)")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_MEANINGFUL: Final = "[]{}*&!%@`|>,?-\"'"
_CLOSING: Final = {"[": "]", "{": "}"}
_SHORT: Final = 60


class Fault(Exception):  # noqa: N818 - not an error of the program: it stays inside the reading
    """The end of a reading: a rule, a place (line and column from 0), the message's values.

    `mendable` says that the line is one field whose value can be taken as plain text.
    """

    def __init__(
        self,
        rule: str,
        line: int,
        column: int,
        *,
        width: int = 1,
        mendable: bool = False,
        values: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(rule)
        self.rule = rule
        self.line = line
        self.column = column
        self.width = max(1, width)
        self.mendable = mendable
        self.values = values or {}


def explain(
    lines: list[str],
    line: int,
    column: int,
    *,
    context: tuple[int, int] | None = None,
    problem: str = "",
) -> Fault:
    """The fault in `lines`, where the parser stopped at `line` and `column` (from 0).

    `context` is where it began what it could not end, `problem` its own words.
    """
    line, column = _inside(lines, line, column)
    tab = _indenting_tab(lines[line])
    if tab >= 0:
        return Fault("TB010", line, tab)
    if context is not None and _blames_context(lines[line], problem):
        line, column = _inside(lines, *context)
    return (
        _pair_fault(lines[line], line, "escape character" in problem)
        or _item_fault(lines[line], line)
        or Fault("TB005", line, column, values={"text": excerpt(lines[line])})
    )


def raw_entry(line: str, number: int) -> Entry | None:
    """The field on a line, its value as plain text; `number` is the line's in the file."""
    found = _PAIR.fullmatch(line)
    if found is None or found[1]:
        return None
    key = Scalar(text=found[2].strip("\"'"), place=Place(line=number, width=len(found[2])))
    value = found[4].strip()
    column = found.start(4) + len(found[4]) - len(found[4].lstrip()) + 1
    place = Place(line=number, column=column, width=max(1, len(value)))
    return Entry(key=key, value=Scalar(text=value, place=place, null=not value))


def _inside(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """The place, or the end of the last line with content where it lies behind that."""
    last = len(lines) - 1
    while last and not lines[last].strip():
        last -= 1
    if line > last:
        return last, len(lines[last])
    return line, min(column, len(lines[line]))


def _indenting_tab(line: str) -> int:
    return line[: len(line) - len(line.lstrip(" \t"))].find("\t")


def _blames_context(line: str, problem: str) -> bool:
    """Whether the beginning of the construct is at fault rather than the place of stopping."""
    return not line.strip() or problem.startswith(
        ("while scanning", "while parsing a flow", "while parsing a quoted")
    )


def _pair_fault(line: str, number: int, escape: bool) -> Fault | None:
    found = _PAIR.fullmatch(line)
    if found is None:
        return None
    _, name, colon, rest = found.groups()
    at, value = found.start(3), rest.strip()
    joined = colon == ":" and rest[:1].strip() and _NAME.fullmatch(name) and rest[:2] != "//"
    if colon == "：" or joined:
        example = f"{name}: {_quoted_if_needed(value)}".strip()
        return Fault("TB019", number, at, mendable=True, values={"example": _fitted(example)})
    if colon == ":" and not rest[:1].strip() and _needs_quotes(value):
        column = found.start(4) + len(rest) - len(rest.lstrip())
        example = f"{name}: {_quoted(value, escape=escape)}"
        return Fault(
            "TB018",
            number,
            column,
            width=len(value),
            mendable=True,
            values={"value": excerpt(value), "example": _fitted(example)},
        )
    return None


def _item_fault(line: str, number: int) -> Fault | None:
    found = _ITEM.fullmatch(line)
    if found is None or not _needs_quotes(value := found[2].strip()):
        return None
    example = f"- {_quoted(value)}"
    return Fault(
        "TB018",
        number,
        found.start(2),
        width=len(value),
        values={"value": excerpt(value), "example": _fitted(example)},
    )


def _needs_quotes(value: str) -> bool:
    """Whether quotes around all of `value` are the likely cure."""
    if not value:
        return False
    closing = _CLOSING.get(value[0])
    if closing is not None and closing not in value:
        return False  # a list that was begun and not ended
    return value[0] in _MEANINGFUL or ": " in value or value[-1] == ":" or " #" in value


def _quoted_if_needed(value: str) -> str:
    return _quoted(value) if _needs_quotes(value) and value[:1] not in "[\"'" else value


def _quoted(value: str, *, escape: bool = False) -> str:
    """`value` between quotes that mean it literally; one that lacks its end gets that."""
    first = value[0]
    if first in "\"'" and value.count(first) == 1 and not escape:
        return value + first
    if escape and first == '"':
        value = value.strip('"')
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _fitted(example: str) -> str:
    """An example short enough for a message, still with its end."""
    example = visible(" ".join(example.split()))
    if len(example) <= _SHORT:
        return example
    return f"{example[: _SHORT - 2]}…{example[-1]}"
