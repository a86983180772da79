"""A site from records: only what has changed is made, and only for a new frame does MkDocs run."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Self

from termbook.edges.checked import Checked
from termbook.edges.folder import institution_of
from termbook.edges.frames import Frame, frame_key
from termbook.edges.pack import LostError, Pack
from termbook.edges.publish import OvertakenError, Publication, publication
from termbook.edges.record_store import folder_of
from termbook.edges.request import REQUEST, Request
from termbook.edges.settings import Settings
from termbook.edges.shards import desk_for
from termbook.edges.store import Store, is_writable
from termbook.model.institution import Institution
from termbook.pages.shell import Group, usual_groups
from termbook.words import Words

_PAGES: Final = "pages"
"""Where a site notes how many pages it has."""

Frames = Callable[[frozenset[Group]], Frame]
"""Gives a frame that has shells for some groups of pages."""


class FrameFailedError(Exception):
    """MkDocs could not draw what surrounds the pages; it has said why on standard error."""


def build_site(
    checked: Callable[[], Checked],
    frames: Frames,
    target: Path,
    store: Store | None,
    *,
    any_folder: bool = False,
    private: bool = False,
    executor: Executor | None = None,
) -> int:
    """Writes a site into `target`, which may be `private` to us; how many pages it has.

    What `checked` raises ends the build. Raises FrameFailedError, OutIsNotOurs where `target`
    holds something else (unless it may be `any_folder`), OSError where it cannot be written. In
    all these cases `target` is as it was.
    """

    def publish(*, whole: bool) -> Publication:
        with publication(target, store, any_folder=any_folder, whole=whole, private=private) as out:
            records = checked()
            if store is None or not _restate(records, frames, store, out):
                _write(records, frames, store, out, executor)
                out.notes[_PAGES] = str(sum(path.endswith(".html") for path in out.origins))
        return out

    try:
        out = publish(whole=False)
    except OvertakenError:
        out = publish(whole=True)
    if store is not None and not out.changes:
        store.trim(time.time())
    return int(out.notes[_PAGES])


def _restate(checked: Checked, frames: Frames, store: Store, out: Publication) -> bool:
    """Writes the words that have changed, if nothing else has; whether that is so."""
    standing = checked.standing
    if standing is None or not out.changes:
        return False
    from termbook.edges import restating  # noqa: PLC0415 - a whole build needs it at its end only
    from termbook.edges.search_files import rewrite_search  # noqa: PLC0415

    words = checked.words
    frame = frames(usual_groups(words))
    state = restating.state_of(out, restating.basis_of(checked, frame)) if frame.key else None
    changed = restating.restated(state, standing) if state is not None else None
    if state is None or changed is None:
        return False
    if not changed:
        out.keep_all()
        return True
    kept = folder_of(store, checked.settings.records)
    try:
        out.keep_all()
        with ThreadPoolExecutor(1) as beside:
            listed = restating.listed(state)
            rewriting = restating.rewrite_database(changed, listed, standing, out, beside)
            site = restating.site_of(listed, checked, standing, frame.edit_url)
            desk = desk_for(frame, words, Pack(kept / "drawn"), out)
            made = restating.restate(changed, desk, site)
            search = Pack(kept / "search")
            rows = state["search"]
            arrangement = rewrite_search(rows, made, frame.guides, site.archive, desk, kept=search)
            desk.drawn.save(whole=False)
            desk.drawn.close()
            restating.note_change(out, state, standing, arrangement)
            if rewriting is not None:
                rewriting.result()
    except LookupError:
        out.begin_again()
        return False
    return True


def _write(
    checked: Checked,
    frames: Frames,
    store: Store | None,
    out: Publication,
    executor: Executor | None,
) -> None:
    from termbook.edges.build import Build  # noqa: PLC0415 - loads all composers and exports

    prepared = checked.prepared()
    for kept in (store, None, None):
        build = Build(prepared, kept, executor=executor)
        frame = frames(build.groups())
        build.locate(site_url=frame.site_url, edit_url=frame.edit_url)
        try:
            arrangement = build.write(frame, out)
        except LostError as problem:
            # something in the store is damaged, or could not be written: made apart this time
            lost = problem
            lost.pack.forget()
            out.begin_again()
        else:
            break
    else:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(lost.pack.folder)) from lost
    if kept is not None and frame.key:
        from termbook.edges import restating  # noqa: PLC0415

        basis = restating.basis_of(checked, frame)
        restating.note_state(out, basis, prepared.folder.records, build.site, arrangement)


@contextmanager
def drawn_by_mkdocs(
    settings: Settings, config: Path, spare: Path, *, strict: bool
) -> Iterator[Frames]:
    """Frames for the records of `settings`, drawn by MkDocs beside us where none is kept.

    `spare` is a folder for a frame that cannot be kept.
    """
    institution = institution_of(settings.records)
    store = settings.store
    key = ""
    if store is not None:
        name, language = institution.name, Words(institution.language).language
        key = frame_key(config, name=name, language=language, strict=strict)
    frame = Frame(store.folder("frames", key) if store is not None and key else spare, key)
    with _Drawing(frame, institution, config, spare, strict=strict) as drawing:
        if not frame.fits(drawing.usual):
            drawing.start(drawing.usual)
        yield drawing.frame


@contextmanager
def frames_beside(frame: Frame, checked: Checked, config: str) -> Iterator[Frames]:
    """Frames for a site whose usual one MkDocs has drawn itself, in the process that we are in."""
    with (
        TemporaryDirectory(prefix="termbook-") as spare,
        _Drawing(frame, checked.institution, Path(config), Path(spare), strict=False) as drawing,
    ):
        yield drawing.frame


class _Drawing:
    """MkDocs at work on a frame, in a process of its own."""

    def __init__(
        self, frame: Frame, institution: Institution, config: Path, spare: Path, *, strict: bool
    ) -> None:
        self._frame = frame
        self._spare = spare
        self._institution = institution
        self._config = config
        self._strict = strict
        self._running: subprocess.Popen[bytes] | None = None
        self.usual = usual_groups(Words(institution.language))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._running is not None:
            self._running.kill()
            self._running.wait()

    def start(self, groups: frozenset[Group]) -> None:
        """Lets MkDocs draw shells for `groups`, while we go on."""
        if not is_writable(self._frame.folder):
            self._frame = Frame(self._spare, self._frame.key)
        request = Request(
            folder=str(self._frame.folder),
            name=self._institution.name,
            language=self._institution.language,
            groups=groups,
        )
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        command += ["--config-file", str(self._config)]
        if self._strict:
            command.append("--strict")
        environment = {
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "0",
            **os.environ,
            REQUEST: request.to_environment(),
        }
        self._running = subprocess.Popen(command, env=environment)

    def frame(self, groups: frozenset[Group]) -> Frame:
        """The frame, once it has a shell for each of `groups`. Raises FrameFailedError."""
        self._wait()
        if not self._frame.fits(groups):
            self.start(groups | self.usual)  # some records lie deeper than usual
            self._wait()
        if not self._frame.fits(groups):  # what was drawn found no place in the store
            self._frame = Frame(self._spare, self._frame.key)
            self.start(groups | self.usual)
            self._wait()
        if not self._frame.fits(groups):
            raise FrameFailedError
        return self._frame

    def _wait(self) -> None:
        if self._running is None:
            return
        failed = self._running.wait()
        self._running = None
        if failed:
            raise FrameFailedError
        self._frame = Frame(self._frame.folder, self._frame.key)
