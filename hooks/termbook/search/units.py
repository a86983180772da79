"""What the 16-bit units of the index mean, and which row two or more characters are in.

The index is text: each unit is a position, a piece of a key or a mark, told apart by range. So a
file is a script with long strings that need no decoding in the browser, and a position takes two
bytes. No byte of a position or key is 0, which is what lets `postings` strike out bytes in bulk;
surrogates, quotes and backslashes never occur. `theme/assets/search.js` reads what stands here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

ROWS: Final = 4096
"""Rows of a volume. All that begins with a pair of characters is in one of them."""

BREAK: Final = "\uf800"
"""Stands for a space or line break in a text that is indexed; no query holds it."""

PLANES: Final = 181
CAPACITY: Final = PLANES * 255
"""Positions of one run of text."""

STEP: Final = 256
"""Every document begins at a multiple of this: an added sentence then mostly moves no other
document, and so changes few rows; a length in these steps mostly fits one byte."""

KEY: Final = (PLANES + 1) << 8
"""Units from here on, below the surrogates, are pieces of keys: two for a pair of characters,
more for more."""

ONCE: Final = 0xD7
"""High byte of a pair's second unit where only its first position in each document follows, since
what is one character longer holds the rest. Otherwise one less."""

MARK: Final = 0xE000
"""`MARK + n`: what follows belongs to run n of the volume. At most 4096 runs."""

MARK_TO_COME: Final = b"\xff\xff"
"""Stands for a mark until the number of the run is known. No high byte is 255, so these two are
nowhere else, not even across the border of two units."""

LONG_ROWS: Final = 4093
LONG_BASE: Final = (0xD8 - (KEY >> 8)) * 255
"""A prime near ROWS, and how many values a unit of a longer key has."""

# A pair is put in a row by the low bytes of its characters, shuffled so that neighbours part.
SHUFFLE_FIRST: Final = bytes((byte * 167 + 91) & 255 for byte in range(256))
SHUFFLE_SECOND: Final = bytes((byte * 59 + 33) & 255 for byte in range(256))
SHUFFLE_REST: Final = bytes((byte * 213 + 7) & 255 for byte in range(256))

HIGH: Final = bytes(
    byte + 1 if byte < 0xD8 else {0xF8: 255}.get(byte, byte - 7 if byte < 0xF8 else byte - 8)
    for byte in range(256)
)
"""High bytes of characters as 1 to 255. Those of surrogates, which never occur, share others'."""


@cache
def position_units() -> list[str]:
    """The unit of each position."""
    return [chr((place // 255 + 1 << 8) + place % 255 + 1) for place in range(CAPACITY)]


@lru_cache(maxsize=100_000)
def long_slot(gram: str, *, once: bool = False) -> tuple[int, str]:
    """Row and key of three or more characters; with `once`, the key that says so (see ONCE).

    All as one number, of which the row takes a part and the key the rest: 3, 5 or 6 units for
    3, 4 or 5 characters.
    """
    whole = int.from_bytes(gram.encode("utf-16-be"), "big")
    rest, row = divmod(whole, LONG_ROWS)
    rest = 2 * rest + once
    key = []
    for _ in range(-(-(16 * len(gram) - 10) // 13)):
        rest, digit = divmod(rest, LONG_BASE)
        key.append(chr(KEY + (digit // 255 << 8) + digit % 255 + 1))
    return row, "".join(key)
