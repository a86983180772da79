"""Which records a generated archive has: kind, id, day, topic and audience of each.

Apart from their text and fields (`bench.generate`), because links need to know all records
before the first one is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from bench import lexicon, lives
from bench.lives import Event, Item

LAST_YEAR: Final = 2020
"""The last period is the second half of this year."""

FOLDERS: Final[Mapping[str, str]] = {
    "report": "reports", "meeting": "meetings", "session": "sessions", "material": "materials",
    "plan": "plans", "risk": "risks", "measure": "measures", "update": "updates",
    "duty": "duties", "channel": "channels",
}  # fmt: skip

_SHARES: Final[Mapping[str, int]] = {
    "update": 41, "session": 13, "material": 14, "meeting": 10, "risk": 6, "measure": 6,
    "report": 3, "duty": 3, "plan": 2, "channel": 2,
}  # fmt: skip
"""Percent of all records."""

_LEAST_PER_PERIOD: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half year, with its days as proleptic ordinals, both included."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record to be written."""

    kind: str
    id: str
    path: str
    """Below records/, with its ending."""
    period: Period
    day: int
    topic: str
    access: str
    form: str = ""
    """Of a session."""
    item: Item | None = None
    """Of a risk or measure, and of an update to one."""
    event: Event | None = None
    """Of an update."""


@dataclass(slots=True)
class Shelf:
    """Records of some kinds in the order of their days: what a later record may link to."""

    days: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in sorted(entries, key=lambda entry: (entry.day, entry.id)):
            self.days.append(entry.day)
            self.ids.append(entry.id)

    def some(self, day: int, most: int, rng: Random) -> list[str]:
        """At most so many different ids of records up to that day, mostly of the last ones."""
        end = bisect_right(self.days, day)
        reach = min(end, 300)
        wanted = range(most if end else 0)
        picked = [self.ids[end - 1 - int(reach * rng.random() ** 2)] for _ in wanted]
        return list(dict.fromkeys(picked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """All records, in the order in which they are written, and what may be linked."""

    periods: Sequence[Period]
    entries: Sequence[Entry]
    shelves: Mapping[tuple[str, bool], Shelf]
    """By kind, and whether for public records only; kind "" holds all but updates."""


def list_periods(number: int) -> list[Period]:
    """So many half years, the last of them 2020-h2."""
    periods = []
    for index in range(2 * LAST_YEAR + 2 - number, 2 * LAST_YEAR + 2):
        year, half = divmod(index, 2)
        first = date(year, 7, 1) if half else date(year, 1, 1)
        last = date(year, 12, 31) if half else date(year, 6, 30)
        periods.append(
            Period(id=f"{year}-h{half + 1}", start=first.toordinal(), end=last.toordinal())
        )
    return periods


def count_kinds(records: int, periods: int) -> dict[str, int]:
    """How many records of each kind; every period has a report and a plan.

    Raises ValueError when there are fewer than ten records for each period.
    """
    if periods < 1 or records < _LEAST_PER_PERIOD * periods:
        raise ValueError(f"at least one period, and {_LEAST_PER_PERIOD} records for each")
    counts = {kind: records * share // 100 for kind, share in _SHARES.items()}
    for kind in ("report", "plan", "material"):
        counts[kind] = max(counts[kind], periods)
    counts["risk"] = max(counts["risk"], 1)
    counts["session"] += records - sum(counts.values())
    while counts["session"] < periods:
        counts["update"] -= 1
        counts["session"] += 1
    return counts


class _Numbering:
    """Counts up per name, so that ids are unique."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def next(self, name: str) -> int:
        self._used[name] += 1
        return self._used[name]


def make_outline(records: int, periods: int, seed: int) -> Outline:
    """Lay out an archive of so many records over so many half years.

    Raises ValueError when there are fewer than ten records for each period.
    """
    rng = Random(f"outline:{seed}")
    spans = list_periods(periods)
    counts = count_kinds(records, periods)
    numbering = _Numbering()
    risks, measures = _make_items(counts, spans, rng)
    items = [*risks, *measures]
    lives.fit(items, counts["update"])
    for measure in measures:
        lives.tell_numbers(measure)
    counts["session"] += counts["update"] - lives.count_events(items)

    entries: list[Entry] = []
    for kind in ("report", "meeting", "session", "material", "plan", "duty", "channel"):
        entries.extend(_place(kind, index, spans, numbering, rng) for index in range(counts[kind]))
    entries.extend(_enter_items("risk", risks, spans))
    entries.extend(_enter_items("measure", measures, spans))
    entries.extend(_enter_updates(items, spans))
    return Outline(periods=spans, entries=entries, shelves=_fill_shelves(entries))


def _place(
    kind: str, index: int, spans: Sequence[Period], numbering: _Numbering, rng: Random
) -> Entry:
    every_period = index < len(spans)  # the first ones go round, so that none is without
    period = spans[index] if every_period else spans[int(rng.random() * len(spans))]
    day = rng.randint(period.start, period.end)
    form = ""
    if kind == "material" and every_period:
        day = period.start
    elif kind == "plan":
        day = period.start + rng.randint(1, 20)
    elif kind == "report":
        day = period.end + rng.randint(-15, 0 if period is spans[-1] else 20)
    elif kind == "session":
        form = lexicon.FORMS[int(len(lexicon.FORMS) * rng.random() ** 1.6)]
    name = _NAMES[kind].format(
        form=form, day=date.fromordinal(day), number=numbering.next(f"{period.id}/{kind}")
    )
    folder = f"{period.id}/{FOLDERS[kind]}"
    return Entry(
        kind=kind, id=f"{folder}/{name}", path=f"{folder}/{name}.md", period=period, day=day,
        topic=_choose_topic(rng), access=_choose_access(kind, rng), form=form,
    )  # fmt: skip


_NAMES: Final[Mapping[str, str]] = {
    "report": "work-report-{number}", "meeting": "会议纪要-{number:03}",
    "session": "{day:%m%d}-{form}-{number}", "material": "notice-{number}",
    "plan": "study-plan-{number}", "duty": "duty-{number}", "channel": "channel-{number}",
}  # fmt: skip


def _choose_topic(rng: Random) -> str:
    return tuple(lexicon.TOPICS)[int(len(lexicon.TOPICS) * rng.random() ** 1.5)]


def _choose_access(kind: str, rng: Random) -> str:
    chance = rng.random()
    if kind == "meeting":
        return "leadership" if chance < 0.05 else "staff"
    public = {"material": 0.25, "report": 0.3, "session": 0.1, "channel": 0.5}.get(kind, 0.0)
    return "public" if chance < public else "staff"


def _make_items(
    counts: Mapping[str, int], spans: Sequence[Period], rng: Random
) -> tuple[list[Item], list[Item]]:
    first, last = spans[0].start + 10, spans[-1].end
    days = sorted(rng.randint(first, last - 20) for _ in range(counts["risk"]))
    risks = [
        Item(
            id=identity, found=day, topic=_choose_topic(rng), owner=_choose_owner(rng),
            ongoing=rng.random() < 0.03,
        )
        for identity, day in zip(_number("R", days), days, strict=True)
    ]  # fmt: skip
    for risk in risks:
        risk.due = 0 if risk.ongoing else risk.found + rng.randint(60, 160)
        lives.live_risk(risk, rng, last)
    chosen = sorted(int(rng.random() * len(risks)) for _ in range(counts["measure"]))
    starts = [(min(risks[index].found + rng.randint(2, 20), last), index) for index in chosen]
    starts.sort()
    measures = []
    identities = _number("M", [day for day, _ in starts])
    for identity, (day, index) in zip(identities, starts, strict=True):
        also = risks[index - 1] if index and rng.random() < 0.25 else risks[index]
        measure = Item(
            id=identity, found=day, topic=risks[index].topic, owner=_choose_owner(rng),
            due=day + rng.randint(60, 150), target=rng.choice((0, 0, 3, 6, 12, 24, 48)),
            risks=tuple(dict.fromkeys((risks[index].id, also.id))),
        )  # fmt: skip
        lives.live_measure(measure, rng, last)
        measures.append(measure)
    return risks, measures


def _choose_owner(rng: Random) -> str:
    return rng.choice(lexicon.POSTS)


def _number(letter: str, days: Sequence[int]) -> Iterator[str]:
    years = [date.fromordinal(day).year for day in days]
    width = max(2, max((len(str(count)) for count in Counter(years).values()), default=2))
    used: Counter[int] = Counter()
    for year in years:
        used[year] += 1
        yield f"{letter}-{year}-{used[year]:0{width}}"


def _find_period(day: int, spans: Sequence[Period]) -> Period:
    return spans[bisect_right(spans, day, key=lambda period: period.start) - 1]


def _enter_items(kind: str, items: Sequence[Item], spans: Sequence[Period]) -> Iterator[Entry]:
    for item in items:
        period = _find_period(item.found, spans)
        yield Entry(
            kind=kind, id=item.id, path=f"{period.id}/{FOLDERS[kind]}/{item.id}.md", period=period,
            day=item.found, topic=item.topic, access="staff", item=item,
        )  # fmt: skip


def _enter_updates(items: Sequence[Item], spans: Sequence[Period]) -> Iterator[Entry]:
    for item in items:
        for number, event in enumerate(item.events, start=1):
            period = _find_period(event.day, spans)
            identity = f"{period.id}/updates/{item.id}-{number:02}-{event.name}"
            yield Entry(
                kind="update", id=identity, path=f"{identity}.md", period=period, day=event.day,
                topic=item.topic, access="staff", item=item, event=event,
            )  # fmt: skip


def _fill_shelves(entries: Sequence[Entry]) -> dict[tuple[str, bool], Shelf]:
    shelves: dict[tuple[str, bool], Shelf] = {}
    open_to = {True: ("public",), False: ("public", "staff")}
    for public, audiences in open_to.items():
        seen = [entry for entry in entries if entry.access in audiences]
        for kind in FOLDERS:
            shelf = shelves[kind, public] = Shelf()
            shelf.add(entry for entry in seen if entry.kind == kind)
        shelf = shelves["", public] = Shelf()
        shelf.add(entry for entry in seen if entry.kind != "update")
    return shelves
