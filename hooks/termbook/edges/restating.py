"""A site brought up to date where only words have changed: the pages of these records, what
search finds them by, and their texts in the database. Everything else stands as it is.

What is needed for it is noted at the end of each whole build, beside what stands in the folder.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

from termbook.archive.archive import Archive
from termbook.archive.stored import StoredArchive, index_of
from termbook.edges.checked import Checked
from termbook.edges.engine import engine_digest
from termbook.edges.frames import Frame
from termbook.edges.pack import Segment
from termbook.edges.publish import APART, Publication
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
from termbook.pages.page import Source
from termbook.views.lists import Neighbours

STATE: Final = "state"

State = dict[str, Any]


def basis_of(checked: Checked, frame: Frame) -> str:
    """What decides a site besides the texts and fields of its records."""
    asked = (checked.on.isoformat(), checked.audience, repr(checked.institution))
    return digest_of([engine_digest(), *asked, frame.key, frame.site_url, frame.edit_url])


def note_state(
    out: Publication,
    basis: str,
    records: RecordStore,
    site: Site,
    made: Iterable[Made],
) -> None:
    """Notes what `restate` needs of the site that was just written."""
    archive = site.archive
    numbers = {record.path: number for number, record in enumerate(archive.records)}

    def number(record: Record | None) -> int:
        return -1 if record is None else numbers[record.path]

    state: State = {
        "basis": basis,
        "keys": records.keys(),
        "beside": records.beside(),
        "index": index_of(archive),
        "near": {
            id: (number(near.previous), number(near.next)) for id, near in site.neighbours.items()
        },
        "made": _rows(made),
    }
    _keep(state, out)


def state_of(out: Publication, basis: str) -> State | None:
    """What was noted of the site as it stands, if it was made on the same basis."""
    if out.notes_folder is None:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError):
        state: State = from_bytes(read_whole(out.notes_folder / STATE))
        if state["basis"] == basis and state["mark"] == out.noted.get(STATE):
            return state
    return None


def _keep(state: State, out: Publication) -> None:
    # written before the site is in place: a build that is killed between the two leaves a state
    # that fits nothing, since what is noted of the site does not have this mark then
    state["mark"] = out.notes[STATE] = secrets.token_hex(8)
    if out.notes_folder is not None:
        write_whole(out.notes_folder / STATE, to_bytes(state))


def restated(state: State, standing: Standing) -> list[str] | None:
    """The records whose words are not those of the site; None where more than words differ."""
    before: dict[str, str] = state["keys"]
    if before.keys() != standing.keys.keys() or state["beside"] != standing.beside:
        return None
    changed = [path for path, key in standing.keys.items() if before[path] != key]
    if len(changed) > MOST or any(path.count("/") < 2 for path in changed):
        return None
    try:
        same = (
            same_but_words(row_in(standing.pack, before[path]), standing.row(path))
            for path in changed
        )
        return changed if all(same) else None
    except LookupError:
        return None


def restate(
    state: State, changed: Sequence[str], standing: Standing, desk: Desk, site: Site
) -> list[Made]:
    """Writes the pages and texts of the records at `changed`; what pages the site has.

    Raises LookupError where the store has lost something that is needed.
    """
    archive = site.archive
    seen = [path for path in changed if path in archive.by_path]
    out = desk.out
    for path, origin in out.before.items():
        # which files of the search are left is known when it has been written
        if not (changed and path.startswith(APART)):
            out.stands(path, origin)
    out.notes.update(out.noted)
    with ThreadPoolExecutor(1) as beside:
        # SQLite works on its own while pages are drawn
        rewriting = beside.submit(_rewrite, archive, seen, standing, out) if seen else None
        segment = Segment(desk.drawn.folder)
        new, spots = make_pages(
            (record_page(site, archive.by_path[path]) for path in seen), desk, segment
        )
        segment.close()
        note_all(desk.drawn, spots)
        if rewriting is not None:
            rewriting.result()
    return _made(state["made"], new)


def site_of(state: State, checked: Checked, standing: Standing, edit_url: str) -> Site:
    """The site as it is noted in `state`, with records read from the store as they are needed."""
    archive = StoredArchive(
        state["index"],
        lambda path, access: unpack(standing.row(path), access),
        institution=checked.institution,
        on=checked.on,
        audience=checked.audience,
    )
    near = _neighbours(archive, state["near"])
    return Site(archive, checked.words, edit_url=edit_url, known_neighbours=near)


def note_change(out: Publication, state: State, standing: Standing, made: Iterable[Made]) -> None:
    """Notes the site as it stands now."""
    state["keys"] = dict(standing.keys)
    state["made"] = _rows(made)
    _keep(state, out)


def _rows(made: Iterable[Made]) -> list[Any]:
    return [
        (page[0], page[1], None if page[2] is None else tuple(page[2]), *page[3:]) for page in made
    ]


def _made(rows: list[Any], new: Iterable[Made]) -> list[Made]:
    by_path = {page.path: page for page in new}
    return [
        by_path.get(path)
        or Made(path, title, None if source is None else Source(*source), key, mark, size)
        for path, title, source, key, mark, size in rows
    ]


def _neighbours(archive: Archive, near: Mapping[str, tuple[int, int]]) -> Mapping[str, Neighbours]:
    class Near(dict[str, Neighbours]):
        def __missing__(self, id: str) -> Neighbours:
            before, after = near[id]
            return Neighbours(
                previous=archive.records[before] if before >= 0 else None,
                next=archive.records[after] if after >= 0 else None,
            )

    return Near()


def _rewrite(
    archive: Archive, changed: Sequence[str], standing: Standing, out: Publication
) -> None:
    from termbook.edges.data_files import restate_database  # noqa: PLC0415 - heavy

    texts = {archive.by_path[path].id: text_of(standing.row(path)) for path in changed}
    before = out.before[paths.DATABASE]
    keys = (standing.keys[path] for path in changed)
    out.stands(paths.DATABASE, f"data {digest_of((before, *keys))}")
    restate_database(out.target / paths.DATABASE, out.place(paths.DATABASE), texts)
