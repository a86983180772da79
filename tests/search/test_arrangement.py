"""Arrangements that were kept: the same index without looking at all entries."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from termbook.search.arrangement import Arrangement
from termbook.search.entry import Entry
from termbook.search.index import Index


def entry(number: int, text: str, *, title: str = "题") -> Entry:
    return Entry(
        path=f"2020-h{number % 2}/{number:04}.html",
        title=title,
        text=text,
        # first met in another order by date than by number
        kind=("meeting", "risk", "plan")[number % 7 % 3],
        kind_label="种类",
        period=f"2020-h{number % 2}",
        period_label="学期",
        date=f"2020-0{number % 9 + 1}-01",
        key=str(number),
        digest=f"{number} {text}",
        size=len(text),
    )


def texts(count: int, seed: int = 1) -> dict[int, str]:
    rng = Random(seed)
    return {number: "".join(rng.choices("天地人和一二三", k=rng.randrange(3000))) for number in range(count)}  # fmt: skip


def entries(found: Mapping[int, str]) -> list[Entry]:
    return [entry(number, text) for number, text in found.items()]


def kept(arrangement: Arrangement, found: Mapping[int, str]) -> Arrangement:
    """One that went through a store; `found` are the texts by key."""
    rows = marshal.loads(marshal.dumps(arrangement.to_rows()))
    return Arrangement.from_rows(rows, lambda key: found[int(key)])


def same(first: Arrangement, second: Arrangement) -> None:
    one, other = Index(arrangement=first), Index(arrangement=second)
    # the digest of a part changes with any of its files
    assert one.parts == other.parts
    assert one.keys() == other.keys()
    assert first.facets == second.facets


def test_what_was_kept_gives_the_same_index() -> None:
    found = texts(60)
    arrangement = Arrangement.of(entries(found))
    again = kept(arrangement, found)
    same(again, arrangement)
    same(kept(again, found), arrangement)
    assert [e.read() for e in again.entries()] == [e.read() for e in arrangement.entries()]
    for part in Index(arrangement=again).parts:
        assert Index(arrangement=again).write(part) == Index(arrangement=arrangement).write(part)


def test_words_that_changed_give_the_index_of_the_new_words() -> None:
    rng = Random(3)
    found = texts(400)
    arrangement = Arrangement.of(entries(found))
    moved = stayed = 0
    for _ in range(60):
        changed = {number: found[number] for number in rng.sample([*found], rng.randrange(1, 4))}
        for number in changed:
            # short ones mostly keep the borders of blocks, long ones move them
            changed[number] += "新" * rng.choice([1, 5, 40, 2000])
        found = {**found, **changed}
        before = kept(arrangement, found)
        arrangement = Arrangement.of(entries(found))
        if sizes(before) != sizes(arrangement):
            moved += 1
        else:
            stayed += 1
        same(before.restated(entries(changed)), arrangement)
    assert moved > 5
    assert stayed > 20


def sizes(arrangement: Arrangement) -> list[int]:
    return [block.facts.size for block in arrangement.blocks]


@pytest.mark.parametrize(
    "other",
    [
        entry(5, "新", title="题"),
        replace(entry(4, "新"), path="2020-h0/0005.html"),
        replace(entry(4, "新"), date="2019-01-01"),
        replace(entry(4, "新"), date="2029-01-01"),
        replace(entry(4, "新"), state="closed"),
        replace(entry(4, "新"), kind="duty"),
    ],
)
def test_more_than_words_is_refused(other: Entry) -> None:
    found = {number: text for number, text in texts(100).items() if number != 5}
    before = kept(Arrangement.of(entries(found)), found)
    with pytest.raises(LookupError):
        before.restated([other])


def test_an_index_of_nothing() -> None:
    nothing = Arrangement.of([])
    same(kept(nothing, {}), nothing)
    assert nothing.restated([]) == nothing
    with pytest.raises(LookupError):
        nothing.restated([entry(1, "新")])
