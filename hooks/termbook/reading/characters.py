"""Characters that have no business in a record, and texts as a message quotes them.

One set for all who ask: the reader of files, of YAML escapes, of file names.
"""

from __future__ import annotations

import re
from typing import Final

_PLANE_ENDS: Final = "".join(
    chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)

CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef"
    f"\ud800-\udfff{_PLANE_ENDS}]"
)
r"""What a file may not hold: C0 without \t and \n, DEL, C1, line and paragraph separators,
bidirectional overrides, a byte order mark that is not at the start, surrogates, noncharacters."""

SEPARATORS: Final = "\u2028\u2029"
"""What some programs take for a line end; a space is what becomes of them."""

_JOINERS: Final = "\u200d"  # part of many emoji
_QUOTED_LENGTH: Final = 60


def holds_control(text: str) -> bool:
    """Whether `CONTROL` matches anywhere in `text`."""
    # everything that CONTROL names is unprintable, and `isprintable` is ten times faster
    return not text.replace("\n", "").isprintable() and CONTROL.search(text) is not None


def replaced(text: str) -> str:
    """`text` with one harmless character for each of `CONTROL`, so that columns stay right."""
    return CONTROL.sub(lambda found: " " if found[0] in SEPARATORS else "\ufffd", text)


def code_point(character: str) -> str:
    """The name of a character that cannot be shown: `U+0007`."""
    return f"U+{ord(character):04X}"


def excerpt(text: str) -> str:
    """`text` as a message quotes it: one line, at most 60 characters, nothing invisible."""
    # cut before anything else: a value may be megabytes long
    line = " ".join(text[: 4 * _QUOTED_LENGTH].split())
    if not line.isprintable():
        line = visible(line)
    if len(line) > _QUOTED_LENGTH or len(text) > 4 * _QUOTED_LENGTH:
        line = line[: _QUOTED_LENGTH - 1] + "…"
    return line


def visible(text: str) -> str:
    """`text` with `<U+0007>` for every character that leaves no mark, line ends among them."""
    return "".join(
        character
        if character.isprintable() or character in _JOINERS
        else f"<{code_point(character)}>"
        for character in text
    )
