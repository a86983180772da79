"""Markdown made into HTML that is safe to show, whatever the text holds.

Raw HTML is shown as typed, never understood. Links and images lead only where the caller says
they may. What comes out passes a last gate, nh3 (the Rust library ammonia), which knows the tags,
attributes and schemes of `TAGS`, `ATTRIBUTES` and `SCHEMES` and lets nothing else through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from termbook.diagnostics import Place
from termbook.prose.links import Mention, classify, wiki_end
from termbook.prose.tangles import units
from termbook.words import Words

TAGS: Final = {
    *("a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
"""The tags that a text can become."""

ATTRIBUTES: Final = {
    "a": {"href", "title", "class", "rel", "id"},
    "code": {"class"},
    "div": {"class", "role", "tabindex", "aria-label", "id"},
    "img": {"src", "alt", "title", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
"""The attributes that each tag may carry."""

SCHEMES: Final = {"http", "https", "mailto"}
"""The schemes that an address may have; relative ones have none."""

_EXTENSIONS: Final = ("tables", "fenced_code", "footnotes", "def_list", "sane_lists", "admonition")
_HAN: Final = (
    "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_SOFT_BREAK: Final = re.compile(rf"(?<=[{_HAN}])\n(?=[{_HAN}])")
_BLOCK_END: Final = re.compile(r"</(?:p|h[2-6]|li|tr|td|th|dt|dd|pre|blockquote|div)>|<br ?/?>")
_TAG: Final = re.compile(r"<[^>]*>")
_SLUG: Final = re.compile(r"[^\w\-]+")
_HEADINGS: Final = {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link leads: a relative address, the title shown, and a badge beside it."""

    href: str
    title: str
    badge_label: str = ""
    badge_style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the text, levels 2 to 6."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text as HTML, its headings, and what a reader sees of it as plain text."""

    html: str
    headings: tuple[Heading, ...]
    text: str


Resolve = Callable[[Mention], Target | None]


class _Page:
    """What one text needs while it is rendered; made anew for each."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.headings: list[Heading] = []
        self.ids: set[str] = set()


class _RecordLink(InlineProcessor):
    """`[[id]]` and `[[id|text]]`: the record's title, and its state as a badge."""

    def __init__(self, prose: Prose) -> None:
        super().__init__(r"\[\[")
        self._prose = prose

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        end = wiki_end(data, m.start(0))
        if not end:
            return None, None, None
        inside = data[m.start(0) + 2 : end - 2]
        name, _, shown = (part.strip() for part in inside.partition("|"))
        mention = Mention(kind="record", target=name, text=shown, place=Place())
        target = self._prose.page.resolve(mention)
        if target is None:
            missing = Element("span", {"class": "tb-missing"})
            missing.text = AtomicString(shown or name)
            return missing, m.start(0), end
        link = Element("a", {"class": "tb-ref", "href": target.href})
        link.text = AtomicString(shown or target.title)
        link.tail = None
        if target.badge_label:
            style = f"tb-badge tb-badge--{target.badge_style}"
            badge = SubElement(link, "span", {"class": style})
            badge.text = AtomicString(target.badge_label)
        return link, m.start(0), end


class _Finish(Treeprocessor):
    """Links led where they may go, headings moved below the page's own, tables made to scroll."""

    def __init__(self, md: Markdown, prose: Prose) -> None:
        super().__init__(md)
        self._prose = prose
        self._shift = 0

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        # the page's own title is the only heading of level 1: the text's highest becomes level 2
        levels = [int(str(e.tag)[1]) for e in root.iter() if e.tag in _HEADINGS]
        self._shift = 2 - min(levels, default=2)
        self._visit(root)

    def _visit(self, element: Element) -> None:
        if element.tag in ("pre", "code"):
            return
        for place, child in enumerate(list(element)):
            if child.tail:
                child.tail = _joined(child.tail)
            if child.tag == "a" and child.get("class") not in ("tb-ref", "footnote-ref"):
                self._lead(child)
            elif child.tag == "img":
                self._show(child)
            elif child.tag in _HEADINGS:
                self._head(child)
            elif child.tag == "table":
                # the theme's script would wrap a table without a class once more
                child.set("class", "tb-grid")
                wrap = Element("div", {"class": "tb-scroll", "role": "group", "tabindex": "0"})
                wrap.set("aria-label", self._prose.table_label())
                wrap.tail, child.tail = child.tail, None
                element[place] = wrap
                wrap.append(child)
            self._visit(child)
        if element.text:
            element.text = _joined(element.text)

    def _lead(self, link: Element) -> None:
        if link.get("class") == "footnote-backref":
            return
        raw = link.get("href", "")
        kind, target = classify(raw)
        if kind == "url":
            if target.lower().startswith(("http://", "https://")):
                link.set("rel", "noopener noreferrer")
            elif not target.lower().startswith("mailto:"):
                _plain(link)
            return
        if kind == "anchor":
            return
        found = self._prose.page.resolve(
            Mention(kind="file", target=target, text="".join(link.itertext()), place=Place())
        )
        if found is None:
            _plain(link)
        else:
            _, mark, fragment = raw.partition("#")
            link.set("href", found.href + mark + fragment)

    def _show(self, image: Element) -> None:
        kind, target = classify(image.get("src", ""), image=True)
        alt = image.get("alt", "")
        if kind == "image":
            found = self._prose.page.resolve(
                Mention(kind="image", target=target, text=alt, place=Place())
            )
            if found is not None:
                image.set("src", found.href)
                image.set("loading", "lazy")
                return
        tail = image.tail
        image.clear()
        image.tail = tail
        image.tag = "span"
        image.set("class", "tb-missing")
        image.text = AtomicString(f"{alt} ({target})" if alt else target)

    def _head(self, heading: Element) -> None:
        level = min(6, int(str(heading.tag)[1]) + self._shift)
        heading.tag = f"h{level}"
        text = " ".join("".join(heading.itertext()).split())
        page = self._prose.page
        slug = _SLUG.sub("-", unescape(text).lower()).strip("-_")[:60] or "s"
        base, number = f"s-{slug}", 1
        name = base
        while name in page.ids:
            number += 1
            name = f"{base}-{number}"
        page.ids.add(name)
        heading.set("id", name)
        page.headings.append(Heading(level=level, id=name, text=text))


def _joined(text: str) -> str:
    """A line break between two Han characters is no space."""
    if "\n" not in text:
        return text
    joined = _SOFT_BREAK.sub("", text)
    return AtomicString(joined) if isinstance(text, AtomicString) else joined


def _plain(link: Element) -> None:
    for name in list(link.attrib):
        del link.attrib[name]
    link.tag = "span"
    link.set("class", "tb-missing")


class Prose:
    """Renders texts, one after another, with one Markdown object. Not for two threads at once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.page = _Page(lambda mention: None)
        self._markdown = Markdown(extensions=list(_EXTENSIONS), output_format="html")
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._markdown.inlinePatterns.register(_RecordLink(self), "termbook-record", 171)
        # after the inline patterns (20) and the footnotes
        self._markdown.treeprocessors.register(_Finish(self._markdown, self), "termbook", 5)
        self._cleaner = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel=None,
            strip_comments=True,
        )

    def table_label(self) -> str:
        """What a scrolling table is called for those who do not see it."""
        return self._words("table.scroll")

    def render(self, text: str, *, resolve: Resolve) -> Rendered:
        """`text` as safe HTML. `resolve` says where records, files and images are, or None."""
        self.page = _Page(resolve)
        source, plain = _untangle(text)
        self._markdown.reset()
        try:
            html = self._markdown.convert(source)
        except RecursionError:
            # the limits on nesting should prevent it; if they fail, the text is still shown
            html, plain = f"<p>{escape(text)}</p>", {}
            self.page.headings.clear()
        html = self._cleaner.clean(html)
        for token, typed in plain.items():
            html = html.replace(token, typed)
        return Rendered(html=html, headings=tuple(self.page.headings), text=text_of(html))


def _untangle(text: str) -> tuple[str, dict[str, str]]:
    """The text with its tangled parts taken out, and what stands for each of them."""
    lines = text.split("\n")
    parts: list[tuple[int, int]] = []
    for start, end, knotted in units(text):
        if knotted and parts and not any(line.strip() for line in lines[parts[-1][1] : start]):
            parts[-1] = (parts[-1][0], end)
        elif knotted:
            parts.append((start, end))
    if not parts:
        return text, {}
    plain: dict[str, str] = {}
    result: list[str] = []
    at = 0
    for start, end in parts:
        result.extend(lines[at:start])
        typed = "\n".join(lines[start:end])
        token = f"tbtangle{sha256(typed.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}x{start}"
        plain[token] = escape(typed)
        result.extend(("", token, ""))
        at = end
    result.extend(lines[at:])
    return "\n".join(result), plain


def text_of(html: str) -> str:
    """What a reader sees of `html`, each block on a line of its own."""
    broken = _BLOCK_END.sub("\n", html)
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub("", broken)).split("\n"))
    return "\n".join(line for line in lines if line)
