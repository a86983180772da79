"""The records folder on disk, read into a collection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from termbook.archive.attachment_rules import stated_files
from termbook.archive.collection import Collection, collect
from termbook.archive.layout import SETTINGS, is_beside, locate, resolve_file
from termbook.diagnostics import Diagnostic, finding
from termbook.model.institution import Institution
from termbook.model.kinds import by_folder
from termbook.model.parse import Parsed, parse_institution, parse_record
from termbook.reading.source import Source, decode
from termbook.reading.tree import Entry, read, walk
from termbook.words import Words

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a records folder holds: its records and the checksums of the files beside them."""

    root: Path
    collection: Collection
    checksums: Mapping[str, str]


def load(root: Path) -> Folder:
    """Reads the whole records folder. Raises NotADirectoryError where there is none."""
    if not root.is_dir():
        raise NotADirectoryError(str(root))
    entries, found = walk(root)
    institution, unset = _institution(root, entries)
    found.extend(unset)
    words = Words(institution.language)
    parsed: list[Parsed] = []
    files: dict[str, int] = {}
    for entry in entries:
        if not entry.path.endswith(".md"):
            files[entry.path] = entry.size
        elif (place := locate(entry.path)) is not None:
            source, problems = _source(root, entry)
            if source is None:
                parsed.append(Parsed(path=entry.path, record=None, found=tuple(problems)))
                continue
            item = parse_record(
                source,
                kind=place.kind,
                period=place.period,
                institution=institution,
                words=words,
            )
            found.extend(problems)
            parsed.append(item)
        elif not is_beside(entry.path):
            folders = words("hint.comma").join(by_folder())
            found.append(finding("TB012", entry.path, folders=folders))
    collection = collect(institution, parsed, files, found)
    return Folder(root=root, collection=collection, checksums=_checksums(root, collection))


def read_lines(root: Path, path: str) -> list[str]:
    """The lines of one file as findings count them; none where it cannot be read."""
    try:
        data = (root / path).read_bytes()
    except OSError:
        return []
    source, _ = decode(path, data)
    return source.text.split("\n") if source is not None else []


def _source(root: Path, entry: Entry) -> tuple[Source | None, list[Diagnostic]]:
    data = read(root, entry)
    if isinstance(data, Diagnostic):
        return None, [data]
    return decode(entry.path, data)


def _institution(root: Path, entries: Iterable[Entry]) -> tuple[Institution, list[Diagnostic]]:
    for entry in entries:
        if entry.path == SETTINGS:
            source, found = _source(root, entry)
            if source is None:
                return Institution(), found
            institution, unset = parse_institution(source)
            return institution, found + unset
    return Institution(), [finding("TB016", SETTINGS)]


def _checksums(root: Path, collection: Collection) -> dict[str, str]:
    """The SHA-256 of every file whose checksum a record states."""
    wanted: set[str] = set()
    for record in collection.records:
        for name, _, _ in stated_files(record):
            path = resolve_file(record.path, name)
            if path is not None and path in collection.files:
                wanted.add(path)
    sums: dict[str, str] = {}
    for path in sorted(wanted):
        digest = hashlib.sha256()
        try:
            with (root / path).open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
        except OSError:
            continue
        sums[path] = digest.hexdigest()
    return sums
