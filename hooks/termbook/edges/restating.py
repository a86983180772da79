"""A site brought up to date where only words have changed: the pages of these records, what
search finds them by, and their texts in the database. Everything else stands as it is.

What is needed for it is noted at the end of each whole build, beside what stands in the folder.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
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
_SINCE: Final = "since"
"""What has been restated since the state was noted, so that it need not be written whole again."""

_MOST_SINCE: Final = 300
"""Records beyond which it is."""

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
    mark = out.noted.get(STATE)
    if out.notes_folder is None or not mark:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError, LookupError):
        state: State = from_bytes(read_whole(out.notes_folder / STATE))
        if state["basis"] != basis:
            return None
        state["since"] = {}
        if state["mark"] != mark:
            before, after, since = from_bytes(read_whole(out.notes_folder / _SINCE))
            if (before, after) != (state["mark"], mark):
                return None
            state["since"] = since
            state["keys"].update((path, key) for path, (key, _) in since.items())
        return state
    return None


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
    state: State,
    changed: Sequence[str],
    standing: Standing,
    desk: Desk,
    site: Site,
    *,
    beside: Executor,
) -> tuple[list[Made], Future[None] | None]:
    """Writes the pages of the records at `changed`; what pages the site has then.

    Their texts in the database are rewritten meanwhile by `beside`, whose answer has to be waited
    for. Raises LookupError where the store has lost something that is needed.
    """
    archive = site.archive
    seen = [path for path in changed if path in archive.by_path]
    out = desk.out
    for path, origin in out.before.items():
        # which files of the search are left is known when it has been written
        if not (changed and path.startswith(APART)):
            out.stands(path, origin)
    out.notes.update(out.noted)
    rewriting = _rewrite(archive, seen, standing, out, beside) if seen else None
    segment = Segment(desk.drawn.folder)
    new, spots = make_pages(
        (record_page(site, archive.by_path[path]) for path in seen), desk, segment
    )
    segment.close()
    note_all(desk.drawn, spots)
    since = state["since"]
    rows = dict(zip((page.path for page in new), _rows(new), strict=True))
    for path in changed:
        row = rows.get(paths.of_record(archive.by_path[path])) if path in seen else None
        since[path] = (standing.keys[path], row)
    return _made(state), rewriting


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


def note_change(out: Publication, state: State) -> None:
    """Notes the site as it stands now."""
    since = state.pop("since")
    if len(since) > _MOST_SINCE:
        state["made"] = _rows(_made({**state, "since": since}))
        _keep(state, out)
    elif out.notes_folder is not None:
        noted = (state["mark"], _mark(out), since)
        write_whole(out.notes_folder / _SINCE, to_bytes(noted))


def _rows(made: Iterable[Made]) -> list[Any]:
    return [
        (page[0], page[1], None if page[2] is None else tuple(page[2]), *page[3:]) for page in made
    ]


def _made(state: State) -> list[Made]:
    since = {row[0]: row for _, row in state["since"].values() if row is not None}
    return [
        Made(path, title, None if source is None else Source(*source), key, mark, size)
        for path, title, source, key, mark, size in (
            since.get(row[0], row) for row in state["made"]
        )
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
    archive: Archive,
    changed: Sequence[str],
    standing: Standing,
    out: Publication,
    beside: Executor,
) -> Future[None]:
    from termbook.edges.data_files import restate_database  # noqa: PLC0415 - heavy

    # the pack is read here: it is not for two threads
    texts = {archive.by_path[path].id: text_of(standing.row(path)) for path in changed}
    keys = (standing.keys[path] for path in changed)
    out.stands(paths.DATABASE, f"data {digest_of((out.before[paths.DATABASE], *keys))}")
    before, after = out.target / paths.DATABASE, out.place(paths.DATABASE)
    return beside.submit(restate_database, before, after, texts)
