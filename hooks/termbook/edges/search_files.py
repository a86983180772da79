"""What the search knows of each page: the records' own texts, and what results can be cut by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from hashlib import blake2b

from termbook.archive.archive import Archive
from termbook.edges.forking import spread
from termbook.edges.frames import Guide
from termbook.edges.pack import Pack
from termbook.edges.publish import APART, Publication
from termbook.edges.shards import Desk, Made, unpack_drawn
from termbook.prose.markdown import text_of
from termbook.search.entry import Entry
from termbook.search.index import Index, Part
from termbook.words import Words


def write_search(
    made: Iterable[Made], guides: Iterable[Guide], archive: Archive, desk: Desk, kept: Pack
) -> None:
    """Writes the files of the search that differ from those that stand."""
    entries = _entries(made, archive, desk)
    index = Index([*entries, *(_guide(guide, desk.words) for guide in guides)])
    standing = _by_part(desk.out)
    for part in index.parts:
        _write_part(index, part, standing.get(f"{APART}{part.name}", ()), desk.out, kept)
    kept.touch(index.keys())
    kept.save()
    kept.close()


def _write_part(
    index: Index, part: Part, standing: Sequence[str], out: Publication, kept: Pack
) -> None:
    name = f"{APART}{part.name}"
    blocks = f"{name} blocks"
    out.notes[name] = part.digest
    out.notes[blocks] = " ".join(index.blocks_of(part))
    if standing and out.noted.get(name) == part.digest:
        for path in standing:
            out.stands(path, out.before[path])
        return
    files = None
    if standing and out.noted.get(blocks):
        files = index.rewrite(part, out.noted[blocks].split(), partial(_read, out), kept)
    if files is None:
        files = index.write(part, kept, spread)
    else:
        for path in standing:  # those that are not among the files are as they should be
            out.stands(path, out.before[path])
    for path, content in files.items():
        origin = blake2b(content, digest_size=16).hexdigest()
        if not out.stands(APART + path, origin):
            out.write(APART + path, content)


def _read(out: Publication, path: str) -> bytes | None:
    try:
        return (out.target / APART / path).read_bytes()
    except OSError:
        return None


def _by_part(out: Publication) -> dict[str, Sequence[str]]:
    """The files that stand, by their part: `search/rows/0/17.js` belongs to `search/rows/0`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in out.before:
        if path.startswith(APART):
            folder, _, name = path.rpartition("/")
            alone = folder == APART.rstrip("/")
            found[f"{APART}{name.removesuffix('.js')}" if alone else folder].append(path)
    return dict(found)


def _guide(guide: Guide, words: Words) -> Entry:
    """A guide of docs/ as search finds it."""
    label = words("section.help")
    text = text_of(guide.html)
    return Entry(path=guide.path, title=guide.title, text=text, kind="help", kind_label=label)


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
        )


def _text(key: str, desk: Desk) -> str:
    return unpack_drawn(desk.drawn.need(key)).text
