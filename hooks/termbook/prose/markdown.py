"""Markdown made into HTML that is safe to show, whatever the text holds.

Raw HTML is shown as typed, never understood. Links and images lead only where the caller says
they may. What comes out passes a last gate, nh3 (the Rust library ammonia), which knows the tags,
attributes and schemes of `TAGS`, `ATTRIBUTES` and `SCHEMES` and lets nothing else through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

import nh3
from markdown import Markdown

from termbook.prose.blocks import Footnotes, Plain, Remarks, Tables
from termbook.prose.draft import draft
from termbook.prose.finish import Finish
from termbook.prose.inline import Addresses, CodeSpans, Emphasis, Links, QuickInline
from termbook.prose.links import definitions_of
from termbook.prose.quick import quick
from termbook.prose.sheet import Heading, Resolve, Sheet, Target
from termbook.reading.characters import holds_control, replaced
from termbook.words import Words

__all__ = ("Heading", "Prose", "Rendered", "Resolve", "Target", "text_of")

TAGS: Final = {
    *("a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
"""The tags that a text can become."""

ATTRIBUTES: Final = {
    "a": {"href", "title", "class", "rel", "aria-label"},
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

_BLOCK_END: Final = re.compile(r"</(?:p|h[2-6]|li|tr|td|th|dt|dd|pre|blockquote|div)>")
_LINE_END: Final = re.compile(r"<br ?/?>")
_BADGE: Final = '<span class="tb-badge'
_TAG: Final = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text as HTML, and its headings."""

    html: str
    headings: tuple[Heading, ...]

    @property
    def text(self) -> str:
        """What a reader sees, each block on a line of its own."""
        return text_of(self.html)


class Prose:
    """Renders texts, one after another, with one Markdown object. Not for two threads at once.

    With `quickly` ordinary texts go a quick way to the same HTML.
    """

    def __init__(self, words: Words, *, quickly: bool = True) -> None:
        self._words = words
        self._quickly = quickly
        self._table_label = escape(words("table.scroll"))
        self._sheet = Sheet(lambda mention: None, {})
        self._markdown = self._made()
        self._cleaner = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel=None,
            strip_comments=True,
        )

    def _made(self) -> Markdown:
        """Python-Markdown with our own links, code, tables, remarks and footnotes."""
        md = Markdown(
            extensions=["def_list", "sane_lists", Footnotes(self._words)], output_format="html"
        )
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "|"]
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        blocks = md.parser.blockprocessors
        blocks.deregister("reference")
        blocks.register(Plain(md.parser), "plain", 110)
        blocks.register(Remarks(md.parser, self._words), "admonition", 105)
        blocks.register(Tables(md.parser), "table", 75)
        patterns = md.inlinePatterns
        for name in (
            *("reference", "image_reference", "short_reference", "short_image_ref"),
            *("automail", "html"),
        ):
            patterns.deregister(name)
        patterns.register(CodeSpans(), "backtick", 190)
        patterns.register(Links(md, lambda: self._sheet, images=False), "link", 185)
        patterns.register(Links(md, lambda: self._sheet, images=True), "image_link", 184)
        patterns.register(Addresses(), "autolink", 120)
        emphasis = Emphasis("*", "strong,em", md)
        emphasis.add("_", "strong,em", smart=True)
        patterns.register(emphasis, "em_strong", 60)
        md.treeprocessors.register(QuickInline(md), "inline", 20)
        md.treeprocessors.register(Finish(md, self._words), "finish", 10)
        for name in ("prettify", "unescape"):  # which `Finish` does too, in one go
            md.treeprocessors.deregister(name)
        return md

    def render(self, text: str, *, resolve: Resolve) -> Rendered:
        """`text` as safe HTML. `resolve` says where records, files and images are, or None."""
        if holds_control(text):
            text = replaced(text)
        self._sheet = Sheet(resolve, {})
        ordinary = quick(text, self._sheet, self._table_label) if self._quickly else None
        if ordinary is not None:
            return Rendered(html=ordinary, headings=tuple(self._sheet.headings))
        self._sheet = Sheet(resolve, definitions_of(text))
        try:
            html = self._converted(text)
        except RecursionError:
            # the limits on nesting should prevent it; if they fail, the text is still shown
            self._markdown = self._made()
            self._sheet.headings.clear()
            html = f'<p class="tb-typed">{escape(text)}</p>'
        html = self._cleaner.clean(html)
        return Rendered(html=html, headings=tuple(self._sheet.headings))

    def _converted(self, text: str) -> str:
        md = self._markdown
        md.reset()
        finish = md.treeprocessors["finish"]
        if isinstance(finish, Finish):
            finish.sheet = self._sheet
        source = draft(text, self._sheet.definitions, md.htmlStash.store)
        return md.convert(source) if source.strip() else ""


def text_of(html: str) -> str:
    """What a reader sees of `html`: a blank line between blocks, so that no word is found that
    begins in one and ends in the next.
    """
    spaced = html.replace("\n", " ").replace(_BADGE, f" {_BADGE}")
    return "\n\n".join(filter(None, map(_text_of_block, _BLOCK_END.split(spaced))))


def _text_of_block(html: str) -> str:
    lines = unescape(_TAG.sub("", _LINE_END.sub("\n", html))).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
