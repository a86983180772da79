"""Rules on what happened to risks and measures: the law of the tables, and its evidence.

What breaks one of these is an error. `life_warnings` holds what a reviewer should look at, and
`RULES` here lists both. Each rule is its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from termbook.archive import life_warnings
from termbook.archive.lives import (
    Lives,
    at_step,
    each_life,
    each_step,
    events_named,
    named,
    state_named,
    words_of,
)
from termbook.archive.transitions import RISK, TABLES, Event, State
from termbook.diagnostics import Diagnostic
from termbook.model.record import Record

_VERIFICATION_TO_COME: Final = (*RISK.pending, State.AWAITING_VERIFICATION, State.ACCEPTED)


def legal_steps_only(archive: Lives) -> Iterator[Diagnostic]:
    """An event is one of those that the table allows in the state before it."""
    words = words_of(archive)
    for item, step in each_step(archive):
        table = TABLES[item.kind]
        unverified = step.event is Event.CLOSE and step.before in _VERIFICATION_TO_COME
        if (
            step.legal
            or unverified
            or step.day < item.date
            or step.event in table.allowed(step.before)  # a verification without a result
            or not table.rows_of(step.event)
        ):
            continue
        yield at_step(
            "TB601",
            step,
            "event",
            of=item.id,
            event=named(words, "choice.event", step.event),
            before=state_named(words, item.kind, step.before),
            allowed=events_named(words, table.allowed(step.before)),
        )


def verified_before_closed(archive: Lives) -> Iterator[Diagnostic]:
    """A risk is closed only after a verification that it passed."""
    words = words_of(archive)
    for item, step in each_step(archive, "risk"):
        if (
            step.event is Event.CLOSE
            and step.before in _VERIFICATION_TO_COME
            and step.day >= item.date
        ):
            yield at_step(
                "TB602",
                step,
                "event",
                of=item.id,
                before=state_named(words, item.kind, step.before),
                allowed=events_named(words, RISK.allowed(step.before)),
            )


def events_carry_what_they_must(archive: Lives) -> Iterator[Diagnostic]:
    """An event carries the fields that the table asks of it, and a verification its result."""
    words = words_of(archive)
    for item, step in each_step(archive):
        for name in TABLES[item.kind].must_carry(step.event, step.record.text("result")):
            if name != "evidence" and not step.record.fields.get(name):
                yield at_step(
                    "TB603",
                    step,
                    "event",
                    event=named(words, "choice.event", step.event),
                    name=name,
                    field=named(words, "field", name),
                )


def evidence_is_on_file(archive: Lives) -> Iterator[Diagnostic]:
    """`done`, a passed verification and `close` name their evidence.

    For `close`, evidence of an earlier update of the risk will do.
    """
    words = words_of(archive)
    for item, life in each_life(archive):
        earlier = False
        for step in life.steps:
            table, result = TABLES[life.kind], step.record.text("result")
            here = any(name != item.id for name in step.record.texts("evidence"))
            if (
                "evidence" in table.must_carry(step.event, result)
                and not here
                and not (earlier and "evidence" in table.or_earlier(step.event))
            ):
                event = named(words, "choice.event", step.event)
                yield at_step("TB604", step, "event", of=life.id, event=event)
            earlier = earlier or here


def evidence_is_not_the_item_itself(archive: Lives) -> Iterator[Diagnostic]:
    """A risk or a measure is no evidence of what was done about it."""
    for item, step in each_step(archive):
        for number, name in enumerate(step.record.texts("evidence")):
            if name == item.id:
                yield at_step("TB611", step, f"evidence[{number}]", of=item.id)


def verifier_is_not_the_owner(archive: Lives) -> Iterator[Diagnostic]:
    """Who verifies is another post than the one responsible for the item."""
    for item, step in each_step(archive):
        verifier = step.record.text("verifier")
        if verifier and verifier == item.text("owner"):
            yield at_step("TB605", step, "verifier", of=item.id, verifier=verifier)


def verifier_did_not_do_it(archive: Lives) -> Iterator[Diagnostic]:
    """Who verifies is another post than the one that reported the item done."""
    for item, life in each_life(archive):
        done: Record | None = None
        for step in life.steps:
            if step.event is Event.DONE:
                done = step.record
            verifier = step.record.text("verifier")
            if (
                verifier
                and done is not None
                and verifier == done.text("by")
                and verifier != item.text("owner")  # said already
            ):
                yield at_step("TB606", step, "verifier", verifier=verifier, other=done.path)


def events_fit_the_kind(archive: Lives) -> Iterator[Diagnostic]:
    """Risks and measures each have events of their own."""
    words = words_of(archive)
    for item, step in each_step(archive):
        table = TABLES[item.kind]
        if not table.rows_of(step.event):
            yield at_step(
                "TB607",
                step,
                "event",
                of=item.id,
                kind=words(f"kind.{item.kind}"),
                event=named(words, "choice.event", step.event),
                before=state_named(words, item.kind, step.before),
                allowed=events_named(words, table.allowed(step.before)),
            )


def updates_come_after_their_item(archive: Lives) -> Iterator[Diagnostic]:
    """Nothing happened to an item before it was found."""
    for item, step in each_step(archive):
        if step.day < item.date:
            yield at_step("TB608", step, "date", of=item.id, date=step.day, found=item.date)


def extensions_extend(archive: Lives) -> Iterator[Diagnostic]:
    """A new due date is later than the one in force."""
    for _, life in each_life(archive):
        due = life.original_due
        for step in life.steps:
            new_due = step.record.day("new_due")
            if not step.legal or step.event is not Event.EXTEND or new_due is None:
                continue
            if due is not None and new_due <= due:
                yield at_step("TB609", step, "new_due", of=life.id, new_due=new_due, due=due)
            due = new_due


def promises_lie_ahead(archive: Lives) -> Iterator[Diagnostic]:
    """The day of an extension or an acceptance is not before the day on which it was given."""
    words = words_of(archive)
    for _, step in each_step(archive):
        for event, name in ((Event.EXTEND, "new_due"), (Event.ACCEPT, "until")):
            day = step.record.day(name)
            if step.event is event and day is not None and day < step.day:
                field = named(words, "field", name)
                yield at_step("TB610", step, name, field=field, value=day, date=step.day)


RULES: Final = (
    legal_steps_only,
    verified_before_closed,
    events_carry_what_they_must,
    evidence_is_on_file,
    evidence_is_not_the_item_itself,
    verifier_is_not_the_owner,
    verifier_did_not_do_it,
    events_fit_the_kind,
    updates_come_after_their_item,
    extensions_extend,
    promises_lie_ahead,
    *life_warnings.RULES,
)
