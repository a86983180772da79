"""Shells and what fills them."""

from __future__ import annotations

from termbook.pages import shell
from termbook.pages.html import Contents, Drawn
from termbook.pages.page import Page
from termbook.pages.shell import Group, contents_html, fill, group_of
from termbook.words import Words

WORDS = Words("en")


def page(path: str, title: str = "t") -> Page:
    return Page(path, title, "risk", "rectification", ())


def test_pages_of_one_section_and_depth_share_a_shell() -> None:
    assert group_of(page("2020-h1/risks/a.html"), frozenset()) == Group("rectification", 2)
    assert group_of(page("risks-2.html"), frozenset({"risks.html"})) == Group("rectification", 0)


def test_a_page_of_the_navigation_is_a_group_of_its_own() -> None:
    found = group_of(page("risks.html"), frozenset({"risks.html"}))
    assert found == Group("rectification", 0, "risks.html")


def test_title_content_and_contents_are_filled_in_and_the_title_is_escaped() -> None:
    frame = f"<title>{shell.TITLE}</title>{shell.CONTENTS}<main>{shell.CONTENT}</main>{shell.TITLE}"
    drawn = Drawn("<h1>x</h1>", (Contents(2, "a", "A & B"), Contents(2, "b", "B")))
    filled = fill(frame, page("a.html", "<i>"), drawn.encoded(), WORDS).decode()
    assert filled.startswith("<title>&lt;i&gt;</title><p class=")
    assert (
        '<a href="#a" class="md-nav__link"><span class="md-ellipsis">A &amp; B</span></a>' in filled
    )
    assert filled.endswith("<main><h1>x</h1></main>&lt;i&gt;")


def test_text_that_looks_like_a_mark_is_left_alone() -> None:
    frame = f"{shell.TITLE}|{shell.CONTENT}|"
    drawn = Drawn(f"<p>{shell.TITLE} {shell.CONTENTS}</p>", ())
    filled = fill(frame, page("a.html", "T"), drawn.encoded(), WORDS).decode()
    assert filled == f"T|<p>{shell.TITLE} {shell.CONTENTS}</p>|"


def test_what_is_no_character_becomes_a_reference_wherever_it_stands() -> None:
    lone = "\ud800"
    frame = f"学校 {shell.TITLE} {shell.CONTENTS} {shell.CONTENT} {lone}"
    drawn = Drawn(f"<p>正文 {lone}</p>", (Contents(2, "a", f"A{lone}"), Contents(2, "b", "B")))
    data = fill(frame, page("a.html", f"题{lone}"), drawn.encoded(), WORDS)
    assert data.count(b"&#55296;") == 4
    assert data.decode().startswith("学校 题&#55296; <p class=")


def test_a_table_of_contents_lists_headings_of_two_levels() -> None:
    entries = (Contents(2, "a", "A"), Contents(3, "b", "B"), Contents(4, "c", "C"))
    html = contents_html(entries, WORDS)
    assert html.count("<li") == 2
    assert "On this page" in html


def test_one_heading_needs_no_table_of_contents() -> None:
    assert contents_html((Contents(2, "a", "A"),), WORDS) == ""
