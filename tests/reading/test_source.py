"""Bytes to text: encodings, line ends, control characters; text that is damaged already."""

from __future__ import annotations

from hashlib import sha256

import pytest

from termbook.diagnostics import Place
from termbook.reading.source import Source, decode, looks_damaged
from termbook.words import Words
from tests.reading.messages import spots, told

PATH = "2020-h1/meetings/专题会议.md"


def text_of(data: bytes) -> str:
    source, found = decode(PATH, data)
    assert found == []
    assert source is not None
    return source.text


def mended(text: str) -> tuple[Source, list[tuple[str, int, int, int]]]:
    source, found = decode(PATH, text.encode())
    assert source is not None
    return source, spots(found)


def test_a_source_knows_its_path_and_the_digest_of_its_bytes() -> None:
    data = b"\xef\xbb\xbfa\r\n"
    source, found = decode(PATH, data)
    assert found == []
    assert source == Source(path=PATH, text="a\n", digest=sha256(data).hexdigest())


def test_an_empty_file_is_a_source() -> None:
    assert text_of(b"") == ""
    assert text_of(b"\xef\xbb\xbf") == ""


@pytest.mark.parametrize(
    "data", [b"a\nb\nc\n\n", b"a\r\nb\r\nc\r\n\r\n", b"a\rb\rc\r\r", b"a\r\nb\nc\r\n\r"]
)
def test_line_ends_become_one(data: bytes) -> None:
    assert text_of(data) == "a\nb\nc\n\n"


def test_han_emoji_joiners_and_ideographic_spaces_stay() -> None:
    text = "\u3000学校👨\u200d👩\u200d👧 API\t𠮷\u00a0\ue000\n"
    assert text_of(text.encode()) == text


def test_lines_of_300000_characters() -> None:
    text = "长" * 300_000 + "\n" + "x" * 300_000
    assert text_of(text.encode()) == text


# --- not UTF-8 ------------------------------------------------------------------------


def test_gb18030_is_named_with_the_way_out() -> None:
    data = "---\ntitle: 关于开展专题学习的通知\n---\n各部门要认真组织学习。\n".encode("gb18030")
    source, found = decode(PATH, data)
    assert source is None
    assert told(found) == [
        "2:8: TB002 文件是 GB18030 编码，不是 UTF-8；请用记事本或 WPS 打开，另存为纯文本，"
        "编码选 UTF-8"
    ]
    assert told(found, Words("en")) == [
        "2:8: TB002 the file is in GB18030, not UTF-8; open it in Notepad or WPS and save it as "
        "plain text with the encoding UTF-8"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    source, found = decode(PATH, "---\ntitle: 关于学习的通知\n".encode(encoding))
    assert source is None
    assert [(one.rule, dict(one.args)) for one in found] == [("TB002", {"encoding": "UTF-16"})]


def test_utf_8_with_a_bad_byte_is_not_taken_for_gb18030() -> None:
    before = "---\r\ntitle: 意识形态工作责任制落实情况\r\n---\r\n各部门"
    data = before.encode() + b"\xe5\xad" + "要认真组织学习，落实到具体岗位。\n".encode()
    source, found = decode(PATH, data)
    assert source is None
    assert told(found) == [
        "4:4: TB021 从这里起不是有效的 UTF-8 文本（字节 0xE5）；请检查这是不是文本文件，"
        "修好此处后另存为 UTF-8"
    ]


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"\xff", 1, 1, "0xFF"),
        (b"\xef\xbb\xbfab\xff", 1, 3, "0xFF"),
        (b"a\rb\r\n\xc3", 3, 1, "0xC3"),
        (b"a\xe2\x80\xa8b\xed\xa0\x80", 1, 4, "0xED"),
        ("学校\n学".encode() + b"\x80", 2, 2, "0x80"),
        (b"\xf4\x90\x80\x80", 1, 1, "0xF4"),
    ],
)
def test_the_first_bad_byte_is_named_by_line_and_column(
    data: bytes, line: int, column: int, byte: str
) -> None:
    _, found = decode(PATH, data)
    assert spots(found) == [("TB021", line, column, 1)]
    assert dict(found[0].args) == {"byte": byte}


# --- control characters ---------------------------------------------------------------


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ufdd0",
        "\ufffe",
        "\uffff",
        "\U0001fffe",
        "\U0010ffff",
    ],
)
def test_a_control_character_is_replaced_and_told(character: str) -> None:
    source, found = mended(f"第一行\n学{character}校\n")
    assert source.text == "第一行\n学\ufffd校\n"
    assert found == [("TB009", 2, 2, 1)]


@pytest.mark.parametrize("character", ["\u2028", "\u2029"])
def test_separators_become_spaces_and_end_no_line(character: str) -> None:
    source, found = mended(f"甲{character}乙\n丙\x00")
    assert source.text == "甲 乙\n丙\ufffd"
    assert found == [("TB009", 1, 2, 1), ("TB009", 2, 2, 1)]


def test_the_message_names_the_character_and_how_many_there_are() -> None:
    _, found = decode(PATH, "甲\x07\x07乙\u202e".encode())
    assert told(found) == [
        "1:2: TB009 这里有看不见的控制字符 U+0007（本文件共 3 个）；请删掉，把这一处重新输入"
    ]


def test_one_finding_for_a_line_and_twenty_for_a_file() -> None:
    source, found = mended("\x01\x02\n" * 500_000)
    assert source.text == "\ufffd\ufffd\n" * 500_000
    assert found == [("TB009", line, 1, 1) for line in range(1, 21)]


def test_many_controls_in_one_line_take_no_longer_than_their_number() -> None:
    source, found = mended("\x01" * 1_000_000)
    assert source.text == "\ufffd" * 1_000_000
    assert found == [("TB009", 1, 1, 1)]


# --- damage ---------------------------------------------------------------------------


def damage(text: str) -> list[tuple[int, int, int]]:
    return [(place.line, place.column, place.width) for place in looks_damaged(text)]


@pytest.mark.parametrize(
    ("text", "column", "width"),
    [
        ("2020年学(xué)校", 7, 5),
        ("学（xué）校", 2, 5),
        ("绿(lǜ)色", 2, 4),
        ("学(xue\u0301)校", 2, 6),
        ("展?fàn)I造", 3, 4),
        ("甲(jia)乙(yi)丙(bing)丁", 2, 5),
        ("全面发展I造了环境", 5, 1),
        ("见附件l份", 4, 1),
        ("Ã©ducation", 1, 2),
        ("ä¸\u00adå›½", 1, 3),
        ("标题â€œ通知", 3, 3),
        ("ÖÐ¹úÈËÃñ", 1, 8),
        ("内容锟斤拷锟斤拷", 3, 3),
        ("烫烫烫烫烫烫", 1, 6),
        ("屯屯屯", 1, 3),
        ("瀛︿範锛屽伐浣滐紝銆傜殑鐨鐨", 4, 1),
        ("学\ufffd校", 2, 1),
    ],
)
def test_damage_is_seen(text: str, column: int, width: int) -> None:
    assert damage(f"\n{text}") == [(2, column, width)]


@pytest.mark.parametrize(
    "text",
    [
        "API接口、qq群、微信(WeChat)群",
        "求救信号(SOS)和课件(PPT)",
        "人工智能(ai)和大数据",
        "单位(he)与(an)",
        "变量(a)、变量(e)、变量(o)各一",
        "函数f(x)、g(á)",
        "咖啡馆(café)与简历(résumé)",
        "第I类、I级响应、I期工程、卷I题",
        "A座B组K歌T恤5G网络3D打印Wi-Fi",
        "××××年××月 ···· 10℃±1° ½",
        "José, Müller, São Paulo, élève, naïve",
        "产业鏈、锛子、涓涓细流",
        "屯屯村、烫烫手",
        "（一）加强组织领导（二）",
        "[[R-2020-01]] https://example.org/a(b)c",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert damage(text) == []


def test_the_first_damage_of_each_line_in_order() -> None:
    assert damage("学(xué)校识(shí)\n好\n\ufffd锟斤拷\n") == [(1, 2, 5), (3, 1, 1)]


def test_damage_of_several_sorts_comes_in_the_order_of_the_text() -> None:
    text = "甲l乙（yǐ）丙I丁\n习(xí)字\n学（xué）校l件\n展I造(zào)了l个\n"
    assert damage(text) == [(1, 2, 1), (2, 2, 4), (3, 2, 5), (4, 2, 1)]


def test_twenty_lines_are_enough() -> None:
    assert damage("学(xué)校\n" * 50) == [(line, 2, 5) for line in range(1, 21)]


def test_a_replaced_control_character_is_not_told_twice() -> None:
    source, _ = mended("学\x07校\n学\ufffd校")
    places = list(looks_damaged(source.text, mended=source.mended))
    assert places == [Place(line=2, column=2)]


@pytest.mark.parametrize(
    "text", ["学(xué)" * 60_000, "学a)" * 100_000, "学I" * 150_000, "鐨" * 300_000, "ä¸" * 150_000]
)
def test_lines_of_300000_characters_take_no_long_time(text: str) -> None:
    assert len(damage(text)) <= 1
