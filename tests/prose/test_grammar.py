"""How a link is written."""

from __future__ import annotations

import pytest

from termbook.prose.grammar import (
    HIDDEN,
    Definition,
    Written,
    classify,
    closings,
    code_spans,
    is_image,
    label_of,
    link_at,
    plain,
    record_end,
)


def written(text: str, **definitions: str) -> tuple[str, str, str, str] | None:
    """Kind, target, text and title of the link that `text` begins with."""
    known = {label: Definition(0, raw, "") for label, raw in definitions.items()}
    link = link_at(text, text.index("["), closings(text), known)
    return None if link is None else (link.kind, link.raw, link.text, link.title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[R-2020-01]]", ("record", "R-2020-01", "", "")),
        ("[[R-2020-01|这件事]]", ("record", "R-2020-01", "这件事", "")),
        ("[[R-2020-01\\|这件事]]", ("record", "R-2020-01", "这件事", "")),
        ("[[ 2020-h1/materials/通知 1 ]]", ("record", "2020-h1/materials/通知 1", "", "")),
        (
            "[[2020-h1/materials/通知[2020]3号]]",
            ("record", "2020-h1/materials/通知[2020]3号", "", ""),
        ),
        ("[[通知[2020]]]", ("record", "通知[2020]", "", "")),
        ("[[[甲]|乙]]", ("record", "[甲]", "乙", "")),
        ("[看](a.md)", ("file", "a.md", "看", "")),
        ("[看](a.md#s-标题)", ("file", "a.md#s-标题", "看", "")),
        ("[看](学习 材料.md)", ("file", "学习 材料.md", "看", "")),
        ("[看](<学习 (材料.md>)", ("file", "学习 (材料.md", "看", "")),
        ("[看](a(1).md)", ("file", "a(1).md", "看", "")),
        ("[看](a\\(1.md)", ("file", "a(1.md", "看", "")),
        ('[看](a.md "题")', ("file", "a.md", "看", "题")),
        ("[看](a.md '题 (一')", ("file", "a.md", "看", "题 (一")),
        ('[看](学习 材料.md "题")', ("file", "学习 材料.md", "看", "题")),
        ('[看](a.md\n"题")', ("file", "a.md", "看", "题")),
        ("[看](a&amp;b.md)", ("file", "a&b.md", "看", "")),
        ("[看 [这] 里](a.md)", ("file", "a.md", "看 [这] 里", "")),
        ("[看\n这里](a.md)", ("file", "a.md", "看\n这里", "")),
        ("![图](a.png)", ("image", "a.png", "图", "")),
        ("![](a.png)", ("image", "a.png", "", "")),
        ("![[甲]](a.png)", ("image", "a.png", "[甲]", "")),
        ("![[甲]]", ("record", "甲", "", "")),
        ("\\![图](a.png)", ("file", "a.png", "图", "")),
        ("[看](#标题)", ("anchor", "#标题", "看", "")),
        ("[看](http://a.b/c)", ("url", "http://a.b/c", "看", "")),
        ("[看](java&#115;cript:x)", ("url", "javascript:x", "看", "")),
        ("[看]()", None),
        ("[看]", None),
        ("[看](a\nb.md)", None),
        ("[看](a.md", None),
        ("[看 (a.md)", None),
        ("[[R-2020-01]", None),
        ("[[R-2020\n-01]]", None),
        ("[[ ]]", None),
        ("[[甲 [[乙]]", None),
        ("[^1](a.md)", None),
        (f"[看]({HIDDEN})", None),
        (f"[[{HIDDEN}]]", None),
        (f"[看]({'a' * 401})", None),
        (f"[[{'a' * 401}]]", None),
    ],
)
def test_a_link(text: str, expected: tuple[str, str, str, str] | None) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "label", "end"),
    [
        ("[看][甲] 后", "甲", 6),
        ("[看] [甲] 后", "甲", 7),
        ("[甲][] 后", "甲", 5),
        ("[甲] 后", "甲", 3),
        ("[甲][未定义] 后", "甲", 3),
        ("[ 甲  乙 ] 后", "甲 乙", 8),
        ("[A] b", "a", 3),
    ],
)
def test_a_link_by_label(text: str, label: str, end: int) -> None:
    link = link_at(text, 0, closings(text), {label: Definition(2, "t.md", "题")})
    assert link is not None
    assert (link.end, link.raw, link.title, link.label) == (end, "t.md", "题", label)


def test_a_label_that_nobody_defined_is_no_link() -> None:
    assert written("[甲][乙]", 丙="t.md") is None


def test_a_picture_by_label() -> None:
    text = "![图][甲]"
    link = link_at(text, 1, closings(text), {"甲": Definition(2, "p.png", "")})
    assert link == Written(0, 7, "image", "p.png", "图", "", "甲")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a.md", ("file", "a.md")),
        ("../a.md#x", ("file", "../a.md")),
        ("%E5%AD%A6%20(1).md?x=1", ("file", "学 (1).md")),
        ("%ff.md", ("file", "\ufffd.md")),
        ("#标题", ("anchor", "标题")),
        ("HTTP://a.b", ("url", "HTTP://a.b")),
        ("mailto:a@b.c", ("url", "mailto:a@b.c")),
        ("javascript:x", ("url", "javascript:x")),
        ("//a.b/c", ("url", "//a.b/c")),
        ("\\\\a\\b", ("url", "\\\\a\\b")),
        ("/\\a.b", ("url", "/\\a.b")),
        ("第1章:总则.md", ("file", "第1章:总则.md")),
        (" a.md ", ("file", "a.md")),
    ],
)
def test_what_a_target_is(raw: str, expected: tuple[str, str]) -> None:
    assert classify(raw) == expected
    kind, target = expected
    assert classify(raw, image=True) == ("image" if kind == "file" else kind, target)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 `乙` 丙", ["`乙`"]),
        ("`` 甲 ` 乙 ``", ["`` 甲 ` 乙 ``"]),
        ("`甲", []),
        ("`甲``乙`", ["`甲``乙`"]),
        ("\\`甲`乙`", ["`乙`"]),
        ("\\\\`甲`", ["`甲`"]),
        ("`甲\\`乙`", ["`甲\\`"]),
        ("\\``甲`", ["`甲`"]),
        ("`甲\n乙`", ["`甲\n乙`"]),
    ],
)
def test_where_code_is(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end, _ in code_spans(text)] == expected


def test_where_brackets_are_closed() -> None:
    assert closings("[a(b]c)") == {0: 4, 2: 6}
    assert closings("\\[a] [b") == {5: -1}
    assert closings("[[]") == {0: -1, 1: 2}


def test_a_mark_that_is_escaped_twice_is_not_escaped() -> None:
    assert is_image("\\\\![a](b)", 3)
    assert not is_image("\\![a](b)", 2)
    assert not is_image("[a](b)", 0)


def test_names_of_labels() -> None:
    assert label_of("  A \n b ") == "a b"


def test_protected_marks_and_entities_as_themselves() -> None:
    assert plain("\\*a\\d &lt;&#39640;") == "*a\\d <高"


def test_a_record_link_ends_in_time() -> None:
    assert record_end("[[" + "[ " * 100 + "x" + "]" * 102, 0) == 2 + 200 + 1 + 102
    assert record_end("[[" * 200, 0) == 0
