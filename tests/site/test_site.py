"""The whole way, from a folder of records to a site."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.site.shelf import ROOT, build, contents, write


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("archive") / "记录")


@pytest.fixture(scope="module")
def staff(records: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("site") / "staff"
    return contents(build(records, out, "--on", "2020-06-30"))


class _Tags(HTMLParser):
    """Elements with their attributes, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def pages(site: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, data in site.items():
        if path.endswith(".html"):
            yield path, data.decode()


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.tags


def test_each_record_has_a_page_at_its_own_path(staff: dict[str, bytes]) -> None:
    assert "2020-h1/index.html" in staff
    assert "2020-h1/reports/总结.html" in staff
    assert "2020-h1/risks/R-2020-01.html" in staff
    assert staff["2020-h1/reports/图 片.svg"].startswith(b"<svg")


def test_no_page_keeps_a_mark_for_what_was_to_be_filled_in(staff: dict[str, bytes]) -> None:
    for path, html in pages(staff):
        assert "tb-slot" not in html, path


def test_the_only_scripts_are_files_of_the_site_and_nothing_carries_a_handler(
    staff: dict[str, bytes],
) -> None:
    for path, html in pages(staff):
        for tag, attributes in tags(html):
            if tag == "script" and attributes.get("type") != "application/json":
                assert re.fullmatch(r"[./a-zA-Z0-9_-]+\.js", attributes.get("src") or ""), path
            handlers = [name for name in attributes if name.startswith("on")]
            assert not handlers, (path, tag, handlers)
            assert "style" not in attributes, (path, tag)


def test_hostile_titles_and_tags_are_shown_as_they_were_written(staff: dict[str, bytes]) -> None:
    page = staff["2020-h1/reports/总结.html"].decode()
    title = "上半年总结 &lt;script&gt;alert(1)&lt;/script&gt;"
    assert f"<title>{title} - " in page
    assert f'<h1 id="top">{title}</h1>' in page
    assert "小城 &lt;b&gt;学校&lt;/b&gt; &amp; 分校" in page
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in page


def test_links_of_a_text_lead_to_the_pages_of_records(staff: dict[str, bytes]) -> None:
    page = staff["2020-h1/reports/总结.html"].decode()
    links = {attributes.get("href") for tag, attributes in tags(page) if tag == "a"}
    assert "../../2020-h1/risks/R-2020-01.html" in links
    assert "../../2020-h1/meetings/%E4%BE%8B%E4%BC%9A.html" in links
    images = {attributes.get("src") for tag, attributes in tags(page) if tag == "img"}
    assert "../../2020-h1/reports/%E5%9B%BE%20%E7%89%87.svg" in images


def test_every_relative_link_leads_to_a_file_of_the_site(staff: dict[str, bytes]) -> None:
    from posixpath import dirname, join, normpath
    from urllib.parse import unquote

    for path, html in pages(staff):
        if path == "404.html":
            continue
        for tag, attributes in tags(html):
            address = attributes.get("href" if tag in ("a", "link") else "src") or ""
            if not address or address.startswith(("#", "http:", "https:", "mailto:", "data:")):
                continue
            target = normpath(join(dirname(path), unquote(address.partition("#")[0])))
            assert target in staff or f"{target}/index.html" in staff, (path, address)


def test_a_site_for_the_staff_holds_nothing_of_the_leadership(staff: dict[str, bytes]) -> None:
    secrets = ("绝密议题", "只给班子看的正文", "班子会")
    for path, data in staff.items():
        raw = gzip.decompress(data) if path.endswith(".gz") else data
        for secret in secrets:
            for encoding in ("utf-8", "utf-16-le"):
                assert secret.encode(encoding) not in raw, (path, secret)
            assert json.dumps(secret)[1:-1].encode() not in raw, (path, secret)
        assert "班子会" not in path


def test_a_site_for_everybody_holds_only_what_is_public(records: Path, tmp_path: Path) -> None:
    # the period is the frame of all records: it may be seen, but it must not name what may not
    site = contents(build(records, tmp_path / "public", "--audience", "public"))
    assert "2020-h1/materials/公开信.html" in site
    assert "2020-h1/meetings/例会.html" not in site
    for path, data in site.items():
        assert "门锁损坏".encode() not in data, path


def test_what_is_dated_after_the_day_is_not_there(records: Path, tmp_path: Path) -> None:
    site = contents(build(records, tmp_path / "early", "--on", "2020-03-05"))
    assert "2020-h1/risks/R-2020-01.html" in site
    assert "2020-h1/reports/总结.html" not in site
    assert "已经报修".encode() not in b"".join(site.values())
    data = json.loads(site["records.json"])
    states = {r["id"]: r["state"] for r in data["records"] if r["kind"] == "risk"}
    assert states == {"R-2020-01": "open"}


def test_two_builds_elsewhere_at_another_hour_give_the_same_bytes(
    records: Path, staff: dict[str, bytes], tmp_path: Path
) -> None:
    moved = write(tmp_path / "另一处")
    other = build(
        moved,
        tmp_path / "x" / "y",
        "--on",
        "2020-06-30",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="7",
    )
    first = {path: hashlib.sha256(data).hexdigest() for path, data in staff.items()}
    second = {path: hashlib.sha256(data).hexdigest() for path, data in contents(other).items()}
    assert first == second


def test_errors_in_the_records_leave_the_old_site_as_it_was(tmp_path: Path) -> None:
    records = write(tmp_path / "records")
    out = build(records, tmp_path / "site")
    before = contents(out)
    (records / "2020-h1" / "meetings" / "坏.md").write_text("没有开头\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"2020-h1/meetings/坏\.md:1:1: error TB003"):
        build(records, out)
    assert contents(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records", "site"]


@pytest.mark.parametrize("program", ["termbook", "mkdocs"])
def test_a_file_that_cannot_be_written_is_told_and_leaves_the_old_site_as_it_was(
    tmp_path: Path, program: str
) -> None:
    """As on a full disk: here no file may be larger than all that MkDocs writes of its own."""
    resource = pytest.importorskip("resource")
    size = 1_500_000
    records = write(tmp_path / "records")
    with (records / "2020-h1" / "materials" / "公开信.md").open("ab") as text:
        text.write("\n[附件](大.txt)\n".encode())
    attachment = records / "2020-h1" / "materials" / "大.txt"
    attachment.write_bytes(b"x")
    site = tmp_path / "site"
    command = {
        "termbook": ["termbook.edges.commands", "build", "--out", str(site)],
        "mkdocs": ["mkdocs", "build", "--quiet", "--site-dir", str(site)],
    }[program]

    def run(limit: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={**os.environ, "TERMBOOK_RECORDS": str(records), "PYTHONPATH": str(ROOT / "hooks")},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
            capture_output=True,
            text=True,
            check=False,
        )

    assert run(size).returncode == 0
    before = contents(site)
    attachment.write_bytes(b"x" * (size + 1))
    done = run(size)
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert f"写不进 {site}" in said
    assert "Traceback" not in said
    assert contents(site) == before
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["records", "site"]
