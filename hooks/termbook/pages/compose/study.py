"""Study: plan against held for each period, and the materials by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from termbook.archive.collection import Period
from termbook.archive.study_plans import PlanLine
from termbook.pages import blocks, paths
from termbook.pages.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Entry,
    Heading,
    Link,
    Listing,
    Paragraph,
    Row,
    Table,
    Text,
)
from termbook.pages.compose.lists import topic_list
from termbook.pages.compose.portions import pager, portions
from termbook.pages.compose.site import Site
from termbook.pages.page import Page
from termbook.views.study import RequiredStudy, plan_against_held, required_study

_PERIODS_SHOWN: Final = 4
"""How many periods the overview shows in full; earlier ones have pages of their own."""

_REQUIRED_SHOWN: Final = 20
"""How many required materials the overview shows; a page of their own has all."""


def study(site: Site) -> Page:
    """Plan against held for the latest periods, the way to the earlier ones, and the topics."""
    words, archive = site.words, site.archive
    content: list[Block] = [Paragraph(blocks.text(words("study.about")), "lead")]
    studied = _studied(site)
    for period, lines in studied[:_PERIODS_SHOWN]:
        content.append(Heading(period.title, f"plan-{period.id}"))
        content.append(_plan_table(site, period, lines))
    if len(studied) > _PERIODS_SHOWN:
        content.append(Heading(words("study.earlier"), "earlier"))
        earlier = (
            Entry("", (Link(period.title, paths.of_study(period.id)),))
            for period, _ in studied[_PERIODS_SHOWN:]
        )
        content.append(Listing(tuple(earlier), "tags"))
    content.extend(_required(site))
    if archive.of_kind("material"):
        content.append(Heading(words("study.by_topic"), "topics"))
        content.append(topic_list(site))
    return Page(paths.STUDY, words("section.study"), "study", "study", tuple(content))


def study_pages(site: Site) -> Iterator[Page]:
    """Plan against held of each period that the overview does not show."""
    for period, lines in _studied(site)[_PERIODS_SHOWN:]:
        yield Page(
            path=paths.of_study(period.id),
            title=site.words("study.plan_of", period=period.title),
            type="study",
            section="study",
            blocks=(_plan_table(site, period, lines),),
            crumbs=(Link(site.words("section.study"), paths.STUDY),),
        )


def _studied(site: Site) -> list[tuple[Period, Sequence[PlanLine]]]:
    """The periods in which something was planned or held, the latest first."""
    found = ((p, plan_against_held(site.archive, p.id)) for p in reversed(site.archive.periods))
    return [(period, lines) for period, lines in found if lines]


def _plan_table(site: Site, period: Period, lines: Sequence[PlanLine]) -> Table:
    words = site.words
    rows = []
    for line in lines:
        sessions = blocks.joined(
            [site.reference(s) for s in line.sessions[:12]], words("mark.semicolon")
        )
        if len(line.sessions) > 12:
            more = words("list.more", n=len(line.sessions) - 12)
            sessions = (*sessions, Text(" "), Link(more, paths.of_dates(period.id)))
        target = str(line.target) if line.target is not None else "—"
        rows.append(
            Row(
                (
                    blocks.text(_label(site, line)),
                    blocks.text(target),
                    blocks.text(str(line.held)),
                    sessions,
                )
            )
        )
    columns = (
        Column(words("field.form"), "narrow"),
        Column(words("study.planned"), "number"),
        Column(words("study.held_head"), "number"),
        Column(words("kind.session.many"), "wide"),
    )
    return Table(words("study.plan_of", period=period.title), columns, tuple(rows))


def study_bars(site: Site, period: str) -> Bars | None:
    """What was planned and held in a period, as bars; None where there is neither."""
    bars = tuple(
        Bar(
            _label(site, line),
            line.held,
            line.target or 0,
            site.words("study.held_of", held=line.held, target=line.target)
            if line.target is not None
            else site.words("study.held", n=line.held),
        )
        for line in plan_against_held(site.archive, period)
    )
    return Bars(site.words("study.plan_caption"), bars) if bars else None


def _label(site: Site, line: PlanLine) -> str:
    """The form, with the department whose own plan the line is about."""
    if not line.department:
        return line.form
    return site.words("study.form_of", form=line.form, department=line.department)


def required_pages(site: Site) -> Iterator[Page]:
    """All required materials with the departments that have had them, the newest first."""
    words = site.words
    found = _newest_required(site)
    if not found:
        return
    for number, shown in portions(found):
        yield Page(
            path=paths.numbered(paths.REQUIRED, number),
            title=words("study.required"),
            type="required",
            section="study",
            blocks=(
                Paragraph(blocks.text(words("study.required_about")), "lead"),
                _required_table(site, shown, len(found)),
                *pager(words, paths.REQUIRED, number, len(found)),
            ),
            crumbs=(Link(words("section.study"), paths.STUDY),),
        )


def _required(site: Site) -> Iterator[Block]:
    """The newest required materials, and the way to all."""
    words = site.words
    found = _newest_required(site)
    if not found:
        return
    yield Heading(words("study.required"), "required")
    yield Paragraph(blocks.text(words("study.required_about")), "quiet")
    yield _required_table(site, found[:_REQUIRED_SHOWN], len(found))
    if len(found) > _REQUIRED_SHOWN:
        all_of_them = Link(words("study.required_all", n=len(found)), paths.REQUIRED)
        yield Paragraph((all_of_them,))


def _newest_required(site: Site) -> list[RequiredStudy]:
    found = required_study(site.archive)
    return sorted(found, key=lambda one: one.material.date, reverse=True)


def _required_table(site: Site, found: Sequence[RequiredStudy], total: int) -> Table:
    words = site.words
    rows = []
    for one in found:
        done = words("study.had_count", done=len(one.had), all=len(one.had) + len(one.missing))
        had = [
            (
                *site.term(("departments",), name),
                Text(" "),
                Link(session.date.isoformat(), paths.of_record(session)),
            )
            for name, session in one.had
        ]
        missing = [site.term(("departments",), name) for name in one.missing]
        rows.append(
            Row(
                (
                    (site.link(one.material),),
                    blocks.text(done),
                    blocks.joined(had, words("mark.comma")),
                    blocks.joined(missing, words("mark.comma")),
                )
            )
        )
    columns = (
        Column(words("kind.material"), "wide"),
        Column(words("study.coverage"), "number"),
        Column(words("study.had"), "wide"),
        Column(words("study.not_had")),
    )
    return Table(words("study.required_caption", n=total), columns, tuple(rows))
