"""The half-year work report, drafted: the facts of a period in the form that an office writes.

A complete record file. It says only what the records say; what a person must write is a gap,
which `check` finds again (`archive.gap_rules`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from termbook.archive.life import Flag
from termbook.archive.study_plans import PlanLine
from termbook.archive.transitions import State
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages.footnotes import Footnotes, link
from termbook.pages.markdown import escape
from termbook.views.register import Item
from termbook.views.term_report import Count, TermReport
from termbook.words import Words

_NOT_FREE = ': #[]{}"'


def draft(report: TermReport, words: Words, *, day: date, access: str = "") -> str:
    """The report as a record file dated `day`, ending in a line break.

    `access` is stated where it is not `""`. The file may lie in the reports folder of its period.
    """
    return _front_matter(report, words, day, access) + "\n" + _Draft(report, words).body()


def _front_matter(report: TermReport, words: Words, day: date, access: str) -> str:
    period = report.period
    lines = [
        f"title: {_scalar(words('draft.title', period=period.title))}",
        f"date: {day.isoformat()}",
        f"covers: {{from: {period.start.isoformat()}, to: {period.end.isoformat()}}}",
        "status: draft",
    ]
    if access:
        lines.append(f"access: {_scalar(access)}")
    return "\n".join(["---", *lines, "---"]) + "\n"


def _scalar(text: str) -> str:
    """A value of front matter, in quotes where YAML could read it as something else."""
    free = text[:1].isalnum() and text.isprintable() and not any(c in text for c in _NOT_FREE)
    return text if free else json.dumps(text, ensure_ascii=False)


class _Draft:
    """One report being written, section by section."""

    def __init__(self, report: TermReport, words: Words) -> None:
        self.report = report
        self.words = words
        self.folder = f"{report.period.id}/{kinds()['report'].folder}"
        self.notes = Footnotes(words, self.folder)

    def body(self) -> str:
        sections = (
            self.opening(),
            self.heading("draft.work", 2, period=escape(self.report.period.title)),
            self.duties(),
            self.meetings(),
            self.study(),
            self.materials(),
            self.channels(),
            self.heading("draft.risks", 2),
            self.risks(),
            self.heading("draft.progress", 2),
            self.progress(),
            self.heading("draft.next", 2),
            self.next_measures(),
            self.notes.definitions(),
        )
        return "\n\n".join(section for section in sections if section) + "\n"

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
            parts.append(self.clause("draft.duties_set", _all(known)) + self.words("draft.colon"))
            parts.append("\n".join(self.duty(duty) for duty in known))
        else:
            parts.append(self.sentence(self.words("draft.none.duties")))
        return "\n\n".join([*parts, self.gap("duties")])

    def duty(self, duty: Record) -> str:
        name = link(duty, self.folder, duty.text("group") or duty.text("post"))
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
        clauses = [
            self.clause("draft.plans_made", found.plans),
            self.clause("draft.sessions_planned", found.planned) if found.planned else "",
            self.clause("draft.sessions_held", found.held),
        ]
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
        return _table(rows)

    def form(self, line: PlanLine) -> str:
        if not line.department:
            return escape(line.form)
        form = self.words("study.form_of", form=line.form, department=line.department)
        return escape(form)

    def materials(self) -> str:
        words, pause = self.words, self.words("draft.pause")
        types = pause.join(
            self.clause("draft.of_type", count, type=words(f"choice.type.{type}"))
            for type, count in self.report.types
        )
        kept = self.clause("draft.materials_kept", self.report.materials)
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

    def risks(self) -> str:
        found, words = self.report.risks, self.words
        sources = words("draft.pause").join(
            self.clause("draft.counted", count, label=words(f"choice.source.{source}"))
            for source, count in found.sources
        )
        new = self.clause("draft.risks_found", _items(found.found))
        if new and sources:
            new += words("draft.brackets", text=sources)
        carried = self.clause("draft.risks_carried_in", _items(found.carried_in))
        returned = self.clause("draft.risks_returned", _items(found.returned))
        parts = [
            self.heading("draft.found", 3),
            *self.numbered(new, found.found, "draft.none.found"),
            self.heading("draft.carried_in", 3),
            *self.numbered(carried, found.carried_in, "draft.none.carried_in"),
        ]
        if found.returned:
            parts.append(self.heading("draft.returned", 3))
            parts += self.numbered(returned, found.returned, "")
        return "\n\n".join([*parts, self.gap("risks")])

    def numbered(self, lead: str, register: Iterable[Item], none: str) -> list[str]:
        entries = [f"{n}. {self.risk(one)}" for n, one in enumerate(register, start=1)]
        if not entries:
            return [self.sentence(self.words(none))]
        return [lead + self.words("draft.colon"), "\n".join(entries)]

    def risk(self, one: Item) -> str:
        record, life = one.record, one.life
        flags = self.words("draft.pause").join(self.words(f"flag.{flag}") for flag in life.flags)
        state = self.state("risk", life.state)
        facts = [state + (self.words("draft.brackets", text=flags) if flags else "")]
        facts.append(self.fact("owner", record.text("owner")))
        if life.due:
            facts.append(self.fact("due", self.day(life.due)))
        if life.until:
            facts.append(self.fact("until", self.day(life.until)))
        if record.text("cause"):
            facts.append(self.fact("cause", record.text("cause").rstrip("。；;.")))
        name = link(record, self.folder, record.title)
        return self.words("mark.label", label=name) + self.listed(facts)

    def progress(self) -> str:
        found, made = self.report.risks, self.report.measures
        paragraphs = [self.risks_dealt_with(), self.rate(), self.happened()]
        if not found.all.number:
            paragraphs = [self.sentence(self.words("draft.none.progress"))]
        measures = self.sentence(
            self.clause("draft.measures_carried_in", made.carried_in),
            self.clause("draft.measures_made", made.made),
        )
        states = self.states("measure", made.states, made.flags)
        paragraphs.append(self.paragraph(measures, states))
        if any(flag in (Flag.OVERDUE, Flag.STALLED) for flag, _ in (*found.flags, *made.flags)):
            paragraphs.append(self.gap("late"))
        return "\n\n".join(part for part in paragraphs if part)

    def risks_dealt_with(self) -> str:
        found = self.report.risks
        text = self.sentence(
            self.clause("draft.risks_carried_in", _items(found.carried_in)),
            self.clause("draft.risks_found", _items(found.found)),
            self.clause("draft.risks_returned", _items(found.returned)),
            self.clause("draft.risks_in_all", found.all),
        )
        return self.paragraph(text, self.states("risk", found.states, found.flags))

    def states(
        self,
        kind: str,
        states: Iterable[tuple[State, Count]],
        flags: Iterable[tuple[Flag, Count]],
    ) -> str:
        """How many items of a kind are in which state, and how many bear which flag."""
        listed = [(self.state(kind, state), count) for state, count in states]
        marked = [(self.words(f"flag.{flag}"), count) for flag, count in flags]
        groups = [
            self.words("draft.pause").join(
                self.clause("draft.counted", count, label=label) for label, count in group
            )
            for group in (listed, marked)
            if group
        ]
        if not groups:
            return ""
        as_of = self.words("draft.as_of", day=self.day(self.report.until))
        return as_of + self.words("draft.semicolon").join(groups) + self.words("draft.stop")

    def rate(self) -> str:
        found, words = self.report.risks, self.words
        if found.rate.percent is None:
            return self.sentence(words("draft.no_rate"))
        apart = [
            self.clause("draft.counted", count, label=label)
            for label, count in (
                (self.state("risk", State.DISMISSED), found.dismissed),
                (words("choice.mode.ongoing"), found.ongoing),
            )
            if count.number
        ]
        counted = self.clause("draft.rate_counted", found.counted)
        if apart:
            text = words("draft.rate_apart", list=words("draft.pause").join(apart))
            counted += words("draft.brackets", text=text)
        figures = words(
            "draft.rate",
            closed=found.rate.closed,
            counted=found.rate.counted,
            percent=found.rate.percent,
        )
        closed = self.clause("draft.rate_closed", found.closed_of_rate)
        return self.sentence(counted, closed, figures)

    def happened(self) -> str:
        """What the period's events did: closed, dismissed, reopened, extended."""
        found, words = self.report.risks, self.words
        listed = [
            self.clause("draft.counted", count, label=label)
            for label, count in (
                (words("event.close"), found.closed_now),
                (words("event.dismiss"), found.dismissed_now),
                (words("event.reopen"), found.reopened),
                (words("event.extend"), found.extended),
            )
            if count.number
        ]
        if not listed:
            return ""
        return words("draft.this_period") + self.sentence(words("draft.pause").join(listed))

    def next_measures(self) -> str:
        found, words = self.report.measures, self.words
        parts = []
        if found.open:
            lead = self.clause("draft.measures_open", _items(found.open))
            parts += [lead + words("draft.colon"), self.measure_table(found.open)]
        else:
            parts.append(self.sentence(words("draft.none.measures")))
        uncovered = self.clause("draft.uncovered", found.uncovered)
        if uncovered:
            parts.append(self.paragraph(self.sentence(uncovered), self.gap("uncovered")))
        return "\n\n".join([*parts, self.gap("plans")])

    def measure_table(self, measures: Iterable[Item]) -> str:
        words = self.words
        head = [words("kind.measure"), words("field.owner"), words("field.due")]
        rows = [[*head, words("life.progress")]]
        for one in measures:
            due = self.day(one.life.due) if one.life.due else words("draft.no_due")
            name = link(one.record, self.folder)
            rows.append([name, escape(one.record.text("owner")), due, self.done(one)])
        if not any(row[-1] for row in rows[1:]):
            rows = [row[:-1] for row in rows]
        return _table(rows)

    def done(self, one: Item) -> str:
        target = one.record.mapping("target")
        number = target.get("number")
        if not isinstance(number, int | float):
            return ""
        text = self.words(
            "life.done_of",
            what=target.get("what"),
            done=f"{one.life.done_number or 0:g}",
            number=f"{number:g}",
        )
        return escape(text)

    def section(self, name: str, *clauses: str) -> str:
        """A part with one sentence, and the gap of what a person adds to it."""
        none = "" if any(clauses) else self.words(f"draft.none.{name}")
        text = self.sentence(*clauses, none)
        return "\n\n".join([self.heading(f"draft.{name}", 3), text, self.gap(name)])

    def heading(self, key: str, level: int, **values: str) -> str:
        return f"{'#' * level} {self.words(key, **values)}"

    def gap(self, name: str) -> str:
        words = self.words
        return words("draft.gap", name=words("draft.gap_name"), what=words(f"draft.gap.{name}"))

    def clause(self, key: str, count: Count, **values: str) -> str:
        """A number with the footnote of what it counts, in words; `""` where it is nothing."""
        if not count.number:
            return ""
        note = self.notes.note(count.records, count.shares)
        return self.words(key, n=count.number, note=note, **values)

    def number(self, count: Count) -> str:
        return f"{count.number}{self.notes.note(count.records, count.shares)}"

    def sentence(self, *clauses: str) -> str:
        text = self.words("draft.comma").join(clause for clause in clauses if clause)
        return text + self.words("draft.stop") if text else ""

    def listed(self, facts: Iterable[str]) -> str:
        return self.words("draft.semicolon").join(facts) + self.words("draft.stop")

    def paragraph(self, *sentences: str) -> str:
        return self.words("draft.space").join(sentence for sentence in sentences if sentence)

    def fact(self, field: str, text: str) -> str:
        return self.words("mark.label", label=self.words(f"field.{field}")) + escape(text)

    def state(self, kind: str, state: State) -> str:
        return self.words(f"{'measure_state' if kind == 'measure' else 'state'}.{state}")

    def day(self, day: date) -> str:
        return self.words("draft.day", year=day.year, month=day.month, day=day.day)


def _all(records: tuple[Record, ...]) -> Count:
    return Count(number=len(records), records=records)


def _items(register: Iterable[Item]) -> Count:
    return _all(tuple(one.record for one in register))


def _shares(line: PlanLine) -> list[int]:
    from termbook.archive.study_plans import held_in

    return [held_in(session) for session in line.sessions]


def _table(rows: list[list[str]]) -> str:
    """A table; the first row is its head."""
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
