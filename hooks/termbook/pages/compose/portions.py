"""Long lists in portions: which rows stand on which page, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from termbook.pages import blocks, paths
from termbook.pages.blocks import Block, Link, Paragraph, Text
from termbook.words import Words

ROWS_A_PAGE: Final = 200
"""How many rows a list shows before it goes on in another page."""

T = TypeVar("T")


def portions(rows: Sequence[T], size: int = ROWS_A_PAGE) -> Iterator[tuple[int, Sequence[T]]]:
    """The rows in the portions of numbered pages; one empty portion where there are none."""
    for start in range(0, max(1, len(rows)), size):
        yield start // size + 1, rows[start : start + size]


def pages_of(path: str, total: int, size: int = ROWS_A_PAGE) -> tuple[str, ...]:
    """The pages of a list of `total` rows that begins at `path`."""
    return tuple(paths.numbered(path, n) for n in range(1, max(1, -(-total // size)) + 1))


def pager(
    words: Words, path: str, number: int, total: int, size: int = ROWS_A_PAGE
) -> Iterator[Block]:
    """Links to the other pages of a list, if it has any."""
    pages = pages_of(path, total, size)
    if len(pages) == 1:
        return
    cells: list[blocks.Cell] = [
        (Text(str(n)),) if n == number else (Link(str(n), page),)
        for n, page in enumerate(pages, start=1)
    ]
    yield Paragraph((Text(words("list.pages") + " "), *blocks.joined(cells, " ")), "pages")
