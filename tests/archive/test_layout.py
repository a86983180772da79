"""Where things lie below records/."""

from __future__ import annotations

import pytest

from termbook.archive.layout import is_beside, is_period_id, locate, resolve_file


@pytest.mark.parametrize(
    ("path", "period", "kind"),
    [
        ("2020-h1/period.md", "2020-h1", "period"),
        ("2020-h1/risks/R-2020-01.md", "2020-h1", "risk"),
        ("2020-h1/materials/网络/通知 (1).md", "2020-h1", "material"),
        ("草稿/reports/报告.md", "草稿", "report"),
    ],
)
def test_a_record_is_known_by_its_folders(path: str, period: str, kind: str) -> None:
    place = locate(path)
    assert place is not None
    assert (place.period, place.kind.name) == (period, kind)


@pytest.mark.parametrize(
    "path",
    ["报告.md", "period.md", "2020-h1/报告.md", "2020-h1/Period.md", "2020-h1/report/报告.md"],
)
def test_no_record_belongs_elsewhere(path: str) -> None:
    assert locate(path) is None


@pytest.mark.parametrize("name", ["2020-h1", "2020-spring", "2019-2020-2", "1", "2020h1"])
def test_names_of_periods(name: str) -> None:
    assert is_period_id(name)


@pytest.mark.parametrize(
    "name", ["h1-2020", "2020-H1", "2020_h1", "2020-", "2020--1", "", "２０２０"]
)
def test_names_that_no_period_has(name: str) -> None:
    assert not is_period_id(name)


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("archive.yml", True),
        ("README.md", True),
        ("readme.txt", True),
        ("2020-h1/README.md", False),
        ("notes.md", False),
    ],
)
def test_what_may_stand_beside_the_periods(path: str, beside: bool) -> None:
    assert is_beside(path) == beside


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("图.png", "2020-h1/risks/图.png"),
        ("./图.png", "2020-h1/risks/图.png"),
        ("附件/图 1.png", "2020-h1/risks/附件/图 1.png"),
        ("../materials/通知.md", "2020-h1/materials/通知.md"),
        ("../../2019-h2/risks/图.png", "2019-h2/risks/图.png"),
        ("..图.png", "2020-h1/risks/..图.png"),
        ("", "2020-h1/risks"),
    ],
)
def test_a_file_is_named_from_the_folder_of_the_record(name: str, path: str) -> None:
    assert resolve_file("2020-h1/risks/R-2020-01.md", name) == path


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "../../..",
        "../..",
        "/etc/passwd",
        "//host/x",
        "\\\\host\\x",
        "a/../../../../x",
    ],
)
def test_a_name_that_leads_out_of_the_records_is_no_file(name: str) -> None:
    assert resolve_file("2020-h1/risks/R-2020-01.md", name) is None
