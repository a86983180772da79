"""The drafted report's sections on risks: what was found, how it went, what comes next.

Apart from `draft`, which holds the rest, so that each can be read in one sitting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbook.archive.life import Flag
from termbook.archive.transitions import State
from termbook.pages.footnotes import Footnotes, link
from termbook.pages.markdown import escape
from termbook.pages.phrases import Phrases, table
from termbook.views.register import Item
from termbook.views.term_report import Count, TermReport, counted
from termbook.words import Words


class RectificationDraft(Phrases):
    """Sections two to four of one report."""

    def __init__(self, report: TermReport, words: Words, notes: Footnotes) -> None:
        super().__init__(words, notes)
        self.report = report

    def sections(self) -> Iterator[str]:
        """The three sections."""
        yield self.heading("draft.risks", 2)
        yield self.risks()
        yield self.heading("draft.progress", 2)
        yield self.progress()
        yield self.heading("draft.next", 2)
        yield self.next_measures()

    def risks(self) -> str:
        found, words = self.report.risks, self.words
        new = self.clause("draft.risks_found", _items(found.found))
        if found.sources:
            sources = words("draft.pause").join(
                self.clause("draft.counted", count, label=words(f"choice.source.{source}"))
                for source, count in found.sources
            )
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
        if found.all.number:
            parts.append(self.gap("risks"))
        return "\n\n".join(parts)

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
        name = link(record, self.notes.folder, record.title)
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
        groups = [
            clause
            for key, items in (
                ("draft.risks_carried_in", found.carried_in),
                ("draft.risks_found", found.found),
                ("draft.risks_returned", found.returned),
            )
            if (clause := self.clause(key, _items(items)))
        ]
        if len(groups) > 1:
            groups.append(self.clause("draft.risks_in_all", found.all))
        states = self.states("risk", found.states, found.flags)
        return self.paragraph(self.sentence(*groups), states)

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
        counted = self.clause("draft.rate_counted", found.counted)
        apart = [
            self.clause("draft.counted", count, label=label)
            for label, count in (
                (self.state("risk", State.DISMISSED), found.dismissed),
                (words("choice.mode.ongoing"), found.ongoing),
            )
            if count.number
        ]
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
                (words("draft.event.close"), found.closed_now),
                (words("draft.event.dismiss"), found.dismissed_now),
                (words("draft.event.reopen"), found.reopened),
                (words("draft.event.extend"), found.extended),
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
            name = link(one.record, self.notes.folder)
            rows.append([name, escape(one.record.text("owner")), due, self.done(one)])
        if not any(row[-1] for row in rows[1:]):
            rows = [row[:-1] for row in rows]
        return table(rows)

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


def _items(register: Iterable[Item]) -> Count:
    return counted(one.record for one in register)
