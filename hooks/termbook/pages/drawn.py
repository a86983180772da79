"""What a page becomes when it is drawn, before it is put into a shell."""

from __future__ import annotations

from typing import NamedTuple


class Contents(NamedTuple):
    """An entry of a page's table of contents."""

    level: int
    id: str
    text: str


class Drawn(NamedTuple):
    """A page's HTML, its table of contents, and the text that search finds it by.

    The text is that of the record, where `[[id]]` stands for the id: the title of another record
    is found on its own page.
    """

    html: str
    contents: tuple[Contents, ...]
    text: str = ""
