"""The page of one record: what it states, its text, its story, and what is linked with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from termbook.archive.archive import Archive
from termbook.archive.layout import resolve_file
from termbook.model.fields import Field
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Badge,
    Block,
    Cell,
    Column,
    Day,
    Entry,
    Fact,
    Facts,
    Heading,
    Listing,
    Notice,
    Prose,
    Reference,
    Row,
    Table,
    Text,
    Timeline,
)
from termbook.pages.compose.site import Site
from termbook.pages.page import Page, Source
from termbook.views.story import Event, story
from termbook.words import Words

_NOT_AS_FACTS = frozenset(
    ("title", "links", "attachments", "resolutions", "status", "level", "start", "end", "sha256")
)
_MANY_LINKS = 100


def record_page(site: Site, record: Record) -> Page:
    """The page of any record but a period's."""
    near = site.neighbours[record.id]
    content: list[Block] = []
    content.extend(_superseded(site, record))
    content.append(_facts(site, record))
    if record.body.strip():
        content.append(prose(site.archive, record, site))
    content.extend(_resolutions(site, record))
    if record.kind in ("risk", "measure"):
        content.extend(_life(site, record))
    if record.kind == "report":
        content.extend(_reported(site, record))
    content.extend(_attachments(site, record))
    content.extend(links(site, record))
    return Page(
        path=paths.of_record(record),
        title=record.title,
        type=record.kind,
        section=kinds()[record.kind].section,
        blocks=tuple(content),
        crumbs=_crumbs(site.words, record.kind),
        lead=_lead(site, record),
        kicker=_kicker(site, record),
        previous=site.link(near.previous) if near.previous else None,
        next=site.link(near.next) if near.next else None,
        source=source(site, record),
        edit_url=site.edit_address(record),
    )


@cache
def _crumbs(words: Words, kind: str) -> tuple[blocks.Link, ...]:
    section = kinds()[kind].section
    return (
        blocks.Link(words(f"section.{section}"), section_path(section)),
        blocks.Link(words(f"kind.{kind}.many"), paths.of_kind(kinds()[kind])),
    )


@cache
def section_path(section: str) -> str:
    """The page that a section of the navigation begins with."""
    return {
        "periods": paths.PERIODS,
        "study": paths.STUDY,
        "rectification": paths.RECTIFICATION,
        "browse": paths.DATES,
    }.get(section) or next(
        paths.of_kind(kind) for kind in kinds().values() if kind.section == section
    )


def source(site: Site, record: Record) -> Source:
    """Where a page's record lies, and what search can filter by."""
    state = ""
    if record.kind in ("risk", "measure"):
        state = str(site.archive.life(record.id).state)
    return Source(
        id=record.id,
        path=record.path,
        kind=record.kind,
        period=record.period,
        date=record.date.isoformat(),
        department=record.text("department"),
        state=state,
    )


def prose(archive: Archive, record: Record, site: Site) -> Prose:
    """A record's text, with what its links lead to in this archive."""
    references: dict[str, Reference] = {}
    files: dict[str, str] = {}
    for mention in record.mentions:
        if mention.kind == "record":
            target = archive.by_id.get(mention.target)
        elif mention.kind in ("file", "image"):
            path = resolve_file(record.path, mention.target)
            target = archive.by_path.get(path or "")
            if path is not None and path in archive.files:
                files[mention.target] = path
        else:
            continue
        if target is not None:
            badge = Badge("", "")
            if target.kind in ("risk", "measure"):
                badge = site.state_badge(archive.life(target.id))
            references[mention.target] = Reference(
                mention.target, paths.of_record(target), target.title, badge.label, badge.style
            )
    return Prose(
        text=record.body,
        folder=record.path.rpartition("/")[0],
        references=tuple(references.values()),
        files=tuple(files.items()),
    )


def links(site: Site, record: Record) -> Iterator[Block]:
    """The records that this one names, and those that name it."""
    words = site.words
    named = [site.archive.by_id[id] for id in record.texts("links") if id in site.archive.by_id]
    if named:
        yield Heading(words("record.related"), "related")
        yield Listing(tuple([site.entry(target) for target in named]))
    known = {update.id for update in site.archive.updates_of(record.id)}
    if record.kind == "risk":
        known |= {measure.id for measure in site.archive.measures_of.get(record.id, ())}
    mentioned = [r for r in site.archive.mentioned_in(record.id) if r.id not in known]
    if mentioned:
        yield Heading(words("record.mentioned_in"), "mentioned-in")
        yield Listing(tuple([site.entry(other) for other in mentioned[:_MANY_LINKS]]))
        if len(mentioned) > _MANY_LINKS:
            more = words("list.more", n=len(mentioned) - _MANY_LINKS)
            yield blocks.Paragraph(blocks.text(more), "quiet")


def _lead(site: Site, record: Record) -> tuple[Badge, ...]:
    badges: list[Badge] = []
    if record.kind in ("risk", "measure"):
        badges.extend(site.state_badges(record))
    if record.kind == "risk":
        badges.extend(
            b for b in site.cell(record, site.field("risk", "level")) if isinstance(b, Badge)
        )
    status = record.text("status")
    if status:
        badges.append(Badge(site.words(f"choice.status.{status}"), f"status-{status}"))
    return tuple(badges)


def _kicker(site: Site, record: Record) -> str:
    parts = [site.words(f"kind.{record.kind}"), site.period_title(record.period)]
    if record.id != record.path.removesuffix(".md"):
        parts.insert(1, record.id)
    return " · ".join(parts)


def _superseded(site: Site, record: Record) -> Iterator[Block]:
    later = [
        other
        for other in site.archive.mentioned_in(record.id)
        if other.text("supersedes") == record.id
    ]
    if later:
        cell = blocks.joined(site.references(later), site.words("mark.comma"))
        yield Notice(site.words("record.superseded_by"), cell, "warning")


@cache
def _fields_as_facts(kind: str) -> tuple[Field, ...]:
    return tuple(field for field in kinds()[kind].all_fields if field.name not in _NOT_AS_FACTS)


@lru_cache(4_096)
def _tags(tags: tuple[str, ...], comma: str) -> Cell:
    links = [(blocks.Link(tag, paths.of_term("tags", tag)),) for tag in tags]
    return blocks.joined(list(links), comma)


def _facts(site: Site, record: Record) -> Facts:
    facts = []
    for field in _fields_as_facts(record.kind):
        name = field.name
        if name == "due":
            cell = _due(site, record) or site.cell(record, field)
        elif name not in record.fields or (name == "id" and record.id == record.path):
            continue
        elif name == "tags":
            cell = _tags(record.texts("tags"), site.words("mark.comma"))
        else:
            cell = site.cell(record, field)
        if cell:
            facts.append(Fact(site.field_label(record.kind, name), cell))
    if record.kind in ("risk", "measure"):
        facts.extend(_derived(site, record))
    return Facts(tuple(facts))


def _due(site: Site, record: Record) -> Cell:
    life = site.archive.life(record.id)
    if life.due is None:
        return ()
    cell: list[blocks.Inline] = [Day(life.due.isoformat())]
    if life.original_due is not None and life.original_due != life.due:
        was = site.words("life.was_due", day=life.original_due.isoformat())
        cell.append(Text(f" {was}"))
    return tuple(cell)


def _derived(site: Site, record: Record) -> Iterator[Fact]:
    words = site.words
    life = site.archive.life(record.id)
    yield Fact(words("life.days_open"), blocks.text(words("count.days", n=life.days_open)))
    if life.until is not None:
        yield Fact(words("field.until"), (Day(life.until.isoformat()),))
    target = record.mapping("target")
    if target:
        yield Fact(words("life.progress"), _done_of(site, record))
    if life.allowed:
        labels = words("mark.comma").join(words(f"event.{event}") for event in life.allowed)
        yield Fact(words("life.allowed_next"), blocks.text(labels))


def _resolutions(site: Site, record: Record) -> Iterator[Block]:
    rows = record.rows("resolutions")
    if not rows:
        return
    words = site.words
    field = site.field("meeting", "resolutions").type
    # the kind says that it holds many tables; a field's type alone does not
    inner = {f.name: f.type for f in field.item.fields}  # type: ignore[attr-defined]
    names = [name for name in inner if any(row.get(name) for row in rows)]
    styles = {"no": "narrow", "text": "wide", "due": "day"}
    yield Heading(words("field.resolutions"), "resolutions")
    yield Table(
        caption=words("meeting.resolutions", n=len(rows)),
        columns=tuple(Column(words(f"resolution.{n}"), styles.get(n, "")) for n in names),
        rows=tuple(
            Row(tuple(site.value(inner[name], row.get(name), record) for name in names))
            for row in rows
        ),
    )


def _life(site: Site, record: Record) -> Iterator[Block]:
    words = site.words
    if record.kind == "risk":
        measures = site.archive.measures_of.get(record.id, ())
        if measures:
            yield Heading(words("risk.measures"), "measures")
            yield Listing(tuple([_measure_entry(site, measure) for measure in measures]))
    yield Heading(words("life.story"), "story")
    events = story(site.archive, record)
    yield Timeline(words("life.story"), tuple([_event(site, record, event) for event in events]))
    recurrences = _risks_naming(site, record, "recurrence_of") if record.kind == "risk" else []
    if recurrences:
        yield Heading(words("risk.recurred"), "recurred")
        yield Listing(tuple([site.entry(risk) for risk in recurrences]))


def _done_of(site: Site, measure: Record) -> Cell:
    """How much of a measure's target is done; empty where it has none."""
    target = measure.mapping("target")
    if not target:
        return ()
    done, number = site.archive.life(measure.id).done_number or 0, target.get("number")
    text = site.words("life.done_of", done=done, number=number, what=target.get("what", ""))
    return blocks.text(text)


def _measure_entry(site: Site, measure: Record) -> Entry:
    life = site.archive.life(measure.id)
    owner = site.cell(measure, site.field("measure", "owner"))
    day = life.due.isoformat() if life.due else ""
    return Entry(
        "",
        (*site.reference(measure),),
        (
            blocks.joined(
                [
                    (Text(site.words("field.owner") + " "), *owner),
                    (Text(site.words("field.due") + " "), Day(day)) if day else (),
                    _done_of(site, measure),
                ],
                " · ",
            ),
        ),
    )


def _event(site: Site, shown: Record, event: Event) -> Entry:
    words = site.words
    record, item = event.record, event.item
    day = event.day.isoformat()
    about: Cell = () if item is shown else (Text(words("mark.about")), *site.reference(item))
    if event.step is None:
        key = "life.found" if item.kind == "risk" else "life.decided"
        label = Badge(words(key), "event-found" if item.kind == "risk" else "event-decided")
        cell: Cell = (label, *(about or (Text(" " + record.title),)))
        return Entry(day, cell, (), "found")
    step = event.step
    label = Badge(words(f"event.{step.event}"), f"event-{step.event}")
    moved: Cell = ()
    if step.after != step.before:
        moved = (
            Text(" → "),
            Badge(site.state_label(item.kind, step.after), f"state-{step.after}"),
        )
    detail: list[Cell] = [(site.link(record),)]
    for name in (
        "result",
        "reason",
        "new_due",
        "until",
        "done_number",
        "by",
        "verifier",
        "evidence",
    ):
        if name not in record.fields:
            continue
        cell = site.cell(record, site.field("update", name))
        if cell:
            detail.append((Text(words("mark.label", label=words(f"field.{name}"))), *cell))
    style = "illegal" if not step.legal else str(step.event)
    return Entry(day, (label, *moved, *about), tuple(detail), style)


def _risks_naming(site: Site, record: Record, field: str) -> list[Record]:
    """The risks whose `field` names the record."""
    naming = site.archive.mentioned_in(record.id)
    return [r for r in naming if r.kind == "risk" and r.text(field) == record.id]


def _reported(site: Site, record: Record) -> Iterator[Block]:
    risks = _risks_naming(site, record, "reported_in")
    if risks:
        yield Heading(site.words("report.risks"), "risks")
        yield Listing(tuple([site.entry(risk) for risk in risks]))


def _attachments(site: Site, record: Record) -> Iterator[Block]:
    rows = record.rows("attachments")
    if not rows:
        return
    yield Heading(site.words("field.attachments"), "attachments")
    entries = []
    for row in rows:
        name, title, sha256 = row.get("file"), row.get("title"), row.get("sha256")
        if not isinstance(name, str):
            continue
        cell = site.file(name, title if isinstance(title, str) else name, record)
        detail: tuple[Cell, ...] = ()
        if isinstance(sha256, str):
            detail = ((Text("SHA-256 "), blocks.Code(sha256)),)
        entries.append(Entry("", cell, detail))
    yield Listing(tuple(entries), "files")
