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

    def encoded(self) -> Encoded:
        """The same, its HTML as a file holds it."""
        return Encoded(encoded(self.html), self.contents, self.text)


class Encoded(NamedTuple):
    """What a page becomes, its HTML as a file holds it: so it is kept, and put into a shell."""

    html: bytes
    contents: tuple[Contents, ...]
    text: str = ""


def encoded(html: str) -> bytes:
    """HTML as a file holds it: UTF-8, with a reference for what is no character."""
    return html.encode("utf-8", "xmlcharrefreplace")
