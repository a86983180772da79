"""The ledgers (整改台账): one for each period, in the columns that offices use, and their list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Block,
    Cell,
    Column,
    Day,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.portions import pager, pages_of, portions
from termbook.pages.compose.register import downloads
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.ledger import Entry, Ledger, Line, period_ledger

NAME: Final = "ledger"
LINES_A_PAGE: Final = 120
"""How many lines a page of a ledger shows: they hold more than other rows, some 1.5 kB each."""

_BREAK: Final = Text("\n")


def ledger_pages(site: Site) -> Iterator[Page]:
    """The list of ledgers, the newest first, then the ledgers."""
    ledgers = [period_ledger(site.archive, period) for period in reversed(site.archive.periods)]
    yield _index(site, ledgers)
    for ledger in ledgers:
        yield from _ledger(site, ledger)


def _index(site: Site, ledgers: Sequence[Ledger]) -> Page:
    words = site.words
    rows = []
    for ledger in ledgers:
        period = ledger.period
        assert period is not None
        counts = _counts(ledger)
        path = paths.of_ledger(period.id)
        files = (
            Link(words("register.xlsx"), f"{period.id}/ledger.xlsx"),
            Text(words("mark.comma")),
            Link(words("register.csv"), f"{period.id}/ledger.csv"),
        )
        rows.append(
            Row(
                (
                    (Link(words("ledger.title", period=period.title), path),),
                    (Day(ledger.on.isoformat()),),
                    *(blocks.text(str(counts[entry])) for entry in Entry),
                    blocks.text(str(len(ledger.lines))),
                    (Link(words("progress.title"), paths.of_progress(period.id)),),
                    files,
                )
            )
        )
    columns = (
        Column(words("ledger.short"), "wide"),
        Column(words("ledgers.day"), "day"),
        *(Column(words(f"ledger.entry.{entry}"), "number") for entry in Entry),
        Column(words("progress.total"), "number"),
        Column(words("progress.title"), "narrow"),
        Column(words("ledgers.files")),
    )
    content: list[Block] = [Paragraph(blocks.text(words("ledgers.about")), "lead")]
    if rows:
        content.append(Table(words("ledgers.caption", n=len(rows)), columns, tuple(rows)))
    else:
        content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
    return Page(
        path=paths.LEDGERS,
        title=words("ledgers.title"),
        type="ledgers",
        section="rectification",
        blocks=tuple(content),
        crumbs=(Link(words("section.rectification"), paths.RECTIFICATION),),
    )


def _ledger(site: Site, ledger: Ledger) -> Iterator[Page]:
    words, period = site.words, ledger.period
    assert period is not None
    path = paths.of_ledger(period.id)
    total = len(ledger.lines)
    title = words("ledger.title", period=period.title)
    counts = {str(entry): n for entry, n in _counts(ledger).items()}
    for number, lines in portions(ledger.lines, LINES_A_PAGE):
        content: list[Block] = [
            Paragraph(
                (
                    Text(words("ledger.as_of", day=ledger.on.isoformat()) + "　"),
                    Text(words("ledger.counts", n=total, **counts)),
                ),
                "lead",
            ),
            downloads(site, f"{period.id}/ledger"),
        ]
        if total > LINES_A_PAGE:
            content.append(Paragraph(blocks.text(words("ledger.goes_on")), "quiet"))
        if lines:
            content.append(_table(site, lines, title))
            content.append(Paragraph(blocks.text(words("ledger.signatures")), "signatures"))
        else:
            content.append(Paragraph(blocks.text(words("ledger.empty")), "quiet"))
        content.extend(pager(words, path, number, total, LINES_A_PAGE))
        yield Page(
            path=pages_of(path, total, LINES_A_PAGE)[number - 1],
            title=title,
            type="ledger",
            section="rectification",
            blocks=tuple(content),
            crumbs=(
                Link(words("section.rectification"), paths.RECTIFICATION),
                Link(words("ledgers.title"), paths.LEDGERS),
            ),
        )


def _counts(ledger: Ledger) -> dict[Entry, int]:
    return {entry: sum(line.entry is entry for line in ledger.lines) for entry in Entry}


def _table(site: Site, lines: Sequence[Line], caption: str) -> Table:
    styles = {
        "number": "number",
        "problem": "problem",
        "source": "lines",
        "measures": "measures",
        "due": "lines",
        "progress": "progress",
        "state": "lines",
        "verification": "lines",
        "closing": "day",
    }
    names = ("number", "problem", "source", "measures", "post", "department", "due", "progress")
    columns = tuple(
        Column(site.words(f"ledger.{name}"), styles.get(name, ""))
        for name in (*names, "state", "verification", "closing")
    )
    rows = tuple(Row(_cells(site, line), style=str(line.entry)) for line in lines)
    return Table(caption, columns, rows, name=NAME, style="ledger")


def _cells(site: Site, line: Line) -> tuple[Cell, ...]:
    words = site.words
    record, life = line.item.record, line.item.life
    problem = Link(f"{record.id} {record.title}", paths.of_record(record))
    came: list[Cell] = [
        site.cell(record, site.field("risk", "source")),
        (Day(record.date.isoformat()),),
    ]
    if line.entry is not Entry.FOUND:
        period = Link(site.period_title(record.period), f"{record.period}/index.html")
        came.append((Text(words(f"ledger.entry.{line.entry}")),))
        came.append((period,))
    measures = [
        (
            Link(f"{m.record.id} {m.record.title}", paths.of_record(m.record)),
            site.state_badge(m.life),
        )
        for m in line.measures
    ]
    due: list[Cell] = [(Day(life.due.isoformat()),)] if life.due else []
    if life.original_due is not None and life.original_due != life.due:
        due.append((Text(words("ledger.was_due") + " "), Day(life.original_due.isoformat())))
    latest: Cell = ()
    if line.latest is not None:
        step = line.latest
        of = step.record.text("of")
        label = (
            words(f"event.{step.event}")
            if of == record.id
            else f"{of} {words(f'event.{step.event}')}"
        )
        latest = (
            Day(step.day.isoformat()),
            Text(" " + words("mark.label", label=label)),
            site.link(step.record),
        )
    flags = tuple(blocks.Badge(words(f"flag.{flag}"), f"flag-{flag}") for flag in life.flags)
    verification: list[Cell] = []
    if line.verification is not None:
        step = line.verification
        result = step.record.text("result") or "pass"
        verification = [
            (Day(step.day.isoformat()),),
            (Link(words(f"choice.result.{result}"), paths.of_record(step.record)),),
            site.cell(step.record, site.field("update", "verifier")),
        ]
    closing: Cell = ()
    if line.closing is not None:
        step = line.closing
        closing = (Link(step.day.isoformat(), paths.of_record(step.record)),)
    return (
        blocks.text(line.number),
        (problem,),
        _lines(came),
        _lines(measures),
        site.term(("posts",), line.post) if line.post else (),
        blocks.joined(
            [site.term(("departments",), d) for d in line.departments], words("mark.comma")
        ),
        _lines(due),
        latest,
        _lines([(site.state_badge(life),), flags]),
        _lines(verification),
        closing,
    )


def _lines(cells: Sequence[Cell]) -> Cell:
    return blocks.joined(list(cells), _BREAK.text)
