"""The records folder on disk, read into a collection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from termbook.archive.attachment_rules import named_files, stated_files
from termbook.archive.collection import Collection, collect
from termbook.archive.layout import SETTINGS, Location, is_beside, locate, resolve_file
from termbook.archive.pictures import LARGEST, inspect_svg
from termbook.diagnostics import Diagnostic, finding
from termbook.edges.record_store import File, RecordStore
from termbook.edges.snapshot import Sign
from termbook.edges.store import Store
from termbook.model.institution import Institution
from termbook.model.kinds import by_folder
from termbook.model.packed import unpack_parsed
from termbook.model.parse import Parsed, parse_institution, parse_record
from termbook.reading.source import Source, decode
from termbook.reading.tree import LARGEST_TEXT, Entry, read, walk
from termbook.words import Words

_BLOCK = 1 << 20
_SHOWN = (".md", ".yml", ".svg")
_NEARLY_MARKDOWN = (".md", ".markdown", ".md.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a records folder holds: its records and the checksums of the files beside them.

    `signs` tell one state of a file from another, `marks` what pages can show of a record besides
    its text; both by path.
    """

    root: Path
    collection: Collection
    checksums: Mapping[str, str]
    signs: Mapping[str, Sign]
    marks: Mapping[str, str]
    records: RecordStore

    def mark_of(self, path: str) -> str:
        """Tells this state of a file from any other."""
        sign = self.signs.get(path)
        return self.records.snapshot.mark_of(sign) if sign is not None else ""

    def save(self, found: Iterable[Diagnostic], *, on: date) -> None:
        """Keeps what was read, and what `check` found in it as of `on`."""
        collection = self.collection
        self.records.save(collection.institution, on, found, len(collection.records))


def load(root: Path, store: Store | None = None) -> Folder:
    """Reads the whole records folder; what `store` holds of it is not read again.

    Raises NotADirectoryError where there is none.
    """
    if not _is_folder(root):
        raise NotADirectoryError(str(root))
    records = RecordStore(root, store)
    entries, found = walk(root)
    institution, unset = _institution(root, entries)
    found.extend(unset)
    words = Words(institution.language)
    records.settle(institution)
    texts: list[File] = []
    files: dict[str, int] = {}
    for entry in entries:
        if not entry.path.endswith(".md"):
            if entry.path.casefold().endswith(_NEARLY_MARKDOWN):
                found.append(finding("TB022", entry.path))
            elif entry.path != SETTINGS:  # which is nobody's attachment
                files[entry.path] = entry.size
        elif (place := locate(entry.path)) is not None:
            parse = partial(
                parse_file, entry.path, place=place, institution=institution, words=words
            )
            texts.append(File(entry.path, partial(read, root, entry), parse))
        elif not is_beside(entry.path):
            folders = words("hint.comma").join(by_folder())
            found.append(finding("TB012", entry.path, folders=folders))
    rows = records.parsed(texts)
    collection = collect(institution, map(unpack_parsed, rows), files, found)
    unfit = _inspect_pictures(root, collection, records)
    if unfit:
        collection = replace(collection, found=(*collection.found, *unfit))
    checksums = _checksums(root, collection, records)
    return Folder(
        root=root,
        collection=collection,
        checksums=checksums,
        signs=records.signs,
        marks={row[0]: row[3] for row in rows},
        records=records,
    )


def institution_of(root: Path) -> Institution:
    """What archive.yml states, or as much of it as can be read."""
    try:
        data = (root / SETTINGS).read_bytes()
    except OSError:
        return Institution()
    source, _ = decode(SETTINGS, data)
    return parse_institution(source)[0] if source is not None else Institution()


def _is_folder(root: Path) -> bool:
    try:
        return root.is_dir()
    except OSError:  # not to be reached, or no possible name
        return False


def parse_file(
    path: str, data: bytes, place: Location, institution: Institution, words: Words
) -> Parsed:
    """The record in the bytes of one file, or what keeps it from being one."""
    source, problems = decode(path, data)
    if source is None:
        return Parsed(path=path, record=None, found=tuple(problems))
    parsed = parse_record(
        source, kind=place.kind, period=place.period, institution=institution, words=words
    )
    return replace(parsed, found=(*problems, *parsed.found)) if problems else parsed


def read_lines(root: Path, path: str) -> list[str]:
    """The lines of one text as findings count them; none where it cannot be read."""
    file = root / path
    try:
        if not path.endswith(_SHOWN) or file.stat().st_size > LARGEST_TEXT:
            return []
        data = file.read_bytes()
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


def _inspect_pictures(root: Path, collection: Collection, records: RecordStore) -> list[Diagnostic]:
    """What is wrong with the SVG pictures that records name."""
    named = {path for record in collection.records for path, _ in named_files(record)}
    found: list[Diagnostic] = []
    for path in sorted(named & collection.files.keys()):
        if path.casefold().endswith(".svg"):
            found.extend(records.faults(path, partial(_inspect_picture, root, path)))
    return found


def _inspect_picture(root: Path, path: str) -> list[Diagnostic]:
    try:
        with (root / path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return [finding("TB001", path, reason=error.strerror or type(error).__name__)]
    return inspect_svg(path, data)


def _checksums(root: Path, collection: Collection, records: RecordStore) -> dict[str, str]:
    """The SHA-256 of every file whose checksum a record states."""
    wanted: set[str] = set()
    for record in collection.records:
        for name, _, _ in stated_files(record):
            path = resolve_file(record.path, name)
            if path is not None and path in collection.files:
                wanted.add(path)
    sums = {path: records.checksum(path, partial(_sum, root / path)) for path in sorted(wanted)}
    return {path: found for path, found in sums.items() if found is not None}


def _sum(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()
