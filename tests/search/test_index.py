from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random

from bench.prose import Writer
from termbook.search import Entry, Index, build
from tests.search.oracle import make_entries


class Shelf:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked: list[str] = []

    def get(self, key: str, /) -> bytes | None:
        self.asked.append(key)
        return self.kept.get(key)

    def put(self, key: str, data: bytes, /) -> None:
        self.kept[key] = data


def read(content: bytes) -> object:
    wide = content.startswith(codecs.BOM_UTF16_LE)
    text = content.decode("utf-16" if wide else "utf-8-sig")
    value: object = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return value


def changed(before: Sequence[Entry], after: Sequence[Entry]) -> list[str]:
    known = {part.name: part.digest for part in Index(before).parts}
    return sorted(part.name for part in Index(after).parts if known.get(part.name) != part.digest)


def test_the_files_have_the_names_of_their_parts() -> None:
    index = Index(make_entries(30))
    assert [part.name for part in index.parts] == ["rows/0", "texts/0", "spelling", "catalogue"]
    for part in index.parts:
        names = index.write(part)
        assert names
        assert all(name == f"{part.name}.js" or name.startswith(f"{part.name}/") for name in names)


def test_a_file_hands_over_its_value_by_its_own_name() -> None:
    files = build(make_entries(30))
    for name, content in files.items():
        text = content.decode("utf-16" if content[0] == 0xFF else "utf-8-sig")
        assert text.startswith(f'termbookTake("{name.removesuffix(".js")}",')
        assert text.endswith(")\n")


def test_texts_are_shown_as_they_were_written() -> None:
    entry = Entry(
        path="a b.html", title='<b>"题\\"', text="見</script>\n\u2028一", date="2020-01-02"
    )
    files = build([entry])
    assert read(files["texts/0/0.js"]) == [
        ["a b.html", '<b>"题\\"', "2020-01-02", "", "見</script>\n\u2028一"]
    ]


def test_chinese_files_take_two_bytes_a_character_and_latin_ones_one() -> None:
    (chinese, latin) = (
        build([Entry(path="p", title="", text=text * 900)])["texts/0/0.js"] for text in "字a"
    )
    assert len(chinese) < 2 * 900 + 200
    assert len(latin) < 900 + 100


def test_the_same_entries_in_any_order_give_the_same_texts_and_rows() -> None:
    entries = make_entries(60)
    (one, other) = (build(entries), build(entries[::-1]))
    assert one.pop("catalogue.js") != other.pop("catalogue.js")  # facets keep the caller's order
    assert one == other


def test_a_cache_changes_no_byte_and_spares_the_postings() -> None:
    entries = make_entries(60)
    shelf = Shelf()
    cold = build(entries)
    assert build(entries, shelf) == cold
    shelf.asked.clear()
    assert build(entries, shelf) == cold
    assert all(key in shelf.kept for key in shelf.asked)


def test_the_catalogue_needs_no_rows_written_before_it() -> None:
    entries = make_entries(60)
    (shelf, whole) = (Shelf(), build(entries))
    for _ in range(2):
        index = Index(entries)
        assert index.write(index.parts[-1], shelf) == {"catalogue.js": whole["catalogue.js"]}
    assert Index(entries).write(index.parts[-1]) == {"catalogue.js": whole["catalogue.js"]}


def test_other_processes_give_the_same_bytes() -> None:
    entries = make_entries(120, length=800)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert build(entries, spread=pool.map) == build(entries)


def test_a_changed_text_changes_the_rows_its_own_texts_and_the_catalogue() -> None:
    entries = make_entries(400, length=900)
    other = entries.copy()
    known = other[200]
    text = "新" * len(known.read())
    other[200] = Entry(path=known.path, title=known.title, text=text, date=known.date, id=known.id)
    names = changed(entries, other)
    assert [name for name in names if not name.startswith("texts/")] == ["catalogue", "rows/0"]
    assert len(names) == 3


def test_a_changed_state_changes_the_catalogue_only() -> None:
    entries = make_entries(50)
    known = entries[20]
    other = entries.copy()
    other[20] = Entry(
        path=known.path, title=known.title, text=known.text, date=known.date, id=known.id,
        kind=known.kind, kind_label=known.kind_label, period=known.period,
        period_label=known.period_label, state="verified", state_label="已验收",
    )  # fmt: skip
    assert changed(entries, other) == ["catalogue"]


def test_an_unchanged_text_is_not_read_again() -> None:
    def refuse() -> str:
        raise AssertionError("read")

    def entries(text: object) -> list[Entry]:
        return [
            Entry(path=f"{n}.html", title="题", text=text, digest=str(n), size=500)  # type: ignore[arg-type] # either form
            for n in range(100)
        ]

    shelf = Shelf()
    known = Index(entries("内容" * 250))
    for part in known.parts:
        known.write(part, shelf)
    again = Index(entries(refuse))
    assert again.parts == known.parts
    for part in again.parts:
        if not part.name.startswith("texts/"):
            assert again.write(part, shelf) == known.write(part, shelf)


def test_the_index_is_at_most_twice_as_large_as_the_text() -> None:
    writer = Writer(Random(1), "消防安全", 2020)
    entries = [
        Entry(path=f"{n}.html", title=writer.paragraph(20), text=writer.paragraph(1000))
        for n in range(400)
    ]
    size = sum(len(entry.title.encode()) + len(entry.read().encode()) for entry in entries)
    assert sum(map(len, build(entries).values())) <= 2 * size


def test_no_entries_give_an_index_that_finds_nothing() -> None:
    assert sorted(build([])) == ["catalogue.js", "spelling.js"]
