"""What a page is made of, as plain data: text, links, badges; tables, timelines, figures.

Blocks are named tuples of plain values, so that a page can be compared, hashed, stored and handed
to another process. They say what is shown, not how: `html` and `markdown` draw them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias


class Text(NamedTuple):
    """Words as they are."""

    text: str
    type: Literal["text"] = "text"


class Link(NamedTuple):
    """A link to another page or file of the site; `path` is relative to the site's root."""

    text: str
    path: str
    fragment: str = ""
    type: Literal["link"] = "link"


class Outside(NamedTuple):
    """A link to another place: an address on the web, or the editor of the records."""

    text: str
    url: str
    type: Literal["outside"] = "outside"


class Badge(NamedTuple):
    """A small mark: `style` names its look (`state-open`, `flag-overdue`, `level-high`)."""

    label: str
    style: str
    type: Literal["badge"] = "badge"


class Day(NamedTuple):
    """A date, ISO 8601."""

    iso: str
    type: Literal["day"] = "day"


class Code(NamedTuple):
    """Something typed exactly: a path, an id, a checksum."""

    text: str
    type: Literal["code"] = "code"


Inline: TypeAlias = Text | Link | Outside | Badge | Day | Code
Cell: TypeAlias = tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading inside the page, of level 2 or 3."""

    text: str
    id: str
    level: int = 2
    type: Literal["heading"] = "heading"


class Paragraph(NamedTuple):
    """One paragraph; `style` may be `lead` or `quiet`."""

    cell: Cell
    style: str = ""
    type: Literal["paragraph"] = "paragraph"


class Fact(NamedTuple):
    """A labelled value."""

    label: str
    cell: Cell


class Facts(NamedTuple):
    """Labelled values side by side: what a record states about itself."""

    facts: tuple[Fact, ...]
    type: Literal["facts"] = "facts"


class Column(NamedTuple):
    """A column's head; `style` may be `number`, `day`, `narrow`, `wide` or `lines`.

    `key` names the column in a table that readers can sort.
    """

    label: str
    style: str = ""
    key: str = ""


class Filter(NamedTuple):
    """What readers can ask of the rows of a table: a key with its values and their labels."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """A row of a table; `keys` are what a filter can ask for (`state`, `open`).

    A row with several values of one key holds them in lines.
    """

    cells: tuple[Cell, ...]
    keys: tuple[tuple[str, str], ...] = ()
    style: str = ""


class Table(NamedTuple):
    """A table with a caption that says what it counts or lists.

    `filters` are what readers can ask of its rows. A `name` gives the table an id; `style` may be
    `broad` where it takes the width of the window, or `ledger` where it is printed sideways.
    `pages` are the other pages of a list that goes on.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    filters: tuple[Filter, ...] = ()
    style: str = ""
    pages: tuple[str, ...] = ()
    type: Literal["table"] = "table"


class Entry(NamedTuple):
    """An entry of a timeline or a list: when, what, and more about it below."""

    day: str
    cell: Cell
    detail: tuple[Cell, ...] = ()
    style: str = ""


class Timeline(NamedTuple):
    """What happened, in the order of days."""

    label: str
    entries: tuple[Entry, ...]
    type: Literal["timeline"] = "timeline"


class Listing(NamedTuple):
    """A plain list of entries, each mostly a link."""

    entries: tuple[Entry, ...]
    style: str = ""
    type: Literal["listing"] = "listing"


class Tile(NamedTuple):
    """One figure with its label, a note on what it counts, and the page that lists it."""

    label: str
    value: str
    note: str = ""
    path: str = ""
    fragment: str = ""
    style: str = ""


class Tiles(NamedTuple):
    """Figures at a glance."""

    tiles: tuple[Tile, ...]
    type: Literal["tiles"] = "tiles"


class Bar(NamedTuple):
    """One measured part of a whole: done of planned, closed of counted."""

    label: str
    done: int | float
    of: int | float
    note: str = ""


class Bars(NamedTuple):
    """Bars under each other, each with its numbers in words."""

    caption: str
    bars: tuple[Bar, ...]
    type: Literal["bars"] = "bars"


class Notice(NamedTuple):
    """A remark set apart; `style` is `info`, `warning` or `example`."""

    title: str
    cell: Cell
    style: str = "info"
    type: Literal["notice"] = "notice"


class Reference(NamedTuple):
    """A record that a text links to, as it is shown there."""

    target: str
    path: str
    title: str
    badge: str = ""
    style: str = ""


class Prose(NamedTuple):
    """The text of a record, in Markdown, with what its links lead to.

    `references` answer `[[id]]` and links to other records' files, by the text of the link;
    `files` are the relative links to files that the site holds.
    """

    text: str
    folder: str
    references: tuple[Reference, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    type: Literal["prose"] = "prose"


class Series(NamedTuple):
    """Numbers of one sort in a chart; `style` names how they are drawn (`open`, `closed`)."""

    label: str
    values: tuple[int, ...]
    style: str


class Chart(NamedTuple):
    """A picture of numbers, with the same numbers in a table.

    `columns` stacks the series over each label; `steps` draws one series through time, its labels
    being days (ISO 8601); `grid` draws a row of marks for each series. `name` is an id of the page.
    """

    shape: Literal["columns", "steps", "grid"]
    name: str
    title: str
    description: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    table: Table
    type: Literal["chart"] = "chart"


Block: TypeAlias = (
    Heading | Paragraph | Facts | Table | Timeline | Listing | Tiles | Bars | Notice | Prose | Chart
)


def text(value: object) -> Cell:
    """A cell that holds `value` as text; empty where it is None or `""`."""
    return (Text(str(value)),) if value is not None and value != "" else ()


def joined(cells: list[Cell], separator: str) -> Cell:
    """The cells one after another, with `separator` between them."""
    result: list[Inline] = []
    for cell in cells:
        if not cell:
            continue
        if result:
            result.append(Text(separator))
        result.extend(cell)
    return tuple(result)
