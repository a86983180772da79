"""Pages as ordinary Markdown: what stock tools make of them says the same, and nothing is live."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown as stock_markdown

from termbook.edges.prepared import prepare
from termbook.edges.settings import Settings
from termbook.edges.tree import write_markdown
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
    Link,
    Listing,
    Notice,
    Outside,
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
from termbook.pages.markdown import escape, markdown
from termbook.pages.markdown_prose import code
from termbook.pages.page import Page, Source
from termbook.words import Words
from tests.prose.attacks import ATTACKS
from tests.prose.reader import read
from tests.prose.test_links import ordinary
from tests.site import shelf

ZH, EN = Words("zh-Hans"), Words("en")
TITLES = (
    *("1. 总则", "12) 附", "- 项", "+ 项", "* 项", "# 题", "> 引", ": 义", "~~~ py", "```", "===", "---"),
    *("a|b", "[x](y)", "![x](y)", "[x][y]", "[TOC]", "[^1]", "[x]: y", "*粗* _斜_ __x__ **y**", "`码`"),
    *("a\\b", "\\", "\\*", "&amp; & &lt;", "<b>", "</p>", "<!-- x -->", "<a@b.c>", "<http://a.b>"),
    *("{: .x }", "{#id}", "!!! note", "$x$", "^上^", "~下~", "==x==", "http://a.b", ":smile:", "a_b_c"),
    *("2020年", ".386", "“引”", "'x' \"y\"", "C#", "  空  白  ", "两\n行", "2020.6.30", "5-6", "a+b=c"),
)  # fmt: skip


def stock(text: str) -> str:
    """What MkDocs makes of `text` where nobody configures it."""
    return stock_markdown(text, extensions=["toc", "tables", "fenced_code"])


def words_of(html: str) -> str:
    return " ".join("".join(read(html).words).split())


def draw(*content: Block, words: Words = ZH, **more: object) -> str:
    page = Page(path="2020-h1/risks/R-1.html", title="题", type="risk", section="x", blocks=content)
    return markdown(page._replace(**more), words).removeprefix("# 题\n\n").rstrip("\n")  # type: ignore[arg-type]  # a test names fields by key


def prose(text: str) -> str:
    references = (
        Reference(
            "R-2020-01", "2020-h1/risks/R-2020-01.html", "门 [坏] <了>", "待整改", "state-open"
        ),
        Reference("a.md", "2020-h1/risks/a.html", "甲文"),
    )
    files = (("p.png", "2020-h1/risks/p.png"), ("附 (1).csv", "2020-h1/risks/附 (1).csv"))
    return draw(Prose(text, "2020-h1/risks", references, files))


@pytest.mark.parametrize("title", TITLES)
def test_a_title_shows_as_it_is_wherever_it_stands(title: str) -> None:
    shown = " ".join(title.split())
    written = escape(title)
    assert words_of(stock(written)) == shown
    assert words_of(stock(f"# {written}")) == shown
    assert words_of(stock(f"- {written}")) == shown
    assert words_of(stock(f"[{written}](<a.md>)")) == shown
    assert words_of(stock(f"**{written}**")) == shown
    table = stock(f"| {written} | 乙 |\n| --- | --- |\n| 丙 | {written} |")
    assert words_of(table) == f"{shown} 乙 丙 {shown}"


@given(st.text("甲乙1.)-+*_`~[](){}<>&#!|:\\= \"'^$", max_size=30))
def test_any_title_shows_as_it_is(title: str) -> None:
    assert words_of(stock(escape(title))) == " ".join(title.split())


@pytest.mark.parametrize("text", ["a", "`", "a`b", "``", "a|b", "<b>", "a\\", "&lt;", "*x*"])
def test_code_shows_as_it_is(text: str) -> None:
    assert words_of(stock(code(text))) == text
    table = stock(f"| {code(text)} | 乙 |\n| --- | --- |\n| 丙 | 丁 |")
    assert words_of(table) == f"{text} 乙 丙 丁"


def test_blocks() -> None:
    assert draw(Heading("整改 <措施>", "measures")) == "## 整改 &lt;措施&gt;"
    assert draw(Paragraph((Text("甲 "), Badge("逾期", "x"), Text(" 乙")))) == "甲 **逾期** 乙"
    facts = Facts((Fact("部门", (Link("教务处", "departments/教务处.html", "x"),)),))
    path = "../../departments/%E6%95%99%E5%8A%A1%E5%A4%84.md"
    assert draw(facts) == f"- 部门：[教务处](<{path}>)"
    assert draw(facts, words=EN) == f"- 部门: [教务处](<{path}>)"
    assert draw(Tiles((Tile("逾期", "3", "30 天内"),))) == "- 逾期：**3** 30 天内"
    assert draw(Tiles((Tile("逾期", "3"),)), words=EN) == "- 逾期: **3**"
    assert draw(Bars("完成", (Bar("党课", 1, 2, "1 / 2"),))) == "- 党课：1 / 2"
    assert draw(Notice("示例", (Text("一句"),))) == "> **示例** 一句"
    entry = Entry("2020-01-02", (Text("甲"),), ((Text("乙"),), (Day("2020-02-03"),)))
    assert draw(Timeline("过程", (entry,))) == "- 2020-01-02 甲\n    - 乙\n    - 2020-02-03"
    assert draw(Listing((Entry("", (Code("a`b"),)),))) == "- ``a`b``"
    assert draw(Paragraph((Outside("网", "http://a.b/c"),))) == "[网](<http://a.b/c>)"
    assert draw(Paragraph((Outside("网", "javascript:x"),))) == "网"


def test_a_table_has_as_many_cells_as_columns() -> None:
    table = Table("问题（1）", (Column("编号"), Column("a|b")), (Row(((Code("R-1"),), ())),))
    assert draw(table) == "问题（1）\n\n| 编号 | a&#124;b |\n| --- | --- |\n| `R-1` |  |"


def test_the_frame_of_a_page() -> None:
    drawn = draw(
        Paragraph((Text("正文"),)),
        crumbs=(Link("问题", "risks.html"),),
        kicker="问题 · R-1",
        lead=(Badge("待整改", "x"),),
        previous=Link("上", "2020-h1/risks/R-0.html"),
        next=Link("下", "2020-h1/risks/R-2.html"),
        source=Source("R-1", "2020-h1/risks/R-1.md", "risk", "2020-h1", "2020-01-01"),
    )
    assert drawn.split("\n\n") == [
        "[问题](<../../risks.md>)",
        "问题 · R-1　**待整改**",
        "正文",
        "上一条 [上](<../../2020-h1/risks/R-0.md>)　下一条 [下](<../../2020-h1/risks/R-2.md>)",
        "记录文件 `2020-h1/risks/R-1.md`",
    ]


def test_a_file_named_like_a_page_keeps_its_name() -> None:
    page = Page("a.html", "题", "x", "x", (Paragraph((Link("附件", "h1/x.html"),)),))
    assert "(<h1/x.md>)" in markdown(page, ZH)
    assert "(<h1/x.html>)" in markdown(page, ZH, files=frozenset(("h1/x.html",)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 题\n\n###### 六", "## 题\n\n###### 六"),
        ("题\n===\n\n题\n---", "## 题\n\n### 题"),
        ("## 题\n甲\n### 次", "## 题\n\n甲\n\n### 次"),
        ("见[[R-2020-01]]", "见[门 \\[坏\\] &lt;了&gt;](<../../2020-h1/risks/R-2020-01.md>) **待整改**"),
        ("[[R-2020-01|它]]", "[它](<../../2020-h1/risks/R-2020-01.md>) **待整改**"),
        ("[[无]]", "无"),
        ("[看 *x*](a.md#甲)", "[看 *x*](<../../2020-h1/risks/a.md>)"),
        ("[看](<附 (1).csv>)", "[看](<../../2020-h1/risks/%E9%99%84%20(1).csv>)"),
        ("![图](p.png)", "![图](<../../2020-h1/risks/p.png>)"),
        ("[![图](p.png)](a.md)", "[![图](<../../2020-h1/risks/p.png>)](<../../2020-h1/risks/a.md>)"),
        ("[看](无.md)", "看 (无.md)"),
        ("![图](http://a.b/c.png)", "[图](<http://a.b/c.png>)"),
        ("[看](javascript:x)", "看 (javascript:x)"),
        ("[看](#甲)", "看"),
        ("<http://a.b>", "<http://a.b>"),
        ("[看][甲]\n\n[甲]: a.md", "[看](<../../2020-h1/risks/a.md>)"),
        ("[注]:没人用", "\\[注]:没人用"),
        ("[^1]\n\n[^1]: 注", "\\[^1]\n\n\\[^1]: 注"),
        ("<b>`<i>`</b>", "&lt;b>`<i>`&lt;/b>"),
        ("甲\n- 乙", "甲\n\n- 乙"),
        ("> 甲\n> - 乙", "> 甲\n>\n> - 乙"),
        ('!!! tip "题"\n    甲\n\n    乙\n\n丙', "> **题**\n>\n> 甲\n>\n> 乙\n\n丙"),
        ("!!! tip\n    甲", "> **提示**\n>\n> 甲"),
        ("!!! 重要 事项\n    甲", "> **重要 事项**\n>\n> 甲"),
        ("```py 题\n<b>\n```", "题\n\n```py\n<b>\n```"),
        ("~~~\n```\n~~~", "````\n```\n````"),
        ("- 甲\n\n    ```\n    码\n    ```", "- 甲\n\n\n        码"),
        ("| 甲 |\n|---|\n| 乙 | [[R-2020-01|丙]] |", (
            "| 甲 |  |\n| --- | --- |\n"
            "| 乙 | [丙](<../../2020-h1/risks/R-2020-01.md>) **待整改** |"
        )),
        ("*" * 500 + "<b>", "\\*" * 500 + "&lt;b&gt;"),
        ("\t码 <b>", "码 <b>"),
    ],
)  # fmt: skip
def test_the_text_of_a_record(text: str, expected: str) -> None:
    written = prose(text)
    if text.startswith("\t"):
        written = written.strip()
    assert written == expected


ALIVE = ("script", "svg", "iframe", "style", "form", "b", "div", "span", "object")


def live(html: str) -> list[str]:
    """The tags and attributes in stock Markdown's HTML that it did not make itself."""
    reader = read(html)
    made = {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
        *("em", "strong", "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "a", "img"),
    }
    found = [tag for tag, _ in reader.tags if tag not in made] + reader.odd
    for tag, attributes in reader.tags:
        names = {"href", "title", "src", "alt", "id", "class", "start", "style"}
        found += [f"<{tag} {name}>" for name in attributes if name not in names]
        style = attributes.get("style", "text-align: left;")
        found += [style] * (not style.startswith("text-align:"))
        for name in ("href", "src"):
            address = "".join(unescape(attributes.get(name, "")).split()).lower()
            if address and not address.startswith(("http://", "https://", "mailto:", "../../")):
                found.append(f"{name}={address}")
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_only_text_in_stock_markdown_too(attack: str) -> None:
    assert live(stock(prose(attack))) == []
    line = attack.replace("\n", " ")
    assert (
        live(stock(prose(f"- {line}\n\n> {line}\n\n| {line} | 乙 |\n|---|---|\n| 丙 | 丁 |"))) == []
    )


@pytest.mark.parametrize("seed", range(10))
def test_attacks_mixed_are_only_text_in_stock_markdown_too(seed: int) -> None:
    chance = random.Random(seed)
    joints = ("", " ", "\n", "\n\n", "\n    ", "`", "``", "*", "[", "](", "\n> ", "|", "\\", "<")
    for _ in range(20):
        pieces = [chance.choice(ATTACKS) + chance.choice(joints) for _ in range(5)]
        text = "".join(pieces)
        assert live(stock(prose(text))) == [], text


@pytest.mark.parametrize("seed", range(10))
def test_ordinary_texts_say_the_same_in_stock_markdown(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        text = ordinary(chance)
        shown = words_of(stock(prose(text)))
        for word in ("各部门", "按期整改。", "情况如下：", "2020年", "（见附件）", "待定"):
            assert shown.count(word) >= text.count(word), text


MORE = {
    "2020-h1/reports/通知 [2020] 3号 🎓 'x' (二).md": """\
---
title: "[x](y) *通知* <b> | `码` 1. # {#id}"
date: 2020-06-01
tags: ["[标签](x)", "a|b"]
attachments:
  - {file: "附件 (1) [终].csv", title: "附件 <一>"}
  - {file: 页.html}
---
# 一 <i>

见[[2020-h1/reports/总结|总结 [全]]]、[[R-2020-01]]、[会议](../meetings/例会.md#s-会议)、[附](<附件 (1) [终].csv>)。

[下](#s-一)；[外](https://example.org/a_b)；![图](<图 片.svg>)

<div onclick="x">甲</div>

| 甲 | [[R-2020-01|乙]] |
|---|---|
| `a|b` | <b> |

!!! note "题"
    文[^1]

[^1]: 注
""",
    "2020-h1/reports/附件 (1) [终].csv": "a,b\n",
    "2020-h1/reports/页.html": "<p>页</p>\n",
}


def test_plain_mkdocs_builds_the_tree_strictly(tmp_path: Path) -> None:
    records = shelf.write(tmp_path / "records", **MORE)
    prepared = prepare(Settings(records=records, on="2020-06-30", audience="staff"))
    docs = tmp_path / "docs"
    count = write_markdown(prepared, docs)
    assert count == len(list(docs.rglob("*.md"))) > 20
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: x\ntheme: mkdocs\nplugins: []\nuse_directory_urls: false\n"
        "validation:\n  omitted_files: ignore\n  not_found: warn\n  anchors: warn\n"
        "  absolute_links: warn\n  unrecognized_links: warn\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    name = "通知 [2020] 3号 🎓 'x' (二).html"
    html = (tmp_path / "site" / "2020-h1" / "reports" / name).read_text(encoding="utf-8")
    assert "[x](y) *通知* <b> | `码` 1. # {#id}" in words_of(html.partition("<h1")[2])
    assert "&lt;div onclick=" in html
    assert '<a href="../meetings/%E4%BE%8B%E4%BC%9A.html">会议</a>' in html
    assert (tmp_path / "site" / "2020-h1" / "reports" / "附件 (1) [终].csv").is_file()
    assert prepared.archive.on == date(2020, 6, 30)
