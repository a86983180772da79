"""The rivals' inputs hold every record, and every link in them leads to a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bench.generate import generate
from bench.rivals.__main__ import WRITERS
from bench.rivals.source import read_leaves


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rivals")
    generate(root / "records", records=120, periods=4, seed=1)
    for rival, write in WRITERS.items():
        write(root / "records", root / rival)
    return root


def _places(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    assert isinstance(parts, list) or hasattr(parts, "__iter__")
    return [place for part in parts for place in _places(part)]


def test_every_record_is_a_page_of_material_and_stands_once_in_its_navigation(root: Path) -> None:
    tree = root / "material"
    pages = sorted(path.relative_to(tree / "docs").as_posix() for path in tree.rglob("*.md"))
    nav = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert sorted(_places(nav)) == pages
    for leaf in read_leaves(root / "records"):
        place = f"{leaf.period}/{leaf.folder}/{leaf.name}.md" if leaf.folder else (
            f"{leaf.period}/index.md"
        )  # fmt: skip
        assert place in pages


def test_out_of_the_navigation_only_lists_are_in_it(root: Path) -> None:
    settings = (root / "material-out-of-nav" / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(place.endswith("index.md") for place in _places(yaml.safe_load(settings)["nav"]))


@pytest.mark.parametrize("rival", ["material", "material-out-of-nav"])
def test_links_of_material_lead_to_pages(root: Path, rival: str) -> None:
    seen = 0
    for path in (root / rival / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert "[[" not in text
        for target in re.findall(r"\]\(([^)]+\.md)\)", text):
            assert (path.parent / target).is_file()
            seen += 1
    assert seen > 120


def test_links_of_hugo_lead_to_pages(root: Path) -> None:
    content = root / "hugo" / "content"
    seen = 0
    for path in content.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert "[[" not in text.split("---\n", 2)[2]
        for target in re.findall(r"\]\(/([^)]+)\.html\)", text):
            assert (content / f"{target}.md").is_file()
            seen += 1
    assert seen > 30
