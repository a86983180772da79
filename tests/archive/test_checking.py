"""All rules in one run, on one archive in which nearly everything is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from termbook.archive import checking
from termbook.archive.checking import check
from termbook.edges.folder import load
from tests.written import complaints, findings, measure, risk, text, update, write


def test_a_good_archive(tmp_path: Path) -> None:
    files = {
        "2020-h1/reports/报告.md": text("报告", "2020-06-30"),
        "2020-h2/reports/报告.md": text("报告", "2020-12-31", "links: [2020-h1/reports/报告]"),
    }
    assert complaints(tmp_path, files) == []


def test_all_findings_come_in_one_run_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = {
        "2020-h1/reports/报告.md": text(
            "报告", "2020-06-30", "titel: 又", "links: [R-2020-09, M-2020-01]", "status: 完成"
        ),
        "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-02-30", "due: 2020年4月1日"),
        "2020-h1/measures/M-2020-01.md": measure(
            "M-2020-01", "2020-08-01", "R-2020-01, 2020-h1/reports/报告", "owners: 谁"
        ),
        "2020-h2/updates/一.md": update("R-2020-01", "close", "2020-08-01"),
        "2020-h2/updates/二.md": update("R-2020-01", "finished", "2020-08-02"),
        "2020-h2/报告.md": text("报告", "2020-12-31"),
    }
    assert complaints(tmp_path, files) == [
        "2020-h1/measures/M-2020-01.md:3:7 TB403",
        "2020-h1/measures/M-2020-01.md:5:20 TB305",
        "2020-h1/measures/M-2020-01.md:7:1 TB101",
        "2020-h1/reports/报告.md:4:1 TB101",
        "2020-h1/reports/报告.md:5:9 TB301",
        "2020-h1/reports/报告.md:6:9 TB204",
        "2020-h1/risks/R-2020-01.md:3:7 TB401",
        "2020-h1/risks/R-2020-01.md:8:6 TB404",
        "2020-h1/risks/R-2020-01.md:8:6 TB620",
        "2020-h2/period.md:4:6 TB904",
        "2020-h2/updates/一.md:5:8 TB602",
        "2020-h2/updates/一.md:5:8 TB604",
        "2020-h2/updates/二.md:5:8 TB204",
        "2020-h2/报告.md:1:1 TB012",
    ]


def test_the_day_decides_what_is_overdue(tmp_path: Path) -> None:
    files = {"2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "due: 2020-04-01")}
    assert complaints(tmp_path, files, on="2020-04-01") == []
    assert complaints(tmp_path, files, on="2020-04-02") == ["2020-h1/risks/R-2020-01.md:8:6 TB620"]


def test_what_will_only_happen_later_is_checked_all_the_same(tmp_path: Path) -> None:
    files = {"2020-h2/reports/报告.md": text("报告", "2020-12-31", "links: [R-2020-01]")}
    assert complaints(tmp_path, files, on="2020-02-01") == ["2020-h2/reports/报告.md:4:9 TB301"]


def test_rules_see_the_records_of_all_audiences(tmp_path: Path) -> None:
    files = {
        "2020-h1/risks/R-2020-01.md": risk(
            "R-2020-01", "2020-03-01", "access: leadership", "due: 2020-04-01"
        )
    }
    assert complaints(tmp_path, files, on="2020-05-01") == ["2020-h1/risks/R-2020-01.md:9:6 TB620"]


def test_each_finding_comes_once(tmp_path: Path) -> None:
    files = {
        "2020-h1/risks/1.md": risk("R-2020-01", "2020-03-01"),
        "2020-h1/risks/2.md": risk("R-2020-01", "2020-03-01"),
        "2020-h1/risks/3.md": risk("R-2020-01", "2020-03-01"),
    }
    found = findings(write(tmp_path, files))
    assert len(found) == len(set(found))
    assert [d.rule for d in found if d.path == "2020-h1/risks/1.md"].count("TB302") == 2


def test_the_order_of_findings_is_that_of_path_line_and_column(tmp_path: Path) -> None:
    files = {
        f"2020-h1/reports/{n}.md": text("报告", "某日", "links: [甲, 乙]", "tags: 丙") for n in "ba"
    }
    found = findings(write(tmp_path, files))
    places = [(d.path, d.place.line, d.place.column) for d in found]
    assert places == sorted(places)


def test_a_checksum_that_nobody_computed_is_not_judged(tmp_path: Path) -> None:
    attached = f"attachments: [{{file: 表.pdf, sha256: {'0' * 64}}}]"
    write(
        tmp_path,
        {
            "2020-h1/reports/报告.md": text("报告", "2020-06-30", attached),
            "2020-h1/reports/表.pdf": b"",
        },
    )
    folder = load(tmp_path)
    on = date(2020, 6, 30)
    assert [d.rule for d in check(folder.collection, folder.checksums, on=on)] == ["TB502"]
    assert check(folder.collection, {}, on=on) == []


def test_no_rule_is_run_twice() -> None:
    rules = [*checking._COLLECTION_RULES, *checking._ARCHIVE_RULES]
    assert len(set(rules)) == len(rules)
