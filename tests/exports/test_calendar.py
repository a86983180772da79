"""Due dates as calendars, read back with a library that knows the standard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from icalendar import Calendar, Event

from termbook.archive.archive import Archive
from termbook.exports.calendar import calendars, folded
from termbook.words import Words
from tests.written import archive, measure, risk, update

EVIDENCE = "evidence: [2020-h1/risks/R-2020-01]"
DUE = "due: 2020-07-31"


def files(found: Archive, site_url: str = "", language: str = "zh-Hans") -> dict[str, bytes]:
    return dict(calendars(found, Words(language), site_url=site_url))


def events(data: bytes) -> dict[str, Event]:
    """The events of a calendar by the first word after the colon of their summary: the id."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    found = calendar.events
    assert all(event.errors == [] for event in found)
    return {str(event["SUMMARY"]).partition("：")[2].split()[0]: event for event in found}


def test_an_unresolved_item_is_an_event_of_the_whole_day_on_which_it_is_due(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        {
            "2020-h1/risks/R-2020-01.md": risk(
                "R-2020-01", "2020-03-01", DUE, "department: 教务处"
            ),
            "2020-h1/measures/M-2020-01.md": measure(
                "M-2020-01", "2020-03-02", "R-2020-01", "due: 2020-06-30"
            ),
        },
    )
    calendar = files(found)["calendar.ics"]
    shown = events(calendar)
    assert list(shown) == ["M-2020-01", "R-2020-01"]  # the nearest first
    event = shown["R-2020-01"]
    assert event.decoded("DTSTART") == date(2020, 7, 31)
    assert event.decoded("DTSTAMP") == datetime(2020, 12, 31, tzinfo=UTC)
    assert str(event["SUMMARY"]) == "整改到期：R-2020-01 问题 R-2020-01"
    assert str(event["DESCRIPTION"]).startswith("状态：待整改\n")
    assert str(event["DESCRIPTION"]).endswith("：支部书记\n部门：教务处")
    assert event["TRANSP"] == "TRANSPARENT"
    assert "URL" not in event


def test_the_date_in_force_counts_and_its_event_keeps_its_name(tmp_path: Path) -> None:
    records = {"2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", DUE)}
    before = events(files(archive(tmp_path, records))["calendar.ics"])["R-2020-01"]
    records["2020-h2/updates/a.md"] = update(
        "R-2020-01", "extend", "2020-07-20", "new_due: 2020-09-30", "reason: 等验收"
    )
    after = events(files(archive(tmp_path, records))["calendar.ics"])["R-2020-01"]
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == date(2020, 9, 30)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_an_accepted_risk_is_due_on_the_day_until_which_it_is_accepted(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        {
            "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", DUE),
            "2020-h2/updates/a.md": update(
                "R-2020-01", "accept", "2020-07-20", "until: 2021-03-31", "reason: 等上级"
            ),
        },
    )
    assert events(files(found)["calendar.ics"])["R-2020-01"].decoded("DTSTART") == date(2021, 3, 31)


def test_what_is_finished_or_waits_for_its_verification_or_has_no_date_is_not_shown(
    tmp_path: Path,
) -> None:
    found = archive(
        tmp_path,
        {
            "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01"),
            "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01", DUE),
            "2020-h1/risks/R-2020-03.md": risk("R-2020-03", "2020-03-01", DUE),
            "2020-h1/updates/a.md": update("R-2020-02", "dismiss", "2020-04-01", "reason: 不属实"),
            "2020-h1/updates/b.md": update("R-2020-03", "done", "2020-04-01", EVIDENCE),
        },
    )
    assert events(files(found)["calendar.ics"]) == {}


def test_a_department_has_a_calendar_of_what_it_owns_or_keeps(tmp_path: Path) -> None:
    owned = risk("R-2020-01", "2020-03-01", DUE).replace("owner: 支部书记", "owner: 教务处")
    found = archive(
        tmp_path,
        {
            "2020-h1/risks/R-2020-01.md": owned,
            "2020-h1/risks/R-2020-02.md": risk(
                "R-2020-02", "2020-03-01", DUE, "department: 教务处"
            ),
            "2020-h1/risks/R-2020-03.md": risk("R-2020-03", "2020-03-01", DUE),
        },
    )
    written = files(found)
    assert list(written) == [
        "calendar.ics",
        "departments/党支部办公室.ics",
        "departments/教务处.ics",
    ]
    assert list(events(written["departments/教务处.ics"])) == ["R-2020-01", "R-2020-02"]
    assert events(written["departments/党支部办公室.ics"]) == {}
    name = Calendar.from_ical(written["departments/教务处.ics"])["X-WR-CALNAME"]
    assert str(name) == "示例学校 教务处：整改期限"


def test_what_the_audience_may_not_see_is_not_there(tmp_path: Path) -> None:
    hidden = risk("R-2020-01", "2020-03-01", DUE, "access: leadership", "department: 教务处")
    written = files(archive(tmp_path, {"2020-h1/risks/R-2020-01.md": hidden}))
    assert all(b"R-2020-01" not in data for data in written.values())


def test_events_lead_to_the_page_where_the_address_of_the_site_is_known(tmp_path: Path) -> None:
    found = archive(tmp_path, {"2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", DUE)})
    address = "https://school.example/archive/"
    for site_url in (address, address.rstrip("/")):
        event = events(files(found, site_url)["calendar.ics"])["R-2020-01"]
        assert event["URL"] == address + "2020-h1/risks/R-2020-01.html"


def test_titles_cannot_break_out_of_their_line(tmp_path: Path) -> None:
    title = 'title: "a;b,c\\\\n\\r\\nEND:VEVENT\\u0007 终"'
    hostile = risk("R-2020-01", "2020-03-01", DUE).replace("title: 问题 R-2020-01", title)
    data = files(archive(tmp_path, {"2020-h1/risks/R-2020-01.md": hostile}))["calendar.ics"]
    assert list(events(data)) == ["R-2020-01"]
    assert data.count(b"\r\nEND:VEVENT\r\n") == 1
    assert str(events(data)["R-2020-01"]["SUMMARY"]).startswith("整改到期：R-2020-01 a;b,c\\n")


def test_lines_end_with_both_characters_and_hold_at_most_75_octets(tmp_path: Path) -> None:
    long = risk("R-2020-01", "2020-03-01", DUE).replace("问题 R-2020-01", "谈心谈话𠀀" * 60)
    data = files(archive(tmp_path, {"2020-h1/risks/R-2020-01.md": long}))["calendar.ics"]
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is cut
    assert str(events(data)["R-2020-01"]["SUMMARY"]).endswith("谈心谈话𠀀" * 60)


def test_a_line_of_exactly_75_octets_is_not_folded() -> None:
    assert folded("x" * 75) == b"x" * 75 + b"\r\n"
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"
    assert folded("x" * 74 + "谈") == b"x" * 74 + "\r\n 谈\r\n".encode()
    assert folded("x" * 75 + "y" * 75) == b"x" * 75 + b"\r\n " + b"y" * 74 + b"\r\n y\r\n"


def test_words_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    found = archive(tmp_path, {"2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", DUE)})
    data = files(found, language="en")["calendar.ics"].decode()
    assert "SUMMARY:Due: R-2020-01 问题 R-2020-01\r\n" in data
    assert "DESCRIPTION:State: Open\\n" in data
