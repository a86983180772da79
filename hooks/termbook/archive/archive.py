"""The archive: records as of a day and for an audience, with the indexes that views ask.

What happened later and what the audience may not see is not in it, so that no view, page, figure
or export needs to remember to leave it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from termbook.archive.collection import Collection, Period
from termbook.archive.layout import resolve_file
from termbook.archive.life import Life, latest_ended_start, measure_life, risk_life
from termbook.model.institution import Institution
from termbook.model.record import Record

_NONE: tuple[Record, ...] = ()


class Archive:
    """The records of `collection` dated up to `on` that `audience` may see.

    `records` are in the order period, kind, id; period records are among them, and records of a
    folder that no period.md describes. `by_id` keeps the first of two that share an id. Raises
    ValueError for an audience that the institution does not have.
    """

    def __init__(self, collection: Collection, *, on: date, audience: str) -> None:
        institution = collection.institution
        if audience not in institution.audiences:
            raise ValueError(f"no such audience: {audience}")
        self.institution: Institution = institution
        self.on = on
        self.audience = audience
        seen = {a for a in institution.audiences if institution.sees(audience, a)}
        self.periods: tuple[Period, ...] = tuple(
            p for p in collection.periods if p.start <= on and p.record.access in seen
        )
        later = {period.id for period in collection.periods if period.start > on}
        self.records: Sequence[Record] = tuple(
            record
            for record in collection.records
            if record.date <= on and record.access in seen and record.period not in later
        )
        by_id: dict[str, Record] = {}
        for record in self.records:
            by_id.setdefault(record.id, record)
        self.by_id: Mapping[str, Record] = by_id
        self.by_path: Mapping[str, Record] = {record.path: record for record in self.records}
        self._lives: dict[str, Life] = {}
        self._collected_files = collection.files

    @property
    def approvers(self) -> tuple[str, ...]:
        """The posts whose approval counts."""
        return self.institution.approvers

    @cached_property
    def period_by_id(self) -> Mapping[str, Period]:
        """The periods by id."""
        return {period.id: period for period in self.periods}

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Record]]:
        groups: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            groups[record.kind].append(record)
        return {kind: tuple(records) for kind, records in groups.items()}

    @cached_property
    def _by_period(self) -> Mapping[str, Sequence[Record]]:
        groups: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            groups[record.period].append(record)
        return {period: tuple(records) for period, records in groups.items()}

    @cached_property
    def _updates(self) -> Mapping[str, Sequence[Record]]:
        groups: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.of_kind("update"):
            groups[record.text("of")].append(record)
        return {item: tuple(records) for item, records in groups.items()}

    @cached_property
    def _backlinks(self) -> Mapping[str, Sequence[Record]]:
        groups: defaultdict[str, dict[str, Record]] = defaultdict(dict)
        for record in self.records:
            for target in self.targets(record):
                if target.id != record.id:
                    groups[target.id][record.id] = record
        return {target: tuple(records.values()) for target, records in groups.items()}

    @cached_property
    def measures_of(self) -> Mapping[str, Sequence[Record]]:
        """The measures that address each risk, by the risk's id."""
        groups: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.of_kind("measure"):
            for risk in dict.fromkeys(record.texts("risks")):
                groups[risk].append(record)
        return {risk: tuple(records) for risk, records in groups.items()}

    @cached_property
    def stalled_since(self) -> date | None:
        """The first day of the latest period that has ended, if one has."""
        return latest_ended_start(self.periods, self.on)

    @cached_property
    def files(self) -> Mapping[str, Record]:
        """The files that a record of this archive names, each with the first record to do so."""
        named: dict[str, Record] = {}
        for record in self.records:
            names = [link.name for link in record.files]
            names += [m.target for m in record.mentions if m.kind in ("file", "image")]
            for name in names:
                path = resolve_file(record.path, name)
                if path is not None and path in self._collected_files:
                    named.setdefault(path, record)
        return named

    def groups(self) -> tuple[Mapping[str, Sequence[Record]], ...]:
        """Records by kind, by period, updates by item, mentions by target, measures by risk."""
        return (
            self._by_kind,
            self._by_period,
            self._updates,
            self._backlinks,
            self.measures_of,
        )

    def of_kind(self, kind: str) -> Sequence[Record]:
        """The records of one kind."""
        return self._by_kind.get(kind, _NONE)

    def in_period(self, period: str) -> Sequence[Record]:
        """The records of one period, its period.md among them."""
        return self._by_period.get(period, _NONE)

    def updates_of(self, id: str) -> Sequence[Record]:
        """The updates on the risk or measure `id`, in no promised order."""
        return self._updates.get(id, _NONE)

    def mentioned_in(self, id: str) -> Sequence[Record]:
        """The records that link to `id`, from front matter or text."""
        return self._backlinks.get(id, _NONE)

    def targets(self, record: Record) -> list[Record]:
        """The records that `record` links to, each once, in the order of its text."""
        targets: dict[str, Record] = {}
        for link in record.links:
            target = self.by_id.get(link.target)
            if target is not None:
                targets.setdefault(target.id, target)
        for mention in record.mentions:
            if mention.kind == "record":
                target = self.by_id.get(mention.target)
            elif mention.kind == "file" and mention.target.endswith(".md"):
                target = self.by_path.get(resolve_file(record.path, mention.target) or "")
            else:
                continue
            if target is not None:
                targets.setdefault(target.id, target)
        return list(targets.values())

    def life(self, id: str) -> Life:
        """The life of the risk or measure `id` as of this archive's day. KeyError without one."""
        return self.life_of(self.by_id[id])

    def life_of(self, item: Record) -> Life:
        """The life of a risk or a measure as of this archive's day. KeyError for other records.

        Asked by the record, because two records may share an id until somebody renumbers one.
        """
        known = self._lives.get(item.path)
        if known is None:
            updates = self.updates_of(item.id)
            if item.kind == "risk":
                known = risk_life(item, updates, on=self.on, stalled_since=self.stalled_since)
            elif item.kind == "measure":
                known = measure_life(item, updates, on=self.on)
            else:
                raise KeyError(item.id)
            self._lives[item.path] = known
        return known
