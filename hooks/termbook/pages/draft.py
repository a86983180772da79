"""The half-year work report, drafted: the facts of a period in the form that an office writes.

A complete record file. It says only what the records say; what a person must write is a gap,
which `check` finds again (`archive.gap_rules`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from termbook.archive.study_plans import PlanLine, held_in
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages.draft_rectification import RectificationDraft
from termbook.pages.footnotes import Footnotes, link
from termbook.pages.markdown import escape
from termbook.pages.phrases import Phrases, table
from termbook.views.term_report import TermReport, counted
from termbook.words import Words

_NOT_FREE = ':#[]{}"'


def draft(report: TermReport, words: Words, *, day: date, access: str = "") -> str:
    """The report as a record file dated `day`, ending in a line break.

    `access` is stated where it is not `""`. The file may lie in the reports folder of its period.
    """
    notes = Footnotes(words, f"{report.period.id}/{kinds()['report'].folder}")
    sections = [
        _front_matter(report, day, words, access),
        *_Work(report, words, notes).sections(),
        *RectificationDraft(report, words, notes).sections(),
    ]
    return "\n\n".join([*sections, *notes.definitions()]) + "\n"


def _front_matter(report: TermReport, day: date, words: Words, access: str) -> str:
    period = report.period
    lines = [
        f"title: {_scalar(words('draft.title', period=period.title))}",
        f"date: {day.isoformat()}",
        f"covers: {{from: {period.start.isoformat()}, to: {period.end.isoformat()}}}",
        "status: draft",
    ]
    if access:
        lines.append(f"access: {_scalar(access)}")
    return "\n".join(["---", *lines, "---"])


def _scalar(text: str) -> str:
    """A value of front matter, in quotes where YAML could read it as something else."""
    free = text[:1].isalnum() and text.isprintable() and not any(c in text for c in _NOT_FREE)
    return text if free else json.dumps(text, ensure_ascii=False)


class _Work(Phrases):
    """The opening and the first section: what was done."""

    def __init__(self, report: TermReport, words: Words, notes: Footnotes) -> None:
        super().__init__(words, notes)
        self.report = report

    def sections(self) -> Iterator[str]:
        """The opening, then the section, part by part."""
        yield self.opening()
        yield self.heading("draft.work", 2, period=escape(self.report.period.title))
        yield self.duties()
        yield self.meetings()
        yield self.study()
        yield self.materials()
        yield self.channels()

    def opening(self) -> str:
        period = self.report.period
        text = self.words(
            "draft.opening",
            period=escape(period.title),
            first=self.day(period.start),
            last=self.day(period.end),
            day=self.day(self.report.until),
        )
        return self.paragraph(self.gap("overview"), text)

    def duties(self) -> str:
        parts = [self.heading("draft.duties", 3)]
        known = self.report.duties
        if known:
            parts.append(
                self.clause("draft.duties_set", counted(known)) + self.words("draft.colon")
            )
            parts.append("\n".join(self.duty(duty) for duty in known))
        else:
            parts.append(self.sentence(self.words("draft.none.duties")))
        return "\n\n".join([*parts, self.gap("duties")])

    def duty(self, duty: Record) -> str:
        name = link(duty, self.notes.folder, duty.text("group") or duty.text("post"))
        facts = [escape(duty.text("duty")).rstrip("。；;.")]
        facts += [self.fact("lead", duty.text("lead"))] if duty.text("lead") else []
        members = self.words("draft.pause").join(duty.texts("members"))
        facts += [self.fact("members", members)] if members else []
        return "- " + self.words("mark.label", label=name) + self.listed(facts)

    def meetings(self) -> str:
        found = self.report.meetings
        return self.section(
            "meetings",
            self.clause("draft.meetings_held", found.held),
            self.clause("draft.resolutions", found.resolutions),
            self.clause("draft.meeting_materials", found.materials),
        )

    def study(self) -> str:
        found, words = self.report.study, self.words
        clauses = [self.clause("draft.plans_made", found.plans)]
        if found.planned is None:
            clauses.append(self.clause("draft.sessions_held", found.held))
        else:
            clauses.append(self.clause("draft.sessions_planned", found.planned))
            clauses.append(self.clause("draft.sessions_held_of_planned", found.held))
        parts = [self.heading("draft.study", 3)]
        if not any(clauses):
            parts.append(self.sentence(words("draft.none.study")))
        elif found.planned is None:
            forms = [self.of_form(line) for line in found.lines if line.held]
            clauses += [words("draft.of_these") + words("draft.pause").join(forms)] if forms else []
            parts.append(self.sentence(*clauses))
        else:
            parts += [self.sentence(*clauses), self.plan_table()]
            short = [line for line in found.lines if line.missing] if self.report.ended else []
            if short:
                listed = words("draft.pause").join(self.short(line) for line in short)
                text = self.sentence(words("draft.sessions_missing") + listed)
                parts.append(self.paragraph(text, self.gap("study_missing")))
        return "\n\n".join([*parts, self.gap("study")])

    def of_form(self, line: PlanLine) -> str:
        note = self.notes.note(line.sessions, _shares(line))
        return self.words("draft.of_form", form=escape(line.form), n=line.held, note=note)

    def short(self, line: PlanLine) -> str:
        note = self.notes.note([*line.plans, *line.sessions])
        return self.words("draft.short", form=self.form(line), n=line.missing, note=note)

    def plan_table(self) -> str:
        study, words = self.report.study, self.words
        rows = [[words("field.form"), words("study.planned"), words("study.held_head")]]
        for line in study.lines:
            target = "—" if line.target is None else f"{line.target}{self.notes.note(line.plans)}"
            held = f"{line.held}{self.notes.note(line.sessions, _shares(line))}"
            rows.append([self.form(line), target, held])
        planned = self.number(study.planned) if study.planned else "—"
        rows.append([words("draft.total"), planned, self.number(study.held)])
        return table(rows)

    def form(self, line: PlanLine) -> str:
        if not line.department:
            return escape(line.form)
        form = self.words("study.form_of", form=line.form, department=line.department)
        return escape(form)

    def materials(self) -> str:
        words, pause = self.words, self.words("draft.pause")
        kept = self.clause("draft.materials_kept", self.report.materials)
        types = pause.join(
            self.clause("draft.of_type", count, type=words(f"choice.type.{sort}"))
            for sort, count in self.report.types
        )
        parts = [self.heading("draft.materials", 3)]
        if kept:
            parts.append(self.sentence(kept, words("draft.of_these") + types if types else ""))
        else:
            parts.append(self.sentence(words("draft.none.materials")))
        return "\n\n".join(parts)

    def channels(self) -> str:
        found = self.report.channels
        return self.section(
            "channels",
            self.clause("draft.channels_in_use", found.in_use),
            self.clause("draft.channels_approved", found.approved),
            self.clause("draft.channels_reviewed", found.reviewed),
            self.clause("draft.channels_closed", found.closed),
        )

    def section(self, name: str, *clauses: str) -> str:
        """A part with one sentence, and the gap of what a person adds to it."""
        none = "" if any(clauses) else self.words(f"draft.none.{name}")
        text = self.sentence(*clauses, none)
        return "\n\n".join([self.heading(f"draft.{name}", 3), text, self.gap(name)])


def _shares(line: PlanLine) -> tuple[int, ...]:
    return tuple(held_in(session) for session in line.sessions)
