"""Markdown made into HTML that is safe to show, whatever the text holds.

An ordinary text goes the quick way (`quick`), any other the general one (`general`): both give the
same bytes for what both understand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from termbook.prose.links import definitions_of
from termbook.prose.quick import quick
from termbook.prose.sheet import Heading, Resolve, Sheet, Target
from termbook.reading.characters import holds_control, replaced
from termbook.words import Words

if TYPE_CHECKING:
    from termbook.prose.general import General

__all__ = ("Heading", "Prose", "Rendered", "Resolve", "Target", "text_of")

_BLOCK_END: Final = re.compile(r"</(?:p|h[2-6]|li|tr|td|th|dt|dd|pre|blockquote|div)>")
_LINE_END: Final = re.compile(r"<br ?/?>")
_BADGE: Final = '<span class="tb-badge'
_CUT: Final = "\0"
"""Stands where a block ended: in no HTML, and no tag reaches across it."""
_TAG: Final = re.compile(rf'<[^<>"{_CUT}]*(?:"[^"{_CUT}]*"[^<>"{_CUT}]*)*>')


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

    @cached_property
    def _general(self) -> General:
        # not before a text asks for it: most need no Python-Markdown at all
        from termbook.prose.general import General  # noqa: PLC0415

        return General(self._words)

    def render(self, text: str, *, resolve: Resolve) -> Rendered:
        """`text` as safe HTML. `resolve` says where records, files and images are, or None."""
        sheet = Sheet(resolve, {})
        html = quick(text, sheet, self._table_label) if self._quickly else None
        if html is None:
            if holds_control(text):
                text = replaced(text)
            sheet = Sheet(resolve, definitions_of(text))
            html = self._general.html(text, sheet)
        return Rendered(html=html, headings=tuple(sheet.headings))


def text_of(html: str) -> str:
    """What a reader sees of `html`: a blank line between blocks, so that no word is found that
    begins in one and ends in the next.
    """
    html = html.replace("\n", " ").replace(_BADGE, f" {_BADGE}")
    if "<br" in html:
        html = _LINE_END.sub("\n", html)
    text = _TAG.sub("", _BLOCK_END.sub(_CUT, html))
    if "&" in text or "\n" in text:
        blocks = [_in_lines(unescape(block)) for block in text.split(_CUT)]
    else:
        blocks = [" ".join(block.split()) for block in text.split(_CUT)]
    return "\n\n".join([block for block in blocks if block])


def _in_lines(block: str) -> str:
    """A block's lines, without needless spaces and empty ones."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in block.split("\n"))))
