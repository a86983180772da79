"""Building the site's files from a records folder, apart from the theme that surrounds them.

`prepare` reads, checks and composes; `Build` then draws pages into shells and writes what lies
beside them. MkDocs is not known here: the hook hands in the shells that the theme rendered.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from termbook.archive.archive import Archive
from termbook.archive.checking import check
from termbook.diagnostics import Diagnostic
from termbook.edges.clock import day_asked
from termbook.edges.data_files import write_data
from termbook.edges.folder import Folder, load
from termbook.edges.settings import Settings, audience_asked
from termbook.edges.shards import write_all
from termbook.pages.compose.everything import NavSection, compose, navigation
from termbook.pages.compose.site import Site
from termbook.pages.html import Drawer
from termbook.pages.page import Page
from termbook.pages.shell import Group, fill, group_of
from termbook.words import Words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page. frame-ancestors holds in a header only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A records folder read and checked, before anything is drawn."""

    folder: Folder
    found: list[Diagnostic]
    words: Words
    archive: Archive

    def found_for(self, audience: str) -> list[Diagnostic]:
        """The findings in what `audience` may see; all of them where none is named."""
        if not audience:
            return self.found
        collection = self.folder.collection
        hidden = {
            record.path
            for record in collection.records
            if not collection.institution.sees(audience, record.access)
        }
        return [found for found in self.found if found.path not in hidden]


class BadDayError(ValueError):
    """What was stated as the day is none."""


class BadAudienceError(ValueError):
    """What was stated as the audience is none of the archive's."""

    def __init__(self, value: str, allowed: tuple[str, ...]) -> None:
        super().__init__(value)
        self.value = value
        self.allowed = allowed


def prepare(settings: Settings) -> Prepared:
    """Reads and checks the records.

    Raises NotADirectoryError where there are none, BadDayError and BadAudienceError for what
    cannot be.
    """
    try:
        on = day_asked(settings.on)
    except ValueError as problem:
        raise BadDayError(settings.on or str(problem)) from problem
    folder = load(settings.records)
    institution = folder.collection.institution
    try:
        audience = audience_asked(settings.audience, institution.audiences)
    except ValueError as problem:
        raise BadAudienceError(settings.audience, institution.audiences) from problem
    return Prepared(
        folder=folder,
        found=check(folder.collection, folder.checksums, on=on),
        words=Words(institution.language),
        archive=Archive(folder.collection, on=on, audience=audience),
    )


class Build:
    """One site in the making."""

    def __init__(self, prepared: Prepared, *, edit_url: str = "", site_url: str = "") -> None:
        self.words = prepared.words
        self.archive = prepared.archive
        self._root = prepared.folder.root
        self._site_url = site_url
        self.pages: Mapping[str, Page] = {
            page.path: page for page in compose(Site(self.archive, self.words, edit_url=edit_url))
        }
        self.navigation: tuple[NavSection, ...] = navigation(self.words)
        self._in_navigation = frozenset(
            item.path for section in self.navigation for item in section.items
        )
        self._drawer = Drawer(self.words)
        self.texts: dict[str, str] = {}
        self.shells: dict[Group, str] = {}

    def specimens(self) -> Mapping[str, Group]:
        """The first page of each group, which the theme is to draw, by path."""
        first: dict[Group, str] = {}
        for page in self.pages.values():
            first.setdefault(group_of(page, self._in_navigation), page.path)
        return {path: group for group, path in first.items()}

    def keep_shell(self, group: Group, path: str, html: str) -> str:
        """Keeps the shell that the theme drew for the specimen at `path`; its filled page."""
        self.shells[group] = html
        return self._fill(self.pages[path])

    def write_pages(self, out: Path, skip: frozenset[str]) -> None:
        """Draws all pages but those in `skip` into `out`, and the files of data beside them."""
        pages = [
            (page, group_of(page, self._in_navigation))
            for page in self.pages.values()
            if page.path not in skip
        ]
        texts = write_all(
            pages,
            self.shells,
            self.words.language,
            out,
            meanwhile=lambda: write_data(self.archive, self.words, out, site_url=self._site_url),
        )
        self.texts.update(texts)

    def write_beside(self, out: Path, search: Callable[[], Mapping[str, bytes]]) -> None:
        """Writes what else lies beside the pages: attachments, search, the policy."""
        for path in self.archive.files:
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._root / path, target)
        header = f"{POLICY}; frame-ancestors 'self'\n"
        (out / "content-security-policy.txt").write_text(header, encoding="utf-8", newline="\n")
        for name, content in search().items():
            target = out / "search" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def _fill(self, page: Page) -> str:
        drawn = self._drawer.draw(page)
        self.texts[page.path] = drawn.text
        shell = self.shells[group_of(page, self._in_navigation)]
        return fill(shell, page, drawn, self.words)
