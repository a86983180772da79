"""How a pair or triple of characters finds its row and its key, and what each unit stands for.

The index is text: each 16-bit unit of a file is a position, a piece of a key or a mark, told apart
by range. So a file is a script that holds one long string, needs no decoding in the browser, and
takes two bytes for a position. Surrogates, quotes, backslashes and line breaks are never used.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from termbook.search.spelling import simplified

ROWS: Final = 2048
"""Rows of a volume; a pair's number modulo this is its row."""

POSITION: Final = 0x0100
KEY: Final = 0xBB00
CAPACITY: Final = KEY - POSITION
"""Positions of one run of text."""
KEYS: Final = 0xD800 - KEY
MARK: Final = 0xE000
"""`MARK + n`: what follows belongs to run n of the volume. At most 4096 runs."""
SPLIT: Final = 0xF000
"""After a pair's key: only its first place in each document follows, its triples hold the rest."""

_ASCII: Final = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isupper())
_PUNCTUATION: Final = "。、“”‘’《》〈〉「」『』【】〔〕—·〇"


@cache
def symbols() -> str:
    """The characters whose pairs have a key of one unit, in order.

    ASCII, Chinese punctuation and the 3,755 most used characters (GB/T 2312, first level), as far
    as `normalise` leaves them as they are. Others take a longer key, so the choice is only one
    of size.
    """
    level_one = bytes(
        byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low)
    )
    han = level_one.decode("gb2312", "ignore")
    chars = dict.fromkeys(_ASCII + _PUNCTUATION + han)
    folded = simplified()
    return "".join(
        char for char in chars if char not in folded and unicodedata.is_normalized("NFKC", char)
    )


@cache
def _numbers() -> dict[str, int]:
    return {char: number for number, char in enumerate(symbols())}


def slot(gram: str) -> tuple[int, str]:
    """Row and key of a pair or triple of 16-bit characters.

    One unit of key: a pair of symbols. Two: a triple of symbols. Otherwise two for each character.
    """
    numbers = _numbers()
    if all(char in numbers for char in gram):
        whole = 0
        for char in gram:
            whole = whole * len(numbers) + numbers[char]
        row, rest = whole % ROWS, whole // ROWS
        if len(gram) == 2:
            return row, chr(KEY + rest)
        return row, chr(KEY + rest // KEYS) + chr(KEY + rest % KEYS)
    row = 0
    for char in gram:
        row = (row * 31 + ord(char)) % ROWS
    return row, "".join(chr(KEY + (ord(c) >> 8)) + chr(KEY + (ord(c) & 255)) for c in gram)
