"""The archive as JSON: every key of the record contract, and nothing that is later or hidden."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from termbook.exports.document import SCHEMA_VERSION, document
from tests.written import Files, archive, measure, risk, text, update

FILES: Files = {
    "2020-h1/reports/报告.md": text(
        "报告", "2020-06-30", "covers: {from: 2020-01-01, to: 2020-06-30}", "tags: [甲, 乙]"
    ),
    "2020-h1/meetings/会议.md": text(
        "会议", "2020-03-01", "resolutions:", "- text: 公布", "  due: 2020-04-01"
    ),
    "2020-h1/plans/计划.md": text("计划", "2020-01-05", "targets: {集体学习: 6, 党课: 1}"),
    "2020-h1/risks/R-2020-01.md": risk(
        "R-2020-01", "2020-06-30", "level: 高", "mode: 限期整改", "due: 2020-09-30"
    ),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-06-30", "access: leadership"),
    "2020-h1/measures/M-2020-01.md": measure(
        "M-2020-01",
        "2020-06-30",
        "R-2020-01",
        "due: 2020-09-01",
        "target: {what: 检查, number: 2}",
        "kind: corrective",
    ),
    "2020-h2/updates/b.md": update("R-2020-01", "progress", "2020-08-01"),
    "2020-h2/updates/a.md": update(
        "R-2020-01", "extend", "2020-08-01", "new_due: 2020-10-31", "reason: 等待"
    ),
    "2020-h2/updates/c.md": update("M-2020-01", "progress", "2020-08-02", "done_number: 1.5"),
    "2020-h2/updates/d.md": update("M-2020-01", "extend", "2020-08-03", "new_due: 2020-11-01"),
}


def made(root: Path, on: str = "2020-12-31", audience: str = "staff") -> dict[str, Any]:
    return document(archive(root, FILES, on=on, audience=audience))


def entry(whole: dict[str, Any], id: str) -> dict[str, Any]:
    (found,) = [record for record in whole["records"] if record["id"] == id]
    return dict(found)


def test_the_whole(tmp_path: Path) -> None:
    whole = made(tmp_path)
    assert list(whole) == [
        "schema_version",
        "institution",
        "on",
        "audience",
        "periods",
        "records",
    ]
    assert whole["schema_version"] == SCHEMA_VERSION == 1
    assert (whole["institution"], whole["on"], whole["audience"]) == (
        "示例学校",
        "2020-12-31",
        "staff",
    )
    assert whole["periods"] == [
        {"id": "2020-h1", "title": "2020 年上半年", "start": "2020-01-01", "end": "2020-06-30"},
        {"id": "2020-h2", "title": "2020 年下半年", "start": "2020-07-01", "end": "2020-12-31"},
    ]


def test_records_are_sorted_by_period_kind_and_id(tmp_path: Path) -> None:
    records = made(tmp_path)["records"]
    keys = [(record["period"], record["kind"], record["id"]) for record in records]
    assert keys == sorted(keys)
    assert len(keys) == 9


def test_a_risk(tmp_path: Path) -> None:
    assert entry(made(tmp_path), "R-2020-01") == {
        "kind": "risk",
        "id": "R-2020-01",
        "period": "2020-h1",
        "path": "2020-h1/risks/R-2020-01.md",
        "title": "问题 R-2020-01",
        "date": "2020-06-30",
        "access": "staff",
        "source": "self_inspection",
        "area": "阵地管理",
        "owner": "支部书记",
        "level": "high",
        "mode": "deadline",
        "state": "in_progress",
        "flags": ["overdue", "extended"],
        "days_open": 184,
        "due": "2020-10-31",
        "original_due": "2020-09-30",
        "updates": ["2020-h2/updates/a", "2020-h2/updates/b"],
    }


def test_a_risk_on_an_earlier_day(tmp_path: Path) -> None:
    earlier = entry(made(tmp_path, on="2020-07-10"), "R-2020-01")
    assert earlier["state"] == "open"
    assert earlier["flags"] == []
    assert earlier["days_open"] == 10
    assert earlier["due"] == earlier["original_due"] == "2020-09-30"
    assert earlier["updates"] == []


def test_a_risk_without_a_due_date_says_so(tmp_path: Path) -> None:
    hidden = entry(made(tmp_path, audience="leadership"), "R-2020-02")
    assert (hidden["access"], hidden["due"], hidden["original_due"]) == ("leadership", None, None)


def test_a_measure_has_its_state_and_total_besides_its_own_fields(tmp_path: Path) -> None:
    assert entry(made(tmp_path), "M-2020-01") == {
        "kind": "measure",
        "id": "M-2020-01",
        "period": "2020-h1",
        "path": "2020-h1/measures/M-2020-01.md",
        "title": "措施 M-2020-01",
        "date": "2020-06-30",
        "access": "staff",
        "risks": ["R-2020-01"],
        "owner": "支部书记",
        "due": "2020-09-01",
        "target": {"what": "检查", "number": 2},
        "measure_kind": "corrective",
        "state": "in_progress",
        "done_number": 1.5,
    }


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        (
            "2020-h1/reports/报告",
            {"covers": {"from": "2020-01-01", "to": "2020-06-30"}, "tags": ["甲", "乙"]},
        ),
        ("2020-h1/meetings/会议", {"resolutions": [{"text": "公布", "due": "2020-04-01"}]}),
        ("2020-h1/plans/计划", {"targets": {"集体学习": 6, "党课": 1}}),
        (
            "2020-h2/updates/a",
            {"of": "R-2020-01", "event": "extend", "new_due": "2020-10-31", "reason": "等待"},
        ),
    ],
)
def test_other_records_have_their_own_fields_only(
    tmp_path: Path, id: str, fields: dict[str, object]
) -> None:
    common = {"kind", "id", "period", "path", "title", "date", "access"}
    record = entry(made(tmp_path), id)
    assert {name: value for name, value in record.items() if name not in common} == fields
    assert common <= record.keys()


def test_what_is_later_or_hidden_is_in_no_part_of_it(tmp_path: Path) -> None:
    public = json.dumps(made(tmp_path, audience="public"), ensure_ascii=False)
    assert "R-2020" not in public
    assert "报告" not in public
    staff = json.dumps(made(tmp_path, on="2020-06-30"), ensure_ascii=False)
    assert "R-2020-02" not in staff
    assert "2020-h2" not in staff
    assert "下半年" not in staff


def test_it_can_be_written_as_json(tmp_path: Path) -> None:
    whole = made(tmp_path)
    assert json.loads(json.dumps(whole)) == whole


def test_two_records_with_one_id_are_both_there(tmp_path: Path) -> None:
    files: Files = {
        "2020-h1/reports/a.md": text("报告", "2020-06-30", "id: R-2020-01"),
        "2020-h1/risks/b.md": risk("R-2020-01", "2020-06-30"),
        "2020-h1/risks/c.md": risk("R-2020-01", "2020-06-29"),
    }
    records = document(archive(tmp_path, files))["records"]
    assert [(record["kind"], record.get("days_open")) for record in records] == [
        ("report", None),
        ("risk", 184),
        ("risk", 185),
    ]


def test_a_record_whose_date_could_not_be_read_has_none(tmp_path: Path) -> None:
    files = {"2020-h1/reports/a.md": text("报告", "某日")}
    (record,) = document(archive(tmp_path, files))["records"]
    assert "date" not in record
    assert date.min.isoformat() not in json.dumps(record)
