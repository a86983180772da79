"""The site's own search.js, run under Node, against a plain look at the texts."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from termbook.search import Entry, build, normalise
from tests.search.oracle import (
    ask,
    draw_queries,
    in_order,
    make_entries,
    stands_in,
    write_index,
    write_text,
)

ENTRIES = make_entries(500)
ORDER = in_order(ENTRIES)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    write_index(folder, build(ENTRIES))
    return folder


def search(folder: Path, entries: list[Entry], *queries: str) -> list[dict[str, Any]]:
    write_index(folder, build(entries))
    return ask(folder, queries)


def test_what_stands_in_a_record_is_found_and_nothing_else(index: Path) -> None:
    queries = draw_queries(ENTRIES, 400)
    wrong = {}
    for query, answer in zip(queries, ask(index, queries), strict=True):
        wanted = {n for n, entry in enumerate(ORDER) if stands_in(entry, query)}
        if wanted != set(answer["found"]):
            wrong[query] = (wanted, answer["found"])
    assert wrong == {}


def test_what_stands_in_no_record_is_not_found(index: Path) -> None:
    rng = Random(3)
    queries = [
        "".join(rng.sample("整改台账支部学习教育检查落实2020年第期", rng.randint(2, 6)))
        for _ in range(100)
    ]
    for query, answer in zip(queries, ask(index, queries), strict=True):
        assert answer["found"] == [
            n for n, entry in reversed([*enumerate(ORDER)]) if stands_in(entry, query)
        ]


def test_several_words_must_all_be_there(index: Path) -> None:
    queries = ["整改 台账", "食堂　API接口", "r-2020-01 消防 通道", "整改 这里没有"]
    for query, answer in zip(queries, ask(index, queries), strict=True):
        assert set(answer["found"]) == {
            n for n, entry in enumerate(ORDER) if all(stands_in(entry, w) for w in query.split())
        }


def test_traditional_finds_simplified_and_the_reverse(index: Path) -> None:
    (simple, traditional, wide) = ask(index, ["会议档案", "會議檔案", "ＡＰＩ接口"])
    assert simple["found"]
    assert simple["found"] == traditional["found"]
    assert wide["terms"] == ["api接口"]


def test_a_single_character_is_left_out_and_said_so(index: Path) -> None:
    (alone, with_others) = ask(index, ["党", "台账 党"])
    assert (alone["terms"], alone["short"], alone["found"]) == ([], ["党"], [])
    assert (with_others["terms"], with_others["short"]) == (["台账"], ["党"])


def test_what_was_found_is_shown_where_it_stands(index: Path) -> None:
    queries = [*draw_queries(ENTRIES, 60, seed=5), "臺賬 會議", "api接口"]
    for query, answer in zip(queries, ask(index, queries), strict=True):
        assert answer["best"]
        for marked in answer["marked"]:
            spelt = "".join(map(normalise, marked))
            assert all(normalise(word) in spelt for word in query.split())


def test_titles_come_first_then_the_newest(tmp_path: Path) -> None:
    entries = [
        Entry(path=f"{day}.html", title=title, text=text, date=f"2020-01-{day:02}")
        for day, title, text in [
            (1, "整改台账", "无"),
            (2, "关于整改台账的通知", "无"),
            (3, "通知", "整改台账" * 30),
            (4, "通知", "整改台账"),
            (5, "通知", "见整改台账。"),
            (6, "通知", "整改"),
        ]
    ]
    (answer,) = search(tmp_path, entries, "整改台账")
    assert answer["best"] == ["1.html", "2.html", "3.html", "5.html", "4.html"]
    assert answer["found"] == [4, 3, 2, 1, 0]


def test_what_was_found_is_counted_by_its_facets(tmp_path: Path) -> None:
    """So many values that the facts of an entry take two digits of the catalogue."""
    entries = [
        Entry(
            path=f"{n}.html", title="整改台账", text="无", kind=f"k{n % 7}", kind_label="类",
            period=f"{n}-h1", period_label="期", department=f"第{n % 250}处",
            state="open" if n % 3 else "", state_label="开", date="2020-01-01",
        )
        for n in range(300)
    ]  # fmt: skip
    (answer,) = search(tmp_path, entries, "整改")
    assert set(answer["facets"]) == {
        f"{entry.kind}\n{entry.period}\n{entry.department}\n{entry.state}" for entry in entries
    }
    assert answer["counted"] == len(entries)


def test_marks_and_other_forms_are_shown_where_they_stand(tmp_path: Path) -> None:
    """Runs of ordinary characters beside such as are one with what follows them."""
    texts = {
        "a.html": "先查整改\u0301，再整改到位",
        "b.html": "见 (整\n改) 与Ａｐｉ接口",
        "c.html": "臺賬整 改，e\u0301整改",
    }
    entries = [Entry(path=path, title="无", text=text) for path, text in texts.items()]
    answers = search(tmp_path, entries, "整改", "api接口", "台账整改")
    shown = [dict(zip(answer["best"], answer["marked"], strict=True)) for answer in answers]
    assert shown == [
        {"a.html": ["整改\u0301", "整改"], "b.html": ["整\n改"], "c.html": ["整 改", "整改"]},
        {"b.html": ["Ａｐｉ接口"]},
        {"c.html": ["臺賬整 改"]},
    ]


def test_an_id_is_found_but_the_path_of_a_record_without_one_is_not(tmp_path: Path) -> None:
    entries = [
        Entry(path="a.html", title="问题", text="无", id="R-2020-01"),
        Entry(path="b.html", title="进展", text="无", id="2020-h1/updates/b"),
    ]
    (found, not_found) = search(tmp_path, entries, "r-2020-01", "updates")
    assert (found["best"], not_found["best"]) == (["a.html"], [])


def test_paragraphs_and_neighbours_do_not_run_together(tmp_path: Path) -> None:
    entries = [
        Entry(path="a.html", title="甲乙", text="丙丁\n\n戊己\n庚辛", date="2020-01-01"),
        Entry(path="b.html", title="壬癸", text="子丑", date="2020-01-02"),
    ]
    answers = search(tmp_path, entries, "乙丙", "丁戊", "己庚", "辛壬", "癸子")
    assert [answer["best"] for answer in answers] == [[], [], ["a.html"], [], []]


def test_a_long_document_is_searched_to_its_end(tmp_path: Path) -> None:
    rng = Random(4)
    text = write_text(rng, 60_000)
    at = 46_000
    entries = [
        Entry(path="long.html", title="长文", text=f"{text[:at]}边界之处{text[at:]}文末之语"),
        *make_entries(20),
    ]
    answers = search(
        tmp_path, entries, "边界之处", "文末之语", "长文", *draw_queries(entries[:1], 40)
    )
    assert all("long.html" in answer["best"] or len(answer["found"]) > 5 for answer in answers)
    number = {answer["found"][0] for answer in answers[:3]}
    assert len(number) == 1
    assert all(number <= set(answer["found"]) for answer in answers)


def test_more_entries_than_a_volume_holds_are_all_searched(tmp_path: Path) -> None:
    entries = [
        Entry(path=f"{n}.html", title=f"第{n}号文", text="字" * 3, size=45_000) for n in range(200)
    ]
    answers = search(tmp_path, entries, "第7号", "第199号文", "号文", "字字")
    assert [len(answer["found"]) for answer in answers] == [1, 1, 200, 200]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    (answer,) = search(tmp_path, [], "整改")
    assert answer["found"] == []


@pytest.mark.parametrize("query", ["", "   ", "\u200b", "。", "\\", '"', "字" * 300, "𠮷野", "ﷺ"])
def test_odd_queries_are_answered(index: Path, query: str) -> None:
    (answer,) = ask(index, [query])
    assert isinstance(answer["found"], list)
