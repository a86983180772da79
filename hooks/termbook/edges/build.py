"""The whole of a site: its pages, filled into the shells of a frame, and what lies beside them.

MkDocs is not known here: it draws the frame, once. Only what does not stand in the site's folder
already is made and written.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import cached_property, partial
from hashlib import blake2b
from operator import attrgetter
from urllib.parse import quote

from termbook.edges.engine import engine_digest
from termbook.edges.forking import WORTH_IT
from termbook.edges.frames import Frame
from termbook.edges.pack import Pack
from termbook.edges.policy import HEADER
from termbook.edges.prepared import Prepared
from termbook.edges.publish import Publication
from termbook.edges.record_store import folder_of
from termbook.edges.search_files import write_search
from termbook.edges.shards import desk_for, make_all
from termbook.edges.store import Store, digest_of
from termbook.model.kinds import kinds
from termbook.pages.compose.everything import compose_overviews
from termbook.pages.compose.record_page import record_page
from termbook.pages.compose.site import Site
from termbook.pages.navigation import navigation
from termbook.pages.page import Page
from termbook.pages.shell import Group, groups_of
from termbook.search.arrangement import Arrangement

_PORTION = 700
"""Records whose pages one process makes at a time."""


class Build:
    """One site in the making."""

    def __init__(
        self,
        prepared: Prepared,
        store: Store | None,
        *,
        executor: Executor | None = None,
    ) -> None:
        self.words = prepared.words
        self.archive = prepared.archive
        self._folder = prepared.folder
        self._site_url = ""
        self._edit_url = ""
        self._executor = executor
        self._kept = folder_of(store, prepared.folder.root) if store is not None else None

    def locate(self, *, site_url: str, edit_url: str) -> None:
        """Says where the site will be and where its records are edited, if that is known."""
        self._site_url, self._edit_url = site_url, edit_url

    def groups(self) -> frozenset[Group]:
        """The groups that the pages of this site are in, and some that they may come to be in."""
        deep = {
            (kinds()[record.kind].section, record.path.count("/"))
            for record in self.archive.records
        }
        return groups_of(navigation(self.words), deep)

    def write(self, frame: Frame, out: Publication) -> Arrangement:
        """Writes all of the site that does not stand in `out` as it should; how its search is
        arranged.
        """
        desk = desk_for(frame, self.words, self._pack("drawn", out), out)
        self._write_frame(frame, out)
        made = make_all(
            [self._overviews, *self._portions()],
            len(self.archive.records),
            desk,
            meanwhile=partial(self._write_beside, out),
            executor=self._executor,
        )
        made.sort(key=attrgetter("path"))
        search = self._pack("search", out)
        arrangement = write_search(made, frame.guides, self.archive, desk, kept=search)
        self._write_sitemap([page.path for page in made], out)
        desk.drawn.touch(page.key for page in made)
        desk.drawn.save()
        desk.drawn.close()
        return arrangement

    @cached_property
    def site(self) -> Site:
        """The archive as it is shown."""
        return Site(self.archive, self.words, edit_url=self._edit_url)

    def _pack(self, name: str, out: Publication) -> Pack:
        # without a store, what was drawn lies with what is written and goes with it
        return Pack(self._kept / name if self._kept is not None else out.spare(name))

    def _overviews(self) -> Iterable[Page]:
        return compose_overviews(self.site)

    def _portions(self) -> Iterator[Callable[[], Iterable[Page]]]:
        site = self.site
        records = [record for record in self.archive.records if record.kind != "period"]
        if len(records) >= WORTH_IT:
            # worked out once, before processes part
            self.archive.groups()
            self.archive.files  # noqa: B018
            site.neighbours  # noqa: B018
        count = -(-len(records) // _PORTION)
        for number in range(count):
            # one of every `count`, so that no portion holds all the long ones
            yield partial(map, partial(record_page, site), records[number::count])

    # --- what lies beside the pages -------------------------------------------------------

    def _write_frame(self, frame: Frame, out: Publication) -> None:
        for path in frame.files:
            origin = frame.key or digest_of((str(frame.file(path)),))
            if not out.stands(path, f"frame {origin}"):
                out.write(path, frame.file(path))

    def _write_beside(self, out: Publication) -> None:
        """Writes attachments, the files of data, and the policy."""
        for path in self.archive.files:
            origin = f"file {self._folder.mark_of(path)}"
            if not out.stands(path, origin):
                out.copy(path, self._folder.root / path)
        _write("content-security-policy.txt", HEADER.encode(), out)
        self._write_data(out)

    def _write_data(self, out: Publication) -> None:
        from termbook.edges.data_files import write_data, write_database  # noqa: PLC0415 - heavy

        archive, marks = self.archive, self._folder.marks
        common = [
            engine_digest(),
            repr(archive.institution),
            archive.on.isoformat(),
            archive.audience,
            self._site_url,
            *archive.files,
        ]
        for record in archive.records:
            common += (record.access, marks.get(record.path, record.digest))
        write_data(archive, self.words, out, digest_of(common), site_url=self._site_url)
        texts = digest_of([*common, *(record.digest for record in archive.records)])
        write_database(archive, out, texts)

    def _write_sitemap(self, paths: list[str], out: Publication) -> None:
        lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
        if self._site_url:
            root = self._site_url.rstrip("/") + "/"
            lines += [f"  <url><loc>{_address(root + quote(path))}</loc></url>" for path in paths]
        data = "\n".join([*lines, "</urlset>"]).encode()
        _write("sitemap.xml", data, out)
        _write("sitemap.xml.gz", gzip.compress(data, mtime=0), out)


def _address(url: str) -> str:
    return url.replace("&", "&amp;").replace("<", "&lt;")


def _write(path: str, data: bytes, out: Publication) -> None:
    if not out.stands(path, blake2b(data, digest_size=16).hexdigest()):
        out.write(path, data)
