"""Records in lists: by date, by tag, one after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbook.views.lists import by_tag, current_period, neighbours, newest_first
from tests.written import Files, archive, text

FILES: Files = {
    "2020-h1/reports/b.md": text("乙", "2020-03-01", "tags: [网络, 群聊, 网络]"),
    "2020-h1/reports/a.md": text("甲", "2020-03-01", "tags: [群聊]"),
    "2020-h2/reports/c.md": text("丙", "2020-08-01"),
    "2020-h1/meetings/m.md": text("会", "2020-05-01", "tags: [A]"),
}


def test_the_newest_first_and_those_of_one_day_by_id(tmp_path: Path) -> None:
    records = archive(tmp_path, FILES).of_kind("report")
    assert [record.title for record in newest_first(records)] == ["丙", "甲", "乙"]


def test_neighbours_are_of_the_same_kind_by_date_and_id(tmp_path: Path) -> None:
    around = neighbours(archive(tmp_path, FILES))
    titles = {
        id: (near.previous and near.previous.title, near.next and near.next.title)
        for id, near in around.items()
        if "/reports/" in id or "/meetings/" in id
    }
    assert titles == {
        "2020-h1/reports/a": (None, "乙"),
        "2020-h1/reports/b": ("甲", "丙"),
        "2020-h2/reports/c": ("乙", None),
        "2020-h1/meetings/m": (None, None),
    }


def test_tags_name_each_record_once(tmp_path: Path) -> None:
    tags = by_tag(archive(tmp_path, FILES))
    assert {tag: [record.title for record in found] for tag, found in tags.items()} == {
        "A": ["会"],
        "网络": ["乙"],
        "群聊": ["甲", "乙"],
    }
    assert list(tags) == sorted(tags)


@pytest.mark.parametrize(
    ("day", "id"),
    [("2020-06-30", "2020-h1"), ("2020-07-01", "2020-h2"), ("2030-01-01", "2020-h2")],
)
def test_the_period_of_the_day_or_the_latest_before_it(tmp_path: Path, day: str, id: str) -> None:
    period = current_period(archive(tmp_path, {}, on=day))
    assert period is not None
    assert period.id == id


def test_before_the_first_period_there_is_none(tmp_path: Path) -> None:
    assert current_period(archive(tmp_path, {}, on="2019-12-31")) is None
