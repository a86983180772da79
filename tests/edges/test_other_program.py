"""The program, its guides and its settings change between two builds: nothing old is shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.edges.kept import DAY, differences
from tests.site.shelf import ROOT, contents, write


class Project:
    """A copy of the program with a small archive, built by its own commands."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("hooks", "docs"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", root)
        write(root / "records")

    def run(self, *command: str, store: str = "store") -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(self.root / "hooks"), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TERMBOOK_STORE": store,
            "TERMBOOK_ON": DAY,
            "NO_MKDOCS_2_WARNING": "1",
        }
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def build(self, out: str = "site", *options: str, store: str = "store") -> dict[str, bytes]:
        command = ("termbook.edges.commands", "build", "--out", out, *options)
        self.run(*command, store=store)
        return contents(self.root / out)

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("project"))
    made.build()
    return made


def of_a_word(project: Project) -> None:
    project.replace("hooks/termbook/words/kinds.py", '"会议"', '"会议会"')


def of_a_template(project: Project) -> None:
    found = next((project.root / "hooks/termbook/pages/templates").glob("blocks.html"))
    text = found.read_text(encoding="utf-8")
    found.write_text(re.sub(r'class="tb-', 'data-x="" class="tb-', text), encoding="utf-8")


def of_how_blocks_are_drawn(project: Project) -> None:
    project.replace("hooks/termbook/pages/block_html.py", 'class="tb-', 'data-y="" class="tb-')


def of_the_theme(project: Project) -> None:
    project.replace("hooks/termbook/theme/main.html", "{{ super() }}", "{{ super() }}<!-- new -->")


def of_a_style(project: Project) -> None:
    path = project.root / "hooks/termbook/theme/assets/termbook.css"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n.tb-new {{ }}\n", encoding="utf-8")


def of_a_guide(project: Project) -> None:
    path = project.root / "docs/editors.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n独一无二的新词。\n", encoding="utf-8")


def of_mkdocs_yml(project: Project) -> None:
    project.replace("mkdocs.yml", "site_dir: site", "site_dir: site\nsite_url: http://x.example/a/")


def of_the_address_of_records(project: Project) -> None:
    project.replace("mkdocs.yml", '    day: ""', '    day: ""\n    edit_url: http://g.example/r/')


def of_a_guide_taken_away(project: Project) -> None:
    (project.root / "docs/administrators.md").unlink()
    project.replace("mkdocs.yml", "  - 管理指南: administrators.md\n", "")


CHANGES: Final[tuple[Callable[[Project], None], ...]] = (
    of_a_word,
    of_a_template,
    of_how_blocks_are_drawn,
    of_the_theme,
    of_a_style,
    of_a_guide,
    of_mkdocs_yml,
    of_the_address_of_records,
    of_a_guide_taken_away,
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change(project: Project, change: Callable[[Project], None]) -> None:
    before = contents(project.root / "site")
    change(project)
    warm = project.build()
    assert warm != before
    assert differences(warm, project.build("cold", store="off")) == []


def test_mkdocs_itself_and_the_command_write_the_same(project: Project) -> None:
    warm = project.build()
    project.run("mkdocs", "build", "--quiet", "--site-dir", "by-mkdocs")
    # MkDocs' own command may write into any folder
    assert differences(contents(project.root / "by-mkdocs"), warm) == []
    day = ("--on", "2020-04-15")  # on which there is nothing to warn of
    strict = project.build("site", *day, "--strict")
    assert differences(strict, project.build("cold", *day, store="off")) == []
    project.run("mkdocs", "build", "--quiet", "--site-dir", "by-mkdocs", store="off")
    assert differences(contents(project.root / "by-mkdocs"), warm) == []
