"""Rows patched where a block has changed are the rows that would be made anew."""

from __future__ import annotations

from random import Random

import pytest

from termbook.search.entry import Entry
from termbook.search.index import Index, Part

LETTERS = "整改台账责任制落实学校安全检查会议党课培训档案记录问题措施" * 3 + "abc123 \n"


class Kept(dict[str, bytes]):
    """A cache of everything."""

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


def text(seed: int, length: int) -> str:
    return "".join(Random(f"text:{seed}").choices(LETTERS, k=length))


def entries(changed: dict[int, str]) -> list[Entry]:
    return [
        Entry(
            path=f"2020-h1/reports/{number}.html",
            title=f"报告{number}",
            text=changed.get(number) or text(number, 900),
            date=f"2020-01-{number % 28 + 1:02d}",
        )
        for number in range(240)
    ]


def rows(index: Index) -> list[Part]:
    return [part for part in index.parts if part.name.startswith("rows/")]


def written(index: Index, cache: Kept) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for part in index.parts:
        files.update(index.write(part, cache))
    return files


@pytest.mark.parametrize(
    "changed",
    [
        {7: text(7, 900) + "补记一句。"},
        {7: "短。"},
        {7: text(1000, 960)},
        {3: text(3, 900) + "甲", 120: text(120, 800), 200: text(201, 905)},
    ],
    ids=["longer", "shorter", "quite another", "three at once"],
)
def test_a_few_changed_blocks(changed: dict[int, str]) -> None:
    cache = Kept()
    before = Index(entries({}))
    standing = written(before, cache)
    after = Index(entries(changed))
    anew = written(after, Kept())
    patched = 0
    for old, new in zip(rows(before), rows(after), strict=True):
        if old.digest == new.digest:
            continue
        files = after.rewrite(new, before.blocks_of(old), standing.get, cache)
        assert files is not None
        patched += len(files)
        standing.update(files)
    assert patched
    assert {path for path in anew if anew[path] != standing.get(path)} == {
        path for path in anew if not path.startswith("rows/") and anew[path] != standing[path]
    }
    # the catalogue, which tells how long rows are, is made from what the patching noted
    catalogue = next(part for part in after.parts if part.name == "catalogue")
    assert after.write(catalogue, cache)["catalogue.js"] == anew["catalogue.js"]


def test_what_has_grown_beyond_its_run_is_made_anew() -> None:
    cache = Kept()
    before = Index(entries({}))
    standing = written(before, cache)
    after = Index(entries({7: text(7, 46_000)}))
    [old], [new] = rows(before), rows(after)
    assert after.rewrite(new, before.blocks_of(old), standing.get, cache) is None


def test_files_that_are_not_as_expected_are_made_anew() -> None:
    cache = Kept()
    before = Index(entries({}))
    standing = written(before, cache)
    after = Index(entries({7: text(7, 950)}))
    [old], [new] = rows(before), rows(after)
    for broken in ({}, dict.fromkeys(standing, b"termbookTake()")):
        assert after.rewrite(new, before.blocks_of(old), broken.get, cache) is None
    assert after.rewrite(new, before.blocks_of(old), standing.get, Kept()) is None
