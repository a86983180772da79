"""What docs/ promises, kept: commands, fields and rules are documented, and what is said is so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from termbook.edges.commands import main
from termbook.model.fields import Choice, Field, FieldType, Many, Table, Term
from termbook.model.kind import COMMON
from termbook.model.kinds import kinds
from termbook.pages.blocks import Code, Heading, Paragraph, Text
from termbook.pages.blocks import Table as TableBlock
from termbook.pages.compose.help import record_reference, rules_page
from termbook.words import LANGUAGES, Words
from termbook.words.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "developers.md"
DECISIONS = ROOT / "docs" / "decisions"

RESERVED = {6}
"""The number of the decision on search, which is written with that work."""

PLACES = ("hooks/", "docs/", "tests/", "bench/", "records/", "scripts/", "requirements/", ".ci/")
"""How a path inside the repository begins where a text names one."""

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")


@cache
def texts() -> dict[str, str]:
    """Every Markdown file that is not a record, by path."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")]
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in found}


# commands


def options() -> Iterator[tuple[str, str]]:
    for name, command in main.commands.items():
        yield name, ""
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "help":
                yield name, max(parameter.opts, key=len)


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_command_and_option_stands_in_a_guide(command: str, option: str) -> None:
    named = re.compile(rf"termbook {re.escape(command)}\b")
    asked = re.compile(rf"{re.escape(option)}(?![\w-])")
    lines = [line for text in texts().values() for line in text.splitlines()]
    assert any(named.search(line) and asked.search(line) for line in lines)


def test_no_guide_names_a_command_that_is_not_there() -> None:
    spoken = {
        (path, name)
        for path, text in texts().items()
        for code in [*_FENCED.findall(text), *_CODE.findall(text)]
        for name in re.findall(r"(?:^|[\s/])termbook ([a-z]+)", code)
    }
    assert {(path, name) for path, name in spoken if name not in main.commands} == set()


# fields, kinds and rules


def words_needed() -> set[str]:
    """The keys of all words that the kinds and their fields are shown with."""
    needed = set()
    for kind in kinds().values():
        needed |= {f"kind.{kind.name}", f"kind.{kind.name}.many", f"kind.{kind.name}.about"}
        needed.add(f"section.{kind.section}")
        for field in kind.all_fields:
            own = f"field.{kind.name}.{field.name}"
            needed.add(own if Words().has(own) else f"field.{field.name}")
            needed |= set(_words_of(field.type, field))
    return needed


def _words_of(holds: FieldType, field: Field) -> Iterator[str]:
    if isinstance(holds, Choice):
        for key in holds.keys:
            yield f"choice.{holds.name}.{key}"
    elif isinstance(holds, Term):
        # a department's or a post's page lists the records by the field that names it
        if {"departments", "posts"} & set(holds.sources):
            yield f"answers.{field.name}"
    elif isinstance(holds, Many):
        yield from _words_of(holds.item, field)
    elif isinstance(holds, Table):
        for inner in holds.fields:
            yield from _words_of(inner.type, field)


def test_every_kind_field_and_choice_has_its_words() -> None:
    words = Words()
    assert {key for key in words_needed() if not words.has(key)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_reference_lists_every_field_of_every_kind(language: str) -> None:
    listed: dict[str, set[str]] = {}
    section = ""
    for block in record_reference(Words(language)).blocks:
        if isinstance(block, Heading):
            section = block.id
        elif isinstance(block, TableBlock):
            cells = [row.cells[0][0] for row in block.rows]
            listed[section] = {cell.text for cell in cells if isinstance(cell, Code)}
    common = {field.name for field in COMMON}
    assert listed["common"] == common
    for kind in kinds().values():
        assert {f.name for f in kind.fields} - common <= listed.get(kind.name, set()), kind.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_section_on_the_rules_page(language: str) -> None:
    words = Words(language)
    told: dict[str, list[str]] = {}
    section = ""
    for block in rules_page(words).blocks:
        if isinstance(block, Heading):
            section = block.id
        elif isinstance(block, Paragraph):
            said = [part.text for part in block.cell if isinstance(part, Text)]
            told.setdefault(section, []).extend(said)
    without = {id for id in RULES if words(f"rule.{id}.about") not in told.get(id.lower(), [])}
    assert without == set()


def test_no_guide_names_a_rule_that_is_not_there() -> None:
    spoken = {
        (path, id)
        for path, text in texts().items()
        for id in re.findall(r"\bTB[0-9]{3}\b", _FENCED.sub("", text))
    }
    assert {(path, id) for path, id in spoken if id not in RULES} == set()


# links, files, decisions


def test_every_relative_link_leads_somewhere() -> None:
    lost = []
    for path, text in texts().items():
        prose = _CODE.sub("", _FENCED.sub("", text))
        for target in _LINK.findall(prose):
            name = unquote(target.partition("#")[0])
            if re.match(r"[a-z]+:", name):
                continue
            if not ((ROOT / path).parent / name).exists():
                lost.append(f"{path}: {target}")
    assert lost == []


@pytest.mark.parametrize(
    "path", ["docs/developers.md", "CHANGELOG.md", *sorted(p for p in texts() if "decisions/" in p)]
)
def test_every_file_that_is_named_exists(path: str) -> None:
    named = {
        word
        for code in _CODE.findall(_FENCED.sub("", texts()[path]))
        for word in code.split()
        if word.startswith(PLACES) and "<" not in word
    }
    made = set(files_of_the_example()) if path == "docs/developers.md" else set()
    assert {name for name in named - made if not (ROOT / name).exists()} == set()


def test_decisions_are_numbered_without_gaps_or_repeats() -> None:
    names = sorted(path.name for path in DECISIONS.iterdir())
    assert [n for n in names if not re.fullmatch(r"[0-9]{4}(-[a-z0-9]+)+\.md", n)] == []
    numbers = [int(name[:4]) for name in names]
    assert len(set(numbers)) == len(numbers)
    assert set(range(1, max(numbers) + 1)) - set(numbers) <= RESERVED


@pytest.mark.parametrize("path", sorted(p for p in texts() if "decisions/" in p))
def test_a_decision_says_what_was_decided_and_why(path: str) -> None:
    text = texts()[path]
    number = Path(path).name[:4]
    assert text.startswith(f"# {number} ")
    parts = re.findall(r"^\*\*(\w+)\.\*\*", text, flags=re.MULTILINE)
    assert parts == ["Context", "Decision", "Alternatives", "Consequences"]
    assert len(text.splitlines()) <= 40


# the worked example of the developers' guide

_STEP = re.compile(
    r"`(?P<path>(?:hooks|records)/[^`\s]+)`,\s+(?:a new (?P<new>file)|(?P<where>into|above)"
    r" `(?P<table>[A-Z]+)`):\n\n```\w+\n(?P<code>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@cache
def steps_of_the_example() -> tuple[dict[str, str | None], ...]:
    guide = GUIDE.read_text(encoding="utf-8")
    return tuple(found.groupdict() for found in _STEP.finditer(guide))


def files_of_the_example() -> list[str]:
    return [str(step["path"]) for step in steps_of_the_example() if step["new"]]


def follow(step: dict[str, str | None], root: Path) -> None:
    """Does in `root` what a step says."""
    target, code, table = root / str(step["path"]), str(step["code"]), step["table"]
    if step["new"]:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(code, encoding="utf-8")
        return
    text = target.read_text(encoding="utf-8")
    head = re.search(rf"^{table}: .*[({{]\n", text, flags=re.MULTILINE)
    assert head is not None, f"no table {table} in {step['path']}"
    at = head.end() if step["where"] == "into" else head.start()
    target.write_text(text[:at] + code + text[at:], encoding="utf-8")


SMALL_ARCHIVE = {
    "archive.yml": "institution: 示例学校\nposts: [分管负责人]\nareas: [阵地管理]\n",
    "2020-h2/period.md": "---\ntitle: 下半年\nstart: 2020-07-01\nend: 2020-12-31\n---\n",
    "2020-h2/reports/报告.md": "---\ntitle: 报告\ndate: 2020-12-31\n---\n",
    "2020-h2/risks/R-2020-08.md": (
        "---\nid: R-2020-08\ntitle: 没有留存审核记录\ndate: 2020-08-01\nsource: 自查\n"
        "area: 阵地管理\nowner: 分管负责人\n---\n"
    ),
    "2020-h2/visits/交流.md": (
        "---\ntitle: 交流\ndate: 2020-11-06\nvisitor: 某中学\npurpose: exchange\n---\n"
    ),
}


def test_the_worked_example_does_what_the_guide_says(tmp_path: Path) -> None:
    package = tmp_path / "hooks" / "termbook"
    shutil.copytree(ROOT / "hooks" / "termbook", package, ignore=shutil.ignore_patterns("*.pyc"))
    steps = steps_of_the_example()
    assert len(steps) == 7
    for step in steps:
        follow(step, tmp_path)
    records = tmp_path / "records"
    for name, text in SMALL_ARCHIVE.items():
        file = records / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from termbook.edges.commands import main; main()", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "hooks"), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    checked = run("check", "--on", "2020-12-31")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert [line for line in checked.stdout.splitlines() if "/visits/" in line] == [
        "records/2020-h2/visits/交流.md:4:10: warning TB999 没有写由哪个岗位接待；"
        "请加上“host: 岗位”（见 help/rules.html#tb999）"
    ]
    written = run("pages", "out", "--on", "2020-12-31")
    assert written.returncode == 0, written.stdout + written.stderr
    visit = (tmp_path / "out/2020-h2/visits/2020-11-05-上级指导.md").read_text(encoding="utf-8")
    assert "来访单位：上级宣传部门" in visit
    assert "没有留存审核记录" in visit
    post = (tmp_path / "out/posts/分管负责人.md").read_text(encoding="utf-8")
    assert "接待的来访" in post
    for page in ("visits.md", "help/records.md", "2020-h2/risks/R-2020-08.md"):
        assert "来访" in (tmp_path / "out" / page).read_text(encoding="utf-8"), page
