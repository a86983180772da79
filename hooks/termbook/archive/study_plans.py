"""What was planned of study and what was held: the one count that rules, pages and drafts share.

Apart from the rules on completeness, because views ask it as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from termbook.model.record import Record

Held = Mapping[tuple[str, str, str], int]
"""How many sessions were held, by period, form and department; `""` is all departments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One form in one period, for all departments (`department` is `""`) or for one of them.

    `target` is how many sessions were planned (None without a plan) by `plans`, `held` how many
    were held in `sessions`. The line of a department is there only where a plan of its own is,
    and its sessions stand in the line of all departments too.
    """

    period: str
    form: str
    department: str
    target: int | None
    held: int
    sessions: tuple[Record, ...]
    plans: tuple[Record, ...]

    @property
    def missing(self) -> int:
        """How many of the planned sessions were not held."""
        return max(0, (self.target or 0) - self.held)


def held_in(session: Record) -> int:
    """How many sessions a record stands for: its `count`, 1 where it has none."""
    count = session.number("count")
    return 1 if count is None else int(count)


def count_held(sessions: Iterable[Record]) -> Held:
    """How many sessions were held: the sum of `count`, which is 1 where a record has none."""
    held: Counter[tuple[str, str, str]] = Counter()
    for session in sessions:
        form, department = session.text("form"), session.text("department")
        for key in {"", department}:
            held[session.period, form, key] += held_in(session)
    return held


def plans_in_force(plans: Iterable[Record]) -> list[Record]:
    """The plans without those that another of them supersedes."""
    known = list(plans)
    superseded = {plan.text("supersedes") for plan in known}
    return [plan for plan in known if plan.id not in superseded]


def plan_lines(plans: Iterable[Record], sessions: Iterable[Record]) -> tuple[PlanLine, ...]:
    """Targets and sessions by period, form and department.

    The plan of a department counts that department's sessions; any other plan counts all.
    Targets of plans for the same form and the same departments add up; a plan that another one
    supersedes no longer counts.
    """
    of_key: defaultdict[tuple[str, str, str], list[Record]] = defaultdict(list)
    known = list(sessions)
    for session in known:
        for department in {"", session.text("department")}:
            of_key[session.period, session.text("form"), department].append(session)
    planned: defaultdict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for plan in plans_in_force(plans):
        for form in plan.mapping("targets"):
            planned[plan.period, form, plan.text("department")].append(plan)
    held = count_held(known)
    everywhere = (key for key in of_key if not key[2])
    return tuple(
        PlanLine(
            period=period,
            form=form,
            department=department,
            target=_target(planned.get((period, form, department), ()), form),
            held=held.get((period, form, department), 0),
            sessions=tuple(of_key.get((period, form, department), ())),
            plans=tuple(planned.get((period, form, department), ())),
        )
        for period, form, department in sorted({*planned, *everywhere})
    )


def _target(plans: Sequence[Record], form: str) -> int | None:
    if not plans:
        return None
    numbers = (plan.mapping("targets")[form] for plan in plans)
    return sum(number for number in numbers if isinstance(number, int))
