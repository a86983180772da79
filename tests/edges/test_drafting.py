"""The draft command: which period, which day, and a file that the shell has emptied already."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from termbook.edges.commands import main
from termbook.edges.drafting import apart_from
from termbook.edges.prepared import prepare
from termbook.edges.settings import Settings
from tests.terms import BOTH
from tests.written import risk, text, write

ROOT = Path(__file__).parents[2]


def drafted(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["draft", *arguments, "--records", str(root)])


def stated(result: Result, field: str) -> str:
    assert result.exit_code == 0, result.output
    [line] = [x for x in result.stdout.splitlines() if x.startswith(f"{field}: ")]
    return line.removeprefix(f"{field}: ")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, BOTH)


def test_a_report_on_a_period_that_is_over_is_dated_its_last_day(root: Path) -> None:
    result = drafted(root, "2020-h1")
    assert stated(result, "date") == "2020-06-30"
    # what happened later is not in it
    assert "本学期发现问题7项" in result.stdout
    assert "已销号" not in result.stdout


def test_while_the_period_runs_it_is_dated_today(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1599998400")  # 2020-09-13, at noon
    result = drafted(root, "2020-h2")
    assert stated(result, "date") == "2020-09-13"
    assert "各项数据截至2020年9月13日。" in result.stdout


def test_the_day_may_be_stated(root: Path) -> None:
    result = drafted(root, "2020-h2", "--on", "2020-12-20")
    assert stated(result, "date") == "2020-12-20"
    assert "各项数据截至2020年12月20日。" in result.stdout


def test_a_report_written_after_the_end_tells_of_the_period_only(root: Path) -> None:
    result = drafted(root, "2020-h1", "--on", "2020-08-29")
    assert stated(result, "date") == "2020-08-29"
    assert "各项数据截至2020年6月30日。" in result.stdout


@pytest.mark.parametrize("day", ["2019-12-31", "2020-08-30"])
def test_a_day_on_which_no_report_can_be_dated_is_refused(root: Path, day: str) -> None:
    result = drafted(root, "2020-h1", "--on", day)
    assert result.exit_code == 2
    assert result.stderr == (
        f"2020-h1 的报告日期只能在 2020-01-01 到 2020-08-29 之间，{day} 不行；请用 --on 另写一天\n"
    )


def test_a_period_that_has_not_begun_has_nothing_to_report(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")  # 2020-03-01
    result = drafted(root, "2020-h2")
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_unknown_period_is_answered_with_those_there_are(root: Path) -> None:
    result = drafted(root, "2020-H1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "没有“2020-H1”这个学期；现有：2020-h1、2020-h2\n"


def test_a_period_that_the_audience_may_not_see_is_unknown(tmp_path: Path) -> None:
    period = "---\ntitle: 内部\nstart: 2020-07-01\nend: 2020-12-31\naccess: leadership\n---\n"
    root = write(tmp_path, {"2020-h2/period.md": period})
    assert drafted(root, "2020-h2").stderr == "没有“2020-h2”这个学期；现有：2020-h1\n"
    assert drafted(root, "2020-h2", "--audience", "leadership").exit_code == 0


def test_who_may_see_the_report_follows_the_audience(root: Path) -> None:
    assert "access" not in drafted(root, "2020-h1").stdout
    assert stated(drafted(root, "2020-h1", "--audience", "leadership"), "access") == "leadership"


def test_nothing_is_drafted_from_records_with_errors(root: Path) -> None:
    write(root, {"2020-h2/risks/R-2020-10.md": risk("R-2020-10", "2020-13-01")})
    result = drafted(root, "2020-h2")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("记录里有错误，没有起草；请按下面的提示改正后再试。\n")
    assert "2020-h2/risks/R-2020-10.md:3:7: error TB401" in result.stderr


def test_the_file_that_the_shell_emptied_is_no_error(root: Path) -> None:
    report = root / "2020-h1" / "reports" / "报告.md"
    report.parent.mkdir()
    report.write_text(text("旧稿", "2020-06-30"), encoding="utf-8")
    command = [sys.executable, "-m", "termbook.edges.commands", "draft", "2020-h1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    with report.open("wb") as out:
        done = subprocess.run(
            [*command, "--records", str(root)],
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert report.read_bytes().startswith("---\ntitle: 2020 年上半年工作报告\n".encode())


def test_another_empty_file_is_an_error(root: Path) -> None:
    write(root, {"2020-h1/reports/空.md": ""}, frame=False)
    assert drafted(root, "2020-h1").exit_code == 1


def test_a_descriptor_that_is_closed_hides_nothing(root: Path) -> None:
    write(root, {"2020-h1/reports/空.md": ""}, frame=False)
    prepared = prepare(Settings(records=root, on="2020-06-30"))
    descriptor = os.open(root / "archive.yml", os.O_RDONLY)
    os.close(descriptor)
    assert apart_from(prepared, descriptor).found == prepared.found
