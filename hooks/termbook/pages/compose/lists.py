"""Pages that list records: by kind, by department and post, by tag, by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from termbook.model.kind import Kind
from termbook.model.kinds import kinds
from termbook.model.record import Record
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Block,
    Column,
    Day,
    Entry,
    Heading,
    Link,
    Listing,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.record_page import section_path
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.answering import answering
from termbook.views.lists import by_tag, newest_first
from termbook.views.study import topics

ROWS_A_PAGE: Final = 200
"""How many rows a list shows before it goes on in another page."""


def kind_lists(site: Site, kind: Kind) -> Iterator[Page]:
    """All records of a kind, the newest first."""
    records = newest_first(site.archive.of_kind(kind.name))
    title = site.words(f"kind.{kind.name}.many")
    crumbs: tuple[Link, ...] = (
        Link(site.words(f"section.{kind.section}"), section_path(kind.section)),
    )
    if crumbs[0].path == paths.of_kind(kind):
        crumbs = ()
    for number, shown in _portions(records):
        content: list[Block] = [
            Paragraph(blocks.text(site.words(f"kind.{kind.name}.about")), "lead")
        ]
        if shown:
            content.append(record_table(site, kind, shown, len(records)))
        else:
            content.append(Paragraph(blocks.text(site.words("list.empty")), "quiet"))
        content.extend(_pager(site, paths.of_kind(kind), number, len(records)))
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
    columns = [Column(words("field.date"), "day"), Column(words("field.title"), "wide")]
    if stateful:
        columns.append(Column(words("field.state"), "narrow"))
    for field in used:
        style = "day" if field.name in ("due", "reviewed_on") else ""
        columns.append(Column(site.field_label(kind.name, field.name), style))
    columns.append(Column(words("field.period"), "narrow"))
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
        rows.append(Row(tuple(cells)))
    count = len(records) if total is None else total
    return Table(
        caption=words("list.caption", kind=words(f"kind.{kind.name}.many"), n=count),
        columns=tuple(columns),
        rows=tuple(rows),
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
    entries = [
        Entry(
            r.date.isoformat(),
            (*site.reference(r), Text(f" · {site.words(f'kind.{r.kind}')}")),
        )
        for r in ordered[:ROWS_A_PAGE]
    ]
    if len(ordered) > ROWS_A_PAGE:
        more = site.words("list.more", n=len(ordered) - ROWS_A_PAGE)
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
        for number, shown in _portions(ordered):
            yield Page(
                path=paths.numbered(path, number),
                title=tag,
                type="tag",
                section="browse",
                blocks=(_dated(site, shown), *_pager(site, path, number, len(ordered))),
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
        for number, shown in _portions(records):
            content: tuple[Block, ...] = (
                _dated(site, shown)
                if shown
                else Paragraph(blocks.text(words("list.empty")), "quiet"),
                *_pager(site, path, number, len(records)),
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


def topic_blocks(site: Site) -> Iterator[Block]:
    """Materials by topic."""
    for number, (topic, records) in enumerate(topics(site.archive)):
        yield Heading(topic or site.words("study.no_topic"), f"topic-{number + 1}", 3)
        yield _by_kind(site, records)


def _dated(site: Site, records: Sequence[Record]) -> Listing:
    return Listing(
        tuple(
            Entry(
                r.date.isoformat(),
                (*site.reference(r), Text(f" · {site.words(f'kind.{r.kind}')}")),
            )
            for r in records
        ),
        "dates",
    )


def _portions(records: Sequence[Record]) -> Iterator[tuple[int, Sequence[Record]]]:
    """The records in the portions of numbered pages; one empty portion where there are none."""
    for start in range(0, max(1, len(records)), ROWS_A_PAGE):
        yield start // ROWS_A_PAGE + 1, records[start : start + ROWS_A_PAGE]


def _pager(site: Site, path: str, number: int, total: int) -> Iterator[Block]:
    last = -(-total // ROWS_A_PAGE)
    if last <= 1:
        return
    cells: list[blocks.Cell] = []
    for page in range(1, last + 1):
        label = str(page)
        shown = (Text(label),) if page == number else (Link(label, paths.numbered(path, page)),)
        cells.append(shown)
    yield Paragraph((Text(site.words("list.pages") + " "), *blocks.joined(cells, " ")), "pages")


def all_lists(site: Site) -> Iterator[Page]:
    """Every list of records."""
    for kind in kinds().values():
        if kind.folder:
            yield from kind_lists(site, kind)
    yield from term_pages(site, "department")
    yield from term_pages(site, "post")
    yield from tag_pages(site)
    yield from date_pages(site)
