"""YAML to nodes with places: what is read, and what is said about the rest."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from termbook.diagnostics import Place
from termbook.reading import yaml_reading
from termbook.reading.nodes import Entry, Mapping, Scalar, Sequence
from termbook.reading.yaml_reading import DEEPEST, LONGEST
from tests.reading.fields import data, messages, plain, read, rest
from tests.reading.messages import spots, told

# --- what is read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "yes",
        "2020",
        ".386",
        "1e3",
        "0x10",
        "2020-02-30",
        "12:30",
        "-1",
        "=",
        "1_000",
        "甲|乙",
        "=3",
    ],
)
def test_a_text_stays_as_it_is_written(value: str) -> None:
    assert data(f"title: {value}\n") == {"title": value}


def test_lists_and_mappings_in_both_forms() -> None:
    text = "a: [x, 'y', {b: c}]\nd:\n- e\n-  f: g\n   h: i\nj: {}\nk: []\n"
    assert data(text) == {
        "a": ["x", "y", {"b": "c"}],
        "d": ["e", {"f": "g", "h": "i"}],
        "j": {},
        "k": [],
    }


def test_texts_of_several_lines() -> None:
    text = 'a: |\n  上\n   ---\n  下\nb: >-\n  一\n  二\nc: 三\n  四\nd: "五\n  六"\n'
    assert data(text) == {"a": "上\n ---\n下\n", "b": "一 二", "c": "三 四", "d": "五 六"}


@pytest.mark.parametrize("value", ["", " ", " ~", " null", " Null", " NULL", " # 待定"])
def test_what_stands_for_nothing(value: str) -> None:
    assert data(f"due:{value}\ntitle: 甲\n") == {"due": None, "title": "甲"}


@pytest.mark.parametrize("value", ['""', "''", "'~'", '"null"', "|-\n  null"])
def test_quoted_text_is_text(value: str) -> None:
    mapping, found = read(f"a: {value}\n")
    assert found == []
    assert mapping is not None
    scalar = mapping.entries[0].value
    assert isinstance(scalar, Scalar)
    assert scalar.quoted
    assert not scalar.null


def test_places_are_those_of_the_file() -> None:
    mapping, found = read('title: 工作报告 # 草稿\nlinks:\n  - 甲\n  - "乙"\ndue:\n', first_line=7)
    assert found == []
    assert mapping == Mapping(
        place=Place(line=7),
        entries=(
            Entry(
                key=Scalar(text="title", place=Place(line=7, width=5)),
                value=Scalar(text="工作报告", place=Place(line=7, column=8, width=4)),
            ),
            Entry(
                key=Scalar(text="links", place=Place(line=8, width=5)),
                value=Sequence(
                    place=Place(line=9, column=3),
                    items=(
                        Scalar(text="甲", place=Place(line=9, column=5)),
                        Scalar(text="乙", place=Place(line=10, column=5, width=3), quoted=True),
                    ),
                ),
            ),
            Entry(
                key=Scalar(text="due", place=Place(line=11, width=3)),
                value=Scalar(text="", place=Place(line=11, column=5), null=True),
            ),
        ),
    )


def test_a_text_of_several_lines_is_as_wide_as_its_first() -> None:
    mapping, _ = read("a: 一二三\n  四\n")
    assert mapping is not None
    assert mapping.entries[0].value.place == Place(line=2, column=4, width=3)


def test_columns_count_characters_beyond_the_basic_plane() -> None:
    mapping, _ = read("𠮷🎓: [👩\u200d👧, 乙]\n")
    assert mapping is not None
    values = mapping.entries[0].value
    assert isinstance(values, Sequence)
    assert values.items[1].place == Place(line=2, column=11)


@pytest.mark.parametrize("text", ["", "\n\n", "# 注释\n", "---\n", "\t\n", "\ufeff"])
def test_text_without_fields_is_an_empty_mapping(text: str) -> None:
    assert read(text) == (Mapping(entries=(), place=Place(line=2)), [])


def test_an_archive_file_may_carry_the_marks_of_a_document() -> None:
    assert data("---\n# 设置\ninstitution: 示例学校\n...\n") == {"institution": "示例学校"}


def test_foreign_line_ends_are_spaces() -> None:
    assert data("a: 一\u2028二\x85三\nb: c\n") == {"a": "一 二 三", "b": "c"}


def test_lines_of_tabs_alone_do_not_matter() -> None:
    assert data("a: b\n\t\n  \t\nc: d\n") == {"a": "b", "c": "d"}


# --- what is refused ------------------------------------------------------------------


def test_a_field_given_twice_keeps_its_first_value() -> None:
    text = "title: 甲\ndate: 2020-01-01\ntitle: 乙\n"
    assert rest(text) == {"title": "甲", "date": "2020-01-01"}
    assert messages(text) == ["4:1: TB006 字段“title”在第 2 行已经写过；请合并成一处"]


def test_a_name_given_twice_inside() -> None:
    text = "covers: {from: a, to: b, from: c}\n"
    assert rest(text) == {"covers": {"from": "a", "to": "b"}}
    assert spots(read(text)[1]) == [("TB006", 2, 26, 4)]


@pytest.mark.parametrize(
    ("value", "mark", "kept"),
    [
        ("*甲x", "*", None),
        ("*x", "*x", None),
        ("&x 甲", "&x", "甲"),
        ("!x 甲", "!x", "甲"),
        ("! 甲", "!", "甲"),
        ("!!python/object:os.system 甲", "!!python/object:os.system", "甲"),
        ("!!binary 甲", "!!binary", "甲"),
        ("!<tag:a> 甲", "tag:a", "甲"),
    ],
)
def test_references_and_types_are_not_supported(value: str, mark: str, kept: str | None) -> None:
    mapping, found = read(f"a: {value}\nb: c\n")
    assert mapping is not None
    if mark == "*":
        assert [one.rule for one in found] == ["TB018"]
        return
    assert plain(mapping) == ({"a": kept, "b": "c"} if kept else {"b": "c"})
    assert told(found) == [
        f"2:4: TB007 “{mark}”是 YAML 的特殊写法，这里不支持；如果就是文字，请给整个值加上引号"
    ]


def test_references_inside_lists_and_types_of_lists() -> None:
    text = "a: &x [b, *x]\nc: !!set {d: e}\n"
    assert rest(text) == {"a": ["b"], "c": {"d": "e"}}
    assert [dict(one.args)["mark"] for one in read(text)[1]] == ["&x", "*x", "!!set"]


def test_merge_keys_are_refused() -> None:
    text = "a: b\n<<: {c: d}\n"
    assert rest(text) == {"a": "b"}
    assert spots(read(text)[1]) == [("TB007", 3, 1, 2)]
    assert data("'<<': b\n") == {"<<": "b"}


def test_a_billion_laughs_make_nobody_laugh() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    assert {one.rule for one in read("\n".join(lines))[1]} == {"TB007"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("covers:\n\tfrom: a\n", 3, 1), ("covers:\n  \tfrom: a\n", 3, 3), ("a: b\n\tc\n", 3, 1)],
)
def test_a_tab_for_indentation(text: str, line: int, column: int) -> None:
    assert messages(f"{text}title: 甲\n") == [
        f"{line}:{column}: TB010 行首用了制表符（Tab）；请改成空格，每级两个"
    ]
    assert rest(f"{text}title: 甲\n") == {"title": "甲"}


def test_a_number_sign_close_to_its_word_is_hardly_a_comment() -> None:
    text = "title: 简报 #12\ntags: # 暂无\nlinks: #话题\nnote: '简报 #13' # 好\n"
    assert rest(text) == {"title": "简报", "tags": None, "links": None, "note": "简报 #13"}
    assert messages(text) == [
        "2:11: TB017 “#12”被当作注释，不算在值里；如果是内容，请给整个值加上引号；"
        "确是注释，就在 # 后空一格",
        "4:8: TB017 “#话题”被当作注释，不算在值里；如果是内容，请给整个值加上引号；"
        "确是注释，就在 # 后空一格",
    ]


def test_an_escaped_control_character_is_replaced() -> None:
    assert rest('a: "x\\x00\\u202ey\\n\\tz"\n') == {"a": "x\ufffd\ufffdy\n\tz"}
    assert spots(read('a: "x\\0"\n')[1]) == [("TB009", 2, 4, 5)]


def test_too_deep() -> None:
    deep = "".join("  " * n + f"a{n}:\n" for n in range(DEEPEST))
    assert read(deep)[1] == []
    assert messages(f"title: 甲\n{deep}{'  ' * DEEPEST}b: c\n") == [
        "23:41: TB008 字段区过大或层次过深：最多 64 KB、20 层；长文字请写到正文里"
    ]
    assert rest(f"title: 甲\n{deep}{'  ' * DEEPEST}b: c\n") == {"title": "甲"}


def test_too_long() -> None:
    text = "title: " + "长" * (LONGEST - 8) + "\n"
    assert read(text)[1] == []
    assert read(text + "#")[0] is None
    assert spots(read(text + "#")[1]) == [("TB008", 2, 1, 1)]


@pytest.mark.parametrize("text", ["- a\n- b\n", "只有文字\n", "[a, b]\n", "'a'\n", "|\n  a\n"])
def test_what_is_no_mapping(text: str) -> None:
    mapping, found = read(text)
    assert mapping is None
    assert spots(found)[0][:3] == ("TB005", 2, 1)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: b\n---\nc: d\n", 3), ("a: b\n--- c\n", 3), ("a: b\n...\nc: d\n", 4), ("%FOO\na: b\n", 2)],
)
def test_one_document_only(text: str, line: int) -> None:
    assert [spot[:2] for spot in spots(read(text)[1])] == [("TB005", line)]


# --- with and without C, and back again -----------------------------------------------


def test_without_the_parser_in_c_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "title: 甲\nlinks: [a, 'b']\ndue:\nnote: |\n  上\n",
        "title: [重要] 通知\ndate: 2020-01-01\n",
        "a: !x b\nc: *d\n",
        "[" * 30_000,
        "- " * 30_000,
        "? " * 30_000,
    ]
    with_c = [(read(text)[0], [one.rule for one in read(text)[1]]) for text in texts]
    monkeypatch.setattr(yaml_reading, "_LOADER", yaml.SafeLoader)
    assert [(read(text)[0], [one.rule for one in read(text)[1]]) for text in texts] == with_c
    assert [one.rule for one in read('a: "\\UFFFFFFFF"\n')[1]] == ["TB018"]


# --- round trip -----------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12)
NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True).filter(lambda name: name != "null")
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.dictionaries(NAMES, VALUES, max_size=5), st.sampled_from([None, True, False]))
def test_what_another_program_writes_is_read_back(value: object, flow: bool | None) -> None:
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    mapping, found = read(written)
    assert [one for one in found if one.rule not in ("TB007", "TB009", "TB017")] == []
    if not found:
        assert mapping is not None
        assert plain(mapping) == value
