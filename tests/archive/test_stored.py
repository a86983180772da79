"""An archive read record by record answers what an archive of all records answers."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from bench.generate import generate
from termbook.archive.archive import Archive
from termbook.archive.collection import Collection
from termbook.archive.stored import StoredArchive, index_of
from termbook.edges.folder import load
from termbook.model.kinds import kinds
from termbook.model.packed import pack, unpack
from termbook.model.record import Record


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    root = tmp_path_factory.mktemp("records")
    generate(root, records=200, periods=6, seed=2)
    return load(root).collection


class Stored:
    """An archive, the stored one made of its index, and which records were read for it."""

    def __init__(self, collection: Collection, on: str, audience: str) -> None:
        self.whole = Archive(collection, on=date.fromisoformat(on), audience=audience)
        rows = {record.path: pack(record) for record in collection.records}
        self.read: list[str] = []

        def read(path: str, access: str) -> Record:
            self.read.append(path)
            return unpack(rows[path], access)

        self.stored = StoredArchive(
            marshal.loads(marshal.dumps(index_of(self.whole))),
            read,
            institution=self.whole.institution,
            on=self.whole.on,
            audience=audience,
        )


@pytest.fixture(
    params=[(on, seen) for on in ("2020-12-31", "2019-03-03") for seen in ("leadership", "public")],
    ids=lambda asked: f"{asked[1]} on {asked[0]}",
    scope="module",
)
def both(collection: Collection, request: pytest.FixtureRequest) -> Stored:
    return Stored(collection, *request.param)


def same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two tables have the same keys in the same order, and the same things under each."""
    return [(key, _plain(found)) for key, found in one.items()] == [
        (key, _plain(found)) for key, found in other.items()
    ]


def _plain(found: object) -> object:
    return tuple(found) if isinstance(found, Iterable) else found


def test_records_periods_and_tables(both: Stored) -> None:
    whole, stored = both.whole, both.stored
    assert len(whole.records) > 5
    assert tuple(stored.records) == tuple(whole.records)
    assert (len(stored.records), stored.records[3]) == (len(whole.records), whole.records[3])
    assert tuple(stored.records[2:9:3]) == tuple(whole.records[2:9:3])
    assert stored.records[-1] == whole.records[-1]
    assert stored.periods == whole.periods
    assert stored.period_by_id == whole.period_by_id
    assert stored.stalled_since == whole.stalled_since
    assert stored.approvers == whole.approvers
    assert (stored.on, stored.audience) == (whole.on, whole.audience)
    assert same(stored.by_path, whole.by_path)
    assert dict(stored.by_id) == dict(whole.by_id)
    assert dict(stored.files) == dict(whole.files)
    for mine, theirs in zip(stored.groups(), whole.groups(), strict=True):
        assert same(mine, theirs)


def test_questions_about_kinds_and_periods(both: Stored) -> None:
    whole, stored = both.whole, both.stored
    for kind in (*kinds(), "none"):
        assert tuple(stored.of_kind(kind)) == tuple(whole.of_kind(kind))
    for period in (*whole.period_by_id, "1999-h1"):
        assert tuple(stored.in_period(period)) == tuple(whole.in_period(period))


def test_questions_about_each_record(both: Stored) -> None:
    whole, stored = both.whole, both.stored
    for record in whole.records:
        assert tuple(stored.updates_of(record.id)) == tuple(whole.updates_of(record.id))
        assert tuple(stored.mentioned_in(record.id)) == tuple(whole.mentioned_in(record.id))
        assert stored.targets(record) == whole.targets(record)
        if record.kind in ("risk", "measure"):
            assert stored.life(record.id) == whole.life(record.id)
            assert stored.life_of(record) == whole.life_of(record)
            of = whole.measures_of.get(record.id, ())
            assert tuple(stored.measures_of.get(record.id, ())) == tuple(of)
        else:
            with pytest.raises(KeyError):
                stored.life(record.id)
    assert stored.updates_of("none") == ()
    assert "none" not in stored.by_id
    with pytest.raises(KeyError):
        stored.by_id["none"]


def test_it_has_every_public_question_of_an_archive(both: Stored) -> None:
    def questions(archive: Archive) -> set[str]:
        return {name for name in dir(archive) if not name.startswith("_")}

    assert questions(both.stored) >= questions(both.whole)
    for name in questions(both.whole):
        getattr(both.stored, name)


def test_only_what_is_asked_for_is_read_and_once(collection: Collection) -> None:
    both = Stored(collection, "2020-12-31", "staff")
    assert both.read == [period.record.path for period in both.whole.periods]
    update = both.whole.of_kind("update")[0]
    both.read.clear()
    for _ in range(2):
        assert both.stored.by_id[update.id] == update
        assert len(both.stored.of_kind("update")) == len(both.whole.of_kind("update"))
        assert both.stored.targets(update) == both.whole.targets(update)
    assert len(both.read) == len(set(both.read)) <= 8


def test_of_two_that_share_an_id_the_first_counts(collection: Collection) -> None:
    one = collection.records[10]
    twin = replace(one, path=f"{one.path}.md", title="另一份")
    records = (*collection.records[:11], twin, *collection.records[11:])
    shared = replace(collection, records=records)
    both = Stored(shared, "2020-12-31", "leadership")
    assert both.stored.by_id[one.id] == both.whole.by_id[one.id] == one
    assert both.stored.by_path[twin.path].title == "另一份"
    assert tuple(both.stored.records) == both.whole.records
