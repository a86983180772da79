"""Field types that point elsewhere say what they point at."""

from __future__ import annotations

from termbook.diagnostics import Place
from termbook.model.fields import Evidence, File, Link, Many
from termbook.model.record import FileLink, RecordLink
from termbook.words import Words
from tests.model.reading import complaint, say


def test_a_link_names_the_record_the_field_and_the_kinds() -> None:
    said = say("field: [R-2020-01, ' 2020-h1/materials/通知 ']", Many(Link(("risk", "material"))))
    assert said.value == ("R-2020-01", "2020-h1/materials/通知")
    assert said.reading.links == [
        RecordLink(
            target="R-2020-01",
            at="field[0]",
            place=Place(line=2, column=9, width=9),
            kinds=("risk", "material"),
        ),
        RecordLink(
            target="2020-h1/materials/通知",
            at="field[1]",
            place=Place(line=2, column=20, width=24),
            kinds=("risk", "material"),
        ),
    ]


def test_a_file_is_named_with_its_place() -> None:
    said = say("field: 附件/通知 1.pdf", File())
    assert said.value == "附件/通知 1.pdf"
    place = Place(line=2, column=8, width=11)
    assert said.reading.files == [FileLink(name="附件/通知 1.pdf", at="field", place=place)]


def test_evidence_may_be_a_record_or_a_file() -> None:
    said = say("field: 记录.pdf", Evidence())
    assert said.reading.links == [
        RecordLink(
            target="记录.pdf", at="field", place=Place(line=2, column=8, width=6), or_file=True
        )
    ]


def test_an_empty_link_is_no_link() -> None:
    said = say("field: ['', R-2020-01]", Many(Link()))
    assert said.value == ("R-2020-01",)
    assert [link.target for link in said.reading.links] == ["R-2020-01"]


def test_a_list_where_one_id_belongs() -> None:
    assert complaint("[R-2020-01]", Link()) == (
        "2:8 TB103 “field”应当是记录编号，现在是列表；文字以 [ 或 { 开头时请加英文双引号"
    )
    assert complaint("{a: b}", File()).startswith("2:8 TB103 ")
    assert complaint("[a]", Evidence()).startswith("2:8 TB103 ")


def test_links_describe_themselves() -> None:
    words = Words()
    assert Link().describe(words) == "记录编号"
    assert Link(("risk", "measure")).describe(words) == "问题隐患 或 整改措施的编号"
    assert File().describe(words) == "记录旁边的文件名"
    assert Evidence().describe(words) == "记录编号，或本记录附件的文件名"
