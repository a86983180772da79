"""A folder is written whole or not at all, and never over what is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbook.edges.out import MARK, PREFIX, OutIsNotOurs, fault_of, replaced


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARK
    }


def write(target: Path, text: str) -> None:
    with replaced(target) as folder:
        (folder / "records.json").write_text(text)


@pytest.mark.parametrize("name", ["site", "网站 (1)", "深/层/site", "名" * 80])
def test_a_new_folder(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    write(target, "新")
    assert contents(target) == {"records.json": "新"}
    assert (target / MARK).is_file()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_build_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, "旧")
    (target / "old.html").write_text("旧")
    write(target, "新")
    assert contents(tmp_path) == {"site/records.json": "新"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write(tmp_path / "site", "新")
    assert contents(tmp_path) == {"site/records.json": "新"}


def test_what_mkdocs_built_alone_is_a_build_too(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "records.json").write_text("旧")
    write(tmp_path / "site", "新")
    assert contents(tmp_path) == {"site/records.json": "新"}


@pytest.mark.parametrize("name", ["index.md", "index.html", "论文.docx", "records.json/x"])
def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path, name: str) -> None:
    target = tmp_path / "docs"
    (target / name).parent.mkdir(parents=True)
    (target / name).write_text("我的")
    with pytest.raises(OutIsNotOurs, match="docs"):
        write(target, "新")
    assert contents(tmp_path) == {f"docs/{name}": "我的"}


def test_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("我的")
    with pytest.raises(OutIsNotOurs):
        write(tmp_path / "site", "新")
    assert contents(tmp_path) == {"site": "我的"}


@pytest.mark.parametrize("fault", [RuntimeError, SystemExit, KeyboardInterrupt])
def test_after_a_fault_the_old_build_is_as_it_was(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    write(tmp_path / "site", "旧")

    def fail() -> None:
        with replaced(tmp_path / "site") as folder:
            (folder / "records.json").write_text("半")
            raise fault

    with pytest.raises(fault):
        fail()
    assert contents(tmp_path) == {"site/records.json": "旧"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_the_new_build_cannot_be_put_in_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    write(target, "旧")
    rename = Path.rename

    def refuse(self: Path, to: Path) -> Path:
        if to == target and self.name != "old":
            raise PermissionError(13, "Permission denied", str(to))
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        write(target, "新")
    assert contents(tmp_path) == {"site/records.json": "旧"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_is_read_by_everybody(tmp_path: Path) -> None:
    write(tmp_path / "site", "新")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("problem", "path", "reason"),
    [
        (OSError(28, "No space left", "out/site/a.html"), "out/site/a.html", "No space left"),
        (OSError(28, "No space left", f"out/{PREFIX}x/a.html"), "out/site", "No space left"),
        (
            OSError(27, "Too large", "from/a.png", None, "out/site/a.png"),
            "out/site/a.png",
            "Too large",
        ),
        (OSError(28, "No space left"), "out/site", "No space left"),
        (OSError("odd"), "out/site", "odd"),
        (PermissionError(), "out/site", "PermissionError"),
    ],
)
def test_what_could_not_be_written_is_a_place_that_is_there(
    problem: OSError, path: str, reason: str
) -> None:
    values = fault_of(problem, Path("out/site"))
    assert (Path(str(values["path"])), values["reason"]) == (Path(path), reason)
