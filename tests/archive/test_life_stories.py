"""Random stories of events, lived against the plain contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from termbook.archive.life import Life, states_at
from termbook.archive.life_rules import RULES
from termbook.diagnostics import Diagnostic
from termbook.model.institution import Institution
from termbook.model.record import Record
from tests.archive.contract import MOVES, alive, happened
from tests.archive.shelf import Shelf, measure, risk

START = date(2020, 1, 10)


@dataclass(frozen=True)
class Happening:
    offset: int
    event: str
    name: str


def _happenings(kind: str) -> st.SearchStrategy[list[Happening]]:
    one = st.builds(
        Happening,
        offset=st.integers(-3, 60),
        event=st.sampled_from(sorted(MOVES[kind])),
        name=st.text("abc12é中", min_size=1, max_size=3),
    )
    return st.lists(one, max_size=14, unique_by=lambda h: h.name)


KINDS = st.sampled_from(["risk", "measure"])
STORIES = KINDS.flatmap(lambda kind: st.tuples(st.just(kind), _happenings(kind)))


def _made(kind: str, story: list[Happening]) -> tuple[Record, list[Record]]:
    item = {"risk": risk, "measure": measure}[kind](START.isoformat())
    return item, [
        happened(h.event, (START + timedelta(days=h.offset)).isoformat(), kind, h.name)
        for h in story
    ]


def _model(kind: str, story: list[Happening], last: int) -> list[tuple[str, str, bool]]:
    """Name, state before, whether legal: the contract, read aloud."""
    state, steps = "open", []
    for h in sorted(story, key=lambda h: (h.offset, f"{h.name}.md")):
        if h.offset > last:
            continue
        after = MOVES[kind][h.event].get(state) if h.offset >= 0 else None
        steps.append((h.name, state, after is not None))
        state = after or state
    return [*steps, ("", state, True)]


def _lived(kind: str, story: list[Happening], last: int) -> Life:
    item, updates = _made(kind, story)
    return alive(item, *updates, on=(START + timedelta(days=last)).isoformat())


@settings(max_examples=200)
@given(STORIES, st.integers(0, 70))
def test_any_story_is_lived_as_the_contract_says(
    kind_and_story: tuple[str, list[Happening]], last: int
) -> None:
    kind, story = kind_and_story
    life = _lived(kind, story, last)
    *steps, (_, state, _) = _model(kind, story, last)
    assert [(s.record.path, s.before.value, s.legal) for s in life.steps] == [
        (f"2020-h1/updates/{name}.md", before, legal) for name, before, legal in steps
    ]
    assert life.state == state
    assert {event.value for event in life.allowed} == {
        event.partition(" ")[0] for event, moves in MOVES[kind].items() if state in moves
    }


@settings(max_examples=100)
@given(STORIES, st.integers(0, 30))
def test_what_happens_later_changes_no_earlier_day(
    kind_and_story: tuple[str, list[Happening]], last: int
) -> None:
    kind, story = kind_and_story
    until_then = [h for h in story if h.offset <= last]
    assert _lived(kind, story, last) == _lived(kind, until_then, last)
    item, updates = _made(kind, story)
    asked = START + timedelta(days=last)
    state = _lived(kind, until_then, last).state
    assert states_at(item, updates, [asked, START + timedelta(days=70)])[0] == state
    assert _lived(kind, story, 70).state_on(asked) == state


@settings(max_examples=100)
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_on_disk_does_not_matter(
    kind_and_story: tuple[str, list[Happening]], random: Random
) -> None:
    kind, story = kind_and_story
    shuffled = list(story)
    random.shuffle(shuffled)
    assert _lived(kind, shuffled, 70) == _lived(kind, story, 70)


@settings(max_examples=200)
@given(STORIES)
def test_every_illegal_step_is_an_error_that_names_state_and_events(
    kind_and_story: tuple[str, list[Happening]],
) -> None:
    kind, story = kind_and_story
    item, updates = _made(kind, story)
    shelf = Shelf(
        records=[item, *updates], on=date(2021, 1, 1), institution=Institution(language="en")
    )
    found: dict[str, list[Diagnostic]] = {}
    for rule in RULES:
        for diagnostic in rule(shelf):
            if diagnostic.rule in ("TB601", "TB602", "TB607", "TB608"):
                found.setdefault(diagnostic.path, []).append(diagnostic)
    early = {f"2020-h1/updates/{h.name}.md" for h in story if h.offset < 0}
    illegal = {
        f"2020-h1/updates/{name}.md": before
        for name, before, legal in _model(kind, story, 400)
        if not legal
    }
    assert found.keys() == illegal.keys()
    for path, before in illegal.items():
        if path in early:
            assert {diagnostic.rule for diagnostic in found[path]} in (
                {"TB608"},
                {"TB607", "TB608"},  # of another kind besides
            )
            continue
        (diagnostic,) = found[path]
        assert diagnostic.place.line == 5  # event
        args = dict(diagnostic.args)
        assert args["before"] == before
        events = [event for event, moves in MOVES[kind].items() if before in moves]
        assert set(args["allowed"].split(", ")) == (
            {event.partition(" ")[0] for event in events} or {"none"}
        )
