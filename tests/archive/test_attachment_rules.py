"""Rules about the files that lie beside records."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.written import Files, complaints, sentences, text

CONTENT = "名单不在这里".encode()
SUM = sha256(CONTENT).hexdigest()


def report(*attached: tuple[str, str], body: str = "") -> str:
    """A report with attachments, each with its checksum: the first in line 5."""
    lines = ["attachments:"]
    for name, checksum in attached:
        lines += [f"- file: {name}", f"  sha256: {checksum}"]
    return text("报告", "2020-06-30", *(lines if attached else ()), body=body)


def test_an_attachment_with_its_checksum(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report(("附件/表 1.pdf", SUM.upper())),
        "2020-h1/reports/附件/表 1.pdf": CONTENT,
    }
    assert complaints(tmp_path, files, "TB5") == []


def test_an_attachment_that_is_missing(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report(("附件1.pdf", SUM), ("../../../外.pdf", SUM)),
        "2020-h1/reports/附件2.pdf": CONTENT,
    }
    assert complaints(tmp_path, files, "TB3", "TB5") == [
        "2020-h1/reports/报告.md:5:9 TB501",
        "2020-h1/reports/报告.md:7:9 TB309",
        "2020-h1/reports/附件2.pdf:1:1 TB506",
    ]
    assert sentences(tmp_path, files, "TB5") == [
        "找不到附件“附件1.pdf”；是不是“附件2.pdf”？请把文件放到 2020-h1/reports，文件名要完全一致",
        "没有记录提到这个文件，它不会出现在网站上；请在记录的附件或正文里写上它，或者删掉",
    ]


def test_an_attachment_with_another_content(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report(("表.pdf", "0" * 64)),
        "2020-h1/reports/表.pdf": CONTENT,
    }
    assert complaints(tmp_path, files, "TB5") == ["2020-h1/reports/报告.md:5:9 TB502"]
    assert sentences(tmp_path, files, "TB5") == [
        f"附件“表.pdf”的内容与校验值不符，现在的 sha256 是 {SUM}；"
        "文件确实应当是这样，请更新校验值，否则请找回原文件"
    ]


def test_the_file_of_a_material_may_have_a_checksum(tmp_path: Path) -> None:
    stated = ("type: document", "file: 通知.pdf")
    files: Files = {
        "2020-h1/materials/1.md": text("通知", "2020-03-01", *stated, f"sha256: {'1' * 64}"),
        "2020-h1/materials/2.md": text("通知", "2020-03-01", *stated),
        "2020-h1/materials/通知.pdf": CONTENT,
    }
    assert complaints(tmp_path, files, "TB5") == ["2020-h1/materials/1.md:5:7 TB502"]


def test_a_checksum_is_checked_in_blocks(tmp_path: Path) -> None:
    large = b"x" * (3 * 1024 * 1024 + 1)
    files: Files = {
        "2020-h1/reports/报告.md": report(("大.bin", sha256(large).hexdigest())),
        "2020-h1/reports/大.bin": large,
    }
    assert complaints(tmp_path, files, "TB5") == []


def test_a_file_is_mentioned_by_front_matter_or_text(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report(
            ("甲.pdf", SUM), body="![图](乙.png) [表](丙%201.xlsx)\n"
        ),
        "2020-h1/reports/甲.pdf": CONTENT,
        "2020-h1/reports/乙.png": b"",
        "2020-h1/reports/丙 1.xlsx": b"",
        "2020-h1/reports/丁.docx": b"",
        "README.txt": b"",
        "notes.txt": b"",
    }
    assert complaints(tmp_path, files, "TB5") == [
        "2020-h1/reports/丁.docx:1:1 TB506",
        "notes.txt:1:1 TB506",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "页.html",
        "页.HTM",
        "页.xhtml",
        "页.shtml",
        "页.mht",
        "页.mhtml",
        "图.svgz",
        "x.js",
        "x.mjs",
        "x.swf",
        "x.xml",
        "x.xsl",
        "index.html",
        "报告.html",
        "报告.html/表.pdf",
    ],
)
def test_a_file_that_would_run_as_part_of_the_site_is_refused(tmp_path: Path, name: str) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report((name, SUM), body=f"[看]({name})\n"),
        f"2020-h1/reports/{name}": CONTENT,
    }
    assert complaints(tmp_path, files, "TB5") == [
        "2020-h1/reports/报告.md:5:9 TB507",
        "2020-h1/reports/报告.md:8:1 TB507",
    ]


@pytest.mark.parametrize("name", ["html", "xml.pdf", "a.js.zip", "页.html.zip", "x.css"])
def test_names_that_only_look_like_it_pass(tmp_path: Path, name: str) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report((name, SUM)),
        f"2020-h1/reports/{name}": CONTENT,
    }
    assert complaints(tmp_path, files, "TB5") == []


def test_what_is_said_about_a_file_that_would_run(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report(("页.html", SUM)),
        "2020-h1/reports/页.html": CONTENT,
    }
    assert sentences(tmp_path, files, "TB5") == [
        "“2020-h1/reports/页.html”会当作网页或程序打开，不能放上网站；"
        "请转成 PDF，或打包成 zip 再附上"
    ]


@pytest.mark.parametrize("path", ["图.png", "assets/图.png", "search/图.png", "共用/图.png"])
def test_a_file_outside_the_periods_is_refused(tmp_path: Path, path: str) -> None:
    files: Files = {
        "2020-h1/reports/报告.md": report(body=f"![图](../../{path})\n"),
        path: b"x",
    }
    assert complaints(tmp_path, files, "TB3", "TB5") == ["2020-h1/reports/报告.md:5:1 TB509"]
    assert sentences(tmp_path, files, "TB5") == [
        f"“{path}”不在学期文件夹里，会与网站自己的文件混在一起；请移到用到它的学期文件夹"
    ]


def test_a_file_of_another_period_may_be_named(tmp_path: Path) -> None:
    files: Files = {
        "2020-h2/reports/报告.md": text("报告", "2020-12-30", body="![图](../../2020-h1/图.png)\n"),
        "2020-h1/图.png": b"x",
    }
    assert complaints(tmp_path, files, "TB3", "TB5") == []


def test_the_settings_are_nobodys_attachment(tmp_path: Path) -> None:
    files: Files = {"2020-h1/reports/报告.md": report(("../../archive.yml", SUM))}
    assert complaints(tmp_path, files, "TB5") == ["2020-h1/reports/报告.md:5:9 TB501"]


def test_only_pictures_that_a_record_names_are_looked_into(tmp_path: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg">\n <script/>\n</svg>'
    files: Files = {
        "2020-h1/reports/报告.md": report(body="![图](图.SVG)\n"),
        "2020-h1/reports/图.SVG": drawing,
        "2020-h1/reports/别的.svg": drawing,
    }
    assert complaints(tmp_path, files, "TB5") == [
        "2020-h1/reports/别的.svg:1:1 TB506",
        "2020-h1/reports/图.SVG:2:2 TB508",
    ]
