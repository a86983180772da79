"""What the built pages of records show, read from their HTML without a browser or our own code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "pre", "div", "tr"}
_EMPTY = {"br", "hr", "img", "input"}
_HAN = re.compile(r"[\u2e80-\uffff]")


def spell(text: str) -> str:
    """`text` in small letters and plain forms, without white space beside Chinese characters."""
    for wide, plain in zip("，：；（）！？％", ",:;()!?%", strict=True):
        text = text.replace(wide, plain)
    text = text.replace("…", "...").lower()
    words = text.split()
    whole = words[0] if words else ""
    for word in words[1:]:
        beside = _HAN.match(whole[-1]) or _HAN.match(word[0])
        whole += word if beside else f" {word}"
    return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record's page: its title, and each paragraph, cell or item of its text.

    Where the page shows the title of another record, the id (or path) stands that the record's
    text has there: a title is found on its own page.
    """

    path: str
    title: str
    blocks: tuple[str, ...]
    whole: str
    """All of it as `spell` has it, a line for each block; the id too, which is found like a title."""

    def holds(self, query: str) -> bool:
        """Whether a plain look finds the words of the query, all of them."""
        return all(spell(word) in self.whole for word in query.split())


def read_records(site: Path) -> list[Shown]:
    """The pages of all records of a site."""
    paths = [path.relative_to(site).as_posix() for path in sorted(site.glob("*/*/*.html"))]
    return [_read(site, path) for path in paths if re.match(r"\d{4}-h\d/", path)]


def _read(site: Path, path: str) -> Shown:
    reader = _Reader()
    reader.feed((site / path).read_text(encoding="utf-8"))
    reader.close()
    blocks = tuple(block for block in map(" ".join, map(str.split, reader.blocks)) if block)
    title = " ".join(reader.title.split())
    name = path.rpartition("/")[2].removesuffix(".html")
    id = name if re.fullmatch(r"[RM]-\d{4}-\d+", name) else ""
    whole = "\n".join(map(spell, (title, id, *blocks)))
    return Shown(path=path, title=title, blocks=blocks, whole=whole)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.blocks = [""]
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            return
        self._open.append((tag, dict(attrs).get("class") or ""))
        if tag in _BLOCKS:
            self.blocks.append("")
        if tag == "a" and self._within("tb-ref") and self._within("tb-prose"):
            path = unquote(dict(attrs).get("href") or "").replace("../", "").removesuffix(".html")
            name = path.rpartition("/")[2]
            self.blocks[-1] += name if re.match(r"[RM]-\d{4}-", name) else path

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if any(tag == "h1" for tag, _ in self._open):
            self.title += data
        elif self._within("tb-prose") and not self._within("tb-ref"):
            self.blocks[-1] += data

    def _within(self, name: str) -> bool:
        return any(name in classes.split() for _, classes in self._open)
