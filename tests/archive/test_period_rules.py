"""Rules about periods and the dates of the records in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.written import complaints, sentences, text


def period(start: str, end: str) -> str:
    return f"---\ntitle: 学期\nstart: {start}\nend: {end}\n---\n"


@pytest.mark.parametrize("folder", ["2020-H3", "下半年", "h3-2020", "2020_h3"])
def test_a_period_folder_is_named_by_rule(tmp_path: Path, folder: str) -> None:
    files = {
        f"{folder}/period.md": period("2021-01-01", "2021-06-30"),
        f"{folder}/reports/报告.md": text("报告", "2021-06-30"),
    }
    assert complaints(tmp_path, files, "TB4") == [f"{folder}/period.md:1:1 TB408"]
    assert sentences(tmp_path, files, "TB4") == [
        f"文件夹“{folder}”不能作学期编号；请用数字开头，只含小写字母、数字和连字符，如 2020-h1"
    ]


def test_a_folder_of_records_is_described(tmp_path: Path) -> None:
    files = {"2021-h1/reports/报告.md": text("报告", "2021-06-30")}
    assert complaints(tmp_path, files, "TB4") == ["2021-h1/period.md:1:1 TB407"]
    assert sentences(tmp_path, files, "TB4", language="en") == [
        "the folder 2021-h1 has no readable period.md; add one with title, start and end"
    ]


def test_a_period_that_could_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    files = {
        "2021-h1/period.md": "坏了",
        "2021-h1/reports/报告.md": text("报告", "2021-06-30"),
        "2021-h2/period.md": period("2021-12-31", "2021-07-01"),
        "2021-h2/reports/报告.md": text("报告", "2021-12-30"),
    }
    assert complaints(tmp_path, files, "TB0", "TB4") == [
        "2021-h1/period.md:1:1 TB003",
        "2021-h2/period.md:4:6 TB405",
    ]


def test_a_period_and_what_a_report_covers_end_after_they_begin(tmp_path: Path) -> None:
    files = {
        "2021-h1/period.md": period("2021-06-30", "2021-01-01"),
        "2020-h1/reports/1.md": text(
            "报告", "2020-06-30", "covers: {from: 2020-06-30, to: 2020-01-01}"
        ),
        "2020-h1/reports/2.md": text(
            "报告", "2020-06-30", "covers: {from: 2020-06-30, to: 2020-06-30}"
        ),
    }
    assert complaints(tmp_path, files, "TB4") == [
        "2020-h1/reports/1.md:4:32 TB405",
        "2021-h1/period.md:4:6 TB405",
    ]
    assert sentences(tmp_path, files, "TB4")[1] == (
        "结束日期 2021-01-01 早于开始日期 2021-06-30；请检查两个日期"
    )


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2020-06-30", "2020-06-30", ["2020-x/period.md:3:8 TB406"]),
        ("2020-12-31", "2021-06-30", ["2020-x/period.md:3:8 TB406"]),
        ("2021-01-01", "2021-06-30", []),
        ("2019-01-01", "2019-12-31", []),
        ("2019-07-01", "2020-01-01", ["2020-h1/period.md:3:8 TB406"]),
        (
            "2019-01-01",
            "2021-12-31",
            ["2020-h1/period.md:3:8 TB406", "2020-h2/period.md:3:8 TB406"],
        ),
    ],
    ids=["one day", "last day", "after", "before", "first day", "around both"],
)
def test_periods_share_no_day(tmp_path: Path, start: str, end: str, found: list[str]) -> None:
    assert complaints(tmp_path, {"2020-x/period.md": period(start, end)}, "TB4") == found


def test_what_is_said_about_periods_that_share_a_day(tmp_path: Path) -> None:
    files = {"2020-x/period.md": period("2020-12-31", "2021-06-30")}
    assert sentences(tmp_path, files, "TB4") == [
        "学期 2020-x 与 2020-h2（2020-07-01 至 2020-12-31）的日期重叠；请调整其中一个"
    ]


@pytest.mark.parametrize(
    ("day", "outside"),
    [("2019-12-31", True), ("2020-01-01", False), ("2020-06-30", False), ("2020-07-01", True)],
)
def test_a_record_is_dated_in_its_period(tmp_path: Path, day: str, outside: bool) -> None:
    files = {"2020-h1/meetings/会议.md": text("会议", day)}
    found = ["2020-h1/meetings/会议.md:3:7 TB403"] if outside else []
    assert complaints(tmp_path, files, "TB4") == found


@pytest.mark.parametrize(
    ("day", "outside"),
    [("2019-12-31", True), ("2020-08-29", False), ("2020-08-30", True)],
    ids=["before", "sixty days after", "sixty-one days after"],
)
def test_a_report_may_be_dated_sixty_days_later(tmp_path: Path, day: str, outside: bool) -> None:
    files = {"2020-h1/reports/报告.md": text("报告", day)}
    found = ["2020-h1/reports/报告.md:3:7 TB403"] if outside else []
    assert complaints(tmp_path, files, "TB4") == found


def test_what_is_said_about_a_date_outside(tmp_path: Path) -> None:
    files = {"2020-h1/meetings/会议.md": text("会议", "2020-07-01")}
    assert sentences(tmp_path, files, "TB4") == [
        "日期 2020-07-01 不在学期 2020-h1（2020-01-01 至 2020-06-30）内；"
        "请改日期，或把文件移到对应学期"
    ]


def test_a_record_without_a_day_is_not_outside_too(tmp_path: Path) -> None:
    files = {"2020-h1/meetings/会议.md": text("会议", "某日")}
    assert complaints(tmp_path, files, "TB4") == ["2020-h1/meetings/会议.md:3:7 TB402"]
