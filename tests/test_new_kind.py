"""A new kind of record is one file and its words: then it is checked, printed and shown."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.written import Files, text, write

ROOT = Path(__file__).parents[1]

VISIT = '''\
"""Visits: who came to guide or to exchange views."""

from __future__ import annotations

from typing import Final

from termbook.model.fields import Choice, Field, Number, Term, Text
from termbook.model.kind import Kind

KIND: Final = Kind(
    name="visit",
    folder="visits",
    order=25,
    section="reports",
    columns=("visitor", "purpose"),
    fields=(
        Field(name="visitor", type=Text(), required=True),
        Field(name="purpose", type=Choice("purpose", ("guidance", "exchange"))),
        Field(name="host", type=Term("posts")),
        Field(name="people", type=Number(least=1)),
    ),
)
'''
WORDS = """
ROWS.update(
    {
        "kind.visit": ("来访", "Visit"),
        "kind.visit.many": ("来访", "Visits"),
        "kind.visit.about": ("上级指导和交流。", "Guidance and exchange."),
        "field.visitor": ("来访单位", "Visitor"),
        "field.purpose": ("来访目的", "Purpose"),
        "field.host": ("接待岗位", "Host"),
        "field.people": ("来访人数", "People"),
        "choice.purpose.guidance": ("指导", "Guidance"),
        "choice.purpose.exchange": ("交流", "Exchange"),
        "answers.host": ("接待的来访", "Visits received"),
    }
)
"""
GOOD: Files = {
    "2020-h1/reports/报告.md": text("报告", "2020-06-30"),
    "2020-h2/reports/报告.md": text("报告", "2020-12-31", body="见 [[2020-h2/visits/指导]]。\n"),
    "2020-h2/visits/指导.md": text(
        "上级指导网络工作", "2020-11-05", "visitor: 市教育局", "purpose: 指导", "host: 支部书记"
    ),
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product with the kind added."""
    root = tmp_path_factory.mktemp("extended")
    shutil.copytree(
        ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
    )
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "hooks/termbook/model/kinds/visit.py").write_text(VISIT, encoding="utf-8")
    with (root / "hooks/termbook/words/kinds.py").open("a", encoding="utf-8") as words:
        words.write(WORDS)
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "termbook.edges.commands", *arguments, "--on", "2020-12-31"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "hooks")},
        capture_output=True,
        check=False,
    )


def test_its_records_are_checked(extended: Path) -> None:
    wrong = text("来访", "2020-11-06", "visiter: 某校", "purpose: 参观", "people: 0", "host: 校长")
    records = write(extended / "wrong", {**GOOD, "2020-h2/visits/参观.md": wrong})
    done = run(extended, "check", "--records", str(records))
    assert done.returncode == 1
    assert [line.partition("（见")[0] for line in done.stdout.decode().splitlines()] == [
        "wrong/2020-h2/visits/参观.md:2:1: error TB102 缺少必填字段“visitor”；"
        "请在开头两条 --- 之间补上“visitor: …”",
        "wrong/2020-h2/visits/参观.md:4:1: error TB101 “visiter”不是这类记录的字段；"
        "是不是“visitor”？可用字段：title、date、id、department、tags、access、status、"
        "approved_by、approved_on、links、attachments、supersedes、visitor、purpose、host、people",
        "wrong/2020-h2/visits/参观.md:5:10: error TB204 “purpose: 参观”不是规定的取值；"
        "可用：guidance（指导）、exchange（交流）",
        "wrong/2020-h2/visits/参观.md:6:9: error TB106 “people”不能小于 1，现在是 0",
        "wrong/2020-h2/visits/参观.md:7:7: error TB201 “校长”不在 archive.yml 的 posts 里"
        "（字段 host）；已有：支部书记、分管负责人、办公室主任。确实是新的，请先加到 archive.yml",
    ]


def test_its_records_are_printed(extended: Path) -> None:
    done = run(extended, "records", "--records", str(write(extended / "records", GOOD)))
    assert done.returncode == 0, done.stderr.decode()
    (visit,) = [r for r in json.loads(done.stdout)["records"] if r["kind"] == "visit"]
    assert visit == {
        "kind": "visit",
        "id": "2020-h2/visits/指导",
        "period": "2020-h2",
        "path": "2020-h2/visits/指导.md",
        "title": "上级指导网络工作",
        "date": "2020-11-05",
        "access": "staff",
        "visitor": "市教育局",
        "purpose": "guidance",
        "host": "支部书记",
    }


def test_its_records_have_pages_and_a_list(extended: Path) -> None:
    write(extended / "records", GOOD)
    done = run(extended, "build", "--out", str(extended / "site"))
    assert done.returncode == 0, done.stderr.decode()
    page = (extended / "site/2020-h2/visits/指导.html").read_text(encoding="utf-8")
    assert "上级指导网络工作" in page
    assert "市教育局" in page
    assert "来访单位" in page
    listed = (extended / "site/visits.html").read_text(encoding="utf-8")
    assert "上级指导网络工作" in listed
    assert 'href="visits.html"' in (extended / "site/index.html").read_text(encoding="utf-8")
