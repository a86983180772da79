"""What the search knows of each page: the records' own texts, and what results can be cut by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from hashlib import blake2b
from typing import Any, Final

from termbook.archive.archive import Archive
from termbook.edges.forking import aside, spread
from termbook.edges.frames import Guide
from termbook.edges.pack import Pack
from termbook.edges.publish import APART, Publication
from termbook.edges.shards import Desk, Made, unpack_drawn
from termbook.prose.markdown import text_of
from termbook.search.arrangement import Arrangement
from termbook.search.entry import Entry
from termbook.search.index import TEXTS, Index, Part
from termbook.words import Words

_MANY: Final = 20
"""Blocks of texts from which on another process saves more than it costs to start."""


def write_search(
    made: Iterable[Made],
    guides: Sequence[Guide],
    archive: Archive,
    desk: Desk,
    *,
    kept: Pack,
) -> Arrangement:
    """Writes the files of the search that differ from those that stand; how it is arranged."""
    entries = [*_entries(made, archive, desk), *(_guide(guide, desk.words) for guide in guides)]
    arrangement = Arrangement.of(entries)
    _write(arrangement, desk, kept, whole=True)
    return arrangement


def rewrite_search(
    rows: Sequence[Any],
    made: Iterable[Made],
    guides: Sequence[Guide],
    archive: Archive,
    desk: Desk,
    *,
    kept: Pack,
) -> Arrangement:
    """The same where only the words of the pages `made` are new; `rows` are the arrangement before.

    Raises LookupError where the store has lost something that is needed.
    """
    texts = {guide.path: guide for guide in guides}

    def read(key: str) -> str:
        return _text_of(texts[key]) if key in texts else _text(key, desk)

    arrangement = Arrangement.from_rows(rows, read).restated(_entries(made, archive, desk))
    _write(arrangement, desk, kept, whole=False)
    return arrangement


def _write(arrangement: Arrangement, desk: Desk, kept: Pack, *, whole: bool) -> None:
    out, index = desk.out, Index(arrangement=arrangement)
    for folder in [*out.origins.folders()]:
        if f"{folder}/".startswith(APART):
            out.drop(folder)
    for part in index.parts:
        out.notes[APART + part.name] = part.digest
        blocks = index.blocks_of(part)
        if blocks:
            out.notes[_blocks_note(part)] = " ".join(blocks)
    changed = [part for part in index.parts if not _stands(part, out)]
    texts = [part for part in changed if part.name.startswith(TEXTS)]
    desk.drawn.close()  # a file that two processes seek in is read at the wrong places
    with aside(partial(_write_texts, texts, index, out), worth_it=len(texts) > _MANY) as wait:
        for part in changed:
            if not part.name.startswith(TEXTS):
                _write_part(index, part, out, kept)
        for folder, origins in wait().items():
            out.drop(folder)
            for name, origin in origins.items():
                out.stands(f"{folder}/{name}", origin)
    if whole:
        kept.touch(index.keys())
    kept.save(whole=whole)
    kept.close()


def _stands(part: Part, out: Publication) -> bool:
    """Whether the files of a part stand as they should; notes them if so."""
    name = f"{APART}{part.name}"
    return out.noted.get(name) == part.digest and _keep(name, out)


def _write_texts(
    parts: Iterable[Part], index: Index, out: Publication
) -> dict[str, dict[str, str]]:
    """Writes what is shown of entries; the origins of these files by folder and name."""
    found = {}
    for part in parts:
        folder = f"{APART}{part.name}"
        before, origins = out.before.folder(folder), {}
        for path, content in index.write(part).items():
            name = path.rpartition("/")[2]
            origins[name] = _origin(content)
            if before.get(name) != origins[name]:
                out.write(APART + path, content)
        found[folder] = origins
    return found


def _write_part(index: Index, part: Part, out: Publication, kept: Pack) -> None:
    name = f"{APART}{part.name}"
    blocks = out.noted.get(_blocks_note(part))
    files = None
    if blocks and out.is_as_left(name) and _keep(name, out):
        files = index.rewrite(part, blocks.split(), partial(_read, out), kept)
    if files is None:
        out.drop(name)
        files = index.write(part, kept, spread)
    for path, content in files.items():
        if not out.stands(APART + path, _origin(content)):
            out.write(APART + path, content)


def _blocks_note(part: Part) -> str:
    return f"{APART}{part.name} blocks"


def _origin(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _keep(name: str, out: Publication) -> bool:
    """Notes that the files of a part stand as they should, if there are any.

    They are one file, or all of one folder: `search/rows/0/17.js` belongs to `search/rows/0`.
    """
    if name in out.before.folders():
        out.keep(name)
        return True
    origin = out.before.get(f"{name}.js")
    return origin is not None and out.stands(f"{name}.js", origin)


def _read(out: Publication, path: str) -> bytes | None:
    try:
        return (out.target / APART / path).read_bytes()
    except OSError:
        return None


def _guide(guide: Guide, words: Words) -> Entry:
    """A guide of docs/ as search finds it."""
    label = words("section.help")
    return Entry(
        path=guide.path,
        title=guide.title,
        text=_text_of(guide),
        kind="help",
        kind_label=label,
        key=guide.path,
    )


def _text_of(guide: Guide) -> str:
    return text_of(guide.html)


def _entries(made: Iterable[Made], archive: Archive, desk: Desk) -> Iterator[Entry]:
    """The records' pages as search finds them."""
    words = desk.words
    periods = {period.id: period.title for period in archive.periods}

    @cache
    def kind_label(kind: str) -> str:
        return words(f"kind.{kind}")

    @cache
    def state_label(kind: str, state: str) -> str:
        own = f"measure_state.{state}"
        return words(own if kind == "measure" and words.has(own) else f"state.{state}")

    for page in made:
        source = page.source
        if source is None:
            continue
        yield Entry(
            path=page.path,
            title=page.title,
            text=partial(_text, page.key, desk),
            kind=source.kind,
            kind_label=kind_label(source.kind),
            period=source.period,
            period_label=periods.get(source.period, source.period),
            department=source.department,
            state=source.state,
            state_label=state_label(source.kind, source.state) if source.state else "",
            date=source.date,
            id=source.id,
            digest=page.mark,
            size=page.size,
            key=page.key,
        )


def _text(key: str, desk: Desk) -> str:
    return unpack_drawn(desk.drawn.need(key)).text
