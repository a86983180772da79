"""The search of the built site: an index of every pair of characters, cut into small files.

Apart from the pages, because it is made from what the pages are made of and not from their HTML.
`docs/decisions/0006-search.md` says why it is built this way.
"""

from __future__ import annotations

from termbook.search.entry import Entry
from termbook.search.index import Cache, Index, Part, build
from termbook.search.phrases import search_words
from termbook.search.spelling import normalise

__all__ = ["Cache", "Entry", "Index", "Part", "build", "normalise", "search_words"]
