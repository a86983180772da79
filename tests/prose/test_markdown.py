"""What a text becomes: headings, links, and the language of our own words in it."""

from __future__ import annotations

import random

import pytest

from termbook.prose.general import General
from termbook.prose.markdown import Heading, Prose, Target, text_of
from termbook.words import Words
from tests.prose.attacks import ATTACKS
from tests.prose.reader import read, show, somewhere
from tests.prose.test_links import ordinary

PAGES_OWN = ("top", "measures", "story", "related", "mentioned-in", "risks", "attachments")


def html(text: str) -> str:
    return show(text).html


def test_headings_stand_below_the_title_and_have_ids_of_their_own() -> None:
    shown = show("# 一、概况\n\n## A `b` *c*\n\n###### 六\n\n# 一、概况\n\n# 一-概况-2")
    assert shown.headings == (
        Heading(level=2, id="s-一-概况", text="一、概况"),
        Heading(level=3, id="s-a-b-c", text="A b c"),
        Heading(level=6, id="s-六", text="六"),
        Heading(level=2, id="s-一-概况-2", text="一、概况"),
        Heading(level=2, id="s-一-概况-2-2", text="一-概况-2"),
    )
    assert [tag for tag, _ in read(shown.html).tags if tag[0] == "h"] == [
        "h2",
        "h3",
        "h6",
        "h2",
        "h2",
    ]


def test_the_highest_heading_of_a_text_stands_right_below_the_title() -> None:
    assert [heading.level for heading in show("### 一\n\n##### 二\n\n### 三").headings] == [2, 4, 2]


def test_ids_never_meet_those_of_the_page() -> None:
    shown = show("\n\n".join(f"# {name}\n\n# {name}" for name in (*PAGES_OWN, "🎓", "…", "<b>")))
    ids = [heading.id for heading in shown.headings]
    assert len(set(ids)) == len(ids) == 20
    assert all(id.startswith("s-") for id in ids)


def test_words_of_headings_are_plain_text() -> None:
    text = "# 1\\. A &amp; B &lt;b&gt; [[R-2020-01]] ![图](a.png) 注[^1]\n\n[^1]: 注"
    assert show(text).headings[0].text == "1. A & B <b> 记录标题 待整改 图 注"


def test_a_heading_without_words_is_none() -> None:
    assert show("#\n\n甲").headings == ()
    assert "<h" not in html("#\n\n甲")


def test_many_equal_headings_take_no_time_to_tell_apart() -> None:
    ids = [heading.id for heading in show("# 甲\n\n" * 1500).headings]
    assert len(set(ids)) == 1500


def test_links_within_the_text_find_their_headings() -> None:
    assert '<a href="#s-组织领导">' in html("[见](#组织领导)\n\n# 组织领导")
    assert '<a href="#s-组织领导">' in html("[见](#s-组织领导)\n\n# 组织领导")
    assert '<a href="#s-组织领导">' in html(
        "[见](#%E7%BB%84%E7%BB%87%E9%A2%86%E5%AF%BC)\n\n# 组织领导"
    )
    assert '<a href="#story">' in html("[见](#story)")


def test_a_record_is_shown_with_its_title_and_state() -> None:
    assert html("[[R-2020-01]]") == (
        '<p><a class="tb-ref" href="at/record.html">记录标题'
        '<span class="tb-badge tb-badge--state-open">待整改</span></a></p>'
    )
    assert ">这件事<span" in html("[[R-2020-01|这件事]]")
    assert html("[[no]]") == '<p><span class="tb-missing">no</span></p>'


def test_titles_of_records_are_never_markup() -> None:
    target = Target(href="a?b&c", title="<b>*粗* &amp; [x](y)", badge_label="&lt;", badge_style="x")
    shown = Prose(Words()).render("[[甲]]", resolve=lambda mention: target)
    assert shown.text == "<b>*粗* &amp; [x](y) &lt;"
    assert read(shown.html).tags[1][1]["href"] == "a?b&c"


def test_files_pictures_and_addresses() -> None:
    assert html('[看](a.md#甲 "题")') == '<p><a href="at/file#甲" title="题">看</a></p>'
    assert html("![图](a.png '题')") == (
        '<p><img alt="图" loading="lazy" src="at/file" title="题"></p>'
    )
    assert html("[网](http://a.b/?c&d)") == (
        '<p><a href="http://a.b/?c&amp;d" rel="noopener noreferrer">网</a></p>'
    )
    assert html("[信](mailto:a@b.c?bcc=x@y.z)") == '<p><a href="mailto:a@b.c">信</a></p>'
    assert html("<a@b.c>") == '<p><a href="mailto:a@b.c">a@b.c</a></p>'
    assert html("<https://a.b>") == (
        '<p><a href="https://a.b" rel="noopener noreferrer">https://a.b</a></p>'
    )
    assert html("[**看** `码`](no.md)") == (
        '<p><span class="tb-missing"><strong>看</strong> <code>码</code>'
        "<span> (no.md)</span></span></p>"
    )


def test_a_picture_can_be_a_link() -> None:
    assert html("[![图](a.png)](b.md)") == (
        '<p><a href="at/file"><img alt="图" loading="lazy" src="at/file"></a></p>'
    )


def test_links_by_label() -> None:
    assert html("[看][甲] ![图][甲] [甲]\n\n[甲]: a.md '题'") == (
        '<p><a href="at/file" title="题">看</a> '
        '<img alt="图" loading="lazy" src="at/file" title="题"> '
        '<a href="at/file" title="题">甲</a></p>'
    )


def test_record_links_in_a_table() -> None:
    cells = "| [[R-1|甲]] | [[R-1\\|乙]] | `a|b` |\n|---|---|---|\n| 丙 | 丁 | 戊 |"
    heads = [tag for tag, _ in read(html(cells)).tags if tag == "th"]
    assert len(heads) == 3
    assert "<code>a|b</code>" in html(cells)


def test_a_line_break_between_han_is_no_space() -> None:
    assert html("整改\n台账") == "<p>整改台账</p>"
    assert html("整改\n**台账**\n完成") == "<p>整改<strong>台账</strong>完成</p>"
    assert html("整改，\n[看](a.md)\n台账") == '<p>整改，<a href="at/file">看</a>台账</p>'
    assert html("整改\nAPI\n台账") == "<p>整改\nAPI\n台账</p>"
    assert html("整改\n`码`\n台账") == "<p>整改<code>码</code>台账</p>"
    assert html("整改  \n台账") == "<p>整改<br>台账</p>"
    assert html("```\n整改\n台账\n```") == "<pre><code>整改\n台账\n</code></pre>"


@pytest.mark.parametrize(
    ("language", "back", "label", "note"),
    [
        ("zh-Hans", "回到正文注 1 处", "表格，可左右滚动", "说明"),
        ("en", "Back to note 1 in the text", "Table; scrolls sideways", "Note"),
    ],
)
def test_our_own_words_are_in_the_language_of_the_page(
    language: str, back: str, label: str, note: str
) -> None:
    text = "甲[^x]\n\n[^x]: 乙\n\n| a | b |\n|---|---|\n| c | d |\n\n!!! note\n    丙"
    shown = Prose(Words(language)).render(text, resolve=somewhere).html
    assert f'title="{back}"' in shown
    assert f'aria-label="{back}"' in shown
    assert f'aria-label="{label}"' in shown
    assert f'<p class="admonition-title">{note}</p>' in shown


def test_the_text_of_a_page() -> None:
    text = '# 题\n\n甲 [[R-1]]\n乙 **丙**\n\n- 丁\n\n| 戊 | 己 |\n|---|---|\n\n[看](a.md "x > y")'
    assert show(text).text.split("\n\n") == [
        "题",
        "甲 记录标题 待整改 乙 丙",
        "丁",
        "戊",
        "己",
        "看",
    ]
    assert text_of("<p>a<br>b &lt;c&gt;</p><p></p>d") == "a\nb <c>\n\nd"


def test_a_block_ends_at_its_end_whatever_quotation_marks_say() -> None:
    assert text_of('<p>a "b</p><p>c" d</p>') == 'a "b\n\nc" d'
    assert text_of('<p>a<i title="x</p>y">b</p>').split("\n\n")[1] == 'y">b'


def test_what_is_a_line_break_only_when_read_divides_lines_not_blocks() -> None:
    assert text_of("<p>a &amp;&#10; b</p><p>c</p>") == "a &\nb\n\nc"


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    chance = random.Random(5)
    prose = Prose(Words())
    texts = [ordinary(chance) for _ in range(60)] + list(chance.sample(ATTACKS, 60))
    alone = [Prose(Words()).render(text, resolve=somewhere) for text in texts]
    chance.shuffle(order := list(range(len(texts))))
    for number in order:
        assert prose.render(texts[number], resolve=somewhere) == alone[number]


def test_a_text_too_deep_for_python_is_still_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = Prose(Words())

    def fail(general: General, text: str) -> str:
        raise RecursionError

    monkeypatch.setattr(General, "_converted", fail)
    shown = prose.render("# 甲 <b>", resolve=somewhere)
    assert shown.html == '<p class="tb-typed"># 甲 &lt;b&gt;</p>'
    assert shown.headings == ()
    monkeypatch.undo()
    assert prose.render("*甲*", resolve=somewhere).html == "<p><em>甲</em></p>"


def test_control_characters_do_no_harm() -> None:
    assert html("甲\x00\x02乙\ud800") == "<p>甲\ufffd\ufffd乙\ufffd</p>"


def test_an_empty_text_is_an_empty_page() -> None:
    assert html("") == html("\n\n \n") == ""
