"""Rules about the files that lie beside records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname
from typing import Final

from termbook.archive.collection import Collection
from termbook.archive.layout import is_beside, is_period_id, resolve_file
from termbook.archive.suggestions import Suggestions
from termbook.diagnostics import Diagnostic, Place, finding
from termbook.model.quoting import shorten
from termbook.model.record import Record, Value
from termbook.words import Words

_RUNNING: Final = (
    *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".hta", ".svgz"),
    *(".js", ".mjs", ".swf", ".xml", ".xsl", ".xslt", ".rdf", ".rss", ".atom"),
)
"""Endings that a browser opens as a document or a program; of pages of ours, `html` too."""


def stated_files(record: Record) -> Iterator[tuple[str, Place, str]]:
    """Files that front matter names with a checksum: name, place, SHA-256 or `""`."""
    if "file" not in record.fields and "attachments" not in record.fields:
        return
    rows: list[tuple[Mapping[str, Value], str]] = [
        (row, f"attachments[{number}].") for number, row in enumerate(record.rows("attachments"))
    ]
    rows.append((record.fields, ""))
    for row, at in rows:
        name, sha256 = row.get("file"), row.get("sha256")
        if isinstance(name, str):
            place = record.place(f"{at}file")
            yield name, place, sha256 if isinstance(sha256, str) else ""


def named_files(record: Record) -> Iterator[tuple[str, Place]]:
    """The path below records/ of each file that a record names, with the place of the name."""
    for link in record.files:
        path = resolve_file(record.path, link.name)
        if path is not None:
            yield path, link.place
    for mention in record.mentions:
        if mention.kind in ("file", "image"):
            path = resolve_file(record.path, mention.target)
            if path is not None:
                yield path, mention.place


def attachments_are_there(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A file that front matter names lies beside the record or below it."""
    files = Suggestions(collection.files, words)
    for record in collection.records:
        for link in record.files:
            path = resolve_file(record.path, link.name)
            if path is None:
                yield finding("TB309", record.path, link.place, target=shorten(link.name))
            elif path not in collection.files:
                yield finding(
                    "TB501",
                    record.path,
                    link.place,
                    file=shorten(link.name),
                    folder=dirname(record.path),
                    hint=files.hint_beside(record.path, link.name),
                )


def checksums_agree(collection: Collection, checksums: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A file has the checksum that its record states. `checksums` are the real ones, by path."""
    for record in collection.records:
        for name, place, stated in stated_files(record):
            path = resolve_file(record.path, name)
            actual = checksums.get(path or "", "")
            if stated and actual and stated != actual:
                yield finding("TB502", record.path, place, file=shorten(name), actual=actual)


def files_are_mentioned(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """Every file is named by a record; otherwise nobody knows who may see it."""
    named = {path for record in collection.records for path, _ in named_files(record)}
    for path in collection.files:
        if path not in named and not is_beside(path):
            yield finding("TB506", path)


def files_cannot_run(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """No file opens as a page or a program of the site, or lies where a page of the site does.

    What a browser takes for a document of its own would run with the rights of the site.
    """
    for record in collection.records:
        for path, place in named_files(record):
            if path in collection.files and _runs(path):
                yield finding("TB507", record.path, place, file=shorten(path))


def files_lie_in_a_period(collection: Collection, words: Words) -> Iterator[Diagnostic]:
    """A file lies in a period's folder: outside, it could take the place of the site's own."""
    for record in collection.records:
        for path, place in named_files(record):
            folder, inside, _ = path.partition("/")
            if path in collection.files and not (inside and is_period_id(folder)):
                yield finding("TB509", record.path, place, file=shorten(path))


def _runs(path: str) -> bool:
    # a folder x.html would lie where the page of x.md does
    return any(part.endswith(_RUNNING) for part in path.casefold().split("/"))


RULES: Final = (
    attachments_are_there,
    files_are_mentioned,
    files_cannot_run,
    files_lie_in_a_period,
)
