"""Findings as lines of text, and the offending line with a caret below it."""

from __future__ import annotations

from pathlib import Path
from unicodedata import east_asian_width

import pytest

from termbook.diagnostics import Diagnostic, Place, finding
from termbook.edges.report import caret, counts, line, prefix_of, severity, write
from termbook.words import Words


def at(column: int, width: int = 1, line: int = 1) -> Diagnostic:
    return finding("TB016", "x.md", Place(line=line, column=column, width=width))


def cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def test_a_finding_is_one_line_with_the_page_that_explains_it() -> None:
    place = Place(line=7, column=9, width=6)
    found = finding(
        "TB204",
        "2020-h2/updates/x.md",
        place,
        field="event",
        value="closed",
        hint="did you mean “close”? ",
        allowed="plan, close",
    )
    assert line(found, Words("en"), "records/") == (
        "records/2020-h2/updates/x.md:7:9: error TB204 “event: closed” is not an allowed value; "
        "did you mean “close”? allowed: plan, close (see help/rules.html#tb204)"
    )


def test_a_warning_says_so_in_every_language() -> None:
    found = finding("TB506", "2020-h1/图.png")
    assert line(found, Words(), "") == (
        "2020-h1/图.png:1:1: warning TB506 没有记录提到这个文件，它不会出现在网站上；"
        "请在记录的附件或正文里写上它，或者删掉（见 help/rules.html#tb506）"
    )
    assert severity(found) == "warning"


def test_errors_and_warnings_are_counted_apart() -> None:
    found = [finding("TB016", "a"), finding("TB506", "b"), finding("TB506", "c")]
    assert counts(found) == (1, 2)
    assert counts([]) == (0, 0)


@pytest.mark.parametrize(
    ("text", "found", "shown"),
    [
        ("title: x", at(8), ["     1 | title: x", "       |        ^"]),
        ("title: x", at(1, 5), ["     1 | title: x", "       | ^^^^^"]),
        ("标题: 甲乙", at(5, 2), ["     1 | 标题: 甲乙", "       |       ^^^^"]),
        ("\ttitle: x", at(1), ["     1 |  title: x", "       | ^"]),
        ("a\tb: x", at(3), ["     1 | a b: x", "       |   ^"]),
        ("e\u0301x: 1", at(3), ["     1 | e\u0301x: 1", "       |  ^"]),
        ("ab", at(3), ["     1 | ab", "       |   ^"]),
        ("ab", at(9), ["     1 | ab", "       |   ^"]),
    ],
    ids=["ascii", "width", "han", "tab", "tab inside", "combining", "end", "beyond the end"],
)
def test_the_caret_stands_below_the_place(text: str, found: Diagnostic, shown: list[str]) -> None:
    assert caret(found, [text]) == shown


def test_the_caret_names_its_line() -> None:
    shown = caret(at(2, line=12345), ["x"] * 12345)
    assert shown == [" 12345 | x", "       |  ^"]


@pytest.mark.parametrize(("lines", "number"), [([], 1), (["x"], 2), (["   "], 1), (["x"], 0)])
def test_without_a_line_there_is_no_caret(lines: list[str], number: int) -> None:
    assert caret(at(1, line=number), lines) == []


@pytest.mark.parametrize("column", [1, 2, 50, 51, 52, 150_000, 299_999, 300_000, 300_001])
@pytest.mark.parametrize("character", ["x", "字"])
def test_of_a_long_line_the_part_around_the_place_is_shown(column: int, character: str) -> None:
    text = character * (column - 1) + "！" + character * (300_000 - column)
    shown, mark = caret(at(column, 500_000), [text])
    assert len(shown) <= 9 + 100
    before = mark.index("^") - 9
    assert cells(shown[9:].partition("！")[0]) == before
    assert len(mark) <= 9 + 200


def test_each_file_is_read_once_for_its_findings() -> None:
    asked: list[str] = []

    def lines_of(path: str) -> list[str]:
        asked.append(path)
        return ["title: x"]

    written: list[str] = []
    found = [finding("TB016", path, Place(column=n)) for path in "ab" for n in (1, 2)]
    write(found, words=Words(), prefix="records/", out=written.append, lines_of=lines_of)
    assert asked == ["a", "b"]
    assert len(written) == 12


def test_without_lines_only_the_findings_are_written() -> None:
    written: list[str] = []
    write([finding("TB016", "a")], words=Words("en"), prefix="", out=written.append)
    assert written == [
        "a:1:1: error TB016 there is no archive.yml; add one with at least "
        "“institution: its full name” (see help/rules.html#tb016)"
    ]


def test_a_folder_is_named_as_seen_from_where_one_stands(tmp_path: Path) -> None:
    records = tmp_path / "学校" / "records"
    assert prefix_of(records, tmp_path / "学校") == "records/"
    assert prefix_of(records, tmp_path) == "学校/records/"
    assert prefix_of(records, records) == ""
    assert prefix_of(records, tmp_path / "别处") == f"{records.as_posix()}/"
