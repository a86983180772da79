"""Ledgers as CSV, read back by a real parser."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from termbook.exports.csv_text import csv_bytes
from termbook.exports.sheet import LONGEST, Column, Sheet, harmless, ledger_sheet
from termbook.views.ledger import period_ledger, whole_ledger
from termbook.words import Words
from tests.views.three_periods import three_periods


def sheet_of(*texts: str) -> Sheet:
    columns = (Column(label="内容"),)
    return Sheet(
        name="表", on=date(2020, 6, 30), columns=columns, rows=tuple((text,) for text in texts)
    )


def test_excel_is_told_the_encoding_and_lines_end_as_rfc_4180_says() -> None:
    assert csv_bytes(sheet_of("一,二", '他说"好"')) == (
        b"\xef\xbb\xbf" + '内容\r\n"一,二"\r\n"他说""好"""\r\n'.encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u3000@x",
        "＝1+1",
        "＠x",
        "\ufeff=1",
    ],
)
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "一=二", "2020-06-30", "'=1", "R-2020-01 完成", " 一"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(harmless("字" * LONGEST)) == LONGEST
    cut = harmless("字" * (LONGEST + 1))
    assert (len(cut), cut[-1]) == (LONGEST, "…")


def test_half_a_character_stops_nothing() -> None:
    assert harmless("坏\ud800字") == "坏?字"


def test_the_ledger_of_a_period() -> None:
    archive = three_periods()
    ledger = period_ledger(archive, archive.period_by_id["2020-h2"])
    data = csv_bytes(ledger_sheet(archive, ledger, Words("zh-Hans")))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["编号"] for row in rows] == [
        "R-2020-01",
        "R-2020-04",
        "R-2020-05",
        "R-2020-03",
        "R-2020-06",
    ]
    assert rows[0] == {
        "序号": "1",
        "编号": "R-2020-01",
        "存在问题": "问题 R-2020-01",
        "列入情况": "上期结转",
        "发现学期": "2020 年上半年",
        "发现日期": "2020-02-01",
        "问题来源": "自查",
        "领域": "阵地管理",
        "风险等级": "高",
        "整改方式": "限期整改",
        "整改措施": "M-2020-01 措施 M-2020-01（已完成）",
        "责任岗位": "支部书记",
        "责任部门": "教务处",
        "整改期限": "2020-06-15",
        "原定期限": "2020-05-01",
        "进展日期": "2020-08-01",
        "整改进展": "R-2020-01 完成：R-2020-01 done",
        "整改状态": "已销号",
        "提示": "延期",
        "验收日期": "2020-08-10",
        "验收岗位": "分管负责人",
        "验收结论": "通过",
        "销号日期": "2020-08-20",
        "历时（天）": "201",
    }
    assert [row["列入情况"] for row in rows[3:]] == ["重新列入", "本期发现"]
    assert rows[3]["验收日期"] == ""


def test_the_whole_ledger_in_english_has_no_column_on_how_an_item_came_in() -> None:
    archive = three_periods()
    sheet = ledger_sheet(archive, whole_ledger(archive), Words("en"))
    labels = [column.label for column in sheet.columns]
    assert sheet.name == "Ledger of all items"
    assert labels[:4] == ["No.", "Id", "Problem", "Found in"]
    assert {len(row) for row in sheet.rows} == {len(labels)}
