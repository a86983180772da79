"""One spelling for texts and for what is looked for, so that both meet character by character.

`theme/assets/search.js` does the same to a query; tests hold the two together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Final

import opencc

HAN: Final = "\u2e80"
"""From here on a character is written without spaces around it (Chinese, kana, full width)."""

_COMMON: Final = tuple(
    (char, unicodedata.normalize("NFKC", char)) for char in "，：；（）！？％…\u3000"
)
"""Compatibility forms that every Chinese text holds: replaced first, as NFKC itself is slow."""

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_BLOCKS: Final = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))


def normalise(text: str) -> str:
    """`text` as it is indexed and compared.

    NFKC (full-width forms become plain), lower case, Traditional characters as Simplified ones
    (OpenCC's table of single characters), invisible characters dropped, private ones as U+FFFD.
    White space beside a Chinese character is dropped, a blank line becomes one line break, any
    other white space one space. So `normalise(query) in normalise(text)` is what "found" means,
    for a query without spaces.
    """
    for char, plain in _COMMON:
        text = text.replace(char, plain)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = text.lower()
    if _needing_care().search(text):
        text = text.translate(_replacements())
    paragraphs = (_close_up(paragraph) for paragraph in _BLANK_LINE.split(text))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _close_up(paragraph: str) -> str:
    words = paragraph.split()
    if len(words) < 2:
        return words[0] if words else ""
    parts = [words[0]]
    for before, after in pairwise(words):
        if before[-1] < HAN and after[0] < HAN:
            parts.append(" ")
        parts.append(after)
    return "".join(parts)


@cache
def simplified() -> dict[str, str]:
    """Traditional or variant character to the Simplified one, by OpenCC's `t2s`."""
    chars = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    folded = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    pairs = zip(chars, folded, strict=True)
    table = {char: simple for char, simple in pairs if char != simple and len(simple) == 1}
    # a chain (薴 to 苧 to 苎) is followed to its end, so that folding twice changes nothing
    for char, simple in table.items():
        end = simple
        while end in table:
            end = table[end]
        table[char] = end
    return table


@cache
def _replacements() -> dict[int, str]:
    table = {ord(char): simple for char, simple in simplified().items()}
    table[ord("ς")] = "σ"
    for code in (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):
        table[code] = ""
    for code in (*range(0xD800, 0xF900), *range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE)):
        table[code] = "\ufffd"
    return table


@cache
def _needing_care() -> re.Pattern[str]:
    basic = "".join(char for char in simplified() if char < "\U00010000")
    return re.compile(f"[{basic}ς\xad\u200b-\u200d\u2060\ufeff\ud800-\uf8ff\U00010000-\U0010ffff]")
