"""The last work on the tree of a text: headings, tables, line breaks, links within the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX

from termbook.prose.han import IS_HAN, SOFT_BREAK
from termbook.prose.sheet import Sheet, heading_id
from termbook.words import Words

_INLINE: Final = frozenset(("a", "em", "strong", "code", "span", "sup", "del", "sub"))
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_OWN_LINE: Final = frozenset(
    (*_HEADINGS, "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre")
) | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
_ESCAPED: Final = re.compile(f"{STX}([0-9]+){ETX}")


class Finish(Treeprocessor):
    """Changes the tree in place, after all else and before it is written."""

    def __init__(self, md: Markdown, words: Words) -> None:
        super().__init__(md)
        self._label = words("table.scroll")
        self._anchors: list[Element] = []
        self._shift = 1
        self.sheet: Sheet | None = None

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        self._anchors = []
        # the page's own title is the only heading of level 1: the text's highest becomes level 2
        levels = [int(str(e.tag)[1]) for e in root.iter() if e.tag in _HEADINGS]
        self._shift = 2 - min(levels, default=1)
        self._visit(root)
        if self.sheet is None:
            return
        for link in self._anchors:
            target = unquote(unescape(link.get("href", "")[1:]))
            named = heading_id(target)
            if not self.sheet.has_heading(target) and self.sheet.has_heading(named):
                link.set("href", f"#{named}")

    def _visit(self, element: Element) -> None:
        if element.tag == "code":
            return
        if element.text:
            element.text = _read(element.text)
        before: Element | None = None
        for place, child in enumerate(list(element)):
            tag = child.tag
            if child.tail:
                child.tail = _read(child.tail)
            self._visit(child)
            if tag in _INLINE:
                _join_around(element, before, child)
                if tag == "a" and not child.get("class") and child.get("href", "")[:1] == "#":
                    self._anchors.append(child)
            elif tag == "pre":
                _close(child)
            elif tag in _HEADINGS:
                self._head(child)
            elif tag == "table":
                element[place] = self._wrapped(child)
            before = element[place]
            if tag in _OWN_LINE and not before.tail:
                before.tail = "\n"

    def _wrapped(self, table: Element) -> Element:
        """A table inside what scrolls when it is too wide."""
        wrap = Element("div", {"class": "tb-scroll", "role": "group", "tabindex": "0"})
        wrap.set("aria-label", self._label)
        # the theme's script would wrap a table without a class once more
        table.set("class", "tb-grid")
        wrap.tail, table.tail = table.tail, None
        wrap.append(table)
        return wrap

    def _head(self, heading: Element) -> None:
        """A heading below the page's own, with an id."""
        text = " ".join(self._words_of(heading).split())
        if not text and not len(heading):
            heading.tag = "p"
            return
        level = min(6, int(str(heading.tag)[1]) + self._shift)
        heading.tag = f"h{level}"
        if self.sheet is not None:
            heading.set("id", self.sheet.add_heading(level, text))

    def _words_of(self, heading: Element) -> str:
        kept = self.md.htmlStash.rawHtmlBlocks
        typed = HTML_PLACEHOLDER_RE.sub(lambda m: str(kept[int(m[1])]), "".join(_texts(heading)))
        return unescape(typed)


def _texts(element: Element) -> Iterator[str]:
    """The words of a heading, without its footnote marks; badges and images set apart."""
    yield element.text or ""
    for child in element:
        if child.tag == "img":
            yield child.get("alt", "")
        elif child.get("class", "").startswith("tb-badge"):
            yield " "
            yield from _texts(child)
        elif child.tag != "sup":
            yield from _texts(child)
        yield child.tail or ""


def _read(text: str) -> str:
    """Escaped characters are themselves again; a line break between two Han is no space."""
    if STX in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1])), text)
    return SOFT_BREAK.sub("", text) if "\n" in text else text


def _close(block: Element) -> None:
    """Code that was indented ends with its last line."""
    if len(block) and block[0].text:
        block[0].text = block[0].text.rstrip() + "\n"


def _join_around(parent: Element, before: Element | None, child: Element) -> None:
    """The same where one of the two characters is inside `child`, or both are in elements."""
    text = ((parent.text if before is None else before.tail) or "").rstrip(" ")
    if text.endswith("\n"):
        left = text[-2:-1] or _last_of(before)
        first = next((piece for piece in child.itertext() if piece), "")
        if IS_HAN.match(left) and IS_HAN.match(first[:1]):
            if before is None:
                parent.text = text[:-1]
            else:
                before.tail = text[:-1]
    tail = child.tail or ""
    if tail.startswith("\n"):
        rest = tail[1:].lstrip(" ")
        if IS_HAN.match(rest) and IS_HAN.match(_last_of(child)):
            child.tail = rest


def _last_of(element: Element | None) -> str:
    """The last character of what stands in a line; none of a record with its badge."""
    if element is None or element.tag not in _INLINE or element.get("class") == "tb-ref":
        return ""
    last = ""
    for piece in element.itertext():
        last = piece or last
    return last[-1:]
