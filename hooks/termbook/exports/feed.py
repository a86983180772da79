"""The latest records as a feed (Atom, RFC 4287) that readers subscribe to.

An entry says only what its record says. What is derived as of a day, such as a state, would
change while the entry's date stays, and no reader would notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree import ElementTree

from termbook.archive.archive import Archive
from termbook.exports.subscriptions import (
    Subscription,
    lasting_name,
    plain,
    subscriptions,
)
from termbook.model.record import Record
from termbook.pages import paths
from termbook.views.lists import newest_first
from termbook.words import Words

NEWEST: Final = 50
"""How many records a feed holds."""

_ATOM: Final = "http://www.w3.org/2005/Atom"


def feeds(archive: Archive, words: Words, *, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Path and content of the feed of all records, and of that of each department.

    Links begin with `site_url`; without one they are relative to the feed, which some readers
    cannot follow.
    """
    for subscription in subscriptions(archive, paths.FEED):
        yield subscription.path, _feed(archive, subscription, words, site_url)


def _feed(archive: Archive, subscription: Subscription, words: Words, site_url: str) -> bytes:
    shown = newest_first(subscription.records)[:NEWEST]
    root = site_url.rstrip("/") + "/" if site_url else paths.to_root(subscription.path)
    institution, department = archive.institution.name, subscription.department
    key = "feed.name_of" if department else "feed.name"
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": words.language})
    _add(feed, "id", f"urn:sha256:{lasting_name(archive, subscription.path)}")
    _add(feed, "title", words(key, institution=institution, department=department))
    _add(feed, "updated", _moment(shown[0].date if shown else archive.on))
    _add(ElementTree.SubElement(feed, "author"), "name", institution)
    page = paths.of_term("departments", department) if department else paths.HOME
    _link(feed, "alternate", paths.href(page, root))
    if site_url:
        _link(feed, "self", paths.href(subscription.path, root))
    for record in shown:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"urn:sha256:{lasting_name(archive, record.id)}")
        _add(entry, "title", _title(record, words))
        _add(entry, "updated", _moment(record.date))
        _link(entry, "alternate", paths.href(paths.of_record(record), root))
        label = words(f"kind.{record.kind}")
        ElementTree.SubElement(entry, "category", {"term": record.kind, "label": label})
        _add(entry, "summary", _summary(archive, record, words))
    ElementTree.indent(feed, " ")
    data: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _title(record: Record, words: Words) -> str:
    if record.kind in ("risk", "measure"):
        return f"{record.id} {record.title}"
    if record.kind == "update" and record.text("event"):
        event = words(f"event.{record.text('event')}")
        return words("feed.event", of=record.text("of"), event=event, title=record.title)
    return record.title


def _summary(archive: Archive, record: Record, words: Words) -> str:
    """The sort of record, its period, and the department it belongs to."""
    period = archive.period_by_id.get(record.period)
    facts = (
        words(f"kind.{record.kind}"),
        period.title if period else record.period,
        record.text("department"),
    )
    return " · ".join(fact for fact in facts if fact)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = plain(text)


def _link(parent: ElementTree.Element, rel: str, href: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": plain(href)})


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
