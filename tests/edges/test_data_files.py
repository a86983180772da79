"""The files of data in a site: which are written, and which stand as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbook.edges import data_files
from termbook.edges.data_files import write_data, write_database
from termbook.edges.publish import publication
from termbook.edges.store import Store
from termbook.pages import paths
from termbook.words import Words
from tests.site.shelf import contents
from tests.written import archive, measure, risk, text

RECORDS = {
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "due: 2020-06-30"),
    "2020-h2/measures/M-2020-01.md": measure("M-2020-01", "2020-08-01", "R-2020-01"),
    "2020-h2/reports/报告.md": text("报告", "2020-12-31"),
}
OTHER_TITLE = {**RECORDS, "2020-h2/reports/报告.md": text("总结", "2020-12-31")}
CLOSER = {**RECORDS, "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01")}


def put(root: Path, records: dict[str, str], origin: str) -> tuple[dict[str, bytes], set[str]]:
    """Publishes the data of `records`; what the site holds then, and which files were written."""
    shown = archive(root / origin, records)
    target = root / "site"
    before = numbers(target)
    with publication(target, Store(root / "store")) as out:
        write_data(shown, Words("zh-Hans"), out, origin)
        write_database(shown, out, origin)
    after = numbers(target)
    return contents(target), {path for path in after if before.get(path) != after[path]}


def numbers(target: Path) -> dict[str, int]:
    found = (path for path in target.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(target).as_posix(): path.stat().st_ino for path in found}


def test_what_differs_is_written_and_nothing_else(tmp_path: Path) -> None:
    site, written = put(tmp_path, RECORDS, "first")
    assert written == numbers(tmp_path / "site").keys()
    now, written = put(tmp_path, OTHER_TITLE, "second")
    assert written == {path for path in now if now[path] != site.get(path)}
    assert {paths.DOCUMENT, paths.FEED, paths.DATABASE} <= written
    assert not {path for path in written if "ledger" in path or path == paths.SCHEMA}


def test_a_ledger_is_written_when_a_row_of_it_is_another(tmp_path: Path) -> None:
    put(tmp_path, RECORDS, "first")
    _, written = put(tmp_path, CLOSER, "second")
    assert {"2020-h1/ledger.xlsx", "2020-h1/ledger.csv", "register.xlsx", paths.CALENDAR} <= written


def test_where_all_is_as_it_was_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = put(tmp_path, RECORDS, "first")

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(data_files, "document", fail)
    monkeypatch.setattr(data_files, "ledger_sheets", fail)
    assert put(tmp_path, RECORDS, "first") == (site, set())
    with pytest.raises(AssertionError):
        put(tmp_path, RECORDS, "second")


def test_the_files_are_those_of_a_site_made_anew(tmp_path: Path) -> None:
    put(tmp_path / "a", RECORDS, "first")
    changed, _ = put(tmp_path / "a", OTHER_TITLE, "second")
    anew, _ = put(tmp_path / "b", OTHER_TITLE, "second")
    assert changed == anew
