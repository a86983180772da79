"""The tables of events, against a plain transcription of the contract."""

from __future__ import annotations

import pytest

from termbook.archive.life import Flag
from termbook.archive.transitions import MEASURE, RISK, TABLES, Event, State
from termbook.model.kinds import kinds
from termbook.model.kinds.update import EVENTS
from termbook.words import Words, table
from tests.archive.contract import MEASURE_WAYS, MOVES, RISK_WAYS, alive, happened
from tests.archive.shelf import measure, risk, update

CASES = [
    (kind, way, event, MOVES[kind][event].get(before))
    for kind, ways in (("risk", RISK_WAYS), ("measure", MEASURE_WAYS))
    for before, way in ways.items()
    for event in MOVES[kind]
]


@pytest.mark.parametrize(("kind", "way", "event", "after"), CASES)
def test_each_event_from_each_state(
    kind: str, way: list[str], event: str, after: str | None
) -> None:
    item = risk() if kind == "risk" else measure()
    steps = [happened(name, f"2020-02-0{n}", kind) for n, name in enumerate(way, start=1)]
    before = alive(item, *steps)
    life = alive(item, *steps, happened(event, "2020-03-01", kind))
    assert [step.legal for step in life.steps] == [True] * len(way) + [after is not None]
    assert life.steps[-1].before == before.state
    assert life.state == (after or before.state)
    assert (event.partition(" ")[0] in before.allowed) == (after is not None)


def test_a_table_knows_the_states_of_its_kind() -> None:
    assert RISK.states == tuple(RISK_WAYS)
    assert set(MEASURE.states) == set(MEASURE_WAYS)


def test_a_verification_that_does_not_say_its_result_changes_nothing() -> None:
    unclear = update("verify", "2020-03-02", verifier="分管负责人")
    life = alive(risk(), happened("done", "2020-03-01"), unclear)
    assert life.state is State.AWAITING_VERIFICATION
    assert not life.steps[-1].legal


@pytest.mark.parametrize(
    ("kind", "event", "result", "fields"),
    [
        ("risk", "plan", "", ()),
        ("risk", "progress", "", ()),
        ("risk", "extend", "", ("new_due", "reason")),
        ("risk", "done", "", ("evidence",)),
        ("risk", "verify", "pass", ("verifier", "evidence")),
        ("risk", "verify", "fail", ("verifier", "reason")),
        ("risk", "verify", "", ("result", "verifier")),
        ("risk", "close", "", ("evidence",)),
        ("risk", "reopen", "", ("reason",)),
        ("risk", "accept", "", ("until", "reason")),
        ("risk", "dismiss", "", ("reason",)),
        ("risk", "cancel", "", ()),
        ("measure", "progress", "", ()),
        ("measure", "extend", "", ("new_due", "reason")),
        ("measure", "done", "", ("evidence",)),
        ("measure", "cancel", "", ("reason",)),
        ("measure", "verify", "", ()),
    ],
)
def test_what_an_event_must_carry(
    kind: str, event: str, result: str, fields: tuple[str, ...]
) -> None:
    assert TABLES[kind].must_carry(Event(event), result) == fields


def test_only_close_may_rest_on_an_earlier_update() -> None:
    assert {e: RISK.or_earlier(e) for e in Event if RISK.or_earlier(e)} == {
        Event.CLOSE: ("evidence",)
    }


def test_the_events_are_those_of_the_field() -> None:
    assert tuple(event.value for event in Event) == EVENTS


def test_every_state_flag_and_event_has_a_label() -> None:
    assert {f"state.{state}" for state in RISK.states} <= table().keys()
    assert {f"measure_state.{state}" for state in MEASURE.states} <= table().keys()
    assert {f"flag.{flag}" for flag in Flag} <= table().keys()
    assert {f"event.{event}" for event in Event} <= table().keys()
    assert [Words()(f"state.{state}") for state in RISK.states] == [
        "待整改", "已制定措施", "整改中", "待验收", "已验收", "已销号", "已接受", "不予立项",
    ]  # fmt: skip


def test_tables_are_about_kinds_that_exist() -> None:
    assert TABLES.keys() <= kinds().keys()
