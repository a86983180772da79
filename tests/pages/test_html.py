"""Pages as HTML: every text is escaped where it stands, and the contents name every heading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from termbook.pages.blocks import (
    Badge,
    Bar,
    Bars,
    Block,
    Code,
    Column,
    Day,
    Entry,
    Fact,
    Facts,
    Heading,
    Inline,
    Link,
    Listing,
    Notice,
    Paragraph,
    Prose,
    Reference,
    Row,
    Table,
    Text,
    Tile,
    Tiles,
    Timeline,
)
from termbook.pages.html import Contents, Drawer
from termbook.pages.page import Page, Source
from termbook.words import Words
from tests.prose.reader import read

DRAWER = Drawer(Words())
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "</title></main><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; 甲",
)
MADE: frozenset[str] = frozenset(
    (
        *("a", "aside", "caption", "code", "dd", "div", "dl", "dt", "footer", "h1", "h2", "header"),
        *("li", "nav", "ol", "p", "rect", "small", "span", "strong", "svg", "table", "tbody", "td"),
        *("th", "thead", "time", "tr", "ul"),
    )
)


def page(*content: Block, **more: object) -> Page:
    base = Page(path="2020-h1/risks/R-1.html", title="题", type="risk", section="x", blocks=content)
    return base._replace(**more)  # type: ignore[arg-type]  # a test names fields by key


def everything(evil: str) -> Page:
    """A page with `evil` wherever a text of a record can stand."""
    parts: tuple[Inline, ...] = (
        *(Text(evil), Link(evil, f"{evil}.html", evil), Badge(evil, "state-open")),
        *(Code(evil), Day("2020-01-02")),
    )
    entry = Entry("2020-01-02", parts, (parts,))
    return page(
        Heading(evil, "h"),
        Paragraph(parts, "quiet"),
        Facts((Fact(evil, parts),)),
        Table(evil, (Column(evil),), (Row((parts,)),)),
        Timeline(evil, (entry,)),
        Listing((entry,)),
        Tiles((Tile(evil, evil, evil, f"{evil}.html"), Tile(evil, evil))),
        Bars(evil, (Bar(evil, 1, 2, evil),)),
        Notice(evil, parts),
        Prose(
            f"{evil} [[R-2]]", "2020-h1/risks", (Reference("R-2", f"{evil}.html", evil, evil, "x"),)
        ),
        title=evil,
        crumbs=(Link(evil, f"{evil}.html"),),
        lead=(Badge(evil, "x"),),
        kicker=evil,
        previous=Link(evil, f"{evil}.html"),
        next=Link(evil, f"{evil}.html"),
        source=Source(evil, evil, "risk", "2020-h1", "2020-01-01"),
        edit_url=f"https://example.org/{evil}",
    )


def faults(html: str) -> Iterator[str]:
    reader = read(html)
    yield from (odd for odd in reader.odd if odd != "<rect/>")
    for tag, attributes in reader.tags:
        if tag not in MADE:
            yield f"<{tag}>"
        yield from (f"<{tag} {name}>" for name in attributes if name.startswith("on"))
        yield from (f"<{tag} style>" for name in attributes if name == "style")


@pytest.mark.parametrize("evil", EVIL)
def test_texts_are_escaped_wherever_they_stand(evil: str) -> None:
    drawn = DRAWER.draw(everything(evil))
    assert list(faults(drawn.html)) == []
    words = "".join(read(drawn.html).words)
    assert words.count(evil) >= 25
    assert drawn.contents[0] == Contents(2, "h", evil)


def test_the_same_page_gives_the_same_bytes() -> None:
    for evil in EVIL:
        assert DRAWER.draw(everything(evil)) == Drawer(Words()).draw(everything(evil))


def test_links_lead_from_the_page_to_the_root() -> None:
    drawn = DRAWER.draw(page(Paragraph((Link("看", "2020-h1/学 (1).html", "二"),))))
    assert 'href="../../2020-h1/%E5%AD%A6%20(1).html#%E4%BA%8C"' in drawn.html


def test_the_contents_name_headings_of_the_page_and_of_its_text() -> None:
    drawn = DRAWER.draw(
        page(Prose("# 一\n\n## 二", "x"), Heading("措施", "measures"), Prose("# 一 ", "x"))
    )
    assert [(entry.level, entry.text) for entry in drawn.contents] == [
        *((2, "一"), (3, "二"), (2, "措施"), (2, "一")),
    ]


def test_a_text_is_found_by_the_ids_it_names_not_by_others_titles() -> None:
    known = Reference("R-2", "2020-h1/risks/R-2.html", "门锁 & 窗", "待整改", "state-open")
    drawn = DRAWER.draw(page(Prose("见 [[R-2]]，[[R-2|那件]]。", "x", (known,))))
    assert drawn.text == "见 R-2，R-2。"
    assert ">门锁 &amp; 窗<span" in drawn.html


def test_links_of_a_text_lead_to_records_and_files_and_nowhere_else() -> None:
    known = Reference("a.md", "2020-h1/risks/a.html", "甲")
    text = Prose("[一](a.md#二) ![图](p.png) [无](b.md)", "x", (known,), (("p.png", "x/p.png"),))
    tags = read(DRAWER.draw(page(text)).html).tags
    assert ("a", {"href": "../../2020-h1/risks/a.html#二"}) in tags
    assert ("img", {"alt": "图", "loading": "lazy", "src": "../../x/p.png"}) in tags
    assert ("span", {"class": "tb-missing"}) in tags
