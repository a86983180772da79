"""The records as of the last run: when they are still that, and when all must be loaded."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from termbook.edges import snapshot, standing
from termbook.edges.checked import check_records
from termbook.edges.record_store import folder_of
from termbook.edges.settings import Settings
from termbook.edges.standing import Standing, catch_up, row_in
from termbook.edges.store import Store
from termbook.model.packed import text_of
from termbook.reading import tree
from tests.written import Files, risk, text, update, write

DAY = date(2020, 12, 31)
REPORT = "2020-h1/reports/报告.md"
FILES: Files = {
    REPORT: text("报告", "2020-06-30", body="见 [[R-2020-01]]。\n"),
    "2020-h1/reports/空.md": text("空", "2020-06-30"),
    "2020-h1/reports/图.png": b"png",
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-06-30", "due: 2020-12-01"),
    "2020-h2/updates/1.md": update("R-2020-01", "progress", "2020-08-01"),
}


class Desk:
    def __init__(self, root: Path) -> None:
        self.root = write(root / "records", FILES)
        self.store = Store(root / "store")
        self.load()

    def load(self) -> None:
        time.sleep(0.04)
        check_records(self._settings(self.store), whole=True)

    def _settings(self, store: Store | None) -> Settings:
        return Settings(records=self.root, on=DAY.isoformat(), store=store)

    def catch_up(self, on: date = DAY) -> Standing | None:
        time.sleep(0.04)
        found = catch_up(self.root, self.store, on)
        if found is not None:
            # what was not loaded is what would have been
            loaded = check_records(self._settings(None))
            assert found.found == loaded.found
            assert (found.count, found.institution) == (loaded.count, loaded.institution)
        return found

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        file = self.root / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(snapshot, "TICK", 30_000_000)
    return Desk(tmp_path)


def test_nothing_has_changed(desk: Desk) -> None:
    found = desk.catch_up()
    assert found is not None
    assert found.count == 6 == len(found.keys)
    assert text_of(found.row(REPORT)) == "见 [[R-2020-01]]。\n"
    assert found.words.language == "zh-Hans"


def test_words_have_changed(desk: Desk) -> None:
    before = desk.catch_up()
    desk.edit(REPORT, lambda text: f"{text}再看一遍。\n")
    found = desk.catch_up()
    assert before is not None
    assert found is not None
    assert text_of(found.row(REPORT)) == "见 [[R-2020-01]]。\n再看一遍。\n"
    assert [path for path in found.keys if found.keys[path] != before.keys[path]] == [REPORT]
    assert found.beside == before.beside
    desk.edit(REPORT, lambda text: text.replace("再看一遍。\n", ""))
    again = desk.catch_up()
    assert again is not None
    assert again.keys == before.keys


def test_the_same_bytes_written_again_are_no_change(desk: Desk) -> None:
    before = desk.catch_up()
    desk.edit(REPORT, lambda text: text)
    found = desk.catch_up()
    assert before is not None
    assert found is not None
    assert found.keys == before.keys


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (REPORT, "title: 报告", "title: 总结"),
        (REPORT, "[[R-2020-01]]", "R-2020-01"),
        (REPORT, "见", "见 [[R-2020-01]] 和"),
        (REPORT, "见 [[R-2020-01]]。", ""),
        (REPORT, "见", "【待填写：人数】见"),
        (REPORT, "title", "titel"),
        (REPORT, "---\ntitle", "\n---\ntitle"),
        ("2020-h1/reports/空.md", "---\n", "---\n有了。\n"),
        ("2020-h1/risks/R-2020-01.md", "due: 2020-12-01", "due: 2020-12-02"),
        ("archive.yml", "教务处", "教学处"),
        ("2020-h1/period.md", "上半年", "第一学期"),
    ],
)
def test_more_than_words_has_changed(desk: Desk, path: str, old: str, new: str) -> None:
    desk.edit(path, lambda text: text[::-1].replace(old[::-1], new[::-1], 1)[::-1])
    assert new in (desk.root / path).read_text(encoding="utf-8")
    assert desk.catch_up() is None


def test_files_came_or_went_or_lie_elsewhere(desk: Desk) -> None:
    for path in ("2020-h1/reports/新.md", "2020-h1/reports/新.png", "2020-h3/x.txt"):
        write(desk.root, {path: text("新", "2020-06-30")}, frame=False)
        assert desk.catch_up() is None
        (desk.root / path).unlink()
        desk.load()
    (desk.root / REPORT).rename(desk.root / "2020-h1/reports/改名.md")
    assert desk.catch_up() is None


def test_an_attachment_has_changed(desk: Desk) -> None:
    (desk.root / "2020-h1/reports/图.png").write_bytes(b"gnp")
    assert desk.catch_up() is None
    before = desk.catch_up()
    desk.load()
    after = desk.catch_up()
    assert before is None
    assert after is not None


def test_a_gap_that_is_filled_may_change_what_is_found(desk: Desk) -> None:
    desk.edit(REPORT, lambda text: f"{text}【待填写：人数】\n")
    desk.load()
    desk.edit(REPORT, lambda text: text.replace("【待填写：人数】", "三十人"))
    assert desk.catch_up() is None


def test_a_finding_in_the_text_that_is_edited(desk: Desk) -> None:
    desk.edit(REPORT, lambda text: f"{text}又见 [[R-2020-99]]。\n")
    desk.load()
    desk.edit(REPORT, lambda text: text.replace("又见", "又一次见"))
    assert desk.catch_up() is None


def test_findings_elsewhere_stay(desk: Desk) -> None:
    desk.edit("2020-h1/risks/R-2020-01.md", lambda text: f"{text}锁坏了。\n")
    desk.load()
    desk.edit("2020-h1/risks/R-2020-01.md", lambda text: f"{text}还是坏的。\n")
    found = desk.catch_up()
    assert found is not None
    assert {one.path for one in found.found} >= {"2020-h1/risks/R-2020-01.md"}


def test_another_day(desk: Desk) -> None:
    assert desk.catch_up(date(2020, 12, 30)) is None


def test_many_changes_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST", 0)
    assert desk.catch_up() is not None
    desk.edit(REPORT, lambda text: f"{text}一句。\n")
    assert desk.catch_up() is None


def test_a_text_that_is_too_large(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "LARGEST_TEXT", 300)
    monkeypatch.setattr(tree, "LARGEST_TEXT", 300)
    desk.edit(REPORT, lambda text: f"{text}{'长' * 200}\n")
    assert desk.catch_up() is None


def test_no_store_an_empty_one_and_a_damaged_one(desk: Desk, tmp_path: Path) -> None:
    assert catch_up(desk.root, None, DAY) is None
    assert catch_up(desk.root, Store(tmp_path / "empty"), DAY) is None
    pack = folder_of(desk.store, desk.root) / "records"
    for segment in pack.glob("*.segment"):
        segment.unlink()
    found = desk.catch_up()
    assert found is not None  # nothing of it was needed
    with pytest.raises(LookupError):
        found.row(REPORT)
    with pytest.raises(LookupError):
        row_in(found.pack, "none")
    desk.edit(REPORT, lambda text: f"{text}一句。\n")
    assert desk.catch_up() is None
    (pack / "index").write_bytes(b"")
    assert desk.catch_up() is None
