"""Rules about ids and links: whatever a record points at must be there, and may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname
from typing import Final

from termbook.archive.collection import Collection
from termbook.archive.layout import resolve_file
from termbook.archive.suggestions import Suggestions
from termbook.diagnostics import Diagnostic, Place, finding
from termbook.model.quoting import shorten
from termbook.model.record import Record
from termbook.prose.links import Mention
from termbook.words import Words

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ALLOWED: Final = ("http:", "https:", "mailto:")


def ids_are_unique(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """An id names one record in the whole archive."""
    for record in collection.records:
        first = collection.by_id[record.id]
        if first is not record:
            place = record.place("id")
            yield finding("TB302", record.path, place, id=record.id, other=first.path)
            yield finding("TB302", first.path, first.place("id"), id=record.id, other=record.path)


def links_lead_somewhere(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A link in front matter leads to a record, of the kind that the field takes."""
    ids = Suggestions(collection.by_id, words)
    for record in collection.records:
        attached = {link.name for link in record.files}
        for link in record.links:
            if link.or_file and link.target in attached:
                continue
            target = collection.by_id.get(link.target)
            if target is None:
                if link.target not in collection.unread:
                    yield finding(
                        "TB301",
                        record.path,
                        link.place,
                        target=shorten(link.target),
                        field=link.at,
                        hint=ids.hint(link.target),
                    )
                continue
            if target.id == record.id:
                yield finding("TB311", record.path, link.place, field=link.at)
            elif link.kinds and target.kind not in link.kinds:
                yield finding(
                    "TB305",
                    record.path,
                    link.place,
                    target=shorten(link.target),
                    field=link.at,
                    got=words(f"kind.{target.kind}"),
                    expected=words("hint.or").join(words(f"kind.{k}") for k in link.kinds),
                )
            if target.access != record.access:
                yield from _wider(record, target, link.place, collection)


def mentions_lead_somewhere(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A link or image in a text leads to a record, to a file below records/, or to the web."""
    ids = Suggestions(collection.by_id, words)
    files = Suggestions((*collection.files, *collection.by_path), words)
    for record in collection.records:
        for mention in record.mentions:
            if mention.kind == "record":
                target = collection.by_id.get(mention.target)
                if target is not None:
                    if target.access != record.access:
                        yield from _wider(record, target, mention.place, collection)
                elif mention.target not in collection.unread:
                    yield finding(
                        "TB301",
                        record.path,
                        mention.place,
                        target=shorten(mention.target),
                        field=f"[[{shorten(mention.target)}]]",
                        hint=ids.hint(mention.target),
                    )
            elif mention.kind == "url":
                if not mention.target.lower().startswith(_ALLOWED):
                    shown = shorten(mention.target)
                    yield finding("TB310", record.path, mention.place, target=shown)
            elif mention.kind in ("file", "image"):
                yield from _file_is_there(record, mention, collection, files)


def _file_is_there(
    record: Record, mention: Mention, collection: Collection, files: Suggestions
) -> Iterator[Diagnostic]:
    name, place = mention.target, mention.place
    shown = shorten(name)
    if _SCHEME.match(name) or name.startswith("//"):
        yield finding("TB310", record.path, place, target=shown)
        return
    path = resolve_file(record.path, name)
    if path is None:
        yield finding("TB309", record.path, place, target=shown)
        return
    target = collection.by_path.get(path)
    if target is not None:
        yield from _wider(record, target, place, collection)
    elif path not in collection.files and path.removesuffix(".md") not in collection.unread:
        yield finding(
            "TB307",
            record.path,
            place,
            target=shown,
            folder=dirname(record.path),
            hint=files.hint_beside(record.path, name),
        )


def _wider(
    record: Record, target: Record, place: Place, collection: Collection
) -> Iterator[Diagnostic]:
    """A link never leads from what more people may see to what fewer may see."""
    if not collection.institution.sees(record.access, target.access):
        yield finding(
            "TB306",
            record.path,
            place,
            target=shorten(target.id),
            access=record.access,
            narrower=target.access,
        )


def updates_are_seen_with_their_item(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """An update is for the same audience as what it is about, or one risk had two states."""
    for record in collection.records:
        if record.kind != "update":
            continue
        item = collection.by_id.get(record.text("of"))
        if item is not None and item.access != record.access:
            yield finding(
                "TB312",
                record.path,
                record.place("access"),
                access=record.access,
                of=shorten(item.id),
                expected=item.access,
            )


RULES: Final = (
    ids_are_unique,
    links_lead_somewhere,
    mentions_lead_somewhere,
    updates_are_seen_with_their_item,
)
