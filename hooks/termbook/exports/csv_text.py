"""A sheet as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads it as such."""

from __future__ import annotations

import csv
import io
from datetime import date

from termbook.exports.sheet import Cell, Sheet, harmless


def csv_bytes(sheet: Sheet) -> bytes:
    """The head and the rows, lines ended by CR LF, dates as ISO 8601."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column.label) for column in sheet.columns])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else cell
