"""Pages drawn as HTML: the part inside the theme's page, with its headings for the contents."""

from __future__ import annotations

from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from termbook.pages import paths
from termbook.pages.blocks import Prose as ProseBlock
from termbook.pages.page import Page
from termbook.prose.links import Mention
from termbook.prose.markdown import Prose, Target
from termbook.words import Words


class Contents(NamedTuple):
    """An entry of a page's table of contents."""

    level: int
    id: str
    text: str


class Drawn(NamedTuple):
    """A page's HTML, its table of contents, and the text that search finds it by."""

    html: str
    contents: tuple[Contents, ...]


class Drawer:
    """Draws pages in one language. One is made for each process; it keeps nothing of a page."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._prose = Prose(words)
        environment = Environment(
            loader=PackageLoader("termbook.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            auto_reload=False,
        )
        environment.globals["words"] = words
        self._template = environment.get_template("page.html")

    def draw(self, page: Page) -> Drawn:
        """The page's HTML. The same page gives the same bytes, in any process."""
        root = paths.to_root(page.path)
        headings: list[Contents] = []
        text = {
            block.text: self._prose_html(block, root)
            for block in page.blocks
            if isinstance(block, ProseBlock)
        }
        for block in page.blocks:
            if block.type == "heading":
                headings.append(Contents(block.level, block.id, block.text))
            elif block.type == "prose":
                headings.extend(text[block.text][1])
        html = self._template.render(
            page=page,
            href=lambda path, fragment="": paths.href(path, root, fragment),
            prose=lambda block: text[block.text][0],
        )
        return Drawn(html=html, contents=tuple(headings))

    def _prose_html(self, block: ProseBlock, root: str) -> tuple[Markup, list[Contents]]:
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
        return Markup(rendered.html), contents  # noqa: S704 - the one gate: prose is cleaned
