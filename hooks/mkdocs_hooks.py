"""What Termbook adds to MkDocs, and the only place that knows MkDocs.

MkDocs draws the guides in docs/, and one page of each group of ours with marks in it; the rest
of our pages take the shell from there (`termbook.pages.shell`). Everything else is in termbook/.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_HERE = Path(__file__).resolve().parent
if str(_HERE) not in sys.path:
    # MkDocs puts this folder on the path only while this file runs
    sys.path.insert(0, str(_HERE))


def _forget_old_code() -> None:
    """Makes `mkdocs serve` read the product anew after a change of it, templates too."""
    files = (_HERE / "termbook").rglob("*.*")
    newest = max(path.stat().st_mtime_ns for path in files if path.suffix != ".pyc")
    known = sys.modules.get("termbook")
    if known is not None and getattr(known, "read_at", newest) < newest:
        for name in [n for n in sys.modules if n.partition(".")[0] == "termbook"]:
            del sys.modules[name]
    # ours, and asked for above: no module is typed to have it
    importlib.import_module("termbook").read_at = newest  # type: ignore[attr-defined]


_forget_old_code()

from termbook.edges import report  # noqa: E402 - the path and fresh modules come first
from termbook.edges.checked import Checked, check_records  # noqa: E402
from termbook.edges.cluster import NoClusterError, drawing_at  # noqa: E402
from termbook.edges.frames import Frame, Guide, frame_key  # noqa: E402
from termbook.edges.out import fault_of  # noqa: E402
from termbook.edges.policy import POLICY, PREVIEW_POLICY  # noqa: E402
from termbook.edges.request import REQUEST, Request  # noqa: E402
from termbook.edges.settings import (  # noqa: E402
    BadAudienceError,
    BadDayError,
    settings_for,
)
from termbook.edges.site import build_site, frames_beside  # noqa: E402
from termbook.pages import shell  # noqa: E402
from termbook.pages.navigation import NavSection, navigation  # noqa: E402
from termbook.search import search_words  # noqa: E402
from termbook.words import Words  # noqa: E402
from termbook.words.rules import Severity  # noqa: E402

log = logging.getLogger("mkdocs.plugins.termbook")
_THEME_LANGUAGES = {"zh-Hans": "zh", "en": "en"}
_FRAME = ".frame"
_SERVING = "TERMBOOK_SERVING"
_CHANGES = ("created", "modified", "moved", "deleted")


class _CouldNotRun(Abort):
    """Ends a build that could not begin."""

    exit_code = 2


class _Run:
    """What one build keeps from one event to the next.

    `checked` is None where the command asked for a frame alone. `drawing` says whether MkDocs
    draws the frame now; else it is kept from an earlier build, and nothing is left to draw.
    """

    checked: Checked | None
    out: Path
    drawn: str
    frame: Frame
    drawing: bool
    specimens: dict[str, shell.Group]
    shells: dict[shell.Group, str]
    guides: list[Guide]
    navigation: tuple[NavSection, ...]


_run = _Run()


def on_startup(command: str, dirty: bool) -> None:
    """Notes that this is a preview, for this build and those that follow each change."""
    if command == "serve":
        # MkDocs executes this file anew for every build; what lasts is the process
        os.environ[_SERVING] = "1"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the records; with errors, stops before anything is touched.

    MkDocs then writes to a folder of its own, whose files become part of the frame.
    """
    # what a build makes lives until its end; looking for garbage meanwhile costs a fifth of it
    gc.disable()
    request = Request.from_environment(os.environ.get(REQUEST, ""))
    if request is None:
        _run.checked = checked = _check(config)
        words, name = checked.words, checked.institution.name
        groups = shell.usual_groups(words)
    else:
        _run.checked = None
        words, name, groups = Words(request.language), request.name, request.groups
    _run.out = Path(config.site_dir)
    _run.drawn = config.site_dir = mkdtemp(prefix="termbook-")
    _run.frame = _frame(config, name, words) if request is None else Frame(Path(request.folder), "")
    _run.drawing = request is not None or not _run.frame.fits(groups)
    _run.specimens = {}
    _run.shells = {}
    _run.guides = []
    _run.navigation = navigation(words)
    if not _run.drawing:
        config.nav = []
        config.theme.static_templates.clear()
        # where nothing is drawn, fourteen thousand files of the theme need not be looked through
        config.theme.dirs.clear()
        return config
    _run.specimens = {shell.specimen(group): group for group in sorted(groups)}
    # the theme puts the name into its pages as it is, so it is escaped here, once
    config.site_name = escape(name)
    config.extra["termbook_search_words"] = search_words(words)
    config.theme["language"] = _THEME_LANGUAGES[words.language]
    config.extra["termbook_words"] = words
    config.extra["termbook_policy"] = PREVIEW_POLICY if os.environ.get(_SERVING) else POLICY
    config.nav = [_nav_entry(section, config.nav or []) for section in _run.navigation]
    return config


def _check(config: MkDocsConfig) -> Checked:
    """The records, free of errors."""
    folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    settings = settings_for(folder, config.extra.get("termbook") or {})
    try:
        checked = check_records(settings)
    except NotADirectoryError as problem:
        raise _could_not_run("command.no_records", path=problem) from None
    except BadDayError as problem:
        raise _could_not_run("command.bad_day", value=problem) from None
    except BadAudienceError as problem:
        allowed = "、".join(problem.allowed)
        raise _could_not_run("command.bad_audience", value=problem, allowed=allowed) from None
    prefix = report.prefix_of(settings.records, Path.cwd())
    errors, _ = report.counts(checked.found)
    for found in checked.found:
        if report.severity(found) is Severity.ERROR:
            log.error(report.line(found, checked.words, prefix))
    if errors:
        raise Abort(checked.words("report.stopped"))
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(_noon(checked.on.toordinal())))
    return checked


def _frame(config: MkDocsConfig, name: str, words: Words) -> Frame:
    """The frame that is kept for such a site, or an empty one for MkDocs to fill."""
    assert _run.checked is not None
    store = _run.checked.settings.store
    key = ""
    # what the command line states over mkdocs.yml
    if store is not None and config.theme.name == "material" and not config.use_directory_urls:
        key = frame_key(
            Path(config.config_file_path).resolve(),
            name=name,
            language=words.language,
            strict=config.strict,
            served_at=_served_at(config),
        )
    if store is not None and key:
        return Frame(store.folder("frames", key), key)
    return Frame(Path(config.site_dir) / _FRAME, "")


def _served_at(config: MkDocsConfig) -> str:
    """The address of a preview, which `mkdocs serve` puts in the place of the site's own."""
    return config.site_url or "" if os.environ.get(_SERVING) else ""


def edit_url(config: MkDocsConfig) -> str:
    """The address below which records are edited, or `""`."""
    stated = str((config.extra.get("termbook") or {}).get("edit_url") or "")
    if stated or not config.repo_url or not config.edit_uri:
        return stated
    docs = "docs/" if config.edit_uri.endswith("docs/") else ""
    return config.repo_url.rstrip("/") + "/" + config.edit_uri.removesuffix(docs) + "records/"


def _could_not_run(key: str, **values: object) -> Abort:
    """What ends a build that could not begin, with its reason."""
    return _CouldNotRun(Words()(key, **values))


def _nav_entry(section: NavSection, guides: list[object]) -> dict[str, object]:
    """A section as MkDocs takes it; the guides of docs/ come first in the help."""
    items: list[object] = [{item.title: _md(item.path)} for item in section.items]
    if section.key == "help":
        items = [*guides, *items]
    return {section.title: items} if len(items) > 1 else {section.title: _md(section.items[0].path)}


def _noon(ordinal: int) -> int:
    return (ordinal - 719_163) * 86_400 + 43_200


def _md(path: str) -> str:
    return path.removesuffix(".html") + ".md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a specimen of each group, or leaves MkDocs nothing to draw."""
    config.theme.static_templates.discard("sitemap.xml")  # which lists records
    for file in list(files):
        if not _run.drawing or file.src_uri == "sitemap.xml":
            files.remove(file)
    for path, group in _run.specimens.items():
        file = File.generated(config, _md(path), content=shell.CONTENT)
        if not group.page:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Puts the specimens below their section, so that the theme marks it as the current one."""
    sections = {item.title: item for item in nav.items if isinstance(item, Section)}
    titles = {section.key: section.title for section in _run.navigation}
    for path, group in _run.specimens.items():
        file = files.get_file_from_path(_md(path))
        if file is not None and not group.page:
            page = Page(shell.TITLE, file, config)
            page.parent = sections.get(titles.get(group.section, ""))
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keeps the text of the guides for the search; ours are drawn elsewhere."""
    if page.file.dest_uri in _run.specimens:
        page.meta = {"termbook": True}
        if config.site_url:
            page.canonical_url = f"{config.site_url.rstrip('/')}/{shell.ADDRESS}"
        return ""
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Marks where our pages go in the theme's page."""
    if page.file.dest_uri in _run.specimens:
        page.toc = TableOfContents([AnchorLink("", "top", 1)])
        return shell.CONTENT
    _run.guides.append(Guide(page.file.dest_uri, str(page.title), html))
    return html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keeps the shell."""
    group = _run.specimens.get(page.file.dest_uri)
    if group is not None:
        _run.shells[group] = output
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Keeps what MkDocs drew, and writes the site around it."""
    drawn = Path(config.site_dir)
    if _run.drawing:
        names = {
            path: path.relative_to(drawn).as_posix()
            for path in sorted(drawn.rglob("*"))
            if path.is_file() and path.relative_to(drawn).parts[0] != _FRAME
        }
        _run.frame.save(
            _run.shells,
            # a specimen is no page of the site
            {n: path.read_bytes() for path, n in names.items() if n not in _run.specimens},
            _run.guides,
            site_url=config.site_url or "",
            edit_url=edit_url(config),
        )
    checked = _run.checked
    if checked is not None:
        store = checked.settings.store
        try:
            with (
                # a warning would end a strict build, and here nothing is lost
                drawing_at(
                    checked.settings.scheduler, lambda key: log.info(Words()(key))
                ) as cluster,
                frames_beside(_run.frame, checked, config.config_file_path) as frames,
            ):
                build_site(
                    lambda: checked,
                    frames,
                    _run.out,
                    store,
                    any_folder=True,
                    private=bool(os.environ.get(_SERVING)),  # MkDocs has just made it
                    executor=cluster,
                )
        except NoClusterError as problem:
            raise _could_not_run(problem.key, **problem.values) from None
        except OSError as problem:
            raise _could_not_run("command.not_written", **fault_of(problem, _run.out)) from None
    shutil.rmtree(drawn, ignore_errors=True)
    config.site_dir = str(_run.out)
    gc.enable()


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Watches the records, wherever they are, and hears of a change at once.

    MkDocs looks at every file twice a second, which for ten thousand records takes a good part of
    a processor and a quarter of a second on average before anything begins.
    """
    if _run.checked is not None:
        watched = _run.checked.settings.records
        if watch_at_once(server, watched):
            config.watch = [path for path in config.watch if Path(path) != watched]
        else:
            config.watch = [*config.watch, str(watched)]
    return server


def watch_at_once(server: LiveReloadServer, folder: Path) -> bool:
    """Lets the system tell of changes below `folder`; whether it can.

    Reaches into what MkDocs keeps to itself: how its server is told that something has changed.
    """

    def tell(event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not event.is_directory:
            with server._rebuild_cond:  # noqa: SLF001 - see above
                server._want_rebuild = True  # noqa: SLF001
                server._rebuild_cond.notify_all()  # noqa: SLF001

    handler = FileSystemEventHandler()
    handler.on_any_event = tell  # type: ignore[method-assign]
    observer = Observer()
    try:
        observer.schedule(handler, str(folder), recursive=True)
        observer.start()
    except OSError:  # no more watches to be had, or a file system that tells nothing
        return False
    return True


def on_build_error(error: Exception) -> None:
    """Removes what a build that failed leaves behind."""
    shutil.rmtree(getattr(_run, "drawn", ""), ignore_errors=True)
    gc.enable()
