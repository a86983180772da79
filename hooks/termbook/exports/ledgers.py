"""The ledgers as files beside their pages: Excel and CSV, for each period and in whole."""

from __future__ import annotations

from collections.abc import Iterator

from termbook.archive.archive import Archive
from termbook.exports.csv_text import csv_bytes
from termbook.exports.sheet import ledger_sheet
from termbook.exports.xlsx import xlsx_bytes
from termbook.views.ledger import Ledger, period_ledger, whole_ledger
from termbook.words import Words


def ledger_files(archive: Archive, words: Words) -> Iterator[tuple[str, bytes]]:
    """Each file with its path in the site, one after another."""
    for period in archive.periods:
        yield from _files(archive, period_ledger(archive, period), words, f"{period.id}/ledger")
    yield from _files(archive, whole_ledger(archive), words, "register")


def _files(
    archive: Archive, ledger: Ledger, words: Words, path: str
) -> Iterator[tuple[str, bytes]]:
    sheet = ledger_sheet(archive, ledger, words)
    yield f"{path}.xlsx", xlsx_bytes(sheet)
    yield f"{path}.csv", csv_bytes(sheet)
