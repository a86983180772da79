"""The links of a record's text, with the place where each stands.

Found without rendering, in one pass over the lines, so that checking ten thousand records stays
cheap and hostile text costs no more than other text of its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote

from termbook.diagnostics import Place
from termbook.prose.tangles import MOST_MARKS

Sort = Literal["record", "file", "image", "url", "anchor"]

LONGEST_TARGET: Final = 400
"""How many characters the target of a link may have."""

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")
_DEFINITION: Final = re.compile(r" {0,3}\[([^\[\]^]{1,200})\]:\s*(?:<([^<>]*)>|(\S+))")
_CONTAINER: Final = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])\s|!!!|\?\?\?|\[\^|:\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A link or image of a text.

    `target` is a record's id, a decoded path without its fragment, an address, or a fragment.
    """

    kind: Sort
    target: str
    text: str
    place: Place


def classify(raw: str, *, image: bool = False) -> tuple[Sort, str]:
    """What the written target of a link is, and the target itself."""
    target = raw.strip()
    if target.startswith("#"):
        return "anchor", target[1:]
    if _SCHEME.match(target) or target.startswith(("//", "\\\\")):
        return "url", target
    path = unquote(target.partition("#")[0].partition("?")[0], errors="replace")
    return ("image" if image else "file"), path


def scan(body: str, first_line: int) -> tuple[Mention, ...]:
    """All links and images of `body`, whose first line is `first_line` of its file.

    A line with more brackets than Markdown is asked to understand holds no links.
    """
    if "[" not in body:
        return ()
    found: list[Mention] = []
    for number, line in _lines_of_text(body):
        if "[" in line and line.count("[") <= MOST_MARKS:
            found.extend(_of_line(line, first_line + number))
    return tuple(found)


def _lines_of_text(body: str) -> Iterator[tuple[int, str]]:
    """Lines that are not code, with code spans blanked out."""
    fence = ""
    after_blank, contained, in_code = True, False, False
    for number, line in enumerate(body.split("\n")):
        mark = _FENCE.match(line) if "`" in line or "~" in line else None
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            continue
        if mark and "`" not in line[mark.end() :]:
            fence = mark[1]
            continue
        if not line.strip():
            after_blank = True
            continue
        if line.startswith(("    ", "\t")):
            in_code = not contained and (after_blank or in_code)
        else:
            in_code = False
            contained = _CONTAINER.match(line) is not None or (contained and not after_blank)
        after_blank = False
        if not in_code:
            yield number, _without_code(line)


def _without_code(line: str) -> str:
    """`line` with its code spans turned into spaces, in linear time."""
    if "`" not in line:
        return line
    runs = [(m.start(), m.end() - m.start()) for m in re.finditer("`+", line)]
    following: dict[int, int] = {}
    partner = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        partner[index] = following.get(runs[index][1], -1)
        following[runs[index][1]] = index
    pieces: list[str] = []
    at = index = 0
    while index < len(runs):
        other = partner[index]
        if other < 0:
            index += 1
            continue
        start, end = runs[index][0], runs[other][0] + runs[other][1]
        pieces.append(line[at:start])
        pieces.append(" " * (end - start))
        at, index = end, other + 1
    pieces.append(line[at:])
    return "".join(pieces)


def _of_line(line: str, number: int) -> Iterator[Mention]:
    definition = _DEFINITION.match(line)
    if definition:
        raw = definition[2] if definition[2] is not None else definition[3]
        kind, target = classify(raw)
        yield _mention(kind, target, definition[1], number, definition.start(1), len(definition[0]))
        return
    opened: list[int] = []
    at, length = 0, len(line)
    while at < length:
        character = line[at]
        if character == "\\":
            at += 2
            continue
        if character == "[":
            if line.startswith("[[", at):
                end = wiki_end(line, at)
                if end:
                    target, _, text = line[at + 2 : end - 2].partition("|")
                    yield _mention("record", target.strip(), text.strip(), number, at, end - at)
                    at = end
                    continue
            opened.append(at)
        elif character == "]" and opened:
            start = opened.pop()
            if line.startswith("(", at + 1):
                end, raw = destination(line, at + 1)
                if end:
                    image = start > 0 and line[start - 1] == "!"
                    kind, target = classify(raw, image=image)
                    text = line[start + 1 : at]
                    yield _mention(kind, target, text, number, start - image, end - start + image)
                    at = end
                    continue
        at += 1


def _mention(kind: Sort, target: str, text: str, line: int, start: int, width: int) -> Mention:
    place = Place(line=line, column=start + 1, width=max(1, width))
    return Mention(kind=kind, target=target, text=text, place=place)


def wiki_end(text: str, start: int) -> int:
    """Where the `[[…]]` that begins at `start` ends; 0 where it is none."""
    limit = min(len(text), start + LONGEST_TARGET)
    end = text.find("]]", start + 2, limit)
    if end < 0 or "\n" in text[start:end] or not text[start + 2 : end].strip():
        return 0
    while text.startswith("]", end + 2) and "[" in text[start + 2 : end]:
        end += 1
    return end + 2


def destination(text: str, start: int) -> tuple[int, str]:
    """The end and the target of the `(…)` of a link at `start`; (0, "") where it is none."""
    limit = min(len(text), start + LONGEST_TARGET)
    if text.startswith("(<", start):
        close = text.find(">", start, limit)
        if close < 0:
            return 0, ""
        end = text.find(")", close, limit)
        return (end + 1, text[start + 2 : close]) if end >= 0 else (0, "")
    depth = 0
    for at in range(start, limit):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if not depth:
                inside = text[start + 1 : at].strip()
                return at + 1, re.split(r"\s+[\"']", inside, maxsplit=1)[0].strip()
    return 0, ""
