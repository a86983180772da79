"""A sheet as an Excel workbook: real dates, filters, a head that stays, ready for A4 landscape."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from typing import Final

from termbook.exports.sheet import Sheet

_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_A4: Final = 9


def xlsx_bytes(sheet: Sheet) -> bytes:
    """The workbook. The same sheet gives the same bytes: its only time is the sheet's own day."""
    # a tenth of a second to import, and only a whole build writes workbooks
    from xlsxwriter import Workbook  # noqa: PLC0415

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    workbook = Workbook(out, options)
    workbook.set_properties({"title": sheet.name, "created": datetime.combine(sheet.on, time())})
    page = workbook.add_worksheet(_tab_name(sheet.name))
    head = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E0EFF6", "border": 1}
    )
    text = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = workbook.add_format(
        {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top", "border": 1}
    )
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.label, head)
    for line, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            if cell is None or cell == "":
                page.write_blank(line, place, None, text)
            elif isinstance(cell, date):
                page.write_datetime(line, place, datetime.combine(cell, time()), day)
            elif isinstance(cell, str):
                page.write_string(line, place, cell, text)
            else:
                page.write_number(line, place, cell, text)
    page.freeze_panes(1, 3)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
    workbook.close()
    return out.getvalue()


def _tab_name(name: str) -> str:
    """A name that Excel takes for a sheet: without what it forbids there, and not too long."""
    safe = _NOT_IN_A_NAME.sub(" ", name).strip("' ")[:_LONGEST_NAME].strip("' ")
    return safe or "1"
