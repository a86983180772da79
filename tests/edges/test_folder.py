"""The records folder on disk: whatever it holds is a record, a file or a finding."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from termbook.edges.folder import load, read_lines
from tests.written import FIRST_HALF, FRAME, SETTINGS, Files, complaints, text, write

REPORT = text("报告", "2020-06-30")


@pytest.mark.parametrize(
    "name",
    [
        "报告",
        "工作报告 (一)",
        "【重要】报告",
        "[a](b)",
        "报告 🙂",
        "字" * 65,
        "..报告",
        "a%20b",
        "a#b?c",
        "a:b",
        "-rf",
        "$(id)",
        "'; drop",
        "é",
    ],
    ids=["han", "blank", "brackets", "link", "emoji", "200 bytes", *"12345678"],
)
def test_names_of_files(tmp_path: Path, name: str) -> None:
    files = {f"2020-h1/reports/{name}.md": REPORT}
    if name.startswith("."):
        assert complaints(tmp_path, files, "TB0") == []  # a hidden file is passed over
        return
    assert complaints(tmp_path, files, on="2020-06-30") == []
    records = load(tmp_path).collection.by_id
    assert records[f"2020-h1/reports/{name}"].title == "报告"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    for root in (
        tmp_path / "没有",
        tmp_path / ("名" * 300),
        write(tmp_path, FRAME) / "archive.yml",
    ):
        with pytest.raises(NotADirectoryError):
            load(root)


def test_an_empty_folder(tmp_path: Path) -> None:
    collection = load(tmp_path).collection
    assert collection.records == ()
    assert [d.rule for d in collection.found] == ["TB016"]


def test_a_folder_without_settings_is_read_all_the_same(tmp_path: Path) -> None:
    write(
        tmp_path, {"2020-h1/period.md": FIRST_HALF, "2020-h1/reports/报告.md": REPORT}, frame=False
    )
    collection = load(tmp_path).collection
    assert [record.id for record in collection.records] == ["2020-h1", "2020-h1/reports/报告"]
    assert [(d.path, d.rule) for d in collection.found] == [("archive.yml", "TB016")]


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, {"archive.yml": "\ufeff".encode("utf-16") + SETTINGS.encode("utf-16-le")})
    assert [(d.path, d.rule) for d in load(tmp_path).collection.found] == [("archive.yml", "TB002")]


@pytest.mark.parametrize(
    "name", ["报告.MD", "报告.Md", "报告.markdown", "报告.md.txt", "报告.MD.TXT"]
)
def test_a_name_that_is_nearly_that_of_a_record(tmp_path: Path, name: str) -> None:
    found = complaints(tmp_path, {f"2020-h1/reports/{name}": REPORT}, on="2020-06-01")
    assert found == [f"2020-h1/reports/{name}:1:1 TB022"]


def test_notes_that_belong_nowhere(tmp_path: Path) -> None:
    files = {"README.md": "说明", "2020-h1/README.md": "说明", "2020-h1/report/报告.md": REPORT}
    assert complaints(tmp_path, files, on="2020-06-01") == [
        "2020-h1/README.md:1:1 TB012",
        "2020-h1/report/报告.md:1:1 TB012",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "外面.md"
    outside.write_text(REPORT)
    root = write(tmp_path / "records", FRAME)
    (root / "2020-h1" / "reports").mkdir()
    (root / "2020-h1" / "reports" / "报告.md").symlink_to(outside)
    (root / "2020-h1" / "meetings").symlink_to(tmp_path)
    (root / "2020-h1" / "环").symlink_to(root)
    collection = load(root).collection
    assert [record.kind for record in collection.records] == ["period", "period"]
    assert {d.rule for d in collection.found} == {"TB020"}
    assert len(collection.found) == 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, {"2020-h1/reports/报告.md": REPORT})
    (tmp_path / "2020-h1/reports/报告.md").chmod(0)
    assert [d.rule for d in load(tmp_path).collection.found] == ["TB001"]


def test_a_file_that_fails_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = text("图", "2020-03-01", body="![图](图.svg)\n")
    attached = text("表", "2020-03-01", f"attachments: [{{file: 表.pdf, sha256: {'0' * 64}}}]")
    files: Files = {
        "2020-h1/reports/图.md": drawing,
        "2020-h1/reports/图.svg": b"<svg/>",
        "2020-h1/reports/表.md": attached,
        "2020-h1/reports/表.pdf": b"x",
    }
    write(tmp_path, files)
    opened = Path.open

    def fail(self: Path, *args: object, **named: object) -> object:
        if self.suffix in (".svg", ".pdf"):
            raise OSError(errno.EIO, "Input/output error")
        return opened(self, *args, **named)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(Path, "open", fail)
    found = load(tmp_path).collection.found
    assert [(d.path, d.rule, dict(d.args)) for d in found] == [
        ("2020-h1/reports/图.svg", "TB001", {"reason": "Input/output error"})
    ]
    assert load(tmp_path).checksums == {}


def test_lines_are_shown_of_texts_only(tmp_path: Path) -> None:
    files: Files = {
        "a.md": "一\r\n二\n",
        "b.pdf": b"%PDF",
        "c.svg": "<svg>\n</svg>",
        "d.md": b"\xff\xfe\xfd",
    }
    write(tmp_path, files, frame=False)
    assert read_lines(tmp_path, "a.md") == ["一", "二", ""]
    assert read_lines(tmp_path, "c.svg") == ["<svg>", "</svg>"]
    for path in ("b.pdf", "d.md", "没有.md", ""):
        assert read_lines(tmp_path, path) == []


def test_no_more_than_a_text_may_have_is_shown(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": b"x" * (8 * 1024 * 1024 + 1)}, frame=False)
    assert read_lines(tmp_path, "a.md") == []
