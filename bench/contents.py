"""The fields of each generated record, kind by kind, as the record contract allows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Final

from bench import lexicon
from bench.outline import LAST_YEAR, Entry, Outline, Period
from bench.prose import Writer

Fields = dict[str, object]
"""Front matter by name, in the order in which it is written."""

EVENTS: Final[Mapping[str, str]] = {
    "plan": "制定措施", "progress": "整改进展", "extend": "申请延期", "done": "申请验收",
    "verify": "验收", "close": "销号", "reopen": "重新整改", "accept": "暂予接受",
    "dismiss": "不予立项", "cancel": "取消",
}  # fmt: skip
_SOURCES: Final = (
    "self_inspection", "superior_inspection", "meeting", "audit", "complaint", "incident",
)  # fmt: skip
_MEETINGS: Final = ("工作专题", "工作推进", "工作调度", "工作部署", "联席")


class Filler:
    """Gives entries their fields; knows all entries, so that every link leads somewhere."""

    def __init__(self, outline: Outline) -> None:
        self._shelves = outline.shelves
        self._held = _count_sessions(outline)
        self._reports = {
            entry.period.id: entry.id for entry in outline.entries if entry.kind == "report"
        }
        self._due = _find_dues(outline)
        self._makers: Mapping[str, Callable[[Entry, Random, Writer], Fields]] = {
            "report": self._report, "meeting": self._meeting, "session": self._session,
            "material": self._material, "plan": self._plan, "risk": self._risk,
            "measure": self._measure, "update": self._update, "duty": self._duty,
            "channel": self._channel,
        }  # fmt: skip

    def fill(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        """All front matter of the entry; files named in `attachments` are still to be written."""
        own = self._makers[entry.kind](entry, rng, writer)
        fields: Fields = {"title": own.pop("title"), "date": _day(entry.day)}
        if entry.kind in ("risk", "measure"):
            fields["id"] = entry.id
        fields |= own
        if entry.kind != "plan" and rng.random() < 0.7:
            fields.setdefault("department", _common(lexicon.DEPARTMENTS, rng))
        fields["tags"] = list(dict.fromkeys((entry.topic, *self._more_tags(rng))))
        if entry.access != "staff" or rng.random() < 0.1:
            fields["access"] = entry.access
        if rng.random() < 0.6:
            approved = entry.day + rng.randint(0, 5)
            fields["status"] = "approved"
            fields["approved_by"] = _common(lexicon.APPROVERS, rng)
            fields["approved_on"] = _day(min(approved, max(entry.day, entry.period.end)))
        if rng.random() < 0.12 and (links := self._find("", entry, 2, rng)):
            fields["links"] = links
        return fields

    def mention(self, entry: Entry, rng: Random) -> list[str]:
        """Ids of earlier records that the entry's text links to: none to three."""
        return self._find("", entry, int(4 * rng.random() ** 1.7), rng)

    def _find(self, kind: str, entry: Entry, most: int, rng: Random) -> list[str]:
        found = self._shelves[kind, entry.access == "public"].some(entry.day, most, rng)
        return [identity for identity in found if identity != entry.id]

    def _more_tags(self, rng: Random) -> Sequence[str]:
        tags = []
        if rng.random() < 0.4:
            tags.append(_common(lexicon.GENERAL[:24], rng))
        if rng.random() < 0.2:
            tags.append(rng.choice(tuple(lexicon.TOPICS)))
        return tags

    def _report(self, entry: Entry, rng: Random, _writer: Writer) -> Fields:
        period = entry.period
        return {
            "title": f"{_name(period)}{entry.topic}工作情况报告",
            "covers": {"from": _day(period.start), "to": _day(period.end)},
            "to": _common(lexicon.ISSUERS, rng),
            "doc_no": f"校报〔{period.id[:4]}〕{rng.randint(1, 90)}号",
            "issued_by": _common(lexicon.DEPARTMENTS, rng),
        }

    def _meeting(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        expected = rng.randint(8, 120)
        resolutions: list[Fields] = []
        for number in range(1, 1 + rng.randint(1, 4)):
            row: Fields = {"no": number, "text": f"{writer.adv()}{writer.verb()}{writer.noun()}"}
            row["owner"] = _common(lexicon.POSTS, rng)
            if rng.random() < 0.7:
                row["due"] = _day(entry.day + rng.randint(10, 90))
            if rng.random() < 0.25 and (links := self._find("risk", entry, 1, rng)):
                row["links"] = links
            resolutions.append(row)
        fields: Fields = {
            "title": f"{entry.topic}{rng.choice(_MEETINGS)}会议（第{writer.num()}次）",
            "place": writer.place(),
            "chair": _common(lexicon.POSTS, rng),
            "expected": expected,
            "present": expected - rng.randint(0, 7),
        }
        if materials := self._find("material", entry, rng.randint(0, 2), rng):
            fields["materials"] = materials
        fields["resolutions"] = resolutions
        if rng.random() < 0.03:
            file = f"{entry.path.rsplit('/', 1)[1][:-3]}-附件.txt"
            fields["attachments"] = [{"file": file, "sha256": "", "title": f"{writer.noun()}附件"}]
        return fields

    def _session(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        expected = rng.randint(12, 160)
        fields: Fields = {
            "title": f"{entry.form}：{writer.noun()}与{writer.noun()}",
            "form": entry.form,
            "department": _choose_department(entry),
            "hours": rng.choice((1, 1.5, 2, 2, 3, 4)),
            "lecturer": _common(lexicon.POSTS if rng.random() < 0.7 else lexicon.ISSUERS, rng),
            "expected": expected,
            "present": expected - rng.randint(0, 10),
        }
        if materials := self._find("material", entry, rng.randint(1, 3), rng):
            fields["materials"] = materials
        return fields

    def _material(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        kind = _common(("document", "regulation", "article", "media", "note"), rng)
        fields: Fields = {"title": writer.doc(), "type": kind, "topic": entry.topic}
        if kind == "note":
            fields["title"] = f"{writer.noun()}学习心得（{writer.dept()}）"
            return fields
        fields["issuer"] = writer.issuer()
        issued = _day(entry.day - rng.randint(3, 200))
        fields["doc_no"] = f"教发〔{issued.year}〕{rng.randint(1, 300)}号"
        fields["issued_on"] = issued
        if rng.random() < 0.3:
            fields["required_for"] = sorted({_common(lexicon.DEPARTMENTS, rng) for _ in range(3)})
        name = entry.path.rsplit("/", 1)[1][:-3]
        if rng.random() < 0.06:
            fields["attachments"] = [{"file": f"{name}.txt", "sha256": "", "title": "全文"}]
        elif rng.random() < 0.2:
            fields["url"] = f"https://example.org/{issued.year}/{name}"
        return fields

    def _plan(self, entry: Entry, rng: Random, _writer: Writer) -> Fields:
        fields: Fields = {"title": f"{_name(entry.period)}{entry.topic}学习教育计划"}
        department = rng.choice(("", *lexicon.DEPARTMENTS[:4]))
        held = self._targets(entry.period, department)
        if department and held:
            fields["department"] = department
            fields["title"] = f"{_name(entry.period)}{department}学习教育计划"
        fields["targets"] = held or self._targets(entry.period, "") or {lexicon.FORMS[0]: 1}
        return fields

    def _targets(self, period: Period, department: str) -> dict[str, int]:
        """Half of what is held, so that most plans are met: by form."""
        held = {form: self._held[period.id, department, form] for form in lexicon.FORMS}
        return {form: max(1, number // 2) for form, number in held.items() if number}

    def _risk(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        item = entry.item
        assert item is not None
        fields: Fields = {
            "title": f"{writer.place()}{_subject(entry, writer)}{writer.quality()}",
            "source": _common(_SOURCES, rng),
            "area": entry.topic,
            "owner": item.owner,
        }
        if rng.random() < 0.85:
            fields["level"] = rng.choice(("low", "medium", "medium", "high"))
        fields["mode"] = "ongoing" if item.ongoing else rng.choice(("immediate", "deadline"))
        if item.due:
            fields["due"] = _day(item.due)
        if rng.random() < 0.5:
            fields["cause"] = f"{writer.noun()}{writer.quality()}，{writer.noun()}不到位"
        if rng.random() < 0.6:
            fields["requirement"] = f"{writer.adv()}{writer.verb()}{writer.noun()}"
        if rng.random() < 0.04 and (before := self._find("risk", entry, 1, rng)):
            fields["recurrence_of"] = before[0]
        if rng.random() < 0.5:
            fields["reported_in"] = self._reports[entry.period.id]
        return fields

    def _measure(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        item = entry.item
        assert item is not None
        fields: Fields = {
            "title": f"{writer.adv()}{writer.verb()}{_subject(entry, writer)}",
            "risks": list(item.risks),
            "owner": item.owner,
            "due": _day(item.due),
            "kind": rng.choice(("correction", "corrective")),
        }
        if item.target:
            fields["target"] = {"what": writer.noun(), "number": item.target}
        return fields

    def _update(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        item, event = entry.item, entry.event
        assert item is not None
        assert event is not None
        by, verifier = _choose_hands(item.id, item.owner)
        what = _subject(entry, writer)
        fields: Fields = {
            "title": f"{item.id} {what}{EVENTS[event.name]}",
            "of": item.id,
            "event": event.name,
        }
        if event.name in ("progress", "plan", "done"):
            fields["by"] = by
        if event.name in ("done", "close") or event.passed or rng.random() < 0.1:
            fields["evidence"] = self._find(
                rng.choice(("material", "material", "session")), entry, 2, rng
            ) or self._find("material", entry, 1, rng)
        if event.name == "verify":
            fields["verifier"] = verifier
            fields["result"] = "pass" if event.passed else "fail"
        if event.name in ("extend", "reopen", "accept", "dismiss", "cancel") or (
            event.name == "verify" and not event.passed
        ):
            fields["reason"] = f"{writer.noun()}{writer.quality()}，需{writer.adv()}{writer.verb()}"
        if event.name == "extend":
            fields["new_due"] = _day(self._due[entry.id])
        if event.name == "accept":
            fields["until"] = _day(event.day + rng.randint(160, 300))
        if item.target and event.name in ("progress", "done"):
            fields["done_number"] = item.target if event.name == "done" else event.number
        return fields

    def _duty(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        fields: Fields = {"title": f"{entry.topic}工作职责（{_name(entry.period)}）"}
        if rng.random() < 0.5:
            fields["group"] = f"{entry.topic}工作领导小组"
            fields["lead"] = _common(lexicon.POSTS[:6], rng)
            fields["members"] = sorted({_common(lexicon.POSTS, rng) for _ in range(5)})
        else:
            fields["post"] = _common(lexicon.POSTS, rng)
        fields["duty"] = f"{writer.adv()}{writer.verb()}{writer.noun()}，并{writer.verb()}备案"
        return fields

    def _channel(self, entry: Entry, rng: Random, writer: Writer) -> Fields:
        platform = _common(lexicon.PLATFORMS, rng)
        fields: Fields = {
            "title": f"{writer.name()}{platform}",
            "platform": platform,
            "owner": _common(lexicon.POSTS, rng),
            "approver": _common(lexicon.APPROVERS, rng),
            "reviewed_on": _day(min(entry.day + rng.randint(0, 60), entry.period.end)),
        }
        if rules := self._find("material", entry, 1, rng):
            fields["rule"] = rules[0]
        if not entry.period.id.startswith(str(LAST_YEAR)) or rng.random() < 0.05:
            fields["closed_on"] = _day(entry.period.end)
        return fields


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _name(period: Period) -> str:
    return f"{period.id[:4]}年{'上' if period.id.endswith('1') else '下'}半年"


def _subject(entry: Entry, writer: Writer) -> str:
    """A noun of the entry's topic."""
    return writer.pick(lexicon.TOPICS[entry.topic])


def _common(words: Sequence[str], rng: Random) -> str:
    """A word of the list, early ones more often."""
    return words[int(len(words) * rng.random() ** 1.7)]


def _choose_hands(identity: str, owner: str) -> tuple[str, str]:
    """Who works on an item and who verifies it: two posts, the second not the owner."""
    by, *others = Random(identity).sample(lexicon.POSTS, 3)
    return by, next(post for post in others if post != owner)


def _choose_department(entry: Entry) -> str:
    """Whose session it is."""
    return _common(lexicon.DEPARTMENTS[:8], Random(entry.id))


def _count_sessions(outline: Outline) -> Counter[tuple[str, str, str]]:
    """Sessions held, by period, department ("": of the whole institution) and form."""
    held: Counter[tuple[str, str, str]] = Counter()
    for entry in outline.entries:
        if entry.kind == "session":
            held[entry.period.id, "", entry.form] += 1
            held[entry.period.id, _choose_department(entry), entry.form] += 1
    return held


def _find_dues(outline: Outline) -> dict[str, int]:
    """The new due day that each extension sets, by the id of the update."""
    in_force: dict[str, int] = {}
    dues: dict[str, int] = {}
    for entry in outline.entries:  # the updates of one item stand in the order of their days
        item, event = entry.item, entry.event
        if item is not None and event is not None and event.name == "extend":
            day = max(in_force.get(item.id, item.due), event.day) + 45
            in_force[item.id] = dues[entry.id] = day
    return dues
