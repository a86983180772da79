"""Pages drawn as HTML: the part inside the theme's page, with its headings for the contents."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from termbook.pages import paths
from termbook.pages.block_html import DRAWN_HERE, escaped, table
from termbook.pages.blocks import Block, Heading, Table
from termbook.pages.blocks import Prose as ProseBlock
from termbook.pages.charts import drawing
from termbook.pages.drawn import Contents, Drawn
from termbook.pages.frame import framed
from termbook.pages.inline import cell
from termbook.pages.page import Page
from termbook.prose.links import Mention
from termbook.prose.markdown import Prose, Target, text_of
from termbook.words import Words

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ("Contents", "Drawer", "Drawn")

_REFERS: Final = 'class="tb-ref"'
_REFERENCE: Final = re.compile(rf'<a (?=[^>]*{_REFERS})[^>]*href="([^"]*)"[^>]*>.*?</a>')


class _Text(NamedTuple):
    """A record's text as cleaned HTML, with its headings and what search finds it by."""

    html: str
    contents: list[Contents]
    found_by: str


class Drawer:
    """Draws pages in one language. One is made for each process; it keeps nothing of a page."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._prose = Prose(words)

    @cached_property
    def _block(self) -> Template:
        # not before a block asks for it: of ten thousand pages a few dozen do
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

        environment = Environment(
            loader=PackageLoader("termbook.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            auto_reload=False,
        )
        environment.globals["words"] = self._words
        environment.globals["shapes"] = drawing
        return environment.get_template("blocks.html")

    def draw(self, page: Page) -> Drawn:
        """The page's HTML. The same page gives the same bytes, in any process."""
        root = paths.to_root(page.path)
        headings: list[Contents] = []
        content: list[str] = []
        found_by: list[str] = []
        for block in page.blocks:
            if isinstance(block, ProseBlock):
                text = self._prose_html(block, root)
                headings += text.contents
                found_by.append(text.found_by)
                content.append(f'<div class="tb-prose">{text.html}</div>\n')
            else:
                if isinstance(block, Heading):
                    headings.append(Contents(block.level, block.id, block.text))
                content.append(f"{self._drawn(block, root)}\n")
        html = framed(page, "".join(content), root, self._words)
        return Drawn(html=html, contents=tuple(headings), text="\n\n".join(found_by))

    def _drawn(self, block: Block, root: str) -> str:
        """A block's HTML, in which every text is escaped; not for a record's text."""
        draw = DRAWN_HERE.get(block.type)
        if draw is not None and not (isinstance(block, Table) and block.filters):
            return draw(block, root)
        return self._block.render(
            b=block,
            cell=lambda parts: cell(parts, root),
            href=lambda path, fragment="": paths.href(path, root, fragment),
            table=lambda block: Markup(table(block, root)),  # noqa: S704 - which escapes
        )

    def _prose_html(self, block: ProseBlock, root: str) -> _Text:
        references = {r.target: r for r in block.references}
        files = dict(block.files)

        def resolve(mention: Mention) -> Target | None:
            known = references.get(mention.target)
            if known is not None:
                return Target(
                    href=paths.href(known.path, root),
                    title=known.title,
                    badge_label=known.badge,
                    badge_style=known.style,
                )
            path = files.get(mention.target)
            if path is not None:
                return Target(href=paths.href(path, root), title=mention.text or mention.target)
            return None

        rendered = self._prose.render(block.text, resolve=resolve)
        contents = [Contents(h.level, h.id, h.text) for h in rendered.headings]
        by_id = rendered.html
        if _REFERS in by_id:
            ids = {escaped(paths.href(r.path, root)): r.target for r in block.references}
            by_id = _REFERENCE.sub(lambda m: ids.get(m[1], ""), by_id)
        # prose is cleaned: this is the one gate through which markup comes in
        return _Text(rendered.html, contents, text_of(by_id))
