"""Study: what was planned, what was held, what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from termbook.archive.archive import Archive
from termbook.archive.study_plans import PlanLine, plan_lines
from termbook.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTotal:
    """All sessions of a period: how many were `held`, how many `planned` (None without a plan)."""

    held: int
    planned: int | None


def plan_against_held(archive: Archive, period: str) -> tuple[PlanLine, ...]:
    """Targets and sessions of a period, by form in the order of archive.yml, then by department.

    `plan_lines` says which sessions count for which plan.
    """
    of_period = archive.in_period(period)
    lines = plan_lines(
        (record for record in of_period if record.kind == "plan"),
        (record for record in of_period if record.kind == "session"),
    )
    forms, departments = archive.institution.forms, archive.institution.departments
    form_order = {name: number for number, name in enumerate(forms)}
    department_order = {name: number for number, name in enumerate(("", *departments))}
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                form_order.get(line.form, len(forms)),
                department_order.get(line.department, len(departments) + 1),
            ),
        )
    )


def study_total(lines: Iterable[PlanLine]) -> StudyTotal:
    """The sum of a period's lines: each session once, each form's plan once.

    Where a form has a target for all departments, it holds already what single departments
    planned; else theirs add up.
    """
    held = 0
    whole: dict[str, int] = {}
    parts: dict[str, int] = {}
    for line in lines:
        if not line.department:
            held += line.held
        if line.target is not None:
            targets = parts if line.department else whole
            targets[line.form] = targets.get(line.form, 0) + line.target
    planned = {**parts, **whole}
    return StudyTotal(held=held, planned=sum(planned.values()) if planned else None)


def topics(archive: Archive) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Materials by topic, in the order of the topics' names; those without one come last."""
    groups: dict[str, list[Record]] = {}
    for record in archive.of_kind("material"):
        groups.setdefault(record.text("topic"), []).append(record)
    ordered = sorted(groups.items(), key=lambda group: (not group[0], group[0]))
    return tuple((topic, tuple(found)) for topic, found in ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredStudy:
    """A material that departments must study, and which of them have had it in a session.

    `had` gives the first session for each; `missing` are those without one. A session that names
    no department counts for all.
    """

    material: Record
    had: tuple[tuple[str, Record], ...]
    missing: tuple[str, ...]


def required_study(archive: Archive) -> tuple[RequiredStudy, ...]:
    """Every material that some department must study, in the order of the archive."""
    sessions: dict[str, list[Record]] = {}
    for session in sorted(archive.of_kind("session"), key=lambda r: (r.date, r.id)):
        for id in session.texts("materials"):
            sessions.setdefault(id, []).append(session)
    found = []
    for material in archive.of_kind("material"):
        departments = tuple(dict.fromkeys(material.texts("required_for")))
        if not departments:
            continue
        first = {
            name: next(
                (s for s in sessions.get(material.id, ()) if s.text("department") in ("", name)),
                None,
            )
            for name in departments
        }
        found.append(
            RequiredStudy(
                material=material,
                had=tuple((name, session) for name, session in first.items() if session),
                missing=tuple(name for name, session in first.items() if session is None),
            )
        )
    return tuple(found)
