"""The generated archive: same seed, same bytes; and nothing that the contract forbids."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.generate import Summary, add_update, edit_one, generate, retitle_one
from bench.outline import list_periods

SIZE = 300
PERIODS = 6

Record = tuple[Path, dict[str, Any], str]


def _read(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body.strip()


def _digest(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    root = tmp_path_factory.mktemp("archive") / "records"
    return root, generate(root, records=SIZE, periods=PERIODS, seed=1)


@pytest.fixture(scope="module")
def records(archive: tuple[Path, Summary]) -> Mapping[str, Record]:
    """By id."""
    root, _ = archive
    found: dict[str, Record] = {}
    for path in sorted(root.glob("*/*/*.md")):
        fields, body = _read(path)
        identity = fields.get("id", path.relative_to(root).with_suffix("").as_posix())
        assert identity not in found
        found[identity] = (path, fields, body)
    return found


def test_two_runs_write_the_same_bytes(archive: tuple[Path, Summary], tmp_path: Path) -> None:
    root, summary = archive
    again = generate(tmp_path / "again", records=SIZE, periods=PERIODS, seed=1)
    assert again == summary
    assert _digest(tmp_path / "again") == _digest(root)


def test_another_seed_writes_another_archive(archive: tuple[Path, Summary], tmp_path: Path) -> None:
    generate(tmp_path / "other", records=SIZE, periods=PERIODS, seed=2)
    assert _digest(tmp_path / "other") != _digest(archive[0])


def test_there_are_as_many_records_and_periods_as_asked_for(
    archive: tuple[Path, Summary], records: Mapping[str, Record]
) -> None:
    root, summary = archive
    assert summary.records == SIZE == len(records)
    assert summary.periods == PERIODS == len(list(root.glob("*/period.md")))
    assert summary.files == sum(1 for path in root.rglob("*") if path.is_file())
    folders = Counter(path.parent.name for path, _, _ in records.values())
    plurals = {"duty": "duties"}
    assert {plurals.get(kind, f"{kind}s"): n for kind, n in summary.kinds.items()} == folders


@pytest.mark.parametrize(("size", "periods"), [(10, 1), (200, 20), (503, 7)])
def test_any_size_has_every_kind_and_the_exact_number(
    size: int, periods: int, tmp_path: Path
) -> None:
    summary = generate(tmp_path, records=size, periods=periods, seed=4)
    assert summary.records == size
    assert summary.kinds["report"] >= periods


def test_too_few_records_for_the_periods_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one period, and 10 records for each"):
        generate(tmp_path, records=19, periods=2, seed=1)


def test_bodies_have_300_to_2500_characters(records: Mapping[str, Record]) -> None:
    lengths = [len(body) for _, _, body in records.values()]
    assert min(lengths) >= 300
    assert max(lengths) <= 2500


def test_every_id_that_is_named_exists_and_a_wider_audience_never_meets_a_narrower(
    records: Mapping[str, Record],
) -> None:
    width = {"public": 0, "staff": 1, "leadership": 2}
    for identity, (_, fields, body) in records.items():
        for target in [*_named(fields), *re.findall(r"\[\[(.+?)\]\]", body)]:
            assert target in records, f"{identity} -> {target}"
            here = fields.get("access", "staff")
            there = records[target][1].get("access", "staff")
            assert width[there] <= width[here], f"{identity} -> {target}"


def _named(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in ("materials", "evidence", "risks", "links"):
        yield from fields.get(name, [])
    for name in ("of", "rule", "recurrence_of", "reported_in"):
        if name in fields:
            yield fields[name]
    for row in fields.get("resolutions", []):
        yield from row.get("links", [])


def test_dates_lie_in_the_folders_period(records: Mapping[str, Record]) -> None:
    spans = {
        period.id: (date.fromordinal(period.start), date.fromordinal(period.end))
        for period in list_periods(PERIODS)
    }
    for path, fields, _ in records.values():
        first, last = spans[path.parent.parent.name]
        if path.parent.name == "reports":
            last += timedelta(days=60)
        assert first <= fields["date"] <= last, path


ALLOWED = {
    "plan": {"open", "planned", "in_progress"},
    "progress": {"open", "planned", "in_progress"},
    "extend": {"open", "planned", "in_progress", "awaiting_verification"},
    "done": {"open", "planned", "in_progress"},
    "verify": {"awaiting_verification"},
    "close": {"verified"},
    "reopen": {"closed", "verified", "accepted", "dismissed"},
    "accept": {"open", "planned", "in_progress"},
    "dismiss": {"open", "planned"},
}
LEADS_TO = {
    "progress": "in_progress", "done": "awaiting_verification", "close": "closed",
    "reopen": "in_progress", "accept": "accepted", "dismiss": "dismissed",
}  # fmt: skip


def test_risks_live_as_the_contract_allows(records: Mapping[str, Record]) -> None:
    """The table of events in the contract, told here a second time on purpose."""
    updates = sorted(
        (fields["date"], path.name, fields)
        for path, fields, _ in records.values()
        if path.parent.name == "updates" and fields["of"].startswith("R-")
    )
    seen: Counter[str] = Counter()
    states: dict[str, str] = {}
    hands: dict[str, str] = {}
    for _, name, fields in updates:
        risk, event = fields["of"], fields["event"]
        state = states.get(risk, "open")
        assert state in ALLOWED[event], name
        states[risk] = LEADS_TO.get(event, state)
        if event == "plan" and state == "open":
            states[risk] = "planned"
        if event == "done":
            hands[risk] = fields["by"]
        if event == "verify":
            states[risk] = "verified" if fields["result"] == "pass" else "in_progress"
            assert fields["verifier"] not in (hands[risk], records[risk][1]["owner"]), name
        if event in ("done", "close") or fields.get("result") == "pass":
            assert fields["evidence"], name
        if event in ("extend", "reopen", "accept", "dismiss") or fields.get("result") == "fail":
            assert fields["reason"], name
        assert fields["date"] > records[risk][1]["date"], name
        seen[event] += 1
    assert {"plan", "progress", "extend", "done", "verify", "close"} <= set(seen)


def test_attachments_have_the_checksum_that_is_stated(tmp_path: Path) -> None:
    generate(tmp_path, records=600, periods=4, seed=3)
    stated = 0
    for path in tmp_path.glob("*/*/*.md"):
        fields, _ = _read(path)
        own = [fields] if "file" in fields else []
        for row in [*own, *fields.get("attachments", [])]:
            content = (path.parent / row["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == row["sha256"]
            stated += 1
    assert stated > 0


def test_an_edit_changes_the_body_of_one_record_only(tmp_path: Path) -> None:
    generate(tmp_path, records=40, periods=2, seed=1)
    before = _digest(tmp_path)
    path = edit_one(tmp_path, 7)
    after = _digest(tmp_path)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {path.relative_to(tmp_path).as_posix()}
    assert before.keys() == after.keys()


def test_an_added_update_is_one_new_file_that_follows_what_was_told_before(tmp_path: Path) -> None:
    generate(tmp_path, records=200, periods=4, seed=1)
    before = _digest(tmp_path)
    path = add_update(tmp_path, 7)
    fields, body = _read(path)
    after = _digest(tmp_path)
    assert set(after) - set(before) == {path.relative_to(tmp_path).as_posix()}
    assert {name: after[name] for name in before} == before
    earlier = sorted(tmp_path.glob(f"*/updates/{fields['of']}-*.md"), key=lambda other: other.name)
    assert earlier[-1] == path
    assert all(_read(other)[0]["date"] <= fields["date"] for other in earlier)
    assert fields["event"] in ("progress", "reopen")
    assert len(body) >= 300


def test_where_nothing_may_happen_to_any_risk_no_update_is_added(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing may happen to any risk"):
        add_update(tmp_path, 1)


@pytest.mark.parametrize(
    ("title", "changed"),
    [
        ("title: 晨检记录", "title: 晨检记录（修订）"),
        ('title: "《关于晨检的通知》: 二"', 'title: "《关于晨检的通知》: 二（修订）"'),
    ],
)
def test_a_changed_title_is_all_that_changes(title: str, changed: str, tmp_path: Path) -> None:
    record = tmp_path / "2020-h2" / "materials" / "notice-1.md"
    record.parent.mkdir(parents=True)
    text = "---\n{}\ndate: 2020-09-01\n---\n\ntitle: 不是标题\n"
    record.write_bytes(text.format(title).encode())
    assert retitle_one(tmp_path, 3) == record
    assert record.read_bytes().decode() == text.format(changed)


def _check(root: Path) -> None:
    commands = pytest.importorskip("termbook.edges.commands")
    testing = pytest.importorskip("click.testing")
    arguments = ["check", "--records", str(root), "--on", "2020-12-31"]
    result = testing.CliRunner().invoke(commands.main, arguments)
    errors = [line for line in result.output.splitlines() if " error TB" in line]
    assert errors == []
    assert result.exit_code == 0


def test_check_finds_no_error(archive: tuple[Path, Summary]) -> None:
    _check(archive[0])


def test_check_finds_no_error_after_every_edit_again_and_again(tmp_path: Path) -> None:
    generate(tmp_path, records=200, periods=4, seed=1)
    for seed in range(12):
        edit_one(tmp_path, seed)
        add_update(tmp_path, seed)
        retitle_one(tmp_path, seed)
    _check(tmp_path)
