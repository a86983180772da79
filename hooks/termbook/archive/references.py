"""Where one file refers to a record that gets another id, and what is to be written there.

Every place is known from reading, none is searched for; the one exception is the old id in words
that are no link, which is only shown to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from termbook.archive.layout import resolve_file
from termbook.archive.rewriting import Edit, ExactText, in_reference, in_scalar, in_target
from termbook.model.record import Record
from termbook.prose.links import find


class RefusedError(Exception):
    """Why nothing can be changed: a row of the words, `renumber.…`, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What changes: the record, its id, and the path of its file (`path` where it stays)."""

    record: Record
    new: str
    path: str

    @property
    def old(self) -> str:
        """The id so far."""
        return self.record.id

    @property
    def moves(self) -> bool:
        """Whether the file gets another name."""
        return self.path != self.record.path


@dataclass(slots=True, kw_only=True)
class References:
    """What one file says of the record: by its id, and by the name of its file.

    `links` and `mentions` are the numbers of those of `record` that name the id, `files` of those
    mentions that name the file. `own` is the edit of the record's own id.
    """

    record: Record
    data: bytes
    text: ExactText
    links: dict[int, Edit] = field(default_factory=dict)
    mentions: dict[int, Edit] = field(default_factory=dict)
    files: dict[int, Edit] = field(default_factory=dict)
    own: Edit | None = None

    @property
    def edits(self) -> list[Edit]:
        """All that is to be written, in the order of the text."""
        own = [] if self.own is None else [self.own]
        found = (*self.links.values(), *self.mentions.values(), *self.files.values())
        return sorted({*own, *found})

    def without_ids(self) -> References:
        """The same file with its links by id as they are."""
        return replace(self, links={}, mentions={})


def references(record: Record, data: bytes, renaming: Renaming) -> References | None:
    """What `record`, whose file holds `data`, says of the renamed record; None for nothing.

    Raises RefusedError where the file is another than was read, and for a reference that is
    written in a way that cannot be changed in place.
    """
    old, own_path = renaming.old, renaming.record.path
    links = [number for number, target in _links(record) if target == old]
    mentions = [n for n, m in enumerate(record.mentions) if m.kind == "record" and m.target == old]
    files = []
    if renaming.moves:
        files = [
            number
            for number, mention in enumerate(record.mentions)
            if mention.kind in ("file", "image")
            and resolve_file(record.path, mention.target) == own_path
        ]
    is_own = record.path == own_path
    if not (links or mentions or files or is_own or old.encode() in data):
        return None
    if sha256(data).hexdigest() != record.digest:
        raise RefusedError("renumber.changed", path=record.path)
    found = References(record=record, data=data, text=ExactText(data))
    if is_own and "id" in record.places:
        start, end = found.text.span(record.place("id"))
        written = found.text.text[start:end]
        found.own = _sure(in_scalar(written, start, old, renaming.new), found, start, old)
    for number in links:
        start, end = found.text.span(record.links[number].place)
        written = found.text.text[start:end]
        edit = in_scalar(written, start, old, renaming.new)
        found.links[number] = _sure(edit, found, start, old)
    if mentions or files:
        _in_text(found, renaming, mentions, files)
    return found


def _links(record: Record) -> Iterator[tuple[int, str]]:
    """The links of front matter that lead to a record, by number."""
    attached = {link.name for link in record.files}
    for number, link in enumerate(record.links):
        if not (link.or_file and link.target in attached):
            yield number, link.target


def _in_text(found: References, renaming: Renaming, mentions: list[int], files: list[int]) -> None:
    record, text = found.record, found.text
    written = find(record.body, record.body_line)
    old_name, new_name = (p.rpartition("/")[2] for p in (renaming.record.path, renaming.path))
    for number in (*mentions, *files):
        start = _offset(record, text, written[number].start)
        stretch = text.text[start : _offset(record, text, written[number].end)]
        if number in mentions:
            edit = in_reference(stretch, start, renaming.old, renaming.new)
            found.mentions[number] = _sure(edit, found, start, renaming.old)
        else:
            edit = in_target(stretch, start, old_name, new_name)
            found.files[number] = _sure(edit, found, start, old_name)


def _offset(record: Record, text: ExactText, offset: int) -> int:
    """Where the character at `offset` of the record's text stands in its file."""
    line = record.body.count("\n", 0, offset)
    column = offset - (record.body.rfind("\n", 0, offset) + 1) + 1
    return text.offset(record.body_line + line, column)


def _sure(edit: Edit | None, found: References, start: int, old: str) -> Edit:
    if edit is None:
        line = found.text.line(start)
        raise RefusedError("renumber.unusual", path=found.record.path, line=line, old=old)
    return edit


def names(old: str) -> re.Pattern[str]:
    """What finds `old` in words: not at the end of a longer id, nor at the beginning of one."""
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(old)}(?![0-9A-Za-z])")


def left_lines(found: References, name: re.Pattern[str]) -> Iterator[int]:
    """The lines where a name stands in words that are no link to the record."""
    edits = found.edits
    for match in name.finditer(found.text.text):
        if not any(edit.start <= match.start() < edit.end for edit in edits):
            yield found.text.line(match.start())
