"""Links, images and code inside a line, for Python-Markdown.

They replace its own, which take time that grows with the square of the brackets, and which would
read some links otherwise than the check does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Generic, TypeVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor, InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from termbook.diagnostics import Place
from termbook.prose.grammar import (
    AUTOLINK,
    Written,
    classify,
    closings,
    code_spans,
    is_image,
    link_at,
    plain,
)
from termbook.prose.links import Mention
from termbook.prose.sheet import Sheet

Match = tuple[Element | None, int | None, int | None]

_NONE: Final[Match] = (None, None, None)
_EMPHASIS: Final = re.compile(r"[*_]+")
_SPECIAL: Final = re.compile(r"[\\`*_\[<&\x02]|  \n")
_ADDRESS: Final = re.compile(r"mailto:([\w.+\-]{1,64}@[\w.\-]{1,253})(?:\?.*)?$", re.IGNORECASE)
_MAIL: Final = re.compile(r"<(?:mailto:)?([\w.+\-]{1,64}@[\w.\-]{1,253})>", re.IGNORECASE)
_T = TypeVar("_T")


class Emphasis(DelimiterProcessor):
    """Emphasis that takes no letter for a mark, as `*a**b*c` makes Python-Markdown 3.11 do."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802 - its name there
        """The element and what it spans; nothing where a letter would be lost."""
        element, start, end = super().handleMatch(m, data)
        if element is not None:
            shown = _EMPHASIS.sub("", "".join(element.itertext()))
            if shown != _EMPHASIS.sub("", data[start:end]):
                self.reset()
                return None, start, m.end(0)
        return element, start, end


class QuickInline(InlineTreeprocessor):
    """Python-Markdown's own, which passes over text that holds none of its marks."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Applies the inline patterns to the tree."""
        for element in tree.iter():
            if element.text and not _SPECIAL.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _SPECIAL.search(element.tail):
                element.tail = AtomicString(element.tail)
        return super().run(tree, ancestors)


class _Kept(Generic[_T]):
    """What was found in a text, kept while Python-Markdown replaces one part after another.

    Each time a stash mark takes the place of the last match. Any other text is a new one, also
    where it ends as the one before: what its brackets mean depends on what stands before them.
    """

    def __init__(self, find: Callable[[str], _T]) -> None:
        self._find = find
        self._last = ""
        self._around: tuple[str, str] | None = None
        self.text = ""
        self.found = find("")

    def shift(self, data: str) -> int:
        """How far `data` lies behind the text that `found` is about, which is renewed at need."""
        if data != self._last and not self._goes_on(data):
            self.text, self.found = data, self._find(data)
        self._last, self._around = data, None
        return len(data) - len(self.text)

    def take(self, data: str, start: int, end: int) -> None:
        """Says what will be replaced now."""
        self._around = data[:start], data[end:]

    def _goes_on(self, data: str) -> bool:
        if self._around is None:
            return False
        before, after = self._around
        mark = data[len(before) : len(data) - len(after)]
        one = mark[:1] == STX and mark.find(ETX) == len(mark) - 1
        return one and data.startswith(before) and data.endswith(after)


class CodeSpans(InlineProcessor):
    """Code between backticks."""

    def __init__(self) -> None:
        super().__init__(r"`+")
        self._spans = _Kept(
            lambda text: {start: (end, size) for start, end, size in code_spans(text)}
        )

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> Match:
        at = m.start()
        shift = self._spans.shift(data)
        for start in (at - shift, at - shift + 1):
            span = self._spans.found.get(start)
            if span is not None and start < m.end() - shift:
                end, size = span
                code = Element("code")
                typed = self._spans.text[start + size : end - size].strip()
                code.text = AtomicString(code_escape(typed))
                self._spans.take(data, start + shift, end + shift)
                return code, start + shift, end + shift
        return _NONE


class Links(InlineProcessor):
    """Links of every form, and images where `images` is set: they may stand inside links."""

    def __init__(self, md: Markdown, sheet: Callable[[], Sheet], *, images: bool) -> None:
        super().__init__(r"!\[" if images else r"\[", md)
        self._images = images
        self._sheet = sheet
        self._closed = _Kept(closings)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> Match:
        at = m.end() - 1
        shift = self._closed.shift(data)
        text, start = self._closed.text, at - shift
        if start not in self._closed.found or (self._images and not is_image(text, start)):
            return _NONE
        link = link_at(text, start, self._closed.found, self._sheet().definitions)
        if link is None:
            return _NONE
        if (link.start < start) != self._images:
            return None, m.start(), link.end + shift  # an image: not for the pattern of links
        element = self._image(link) if self._images else self._link(link)
        self._closed.take(data, link.start + shift, link.end + shift)
        return element, link.start + shift, link.end + shift

    def _link(self, link: Written) -> Element:
        if link.kind == "record":
            return self._record(link)
        kind, target = classify(link.raw)
        href = ""
        if kind == "anchor":
            href = "#" + target
        elif kind == "url":
            href = _outside(target)
        else:
            found = self._sheet().resolve(
                Mention(kind=kind, target=target, text=link.text, place=Place())
            )
            if found is not None:
                _, mark, fragment = link.raw.partition("#")
                href = found.href + mark + fragment
        if not href:
            missing = Element("span", {"class": "tb-missing"})
            missing.text = link.text
            SubElement(missing, "span").text = _literal(f" ({_target(link)})")
            return missing
        element = Element("a", {"href": _literal(href)})
        element.text = link.text
        if kind == "url" and not href.startswith("mailto:"):
            element.set("rel", "noopener noreferrer")
        if link.title:
            element.set("title", _literal(link.title))
        return element

    def _record(self, link: Written) -> Element:
        mention = Mention(kind="record", target=link.raw, text=link.text, place=Place())
        target = self._sheet().resolve(mention)
        if target is None:
            missing = Element("span", {"class": "tb-missing"})
            missing.text = _literal(link.text or link.raw)
            return missing
        element = Element("a", {"class": "tb-ref", "href": _literal(target.href)})
        element.text = _literal(link.text or target.title)
        if target.badge_label:
            style = f"tb-badge tb-badge--{target.badge_style}"
            SubElement(element, "span", {"class": style}).text = _literal(target.badge_label)
        return element

    def _image(self, link: Written) -> Element:
        alt = plain(self.unescape(link.text))
        kind, target = classify(link.raw, image=True)
        if kind == "image":
            mention = Mention(kind="image", target=target, text=alt, place=Place())
            found = self._sheet().resolve(mention)
            if found is not None:
                image = Element("img", {"src": _literal(found.href), "alt": _literal(alt)})
                image.set("loading", "lazy")
                if link.title:
                    image.set("title", _literal(link.title))
                return image
        missing = Element("span", {"class": "tb-missing"})
        shown = _target(link)
        missing.text = _literal(f"{alt} ({shown})" if alt else shown)
        return missing


class Addresses(InlineProcessor):
    """Addresses of the web and of mail between angle brackets."""

    def __init__(self) -> None:
        super().__init__("<")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> Match:
        web = AUTOLINK.match(data, m.start())
        mail = None if web else _MAIL.match(data, m.start())
        found = web or mail
        if found is None:
            return _NONE
        href = _outside(found[1] if web else f"mailto:{found[1]}")
        if not href:
            return _NONE
        element = Element("a", {"href": _literal(href)})
        if web:
            element.set("rel", "noopener noreferrer")
        element.text = _literal(found[1])
        return element, m.start(), found.end()


def _outside(address: str) -> str:
    """The address that a link out of the site may have; `""` where it may have none."""
    if address.lower().startswith(("http://", "https://")):
        return address
    mail = _ADDRESS.match(address)
    return f"mailto:{mail[1]}" if mail else ""


def _target(link: Written) -> str:
    return f"{link.raw} “{link.title}”" if link.title else link.raw


def _literal(text: str) -> AtomicString:
    """`text` as no pattern changes it; what looks like an entity in it is none."""
    return AtomicString(text.replace("&", "&amp;"))
