"""The general way of a text: Python-Markdown with patterns of our own, and the last gate.

Raw HTML is shown as typed, never understood. Links and images lead only where the caller says
they may. What comes out passes nh3 (the Rust library ammonia), which knows the tags, attributes and
schemes of `TAGS`, `ATTRIBUTES` and `SCHEMES` and lets nothing else through.
"""

from __future__ import annotations

from html import escape
from typing import Final

import nh3
from markdown import Markdown

from termbook.prose.blocks import Footnotes, Plain, Remarks, Tables
from termbook.prose.draft import draft
from termbook.prose.finish import Finish
from termbook.prose.inline import Addresses, CodeSpans, Emphasis, Links, QuickInline
from termbook.prose.sheet import Sheet
from termbook.words import Words

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


class General:
    """Makes HTML of texts, one after another, with one Markdown object. Not for two threads."""

    def __init__(self, words: Words) -> None:
        self._words = words
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

    def html(self, text: str, sheet: Sheet) -> str:
        """`text`, without control characters, as safe HTML; its headings are noted in `sheet`."""
        self._sheet = sheet
        try:
            html = self._converted(text)
        except RecursionError:
            # the limits on nesting should prevent it; if they fail, the text is still shown
            self._markdown = self._made()
            sheet.headings.clear()
            html = f'<p class="tb-typed">{escape(text)}</p>'
        return self._cleaner.clean(html)

    def _converted(self, text: str) -> str:
        md = self._markdown
        md.reset()
        finish = md.treeprocessors["finish"]
        if isinstance(finish, Finish):
            finish.sheet = self._sheet
        source = draft(text, self._sheet.definitions, md.htmlStash.store)
        return md.convert(source) if source.strip() else ""
