"""The files below a folder, whatever lies there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from termbook.diagnostics import Diagnostic
from termbook.reading.tree import LARGEST_TEXT, Entry, read, walk
from tests.reading.messages import told


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x")


def paths(root: Path) -> list[str]:
    entries, found = walk(root)
    assert found == []
    return [entry.path for entry in entries]


def messages(root: Path) -> list[str]:
    _, found = walk(root)
    return [f"{one.path}: {text}" for one, text in zip(found, told(found), strict=True)]


def test_files_come_by_the_parts_of_their_path(tmp_path: Path) -> None:
    put(tmp_path, "b/1.md", "a-b/x.md", "a/z.md", "a/b/c.md", "a/b.md", "a.md", "甲/乙.md", "Z.md")
    assert paths(tmp_path) == [
        "Z.md",
        "a/b/c.md",
        "a/b.md",
        "a/z.md",
        "a-b/x.md",
        "a.md",
        "b/1.md",
        "甲/乙.md",
    ]


def test_an_entry_carries_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"12345")
    os.utime(file, ns=(1, 1_600_000_000_123_456_000))
    entries, _ = walk(tmp_path)
    assert entries == [Entry(path="a.md", size=5, mtime_ns=1_600_000_000_123_456_000)]


def test_spaces_brackets_emoji_and_200_bytes_are_fine(tmp_path: Path) -> None:
    names = ["a b (1) [2].md", "“通知”？.md", "🎓.md", "长" * 65 + ".md"]
    put(tmp_path, *names)
    assert paths(tmp_path) == sorted(names)


def test_what_editors_and_desktops_leave_is_passed_over(tmp_path: Path) -> None:
    put(
        tmp_path,
        ".git/config",
        ".hidden.md",
        "a/.DS_Store",
        "a/~$report.docx",
        "a/x.tmp",
        "a/X.TMP",
        "a/Thumbs.db",
        "a/DESKTOP.INI",
        "a/y.md~",
        "kept/a.tmp.md",
        "old~/b.md",
        "tmp",
        "~c.md",
    )
    (tmp_path / "a" / ".#x.md").symlink_to("nobody@nowhere")
    assert paths(tmp_path) == ["kept/a.tmp.md", "old~/b.md", "tmp", "~c.md"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert paths(tmp_path) == []


def test_symbolic_links_are_named_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.md").symlink_to("nothing")
    entries, _ = walk(tmp_path)
    assert [entry.path for entry in entries] == ["a.md"]
    assert messages(tmp_path) == [
        f"{name}: 1:1: TB020 “{name}”是符号链接（快捷方式）或设备，不是普通文件；请放入文件本身，"
        "或者删掉它"
        for name in ("gone.md", "link.md", "loop")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    _, found = walk(tmp_path)
    assert [(one.rule, one.path) for one in found] == [("TB020", "pipe.md")]


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"a\\b.md", "a\\b.md"),
        (b"a\nb.md", "a<U+000A>b.md"),
        (b"a\tb.md", "a<U+0009>b.md"),
        (b"a\x1b[31m.md", "a<U+001B>[31m.md"),
        ("a\u202egpj.md".encode(), "a<U+202E>gpj.md"),
        ("a\u2028b.md".encode(), "a<U+2028>b.md"),
    ],
)
def test_names_that_cannot_be_written_everywhere(tmp_path: Path, raw: bytes, shown: str) -> None:
    folder = os.fsencode(tmp_path / "d")
    (tmp_path / "d").mkdir()
    with open(folder + b"/" + raw, "wb"):  # noqa: PTH123 - a name in bytes
        pass
    assert messages(tmp_path) == [
        f"d/{shown}: 1:1: TB011 文件名“{shown}”里有控制字符、反斜杠，或者不是 UTF-8 编码；"
        "请重新命名"
    ]
    assert walk(tmp_path)[0] == []


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "报告.md".encode("gb18030")
    try:
        with open(raw, "wb"):  # noqa: PTH123 - a name in bytes
            pass
    except OSError:
        pytest.skip("a file system that takes UTF-8 only")
    _, found = walk(tmp_path)
    assert [(one.rule, one.path) for one in found] == [("TB011", r"\xb1\xa8\xb8\xe6.md")]


def test_a_folder_with_such_a_name_is_not_entered(tmp_path: Path) -> None:
    put(tmp_path, "a\x07/b.md")
    entries, found = walk(tmp_path)
    assert entries == []
    assert [(one.rule, one.path) for one in found] == [("TB011", "a<U+0007>")]


def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    _, found = walk(tmp_path / "nothing")
    assert [(one.rule, one.path) for one in found] == [("TB001", "")]
    assert dict(found[0].args) == {"reason": "No such file or directory"}


def test_reading_gives_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "乙.md").write_bytes(b"\xff\x00\r\n")
    entries, _ = walk(tmp_path)
    assert read(tmp_path, entries[0]) == b"\xff\x00\r\n"


def test_a_file_that_has_gone_is_a_finding(tmp_path: Path) -> None:
    gone = read(tmp_path, Entry(path="a.md", size=1, mtime_ns=0))
    assert isinstance(gone, Diagnostic)
    assert (gone.rule, gone.path) == ("TB001", "a.md")


@pytest.mark.parametrize("name", ["a.md", "archive.yml"])
def test_a_text_over_8_mib_is_refused(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(LARGEST_TEXT)
    entries, _ = walk(tmp_path)
    assert read(tmp_path, entries[0]) == bytes(LARGEST_TEXT)
    with (tmp_path / name).open("wb") as file:
        file.truncate(LARGEST_TEXT + 1)
    grown = read(tmp_path, entries[0])
    entries, _ = walk(tmp_path)
    assert read(tmp_path, entries[0]) == grown
    assert isinstance(grown, Diagnostic)
    assert told([grown]) == [
        "1:1: TB013 文件有 8.0 MB，文本文件最多 8 MB；请拆分，或把图片、表格改为附件"
    ]


def test_an_attachment_may_be_larger(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(LARGEST_TEXT + 1)
    entries, _ = walk(tmp_path)
    assert read(tmp_path, entries[0]) == bytes(LARGEST_TEXT + 1)


def test_a_file_that_grows_after_the_folder_was_listed_is_read_in_whole(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    entries, _ = walk(tmp_path)
    (tmp_path / "a.md").write_bytes("甲".encode() * 1000)
    assert read(tmp_path, entries[0]) == "甲".encode() * 1000
