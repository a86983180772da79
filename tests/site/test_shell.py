"""Pages that take a shell are what the theme would have drawn; the theme is still the known one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from termbook.edges.settings import Settings, environment_of
from tests.site.shelf import ROOT, build, contents, write

_EVERY_PAGE_BY_THE_THEME = """
import sys
from pathlib import Path

sys.path.insert(0, "hooks")
from mkdocs.__main__ import cli
from termbook.edges import frames, request
from termbook.edges.prepared import prepare
from termbook.edges.settings import settings_for
from termbook.pages import shell
from termbook.pages.compose.everything import compose
from termbook.pages.compose.site import Site
from termbook.pages.html import Drawer
from termbook.pages.navigation import navigation

prepared = prepare(settings_for(Path(), {}))
words = prepared.words
shown = frozenset(item.path for section in navigation(words) for item in section.items)
pages = {page.path: page for page in compose(Site(prepared.archive, words))}


class Own(shell.Group):
    "The group of one page, drawn at the page's own place."

    def __hash__(self):
        return hash(self.path)

    def __eq__(self, other):
        return self.path == other.path


def own(page):
    group = Own(*shell.group_of(page, shown))
    group.path = page.path
    return group


def save(frame, shells, files, guides, **_):
    drawer = Drawer(words)
    for group, html in shells.items():
        page = pages[group.path]
        files[page.path] = shell.fill(html, page, drawer.draw(page).encoded(), words)
    for path, data in files.items():
        target = Path(sys.argv[1], path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


shell.specimen = lambda group: group.path
frames.Frame.save = save
request.Request.from_environment = lambda value: request.Request(
    folder=sys.argv[1],
    name=prepared.archive.institution.name,
    language=words.language,
    groups=frozenset(map(own, pages.values())),
)
cli(["build", "--quiet", "--site-dir", sys.argv[1]])
"""

_REPLACED = {
    "partials/javascripts/base.html": "d6113712",
    "partials/javascripts/palette.html": "87903897",
    "partials/javascripts/content.html": "3722e156",
    "partials/header.html": "8cf3fb15",
    "partials/search.html": "bfd55653",
    "partials/toc.html": "fde48f58",
}


def test_a_filled_shell_is_what_the_theme_draws_for_each_page(tmp_path: Path) -> None:
    records = write(tmp_path / "records")
    filled = contents(build(records, tmp_path / "filled", "--on", "2020-06-30"))
    settings = Settings(records=records, on="2020-06-30")
    subprocess.run(
        [sys.executable, "-c", _EVERY_PAGE_BY_THE_THEME, str(tmp_path / "drawn")],
        cwd=ROOT,
        env={**os.environ, **environment_of(settings)},
        check=True,
    )
    drawn = contents(tmp_path / "drawn")
    assert {path for path in filled if path.endswith(".html")} <= drawn.keys() <= filled.keys()
    assert [path for path in drawn if filled[path] != drawn[path]] == []


def test_what_we_replace_of_the_theme_is_still_what_it_was() -> None:
    """Where this fails, compare the theme's new file with ours in hooks/termbook/theme, then
    write down the new digest. scope.js and palette.js stand for two inline scripts of the theme.
    """
    found = importlib.util.find_spec("material")
    assert found is not None
    assert found.origin is not None
    templates = Path(found.origin).parent / "templates"
    digests = {
        name: hashlib.sha256((templates / name).read_bytes()).hexdigest()[:8] for name in _REPLACED
    }
    assert digests == _REPLACED
