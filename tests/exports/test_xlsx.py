"""Ledgers as workbooks, opened with another library than wrote them."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from termbook.exports.ledgers import FORMATS, ledger_sheets
from termbook.exports.sheet import Column, Sheet, ledger_sheet
from termbook.exports.xlsx import xlsx_bytes
from termbook.views.ledger import period_ledger
from termbook.words import Words
from tests.views.three_periods import three_periods


def opened(data: bytes) -> tuple[Workbook, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    return book, page


def ledger() -> tuple[Workbook, Worksheet]:
    archive = three_periods()
    lines = period_ledger(archive, archive.period_by_id["2020-h2"])
    return opened(xlsx_bytes(ledger_sheet(archive, lines, Words("zh-Hans"))))


def sheet_of(*texts: str, name: str = "表") -> Sheet:
    columns = (Column(label="内容"),)
    return Sheet(
        name=name, on=date(2020, 6, 30), columns=columns, rows=tuple((text,) for text in texts)
    )


def day_of(value: object) -> date:
    assert isinstance(value, datetime)
    return value.date()


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    _, page = ledger()
    head = [cell.value for cell in page[1]]
    first = dict(zip(head, page[2], strict=True))
    assert day_of(first["发现日期"].value) == date(2020, 2, 1)
    assert first["整改期限"].number_format == "yyyy-mm-dd"
    assert day_of(first["整改期限"].value) == date(2020, 6, 15)
    assert (first["序号"].value, first["历时（天）"].value) == (1, 201)
    assert first["编号"].value == "R-2020-01"
    assert dict(zip(head, page[4], strict=True))["销号日期"].value is None


def test_the_head_stays_and_every_column_can_be_filtered() -> None:
    _, page = ledger()
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref == "A1:X6"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.column_dimensions["C"].width == pytest.approx(38, abs=1)


def test_nothing_is_a_formula_or_a_link() -> None:
    _, page = opened(xlsx_bytes(sheet_of("'=1+1", "https://example.org/", "一")))
    assert [page.cell(row, 1).data_type for row in (2, 3, 4)] == ["s", "s", "s"]
    assert page.cell(2, 1).value == "'=1+1"
    assert page.cell(3, 1).hyperlink is None


@pytest.mark.parametrize(
    ("name", "taken"),
    [("台账", "台账"), ("'[2020]:上半年*'", "2020  上半年"), ("很" * 40, "很" * 31), ("?", "1")],
)
def test_a_name_that_excel_forbids_is_made_one_that_it_takes(name: str, taken: str) -> None:
    book, _ = opened(xlsx_bytes(sheet_of("一", name=name)))
    assert book.sheetnames == [taken]


def test_the_same_records_give_the_same_bytes() -> None:
    def files() -> dict[str, bytes]:
        sheets = ledger_sheets(three_periods(), Words("zh-Hans"))
        return {
            path + ending: make(sheet) for path, sheet in sheets for ending, make in FORMATS.items()
        }

    first, again = files(), files()
    assert first == again
    assert sorted(first) == [
        "2020-h1/ledger.csv",
        "2020-h1/ledger.xlsx",
        "2020-h2/ledger.csv",
        "2020-h2/ledger.xlsx",
        "2021-h1/ledger.csv",
        "2021-h1/ledger.xlsx",
        "register.csv",
        "register.xlsx",
    ]


def test_the_only_time_in_it_is_the_ledgers_day() -> None:
    book, _ = ledger()
    assert book.properties.title == "2020 年下半年整改台账"
    assert day_of(book.properties.created) == date(2020, 12, 31)
