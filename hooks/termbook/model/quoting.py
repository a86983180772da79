"""How messages quote what stands in a file, and name what was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Final

_QUOTED_LENGTH: Final = 60


def shorten(text: str) -> str:
    """`text` as a message quotes it: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED_LENGTH else line[: _QUOTED_LENGTH - 1] + "…"


@lru_cache(maxsize=1024)
def nearest(value: str, allowed: tuple[str, ...]) -> str:
    """The allowed value most like `value`, or `""` where none is near.

    Each comparison takes some microseconds, up to 50 for long values.
    """
    found = get_close_matches(value[:_QUOTED_LENGTH], allowed, n=1, cutoff=0.5)
    return found[0] if found else ""
