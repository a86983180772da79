"""What a records folder holds: in which order, known by which ids, for which audience."""

from __future__ import annotations

from pathlib import Path

from tests.written import Files, collected, measure, risk, text, update

REPORT = text("报告", "2020-06-30")


def test_records_are_in_the_order_of_period_kind_and_id(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        {
            "2019-h2/period.md": "---\ntitle: 旧\nstart: 2019-07-01\nend: 2019-12-31\n---\n",
            "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01"),
            "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-04-01"),
            "2020-h1/reports/报告.md": REPORT,
            "2019-h2/reports/报告.md": text("报告", "2019-12-31"),
            "草稿/reports/报告.md": REPORT,
        },
    )
    assert [record.id for record in collection.records] == [
        "2019-h2",
        "2019-h2/reports/报告",
        "2020-h1",
        "2020-h1/reports/报告",
        "R-2020-01",
        "R-2020-02",
        "2020-h2",
        "草稿/reports/报告",
    ]
    assert [period.id for period in collection.periods] == ["2019-h2", "2020-h1", "2020-h2"]


def test_periods_are_in_the_order_of_their_first_day_not_of_their_names(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        {
            "2020-b/period.md": "---\ntitle: 甲\nstart: 2018-01-01\nend: 2018-06-30\n---\n",
            "2020-a/period.md": "---\ntitle: 乙\nstart: 2018-07-01\nend: 2018-12-31\n---\n",
        },
    )
    assert [period.id for period in collection.periods][:2] == ["2020-b", "2020-a"]


def test_a_period_that_ends_before_it_begins_is_none(tmp_path: Path) -> None:
    period = "---\ntitle: 甲\nstart: 2018-06-30\nend: 2018-01-01\n---\n"
    collection = collected(tmp_path, {"2018-h1/period.md": period})
    assert [period.id for period in collection.periods] == ["2020-h1", "2020-h2"]
    assert "2018-h1" in collection.by_id


def test_of_two_records_with_one_id_the_first_is_known_by_it(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        {
            "2020-h2/risks/R-2020-01.md": risk("R-2020-01", "2020-08-01"),
            "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01"),
        },
    )
    assert collection.by_id["R-2020-01"].path == "2020-h1/risks/R-2020-01.md"
    assert len([record for record in collection.records if record.kind == "risk"]) == 2


def test_files_that_could_not_be_read_are_known_by_the_ids_they_would_have(tmp_path: Path) -> None:
    collection = collected(
        tmp_path, {"2020-h1/risks/R-2020-01.md": "", "2020-h1/materials/通知.md": b"\xff\xfe"}
    )
    assert collection.unread == {
        "2020-h1/risks/R-2020-01",
        "R-2020-01",
        "2020-h1/materials/通知",
        "通知",
    }


def test_files_are_all_that_are_no_records(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        {
            "README.md": "说明",
            "2020-h1/reports/报告.md": REPORT,
            "2020-h1/reports/附件/表.xlsx": b"1234",
            "2020-h1/reports/.隐藏": b"",
        },
    )
    assert collection.files == {"2020-h1/reports/附件/表.xlsx": 4}


def access(tmp_path: Path, files: Files, id: str) -> str:
    return collected(tmp_path, files).by_id[id].access


def test_a_period_is_for_everybody(tmp_path: Path) -> None:
    assert access(tmp_path, {}, "2020-h1") == "public"


def test_an_update_is_for_those_who_see_what_it_is_about(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "access: leadership"),
        "2020-h1/measures/M-2020-01.md": measure(
            "M-2020-01", "2020-03-01", "R-2020-01", "access: public"
        ),
        "2020-h1/updates/1.md": update("R-2020-01", "progress", "2020-03-02"),
        "2020-h1/updates/2.md": update("M-2020-01", "progress", "2020-03-02"),
        "2020-h1/updates/3.md": update("R-2020-01", "progress", "2020-03-02", "access: public"),
        "2020-h1/updates/4.md": update("R-2020-99", "progress", "2020-03-02"),
        "2020-h1/updates/5.md": update("R-2020-01", "progress", "2020-03-02", "access: 谁"),
    }
    records = collected(tmp_path, files).by_id
    assert [records[f"2020-h1/updates/{n}"].access for n in (1, 2, 3, 4, 5)] == [
        "leadership",
        "public",
        "public",
        "staff",
        "leadership",
    ]


def test_nothing_in_a_period_is_for_more_readers_than_the_period(tmp_path: Path) -> None:
    period = "---\ntitle: 甲\nstart: 2018-01-01\nend: 2018-06-30\naccess: leadership\n---\n"
    collection = collected(
        tmp_path,
        {
            "2018-h1/period.md": period,
            "2018-h1/reports/一.md": text("一", "2018-03-01", "access: public"),
            "2018-h1/reports/二.md": text("二", "2018-03-01"),
        },
    )
    assert collection.by_id["2018-h1/reports/一"].access == "leadership"
    assert collection.by_id["2018-h1/reports/二"].access == "leadership"
    assert collection.periods[0].record.access == "leadership"


def test_access_that_is_not_among_the_audiences_is_for_the_narrowest(tmp_path: Path) -> None:
    files: Files = {"2020-h1/reports/报告.md": text("报告", "2020-06-30", "access: 所有人")}
    assert access(tmp_path, files, "2020-h1/reports/报告") == "leadership"
