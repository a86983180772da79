"""The `termbook` command: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termbook.edges import commands
from termbook.edges.prepared import Prepared
from termbook.words.rules import RULES
from tests.edges.awful import COMPLAINTS, FILES
from tests.written import FRAME, SETTINGS, Files, measure, risk, text, update, write

HOOKS = Path(__file__).parents[2] / "hooks"
LINE = re.compile(
    r"(?P<path>[^\n]+?):(?P<line>[1-9][0-9]*):(?P<column>[1-9][0-9]*): "
    r"(?P<severity>error|warning) (?P<rule>TB[0-9]{3}) (?P<message>\S[^\n]*)"
    r"（见 help/rules\.html#(?P<anchor>tb[0-9]{3})）"
)
GOOD: Files = {
    "2020-h1/reports/报告.md": text("报告", "2020-06-30", "access: public"),
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-06-30", "due: 2020-12-31"),
    "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-06-30", "R-2020-01"),
    "2020-h2/reports/报告.md": text("报告", "2020-12-31"),
    "2020-h2/updates/1.md": update("R-2020-01", "progress", "2020-08-01"),
}
WARNED: Files = {**GOOD, "2020-h1/无人.png": b""}


def run(*arguments: str | Path, on: str = "2020-12-31") -> Result:
    """The command in this process, as of a day."""
    stated = ["--on", on] if on else []
    return CliRunner().invoke(commands.main, [*map(str, arguments), *stated])


def started(
    *arguments: str | Path, folder: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "termbook.edges.commands", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOOKS), **environment},
        capture_output=True,
        check=False,
    )


# --- check ----------------------------------------------------------------------------


def test_a_good_archive_ends_with_0(tmp_path: Path) -> None:
    result = run("check", "--records", write(tmp_path, GOOD))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "检查完成：没有问题，共 7 条记录。\n"


def test_warnings_end_with_0_and_with_1_where_they_count(tmp_path: Path) -> None:
    root = write(tmp_path, WARNED)
    result = run("check", "--records", root)
    assert result.exit_code == 0
    assert result.stderr == "检查完成：0 个错误，1 个提醒，共 7 条记录。\n"
    strict = run("check", "--records", root, "--strict")
    assert strict.exit_code == 1
    assert strict.stdout == result.stdout


def test_an_awful_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "records", FILES)
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = [LINE.fullmatch(line) for line in result.stdout.splitlines()]
    found = [line.groupdict() for line in lines if line is not None]
    assert len(found) == len(lines)
    assert [
        f"{one['path'].removeprefix('records/')}:{one['line']}:{one['column']} {one['rule']}"
        for one in found
    ] == COMPLAINTS.splitlines()
    for one in found:
        assert one["path"].startswith("records/")
        assert one["severity"] == RULES[one["rule"]].severity
        assert one["anchor"] == one["rule"].lower()
        assert "{" not in one["message"].replace("[ 或 {", "")
    errors = sum(one["severity"] == "error" for one in found)
    warnings = len(found) - errors
    assert result.stderr == f"检查完成：{errors} 个错误，{warnings} 个提醒，共 14 条记录。\n"


def test_the_same_as_a_process_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "records", FILES)
    done = started("check", "--on", "2020-12-31", folder=tmp_path)
    assert done.returncode == 1
    result = run("check", "--records", tmp_path / "records")
    assert done.stdout.decode().splitlines() == [
        line.replace(f"{tmp_path.as_posix()}/", "") for line in result.stdout.splitlines()
    ]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_a_console_of_another_language_is_no_reason_to_fail(tmp_path: Path, encoding: str) -> None:
    write(tmp_path / "records", {"2020-h1/reports/🙂.md": text("报告", "某日")})
    done = started("check", "--on", "2020-12-31", folder=tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"error TB402" in done.stdout


def test_in_english(tmp_path: Path) -> None:
    files = {**GOOD, "archive.yml": f"{SETTINGS}language: en\n", "2020-h1/x.png": b""}
    result = run("check", "--records", write(tmp_path, files))
    assert result.stdout.endswith(
        "2020-h1/x.png:1:1: warning TB506 no record mentions this file, so the site does not hold "
        "it; name it in a record or remove it (see help/rules.html#tb506)\n"
    )
    assert result.stderr == "Checked, records: 7, errors: 0, warnings: 1.\n"


def test_on_a_terminal_the_line_is_shown_with_a_caret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "records", {**GOOD, "2020-h1/reports/报告.md": text("报告", "某日")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(commands, "_is_terminal", lambda: True)
    result = CliRunner().invoke(
        commands.main, ["check", "--on", "2020-12-31", "--audience", "staff"], color=True
    )
    assert result.stdout.splitlines() == [
        "records/2020-h1/reports/报告.md:3:7: \x1b[31m\x1b[1merror\x1b[0m TB402 date 应填日期，"
        "如 2020-09-18；“某日”不是日期（见 help/rules.html#tb402）",
        "     3 | date: 某日",
        "       |       ^^^^",
    ]


def test_the_day_decides(tmp_path: Path) -> None:
    root = write(tmp_path, GOOD)
    assert run("check", "--records", root, on="2021-01-01").stdout.count("TB620") == 1
    assert run("check", "--records", root, on="2020-12-31").stdout == ""


def test_findings_of_what_an_audience_may_see(tmp_path: Path) -> None:
    hidden = text("内部", "某日", "access: leadership")
    root = write(tmp_path, {**GOOD, "2020-h1/reports/内部.md": hidden})
    assert run("check", "--records", root).exit_code == 1
    assert run("check", "--records", root, "--audience", "staff").exit_code == 0
    assert run("check", "--records", root, "--audience", "leadership").exit_code == 1


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    result = run("check", "--records", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{tmp_path.as_posix()}/archive.yml:1:1: error TB016 没有找到 archive.yml；请新建，"
        "至少写上“institution: 单位全称”（见 help/rules.html#tb016）\n"
    )


# --- records --------------------------------------------------------------------------


def test_records_are_printed_as_json(tmp_path: Path) -> None:
    result = run("records", "--records", write(tmp_path, GOOD))
    assert (result.exit_code, result.stderr) == (0, "")
    whole = json.loads(result.stdout)
    assert list(whole) == [
        "schema_version",
        "institution",
        "on",
        "audience",
        "periods",
        "records",
    ]
    assert (whole["on"], whole["audience"]) == ("2020-12-31", "staff")
    assert [record["id"] for record in whole["records"]] == [
        "M-2020-01",
        "2020-h1/reports/报告",
        "R-2020-01",
        "2020-h2/reports/报告",
        "2020-h2/updates/1",
    ]


def test_records_for_an_audience_and_a_day(tmp_path: Path) -> None:
    root = write(tmp_path, GOOD)
    result = run("records", "--records", root, "--audience", "public", on="2020-06-30")
    whole = json.loads(result.stdout)
    assert [record["id"] for record in whole["records"]] == ["2020-h1/reports/报告"]
    assert [period["id"] for period in whole["periods"]] == ["2020-h1"]


def test_with_errors_records_prints_what_could_be_read(tmp_path: Path) -> None:
    broken: Files = {
        **WARNED,
        "2020-h1/reports/坏.md": "坏了",
        "2020-h1/reports/半.md": text("半", "某日"),
        "2019-h2/reports/旧.md": text("旧", "2019-12-31"),
    }
    result = run("records", "--records", write(tmp_path, broken))
    assert result.exit_code == 1
    titles = [record["title"] for record in json.loads(result.stdout)["records"]]
    assert "半" in titles
    assert "旧" in titles
    assert len(titles) == 7
    # errors alone, on the other stream
    assert [line.split()[1:3] for line in result.stderr.splitlines()] == [
        ["error", "TB407"],
        ["error", "TB402"],
        ["error", "TB003"],
    ]


def test_records_of_an_awful_archive(tmp_path: Path) -> None:
    done = started(
        "records", "--on", "2020-12-31", "--records", write(tmp_path, FILES), folder=tmp_path
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert len(json.loads(done.stdout)["records"]) == 12


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_json_is_utf_8_on_every_console(tmp_path: Path, encoding: str) -> None:
    root = write(tmp_path, GOOD)
    done = started("records", "--records", root, folder=tmp_path, PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("utf-8"))["institution"] == "示例学校"


# --- what cannot run ------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "records"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--on", "明天"], "“明天”不是日期；请写成 2020-12-31 这样\n"),
        (["--on", "2020-02-30"], "“2020-02-30”不是日期；请写成 2020-12-31 这样\n"),
        (
            ["--on", "2020-12-31", "--audience", "所有人"],
            "没有“所有人”这个公开范围；可用：public、staff、leadership\n",
        ),
    ],
    ids=["no day", "no such day", "no audience"],
)
def test_a_request_that_cannot_be_met_ends_with_2(
    tmp_path: Path, command: str, arguments: list[str], message: str
) -> None:
    result = run(command, "--records", write(tmp_path, GOOD), *arguments, on="")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize("command", ["check", "records"])
@pytest.mark.parametrize("name", ["没有", "archive.yml", "名" * 300])
def test_a_folder_that_is_not_there_ends_with_2(tmp_path: Path, command: str, name: str) -> None:
    root = write(tmp_path, GOOD) / name
    result = run(command, "--records", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"找不到记录文件夹：{root}；请用 --records 指明\n"


def test_a_day_in_the_environment_that_is_none_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "heute")
    result = run("check", "--records", write(tmp_path, GOOD), on="")
    assert result.exit_code == 2
    assert result.stderr == "“SOURCE_DATE_EPOCH: heute”不是日期；请写成 2020-12-31 这样\n"


@pytest.mark.parametrize("arguments", [["chekc"], ["check", "--onn", "x"], ["build", "--config"]])
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments, on="").exit_code == 2


def test_without_mkdocs_yml_there_is_nothing_to_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["build"], ["build", "--config", "x.yml"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "mkdocs.yml" in result.stderr


def test_the_records_lie_beside_the_nearest_mkdocs_yml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "records", WARNED)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    inside = tmp_path / "docs" / "深"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{tmp_path.as_posix()}/records/2020-h1/无人.png:1:1: warning")


# --- pages and explain ----------------------------------------------------------------


def test_pages_are_not_written_over_other_files(tmp_path: Path) -> None:
    root = write(tmp_path / "records", GOOD)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("我的")
    result = run("pages", tmp_path / "docs", "--records", root)
    assert result.exit_code == 2
    assert (tmp_path / "docs" / "index.md").read_text() == "我的"


def test_pages_are_not_written_with_errors(tmp_path: Path) -> None:
    root = write(tmp_path / "records", {**GOOD, "2020-h1/reports/坏.md": "坏了"})
    result = run("pages", tmp_path / "out", "--records", root)
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()
    assert result.stderr.splitlines()[-1].startswith("有错误，网站没有生成")


def test_a_folder_that_cannot_be_written_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "records", GOOD)
    (tmp_path / "文件").write_text("x")
    result = run("pages", tmp_path / "文件" / "out", "--records", root)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"写不进 {tmp_path / '文件'}")


@pytest.mark.parametrize("rule", ["TB204", "tb204"])
def test_a_rule_is_explained(rule: str) -> None:
    result = run("explain", rule, "--language", "en", on="")
    assert result.exit_code == 0
    assert result.stdout == (
        "TB204 error: Not an allowed value\n\n"
        "Fields such as status, level and event take a few fixed values, as a key or as its "
        "label in the site's language.\n"
    )


def test_a_rule_that_there_is_not() -> None:
    result = run("explain", "TB999", on="")
    assert (result.exit_code, result.stderr) == (2, "没有规则 TB999\n")


@pytest.mark.parametrize("command", [[], *([name] for name in commands.main.commands)])
def test_every_command_explains_itself(command: list[str]) -> None:
    result = CliRunner().invoke(commands.main, [*command, "--help"])
    assert result.exit_code == 0
    assert re.search("[一-鿿]", result.stdout)
    assert re.search("[a-z]{3} [a-z]", result.stdout)


def test_prepared_findings_hide_nothing_from_the_narrowest(tmp_path: Path) -> None:
    root = write(tmp_path, {**FRAME, **FILES})
    prepared = commands._prepare(commands._settings(root, "2020-12-31", ""))
    assert isinstance(prepared, Prepared)
    assert prepared.found_for("") == prepared.found
    assert prepared.found_for("leadership") == prepared.found
