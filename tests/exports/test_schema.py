"""The schema of the document, held against documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from termbook.exports.document import document, key_of
from termbook.exports.schema import of_type, schema
from termbook.model.fields import Field, FieldType
from termbook.model.kinds import kinds
from termbook.words import LANGUAGES, Words
from tests.written import archive, measure, risk, text, update, write

ROOT = Path(__file__).resolve().parents[2]

EVERYTHING = {
    "2020-h1/reports/报告.md": text(
        "报告", "2020-06-30", "covers: {from: 2020-01-01, to: 2020-06-30}", "to: 上级"
    ),
    "2020-h1/meetings/会.md": text(
        "会",
        "2020-03-01",
        "present: 3",
        "resolutions:",
        "  - {no: 1, text: 检查, owner: 教务处, due: 2020-04-01, links: [R-2020-01]}",
        "tags: [甲, 乙]",
    ),
    "2020-h1/sessions/课.md": text("课", "2020-03-02", "form: 党课", "hours: 1.5"),
    "2020-h1/materials/文件.md": text(
        "文件", "2020-03-02", "type: document", "url: https://a.example/b"
    ),
    "2020-h1/plans/计划.md": text("计划", "2020-01-20", "targets: {党课: 2}"),
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-03", "due: 2020-05-01"),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-03"),
    "2020-h1/measures/M-2020-01.md": measure(
        "M-2020-01",
        "2020-03-04",
        "R-2020-01",
        "kind: corrective",
        "target: {what: 栏目, number: 2.5}",
    ),
    "2020-h1/updates/一.md": update("M-2020-01", "progress", "2020-04-01", "done_number: 1"),
    "2020-h1/updates/二.md": update("R-2020-01", "plan", "2020-04-01", "by: 支部书记"),
    "2020-h1/duties/书记.md": text("书记", "2020-03-01", "post: 支部书记", "duty: 牵头"),
    "2020-h1/channels/号.md": text("号", "2020-03-01", "platform: 网站", "owner: 支部书记"),
}
"""A record of every kind."""


def data(root: Path) -> Any:
    """The document of `EVERYTHING`, as a reader gets it."""
    return json.loads(json.dumps(document(archive(root, EVERYTHING))))


def faults(value: object) -> list[str]:
    validator = Draft202012Validator(
        schema(Words()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


def of_kind(value: Any, kind: str) -> Any:
    return next(record for record in value["records"] if record["kind"] == kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_schema(language: str) -> None:
    Draft202012Validator.check_schema(schema(Words(language)))


def test_a_document_with_a_record_of_every_kind_fits(tmp_path: Path) -> None:
    value = data(tmp_path)
    assert {record["kind"] for record in value["records"]} == set(kinds()) - {"period"}
    assert faults(value) == []


def test_what_the_command_prints_fits(tmp_path: Path) -> None:
    records = write(tmp_path / "records", EVERYTHING)
    command = [sys.executable, "-m", "termbook.edges.commands", "records"]
    answer = subprocess.run(
        [*command, "--records", str(records), "--on", "2020-12-31"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert faults(json.loads(answer.stdout)) == []


@pytest.mark.parametrize("kind", [name for name in kinds() if name != "period"])
def test_an_unknown_field_does_not_fit(tmp_path: Path, kind: str) -> None:
    value = data(tmp_path)
    of_kind(value, kind)["colour"] = "red"
    assert len(faults(value)) == 1
    assert "'colour' was unexpected" in faults(value)[0]


def test_a_field_of_another_kind_does_not_fit(tmp_path: Path) -> None:
    value = data(tmp_path)
    of_kind(value, "session")["days_open"] = 3
    assert "'days_open' was unexpected" in faults(value)[0]


@pytest.mark.parametrize(
    ("kind", "field", "wrong"),
    [
        ("risk", "state", "done"),
        ("risk", "flags", ["late"]),
        ("risk", "due", "1. Mai 2020"),
        ("risk", "due", "2020-02-30"),
        ("risk", "id", "R-1"),
        ("risk", "path", "2020-h1/measures/R-2020-01.md"),
        ("measure", "measure_kind", "other"),
        ("measure", "target", {"what": "栏目"}),
        ("measure", "target", {"what": "栏目", "number": 1, "unit": "个"}),
        ("meeting", "present", 1.5),
        ("meeting", "present", -1),
        ("plan", "targets", {"党课": "两次"}),
        ("material", "url", "javascript:alert(1)"),
        ("report", "kind", "letter"),
    ],
)
def test_a_wrong_value_does_not_fit(tmp_path: Path, kind: str, field: str, wrong: object) -> None:
    value = data(tmp_path)
    of_kind(value, kind)[field] = wrong
    assert faults(value) != []


@pytest.mark.parametrize(
    ("kind", "field"),
    [("risk", "owner"), ("risk", "days_open"), ("update", "of"), ("duty", "post")],
)
def test_what_must_be_there_may_not_be_missing(tmp_path: Path, kind: str, field: str) -> None:
    value = data(tmp_path)
    del of_kind(value, kind)[field]
    assert faults(value) != []


def test_every_field_of_every_kind_is_in_the_schema_with_its_label() -> None:
    definitions = schema(Words())["$defs"]
    for kind in kinds().values():
        for field in kind.all_fields if kind.folder else ():
            assert key_of(field.name) in definitions[kind.name]["properties"]
    assert definitions["measure"]["properties"]["measure_kind"]["title"] == "措施类别"


def test_a_field_type_that_the_schema_does_not_know_is_refused() -> None:
    class Colour:
        """A type of field that somebody has just added."""

        def read(self, node: object, at: str, reading: object) -> None: ...

        def describe(self, words: Words) -> str:
            return ""

    unknown: FieldType = Colour()
    with pytest.raises(TypeError, match="no schema for Colour"):
        of_type(unknown)


def test_no_kind_names_a_field_like_something_that_every_record_has() -> None:
    def own(fields: tuple[Field, ...]) -> set[str]:
        return {key_of(field.name) for field in fields}

    for kind in kinds().values():
        assert not own(kind.fields) & {"kind", "period", "path", "access"}
        assert not own(kind.fields) & {"state", "flags", "days_open", "original_due", "updates"}
