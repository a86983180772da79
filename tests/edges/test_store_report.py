"""What `termbook cache` says, and what it removes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termbook.edges import commands
from termbook.edges.store import Store, digest_of, write_whole
from termbook.edges.store_report import cleared, described
from termbook.words import Words
from tests.written import FRAME, write

KEY = digest_of(["x"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store", limit=5_000_000)
    write_whole(store.folder("archives", "a") / "index", b"x" * 1_499_996)
    write_whole(store.folder("archives", "b") / "drawn" / "index", b"x" * 999_996)
    write_whole(store.folder("sites", "a") / "written", b"x" * 99_996)
    return store


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands.main, ["cache", *map(str, arguments)])


def test_where_it_is_and_how_large(store: Store) -> None:
    assert described(store, Words("en")) == [
        f"kept in {store.root}",
        "  records read, pages drawn, search: 2, 2.5 MB",
        "  frames of pages: 0, 0.0 MB",
        "  notes on the sites written: 1, 0.1 MB",
        "2.6 MB in all, of at most 5.0 MB",
    ]


def test_without_a_store(tmp_path: Path) -> None:
    off = "nothing is kept: TERMBOOK_STORE is off, or store is in mkdocs.yml"
    assert described(None, Words("en")) == [off]
    assert cleared(None, Words("en")) == [off]
    missing = Store(tmp_path / "none")
    assert cleared(missing, Words("en")) == [f"nothing is kept in {missing.root}"]
    assert described(missing, Words("en"))[-1] == "0.0 MB in all, of at most 2000.0 MB"


def test_clearing_takes_all_that_is_ours(store: Store) -> None:
    assert cleared(store, Words("en")) == [f"cleared {store.root}: 2.6 MB"]
    assert not store.root.exists()
    assert cleared(store, Words("en")) == [f"nothing is kept in {store.root}"]


def test_clearing_leaves_what_somebody_else_put_there_and_says_so(store: Store) -> None:
    foreign = ["sites/index.html", "archives/old/a.txt", "b.txt", f"frames/{KEY}.txt"]
    for name in foreign:
        path = store.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (store.root / "frames" / KEY).symlink_to(store.root / "archives" / "old")
    assert cleared(store, Words("en")) == [
        f"cleared {store.root}: 2.6 MB",
        f"{store.root} holds 4 more that Termbook did not write, left alone: "
        "archives, b.txt, frames, sites",
    ]
    assert all((store.root / name).is_file() for name in foreign)


def test_a_folder_of_other_things_alone_is_not_called_cleared(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert cleared(Store(tmp_path), Words("zh-Hans")) == [
        f"{tmp_path} 里没有留存的内容",
        f"{tmp_path} 里还有 1 项不是 Termbook 写的，没有动：a.txt",
    ]


def test_the_command(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMBOOK_STORE", str(store.root))
    shown = run()
    assert shown.exit_code == 0
    assert shown.output.splitlines()[0] == f"留存的内容在：{store.root}"
    assert run("--clear").output == f"已清空 {store.root}，共 2.6 MB\n"
    monkeypatch.setenv("TERMBOOK_STORE", "off")
    assert run("--clear").output.startswith("没有使用留存的内容")


def test_the_store_of_another_mkdocs_yml_in_the_language_of_its_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERMBOOK_STORE")
    settings = f"{FRAME['archive.yml']!s}language: en\n"
    write(tmp_path / "records", {"archive.yml": settings})
    config = tmp_path / "mkdocs.yml"
    config.write_text("extra: {termbook: {store: kept, store_limit: 7}}\n")
    lines = run("--config", config).output.splitlines()
    assert lines[0] == f"kept in {tmp_path / 'kept'}"
    assert lines[-1] == "0.0 MB in all, of at most 7.0 MB"
    config.write_text("extra: {termbook: {store: off}}\n")
    assert run("--config", config).output.startswith("nothing is kept")
    assert run("--config", tmp_path / "none.yml").exit_code == 2


def test_what_cannot_be_removed_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Store) -> None:
        raise PermissionError(13, "Permission denied", str(self.root / "sites"))

    monkeypatch.setenv("TERMBOOK_STORE", str(store.root))
    monkeypatch.setattr(Store, "clear", refuse)
    result = run("--clear")
    assert result.exit_code == 2
    assert result.output == (
        f"{store.root / 'sites'} 删不掉：Permission denied；请检查权限，再运行一次\n"
    )
