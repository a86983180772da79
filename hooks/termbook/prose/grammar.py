"""How a link is written: one grammar, for the check and for the page.

`[text](target "title")`, `![text](target)`, `[text][label]`, `[[id|text]]`; outermost first, in a
text whose code is hidden. Every function takes time that grows no faster than its text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

Sort = Literal["record", "file", "image", "url", "anchor"]

LONGEST_TARGET: Final = 400
"""How many characters the target of a link may have."""

HIDDEN: Final = "\x02"
"""Stands where code was; Python-Markdown marks with it what it has put aside."""

AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}://[^<>\s]{1,400})>")
"""An address between angle brackets."""

CELL_END: Final = re.compile(r"\\.|\[\[[^\[\]\n]{1,400}\]\]|\|")
"""What ends a cell of a table, `|`, and what holds a `|` that does not."""

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_LABEL: Final = re.compile(r"\s?\[([^\[\]]{0,200})\]")
_BRACKET: Final = re.compile(r"\\.|[\[\]()]", re.DOTALL)
_POINTED: Final = re.compile(
    r"\(\s*<([^<>\n]{1,400})>(?:\s+(?:\"([^\"]{0,400})\"|'([^']{0,400})'))?\s*\)"
)
_TITLED: Final = re.compile(
    r"\(\s*([^\s()<>\"']{1,400})\s+(?:\"([^\"]{0,400})\"|'([^']{0,400})')\s*\)"
)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_SPACES: Final = re.compile(r"\s+")
_SEPARATOR: Final = re.compile(r"\\?\|")


class Written(NamedTuple):
    """A link as it is written, from offset `start` up to but not with `end` of its text.

    `label` is the one of the definition that it takes its target from.
    """

    start: int
    end: int
    kind: Sort
    raw: str
    text: str
    title: str = ""
    label: str = ""


class Definition(NamedTuple):
    """What a label stands for: the `[label]: target "title"` of line `line`, counted from 0."""

    line: int
    raw: str
    title: str


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
            parts = _SEPARATOR.split(text[start + 2 : end - 2], maxsplit=1)
            shown = parts[1].strip() if len(parts) > 1 else ""
            return Written(start, end, "record", parts[0].strip(), shown)
    close = closed.get(start, -1)
    if close < 0 or (text.startswith("^", start + 1) and not image):
        return None
    inside = text[start + 1 : close]
    if text.startswith("(", close + 1):
        end, raw, title = destination(text, close + 1, closed)
        if end:
            return written(start - image, end, raw, inside, title, image=image)
    if definitions:
        for label, end in labels_at(text, start, close):
            definition = definitions.get(label)
            if definition is not None:
                raw, title = definition.raw, definition.title
                link = written(start - image, end, raw, inside, title, image=image)
                return link._replace(label=label)
    return None


def link_at(
    text: str, start: int, closed: Mapping[int, int], definitions: Definitions
) -> Written | None:
    """The image whose brackets begin at `start`, else the link, or None."""
    if is_image(text, start):
        image = read(text, start, closed, definitions, image=True)
        if image is not None or not text.startswith("[[", start):
            return image
    return read(text, start, closed, definitions, image=False)


def is_image(text: str, start: int) -> bool:
    """Whether the `[` at `start` follows the `!` of an image."""
    if start == 0 or text[start - 1] != "!":
        return False
    before = start - 1
    while before > 0 and text[before - 1] == "\\":
        before -= 1
    return (start - 1 - before) % 2 == 0


def closings(text: str) -> dict[int, int]:
    """Where each `[` and `(` of `text` is closed, by offset; -1 for one that is not."""
    result: dict[int, int] = {}
    opened: dict[str, list[int]] = {"]": [], ")": []}
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark in "[(":
            at = match.start()
            opened["]" if mark == "[" else ")"].append(at)
            result[at] = -1
        elif mark in "])" and opened[mark]:
            result[opened[mark].pop()] = match.start()
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
    if end < 0 or text.find("[[", start + 2, end) >= 0:
        return 0
    while text.startswith("]", end + 2) and text.count("[", start + 2, end) > text.count(
        "]", start + 2, end
    ):
        end += 1
    inside = text[start + 2 : end]
    if "\n" in inside or HIDDEN in inside or not inside.strip(" \t|"):
        return 0
    return end + 2 if inside.count("[") == inside.count("]") else 0


def destination(text: str, start: int, closed: Mapping[int, int]) -> tuple[int, str, str]:
    """End, target and title of the `(…)` of a link at `start`; (0, "", "") where it is none."""
    for pattern in (_POINTED, _TITLED):
        match = pattern.match(text, start)
        if match:
            title = match[2] or match[3] or ""
            return (match.end(), match[1], title) if _may_be(match[1]) else (0, "", "")
    end = closed.get(start, -1)
    if end < 0 or end - start > 2 * LONGEST_TARGET:
        return 0, "", ""
    inside = text[start + 1 : end].strip()
    title = ""
    if inside.endswith(('"', "'")):
        begin = inside.rfind(inside[-1], 0, -1)
        if begin > 0 and inside[begin - 1].isspace():
            inside, title = inside[:begin].rstrip(), inside[begin + 1 : -1]
    return (end + 1, inside, title) if _may_be(inside) else (0, "", "")


def _may_be(raw: str) -> bool:
    return 0 < len(raw.strip()) <= LONGEST_TARGET and "\n" not in raw and HIDDEN not in raw


def written(start: int, end: int, raw: str, inside: str, title: str, *, image: bool) -> Written:
    """A link whose target is `raw`, from `start` to `end`."""
    target = plain(raw).strip()
    kind, _ = classify(target, image=image)
    return Written(start, end, kind, target, inside, _SPACES.sub(" ", plain(title)))


def plain(text: str) -> str:
    """`text` without the backslashes that protect marks, its entities as characters."""
    return unescape(_ESCAPED.sub(r"\1", text))


def labels_at(text: str, start: int, close: int) -> Iterator[tuple[str, int]]:
    """The labels that the brackets at `start` may stand for, and where the link then ends."""
    inside = label_of(text[start + 1 : min(close, start + 202)])
    named = _LABEL.match(text, close + 1)
    if named:
        yield label_of(named[1]) or inside, named.end()
    yield inside, close + 1
