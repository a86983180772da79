"""Pages that list records: by kind, by department and post, by tag, by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from termbook.model.fields import Choice, Field, Term
from termbook.model.kind import Kind
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Block,
    Column,
    Day,
    Entry,
    Filter,
    Heading,
    Link,
    Listing,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.portions import pager, pages_of, portions
from termbook.pages.compose.progress import department_blocks
from termbook.pages.compose.record_page import section_path
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.answering import answering
from termbook.views.lists import by_tag, newest_first
from termbook.views.study import topics

_ANSWERED: Final = 100
"""How many records the page of a department or post lists of each field that names it."""


def kind_lists(site: Site, kind: Kind) -> Iterator[Page]:
    """All records of a kind, the newest first."""
    records = newest_first(site.archive.of_kind(kind.name))
    title = site.words(f"kind.{kind.name}.many")
    crumbs: tuple[Link, ...] = (
        Link(site.words(f"section.{kind.section}"), section_path(kind.section)),
    )
    if crumbs[0].path == paths.of_kind(kind):
        crumbs = ()
    pages = pages_of(paths.of_kind(kind), len(records))
    # what can be asked is the same on every page of the list
    whole = tuple(_filters(site, kind, _asked(site, kind), records))
    for number, shown in portions(records):
        content: list[Block] = [
            Paragraph(blocks.text(site.words(f"kind.{kind.name}.about")), "lead")
        ]
        if shown:
            table = record_table(site, kind, shown, len(records))
            others = tuple(page for n, page in enumerate(pages, start=1) if n != number)
            content.append(table._replace(filters=whole, pages=others))
        else:
            content.append(Paragraph(blocks.text(site.words("list.empty")), "quiet"))
        content.extend(pager(site.words, paths.of_kind(kind), number, len(records)))
        yield Page(
            path=paths.of_kind(kind, number),
            title=title,
            type="list",
            section=kind.section,
            blocks=tuple(content),
            crumbs=crumbs,
        )


def record_table(
    site: Site, kind: Kind, records: Sequence[Record], total: int | None = None
) -> Table:
    """Records of one kind with the columns that the kind names."""
    words = site.words
    fields = [site.field(kind.name, name) for name in kind.columns]
    stateful = kind.name in ("risk", "measure")
    used = [f for f in fields if any(site.cell(r, f) for r in records)]
    columns = [
        Column(words("field.date"), "day", "date"),
        Column(words("field.title"), "wide", "title"),
    ]
    if stateful:
        columns.append(Column(words("field.state"), "narrow", "state"))
    for field in used:
        style = "day" if field.name in ("due", "reviewed_on") else ""
        columns.append(Column(site.field_label(kind.name, field.name), style, field.name))
    columns.append(Column(words("field.period"), "narrow", "period"))
    asked = _asked(site, kind)
    rows = []
    for record in records:
        title = f"{record.id} {record.title}" if kind.id_pattern else record.title
        cells: list[blocks.Cell] = [
            (Day(record.date.isoformat()),),
            (Link(title, paths.of_record(record)),),
        ]
        if stateful:
            cells.append(site.state_badges(record))
        for field in used:
            if field.name == "resolutions":
                count = len(record.rows("resolutions"))
                cells.append(blocks.text(words("count.resolutions", n=count)) if count else ())
            elif field.name == "due":
                due = site.archive.life(record.id).due
                cells.append((Day(due.isoformat()),) if due else ())
            else:
                cells.append(site.cell(record, field))
        cells.append((Link(site.period_title(record.period), f"{record.period}/index.html"),))
        keys = [(f.name, value) for f in asked if (value := record.text(f.name))]
        rows.append(Row(tuple(cells), (*keys, ("period", record.period))))
    count = len(records) if total is None else total
    return Table(
        caption=words("list.caption", kind=words(f"kind.{kind.name}.many"), n=count),
        columns=tuple(columns),
        rows=tuple(rows),
        name=kind.folder,
        filters=tuple(_filters(site, kind, asked, records)),
    )


def _asked(site: Site, kind: Kind) -> list[Field]:
    """The columns that a list can be narrowed down by."""
    fields = (site.field(kind.name, name) for name in kind.columns)
    return [f for f in fields if isinstance(f.type, Choice | Term) or f.name == "topic"]


def _filters(
    site: Site, kind: Kind, fields: Sequence[Field], records: Sequence[Record]
) -> Iterator[Filter]:
    """What can be asked of a list: the values that its records have, where there are several."""
    for field in fields:
        having = {record.text(field.name): record for record in records}
        options = tuple(
            (value, _words_of(site.cell(having[value], field))) for value in sorted(having) if value
        )
        if len(options) > 1:
            yield Filter(field.name, site.field_label(kind.name, field.name), options)
    periods = sorted({record.period for record in records}, reverse=True)
    if len(periods) > 1:
        options = tuple((period, site.period_title(period)) for period in periods)
        yield Filter("period", site.words("field.period"), options)


def _words_of(cell: blocks.Cell) -> str:
    return "".join(
        part.label if isinstance(part, blocks.Badge) else part.text
        for part in cell
        if not isinstance(part, blocks.Day)
    )


def term_pages(site: Site, sort: str) -> Iterator[Page]:
    """The departments or the posts: a list, and a page for each with what it answers for."""
    words = site.words
    folder = "departments" if sort == "department" else "posts"
    found = answering(site.archive, sort)
    rows = []
    for name, by_field in found.items():
        unresolved = [
            r
            for r in dict.fromkeys(r.id for records in by_field.values() for r in records)
            if site.archive.by_id[r].kind == "risk" and site.archive.life(r).unresolved
        ]
        total = len({r.id for records in by_field.values() for r in records})
        rows.append(
            Row(
                (
                    (Link(name, paths.of_term(folder, name)),),
                    blocks.text(str(total)),
                    blocks.text(str(len(unresolved))),
                )
            )
        )
    title = words(f"{folder}.title")
    columns = (
        Column(words(f"field.{sort}"), "wide"),
        Column(words("terms.records"), "number"),
        Column(words("terms.unresolved"), "number"),
    )
    caption = words(f"{folder}.caption", n=len(rows))
    index: tuple[Block, ...] = (
        Paragraph(blocks.text(words(f"{folder}.about")), "lead"),
        Table(caption, columns, tuple(rows)),
    )
    crumbs = (Link(words("section.duties"), section_path("duties")),)
    yield Page(f"{folder}.html", title, folder, "duties", index, crumbs)
    for name, by_field in found.items():
        content: list[Block] = []
        if sort == "department":
            content.extend(department_blocks(site, name))
        for field, records in by_field.items():
            content.append(Heading(words(f"answers.{field}"), f"as-{field}"))
            content.append(_by_kind(site, records))
        if not content:
            content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
        yield Page(
            path=paths.of_term(folder, name),
            title=name,
            type=sort,
            section="duties",
            blocks=tuple(content),
            crumbs=(*crumbs, Link(title, f"{folder}.html")),
            kicker=words(f"field.{sort}"),
        )


def _by_kind(site: Site, records: Iterable[Record]) -> Listing:
    ordered = newest_first(list(records))
    entries = [site.entry(record) for record in ordered[:_ANSWERED]]
    if len(ordered) > _ANSWERED:
        more = site.words("list.more", n=len(ordered) - _ANSWERED)
        entries.append(Entry("", blocks.text(more)))
    return Listing(tuple(entries))


def tag_pages(site: Site) -> Iterator[Page]:
    """All tags with their counts, and a page for each."""
    words = site.words
    tags = by_tag(site.archive)
    entries = tuple(
        Entry("", (Link(tag, paths.of_term("tags", tag)), Text(f" {len(records)}")))
        for tag, records in tags.items()
    )
    content: tuple[Block, ...] = (
        (Paragraph(blocks.text(words("tags.about")), "lead"), Listing(entries, "tags"))
        if entries
        else (Paragraph(blocks.text(words("list.empty")), "quiet"),)
    )
    crumbs = (Link(words("section.browse"), section_path("browse")),)
    yield Page(paths.TAGS, words("tags.title"), "tags", "browse", content, crumbs)
    for tag, records in tags.items():
        ordered = newest_first(records)
        path = paths.of_term("tags", tag)
        for number, shown in portions(ordered):
            yield Page(
                path=paths.numbered(path, number),
                title=tag,
                type="tag",
                section="browse",
                blocks=(_dated(site, shown), *pager(words, path, number, len(ordered))),
                crumbs=(*crumbs, Link(words("tags.title"), paths.TAGS)),
                kicker=words("field.tags"),
            )


def date_pages(site: Site) -> Iterator[Page]:
    """Everything by date: the periods with their counts, and the records of each."""
    words = site.words
    crumbs = (Link(words("dates.title"), paths.DATES),)
    rows = []
    pages: list[Page] = []
    for period in reversed(site.archive.periods):
        records = [r for r in newest_first(site.archive.in_period(period.id)) if r.kind != "period"]
        path = paths.of_dates(period.id)
        rows.append(
            Row(
                (
                    (Link(period.title, path),),
                    (Day(period.start.isoformat()), Text(" – "), Day(period.end.isoformat())),
                    blocks.text(str(len(records))),
                )
            )
        )
        for number, shown in portions(records):
            content: tuple[Block, ...] = (
                _dated(site, shown)
                if shown
                else Paragraph(blocks.text(words("list.empty")), "quiet"),
                *pager(words, path, number, len(records)),
            )
            pages.append(
                Page(
                    path=paths.of_dates(period.id, number),
                    title=words("dates.of", period=period.title),
                    type="dates",
                    section="browse",
                    blocks=content,
                    crumbs=crumbs,
                )
            )
    table = Table(
        words("dates.caption", n=len(rows)),
        (
            Column(words("field.period"), "wide"),
            Column(words("dates.span"), ""),
            Column(words("terms.records"), "number"),
        ),
        tuple(rows),
    )
    yield Page(
        path=paths.DATES,
        title=words("dates.title"),
        type="dates",
        section="browse",
        blocks=(Paragraph(blocks.text(words("dates.about")), "lead"), table),
    )
    yield from pages


def topic_list(site: Site) -> Listing:
    """The topics of the materials, each with how many there are."""
    return Listing(
        tuple(
            Entry("", (Link(_topic(site, topic), _topic_path(topic)), Text(f" {len(records)}")))
            for topic, records in topics(site.archive)
        ),
        "tags",
    )


def topic_pages(site: Site) -> Iterator[Page]:
    """A page for each topic, with its materials by type and period."""
    kind = kinds()["material"]
    crumbs = (
        Link(site.words("section.study"), paths.STUDY),
        Link(site.words("kind.material.many"), paths.of_kind(kind)),
    )
    for topic, records in topics(site.archive):
        ordered = newest_first(records)
        path = _topic_path(topic)
        for number, shown in portions(ordered):
            table = record_table(site, kind, shown, len(ordered))
            yield Page(
                path=paths.numbered(path, number),
                title=_topic(site, topic),
                type="topic",
                section="study",
                blocks=(table, *pager(site.words, path, number, len(ordered))),
                crumbs=crumbs,
                kicker=site.words("field.topic"),
            )


def _topic(site: Site, topic: str) -> str:
    return topic or site.words("study.no_topic")


def _topic_path(topic: str) -> str:
    return paths.of_term("topics", topic) if topic else paths.NO_TOPIC


def _dated(site: Site, records: Sequence[Record]) -> Listing:
    return Listing(tuple([site.entry(record) for record in records]), "dates")


def all_lists(site: Site) -> Iterator[Page]:
    """Every list of records."""
    for kind in kinds().values():
        if kind.folder:
            yield from kind_lists(site, kind)
    yield from term_pages(site, "department")
    yield from term_pages(site, "post")
    yield from topic_pages(site)
    yield from tag_pages(site)
    yield from date_pages(site)
