"""Clauses, sentences and marks of a drafted text, in the words of either language.

Apart from `draft` because they know how to say a count, not what a report is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from termbook.archive.transitions import State
from termbook.pages.footnotes import Footnotes
from termbook.pages.markdown import escape
from termbook.views.term_report import Count
from termbook.words import Words


class Phrases:
    """The phrases of one text, and the footnotes that they ask for."""

    def __init__(self, words: Words, notes: Footnotes) -> None:
        self.words = words
        self.notes = notes

    def heading(self, key: str, level: int, **values: str) -> str:
        """A heading of `level`, with the words for `key`."""
        return f"{'#' * level} {self.words(key, **values)}"

    def gap(self, name: str) -> str:
        """A gap: what a person must write here."""
        words = self.words
        return words("draft.gap", name=words("draft.gap_name"), what=words(f"draft.gap.{name}"))

    def clause(self, key: str, count: Count, **values: str) -> str:
        """A number with the footnote of what it counts, in words; `""` where it is nothing."""
        if not count.number:
            return ""
        note = self.notes.note(count.records, count.shares)
        return self.words(key, n=count.number, note=note, **values)

    def number(self, count: Count) -> str:
        """A number alone, with the footnote of what it counts."""
        return f"{count.number}{self.notes.note(count.records, count.shares)}"

    def sentence(self, *clauses: str) -> str:
        """Clauses as one sentence; `""` where all of them are empty."""
        text = self.words("draft.comma").join(clause for clause in clauses if clause)
        return text + self.words("draft.stop") if text else ""

    def listed(self, facts: Iterable[str]) -> str:
        """Facts as one sentence, with semicolons between them."""
        return self.words("draft.semicolon").join(facts) + self.words("draft.stop")

    def paragraph(self, *sentences: str) -> str:
        """Sentences one after another; empty ones are left out."""
        return self.words("draft.space").join(sentence for sentence in sentences if sentence)

    def fact(self, field: str, text: str) -> str:
        """A fact with the label of its field."""
        return self.words("mark.label", label=self.words(f"field.{field}")) + escape(text)

    def state(self, kind: str, state: State) -> str:
        """A state of a risk or a measure."""
        return self.words(f"{'measure_state' if kind == 'measure' else 'state'}.{state}")

    def day(self, day: date) -> str:
        """A day, written out."""
        return self.words("draft.day", year=day.year, month=day.month, day=day.day)


def table(rows: list[list[str]]) -> str:
    """A table; the first row is its head."""
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
