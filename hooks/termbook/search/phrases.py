"""The words that the search box takes from the page."""

from __future__ import annotations

from typing import Final

from termbook.words import Words
from termbook.words.search import ROWS

_PREFIX: Final = "search."


def search_words(words: Words) -> dict[str, str]:
    """The box's words in one language, by name without "search.", placeholders unfilled.

    The page carries them as JSON (partials/search.html); search-box.js fills them.
    """
    return {key.removeprefix(_PREFIX): words(key) for key in ROWS}
