"""Records made by hand, and as much of an archive as the rules ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from termbook.archive.life import Life, latest_ended_start, measure_life, risk_life
from termbook.diagnostics import Diagnostic, Place, in_order
from termbook.model.institution import Institution
from termbook.model.record import Record, Value
from termbook.words import Words

FOLDERS = {"risk": "risks", "measure": "measures", "update": "updates"}


def day(text: str) -> date:
    """`2020-03-01` as a date."""
    return date.fromisoformat(text)


def record(kind: str, path: str, on: str, **fields: Value) -> Record:
    """A record whose fields stand one below the other: title in line 2, date in line 3, …"""
    typed: dict[str, Value] = {"title": "标题", "date": day(on), **fields}
    places: dict[str, Place] = {}
    for line, (name, value) in enumerate(typed.items(), start=2):
        places[name] = Place(line=line)
        if isinstance(value, tuple):
            places.update({f"{name}[{n}]": Place(line=line) for n in range(len(value))})
        if isinstance(value, Mapping):
            places.update({f"{name}.{key}": Place(line=line) for key in value})
    id = typed.get("id")
    return Record(
        kind=kind,
        id=id if isinstance(id, str) else path.removesuffix(".md"),
        period=path.partition("/")[0],
        path=path,
        title=str(typed["title"]),
        date=day(on),
        access="staff",
        fields=typed,
        places=places,
    )


def risk(on: str = "2020-01-10", id: str = "R-2020-01", **fields: Value) -> Record:
    """A risk, of which 支部书记 is the owner: id in line 4, owner in line 5."""
    return record("risk", f"2020-h1/risks/{id}.md", on, id=id, **{"owner": "支部书记", **fields})


def measure(on: str = "2020-01-10", id: str = "M-2020-01", **fields: Value) -> Record:
    """A measure, of which 支部书记 is the owner: id in line 4, owner in line 5."""
    path = f"2020-h1/measures/{id}.md"
    return record("measure", path, on, id=id, **{"owner": "支部书记", **fields})


def update(
    event: str, on: str, *, of: str = "R-2020-01", name: str = "", **fields: Value
) -> Record:
    """An update in `<day>.md`: date in line 3, of in line 4, event in line 5, the rest below."""
    path = f"2020-h1/updates/{name or on}.md"
    return record("update", path, on, of=of, event=event, **fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A period."""

    id: str
    start: date
    end: date
    record: Record


def term(id: str, start: str, end: str) -> Term:
    """A period from `start` to `end`; in its period.md `end` is in line 5."""
    fields: dict[str, Value] = {"start": day(start), "end": day(end)}
    return Term(
        id=id,
        start=day(start),
        end=day(end),
        record=record("period", f"{id}/period.md", start, **fields),
    )


FIRST_HALF = term("2020-h1", "2020-01-01", "2020-06-30")
SECOND_HALF = term("2020-h2", "2020-07-01", "2020-12-31")


@dataclass(slots=True, kw_only=True)
class Shelf:
    """A few records as of a day."""

    records: Sequence[Record]
    on: date
    periods: Sequence[Term] = (FIRST_HALF, SECOND_HALF)
    approvers: Sequence[str] = ("支部书记",)
    institution: Institution = field(default_factory=Institution)

    @property
    def by_id(self) -> dict[str, Record]:
        return {item.id: item for item in self.records}

    def of_kind(self, kind: str) -> list[Record]:
        return [item for item in self.records if item.kind == kind]

    def updates_of(self, id: str) -> list[Record]:
        return [item for item in self.of_kind("update") if item.text("of") == id]

    def life(self, id: str) -> Life:
        item = self.by_id[id]
        if item.kind == "measure":
            return measure_life(item, self.updates_of(id), on=self.on)
        stalled_since = latest_ended_start(self.periods, self.on)
        return risk_life(item, self.updates_of(id), on=self.on, stalled_since=stalled_since)


Rule = Callable[[Shelf], Iterator[Diagnostic]]


def complaints(
    rules: Iterable[Rule], records: Sequence[Record], on: str, language: str = "zh-Hans"
) -> list[str]:
    """What `rules` say about `records` as of `on`: `path:line: rule message`, in order."""
    shelf = Shelf(records=records, on=day(on), institution=Institution(language=language))
    words = Words(language)
    found = in_order(diagnostic for rule in rules for diagnostic in rule(shelf))
    return [
        f"{d.path}:{d.place.line}: {d.rule} {words(f'rule.{d.rule}.message', **dict(d.args))}"
        for d in found
    ]
