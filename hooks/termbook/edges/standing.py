"""The records as they stood at the last run, brought up to date where only words have changed.

Most edits change the words of one text. Such an edit changes nothing that another record, a rule
or a list could see, so neither have all records to be loaded nor all rules to be asked again.
Whether an edit is of that kind is not guessed: what is parsed of the file, without its text, must
be what it was before (`model.packed.same_but_words`), and no finding may point into the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from termbook.archive.gap_rules import MARK as GAP
from termbook.archive.layout import locate
from termbook.diagnostics import Diagnostic, in_order
from termbook.edges.by_folder import ByFolder
from termbook.edges.folder import parse_file
from termbook.edges.pack import Pack
from termbook.edges.record_store import PACK, about_of, folder_of
from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.snapshot import take
from termbook.edges.store import Store, digest_of
from termbook.model.institution import Institution
from termbook.model.packed import (
    Row,
    body_line_of,
    pack_finding,
    pack_parsed,
    same_but_words,
    text_of,
    unpack_finding,
)
from termbook.model.parse import Parsed
from termbook.reading.tree import LARGEST_TEXT
from termbook.words import Words

MOST: Final = 200
"""Files that may have changed for it to be worth looking at each by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a records folder without having loaded its records.

    `keys` say for each record's path under what key the pack holds what was parsed.
    """

    institution: Institution
    found: list[Diagnostic]
    count: int
    """Records."""
    keys: ByFolder[str]
    beside: str
    """Tells the state of all files that are no records from any other."""
    pack: Pack

    @property
    def words(self) -> Words:
        """The words in the institution's language."""
        return Words(self.institution.language)

    def row(self, path: str) -> Row:
        """What was parsed of a record. Raises LookupError where the store has lost it."""
        return row_in(self.pack, self.keys[path])


def row_in(pack: Pack, key: str) -> Row:
    """The packed record under `key`. Raises LookupError where it is not there."""
    data = pack.get(key)
    row: Row | None = from_bytes(data)[1] if data is not None else None
    if row is None:
        raise LookupError(key)
    return row


def catch_up(root: Path, store: Store | None, on: dt.date) -> Standing | None:
    """The records at `root` as of `on`, or None where all of them have to be loaded."""
    if store is None:
        return None
    pack = Pack(folder_of(store, root) / PACK)
    about = about_of(pack)
    if about is None:
        return None
    day, findings, count, stated = about.checked
    if day != on.toordinal():
        return None
    now = take(root)
    changed = about.snapshot.changed(now)
    if changed is None or len(changed) > MOST:
        return None
    institution = Institution(**dict(zip(Institution.__slots__, stated, strict=True)))
    words = Words(institution.language)
    keys: ByFolder[str] = ByFolder(about.keys)
    found: dict[str, list[Diagnostic]] | None = None
    try:
        for path in changed:
            data = _read(root, path)
            key = digest_of((path, sha256(data).hexdigest(), about.settings))
            if key == keys[path]:
                continue
            if found is None:
                found = _by_path(findings)
            before = pack.get(keys[path])
            place = locate(path)
            if before is None or place is None:
                return None
            parsed = parse_file(path, data, place, institution, words)
            found[path] = _restated(before, parsed, found.get(path, ()))
            pack.put(key, to_bytes(pack_parsed(parsed)))
            keys[path] = key
    except (LookupError, OSError):
        return None
    if found is not None:
        findings = [pack_finding(one) for path in found for one in found[path]]
    if changed:
        checked = (day, findings, count, stated)
        noted = about._replace(
            taken=now.taken, listings=dict(now.listings), keys=keys.packed(), checked=checked
        )
        pack.save(tuple(noted), whole=False)
    return Standing(
        institution=institution,
        found=in_order(map(unpack_finding, findings)),
        count=count,
        keys=keys,
        beside=about.beside,
        pack=pack,
    )


def _read(root: Path, path: str) -> bytes:
    """The content of a record's file. Raises OSError or LookupError where it cannot be one."""
    if locate(path) is None or not path.endswith(".md"):
        raise LookupError(path)
    with (root / path).open("rb") as file:
        data = file.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise LookupError(path)
    return data


def _restated(before: bytes, parsed: Parsed, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in a file, of which nothing but words may have changed.

    `before` is what was parsed of it, as the pack holds it, and `found` what was found in it then.
    Raises LookupError where more has changed, or may have.
    """
    path = parsed.path
    _, old, old_found, _ = from_bytes(before)
    new = pack_parsed(parsed)[1]
    if old is None or new is None or not same_but_words(old, new):
        raise LookupError(path)
    if GAP in text_of(old) or GAP in text_of(new):
        raise LookupError(path)
    # what is left was found by rules that look at more than this file
    others = set(found) - set(map(unpack_finding, old_found))
    if any(one.place.line >= body_line_of(old) for one in others):
        raise LookupError(path)
    return [*parsed.found, *others]


def _by_path(findings: list[Row]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for row in findings:
        found.setdefault(row[0], []).append(unpack_finding(row))
    return found
