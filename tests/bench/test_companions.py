"""What is measured beside the processes: the parts that need neither a build nor a browser."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import companions
from bench.companions import COMPANIONS, Companion, CompanionError, observe
from bench.contestants import Desk, environment
from bench.reader import largest_page, middle_record, zipped
from bench.searching import read_search
from bench.serve import make_sentence
from bench.serve import tell as tell_reloads
from bench.steps import by_part, by_step, part_of
from bench.steps import tell as tell_steps

PRINTED = """\
built from nothing, one process: 3.40 s
built from nothing, two processes: 2.10 s
10020 entries, 100 bytes of text; index 192 bytes in 8151 files
index ÷ text: 1.92
2009 queries, 2245382 pages that hold what they ask for
recall 100.0000 % (0 of 2245382), precision 99.5000 % (0 of 2245382)
first query, bytes: median 146000, 95 % up to 280000, most 349000
first query, bytes with gzip: median 113000, 95 % up to 233000, most 298000
first query, files: median 9, 95 % up to 12, most 20
first query under Node, ms: median 40, 95 % up to 90, most 200
later query, bytes: median 49000, 95 % up to 145000, most 300000
later query under Node, ms: median 10, 95 % up to 20, most 40
"""


def _values(rows: Any) -> dict[str, object]:
    return {row["key"]: row["value"] for row in rows}


def test_the_searchs_printed_lines_become_readings() -> None:
    assert _values(read_search({}, PRINTED)) == pytest.approx(
        {
            "queries": 2009, "recall": 100, "precision": 99.5, "first.bytes": 349,
            "first.zipped": 298, "first.median": 146, "first.ms": 90, "later.bytes": 49,
            "later.ms": 20, "built.alone": 3.4, "built": 2.1, "growth": 1.92,
        }
    )  # fmt: skip


def test_the_searchs_json_becomes_readings_and_nothing_of_it_is_lost() -> None:
    said = {
        "queries": 2009,
        "recall": 1.0,
        "precision": 1,
        "first": {"bytes": {"median": 146000, "p95": 1, "most": 349000}},
        "index_over_text": 1.92,
        "files": 8151,
        "name": "not a figure",
    }
    assert _values(read_search(said, "")) == pytest.approx(
        {
            "queries": 2009, "recall": 100, "precision": 100, "first.median": 146,
            "first.bytes": 349, "other.first.bytes.p95": 1, "growth": 1.92, "other.files": 8151,
        }
    )  # fmt: skip


def _companion(*arguments: str, key: str = "reader") -> Companion:
    return Companion(key=key, label="Reader", shown="", arguments=lambda _: list(arguments))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Has a program say something instead of the companion; what is observed of it."""

    def say(program: str, key: str = "reader") -> Any:
        folder = tmp_path / "programs"
        folder.mkdir(exist_ok=True)
        (folder / "said.py").write_text(program, encoding="utf-8")
        monkeypatch.setattr(companions, "REPOSITORY", folder)
        desk = Desk(root=tmp_path, size=7)
        return observe(_companion("said", "--json", key=key), desk)

    return say


def test_a_companions_rows_become_readings_of_its_size(said: Any) -> None:
    rows = [{"key": "home", "label": "home page", "value": 89, "unit": "kB"}]
    (reading,) = said(f"print('some words'); print({json.dumps(rows)!r})")
    assert (reading.key, reading.size, reading.value, reading.unit) == (
        "reader.home",
        7,
        89.0,
        "kB",
    )
    assert reading.note == ""


def test_a_companion_that_fails_is_told_with_what_it_said(said: Any) -> None:
    with pytest.raises(CompanionError, match=r"^exit code 1\nno browser"):
        said("raise SystemExit('no browser')")
    with pytest.raises(CompanionError, match="no readings"):
        said("print('all is well')")


def test_a_search_that_does_not_know_json_yet_is_asked_without(said: Any) -> None:
    program = (
        "import argparse\n"
        "argparse.ArgumentParser().parse_args()\n"
        f"print({PRINTED!r})\n"
    )  # fmt: skip
    readings = said(program, key="search")
    assert next(each.value for each in readings if each.key == "search.recall") == 100


def test_every_companion_is_asked_for_json() -> None:
    for companion in COMPANIONS:
        assert companion.arguments(Desk(root=Path("desk"), size=1))[-1] == "--json"


def test_largest_page_and_middle_record_are_found_by_size(tmp_path: Path) -> None:
    records, site = tmp_path / "records", tmp_path / "site"
    for number, name in enumerate(("c", "a", "b"), start=1):
        place = Path("2020-h2") / "updates" / name
        for root, suffix in ((records, ".md"), (site, ".html")):
            file = (root / place).with_suffix(suffix)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"x" * number)
    (site / "index.html").write_bytes(b"x" * 50)
    assert largest_page(site) == site / "index.html"
    assert middle_record(site, records) == site / "2020-h2" / "updates" / "a.html"
    with pytest.raises(ValueError, match="no record has a page"):
        middle_record(tmp_path / "empty", records)


def test_gzip_is_counted_the_same_every_time() -> None:
    content = "整改台账".encode() * 100
    assert zipped(content) == zipped(content) < len(content)
    assert gzip.decompress(gzip.compress(content)) == content


def test_each_sentence_that_is_added_is_new(tmp_path: Path) -> None:
    record = tmp_path / "record.md"
    record.write_text("正文。\n", encoding="utf-8")
    seen = set()
    for _ in range(3):
        sentence = make_sentence(record)
        assert sentence not in record.read_text(encoding="utf-8")
        with record.open("a", encoding="utf-8") as file:
            file.write(sentence)
        seen.add(sentence)
    assert len(seen) == 3


def test_reloads_are_told_as_median_and_spread() -> None:
    (row,) = tell_reloads([0.5, 0.7, 0.6])
    assert row["value"] == pytest.approx(600)
    assert row["note"] == "500–700 ms in 3 rounds"


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("/x/hooks/termbook/pages/html.py", "termbook.pages"),
        ("/x/hooks/termbook/diagnostics.py", "termbook.diagnostics"),
        ("/x/hooks/mkdocs_hooks.py", "mkdocs_hooks"),
        ("/x/site-packages/jinja2/runtime.py", "jinja2"),
        ("/x/site-packages/termbook/pages/html.py", "termbook.pages"),
        ("<template>", "templates"),
        ("/usr/lib/python3/re/__init__.py", "Python itself"),
        ("~", "Python itself"),
    ],
)
def test_a_file_belongs_to_a_part(file: str, part: str) -> None:
    assert part_of(file) == part


def test_time_in_c_counts_for_its_callers_and_steps_hold_what_they_call() -> None:
    event = ("/x/hooks/mkdocs_hooks.py", 1, "on_config")
    load = ("/x/hooks/termbook/edges/folder.py", 2, "load")
    built_in = ("~", 0, "<built-in method builtins.len>")
    stats: Any = {
        event: (1, 1, 0.5, 4.0, {}),
        load: (1, 1, 1.5, 3.5, {event: (1, 1, 1.5, 3.5)}),
        built_in: (9, 9, 2.0, 2.0, {load: (9, 9, 2.0, 2.0)}),
    }
    assert by_part(stats) == {"termbook.edges": 3.5, "mkdocs_hooks": 0.5}
    assert by_step(stats) == [("on_config", 4.0), ("on_config → load", 3.5)]


def test_the_command_of_ours_is_a_beginning_too_and_what_takes_next_to_nothing_is_left_out() -> (
    None
):
    command = ("/x/hooks/termbook/edges/commands.py", 1, "build")
    site = ("/x/hooks/termbook/edges/site.py", 2, "build_site")
    brief = ("/x/hooks/termbook/edges/clock.py", 3, "day_asked")
    theme: Any = {("/x/site-packages/mkdocs/nav.py", 1, "draw"): (1, 1, 1.0, 1.0, {})}
    ours: Any = {
        command: (1, 1, 0.5, 3.0, {}),
        site: (1, 1, 2.5, 2.5, {command: (1, 1, 2.5, 2.5)}),
        brief: (1, 1, 0.001, 0.001, {command: (1, 1, 0.001, 0.001)}),
    }
    rows = {row["label"]: row["note"] for row in tell_steps({"mkdocs": theme, "termbook": ours})}
    assert rows == {
        "whole build under the profiler": "100 %",
        "process mkdocs": "25 %",
        "process termbook": "75 %",
        "termbook: build": "75 %",
        "termbook: build → build_site": "62 %",
        "in termbook.edges": "75 %",
        "in mkdocs": "25 %",
    }


def test_what_is_measured_gets_no_settings_of_ours_but_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TERMBOOK_AUDIENCE", "leadership")
    monkeypatch.setenv("TERMBOOK_CHROMIUM", "a browser")
    settings = environment(tmp_path / "records", tmp_path / "store")
    told = {name: value for name, value in settings.items() if name.startswith("TERMBOOK_")}
    assert told == {
        "TERMBOOK_RECORDS": str(tmp_path / "records"),
        "TERMBOOK_ON": "2020-12-31",
        "TERMBOOK_CHROMIUM": "a browser",
    }


def test_the_profile_does_not_stand_in_the_way_of_pythons_own() -> None:
    """`python bench/generate.py` puts bench/ in front: no module there may be named like these."""
    names = {path.stem for path in Path(companions.__file__).parent.glob("*.py")}
    assert names & set(sys.stdlib_module_names) == set()
