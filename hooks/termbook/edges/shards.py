"""Pages composed, drawn and written in portions, side by side where there are many.

A page is drawn once: what it becomes is kept under its digest, whatever shell it is put in. So
only new pages are drawn; only pages that stand differently in the site are filled and written.

Processes of this machine that are forked inherit the archive and compose their portion of the
records' pages themselves. Where forking is not safe, and for other executors (`cluster`), pages
are composed here and only their drawing is handed out, as plain data. The same bytes each way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from termbook.edges.forking import WORTH_IT, forked, forks_safely
from termbook.edges.frames import Frame
from termbook.edges.pack import Pack, Segment
from termbook.edges.publish import Publication
from termbook.edges.rows import from_bytes, to_bytes
from termbook.edges.store import digest_of
from termbook.edges.table import Spot
from termbook.pages.blocks import Prose
from termbook.pages.drawn import Contents, Encoded
from termbook.pages.page import Page, Source
from termbook.pages.shell import Group, fill, group_of
from termbook.words import Words

if TYPE_CHECKING:
    from termbook.pages.html import Drawer

SHARD: Final = 200
"""Pages that are drawn elsewhere at a time."""


class Made(NamedTuple):
    """A page that stands in the site: what search needs to know of it."""

    path: str
    title: str
    source: Source | None
    key: str
    """What it was drawn to is kept under this."""
    mark: str
    """Changes whenever the words change that it is found by."""
    size: int
    """Characters of its text, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the making of pages needs: the shells, what was drawn before, and where to write."""

    words: Words
    in_navigation: frozenset[str]
    shells: Mapping[Group, str]
    marks: Mapping[Group, str]
    """A digest of each shell."""
    drawn: Pack
    out: Publication


def desk_for(frame: Frame, words: Words, drawn: Pack, out: Publication) -> Desk:
    """What is needed to make pages inside `frame`."""
    shells = {group: frame.shell(group) for group in frame.groups}
    return Desk(
        words=words,
        in_navigation=frozenset(group.page for group in frame.groups if group.page),
        shells=shells,
        marks={group: digest_of((shell,)) for group, shell in shells.items()},
        drawn=drawn,
        out=out,
    )


class Shard(NamedTuple):
    """Some pages to be drawn, and the language of their words: plain data."""

    pages: tuple[Page, ...]
    language: str


def draw_shard(shard: Shard) -> list[bytes]:
    """What each page of a shard becomes, as `marshal` writes it."""
    drawer = _drawer(shard.language)
    return [_pack_drawn(drawer.draw(page).encoded()) for page in shard.pages]


def make_pages(pages: Iterable[Page], desk: Desk, segment: Segment) -> tuple[list[Made], _Spots]:
    """Draws what is new of `pages` and writes what stands differently; what was drawn anew."""
    made: list[Made] = []
    spots: dict[str, Spot] = {}
    for page in pages:
        digest = page.digest
        group = group_of(page, desk.in_navigation)
        made.append(_made(page, digest))
        stands = desk.out.stands(page.path, f"{digest} {desk.marks[group]}")
        if stands and digest in desk.drawn:
            continue
        data = desk.drawn.get(digest)
        if data is None:
            drawn = _drawer(desk.words.language).draw(page).encoded()
            spots[digest] = segment.put(_pack_drawn(drawn))
        else:
            drawn = unpack_drawn(data)
        if not stands:
            desk.out.write(page.path, fill(desk.shells[group], page, drawn, desk.words))
    return made, spots


_Spots = dict[str, Spot]


@dataclass(slots=True)
class _Job:
    """What forked processes inherit: `portions` are makers of pages."""

    portions: Sequence[Callable[[], Iterable[Page]]]
    desk: Desk


def make_all(
    composers: Sequence[Callable[[], Iterable[Page]]],
    count: int,
    desk: Desk,
    *,
    meanwhile: Callable[[], None] = lambda: None,
    executor: Executor | None = None,
) -> list[Made]:
    """Makes the pages of all `composers`, some `count` in all.

    `meanwhile` is done by this process while others draw, or after it has drawn alone.
    """
    segment = Segment(desk.drawn.folder)
    made: list[Made] = []
    if executor is not None:
        pages = [page for composer in composers for page in composer()]
        _draw_elsewhere(pages, desk, executor)
        composers = [lambda: pages]
    elif count >= WORTH_IT and (os.cpu_count() or 1) > 1 and forks_safely():
        return _make_forked(composers, desk, meanwhile)
    for composer in composers:
        found, spots = make_pages(composer(), desk, segment)
        note_all(desk.drawn, spots)
        made += found
    segment.close()
    meanwhile()
    return made


def _make_forked(
    composers: Sequence[Callable[[], Iterable[Page]]], desk: Desk, meanwhile: Callable[[], None]
) -> list[Made]:
    workers = os.cpu_count() or 1
    _inherited[:] = [_Job(composers, desk)]
    desk.drawn.close()  # a file that two processes seek in is read at the wrong places
    made: list[Made] = []
    try:
        with forked(workers) as executor:
            results = executor.map(_make_inherited, range(len(composers)))
            meanwhile()
            for found, spots, origins in results:
                made += found
                note_all(desk.drawn, spots)
                desk.out.origins.update(origins)
    finally:
        _inherited.clear()
    return made


_inherited: Final[list[_Job]] = []
_segments: Final[list[Segment]] = []


def _make_inherited(number: int) -> tuple[list[Made], _Spots, dict[str, str]]:
    job = _inherited[0]
    if not _segments:
        _segments.append(Segment(job.desk.drawn.folder))
    job.desk.out.origins.clear()
    found, spots = make_pages(job.portions[number](), job.desk, _segments[0])
    _segments[0].close()
    return found, spots, dict(job.desk.out.origins)


def _draw_elsewhere(pages: Sequence[Page], desk: Desk, executor: Executor) -> None:
    """Keeps what others drew. What does not come back is drawn here, as what was not sent."""
    new = {page.digest: page for page in pages if page.digest not in desk.drawn}
    if len(new) < WORTH_IT:
        return
    keys = list(new)
    # large, so that sending one is little beside drawing it; small enough that all have some
    size = max(1, min(SHARD, len(keys) // 16 + 1))
    portions = [keys[start : start + size] for start in range(0, len(keys), size)]
    shards = (
        Shard(tuple(new[key] for key in portion), desk.words.language) for portion in portions
    )
    with suppress(BrokenExecutor):
        for portion, drawn in zip(portions, executor.map(draw_shard, shards), strict=True):
            for key, data in zip(portion, drawn, strict=True):
                desk.drawn.put(key, data)


def note_all(pack: Pack, spots: Mapping[str, Spot]) -> None:
    """Notes in a pack what was put into a segment."""
    for key, spot in spots.items():
        pack.note(key, spot)


def _made(page: Page, digest: str) -> Made:
    texts = [block for block in page.blocks if isinstance(block, Prose)]
    source = page.source
    facts = [page.title, source.id if source is not None else ""]
    for text in texts:
        facts += [text.text, *(part for r in text.references for part in (r.target, r.path))]
    return Made(
        path=page.path,
        title=page.title,
        source=source,
        key=digest,
        mark=digest_of(facts),
        size=sum(len(text.text) for text in texts),
    )


def unpack_drawn(data: bytes) -> Encoded:
    """What a page became, from what is kept of it."""
    html, contents, text = from_bytes(data)
    return Encoded(html, tuple([Contents(*entry) for entry in contents]), text)


def _pack_drawn(drawn: Encoded) -> bytes:
    return to_bytes((drawn.html, [tuple(entry) for entry in drawn.contents], drawn.text))


@cache
def _drawer(language: str) -> Drawer:
    from termbook.pages.html import Drawer  # noqa: PLC0415 - most builds draw few pages or none

    return Drawer(Words(language))
