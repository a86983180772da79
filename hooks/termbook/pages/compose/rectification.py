"""Rectification at a glance: all risks by state, with owner, due date and measures."""

from __future__ import annotations

from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Day,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Tile,
    Tiles,
)
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.register import Completion, Item, by_state, completion, items


def rectification(site: Site) -> Page:
    """All risks by state, with owner, due date and measures."""
    words, archive = site.words, site.archive
    register = items(archive)
    rate = completion(register)
    content: list[Block] = [Paragraph(blocks.text(words("rectification.about")), "lead")]
    groups = by_state(register)
    content.append(
        Tiles(
            tuple(
                Tile(
                    site.state_label("risk", state),
                    str(len(found)),
                    "",
                    paths.RECTIFICATION,
                    f"state-{state}",
                )
                for state, found in groups.items()
            )
        )
    )
    if rate.counted:
        content.append(Bars(words("rectification.rate"), (_rate(site, rate),)))
    for state, found in groups.items():
        content.append(Heading(site.state_label("risk", state), f"state-{state}"))
        content.append(register_table(site, found, words("rectification.caption", n=len(found))))
    if not register:
        content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
    return Page(
        path=paths.RECTIFICATION,
        title=words("section.rectification"),
        type="rectification",
        section="rectification",
        blocks=tuple(content),
    )


def _rate(site: Site, rate: Completion) -> Bar:
    note = site.words("rectification.rate_note", closed=rate.closed, counted=rate.counted)
    if rate.percent is not None:
        note = f"{rate.percent}%　{note}"
    if rate.ongoing:
        note += site.words("rectification.ongoing_note", n=rate.ongoing)
    return Bar(site.words("rectification.rate"), rate.closed, rate.counted, note)


def register_table(site: Site, register: tuple[Item, ...], caption: str) -> Table:
    """Risks with what a reader asks of each: who, until when, by which measures."""
    words = site.words
    shown = register[:200]
    rows = []
    for one in shown:
        record, life = one.record, one.life
        measures = blocks.joined(
            [
                (Link(m.id, paths.of_record(m)), site.state_badge(site.archive.life(m.id)))
                for m in one.measures
            ],
            " ",
        )
        rows.append(
            Row(
                (
                    (Link(record.id, paths.of_record(record)),),
                    (Link(record.title, paths.of_record(record)),),
                    site.state_badges(record)[1:],
                    site.cell(record, site.field("risk", "level")),
                    site.cell(record, site.field("risk", "owner")),
                    (Day(life.due.isoformat()),) if life.due else (),
                    measures,
                    (Link(site.period_title(record.period), f"{record.period}/index.html"),),
                )
            )
        )
    columns = (
        Column(words("field.id"), "narrow"),
        Column(words("kind.risk"), "wide"),
        Column(words("field.flags"), "narrow"),
        Column(words("field.level"), "narrow"),
        Column(words("field.owner")),
        Column(words("field.due"), "day"),
        Column(words("risk.measures"), "ids"),
        Column(words("rectification.found_in")),
    )
    return Table(caption, columns, tuple(rows))
