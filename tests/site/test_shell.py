"""Pages that take a shell are what the theme would have drawn; the theme is still the known one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from termbook.edges.out import MARK
from termbook.edges.settings import Settings, environment_of
from tests.site.shelf import ROOT, build, contents, write

_EVERY_PAGE_BY_THE_THEME = """
import sys
sys.path.insert(0, "hooks")
from mkdocs.__main__ import cli
from termbook.edges.build import Build
from termbook.pages.shell import group_of

Build.specimens = lambda self: {
    page.path: group_of(page, self._in_navigation) for page in self.pages.values()
}
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
    assert filled.keys() - {MARK} == drawn.keys()  # only our command marks what it wrote
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
