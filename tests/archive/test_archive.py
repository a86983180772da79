"""An archive for a day and an audience: what is later or not for them is not in it at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from termbook.archive.archive import Archive
from termbook.archive.life import Flag
from termbook.archive.transitions import State
from tests.written import Files, archive, collected, measure, risk, text, update

SUM = "0" * 64
FILES: Files = {
    "2020-h1/reports/公开.md": text("公开", "2020-06-30", "access: public", body="![图](图.png)\n"),
    "2020-h1/reports/校内.md": text("校内", "2020-06-30", body="[[2020-h1/reports/公开]]\n"),
    "2020-h1/reports/领导.md": text(
        "领导",
        "2020-06-30",
        "access: leadership",
        f"attachments: [{{file: 附件.pdf, sha256: {SUM}}}]",
        "links: [2020-h1/reports/公开, R-2020-01]",
        body="[看](公开.md)\n",
    ),
    "2020-h1/reports/图.png": b"x",
    "2020-h1/reports/附件.pdf": b"x",
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01", "due: 2020-05-01"),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01", "access: leadership"),
    "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-03-05", "R-2020-01, R-2020-01"),
    "2020-h1/updates/2020-04-01.md": update("R-2020-01", "progress", "2020-04-01"),
    "2020-h1/updates/2020-04-02.md": update("R-2020-02", "progress", "2020-04-02"),
    "2020-h2/updates/2020-08-01.md": update(
        "R-2020-01", "extend", "2020-08-01", "new_due: 2020-12-01", "reason: 等待"
    ),
    "2020-h2/updates/2020-09-01.md": update("R-2020-01", "dismiss", "2020-09-01"),
    "2020-h2/reports/下半年.md": text("下半年", "2020-12-31"),
}


def test_what_is_dated_later_is_not_in_it(tmp_path: Path) -> None:
    on_day = archive(tmp_path, FILES, on="2020-03-31")
    assert [record.id for record in on_day.records] == [
        "2020-h1",
        "R-2020-01",
        "M-2020-01",
    ]
    assert [period.id for period in on_day.periods] == ["2020-h1"]
    assert list(on_day.period_by_id) == ["2020-h1"]
    assert on_day.updates_of("R-2020-01") == ()
    assert on_day.files == {}
    assert "2020-h1/reports/校内" not in on_day.by_id
    assert "2020-h1/reports/校内.md" not in on_day.by_path


def test_a_record_counts_on_its_own_day(tmp_path: Path) -> None:
    assert "R-2020-01" in archive(tmp_path, FILES, on="2020-03-01").by_id
    assert "R-2020-01" not in archive(tmp_path, FILES, on="2020-02-29").by_id


def test_a_period_is_there_from_its_first_day(tmp_path: Path) -> None:
    periods = archive(tmp_path, FILES, on="2020-06-30").periods
    assert [period.id for period in periods] == ["2020-h1"]
    periods = archive(tmp_path, FILES, on="2020-07-01").periods
    assert [period.id for period in periods] == ["2020-h1", "2020-h2"]


def test_what_lies_in_a_later_period_is_later_whatever_its_date(tmp_path: Path) -> None:
    files = {"2020-h2/reports/报告.md": text("报告", "2020-01-31")}
    assert "2020-h2/reports/报告" not in archive(tmp_path, files, on="2020-06-30").by_id


def test_records_of_a_folder_that_nobody_described_are_there(tmp_path: Path) -> None:
    files = {"2019-h2/reports/报告.md": text("报告", "2019-12-31")}
    there = archive(tmp_path, files)
    assert [record.id for record in there.in_period("2019-h2")] == ["2019-h2/reports/报告"]


@pytest.mark.parametrize(
    ("audience", "reports", "risks"),
    [
        ("public", ["公开"], []),
        ("staff", ["公开", "校内"], ["R-2020-01"]),
        ("leadership", ["公开", "校内", "领导"], ["R-2020-01", "R-2020-02"]),
    ],
)
def test_an_audience_has_what_it_may_see(
    tmp_path: Path, audience: str, reports: list[str], risks: list[str]
) -> None:
    seen = archive(tmp_path, FILES, on="2020-06-30", audience=audience)
    assert [record.title for record in seen.of_kind("report")] == reports
    assert [record.id for record in seen.of_kind("risk")] == risks
    for record in seen.records:
        assert seen.institution.sees(audience, record.access)
        assert seen.by_id[record.id] is record
        assert seen.by_path[record.path] is record


@pytest.mark.parametrize(
    ("audience", "backlinks"),
    [
        ("public", []),
        ("staff", ["2020-h1/reports/校内"]),
        ("leadership", ["2020-h1/reports/校内", "2020-h1/reports/领导"]),
    ],
)
def test_backlinks_are_those_that_the_audience_may_follow(
    tmp_path: Path, audience: str, backlinks: list[str]
) -> None:
    seen = archive(tmp_path, FILES, audience=audience)
    mentioned = seen.mentioned_in("2020-h1/reports/公开")
    assert [record.id for record in mentioned] == backlinks


@pytest.mark.parametrize(
    ("audience", "files"),
    [
        ("public", ["2020-h1/reports/图.png"]),
        ("staff", ["2020-h1/reports/图.png"]),
        ("leadership", ["2020-h1/reports/图.png", "2020-h1/reports/附件.pdf"]),
    ],
)
def test_files_are_those_that_a_visible_record_names(
    tmp_path: Path, audience: str, files: list[str]
) -> None:
    assert sorted(archive(tmp_path, FILES, audience=audience).files) == files


def test_a_file_of_which_nobody_visible_tells_is_not_there(tmp_path: Path) -> None:
    seen = archive(tmp_path, FILES, on="2020-06-29", audience="leadership")
    assert seen.files == {}


def test_updates_of_a_risk_that_is_hidden_are_hidden_too(tmp_path: Path) -> None:
    assert archive(tmp_path, FILES, audience="staff").updates_of("R-2020-02") == ()
    seen = archive(tmp_path, FILES, audience="leadership").updates_of("R-2020-02")
    assert [record.id for record in seen] == ["2020-h1/updates/2020-04-02"]


def test_a_hidden_period_is_no_period(tmp_path: Path) -> None:
    files = {
        "2019-h2/period.md": (
            "---\ntitle: 旧\nstart: 2019-07-01\nend: 2019-12-31\naccess: leadership\n---\n"
        ),
        "2019-h2/reports/报告.md": text("报告", "2019-12-31", "access: public"),
    }
    seen = archive(tmp_path, files)
    assert [period.id for period in seen.periods] == ["2020-h1", "2020-h2"]
    assert seen.in_period("2019-h2") == ()


@pytest.mark.parametrize(
    ("day", "state", "flags"),
    [
        ("2020-03-31", State.OPEN, ()),
        ("2020-04-01", State.IN_PROGRESS, ()),
        ("2020-05-02", State.IN_PROGRESS, (Flag.OVERDUE,)),
        ("2020-08-01", State.IN_PROGRESS, (Flag.EXTENDED,)),
    ],
)
def test_a_life_is_as_of_the_day(
    tmp_path: Path, day: str, state: State, flags: tuple[Flag, ...]
) -> None:
    life = archive(tmp_path, FILES, on=day).life("R-2020-01")
    assert (life.state, life.flags) == (state, flags)


def test_lives_are_of_risks_and_measures_only(tmp_path: Path) -> None:
    there = archive(tmp_path, FILES)
    assert there.life("M-2020-01").kind == "measure"
    with pytest.raises(KeyError):
        there.life("2020-h1/reports/公开")
    with pytest.raises(KeyError):
        there.life("R-2020-99")


def test_two_records_with_one_id_each_have_their_own_life(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/risks/a.md": risk("R-2020-01", "2020-03-01"),
        "2020-h1/risks/b.md": risk("R-2020-01", "2020-03-11"),
        "2020-h1/measures/c.md": measure("R-2020-01", "2020-03-01", "R-2020-01"),
        "2020-h1/reports/d.md": text("报告", "2020-03-01", "id: R-2020-01"),
    }
    there = archive(tmp_path, files, on="2020-03-31")
    assert there.by_id["R-2020-01"].path == "2020-h1/reports/d.md"
    lives = [there.life_of(r) for r in there.records if r.kind in ("risk", "measure")]
    assert [(life.kind, life.days_open) for life in lives] == [
        ("risk", 30),
        ("risk", 20),
        ("measure", 30),
    ]
    with pytest.raises(KeyError):
        there.life("R-2020-01")


def test_measures_of_a_risk_each_once(tmp_path: Path) -> None:
    measures = archive(tmp_path, FILES).measures_of
    assert [record.id for record in measures["R-2020-01"]] == ["M-2020-01"]


def test_targets_are_each_named_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    there = archive(tmp_path, FILES, audience="leadership")
    targets = there.targets(there.by_id["2020-h1/reports/领导"])
    assert [record.id for record in targets] == ["2020-h1/reports/公开", "R-2020-01"]


def test_a_record_is_not_mentioned_by_itself(tmp_path: Path) -> None:
    files = {
        "2020-h1/reports/报告.md": text("报告", "2020-06-30", body="[[2020-h1/reports/报告]]\n")
    }
    assert archive(tmp_path, files).mentioned_in("2020-h1/reports/报告") == ()


def test_the_beginning_of_the_latest_period_that_has_ended(tmp_path: Path) -> None:
    collection = collected(tmp_path, {})
    days = {
        "2020-06-29": None,
        "2020-06-30": date(2020, 1, 1),
        "2020-12-30": date(2020, 1, 1),
        "2020-12-31": date(2020, 7, 1),
    }
    for on, since in days.items():
        there = Archive(collection, on=date.fromisoformat(on), audience="staff")
        assert there.stalled_since == since


def test_an_audience_that_the_institution_does_not_have(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such audience: 所有人"):
        archive(tmp_path, {}, audience="所有人")
