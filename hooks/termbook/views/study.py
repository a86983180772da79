"""Study: what was planned, what was held, what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from termbook.archive.archive import Archive
from termbook.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One form in one period: `target` sessions planned (None without a plan), `held` held."""

    form: str
    target: int | None
    held: int
    sessions: tuple[Record, ...]
    plans: tuple[Record, ...]


def held(sessions: Iterable[Record]) -> int:
    """How many sessions the records stand for: each its `count`, one where it states none."""
    return sum(int(session.number("count") or 1) for session in sessions)


def plan_against_held(archive: Archive, period: str) -> tuple[PlanLine, ...]:
    """Targets and sessions of a period, by form, in the order of archive.yml.

    A plan of a department counts its department's sessions; targets of several plans add up.
    """
    sessions = [r for r in archive.in_period(period) if r.kind == "session"]
    plans = [r for r in archive.in_period(period) if r.kind == "plan"]
    lines = []
    for form in archive.institution.forms:
        of_form = tuple(s for s in sessions if s.text("form") == form)
        targets = [p for p in plans if form in p.mapping("targets")]
        if not of_form and not targets:
            continue
        numbers = [p.mapping("targets")[form] for p in targets]
        lines.append(
            PlanLine(
                form=form,
                target=sum(int(n) for n in numbers if isinstance(n, int)) if targets else None,
                held=held(of_form),
                sessions=of_form,
                plans=tuple(targets),
            )
        )
    return tuple(lines)


def topics(archive: Archive) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Materials by topic, in the order of the topics' names; those without one come last."""
    groups: dict[str, list[Record]] = {}
    for record in archive.of_kind("material"):
        groups.setdefault(record.text("topic"), []).append(record)
    ordered = sorted(groups.items(), key=lambda group: (not group[0], group[0]))
    return tuple((topic, tuple(found)) for topic, found in ordered)
