"""The index of a pack: a dictionary, kept as rows of bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbook.edges import table as module
from termbook.edges.table import Spot, Table, key_of

spots = st.builds(
    Spot,
    st.sampled_from(["one", "two", "three"]),
    st.integers(0, 2**40),
    st.integers(0, 2**40),
    st.integers(0, 2**32 - 1),
)
tables = st.dictionaries(st.integers(0, 30).map(str), spots)


def filled(start: dict[str, Spot]) -> Table:
    table = Table()
    for name, spot in start.items():
        table.put(key_of(name), spot)
    return table


@given(tables, st.lists(st.tuples(st.integers(0, 30).map(str), st.none() | spots)), st.booleans())
def test_it_is_a_dictionary(
    start: dict[str, Spot], changes: list[tuple[str, Spot | None]], many: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", 0 if many else 1000)
        table = filled(start)
        table = Table(table.packed(), table.segments)
        expected = dict(start)
        for name, spot in changes:
            if spot is None:
                table.remove(key_of(name))
                expected.pop(name, None)
            else:
                table.put(key_of(name), spot)
                expected[name] = spot
        assert table.is_changed == bool(changes)
        assert all(table.get(key_of(str(n))) == expected.get(str(n)) for n in range(31))
        again = Table(table.packed(), table.segments)
        wanted = sorted((key_of(name), spot) for name, spot in expected.items())
        assert [*table.items()] == [*again.items()] == wanted
        assert all(again.get(key_of(str(n))) == expected.get(str(n)) for n in range(31))
        assert not again.is_changed


def test_few_and_many_changes_give_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    start = {str(n): Spot("one", n, n, n) for n in range(50)}
    few = filled(start).packed()
    monkeypatch.setattr(module, "_FEW", 10)
    assert filled(start).packed() == few


def test_rows_that_are_none() -> None:
    with pytest.raises(ValueError, match="7"):
        Table(b"x" * 7)
