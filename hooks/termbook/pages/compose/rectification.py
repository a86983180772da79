"""Rectification at a glance: how much is left, what presses, and the ways into the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from termbook.archive.life import Flag
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Bar,
    Bars,
    Block,
    Heading,
    Link,
    Paragraph,
    Text,
    Tile,
    Tiles,
)
from termbook.pages.compose.figures import history_chart, levels_chart
from termbook.pages.compose.register import UNRESOLVED, all_in_register, register_table
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.lists import current_period
from termbook.views.register import (
    Completion,
    Item,
    by_state,
    completion,
    due_soon,
    items,
    most_pressing_first,
)

_SHOWN: Final = 20
"""How many items a table of the overview shows; the register has all."""


def rectification(site: Site) -> Page:
    """How much is left and what presses: overdue, due soon, stalled, then all that is open."""
    words, archive = site.words, site.archive
    register = items(archive)
    share = completion(register)
    content: list[Block] = [Paragraph(blocks.text(words("rectification.about")), "lead")]
    if register:
        content.append(_states(site, register))
    if share.counted:
        content.append(Bars(words("rectification.rate"), (_rate(site, share),)))
    content.append(_ways(site))
    charts = (history_chart(site), levels_chart(site, register))
    content.extend(chart for chart in charts if chart is not None)
    unresolved = most_pressing_first(one for one in register if one.life.unresolved)
    pressing = (
        ("overdue", f"flag={Flag.OVERDUE}", [one for one in unresolved if one.overdue]),
        ("due_soon", f"state={UNRESOLVED}&sort=due", due_soon(archive, register)),
        (
            "stalled",
            f"flag={Flag.STALLED}",
            [one for one in unresolved if Flag.STALLED in one.life.flags],
        ),
        ("unresolved", f"state={UNRESOLVED}", unresolved),
    )
    for name, fragment, found in pressing:
        if found:
            content.extend(_section(site, name, fragment, found))
    if not register:
        content.append(Paragraph(blocks.text(words("list.empty")), "quiet"))
    return Page(
        path=paths.RECTIFICATION,
        title=words("section.rectification"),
        type="rectification",
        section="rectification",
        blocks=tuple(content),
    )


def _states(site: Site, register: Sequence[Item]) -> Tiles:
    return Tiles(
        tuple(
            Tile(
                site.state_label("risk", state),
                str(len(found)),
                "",
                paths.REGISTER,
                f"state={state}",
            )
            for state, found in by_state(register).items()
        )
    )


def _rate(site: Site, rate: Completion) -> Bar:
    note = site.words("rectification.rate_note", closed=rate.closed, counted=rate.counted)
    if rate.percent is not None:
        note = f"{rate.percent}%　{note}"
    if rate.ongoing:
        note += site.words("rectification.ongoing_note", n=rate.ongoing)
    return Bar(site.words("rectification.rate"), rate.closed, rate.counted, note)


def _ways(site: Site) -> Paragraph:
    """Links to the register, and to the ledger and the progress of the period that runs."""
    words = site.words
    ways = [Link(words("register.title"), paths.REGISTER)]
    period = current_period(site.archive)
    if period is not None:
        ways.append(Link(words("ledger.title", period=period.title), paths.of_ledger(period.id)))
        ways.append(Link(words("progress.of", period=period.title), paths.of_progress(period.id)))
    cells: list[blocks.Cell] = [(way,) for way in ways]
    return Paragraph((Text(words("rectification.ways")), *blocks.joined(cells, " · ")))


def _section(site: Site, name: str, fragment: str, found: Sequence[Item]) -> list[Block]:
    title = site.words(f"rectification.{name}")
    caption = site.words("rectification.caption", n=len(found))
    section: list[Block] = [
        Heading(title, name.replace("_", "-")),
        register_table(site, found[:_SHOWN], caption),
    ]
    if len(found) > _SHOWN:
        section.append(all_in_register(site, fragment, len(found)))
    return section
