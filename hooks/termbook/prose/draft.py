"""A text as Python-Markdown gets it.

Code between fences and tangled text are put aside as they are, definitions that were read are
taken out, and what CommonMark understands without a blank line gets one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Final

from termbook.prose.grammar import CELL_END, Definitions
from termbook.prose.links import without_code
from termbook.prose.parts import TAB, Part, is_plain, parts_of
from termbook.prose.tangles import is_simple, tangles_of

_LANGUAGE: Final = re.compile(r"[A-Za-z0-9_+#.\-]{1,40}(?!\S)")
_BARE: Final = re.compile(r"(?<!\\)\|")
_MARGIN: Final = re.compile(r"[ \t>]*")
_MOST_BLANK: Final = 2

Keep = Callable[[str], str]
"""Puts HTML aside and returns what stands for it in the text."""


def draft(text: str, definitions: Definitions, keep: Keep) -> str:
    """`text` made ready. The HTML that `keep` gets is escaped."""
    if is_plain(text) and is_simple(text):
        return text + "\n\n"
    lines = text.split("\n")
    defined = frozenset(definition.line for definition in definitions.values())
    tangled = frozenset(tangles_of(text))
    result: list[str] = []
    at = quotes = 0
    knot: list[str] = []
    for part in parts_of(text):
        blank = part.start - at
        at = part.end
        if part in tangled:
            knot.extend([""] * blank if knot else [])
            knot.extend(lines[part.start : part.end])
            continue
        if knot:
            result.extend(("", keep(_typed(knot)), ""))
            knot = []
        result.extend([""] * min(blank, _MOST_BLANK))
        if part.interrupts:
            result.append(("> " * min(quotes, part.quotes)).rstrip())
        quotes = part.quotes
        result.extend(_drafted(lines, part, defined, keep))
    if knot:
        result.extend(("", keep(_typed(knot)), ""))
    return "\n".join((*result, "", ""))


def _drafted(lines: list[str], part: Part, defined: frozenset[int], keep: Keep) -> list[str]:
    """The lines of one part."""
    if part.sort == "fenced":
        inside = -(-part.indent // TAB) * TAB if part.depth else 0
        return ["", " " * min(inside, part.depth * TAB) + keep(_code(lines, part)), ""]
    result = []
    for number in range(part.start, part.end):
        line = "" if number in defined else _without_tabs(lines[number])
        if number - 1 in defined and not part.depth:
            line = line.lstrip(" ")  # it went on there, and begins here
        if part.sort == "row" and "[[" in line:
            line = _row(line)
        result.append(line)
    return result


def _code(lines: list[str], part: Part) -> str:
    """Code between fences as HTML, without as much indentation as the fence has."""
    mark = lines[part.start].lstrip(" \t")[:3]
    last = lines[part.end - 1].strip(" \t")
    closed = part.end - part.start > 1 and last.startswith(mark) and not last.strip(mark[0])
    typed = []
    for line in lines[part.start + 1 : part.end - closed]:
        space = len(line) - len(line.lstrip(" \t"))
        typed.append(line[min(space, part.indent) :])
    info = part.info.strip("{} .")
    language = _LANGUAGE.match(info)
    named = f' class="language-{escape(language[0])}"' if language else ""
    code = escape("\n".join(typed))
    info = info[language.end() :].strip() if language else info
    note = f"<p>{escape(info)}</p>\n" if info else ""
    return f"{note}<pre><code{named}>{code}\n</code></pre>"


def _without_tabs(line: str) -> str:
    """`line` with its margin made of spaces; each tab that follows becomes one space."""
    if "\t" not in line:
        return line
    margin = _MARGIN.match(line)
    end = margin.end() if margin else 0
    return line[:end].expandtabs(TAB) + line[end:].replace("\t", " ")


def _row(line: str) -> str:
    """A table's row in which the `|` of `[[id|text]]` ends no cell."""
    pieces: list[str] = []
    at = 0
    for match in CELL_END.finditer(without_code(line)):
        if match[0].startswith("[["):
            pieces.append(line[at : match.start()])
            pieces.append(_BARE.sub(r"\\|", match[0]))
            at = match.end()
    pieces.append(line[at:])
    return "".join(pieces)


def _typed(lines: list[str]) -> str:
    return f'<p class="tb-typed">{escape(chr(10).join(lines))}</p>'
