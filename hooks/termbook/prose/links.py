"""The links of a record's text, with the place where each stands.

Found without rendering, so that checking ten thousand records stays cheap, in one pass, so that
hostile text costs no more than other text of its length. The grammar of a link stands here once;
the rendering reads links with it too, so that what a page links is what a check has seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

from termbook.diagnostics import Place
from termbook.prose.parts import Part, parts_of
from termbook.prose.tangles import tangles_of

Sort = Literal["record", "file", "image", "url", "anchor"]

LONGEST_TARGET: Final = 400
"""How many characters the target of a link may have."""

HIDDEN: Final = "\x02"
"""Stands where code was; Python-Markdown marks with it what it has put aside."""

_LONGEST_TITLE: Final = 400
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_DEFINITION: Final = re.compile(
    r" {0,3}\[([^\[\]^][^\[\]]{0,199})\]:[ \t]*(?:<([^<>]*)>|(\S+))"
    r"(?:[ \t]+(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)))?[ \t]*$"
)
_LABEL: Final = re.compile(r"\s?\[([^\[\]]{0,200})\]")
_BRACKET: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TITLE: Final = re.compile(r"\s+(?:\"([^\"]*)\"|'([^']*)')\s*\)")
_AFTER: Final = re.compile(r"\s*(?:\s(?:\"([^\"]*)\"|'([^']*)')\s*)?\)")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_SPACES: Final = re.compile(r"\s+")
_SEPARATOR: Final = re.compile(r"\\?\|")
AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}://[^<>\s]{1,400})>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A link or image of a text.

    `target` is a record's id, a decoded path without its fragment, an address, or a fragment.
    """

    kind: Sort
    target: str
    text: str
    place: Place


class Written(NamedTuple):
    """A link as it is written, from offset `start` up to but not with `end` of its text."""

    start: int
    end: int
    kind: Sort
    raw: str
    text: str
    title: str = ""


class Definition(NamedTuple):
    """What a label stands for: the `[label]: target "title"` of line `line`, counted from 0."""

    line: int
    raw: str
    title: str


class Found(NamedTuple):
    """A link and where it is: offsets in the whole body."""

    start: int
    end: int
    mention: Mention


Definitions = Mapping[str, Definition]


def classify(raw: str, *, image: bool = False) -> tuple[Sort, str]:
    """What the written target of a link is, and the target itself."""
    target = raw.strip()
    if target.startswith("#"):
        return "anchor", target[1:]
    if _SCHEME.match(target) or target.startswith(("//", "\\\\", "/\\", "\\/")):
        return "url", target
    path = unquote(target.partition("#")[0].partition("?")[0], errors="replace")
    return ("image" if image else "file"), path


def scan(body: str, first_line: int) -> tuple[Mention, ...]:
    """All links and images of `body`, whose first line is `first_line` of its file.

    What is shown as it was typed, because it is tangled or code, holds no links.
    """
    if "[" not in body and "://" not in body:
        return ()
    return tuple(found.mention for found in find(body, first_line))


def find(body: str, first_line: int = 1) -> list[Found]:
    """All links and images of `body` with their offsets, in the order of the text."""
    definitions = definitions_of(body)
    found: list[Found] = []
    for text, offset, part in _texts(body):
        number = first_line + part.start
        for link in _defined(text, part, definitions):
            found.append(_found(link, text, offset, number))
        for link in _links(text, definitions):
            found.append(_found(link, text, offset, number))
    found.sort(key=lambda one: one.start)
    return found


def definitions_of(body: str) -> Definitions:
    """The definitions of `body` that a link uses, by label; of two for a label, the first.

    A definition that nobody uses is text: `[说明]:截至六月` would vanish from the page.
    """
    if "]:" not in body:
        return {}
    stated: dict[str, Definition] = {}
    lines = body.split("\n")
    for _, _, part in _texts(body):
        for number in range(part.start, part.end):
            match = _DEFINITION.match(lines[number])
            if match:
                raw = match[2] if match[2] is not None else match[3]
                title = match[4] or match[5] or match[6] or ""
                stated.setdefault(label_of(match[1]), Definition(number, raw, title))
    if not stated:
        return {}
    used: set[str] = set()
    own = {definition.line for definition in stated.values()}
    for text, _, part in _texts(body):
        kept = [
            "" if part.start + number in own else line
            for number, line in enumerate(text.split("\n"))
        ]
        rest = "\n".join(kept)
        for start, end in closings(rest).items():
            used.update(_labels(rest, start, end))
    return {label: definition for label, definition in stated.items() if label in used}


def label_of(text: str) -> str:
    """A label as it is compared: in small letters, its spaces made one."""
    return _SPACES.sub(" ", text.strip()).lower()


def read(
    text: str, start: int, closed: Mapping[int, int], definitions: Definitions, *, image: bool
) -> Written | None:
    """The link whose `[` is at `start`, or None where none is written there.

    `closed` says where the brackets of `text` are closed. An image begins at the `!` before.
    """
    if not image and text.startswith("[[", start):
        end = record_end(text, start)
        if end:
            inside = text[start + 2 : end - 2]
            parts = _SEPARATOR.split(inside, maxsplit=1)
            shown = parts[1].strip() if len(parts) > 1 else ""
            return Written(start, end, "record", parts[0].strip(), shown)
    close = closed.get(start)
    if close is None:
        return None
    inside = text[start + 1 : close]
    if text.startswith("(", close + 1):
        end, raw, title = destination(text, close + 1)
        if end:
            return _written(text, start, end, raw, inside, title, image=image)
    if definitions and not inside.startswith("^"):
        end = close + 1
        for label in _labels(text, start, close):
            definition = definitions.get(label)
            if definition is not None:
                named = _LABEL.match(text, end)
                if named and label_of(named[1] or inside) == label:
                    end = named.end()
                raw, title = definition.raw, definition.title
                return _written(text, start, end, raw, inside, title, image=image)
    return None


def closings(text: str) -> dict[int, int]:
    """Where each `[` of `text` is closed, by offset; those that are not are left out."""
    result: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark == "[":
            opened.append(match.start())
        elif mark == "]" and opened:
            result[opened.pop()] = match.start()
    return result


def code_spans(text: str) -> list[tuple[int, int, int]]:
    """Where code stands in `text`: start, end, and the length of its marks. In linear time."""
    runs = [(m.start(), m.end() - m.start()) for m in re.finditer("`+", text)]
    by_length: dict[int, list[int]] = {}
    for index, (_, length) in enumerate(runs):
        by_length.setdefault(length, []).append(index)
    spans: list[tuple[int, int, int]] = []
    index = 0
    while index < len(runs):
        start, length = runs[index]
        before = start
        while before > 0 and text[before - 1] == "\\":
            before -= 1
        if (start - before) % 2:  # the first mark of the run is escaped
            start, length = start + 1, length - 1
        same = by_length.get(length, [])
        place = bisect_right(same, index)
        if not length or place == len(same):
            index += 1
            continue
        other = same[place]
        spans.append((start, runs[other][0] + length, length))
        index = other + 1
    return spans


def record_end(text: str, start: int) -> int:
    """Where the `[[…]]` that begins at `start` ends; 0 where it is none."""
    limit = min(len(text), start + LONGEST_TARGET)
    end = text.find("]]", start + 2, limit)
    if end < 0:
        return 0
    while text.startswith("]", end + 2) and text.count("[", start + 2, end) > text.count(
        "]", start + 2, end
    ):
        end += 1
    inside = text[start + 2 : end]
    if "\n" in inside or HIDDEN in inside or "[[" in inside or not inside.strip(" \t|"):
        return 0
    return end + 2 if inside.count("[") == inside.count("]") else 0


def destination(text: str, start: int) -> tuple[int, str, str]:
    """End, target and title of the `(…)` of a link at `start`; (0, "", "") where it is none."""
    limit = min(len(text), start + LONGEST_TARGET)
    at = start + 1
    while at < limit and text[at] in " \t\n":
        at += 1
    if text.startswith("<", at):
        close = text.find(">", at, limit)
        after = _AFTER.match(text, close + 1, close + _LONGEST_TITLE) if close > 0 else None
        if after and _may_be(text[at + 1 : close]):
            return after.end(), text[at + 1 : close], after[1] or after[2] or ""
        return 0, "", ""
    begin, depth = at, 0
    while at < limit:
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            if not depth:
                raw = text[begin:at].strip()
                return (at + 1, raw, "") if _may_be(raw) else (0, "", "")
            depth -= 1
        elif character in " \t\n" and not depth:
            title = _TITLE.match(text, at, at + _LONGEST_TITLE)
            if title:
                raw = text[begin:at].strip()
                shown = title[1] or title[2] or ""
                return (title.end(), raw, shown) if _may_be(raw) else (0, "", "")
        at += 1
    return 0, "", ""


def _may_be(raw: str) -> bool:
    return bool(raw) and "\n" not in raw and HIDDEN not in raw


def _written(
    text: str, start: int, end: int, raw: str, inside: str, title: str, *, image: bool
) -> Written:
    target = unescape(_ESCAPED.sub(r"\1", raw))
    kind, _ = classify(target, image=image)
    title = unescape(_ESCAPED.sub(r"\1", title))
    return Written(start - image, end, kind, target, inside, _SPACES.sub(" ", title))


def _labels(text: str, start: int, close: int) -> Iterator[str]:
    """The labels that the brackets at `start` may stand for, the likelier first."""
    inside = text[start + 1 : close]
    named = _LABEL.match(text, close + 1)
    if named and named[1].strip():
        yield label_of(named[1])
    if len(inside) <= 200:
        yield label_of(inside)


def _texts(body: str) -> Iterator[tuple[str, int, Part]]:
    """The parts that can hold links, code blanked out, with their offsets in `body`."""
    skipped = frozenset(part.start for part in tangles_of(body))
    at = line = 0
    for part in parts_of(body):
        while line < part.start:
            at = body.find("\n", at) + 1
            line += 1
        end = at - 1
        for _ in range(part.end - line):
            end = body.find("\n", end + 1)
            end = len(body) if end < 0 else end
        if part.sort in ("text", "row") and part.start not in skipped:
            text = body[at:end]
            if "[" in text or "<" in text:
                yield _without_code(text), at, part
        at, line = end + 1, part.end


def _without_code(text: str) -> str:
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


def _defined(text: str, part: Part, definitions: Definitions) -> Iterator[Written]:
    """The targets of the definitions in this part."""
    for definition in definitions.values():
        if part.start <= definition.line < part.end:
            lines = text.split("\n")
            number = definition.line - part.start
            start = sum(len(line) + 1 for line in lines[:number])
            line = lines[number]
            begin = start + line.index("[")
            inside = line.strip()[1:].partition("]:")[0]
            raw, title = definition.raw, definition.title
            end = start + len(line)
            yield _written(text, begin, end, raw, inside, title, image=False)


def _links(text: str, definitions: Definitions) -> Iterator[Written]:
    """The links and images of one part, outermost first, and the images inside links."""
    if "://" in text:
        for match in AUTOLINK.finditer(text):
            yield Written(match.start(), match.end(), "url", match[1], match[1])
    closed = closings(text)
    at = text.find("[")
    inside_until = 0
    while at >= 0:
        image = at > 0 and text[at - 1] == "!"
        step = at + 1
        link = None
        if (at in closed or text.startswith("[[", at)) and (image or at >= inside_until):
            link = read(text, at, closed, definitions, image=image)
        if link is not None:
            yield link
            inside_until = max(inside_until, link.end)
            if image or link.kind == "record":
                step = link.end
        at = text.find("[", step)


def _found(link: Written, text: str, offset: int, first_line: int) -> Found:
    before = text.count("\n", 0, link.start)
    line_start = text.rfind("\n", 0, link.start) + 1
    line_end = text.find("\n", link.start, link.end)
    width = (line_end if line_end >= 0 else link.end) - link.start
    place = Place(
        line=first_line + before, column=link.start - line_start + 1, width=max(1, width)
    )
    if link.kind == "record":
        target = link.raw
    else:
        _, target = classify(link.raw, image=link.kind == "image")
    mention = Mention(kind=link.kind, target=target, text=link.text, place=place)
    return Found(offset + link.start, offset + link.end, mention)
