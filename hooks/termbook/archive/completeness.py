"""Rules on what is still missing: material, sessions, reports, reviews, approvals.

Apart from the rules on lives: these look at one period or one record at a time. All are
warnings, except those on approval.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol

from termbook.archive.study_plans import plan_lines
from termbook.diagnostics import Diagnostic, finding
from termbook.model.kinds import kinds
from termbook.model.record import Record


class Span(Protocol):
    """What these rules ask of a period."""

    @property
    def id(self) -> str:
        """Its folder's name."""
        ...

    @property
    def start(self) -> date:
        """The first day."""
        ...

    @property
    def end(self) -> date:
        """The last day."""
        ...

    @property
    def record(self) -> Record:
        """Its period.md."""
        ...


class Holdings(Protocol):
    """What these rules ask of an archive."""

    @property
    def records(self) -> Sequence[Record]:
        """All records."""
        ...

    @property
    def periods(self) -> Sequence[Span]:
        """All periods."""
        ...

    @property
    def on(self) -> date:
        """The day asked for."""
        ...

    @property
    def approvers(self) -> Sequence[str]:
        """The posts whose approval counts."""
        ...

    def of_kind(self, kind: str) -> Sequence[Record]:
        """The records of one kind."""
        ...


def approvals_are_complete(archive: Holdings) -> Iterator[Diagnostic]:
    """An approved record names the post that approved it and the day."""
    for record in archive.records:
        if record.text("status") != "approved":
            continue
        for name in ("approved_by", "approved_on"):
            if name not in record.fields:
                yield finding("TB801", record.path, record.place("status"), field=name)


def approvers_may_approve(archive: Holdings) -> Iterator[Diagnostic]:
    """An approval comes from one of the posts whose approval counts."""
    for record in archive.records:
        post = record.text("approved_by")
        if record.text("status") == "approved" and post and post not in archive.approvers:
            yield finding("TB802", record.path, record.place("approved_by"), post=post)


def present_are_among_the_expected(archive: Holdings) -> Iterator[Diagnostic]:
    """Not more are present at a meeting or a session than were expected."""
    for kind in ("meeting", "session"):
        for record in archive.of_kind(kind):
            expected, present = record.number("expected"), record.number("present")
            if expected is not None and present is not None and present > expected:
                yield finding(
                    "TB901",
                    record.path,
                    record.place("present"),
                    present=present,
                    expected=expected,
                )


def sessions_have_material(archive: Holdings) -> Iterator[Diagnostic]:
    """A session names what was studied in it."""
    for session in archive.of_kind("session"):
        if not session.texts("materials"):
            yield finding("TB902", session.path, session.place("form"))


def plans_are_met(archive: Holdings) -> Iterator[Diagnostic]:
    """When a period ends, as many sessions of each form were held as its plans set.

    `plan_lines` says which sessions count for a plan.
    """
    ended = {period.id: period.end for period in archive.periods if period.end <= archive.on}
    for line in plan_lines(archive.of_kind("plan"), archive.of_kind("session")):
        if not line.missing or line.period not in ended:
            continue
        for plan in line.plans:
            yield finding(
                "TB903",
                plan.path,
                plan.place(f"targets.{line.form}"),
                form=line.form,
                target=line.target,
                held=line.held,
                end=ended[line.period],
            )


def periods_are_reported(archive: Holdings) -> Iterator[Diagnostic]:
    """A period that has ended has a report: one in its folder, or one that covers all of it."""
    reports = archive.of_kind("report")
    reported = {report.period for report in reports}
    covered = [report.mapping("covers") for report in reports]
    grace = timedelta(days=kinds()["report"].grace_days)
    for period in archive.periods:
        if period.end > archive.on or period.id in reported:
            continue
        if any(_covers(covers, period) for covers in covered):
            continue
        yield finding(
            "TB904",
            period.record.path,
            period.record.place("end"),
            period=period.id,
            end=period.end,
            by=period.end + grace,
        )


def channels_have_an_approver(archive: Holdings) -> Iterator[Diagnostic]:
    """A channel that is in use names the post that approves what is posted there."""
    for channel in channels_in_use(archive):
        if not channel.text("approver"):
            yield finding("TB905", channel.path, channel.place("owner"))


def channels_are_reviewed(archive: Holdings) -> Iterator[Diagnostic]:
    """A channel that is in use was reviewed within the year before the day asked for."""
    least = _year_before(archive.on)
    for channel in channels_in_use(archive):
        reviewed = channel.day("reviewed_on")
        if reviewed is None:
            yield finding("TB907", channel.path, channel.place("platform"))
        elif reviewed < least:
            place = channel.place("reviewed_on")
            yield finding("TB906", channel.path, place, date=reviewed, on=archive.on)


def _covers(covers: Mapping[str, object], period: Span) -> bool:
    first, last = covers.get("from"), covers.get("to")
    return (
        isinstance(first, date)
        and isinstance(last, date)
        and first <= period.start
        and period.end <= last
    )


def channels_in_use(archive: Holdings) -> list[Record]:
    """The channels in use, each by its latest record.

    A later record takes the place of an earlier one that it supersedes, or that has the same
    platform and title: past periods keep theirs, and nobody could mend those.
    """
    channels = archive.of_kind("channel")
    superseded = {channel.text("supersedes") for channel in channels}
    latest: dict[tuple[str, str], Record] = {}
    for channel in channels:
        key = channel.text("platform"), channel.title
        if key not in latest or channel.date >= latest[key].date:
            latest[key] = channel
    in_use = []
    for channel in latest.values():
        closed = channel.day("closed_on")
        if channel.id not in superseded and (closed is None or closed > archive.on):
            in_use.append(channel)
    return in_use


def _year_before(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    year = max(day.year - 1, 1)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


RULES: Final = (
    approvals_are_complete,
    approvers_may_approve,
    present_are_among_the_expected,
    sessions_have_material,
    plans_are_met,
    periods_are_reported,
    channels_have_an_approver,
    channels_are_reviewed,
)
