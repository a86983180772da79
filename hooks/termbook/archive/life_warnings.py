"""Rules on lives whose breach is a warning: what a reviewer should look at.

Apart from `life_rules`, whose breach is an error. Each rule is its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from termbook.archive.life import Flag, Life, states_at
from termbook.archive.lives import Lives, at_step, each_life, each_step, named, words_of
from termbook.archive.transitions import Event, State
from termbook.diagnostics import Diagnostic, Place, finding
from termbook.model.record import Record

_EXTENSIONS_THAT_PASS: Final = 2

_ONLY_WITH: Final = (
    ("new_due", Event.EXTEND),
    ("until", Event.ACCEPT),
    ("result", Event.VERIFY),
)
"""Fields that have an effect with one event only."""


def items_are_not_past_due(archive: Lives) -> Iterator[Diagnostic]:
    """What is still to be done is not past the due date in force."""
    for item, life in each_life(archive):
        if Flag.OVERDUE in life.flags and life.state is not State.ACCEPTED:
            days = (archive.on - life.due).days if life.due else 0
            path, place = _where_due_stands(item, life)
            yield finding("TB620", path, place, of=item.id, due=life.due, days=days)


def acceptances_still_hold(archive: Lives) -> Iterator[Diagnostic]:
    """A risk that was accepted until a day is looked at again by then."""
    for item, life in each_life(archive, "risk"):
        if Flag.OVERDUE in life.flags and life.state is State.ACCEPTED:
            yield finding("TB621", item.path, item.place("id"), of=item.id, until=life.until)


def open_items_move(archive: Lives) -> Iterator[Diagnostic]:
    """A risk that is not resolved has an update in every period."""
    for item, life in each_life(archive, "risk"):
        if Flag.STALLED in life.flags:
            last = life.steps[-1].day if life.steps else item.date
            yield finding("TB622", item.path, item.place("id"), of=item.id, last=last)


def closing_takes_time(archive: Lives) -> Iterator[Diagnostic]:
    """A risk is not closed on the day on which it was found."""
    for item, step in each_step(archive, "risk"):
        if step.legal and step.after is State.CLOSED and step.day == item.date:
            yield at_step("TB623", step, "date", of=item.id, date=step.day)


def due_dates_hold(archive: Lives) -> Iterator[Diagnostic]:
    """A due date is extended twice at most."""
    for item, life in each_life(archive):
        if life.extensions > _EXTENSIONS_THAT_PASS:
            path, place = _where_due_stands(item, life)
            yield finding("TB624", path, place, of=item.id, count=life.extensions, due=life.due)


def totals_grow(archive: Lives) -> Iterator[Diagnostic]:
    """What is done of a measure is a total so far: it does not go down."""
    for item, life in each_life(archive, "measure"):
        before: int | float = 0
        for step in life.steps:
            number = step.record.number("done_number")
            if not step.legal or number is None:
                continue
            if number < before:
                yield at_step(
                    "TB625",
                    step,
                    "done_number",
                    of=item.id,
                    number=f"{number:g}",
                    before=f"{before:g}",
                )
            before = number


def totals_stay_within_the_target(archive: Lives) -> Iterator[Diagnostic]:
    """What is done of a measure is not more than its target."""
    for item, step in each_step(archive, "measure"):
        target, number = _target(item), step.record.number("done_number")
        if target is not None and number is not None and number > target:
            yield at_step(
                "TB626", step, "done_number", of=item.id, number=f"{number:g}", target=f"{target:g}"
            )


def targets_are_met_when_done(archive: Lives) -> Iterator[Diagnostic]:
    """A measure that is done has reached its target."""
    for item, life in each_life(archive, "measure"):
        target, number = _target(item), life.done_number or 0
        if life.state is State.DONE and target is not None and number < target:
            done = next(step for step in reversed(life.steps) if step.legal)
            yield at_step(
                "TB630",
                done,
                "event",
                of=item.id,
                number=f"{number:g}",
                target=f"{target:g}",
            )


def deadlines_have_a_day(archive: Lives) -> Iterator[Diagnostic]:
    """A risk to be mended by a deadline says by which day."""
    words = words_of(archive)
    for item, life in each_life(archive, "risk"):
        if item.text("mode") == "deadline" and life.due is None and life.unresolved:
            mode = named(words, "choice.mode", "deadline")
            yield finding("TB632", item.path, item.place("mode"), of=item.id, mode=mode)


def measures_end_before_their_risk(archive: Lives) -> Iterator[Diagnostic]:
    """When all risks of a measure are closed or dismissed, the measure is done or cancelled."""
    risks = {item.id: life for item, life in each_life(archive, "risk")}
    words = words_of(archive)
    for item, life in each_life(archive, "measure"):
        if not life.unresolved:
            continue
        addressed = [risks.get(id) for id in item.texts("risks")]
        ends = [risk.ended_on for risk in addressed if risk is not None and risk.ended_on]
        # a risk that is not there counts as open: the rules on links tell of it
        if ends and len(ends) == len(addressed):
            listed = words("hint.comma").join(item.texts("risks"))
            place = item.place("risks")
            yield finding("TB631", item.path, place, of=item.id, risks=listed, date=max(ends))


def recurrences_come_later(archive: Lives) -> Iterator[Diagnostic]:
    """A risk recurs from one that was found before it."""
    for item, earlier in _recurrences(archive):
        if earlier.date > item.date:
            yield finding(
                "TB628",
                item.path,
                item.place("recurrence_of"),
                of=item.id,
                other=earlier.id,
                date=earlier.date,
            )


def recurrences_come_after_closing(archive: Lives) -> Iterator[Diagnostic]:
    """A risk recurs from one that was closed when it was found."""
    for item, earlier in _recurrences(archive):
        # None where the earlier one was found later: `recurrences_come_later` says so
        state = states_at(earlier, archive.updates_of(earlier.id), [item.date])[0]
        if state is not None and state is not State.CLOSED:
            yield finding(
                "TB627",
                item.path,
                item.place("recurrence_of"),
                of=item.id,
                other=earlier.id,
                date=item.date,
                state=named(words_of(archive), "state", state),
            )


def evidence_is_there_in_time(archive: Lives) -> Iterator[Diagnostic]:
    """Evidence of an event is not dated after it."""
    for item, step in each_step(archive):
        for number, name in enumerate(step.record.texts("evidence")):
            evidence = archive.by_id.get(name)
            if evidence is not None and evidence.date > step.day and name != item.id:
                yield at_step("TB633", step, f"evidence[{number}]", other=name, date=evidence.date)


def fields_have_an_effect(archive: Lives) -> Iterator[Diagnostic]:
    """An update carries only fields that its event uses."""
    words = words_of(archive)
    for item, step in each_step(archive):
        idle = [name for name, event in _ONLY_WITH if step.event is not event]
        if item.kind != "measure":
            idle.append("done_number")
        for name in idle:
            if name in step.record.fields:
                yield at_step(
                    "TB629",
                    step,
                    name,
                    event=named(words, "choice.event", step.event),
                    field=named(words, "field", name),
                )


def _where_due_stands(item: Record, life: Life) -> tuple[str, Place]:
    """The file and the place of an item's due date: that of its last extension if it has none."""
    if item.day("due") is None:
        for step in reversed(life.steps):
            if step.legal and step.event is Event.EXTEND and step.record.day("new_due"):
                return step.record.path, step.record.place("new_due")
    return item.path, item.place("due")


def _target(measure: Record) -> int | float | None:
    number = measure.mapping("target").get("number")
    return number if isinstance(number, int | float) else None


def _recurrences(archive: Lives) -> Iterator[tuple[Record, Record]]:
    """Risks that name another as the one they recur from, with that one."""
    for item in archive.of_kind("risk"):
        earlier = archive.by_id.get(item.text("recurrence_of"))
        if earlier is not None and earlier.kind == "risk" and earlier.id != item.id:
            yield item, earlier


RULES: Final = (
    items_are_not_past_due,
    acceptances_still_hold,
    open_items_move,
    closing_takes_time,
    due_dates_hold,
    totals_grow,
    totals_stay_within_the_target,
    targets_are_met_when_done,
    deadlines_have_a_day,
    measures_end_before_their_risk,
    recurrences_come_later,
    recurrences_come_after_closing,
    evidence_is_there_in_time,
    fields_have_an_effect,
)
