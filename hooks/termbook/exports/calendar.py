"""Due dates as calendars (iCalendar, RFC 5545) that phones and mail programs subscribe to.

Written here in full: of the standard a day's event needs six kinds of line. The `icalendar`
library would add 0.2 s and a database of time zones to every build, for dates without a time;
the tests read with it what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from termbook.archive.archive import Archive
from termbook.archive.life import Life
from termbook.archive.transitions import TABLES
from termbook.exports.subscriptions import (
    Subscription,
    lasting_name,
    plain,
    subscriptions,
)
from termbook.model.record import Record
from termbook.pages import paths
from termbook.words import Words

_LINE: Final = 75
"""Octets that a line may have without its end (RFC 5545, 3.1)."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendars(archive: Archive, words: Words, *, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Path and content of the calendar of all due dates, and of that of each department.

    An event for every risk and measure whose deadline runs on the archive's day, the nearest
    first. Events lead to the item's page where `site_url` says where the site is: a calendar
    has no place of its own that a relative link could start from.
    """
    for subscription in subscriptions(archive, paths.CALENDAR):
        yield subscription.path, _calendar(archive, subscription, words, site_url)


def _calendar(archive: Archive, subscription: Subscription, words: Words, site_url: str) -> bytes:
    running: list[tuple[date, Record, Life]] = []
    for record in subscription.records:
        if record.kind in TABLES:
            life = archive.life_of(record)
            if life.deadline is not None:
                running.append((life.deadline, record, life))
    running.sort(key=lambda found: (found[0], found[1].id, found[1].path))
    institution, department = archive.institution.name, subscription.department
    key = "calendar.name_of" if department else "calendar.name"
    name = words(key, institution=institution, department=department)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Termbook//Termbook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for deadline, record, life in running:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{lasting_name(archive, record.id)}",
            f"DTSTAMP:{_basic(archive.on)}T000000Z",
            f"DTSTART;VALUE=DATE:{_basic(deadline)}",
            f"SEQUENCE:{len(life.steps)}",
            f"SUMMARY:{_text(words('calendar.summary', id=record.id, title=record.title))}",
            f"DESCRIPTION:{_description(archive, record, life, words)}",
            f"CATEGORIES:{_text(words(f'kind.{record.kind}'))}",
            "TRANSP:TRANSPARENT",
        ]
        if site_url:
            page = paths.href(paths.of_record(record), site_url.rstrip("/") + "/")
            lines.append(f"URL:{plain(page)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return b"".join(map(folded, lines))


def _description(archive: Archive, record: Record, life: Life, words: Words) -> str:
    """State, owner and department, one below the other."""
    state = f"{'measure_state' if record.kind == 'measure' else 'state'}.{life.state}"
    facts = [(words("calendar.state"), words(state))]
    facts += [
        (words(f"field.{name}"), record.text(name))
        for name in ("owner", "department")
        if record.text(name)
    ]
    lines = (plain(words("calendar.fact", label=label, value=value)) for label, value in facts)
    return "\n".join(lines).translate(_ESCAPES)


def _text(text: str) -> str:
    return plain(text).translate(_ESCAPES)


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def folded(line: str) -> bytes:
    """One content line with its end, cut into lines of at most 75 octets, never in a character."""
    data = line.encode("utf-8", "replace")
    pieces: list[bytes] = []
    start, room = 0, _LINE
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LINE - 1  # what goes on begins with a space
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
