"""The archive as a database: complete, sound, the same bytes each time, safe for its audience."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from termbook.archive.archive import Archive
from termbook.edges.data_files import make_database, restate_database
from termbook.exports import database
from termbook.exports.database import fill
from termbook.exports.document import document
from termbook.model.kinds import kinds
from tests.terms import BOTH, gathered
from tests.written import archive, measure, risk, text, update


@contextmanager
def opened(found: Archive) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill(connection, found)
        connection.row_factory = sqlite3.Row
        yield connection


def rows(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(query)]


RECORDS = {
    "2020-h1/reports/报告.md": text(
        "报告",
        "2020-03-05",
        "tags: [甲, 乙, 甲]",
        body="见 [[R-2020-01]]、[例会](../meetings/会.md)。",
    ),
    "2020-h1/meetings/会.md": text(
        "会",
        "2020-03-01",
        "present: 3",
        "resolutions:",
        "  - {text: 检查, links: [R-2020-01]}",
        "  - {text: 再查, links: [R-2020-01]}",
    ),
    "2020-h1/risks/R-2020-01.md": risk(
        "R-2020-01", "2020-03-03", "due: 2020-05-01", "reported_in: 2020-h1/reports/报告"
    ),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-03"),
    "2020-h1/measures/M-2020-01.md": measure(
        "M-2020-01", "2020-03-04", "R-2020-01", "kind: corrective", "target: {what: 栏, number: 2}"
    ),
    "2020-h1/updates/一.md": update(
        "R-2020-01", "extend", "2020-04-20", "new_due: 2020-07-01", "reason: 等"
    ),
    "2020-h2/updates/二.md": update("R-2020-01", "progress", "2020-07-02"),
    "2020-h2/updates/三.md": update("R-2020-02", "dismiss", "2020-07-02", "reason: 不属实"),
}


def test_every_record_of_the_document_is_there_and_says_the_same() -> None:
    found = Archive(gathered(BOTH), on=date(2020, 12, 31), audience="staff")
    said = document(found)
    with opened(found) as connection:
        kept = {row["path"]: row for row in connection.execute("SELECT * FROM records")}
        assert set(kept) == {record["path"] for record in said["records"]}
        for record in said["records"]:
            row = kept[record["path"]]
            for name in ("id", "kind", "period", "title", "date", "access", "department"):
                assert row[name] == record.get(name)
            fields = json.loads(row["fields"])
            assert {k: v for k, v in fields.items() if k != "due"} == {
                k: record[k] for k in fields if k != "due"
            }
        for kind in kinds().values():
            if kind.folder:
                count = sum(record["kind"] == kind.name for record in said["records"])
                assert rows(connection, f"SELECT count(*) FROM {kind.folder}") == [(count,)]
        risks = {r["id"]: r for r in said["records"] if r["kind"] == "risk"}
        for row in connection.execute("SELECT * FROM risks"):
            record = risks[row["id"]]
            assert json.loads(row["flags"]) == record["flags"]
            for name in ("state", "days_open", "due", "original_due"):
                assert row[name] == record[name]


def test_what_a_kind_has_of_its_own_stands_in_its_table(tmp_path: Path) -> None:
    with opened(archive(tmp_path, RECORDS)) as connection:
        (row,) = connection.execute("SELECT * FROM measures")
        assert row["measure_kind"] == "corrective"
        assert json.loads(row["risks"]) == ["R-2020-01"]
        assert json.loads(row["target"]) == {"what": "栏", "number": 2}
        assert rows(connection, "SELECT present FROM meetings") == [(3,)]
        assert rows(connection, "SELECT reported_in FROM risks ORDER BY id") == [
            ("2020-h1/reports/报告",),
            (None,),
        ]


def test_tags_links_and_history_relate_records(tmp_path: Path) -> None:
    with opened(archive(tmp_path, RECORDS)) as connection:
        assert rows(connection, "SELECT record, tag FROM tags") == [
            ("2020-h1/reports/报告", "甲"),
            ("2020-h1/reports/报告", "乙"),
        ]
        query = "SELECT record, field FROM links WHERE target = 'R-2020-01' ORDER BY record, field"
        assert rows(connection, query) == [
            ("2020-h1/meetings/会", "resolutions.links"),
            ("2020-h1/reports/报告", "text"),
            ("2020-h1/updates/一", "of"),
            ("2020-h2/updates/二", "of"),
            ("M-2020-01", "risks"),
        ]
        assert rows(connection, "SELECT target FROM links WHERE field = 'text' ORDER BY 1") == [
            ("2020-h1/meetings/会",),
            ("R-2020-01",),
        ]
        query = 'SELECT step, "update", event, before, after FROM history WHERE item = ?'
        assert [tuple(row) for row in connection.execute(query, ("R-2020-01",))] == [
            (1, "2020-h1/updates/一", "extend", "open", "open"),
            (2, "2020-h2/updates/二", "progress", "open", "in_progress"),
        ]


def test_the_register_holds_all_items_and_open_items_what_is_left(tmp_path: Path) -> None:
    with opened(archive(tmp_path, RECORDS)) as connection:
        assert rows(connection, "SELECT id, kind, state, due FROM register ORDER BY id") == [
            ("M-2020-01", "measure", "open", None),
            ("R-2020-01", "risk", "in_progress", "2020-07-01"),
            ("R-2020-02", "risk", "dismissed", None),
        ]
        assert rows(connection, "SELECT id FROM open_items") == [("R-2020-01",), ("M-2020-01",)]


def test_it_is_sound_and_says_which_form_it_has(tmp_path: Path) -> None:
    with opened(archive(tmp_path, RECORDS)) as connection:
        assert rows(connection, "PRAGMA integrity_check") == [("ok",)]
        assert rows(connection, "PRAGMA foreign_key_check") == []
        assert rows(connection, "PRAGMA user_version") == [(1,)]
        assert rows(connection, 'SELECT institution, "on", audience FROM archive') == [
            ("示例学校", "2020-12-31", "staff")
        ]
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO tags VALUES ('nowhere', '甲')")


def test_the_same_archive_gives_the_same_bytes_and_one_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name, root in (("a.sqlite", "x"), ("b.sqlite", "y")):
        make_database(archive(tmp_path / root, RECORDS), out / name)
    first = (out / "a.sqlite").read_bytes()
    assert first == (out / "b.sqlite").read_bytes()
    make_database(archive(tmp_path / "x", RECORDS), out / "a.sqlite")  # over one of before
    assert first == (out / "a.sqlite").read_bytes()
    assert sorted(path.name for path in out.iterdir()) == ["a.sqlite", "b.sqlite"]
    with closing(sqlite3.connect(f"file:{out / 'a.sqlite'}?mode=ro", uri=True)) as connection:
        assert rows(connection, "PRAGMA integrity_check") == [("ok",)]
        assert rows(connection, "PRAGMA page_size") == [(4096,)]


def test_a_large_archive_has_large_pages_also_after_words_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_MANY", 1)
    before, after, anew = (tmp_path / f"{name}.sqlite" for name in ("before", "after", "anew"))
    risk_path = next(path for path in RECORDS if "/risks/" in path)
    make_database(archive(tmp_path / "x", RECORDS), before)
    other = archive(tmp_path / "y", {**RECORDS, risk_path: f"{RECORDS[risk_path]}\n又看。\n"})
    record = other.by_path[risk_path]
    restate_database(before, after, {record.id: record.body})
    make_database(other, anew)
    assert after.read_bytes() == anew.read_bytes()
    with closing(sqlite3.connect(after)) as connection:
        assert rows(connection, "PRAGMA page_size") == [(16_384,)]


def test_a_disk_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    """As for any other file of the site, so that whoever builds is told which file and why."""
    target = tmp_path / "missing" / "a.sqlite"
    with pytest.raises(OSError, match="unable to open") as caught:
        make_database(archive(tmp_path / "x", RECORDS), target)
    assert caught.value.filename == str(target)
    before = tmp_path / "before.sqlite"
    make_database(archive(tmp_path / "y", RECORDS), before)
    (tmp_path / "after.made").mkdir()
    with pytest.raises(OSError, match="unable to open") as caught:
        restate_database(before, tmp_path / "after.sqlite", {})
    assert caught.value.filename == str(tmp_path / "after.sqlite")


def test_nothing_of_a_narrower_audience_or_of_a_later_day_is_in_the_file(tmp_path: Path) -> None:
    hidden = {
        "2020-h1/meetings/班子会.md": text(
            "绝密", "2020-03-02", "access: leadership", "tags: [秘密]", body="不给看"
        ),
        "2020-h2/reports/以后.md": text("以后的事", "2020-09-01"),
        "2020-h1/reports/先.md": text("先", "2020-03-02", "supersedes: 2020-h1/reports/报告"),
    }
    target = tmp_path / "a.sqlite"
    make_database(archive(tmp_path / "x", {**RECORDS, **hidden}, on="2020-06-30"), target)
    content = target.read_bytes()
    for secret in ("班子会", "绝密", "秘密", "不给看", "以后", "2020-h2/updates/二"):
        assert secret.encode() not in content
    assert "先".encode() in content


def test_a_link_to_what_is_not_there_is_empty_where_it_must_lead_to_a_record(
    tmp_path: Path,
) -> None:
    later = {**RECORDS, "2020-h1/reports/报告.md": text("报告", "2020-06-30")}
    with opened(archive(tmp_path, later, on="2020-05-01")) as connection:
        (row,) = connection.execute(
            "SELECT reported_in, fields FROM risks JOIN records USING (id) WHERE id = 'R-2020-01'"
        )
        assert row["reported_in"] is None
        assert json.loads(row["fields"])["reported_in"] == "2020-h1/reports/报告"


def test_an_id_used_twice_and_a_folder_without_its_period_spoil_nothing(tmp_path: Path) -> None:
    wrong = {
        "2020-h2/risks/R-2020-01.md": risk("R-2020-01", "2020-08-01"),
        "2021-h1/reports/新.md": text("新", "2020-12-01", "links: [2020-h1]"),
        "2020-h2/updates/四.md": update("R-2020-99", "plan", "2020-08-01"),
    }
    with opened(archive(tmp_path, {**RECORDS, **wrong})) as connection:
        assert rows(connection, "PRAGMA foreign_key_check") == []
        query = "SELECT path FROM records WHERE id = 'R-2020-01'"
        assert rows(connection, query) == [("2020-h1/risks/R-2020-01.md",)]
        assert rows(connection, "SELECT title, start FROM periods WHERE id = '2021-h1'") == [
            ("2021-h1", None)
        ]
        assert rows(connection, "SELECT of FROM updates WHERE id LIKE '%四'") == [(None,)]
