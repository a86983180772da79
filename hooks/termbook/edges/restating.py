"""A site brought up to date where only words have changed: the pages of these records, what
search finds them by, and their texts in the database. Everything else stands as it is.

What is needed for it is noted at the end of each whole build, beside what stands in the folder.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import Any, Final, NamedTuple

from termbook.archive.archive import Archive
from termbook.archive.stored import Index, StoredArchive, index_of
from termbook.edges.by_folder import ByFolder
from termbook.edges.checked import Checked
from termbook.edges.engine import engine_digest
from termbook.edges.frames import Frame
from termbook.edges.pack import Segment
from termbook.edges.publish import Publication
from termbook.edges.record_store import RecordStore
from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.shards import Desk, Made, make_pages, note_all
from termbook.edges.standing import MOST, Standing, row_in
from termbook.edges.store import digest_of, read_whole, write_whole
from termbook.model.packed import same_but_words, text_of, unpack
from termbook.model.record import Record
from termbook.pages import paths
from termbook.pages.compose.record_page import record_page
from termbook.pages.compose.site import Site
from termbook.search.arrangement import Arrangement
from termbook.views.lists import Neighbours

STATE: Final = "state"
State = dict[str, Any]


class Listed(NamedTuple):
    """What a site shows, without its records."""

    archive: Index
    near: Mapping[str, tuple[int, int]]
    """The numbers of the record before and after each, by its id; -1 where there is none."""


def basis_of(checked: Checked, frame: Frame) -> str:
    """What decides a site besides the texts and fields of its records."""
    asked = (checked.on.isoformat(), checked.audience, repr(checked.institution))
    return digest_of([engine_digest(), *asked, frame.key, frame.site_url, frame.edit_url])


def note_state(
    out: Publication,
    basis: str,
    records: RecordStore,
    site: Site,
    arrangement: Arrangement,
) -> None:
    """Notes what `restate` needs of the site that was just written."""
    archive = site.archive
    numbers = {record.path: number for number, record in enumerate(archive.records)}

    def number(record: Record | None) -> int:
        return -1 if record is None else numbers[record.path]

    near = {id: (number(near.previous), number(near.next)) for id, near in site.neighbours.items()}
    state: State = {
        "basis": basis,
        "keys": records.keys.packed(),
        "beside": records.beside,
        # packed, so that it need not be packed again with each change
        "listed": to_bytes((index_of(archive), near)),
        "search": arrangement.to_rows(),
    }
    _keep(state, out)


def note_change(
    out: Publication, state: State, standing: Standing, arrangement: Arrangement
) -> None:
    """Notes the site as it stands now, after some words have changed."""
    changed = {"keys": standing.keys.packed(), "search": arrangement.to_rows()}
    _keep({**state, **changed}, out)


def state_of(out: Publication, basis: str) -> State | None:
    """What was noted of the site as it stands, if it was made on the same basis."""
    mark = out.noted.get(STATE)
    if out.notes_folder is None or not mark:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError, LookupError):
        state: State = from_bytes(read_whole(out.notes_folder / STATE))
        if (state["basis"], state["mark"]) == (basis, mark):
            return state
    return None


def listed(state: State) -> Listed:
    """What the site of `state` shows."""
    return Listed(*from_bytes(state["listed"]))


def _keep(state: State, out: Publication) -> None:
    state["mark"] = _mark(out)
    if out.notes_folder is not None:
        write_whole(out.notes_folder / STATE, to_bytes(state))


def _mark(out: Publication) -> str:
    """Tells one state from another.

    It is noted with the site, which is put in place later: where a build is killed between the
    two, the state fits nothing.
    """
    out.notes[STATE] = secrets.token_hex(8)
    return out.notes[STATE]


def restated(state: State, standing: Standing) -> list[str] | None:
    """The records whose words are not those of the site; None where more than words differ."""
    if state["beside"] != standing.beside:
        return None
    before: ByFolder[str] = ByFolder(state["keys"])
    changed = []
    for folder in standing.keys.differing(before):
        old, new = before.folder(folder), standing.keys.folder(folder)
        # what lies in no period is no record of its own, but shown everywhere
        if old.keys() != new.keys() or "/" not in folder:
            return None
        changed += [f"{folder}/{name}" for name, key in new.items() if old[name] != key]
    if len(changed) > MOST:
        return None
    try:
        same = (
            same_but_words(row_in(standing.pack, before[path]), standing.row(path))
            for path in changed
        )
        return changed if all(same) else None
    except LookupError:
        return None


def restate(changed: Sequence[str], desk: Desk, site: Site) -> list[Made]:
    """Writes the pages of the records at `changed`, as far as they are seen; these pages.

    Raises LookupError where the store has lost something that is needed.
    """
    records = site.archive.by_path
    segment = Segment(desk.drawn.folder)
    made, spots = make_pages(
        (record_page(site, records[path]) for path in changed if path in records), desk, segment
    )
    segment.close()
    note_all(desk.drawn, spots)
    return made


def site_of(listed: Listed, checked: Checked, standing: Standing, edit_url: str) -> Site:
    """The site as it was listed, with records read from the store as they are needed."""
    archive = StoredArchive(
        listed.archive,
        lambda path, access: unpack(standing.row(path), access),
        institution=checked.institution,
        on=checked.on,
        audience=checked.audience,
    )
    known = _neighbours(archive, listed.near)
    return Site(archive, checked.words, edit_url=edit_url, known_neighbours=known)


def _neighbours(archive: Archive, near: Mapping[str, tuple[int, int]]) -> Mapping[str, Neighbours]:
    class Near(dict[str, Neighbours]):
        def __missing__(self, id: str) -> Neighbours:
            before, after = near[id]
            return Neighbours(
                previous=archive.records[before] if before >= 0 else None,
                next=archive.records[after] if after >= 0 else None,
            )

    return Near()


def rewrite_database(
    changed: Sequence[str],
    listed: Listed,
    standing: Standing,
    out: Publication,
    beside: Executor,
) -> Future[None] | None:
    """Lets `beside` write the texts of the records at `changed` into the database.

    Its answer has to be waited for; None where no text in it is another. Raises LookupError where
    the store has lost something that is needed.
    """
    from termbook.edges.data_files import restate_database  # noqa: PLC0415 - heavy

    ids = dict(zip(listed.archive["paths"], listed.archive["ids"], strict=True))
    seen = [path for path in changed if path in ids]
    if not seen:
        return None
    if not out.is_as_left(paths.DATABASE):
        raise LookupError(paths.DATABASE)
    # the pack is read here: it is not for two threads
    texts = {ids[path]: text_of(standing.row(path)) for path in seen}
    keys = (standing.keys[path] for path in seen)
    out.stands(paths.DATABASE, f"data {digest_of((out.before[paths.DATABASE], *keys))}")
    before, after = out.target / paths.DATABASE, out.place(paths.DATABASE)
    return beside.submit(restate_database, before, after, texts)
