"""What a period did to the register: found, carried in, closed, carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from termbook.archive.archive import Archive
from termbook.archive.collection import Period
from termbook.archive.life import states_at
from termbook.archive.transitions import TABLES, State
from termbook.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The risks of one period, each group in the order of the register.

    `found` were found in the period; `carried_in` were unresolved when it began; `closed` and
    `dismissed` ended in it; `carried_out` are unresolved at its end, or on the day asked for
    while it runs.
    """

    period: Period
    found: tuple[Record, ...]
    carried_in: tuple[Record, ...]
    closed: tuple[Record, ...]
    dismissed: tuple[Record, ...]
    carried_out: tuple[Record, ...]


def progress(archive: Archive, period: Period) -> Progress:
    """What `period` did to the register, as of its last day or of the archive's day."""
    before = period.start - timedelta(days=1)
    last = min(period.end, archive.on)
    ended = TABLES["risk"].ended
    groups: dict[str, list[Record]] = {
        name: [] for name in ("found", "carried_in", "closed", "dismissed", "carried_out")
    }
    for risk in archive.of_kind("risk"):
        if risk.date > last:
            continue
        at_start, at_end = states_at(risk, archive.updates_of(risk.id), (before, last))
        if risk.date >= period.start:
            groups["found"].append(risk)
        elif at_start not in ended:
            groups["carried_in"].append(risk)
        if at_end not in ended:
            groups["carried_out"].append(risk)
        elif at_start not in ended:
            groups["closed" if at_end == State.CLOSED else "dismissed"].append(risk)
    return Progress(period=period, **{name: tuple(found) for name, found in groups.items()})
