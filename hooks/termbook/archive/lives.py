"""What the rules on lives ask of an archive, and how their messages name states and events.

Apart from the rules so that errors and warnings can share it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from termbook.archive.life import Life, Step
from termbook.archive.transitions import TABLES, Event, State
from termbook.diagnostics import Diagnostic, finding
from termbook.model.institution import Institution
from termbook.model.record import Record
from termbook.words import Words


class Lives(Protocol):
    """The part of an archive that these rules read."""

    @property
    def institution(self) -> Institution:
        """Its settings, for the language of messages."""
        ...

    @property
    def by_id(self) -> Mapping[str, Record]:
        """All records by id."""
        ...

    @property
    def on(self) -> date:
        """The day asked for."""
        ...

    def of_kind(self, kind: str) -> Sequence[Record]:
        """The records of one kind."""
        ...

    def updates_of(self, id: str) -> Sequence[Record]:
        """The updates on the risk or measure `id`."""
        ...

    def life(self, id: str) -> Life:
        """The life of the risk or measure `id` as of the day asked for."""
        ...


def words_of(archive: Lives) -> Words:
    """The words of messages, in the language of the archive."""
    return Words(archive.institution.language)


def each_life(archive: Lives, *kinds: str) -> Iterator[tuple[Record, Life]]:
    """All risks and measures (or those of `kinds`), each with its life.

    Of two records that share an id only the one that the archive knows by it.
    """
    for kind in kinds or TABLES:
        for item in archive.of_kind(kind):
            if archive.by_id.get(item.id) is item:
                yield item, archive.life(item.id)


def each_step(archive: Lives, *kinds: str) -> Iterator[tuple[Record, Step]]:
    """All that happened to all risks and measures (or those of `kinds`)."""
    for item, life in each_life(archive, *kinds):
        for step in life.steps:
            yield item, step


def at_step(rule: str, step: Step, at: str, /, **args: object) -> Diagnostic:
    """A finding at the field `at` of the update that made a step."""
    return finding(rule, step.record.path, step.record.place(at), **args)


def named(words: Words, group: str, key: str) -> str:
    """A key as a message gives it: with its label in Chinese, alone in English."""
    return key if words.language == "en" else f"{key}（{words(f'{group}.{key}')}）"


def state_named(words: Words, kind: str, state: State) -> str:
    """A state of a risk or a measure as a message gives it."""
    return named(words, "measure_state" if kind == "measure" else "state", state)


def events_named(words: Words, events: Sequence[Event]) -> str:
    """Events as a message lists them."""
    if not events:
        return words("life.no_event")
    return words("hint.comma").join(named(words, "choice.event", event) for event in events)
