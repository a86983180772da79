"""Records as rows: the same record comes back, and an edit of words is told from others."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.generate import generate
from termbook.diagnostics import Diagnostic, Place
from termbook.edges.folder import load
from termbook.model.packed import (
    body_line_of,
    pack,
    pack_finding,
    pack_parsed,
    same_but_words,
    text_of,
    unpack,
    unpack_finding,
    unpack_parsed,
)
from termbook.model.parse import Parsed
from termbook.model.record import FileLink, Record, RecordLink
from termbook.prose.links import Mention
from tests.written import SETTINGS, collected, text


def mention(target: str, line: int = 9) -> Mention:
    return Mention(kind="record", target=target, text=f"[[{target}]]", place=Place(line=line))


def picture(name: str, line: int = 11) -> Mention:
    return Mention(kind="image", target=name, text=f"![]({name})", place=Place(line=line))


FULL = Record(
    kind="meeting",
    id="2020-h1/meetings/\udc80\0𠮷",
    period="2020-h1",
    path="2020-h1/meetings/一.md",
    title="<b>标题</b>\u2028",
    date=date(1, 1, 1),
    access="staff",
    fields={
        "title": "<b>标题</b>",
        "date": date(9999, 12, 31),
        "count": 3,
        "share": 0.1,
        "nothing": None,
        "posts": ("校长", "", "主任"),
        "rows": ({"no": 1, "due": date(2020, 4, 1)}, {}),
        "table": {"number": 10**30, "inner": {"list": ((), ("a",))}},
    },
    places={"title": Place(line=2, column=8, width=3), "rows[0].no": Place(line=5)},
    body="正文\r\n[[R-1]]\n",
    body_line=9,
    links=(
        RecordLink(target="R-1", at="risks[0]", place=Place(line=4), kinds=("risk", "measure")),
        RecordLink(target="x", at="evidence", place=Place(line=6), or_file=True),
    ),
    files=(FileLink(name="一.png", at="file", place=Place(line=7, column=3, width=5)),),
    mentions=(mention("R-1", 10), picture("a.png")),
    digest="0f" * 32,
)
BARE = Record(kind="", id="", period="", path="", title="", date=date(2020, 2, 29))


def through(row: Any) -> Any:
    """A row as a store gives it back."""
    return marshal.loads(marshal.dumps(row))


@pytest.mark.parametrize("record", [FULL, BARE])
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    found = unpack(through(pack(record)))
    assert found == record
    assert repr(found) == repr(record)  # which tells 1 from 1.0, and the order of fields
    assert text_of(pack(record)) == record.body
    assert body_line_of(pack(record)) == record.body_line


def test_every_record_of_an_archive_comes_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("records")
    generate(root, records=200, periods=6, seed=3)
    collection = load(root).collection
    assert len(collection.records) == 206
    for record in collection.records:
        assert repr(unpack(through(pack(record)))) == repr(record)
        assert same_but_words(through(pack(record)), pack(record))


def test_each_place_is_found_by_its_whole_name() -> None:
    places = {
        "rows[0].due": Place(line=5, column=9),
        "due": Place(line=12, column=6, width=10),
        "targets.党课 一": Place(line=7),
    }
    found = unpack(through(pack(replace(FULL, places=places)))).places
    assert dict(found) == places
    assert (len(found), list(found)) == (3, list(places))
    assert [name in found for name in ("due", "rows", "ue", "", "12 6 10", "rows[0].due")] == [
        *(True, False, False, False, False, True)
    ]
    with pytest.raises(KeyError):
        found["rows[0]"]
    assert not unpack(through(pack(BARE))).places


@pytest.mark.parametrize(
    "name", ["targets.安全\n生产", "targets.安全\t生产", "a\n\tb", "\n", "\t1 2 3"]
)
def test_a_name_that_holds_a_tab_or_the_end_of_a_line(name: str) -> None:
    places = {"title": Place(line=2), name: Place(line=7, column=3, width=2)}
    record = unpack(through(pack(replace(FULL, places=places))))
    assert dict(record.places) == places
    assert dict(unpack(through(pack(record))).places) == places


def test_no_name_of_a_place_breaks_the_line_it_is_kept_in(tmp_path: Path) -> None:
    settings = SETTINGS.replace("[集体学习, 党课]", '["集体\\t\\n学习", 党课]')
    plan = 'targets: {"集体\\t\\n学习": 1, "集体 学习": 2, "党课\\n": 3}'
    files = {"archive.yml": settings, "2020-h1/plans/一.md": text("计划", "2020-01-09", plan)}
    record = next(r for r in collected(tmp_path, files).records if r.kind == "plan")
    assert {name for name in record.places if name.startswith("targets.")} == {
        *("targets.集体 学习", "targets.党课")
    }


def test_a_record_for_other_readers() -> None:
    assert unpack(pack(FULL), "leadership") == replace(FULL, access="leadership")
    assert unpack(pack(FULL), "") == FULL


def test_findings_come_back() -> None:
    found = Diagnostic(
        path="a\udc80.md", place=Place(line=3, column=2, width=9), rule="TB204", args=(("x", "1"),)
    )
    assert unpack_finding(through(pack_finding(found))) == found
    for parsed in (
        Parsed(path="a.md", record=FULL, found=(found, found)),
        Parsed(path="a.md", record=None, found=(found,)),
        Parsed(path="a.md", record=BARE, found=()),
    ):
        assert unpack_parsed(through(pack_parsed(parsed))) == parsed


WORDS: dict[str, Record] = {
    "nothing": FULL,
    "the text": replace(FULL, body="别的文字。\n[[R-1]]\n"),
    "the text and its digest": replace(FULL, body="别的文字。", digest="a1"),
    "where links stand": replace(FULL, mentions=(mention("R-1", 22), picture("a.png", 30))),
}
MORE: dict[str, Record] = {
    "the kind": replace(FULL, kind="report"),
    "the id": replace(FULL, id="x"),
    "the title": replace(FULL, title="x"),
    "the day": replace(FULL, date=date(1, 1, 2)),
    "the access": replace(FULL, access="public"),
    "a field": replace(FULL, fields={**FULL.fields, "count": 4}),
    "a number of another type": replace(FULL, fields={**FULL.fields, "count": 3.0}),
    "a number deep inside": replace(
        FULL, fields={**FULL.fields, "rows": ({"no": 1.0, "due": date(2020, 4, 1)}, {})}
    ),
    "a field more": replace(FULL, fields={**FULL.fields, "new": None}),
    "a list that is a day's number": replace(FULL, fields={**FULL.fields, "date": (3652059,)}),
    "where a field stands": replace(FULL, places={"title": Place(line=3)}),
    "where the text begins": replace(FULL, body_line=10),
    "no text any more": replace(FULL, body=" \n\n"),
    "a link": replace(FULL, links=FULL.links[:1]),
    "a file": replace(FULL, files=()),
    "a link of the text less": replace(FULL, mentions=FULL.mentions[:1]),
    "links of the text the other way round": replace(FULL, mentions=FULL.mentions[::-1]),
    "a link of the text to another": replace(FULL, mentions=(mention("R-2"), FULL.mentions[1])),
}


@pytest.mark.parametrize("name", WORDS)
def test_an_edit_of_words(name: str) -> None:
    assert same_but_words(through(pack(FULL)), pack(WORDS[name]))


@pytest.mark.parametrize("name", MORE)
def test_an_edit_of_more_than_words(name: str) -> None:
    assert not same_but_words(through(pack(FULL)), pack(MORE[name]))
    assert not same_but_words(pack(MORE[name]), through(pack(FULL)))


def mark(record: Record | None) -> str:
    return str(pack_parsed(Parsed(path="a.md", record=record, found=()))[3])


def test_the_mark_of_a_record_follows_what_data_show_of_it() -> None:
    assert mark(None) == ""
    same: Callable[..., Record] = lambda **new: replace(FULL, **new)  # noqa: E731
    for record in (
        same(body="别的"),
        same(body_line=20, places={}),
        same(digest="x"),
        same(mentions=tuple(replace(m, place=Place(line=99)) for m in FULL.mentions)),
    ):
        assert mark(record) == mark(FULL)
    kept = ("the text", "where", "no text")
    for name, record in MORE.items():
        if not name.startswith(kept):
            assert mark(record) != mark(FULL), name
