from __future__ import annotations

import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.search import postings, units
from termbook.search.postings import Postings, encode
from termbook.search.spelling import normalise
from tests.search.oracle import write_text

BREAKS = str.maketrans("\n ", units.BREAK * 2)


def rows_of(found: Postings, run: int) -> list[str]:
    offsets, data = found.offsets[run], found.rows[run]
    text = data.decode("utf-16-le")
    rows = [text[offsets[n] // 2 : offsets[n + 1] // 2] for n in range(units.ROWS)]
    assert all(row.startswith("\uffff") for row in rows if row)
    return [row[1:] for row in rows]


def pair_slot(pair: str) -> tuple[int, str, str]:
    """Row and both keys of a pair, worked out one character at a time."""
    first, second = map(ord, pair)
    mixed = units.SHUFFLE_FIRST[first & 255] ^ units.SHUFFLE_SECOND[second & 255]
    rest = units.SHUFFLE_REST[second & 255]
    start = units.KEY + ((rest & 15) << 8) + units.HIGH[first >> 8]
    key, key_of_once = (
        chr(start) + chr((byte << 8) + units.HIGH[second >> 8])
        for byte in (units.ONCE - 1, units.ONCE)
    )
    return mixed << 4 | rest >> 4, key, key_of_once


def places_of(row: str, key: str) -> list[int] | None:
    at = 0
    while at < len(row):
        start = at
        while at < len(row) and ord(row[at]) >= units.KEY:
            at += 1
        begin = at
        while at < len(row) and ord(row[at]) < units.KEY:
            at += 1
        if row[start:begin] == key:
            return [((ord(c) >> 8) - 1) * 255 + (ord(c) & 255) - 1 for c in row[begin:at]]
    return None


def lay_out(texts: list[tuple[str, str]]) -> str:
    """The texts of one run, each beginning where a step does."""
    parts = []
    for heading, body in texts:
        text = f"{heading}\n{normalise(body)}\n".translate(BREAKS)
        parts.append(text.ljust(-(-len(text) // units.STEP) * units.STEP, units.BREAK))
    return "".join(parts)


def every_place(text: str, wanted: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(wanted, at)]


def test_every_pair_is_found_where_it_stands() -> None:
    rng = Random(1)
    texts = [(f"标题{number}", write_text(rng, 400)) for number in range(20)]
    texts = [(heading, text.replace("𠮷", "吉")) for heading, text in texts]
    (rows, whole) = (rows_of(encode(texts), 0), lay_out(texts))
    often = 0
    for pair in {whole[at : at + 2] for at in range(len(whole) - 1)}:
        if units.BREAK in pair:
            continue
        row, key, key_of_once = pair_slot(pair)
        there = every_place(whole, pair)
        if len(there) <= postings._OFTEN:
            assert places_of(rows[row], key) == there
        else:
            often += 1
            thinned = places_of(rows[row], key_of_once)
            assert thinned is not None
            assert set(thinned) <= set(there)
    assert often


def test_a_frequent_pair_is_kept_once_a_document_and_in_full_by_what_is_longer() -> None:
    texts = [("题", "整改台账，" * 120), ("整改", "无关"), ("题", "先整改后验收" * 130)]
    (rows, whole) = (rows_of(encode(texts), 0), lay_out(texts))
    row, key, key_of_once = pair_slot("整改")
    assert places_of(rows[row], key) is None
    starts = [0, whole.index("整改\uf800无关"), whole.index("题\uf800先")]
    firsts = [whole.index("整改", start) for start in starts]
    assert places_of(rows[row], key_of_once) == firsts
    for longer in ("整改台", "先整改", "整改后"):
        row, long_key = units.long_slot(longer)
        assert places_of(rows[row], long_key) == every_place(whole, longer)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_can_be_indexed_and_read_back_from_a_store(texts: list[str]) -> None:
    found = encode([(normalise(text[:5]), text) for text in texts])
    assert Postings.from_bytes(found.to_bytes()) == found
    for data in found.rows:
        row = data.decode("utf-16-le")
        assert not any("\ud800" <= char <= "\udfff" or char < "\u0100" for char in row)


def test_a_long_document_goes_on_in_the_next_run_with_an_overlap() -> None:
    text = "".join(map(chr, range(0x4E00, 0x9000))) * 6
    found = encode([("题", "短"), ("题", text), ("题", "短")])
    assert [[piece.document for piece in run] for run in found.runs] == [[0, 1], [1], [1, 2]]
    assert [[piece.title for piece in run] for run in found.runs] == [[1, 1], [0], [0, 1]]
    for run in found.runs:
        assert sum(piece.steps for piece in run) * units.STEP <= units.CAPACITY


def test_longer_keys_are_all_different() -> None:
    alphabet = "一丁整改台账01a\ufffd\ue123"
    slots = {
        (units.long_slot(first + second + third, once=once), len(first + second + third))
        for first in alphabet
        for second in alphabet
        for third in (*alphabet, "一丁", "01", "账账账")
        for once in (False, True)
    }
    assert len(slots) == len(alphabet) ** 2 * (len(alphabet) + 3) * 2
    assert {len(units.long_slot("改" * size)[1]) for size in (3, 4, 5)} == {3, 5, 6}


@pytest.mark.parametrize("byte", [byte for byte in range(256) if not 0xD8 <= byte < 0xE0])
def test_high_bytes_keep_apart(byte: int) -> None:
    assert units.HIGH[byte]
    others = [other for other in range(256) if other != byte and not 0xD8 <= other < 0xE0]
    assert units.HIGH[byte] not in {units.HIGH[other] for other in others}


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=300)), max_size=5))
def test_numpy_sorts_to_the_same_bytes(texts: list[tuple[str, str]]) -> None:
    assert encode(texts, many=True) == encode(texts)


def test_numpy_sorts_whole_runs_to_the_same_bytes() -> None:
    rng = Random(7)
    texts = [(f"标题{number}", write_text(rng, 9000)) for number in range(12)]
    assert encode(texts, many=True) == encode(texts)


def test_where_numpy_cannot_be_loaded_the_bytes_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [("标题", "正文和正文。")]
    expected = encode(texts)
    monkeypatch.setitem(sys.modules, "numpy", None)
    postings._quickest_sort.cache_clear()
    try:
        assert postings._quickest_sort() is postings._sorted
        assert encode(texts, many=True) == expected
    finally:
        postings._quickest_sort.cache_clear()
