"""Where pages lie."""

from __future__ import annotations

from datetime import date

import pytest

from termbook.model.record import Record
from termbook.pages import paths


def record(path: str, kind: str = "material") -> Record:
    period = path.partition("/")[0]
    day = date(2020, 1, 1)
    return Record(kind=kind, id="x", period=period, path=path, title="t", date=day)


def test_a_records_page_lies_where_its_file_lies() -> None:
    assert paths.of_record(record("2020-h1/materials/通知 (3).md")) == (
        "2020-h1/materials/通知 (3).html"
    )


def test_a_period_has_the_index_of_its_folder() -> None:
    assert paths.of_record(record("2020-h1/period.md", "period")) == "2020-h1/index.html"


def test_long_lists_go_on_in_numbered_pages() -> None:
    assert paths.numbered("reports.html", 1) == "reports.html"
    assert paths.numbered("tags/a.html", 3) == "tags/a-3.html"


def test_a_plain_name_is_its_own_file_name() -> None:
    assert paths.of_term("departments", "教务处") == "departments/教务处.html"


@pytest.mark.parametrize("name", ["a/b", "..", "API", "x" * 300, "处" * 300, "?", "a b", "con|"])
def test_any_name_becomes_one_safe_file(name: str) -> None:
    path = paths.of_term("tags", name)
    folder, _, file = path.partition("/")
    assert folder == "tags"
    assert "/" not in file
    assert len(file.encode()) < 200
    assert not set(file) & set('\\:*?"<>|# \x00')


def test_names_that_differ_in_case_or_in_what_is_replaced_do_not_meet() -> None:
    names = ["API", "api", "Api", "a/b", "a:b", "a b", "a-b"]
    assert len({paths.of_term("tags", name) for name in names}) == len(names)


def test_addresses_are_relative_and_percent_encoded() -> None:
    assert paths.to_root("2020-h1/risks/R-2020-01.html") == "../../"
    assert paths.href("2020-h1/会议/a b#c?.html", "../", "第 一") == (
        "../2020-h1/%E4%BC%9A%E8%AE%AE/a%20b%23c%3F.html#%E7%AC%AC%20%E4%B8%80"
    )
