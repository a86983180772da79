"""Frames: what is kept of what MkDocs draws, and what decides it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from termbook.edges import frames
from termbook.edges.frames import Frame, Guide, frame_key
from termbook.edges.pack import LostError
from termbook.pages.shell import Group
from tests.site.shelf import ROOT

DEEP, TOP = Group("home", 2), Group("home", 0, "index.html")
PLAIN = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return tmp_path


def key(project: Path, **stated: str) -> str:
    given = {"name": "校", "language": "zh-Hans", **stated}
    return frame_key(project / "mkdocs.yml", strict=False, **given)


def save(folder: Path, *groups: Group) -> None:
    Frame(folder, "k").save(
        {group: f"<shell {group.depth}>" for group in groups},
        {"a.css": b"\xff", "b/c.js": b""},
        [Guide("editors.html", "编辑", "<p>\udc80</p>")],
        site_url="http://x.example/",
        edit_url="http://g.example/",
    )


def test_a_frame_is_found_again(tmp_path: Path) -> None:
    empty = Frame(tmp_path, "k")
    assert (empty.files, empty.guides, empty.groups, empty.site_url) == ((), (), frozenset(), "")
    assert not empty.fits([])
    save(tmp_path, DEEP, TOP)
    frame = Frame(tmp_path, "k")
    assert frame.fits([DEEP, TOP])
    assert not frame.fits([Group("home", 3)])
    assert frame.shell(DEEP) == "<shell 2>"
    assert [frame.file(path) for path in frame.files] == [b"\xff", b""]
    assert frame.guides == (Guide("editors.html", "编辑", "<p>\udc80</p>"),)
    assert (frame.site_url, frame.edit_url) == ("http://x.example/", "http://g.example/")


def test_deeper_groups_come_to_those_that_are_there(tmp_path: Path) -> None:
    save(tmp_path, TOP)
    save(tmp_path, DEEP)
    assert Frame(tmp_path, "k").fits([TOP, DEEP])


def test_what_is_lost_is_said_and_the_frame_fits_no_longer(tmp_path: Path) -> None:
    save(tmp_path, TOP)
    for segment in tmp_path.glob("*.segment"):
        segment.unlink()
    frame = Frame(tmp_path, "k")
    assert frame.fits([TOP])
    with pytest.raises(LostError):
        frame.file("a.css")
    assert not frame.fits([TOP])
    with pytest.raises(LostError):
        frame.shell(TOP)


def test_the_same_project_has_the_same_key(project: Path) -> None:
    assert key(project)
    assert key(project) == key(project)


@pytest.mark.parametrize(
    "stated", [{"name": "另一所"}, {"language": "en"}, {"served_at": "http://127.0.0.1:8000/"}]
)
def test_name_language_and_address_decide_it(project: Path, stated: dict[str, str]) -> None:
    assert key(project, **stated) not in ("", key(project))


def test_so_do_strictness_mkdocs_yml_guides_and_the_program(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {key(project)}
    found.add(frame_key(project / "mkdocs.yml", name="校", language="zh-Hans", strict=True))
    (project / "docs" / "editors.md").write_text("# 新\n", encoding="utf-8")
    found.add(key(project))
    (project / "docs" / "editors.md").rename(project / "docs" / "moved.md")
    found.add(key(project))
    (project / "mkdocs.yml").write_text(f"{PLAIN}\n", encoding="utf-8")
    found.add(key(project))
    monkeypatch.setattr(frames, "engine_digest", lambda: "another")
    found.add(key(project))
    assert len(found) == 6
    assert "" not in found


def test_a_guide_in_a_folder_that_is_linked_counts_too(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / "docs" / "linked").symlink_to(elsewhere, target_is_directory=True)
    before = key(project)
    (elsewhere / "a.md").write_text("# 甲\n", encoding="utf-8")
    assert key(project) not in ("", before)


def test_a_file_that_cannot_be_read_is_counted_by_its_name(project: Path) -> None:
    before = key(project)
    (project / "docs" / "gone.md").symlink_to(project / "nowhere")
    assert key(project) not in ("", before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins: []", "plugins: [search]"),
        ("plugins: []\n", ""),
        ("  - hooks/mkdocs_hooks.py\nwatch", "  - hooks/mkdocs_hooks.py\n  - other.py\nwatch"),
        ("site_name: Termbook", "site_name: !ENV [NAME, Termbook]"),
        ("site_name: Termbook", "INHERIT: base.yml\nsite_name: Termbook"),
        ("  - tables", "  - pymdownx.snippets"),
        ("  - tables", "  - pymdownx.b64: {base_path: x}"),
        ("  - tables", "  - own.extension"),
        ("  - tables", "  - markdown_include"),
        ("  - admonition", "  admonition: {}"),
        ("site_name: Termbook", "- site_name"),
        ("site_name: Termbook", "site_name: ["),
    ],
)
def test_no_key_where_something_else_may_decide(project: Path, old: str, new: str) -> None:
    assert old in PLAIN
    (project / "mkdocs.yml").write_text(PLAIN.replace(old, new), encoding="utf-8")
    assert key(project) == ""


@pytest.mark.parametrize(
    "more", ["pymdownx.tilde", "markdown.extensions.footnotes", "footnotes", "def_list: {}"]
)
def test_extensions_that_look_at_the_text_alone(project: Path, more: str) -> None:
    stated = PLAIN.replace("  - tables", f"  - {more}")
    (project / "mkdocs.yml").write_text(stated, encoding="utf-8")
    assert key(project)


def test_extensions_may_be_stated_as_a_table_or_not_at_all(project: Path) -> None:
    head, _, tail = PLAIN.partition("markdown_extensions:")
    tail = tail[tail.index("# Decisions") :]
    for middle in ("", "markdown_extensions: {tables: {}}\n"):
        (project / "mkdocs.yml").write_text(head + middle + tail, encoding="utf-8")
        assert key(project)
    (project / "mkdocs.yml").write_text(f"{head}markdown_extensions: 3\n{tail}", encoding="utf-8")
    assert key(project) == ""


def test_no_key_for_the_hooks_of_another_copy_and_for_no_file(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    assert key(tmp_path) == ""
    assert key(tmp_path / "none") == ""
