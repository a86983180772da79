"""From the text of one file to a typed record, with everything that is wrong with it.

A record is made whenever its front matter can be read at all, even with errors in it, so that
links to it do not fail as well and `records` can print what is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from termbook.diagnostics import Diagnostic, Place
from termbook.model.fields import Reading, read_fields
from termbook.model.fields.reading import is_empty
from termbook.model.institution import DEFAULT_AUDIENCES, LISTS, Institution
from termbook.model.kind import Kind
from termbook.model.quoting import shorten
from termbook.model.record import Record, Value
from termbook.prose.links import scan
from termbook.prose.tangles import tangled
from termbook.reading import nodes
from termbook.reading.front_matter import split
from termbook.reading.source import Source, looks_damaged
from termbook.reading.yaml_reading import parse
from termbook.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one file gave: its record, unless it could not be read, and the findings."""

    path: str
    record: Record | None
    found: tuple[Diagnostic, ...]


def id_of_path(path: str) -> str:
    """The id of a record that states none: its path without `.md`."""
    return path.removesuffix(".md")


def parse_record(
    source: Source, *, kind: Kind, period: str, institution: Institution, words: Words
) -> Parsed:
    """The record in `source`, a file of `kind` in the folder of `period`."""
    path = source.path
    parts, found = split(source)
    if parts is None:
        return Parsed(path=path, record=None, found=tuple(found))
    header, unread = parse(parts.header, path=path, first_line=parts.header_line)
    found.extend(unread)
    if header is None:
        return Parsed(path=path, record=None, found=tuple(found))
    reading = Reading(path=path, institution=institution, words=words, found=found)
    whole = not unread
    values = read_fields(header, kind.by_name, reading, whole=whole)
    for group in kind.any_of:
        if whole and not any(name in values for name in group):
            reading.note("TB110", header.place, fields=words("hint.or").join(group))
    title = values.get("title")
    day = values.get("start" if kind.name == "period" else "date")
    record_id = _id(values, kind, path, period, reading)
    for place in looks_damaged(source.text, mended=source.mended):
        reading.note("TB015", place)
    knot = tangled(parts.body, parts.body_line)
    if knot is not None:
        reading.note("TB014", knot)
    record = Record(
        kind=kind.name,
        id=record_id,
        period=period,
        path=path,
        title=title if isinstance(title, str) and title else PurePosixPath(path).stem,
        date=day if isinstance(day, date) else date.min,
        access=_access(values, reading, institution),
        fields=values,
        places=reading.places,
        body=parts.body,
        body_line=parts.body_line,
        links=tuple(reading.links),
        files=tuple(reading.files),
        mentions=scan(parts.body, parts.body_line),
        digest=source.digest,
    )
    return Parsed(path=path, record=record, found=tuple(reading.found))


def _access(values: Mapping[str, Value], reading: Reading, institution: Institution) -> str:
    """Who may see the record; one whose `access` cannot be read is for the narrowest audience."""
    access = values.get("access")
    if isinstance(access, str):
        return access
    return institution.audiences[-1] if "access" in reading.places else institution.default_access


def _id(values: Mapping[str, Value], kind: Kind, path: str, period: str, reading: Reading) -> str:
    stated = values.get("id")
    if kind.name == "period":
        return period
    if not isinstance(stated, str) or not stated:
        # a risk's file is named by its id, so that links to it need not fail as well
        return PurePosixPath(path).stem if kind.id_pattern else id_of_path(path)
    place = reading.places.get("id") or Place()
    if not kind.id_fits(stated):
        reading.note("TB303", place, id=shorten(stated), example=kind.id_example)
    elif "]]" in stated or "|" in stated or len(stated) > 200:
        reading.note("TB304", place, id=shorten(stated))
    return stated


def parse_institution(
    source: Source, words: Words | None = None
) -> tuple[Institution, list[Diagnostic]]:
    """The settings in archive.yml; what cannot be read keeps its default."""
    path = source.path
    header, found = parse(source.text, path=path, first_line=1)
    if header is None:
        return Institution(), found
    values: dict[str, nodes.Node] = {entry.key.text: entry.value for entry in header.entries}
    whole = not found
    language = values.get("language")
    chosen = language.text if isinstance(language, nodes.Scalar) else LANGUAGES[0]
    words = words or Words(chosen if chosen in LANGUAGES else LANGUAGES[0])
    reading = Reading(path=path, institution=Institution(), words=words, found=found)
    known = ("institution", "language", *LISTS, "approvers")
    lists: dict[str, tuple[str, ...]] = {}
    name = ""
    for entry in header.entries:
        key, place = entry.key.text, entry.key.place
        if key not in known:
            hint = reading.hint(key, known)
            reading.note(
                "TB101", place, field=shorten(key), hint=hint, allowed=reading.listing(known)
            )
        elif is_empty(entry.value):
            reading.note("TB108", place, field=key)
        elif key == "institution":
            name = _name(entry.value, reading)
        elif key == "language":
            _check_language(entry.value, reading)
        else:
            lists[key] = _list(key, entry.value, reading)
    stated = any(
        entry.key.text == "institution" and not is_empty(entry.value) for entry in header.entries
    )
    if whole and not stated:
        reading.note("TB210", header.place)
    posts = lists.get("posts", ())
    for number, post in enumerate(lists.get("approvers", ())):
        if post not in posts:
            place = reading.places.get(f"approvers[{number}]") or Place()
            reading.note(
                "TB201",
                place,
                field="approvers",
                value=shorten(post),
                list="posts",
                hint=reading.hint(post, posts),
                allowed=reading.listing(posts),
            )
    return (
        Institution(
            name=name,
            language=words.language,
            departments=lists.get("departments", ()),
            posts=posts,
            areas=lists.get("areas", ()),
            forms=lists.get("forms", ()),
            audiences=lists.get("audiences") or DEFAULT_AUDIENCES,
            approvers=lists.get("approvers", ()),
        ),
        found,
    )


def _name(node: nodes.Node, reading: Reading) -> str:
    if isinstance(node, nodes.Scalar):
        return " ".join(node.text.split())
    _refuse(node, "institution", reading)
    return ""


def _refuse(node: nodes.Node, field: str, reading: Reading) -> None:
    """Says that a text should stand where there is a list or a table."""
    got = "type.sequence" if isinstance(node, nodes.Sequence) else "type.mapping"
    reading.note(
        "TB103",
        node.place,
        field=field,
        expected=reading.words("type.text"),
        got=reading.words(got),
    )


def _check_language(node: nodes.Node, reading: Reading) -> None:
    if not isinstance(node, nodes.Scalar):
        _refuse(node, "language", reading)
        return
    text = node.text
    if text not in LANGUAGES:
        reading.note(
            "TB204",
            node.place,
            field="language",
            value=shorten(text),
            hint=reading.hint(text, LANGUAGES),
            allowed=reading.listing(LANGUAGES),
        )


def _list(name: str, node: nodes.Node, reading: Reading) -> tuple[str, ...]:
    if not isinstance(node, nodes.Sequence):
        text = shorten(node.text) if isinstance(node, nodes.Scalar) else ""
        reading.note(
            "TB107",
            node.place,
            field=name,
            got=reading.words("type.text" if text else "type.mapping"),
            example=text or "…",
        )
        return ()
    values: list[str] = []
    for item in node.items:
        if is_empty(item):
            reading.note("TB108", item.place, field=name)
            continue
        if not isinstance(item, nodes.Scalar):
            _refuse(item, name, reading)
            continue
        value = " ".join(item.text.split())
        if value in values:
            reading.note("TB202", item.place, list=name, value=shorten(value))
            continue
        reading.places[f"{name}[{len(values)}]"] = item.place
        values.append(value)
    return tuple(values)
