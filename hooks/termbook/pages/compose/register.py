"""The register: every item in one table, which readers filter and sort in the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from termbook.archive.life import Flag
from termbook.archive.transitions import TABLES
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Block,
    Column,
    Day,
    Filter,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.portions import ROWS_A_PAGE, pager, pages_of, portions
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.figures import vocabulary
from termbook.views.register import Item, departments_of, items, unresolved_first

NAME: Final = "register"
UNRESOLVED: Final = "unresolved"
"""What a filter by state can ask for besides the states themselves."""

BRIEF: Final = ("id", "title", "state", "level", "post", "department", "due", "days")
"""The columns of a table of items within another page."""

FULL: Final = (*BRIEF[:4], "area", "mode", *BRIEF[4:], "period")
"""The columns of the register."""

_LABELS: Final = {
    "id": "field.id",
    "title": "kind.risk",
    "state": "field.state",
    "level": "field.level",
    "area": "field.area",
    "mode": "field.mode",
    "post": "field.owner",
    "department": "field.departments",
    "due": "field.due",
    "days": "ledger.days_open",
    "period": "rectification.found_in",
}
_STYLES: Final = {
    "id": "narrow",
    "title": "wide",
    "state": "state",
    "level": "narrow",
    "due": "day",
    "days": "number",
}
_WITHOUT: Final = "none"


def register_pages(site: Site) -> Iterator[Page]:
    """All items, those with something left to do first."""
    words = site.words
    register = unresolved_first(items(site.archive))
    total = len(register)
    pages = pages_of(paths.REGISTER, total)
    for number, shown in portions(register):
        content: list[Block] = [
            Paragraph(blocks.text(words("register.about")), "lead"),
            downloads(site, NAME),
        ]
        if len(pages) > 1:
            content.append(Paragraph(blocks.text(words("register.goes_on")), "quiet"))
        if shown:
            day = site.archive.on.isoformat()
            first = (number - 1) * ROWS_A_PAGE + 1
            caption = (
                words("register.caption", n=total, day=day)
                if len(pages) == 1
                else words(
                    "register.part", first=first, last=first + len(shown) - 1, n=total, day=day
                )
            )
            others = tuple(page for n, page in enumerate(pages, start=1) if n != number)
            table = register_table(site, shown, caption, FULL)
            content.append(
                table._replace(
                    name=NAME, style="broad", filters=_filters(site, register), pages=others
                )
            )
        else:
            content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
        content.extend(pager(words, paths.REGISTER, number, total))
        yield Page(
            path=pages[number - 1],
            title=words("register.title"),
            type="register",
            section="rectification",
            blocks=tuple(content),
            crumbs=(Link(words("section.rectification"), paths.RECTIFICATION),),
        )


def register_table(
    site: Site, register: Sequence[Item], caption: str, columns: Sequence[str] = BRIEF
) -> Table:
    """Items with what a reader asks of each: in what state, who, until when."""
    heads = tuple(Column(site.words(_LABELS[key]), _STYLES.get(key, ""), key) for key in columns)
    return Table(caption, heads, tuple(_row(site, one, columns) for one in register))


def downloads(site: Site, path: str) -> Paragraph:
    """Links to the workbook and the CSV file at `path`, which lacks their ending."""
    words = site.words
    return Paragraph(
        (
            Text(words("register.downloads")),
            Link(words("register.xlsx"), f"{path}.xlsx"),
            Text(words("mark.comma")),
            Link(words("register.csv"), f"{path}.csv"),
        ),
        "downloads",
    )


def all_in_register(site: Site, fragment: str, count: int) -> Paragraph:
    """A link to the register where the rest of a shortened table stands."""
    label = site.words("register.all", n=count)
    return Paragraph((Link(label, paths.REGISTER, fragment),))


def _row(site: Site, one: Item, columns: Sequence[str]) -> Row:
    record, life = one.record, one.life
    departments = departments_of(site.archive.institution, record)
    owner, mode = record.text("owner"), record.text("mode")
    is_post = owner not in site.archive.institution.departments
    names = [site.term(("departments",), name) for name in departments]
    page = paths.of_record(record)
    cells: dict[str, blocks.Cell] = {
        "id": (Link(record.id, page),),
        "title": (Link(record.title, page),),
        "state": site.state_badges(record),
        "level": site.cell(record, site.field("risk", "level")),
        "area": blocks.text(record.text("area")),
        "mode": blocks.text(mode and site.words(f"choice.mode.{mode}")),
        "post": site.cell(record, site.field("risk", "owner")) if is_post else (),
        "department": blocks.joined(names, site.words("mark.comma")),
        "due": (Day(life.due.isoformat()),) if life.due else (),
        "days": blocks.text(life.days_open),
        "period": (Link(site.period_title(record.period), f"{record.period}/index.html"),),
    }
    states = (life.state, UNRESOLVED) if life.unresolved else (life.state,)
    keys = {
        "state": states,
        "flag": life.flags,
        "department": departments,
        "post": (owner,) if is_post else (),
        "area": (record.text("area"),),
        "level": (record.text("level") or _WITHOUT,),
        "mode": (record.text("mode") or _WITHOUT,),
        "period": (record.period,),
    }
    asked = tuple((key, "\n".join(values)) for key, values in keys.items() if any(values))
    return Row(tuple(cells[key] for key in columns), asked if columns == FULL else ())


def _filters(site: Site, register: Sequence[Item]) -> tuple[Filter, ...]:
    """What can be asked of the register: the values that its items have, in their order."""
    words, archive = site.words, site.archive
    institution = archive.institution
    states = {one.life.state for one in register}
    flags = {flag for one in register for flag in one.life.flags}
    departments = {d for one in register for d in departments_of(institution, one.record)}
    owners = {one.record.text("owner") for one in register}
    levels = {one.record.text("level") for one in register}
    modes = {one.record.text("mode") for one in register}
    areas = {one.record.text("area") for one in register}
    periods = {one.record.period for one in register}
    options: dict[str, list[tuple[str, str]]] = {
        "state": [
            (UNRESOLVED, words("filter.unresolved")),
            *((s, words(f"state.{s}")) for s in TABLES["risk"].states if s in states),
        ],
        "flag": [(flag, words(f"flag.{flag}")) for flag in Flag if flag in flags],
        "department": [(d, d) for d in institution.departments if d in departments],
        "post": [(p, p) for p in institution.posts if p in owners],
        "area": [(a, a) for a in institution.areas if a in areas],
        "level": [
            (key or _WITHOUT, words(f"choice.level.{key or 'none'}"))
            for key in (*vocabulary(archive, "level"), "")
            if key in levels
        ],
        "mode": [
            (key or _WITHOUT, words(f"choice.mode.{key}" if key else "filter.without"))
            for key in (*vocabulary(archive, "mode"), "")
            if key in modes
        ],
        "period": [(p.id, p.title) for p in reversed(archive.periods) if p.id in periods],
    }
    return tuple(
        Filter(key, words(_LABELS.get(key, f"field.{key}s")), tuple(found))
        for key, found in options.items()
        if found
    )
