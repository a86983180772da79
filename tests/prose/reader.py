"""HTML as a browser takes it apart, and what may be in that of a record: our own second list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from termbook.prose.links import Mention
from termbook.prose.markdown import Prose, Rendered, Target
from termbook.words import Words

PLAIN: Final = frozenset(
    (
        *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
        *("pre", "code", "em", "strong", "hr", "br", "span", "sup", "a", "img", "div"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    )
)
ALLOWED: Final = {
    "a": {"href", "title", "class", "rel", "aria-label"},
    "code": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "img": {"src", "alt", "title", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
} | {f"h{level}": {"id"} for level in range(2, 7)}
ADDRESS: Final = re.compile(r"https?://|mailto:[\w.+-]+@[\w.-]+$|#|at/")
CLASS: Final = re.compile(
    r"tb-(ref|missing|typed|scroll|grid|center|right|badge|badge--state-open)|footnote(-ref|-backref)?"
    r"|admonition(-title)?|note|info|tip|warning|danger|example|quote"
    r"|language-[A-Za-z0-9_+#.-]{1,40}"
)
ID: Final = re.compile(r"s-[\w-]+|fn(ref\d*)?:\d+")
VOID: Final = frozenset(("br", "hr", "img"))


class Reader(HTMLParser):
    """Collects tags, and the text outside of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.odd.append(f"twice in {tag}: {names}")
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            self.odd.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.odd.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.odd.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.odd.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.odd.append(f"declaration {data}")


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def faults(html: str) -> Iterator[str]:
    """What is in `html` that a record may not bring into a page."""
    reader = read(html)
    yield from reader.odd
    yield from (f"<{tag}> left open" for tag in reader.open)
    ids: list[str] = []
    for tag, attributes in reader.tags:
        if tag not in PLAIN:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name not in ALLOWED.get(tag, ()):
                yield f"<{tag} {name}>"
            if name in ("href", "src") and not ADDRESS.match(value):
                yield f"{name}={value}"
            if name == "src" and not value.startswith("at/"):
                yield f"picture from outside: {value}"
            if name == "class":
                yield from (f"class {c}" for c in value.split() if not CLASS.fullmatch(c))
            if name == "id":
                ids.append(value)
                if not ID.fullmatch(value):
                    yield f"id {value}"
    if len(set(ids)) != len(ids):
        yield f"an id twice: {sorted(ids)}"


def words_of(html: str) -> str:
    """Every word of `html` that a reader can see or hear: text, titles, alternatives, addresses."""
    reader = read(html)
    said = [
        value if name in ("title", "alt") else unquote(value)
        for _, attributes in reader.tags
        for name, value in attributes.items()
        if name in ("title", "alt", "href", "src")
    ]
    return "".join(reader.words) + "\n" + "\n".join(said)


def somewhere(mention: Mention) -> Target | None:
    """Every record, file and image is there, except those whose name begins with `no`."""
    if mention.target.startswith("no"):
        return None
    if mention.kind == "record":
        return Target(
            href="at/record.html", title="记录标题", badge_label="待整改", badge_style="state-open"
        )
    return Target(href="at/file", title=mention.text or mention.target)


_PROSE = Prose(Words())


def show(text: str) -> Rendered:
    """`text` rendered, everything that it links to being there."""
    return _PROSE.render(text, resolve=somewhere)
