"""SVG pictures: those that only draw pass, those that would do more are refused."""

from __future__ import annotations

import pytest

from termbook.archive.pictures import LARGEST, inspect_svg
from termbook.words import Words

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def fault(data: str | bytes) -> str:
    """`line:column rule what` of a picture, `""` where nothing is wrong with it."""
    content = data.encode() if isinstance(data, str) else data
    found = inspect_svg("图.svg", content)
    assert len(found) <= 1
    return "".join(
        f"{d.place.line}:{d.place.column} {d.rule} {dict(d.args).get('what', '')}" for d in found
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<title>图</title><path d='M0 0L1 1' style='fill:#c00'/>",
        "<use href='#a'/><use xlink:href='#a'/>",
        "<rect fill='url(#g)'/><style>rect { fill: url(#g) }</style>",
        "<image href='data:image/png;base64,AAAA'/><image xlink:href='图.png'/>",
        "<text>javascript 脚本 onload</text>",
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        "<animate attributeName='x' to='5'/>",
        "<!-- <script/> -->",
    ],
)
def test_a_picture_that_only_draws(inside: str) -> None:
    assert fault(f"{OPEN}{inside}</svg>") == ""


def test_a_picture_with_a_doctype_and_a_declaration() -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert fault(f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{OPEN}</svg>') == ""


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<a:SCRIPT xmlns:a='http://www.w3.org/2000/svg'/>", "<a:SCRIPT>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<rect onclick='x()'/>", "onclick"),
        ("<rect ONLOAD='x()'/>", "ONLOAD"),
        ("<a href='javascript:x()'/>", "javascript:"),
        ("<a xlink:href=' java&#115;cri&#x9;pt:x()'/>", "javascript:"),
        ("<animate attributeName='y' values='javascript:x()'/>", "javascript:"),
        ("<set attributeName='xlink:href' to='x'/>", "attributeName=xlink:href"),
        ("<a href='https://example.org/'/>", "href=…"),
        ("<image xlink:href='//example.org/x.png'/>", "xlink:href=…"),
        ("<use href='data:image/svg+xml,x'/>", "href=…"),
        ("<rect style='fill:url(http://example.org/x)'/>", "style=…"),
        ("<rect fill='url(\"//example.org/x\")'/>", "fill=…"),
        ("<style>@import 'x.css';</style>", "@import"),
        ("<style><![CDATA[rect{fill:url(http://example.org)}]]></style>", "url("),
    ],
)
def test_a_picture_that_would_do_more(inside: str, what: str) -> None:
    assert fault(f"{OPEN}\n  {inside}</svg>").partition(" ")[2] == f"TB508 {what}"


def test_the_place_is_that_of_the_element() -> None:
    assert fault(f"{OPEN}\n  <g>\n    <script/></g></svg>") == "3:5 TB508 <script>"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_script_is_found_in_every_encoding_that_a_browser_reads(encoding: str) -> None:
    assert fault(f"{OPEN}<script/></svg>".encode(encoding)).endswith("TB508 <script>")


def test_an_entity_could_hide_anything() -> None:
    assert fault(f'<!DOCTYPE svg [<!ENTITY x "script">]>{OPEN}</svg>').endswith("TB508 <!ENTITY x>")


def test_a_stylesheet_could_be_a_program() -> None:
    assert fault(f'<?xml-stylesheet href="x.xsl"?>{OPEN}</svg>').endswith(
        "TB508 <?xml-stylesheet?>"
    )


def test_a_page_with_the_name_of_a_picture() -> None:
    assert fault("<html><body/></html>") == "1:1 TB508 <html>"


@pytest.mark.parametrize("data", ["", "图", f"{OPEN}<g></svg>", "\x00", f"{OPEN}</svg><script/>"])
def test_what_is_no_picture_cannot_be_checked(data: str) -> None:
    assert fault(data).endswith(("TB510 ", "TB508 <script>"))


def test_a_picture_that_is_too_large_cannot_be_checked() -> None:
    padding = " " * LARGEST
    assert fault(f"{OPEN}{padding}</svg>") == "1:1 TB510 "


def test_a_million_levels_take_no_time_and_no_stack() -> None:
    assert fault(OPEN + "<g>" * 300_000).startswith("1:")


def test_what_is_said() -> None:
    (found,) = inspect_svg("图.svg", f"{OPEN}<script/></svg>".encode())
    assert Words()("rule.TB508.message", **dict(found.args)) == (
        "这张 SVG 图片里有 <script>，打开时会运行程序或连到别处；"
        "请用绘图软件另存为“普通 SVG”，或转成 PNG"
    )
    (found,) = inspect_svg("图.svg", b"")
    assert Words("en")("rule.TB510.message", **dict(found.args)) == (
        "the SVG picture is larger than 1024 KB, or no well-formed SVG, and cannot be checked; "
        "save it as plain SVG, or as PNG"
    )
