"""The feed of the latest records, read back with a reader of feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser

from termbook.archive.archive import Archive
from termbook.exports.feed import NEWEST, feeds
from termbook.words import Words
from tests.written import archive, measure, risk, text, update

ADDRESS = "https://school.example/archive/"


def files(found: Archive, site_url: str = "") -> dict[str, bytes]:
    return dict(feeds(found, Words(), site_url=site_url))


def read(data: bytes) -> Any:
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return parsed


def titles(data: bytes) -> list[str]:
    return [entry.title for entry in read(data).entries]


RECORDS = {
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "department: 教务处"),
    "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-03-02", "R-2020-01"),
    "2020-h1/updates/一.md": update("R-2020-01", "plan", "2020-03-05"),
    "2020-h2/meetings/例会 1.md": text("例会", "2020-09-01", "department: 党支部办公室"),
}


def test_the_newest_come_first_each_with_what_it_is(tmp_path: Path) -> None:
    parsed = read(files(archive(tmp_path, RECORDS))["changes.atom"])
    assert parsed.feed.title == "示例学校：最新记录"
    assert parsed.feed.updated == "2020-09-01T00:00:00Z"
    assert [(entry.title, entry.updated) for entry in parsed.entries] == [
        ("例会", "2020-09-01T00:00:00Z"),
        ("R-2020-01 制定措施：R-2020-01 plan", "2020-03-05T00:00:00Z"),
        ("M-2020-01 措施 M-2020-01", "2020-03-02T00:00:00Z"),
        ("R-2020-01 问题 R-2020-01", "2020-03-01T00:00:00Z"),
    ]
    assert parsed.entries[0].summary == "会议 · 2020 年下半年 · 党支部办公室"
    assert [tag.term for tag in parsed.entries[0].tags] == ["meeting"]


def test_it_holds_the_newest_fifty(tmp_path: Path) -> None:
    many = {
        f"2020-h1/reports/{n:02}.md": text(f"报告{n:02}", f"2020-0{n // 28 + 1}-{n % 28 + 1:02}")
        for n in range(NEWEST + 5)
    }
    shown = titles(files(archive(tmp_path, many))["changes.atom"])
    assert len(shown) == NEWEST
    assert (shown[0], shown[-1]) == ("报告54", "报告05")


def test_a_department_has_a_feed_of_what_concerns_it(tmp_path: Path) -> None:
    written = files(archive(tmp_path, RECORDS))
    assert list(written) == [
        "changes.atom",
        "departments/党支部办公室.atom",
        "departments/教务处.atom",
    ]
    assert titles(written["departments/教务处.atom"]) == [
        "R-2020-01 制定措施：R-2020-01 plan",  # names no department, but is about its risk
        "R-2020-01 问题 R-2020-01",
    ]
    assert titles(written["departments/党支部办公室.atom"]) == ["例会"]
    assert read(written["departments/教务处.atom"]).feed.title == "示例学校 教务处：最新记录"


def test_links_are_whole_where_the_address_of_the_site_is_known(tmp_path: Path) -> None:
    written = files(archive(tmp_path, RECORDS), ADDRESS)
    parsed = read(written["changes.atom"])
    page = "2020-h2/meetings/%E4%BE%8B%E4%BC%9A%201.html"
    assert parsed.entries[0].link == ADDRESS + page
    assert parsed.feed.link == ADDRESS + "index.html"
    own = [link.href for link in parsed.feed.links if link.rel == "self"]
    assert own == [ADDRESS + "changes.atom"]


def test_links_are_relative_to_the_feed_where_it_is_not(tmp_path: Path) -> None:
    written = files(archive(tmp_path, RECORDS))
    page = "2020-h1/risks/R-2020-01.html"
    assert read(written["changes.atom"]).entries[-1].link == page
    assert read(written["departments/教务处.atom"]).entries[-1].link == f"../{page}"
    assert b'rel="self"' not in written["changes.atom"]


def test_ids_stay_when_records_are_added_and_differ_between_institutions(tmp_path: Path) -> None:
    def ids(records: dict[str, str]) -> dict[str, str]:
        entries = read(files(archive(tmp_path / "a", records))["changes.atom"]).entries
        return {entry.title: entry.id for entry in entries}

    first = ids({"2020-h1/reports/a.md": text("甲", "2020-03-01")})
    second = ids({"2020-h1/reports/b.md": text("乙", "2020-03-02")})
    assert second["甲"] == first["甲"]
    assert second["乙"] != first["甲"]
    other = "institution: 另一所学校\n"
    third = ids({"archive.yml": other, "2020-h1/reports/a.md": text("甲", "2020-03-01")})
    assert third["甲"] != first["甲"]
    assert first["甲"].startswith("urn:sha256:")


def test_hostile_titles_are_text_and_characters_that_xml_cannot_hold_are_gone(
    tmp_path: Path,
) -> None:
    title = '"<script>alert(1)</script> ]]> & \\u0001\\uFFFF\\u202E终"'
    data = files(archive(tmp_path, {"2020-h1/reports/a.md": text(title, "2020-03-01")}))
    whole = data["changes.atom"]
    assert b"<script" not in whole
    assert titles(whole)[0].startswith("<script>alert(1)</script> ]]> & ")
    ElementTree.fromstring(whole)
    assert not {"\x01", "\uffff", "\u202e"} & set(whole.decode())


def test_what_the_audience_may_not_see_or_happened_later_is_not_there(tmp_path: Path) -> None:
    records = {
        "2020-h1/reports/a.md": text("只给班子", "2020-03-01", "access: leadership"),
        "2020-h2/reports/b.md": text("以后", "2020-09-01"),
        "2020-h1/reports/c.md": text("现在", "2020-03-01"),
    }
    found = archive(tmp_path, records, on="2020-06-30")
    assert titles(files(found)["changes.atom"]) == ["现在"]


def test_an_archive_without_records_has_a_valid_feed_of_its_day(tmp_path: Path) -> None:
    parsed = read(files(archive(tmp_path, {}, on="2020-06-30"))["changes.atom"])
    assert parsed.entries == []
    assert parsed.feed.updated == "2020-06-30T00:00:00Z"
