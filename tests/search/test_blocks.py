from __future__ import annotations

from termbook.search import Entry
from termbook.search.blocks import arrange


def entry(number: int, *, size: int = 1000) -> Entry:
    return Entry(
        path=f"p/{number}.html",
        title="题",
        text=str,
        date="2020-01-01",
        digest=str(number),
        size=size,
    )


def digests(count: int, *more: Entry) -> set[str]:
    volumes = arrange([*map(entry, range(count)), *more])
    return {block.digest for volume in volumes for block in volume.blocks}


def test_the_oldest_come_first_and_those_of_a_day_by_path() -> None:
    entries = [
        Entry(path="b", title="", text="", date="2020-01-02"),
        Entry(path="c", title="", text="", date="2020-01-01"),
        Entry(path="a", title="", text="", date="2020-01-02"),
        Entry(path="guide", title="", text=""),
    ]
    [volume] = arrange(entries)
    [block] = volume.blocks
    assert [known.path for known in block.entries] == ["guide", "c", "a", "b"]


def test_no_entries_give_no_volumes() -> None:
    assert arrange([]) == ()


def test_a_block_holds_some_dozens_of_texts() -> None:
    sizes = [len(block.entries) for block in arrange([*map(entry, range(2000))])[0].blocks]
    assert sum(sizes) == 2000
    assert all(28 <= size <= 44 for size in sizes[:-1])


def test_a_volume_is_cut_before_it_grows_too_large() -> None:
    volumes = arrange([*map(entry, range(30_000))])
    assert len(volumes) > 1
    assert all(320 <= len(volume.blocks) <= 512 for volume in volumes[:-1])


def test_a_text_longer_than_a_block_is_one_of_its_own() -> None:
    long = Entry(path="p/0", title="", text=str, digest="long", size=500_000)
    first = arrange([long, *map(entry, range(3))])[0].blocks[0]
    assert first.entries == (long,)


def test_one_more_entry_changes_the_blocks_around_it_only() -> None:
    before = digests(3000)
    # between p/1499 and p/15
    after = digests(3000, Entry(path="p/1499x.html", title="", text=str, date="2020-01-01",
                                digest="new", size=1000))  # fmt: skip
    assert 1 <= len(after - before) <= 4


def test_a_changed_entry_changes_its_block_only() -> None:
    entries = [*map(entry, range(500))]
    before = {block.digest for block in arrange(entries)[0].blocks}
    entries[250] = Entry(path=entries[250].path, title="题", text=str, date="2020-01-01",
                         digest="other", size=1000)  # fmt: skip
    after = {block.digest for block in arrange(entries)[0].blocks}
    assert len(after - before) == 1
