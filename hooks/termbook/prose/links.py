"""The links of a record's text, with the place where each stands.

Found without rendering, so that checking ten thousand records stays cheap, in one pass, so that
hostile text costs no more than other text of its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from termbook.diagnostics import Place
from termbook.prose.grammar import (
    AUTOLINK,
    CELL_END,
    HIDDEN,
    Definition,
    Definitions,
    Sort,
    Written,
    classify,
    closings,
    code_spans,
    label_of,
    labels_at,
    link_at,
    written,
)
from termbook.prose.parts import Part, is_flat, parts_of, read_parts
from termbook.prose.tangles import is_simple, tangles_of

_DEFINITION: Final = re.compile(
    r" {0,3}\[([^\[\]^][^\[\]]{0,199})\]:[ \t]*(?:<([^<>]*)>|(\S+))"
    r"(?:[ \t]+(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)))?[ \t]*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A link or image of a text.

    `target` is a record's id, a decoded path without its fragment, an address, or a fragment.
    """

    kind: Sort
    target: str
    text: str
    place: Place


class Found(NamedTuple):
    """A link, where it is (offsets in the whole body), and how it is written there.

    With `defines` it is the line that says what a label stands for.
    """

    start: int
    end: int
    mention: Mention
    written: Written
    defines: bool = False


def scan(body: str, first_line: int) -> tuple[Mention, ...]:
    """All links and images of `body`, whose first line is `first_line` of its file.

    What is shown as it was typed, because it is tangled or code, holds no links.
    """
    if "[" not in body and "://" not in body:
        return ()
    return tuple(found.mention for found in find(body, first_line))


def find(body: str, first_line: int = 1) -> list[Found]:
    """All links and images of `body` with their offsets, in the order of the text.

    The target of a definition counts once, where it is defined.
    """
    return [found for found in find_all(body, first_line) if not found.written.label]


def find_all(body: str, first_line: int = 1) -> list[Found]:
    """The same, with every link that takes its target from a definition."""
    definitions = definitions_of(body)
    by_line = {definition.line: label for label, definition in definitions.items()}
    found: list[Found] = []
    for piece in _pieces(body):
        text = piece.text
        if by_line:
            at = 0
            for line, typed in enumerate(piece.text.split("\n"), start=piece.line):
                if line in by_line:
                    link = _defined(typed, by_line[line], definitions)
                    one = _found(link, body, piece, first_line, at)
                    found.append(one._replace(defines=True))
                    text = text[:at] + HIDDEN * len(typed) + text[at + len(typed) :]
                at += len(typed) + 1
        links = _links(text, definitions)
        found.extend(_found(link, body, piece, first_line) for link in links)
    found.sort(key=lambda one: one.start)
    return found


def definitions_of(body: str) -> Definitions:
    """The definitions of `body` that a link uses, by label; of two for a label, the first.

    A definition that nobody uses is text: `[说明]:截至六月` would vanish from the page.
    """
    if "]:" not in body:
        return {}
    stated: dict[str, Definition] = {}
    own: set[int] = set()
    lines = body.split("\n")
    pieces = list(_pieces(body))
    for piece in pieces:
        for number, line in enumerate(piece.text.split("\n"), start=piece.line):
            match = _DEFINITION.match(line) if line == lines[number] else None
            if match:
                own.add(number)
                raw = match[2] if match[2] is not None else match[3]
                title = match[4] or match[5] or match[6] or ""
                stated.setdefault(label_of(match[1]), Definition(number, raw, title))
    if not stated:
        return {}
    used: set[str] = set()
    for piece in pieces:
        kept = [
            "" if number in own else line
            for number, line in enumerate(piece.text.split("\n"), start=piece.line)
        ]
        text = "\n".join(kept)
        for start, end in closings(text).items():
            if end >= 0 and text[start] == "[":
                used.update(label for label, _ in labels_at(text, start, end))
    return {label: definition for label, definition in stated.items() if label in used}


class _Piece(NamedTuple):
    """Text that a link cannot reach out of, code blanked out; where it begins in the body."""

    text: str
    offset: int
    line: int


def _pieces(body: str) -> Iterator[_Piece]:
    """The parts that can hold links, rows of tables cut into their cells."""
    if not is_flat(body) or not is_simple(body):
        skipped = frozenset(part.start for part in tangles_of(body))
        parts = (part for part in parts_of(body) if part.start not in skipped)
        yield from _of_parts(body, parts, 0, 0)
        return
    offset = line = 0
    for block in body.split("\n\n"):
        if "[" in block or "://" in block:
            yield from _of_parts(block, read_parts(block), offset, line)
        offset += len(block) + 2
        line += block.count("\n") + 2


def _of_parts(text: str, parts: Iterable[Part], offset: int, line: int) -> Iterator[_Piece]:
    """The pieces of `parts`, which are parts of `text`; where `text` begins in the body."""
    at = number = 0
    for part in parts:
        while number < part.start:
            at = text.find("\n", at) + 1
            number += 1
        end = at - 1
        for _ in range(part.end - number):
            end = text.find("\n", end + 1)
            end = len(text) if end < 0 else end
        if part.sort in ("text", "row"):
            typed = text[at:end]
            if "[" in typed or "://" in typed:
                typed = without_code(typed.replace("\t", " "))
                if part.sort == "row":
                    yield from _cells(typed, offset + at, line + part.start)
                else:
                    yield _Piece(typed, offset + at, line + part.start)
        at, number = end + 1, part.end


def _cells(text: str, offset: int, line: int) -> Iterator[_Piece]:
    begin = 0
    for match in CELL_END.finditer(text):
        if match[0] == "|":
            yield _Piece(text[begin : match.start()], offset + begin, line)
            begin = match.end()
    yield _Piece(text[begin:], offset + begin, line)


def without_code(text: str) -> str:
    """`text` with its code hidden, every offset as it was."""
    if "`" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for start, end, _ in code_spans(text):
        pieces.append(text[at:start])
        pieces.append(HIDDEN * (end - start))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _defined(line: str, label: str, definitions: Definitions) -> Written:
    """The definition that stands in `line`."""
    definition = definitions[label]
    begin = line.index("[")
    inside = line[begin + 1 : line.index("]:")]
    return written(begin, len(line), definition.raw, inside, definition.title, image=False)


def _links(text: str, definitions: Definitions) -> Iterator[Written]:
    """The links and images of one part, outermost first, and the images inside links."""
    if "://" in text:
        for match in AUTOLINK.finditer(text):
            yield Written(match.start(), match.end(), "url", match[1], match[1])
    inside_until = 0
    closed = closings(text)
    at = text.find("[")
    while at >= 0:
        step = at + 1
        link = None
        if at in closed:
            link = link_at(text, at, closed, definitions)
            if link is not None and link.start == at and at < inside_until:
                link = None
        if link is not None:
            yield link
            inside_until = max(inside_until, link.end)
            if link.start < at or link.kind == "record":
                step = link.end
        at = text.find("[", step)


def _found(link: Written, body: str, piece: _Piece, first_line: int, shift: int = 0) -> Found:
    start, end = link.start + shift, link.end + shift
    before = piece.text.count("\n", 0, start)
    line_end = piece.text.find("\n", start, end)
    width = (line_end if line_end >= 0 else end) - start
    column = piece.offset + start - body.rfind("\n", 0, piece.offset + start)
    place = Place(line=first_line + piece.line + before, column=column, width=max(1, width))
    target = link.raw
    if link.kind != "record":
        _, target = classify(link.raw, image=link.kind == "image")
    mention = Mention(kind=link.kind, target=target, text=link.text, place=place)
    return Found(piece.offset + start, piece.offset + end, mention, link)
