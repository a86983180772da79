"""What Termbook adds to MkDocs, and the only place that knows MkDocs.

MkDocs draws the guides in docs/, and one page of each group of ours with marks in it; the rest
of our pages take the shell from there (`termbook.pages.shell`). Everything else is in termbook/.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_HERE = Path(__file__).resolve().parent
if str(_HERE) not in sys.path:
    # MkDocs puts this folder on the path only while this file runs
    sys.path.insert(0, str(_HERE))


def _forget_old_code() -> None:
    """Makes `mkdocs serve` read the product anew after somebody has changed it."""
    newest = max(path.stat().st_mtime_ns for path in (_HERE / "termbook").rglob("*.py"))
    known = sys.modules.get("termbook")
    if known is not None and getattr(known, "read_at", newest) < newest:
        for name in [n for n in sys.modules if n.partition(".")[0] == "termbook"]:
            del sys.modules[name]
    importlib.import_module("termbook").read_at = newest  # type: ignore[attr-defined]


_forget_old_code()

from termbook.edges import report  # noqa: E402 - the path and fresh modules come first
from termbook.edges.build import (  # noqa: E402
    POLICY,
    BadAudienceError,
    BadDayError,
    Build,
    prepare,
)
from termbook.edges.search_files import guide_entry, search_files  # noqa: E402
from termbook.edges.settings import settings_for  # noqa: E402
from termbook.pages import shell  # noqa: E402
from termbook.pages.compose.everything import NavSection  # noqa: E402
from termbook.search import search_words  # noqa: E402
from termbook.words import Words  # noqa: E402
from termbook.words.rules import Severity  # noqa: E402

log = logging.getLogger("mkdocs.plugins.termbook")
_THEME_LANGUAGES = {"zh-Hans": "zh", "en": "en"}


class _CouldNotRun(Abort):
    """Ends a build that could not begin."""

    exit_code = 2


class _Run:
    """What one build keeps from one event to the next."""

    build: Build
    specimens: dict[str, shell.Group]
    guides: list[tuple[str, str, str]]


_run = _Run()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and checks the records; with errors, stops before anything is touched."""
    # what a build makes lives until its end; looking for garbage meanwhile costs a fifth of it
    gc.disable()
    folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    settings = settings_for(folder, config.extra.get("termbook") or {})
    try:
        prepared = prepare(settings)
    except NotADirectoryError as problem:
        raise _could_not_run("command.no_records", path=problem) from None
    except BadDayError as problem:
        raise _could_not_run("command.bad_day", value=problem) from None
    except BadAudienceError as problem:
        allowed = "、".join(problem.allowed)
        raise _could_not_run("command.bad_audience", value=problem, allowed=allowed) from None
    prefix = report.prefix_of(settings.records, Path.cwd())
    errors, _ = report.counts(prepared.found)
    for found in prepared.found:
        if report.severity(found) is Severity.ERROR:
            log.error(report.line(found, prepared.words, prefix))
    if errors:
        raise Abort(prepared.words("report.stopped"))
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(_noon(prepared.archive.on.toordinal())))
    edit_url = str((config.extra.get("termbook") or {}).get("edit_url") or "")
    if not edit_url and config.repo_url and config.edit_uri:
        docs = "docs/" if config.edit_uri.endswith("docs/") else ""
        edit_url = config.repo_url.rstrip("/") + "/" + config.edit_uri.removesuffix(docs)
        edit_url += "records/"
    _run.build = Build(prepared, edit_url=edit_url, site_url=config.site_url or "")
    _run.guides = []
    words = prepared.words
    # the theme puts the name into its pages as it is, so it is escaped here, once
    config.site_name = escape(prepared.archive.institution.name)
    config.extra["termbook_search_words"] = search_words(words)
    config.extra["termbook_pages"] = list(_run.build.pages)
    config.theme["language"] = _THEME_LANGUAGES[words.language]
    config.extra["termbook_words"] = words
    config.extra["termbook_policy"] = POLICY
    config.nav = [_nav_entry(section, config.nav or []) for section in _run.build.navigation]
    return config


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
    """Adds the pages that MkDocs is to draw: the navigation's, and a specimen of each group."""
    _run.specimens = dict(_run.build.specimens())
    in_navigation = {group.page for group in _run.specimens.values()}
    for path in _run.specimens:
        file = File.generated(config, _md(path), content=shell.CONTENT)
        if path not in in_navigation:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Puts the specimens below their section, so that the theme marks it as the current one."""
    sections = {item.title: item for item in nav.items if isinstance(item, Section)}
    titles = {section.key: section.title for section in _run.build.navigation}
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
    _run.guides.append((page.file.dest_uri, str(page.title), html))
    return html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keeps the shell, and fills it for the page that it was drawn for."""
    group = _run.specimens.get(page.file.dest_uri)
    if group is None:
        return output
    return _run.build.keep_shell(group, page.file.dest_uri, output)


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the other pages and what lies beside them."""
    out = Path(config.site_dir)
    build = _run.build
    drawn = frozenset(_run.specimens)
    build.write_pages(out, drawn)
    guides = [guide_entry(*guide, build.words) for guide in _run.guides]
    build.write_beside(out, search_files(build, guides))
    gc.enable()
