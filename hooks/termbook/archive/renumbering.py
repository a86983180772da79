"""Giving a record another id, with everything that refers to it: what to write where, as a plan.

The plan is made at the places that are known from reading, and what it would write is read again:
it stands only where the record has its new id, every link that was to change leads to it, and
nothing else is different. Files are written elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from termbook.archive.collection import Collection
from termbook.archive.layout import locate, resolve_file
from termbook.archive.references import (
    References,
    RefusedError,
    Renaming,
    left_lines,
    names,
    references,
)
from termbook.model.kinds import kinds
from termbook.model.parse import id_of_path, parse_record
from termbook.model.quoting import nearest, shorten
from termbook.model.record import Record
from termbook.reading.characters import holds_control
from termbook.reading.source import decode
from termbook.words import Words
from termbook.words.rules import RULES, Severity

__all__ = ["Change", "RefusedError", "Renumbering", "plan"]

_LONGEST: Final = 200
_NO_FILE_NAME: Final = re.compile(r'[/\\:*?"<>|\t\n]|\A[.~]|[. ]\Z|\A\s')
_INSIDE: Final = re.compile(r"[.\[]")
_ENCODINGS: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file: its path, the path it gets, its content now and then, how many places change."""

    path: str
    target: str
    before: bytes
    after: bytes
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """What is to be written, and what is left to people.

    `kept` are files whose links may mean another record of the same id. `left` are places, path
    and line, where the old id stands in words that are no link; line 0 is the file's name.
    """

    changes: tuple[Change, ...]
    kept: tuple[str, ...]
    left: tuple[tuple[str, int], ...]


def plan(
    collection: Collection,
    old: str,
    new: str,
    *,
    read: Callable[[str], bytes],
    file: str = "",
    including: Sequence[str] = (),
) -> Renumbering:
    """How the record `old` becomes `new`.

    `read` gives the bytes of a file below records/. Where several records share the id, `file`
    is the path of the one that is meant; then links to the id change only in it and in the files
    `including`, since nobody can know which record the others mean. Raises RefusedError where
    it cannot be done whole, and OSError from `read`.
    """
    record = _chosen(collection, old, file)
    renaming = Renaming(record=record, new=new, path=_path(collection, record, old, new))
    shared = {other.path for other in collection.records if other.id == old} - {record.path}
    name = names(old)
    found: dict[str, References] = {}
    left: list[tuple[str, int]] = []
    for one in collection.records:
        uses = references(one, read(one.path), renaming)
        if uses is not None:
            found[one.path] = uses
            if one.path not in shared:
                left += [(one.path, line) for line in left_lines(uses, name)]
        if one.path not in shared and one is not record and name.search(_stem(one.path)):
            left.append((one.path, 0))
    by_id = [p for p, uses in found.items() if (uses.links or uses.mentions) and p not in shared]
    for path in including:
        if path not in by_id:
            shown = "、".join(by_id) or "—"
            raise RefusedError("renumber.no_reference", path=path, old=old, paths=shown)
    kept: list[str] = []
    if shared:
        kept = [path for path in by_id if path not in including and path != record.path]
        for path in (*kept, *shared):
            if path in found:
                found[path] = found[path].without_ids()
    touched = {path: uses for path, uses in found.items() if uses.edits or path == record.path}
    _refuse_damaged(collection, renaming, touched, read, alone=not shared)
    changes = [_change(collection, uses, renaming) for uses in touched.values()]
    return Renumbering(
        changes=tuple(sorted(changes, key=lambda change: change.path)),
        kept=tuple(kept),
        left=tuple(sorted(set(left))),
    )


def _chosen(collection: Collection, old: str, file: str) -> Record:
    """The record to renumber."""
    found = {record.path: record for record in collection.records if record.id == old}
    if not found:
        near = nearest(old, tuple(collection.by_id)[:5000])
        words = Words(collection.institution.language)
        hint = words("hint.did_you_mean", value=near) if near else ""
        raise RefusedError("renumber.unknown", old=shorten(old), hint=hint)
    paths = "、".join(found)
    if file and file not in found:
        raise RefusedError("renumber.not_among", path=file, old=old, paths=paths)
    if len(found) > 1 and not file:
        raise RefusedError("renumber.which", old=old, paths=paths)
    record = found[file] if file else next(iter(found.values()))
    if record.kind == "period":
        raise RefusedError("renumber.period", old=old)
    return record


def _path(collection: Collection, record: Record, old: str, new: str) -> str:
    """The path that the record's file gets; its own where it is not named by its id."""
    kind = kinds()[record.kind]
    if new == old:
        raise RefusedError("renumber.same", old=old)
    odd = new != new.strip() or holds_control(new) or any(mark in new for mark in "|\t\n")
    if odd or not new or len(new) > _LONGEST or "[[" in new or "]]" in new:
        raise RefusedError("renumber.characters", new=shorten(new))
    if not kind.id_fits(new):
        raise RefusedError("renumber.form", new=shorten(new), example=kind.id_example)
    taken = _who_has(collection, new)
    if taken:
        raise RefusedError("renumber.taken", new=new, path=taken)
    folder = PurePosixPath(record.path).parent.as_posix()
    path = record.path
    if "id" not in record.places and not kind.id_pattern:
        parent, _, name = new.rpartition("/")
        if parent != folder or _NO_FILE_NAME.search(name):
            raise RefusedError("renumber.elsewhere", old=old, folder=folder)
        path = f"{new}.md"
    elif _stem(record.path) == old and not _NO_FILE_NAME.search(new):
        path = f"{folder}/{new}.md"
    known = {one.casefold() for one in (*collection.by_path, *collection.files)}
    if path.casefold() != record.path.casefold() and path.casefold() in known:
        raise RefusedError("renumber.file_exists", path=path)
    return path


def _who_has(collection: Collection, id: str) -> str:
    """The path of the file that has an id, be it one that cannot be read; `""` where none has."""
    known = collection.by_id.get(id)
    if known is not None:
        return known.path
    if id not in collection.unread:
        return ""
    named = (path for path in _damaged(collection) if id in (id_of_path(path), _stem(path)))
    return next(named, f"{id}.md")


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _damaged(collection: Collection) -> list[str]:
    """The records' files with an error of reading: what they say is known in part at most."""
    damaged = {
        found.path
        for found in collection.found
        if found.rule.startswith("TB0")
        and RULES[found.rule].severity is Severity.ERROR
        and locate(found.path) is not None
    }
    return sorted(damaged)


def _refuse_damaged(
    collection: Collection,
    renaming: Renaming,
    touched: Mapping[str, References],
    read: Callable[[str], bytes],
    *,
    alone: bool,
) -> None:
    """Refuses where a file that must be touched, or may have to be, cannot be read in full."""
    for path in _damaged(collection):
        if path not in touched and alone:
            data = read(path)
            named = any(renaming.old.encode(encoding) in data for encoding in _ENCODINGS)
        else:
            named = path in touched
        if named:
            raise RefusedError("renumber.unreadable", path=path, old=renaming.old)


def _change(collection: Collection, uses: References, renaming: Renaming) -> Change:
    """What becomes of one file, read again to make sure of it."""
    record = uses.record
    path = renaming.path if record.path == renaming.record.path else record.path
    after = uses.text.edited(uses.edits)
    if not _is_meant(collection, uses, renaming, path, after):
        line = uses.text.line(uses.edits[0].start) if uses.edits else 1
        raise RefusedError("renumber.unusual", path=record.path, line=line, old=renaming.old)
    return Change(
        path=record.path, target=path, before=uses.data, after=after, places=len(uses.edits)
    )


def _is_meant(
    collection: Collection, uses: References, renaming: Renaming, path: str, after: bytes
) -> bool:
    """Whether the new content of a file reads as the old one with nothing changed but the id."""
    old = uses.record
    source, _ = decode(path, after)
    if source is None:
        return False
    institution = collection.institution
    new = parse_record(
        source,
        kind=kinds()[old.kind],
        period=old.period,
        institution=institution,
        words=Words(institution.language),
    ).record
    if new is None or new.id != (renaming.new if path == renaming.path else old.id):
        return False
    links = [
        renaming.new if number in uses.links else link.target
        for number, link in enumerate(old.links)
    ]
    mentions = [
        renaming.new if number in uses.mentions else mention.target
        for number, mention in enumerate(old.mentions)
    ]
    rewritten = {_INSIDE.split(old.links[number].at)[0] for number in uses.links} | {"id"}
    same = (name for name in old.fields if name not in rewritten)
    return (
        new.fields.keys() == old.fields.keys()
        and all(new.fields[name] == old.fields[name] for name in same)
        and [link.target for link in new.links] == links
        and len(new.mentions) == len(mentions)
        and all(
            resolve_file(path, found.target) == renaming.path
            if number in uses.files
            else found.target == target
            for number, (found, target) in enumerate(zip(new.mentions, mentions, strict=True))
        )
    )
