"""The ledgers as files beside their pages: Excel and CSV, for each period and in whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from termbook.archive.archive import Archive
from termbook.exports.csv_text import csv_bytes
from termbook.exports.sheet import Sheet, ledger_sheet
from termbook.exports.xlsx import xlsx_bytes
from termbook.views.ledger import period_ledger, whole_ledger
from termbook.words import Words

FORMATS: Final[Mapping[str, Callable[[Sheet], bytes]]] = {".xlsx": xlsx_bytes, ".csv": csv_bytes}
"""What makes a file of a sheet, by the ending of its name."""


def ledger_sheets(archive: Archive, words: Words) -> Iterator[tuple[str, Sheet]]:
    """Each ledger with the path of its files in the site, without their ending."""
    for period in archive.periods:
        ledger = period_ledger(archive, period)
        yield f"{period.id}/ledger", ledger_sheet(archive, ledger, words)
    yield "register", ledger_sheet(archive, whole_ledger(archive), words)
