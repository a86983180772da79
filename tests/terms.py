"""Two periods of records, held in memory, for what is counted and drafted from them.

The first half holds the countable facts of the sample report: 1 meeting, 6 collective studies,
1 lecture, 7 risks, 5 measures. In the second half all sorts of events happen to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from termbook.archive.archive import Archive
from termbook.archive.collection import Collection, collect
from termbook.archive.layout import locate
from termbook.model.parse import Parsed, parse_institution, parse_record
from termbook.reading.source import decode
from termbook.views.term_report import TermReport, term_report
from termbook.words import Words
from tests.written import FRAME, SETTINGS, measure, risk, text, update

Texts = Mapping[str, str]

EVIDENCE = "evidence: [2020-h2/sessions/党课]"

FIRST: Texts = {
    "2020-h1/duties/小组.md": text(
        "领导小组",
        "2020-06-30",
        "group: 领导小组",
        "duty: 落实主体责任。",
        "lead: 支部书记",
        "members: [分管负责人, 办公室主任]",
    ),
    "2020-h1/duties/书记.md": text("书记", "2020-06-30", "post: 支部书记", "duty: 牵头"),
    "2020-h1/meetings/专题会议.md": text(
        "专题会议",
        "2020-01-10",
        "materials: [2020-h1/materials/讲话]",
        "resolutions:",
        "  - text: 制定计划",
        "  - text: 排查风险",
    ),
    "2020-h1/materials/讲话.md": text("讲话", "2020-01-10", "type: document"),
    "2020-h1/plans/计划.md": text("计划", "2020-01-20", "targets: {}"),
    "2020-h1/sessions/集体学习.md": text("学习", "2020-06-30", "form: 集体学习", "count: 6"),
    "2020-h1/sessions/党课.md": text("党课", "2020-06-30", "form: 党课"),
    "2020-h1/channels/公众号.md": text(
        "公众号",
        "2020-06-30",
        "platform: 公众号",
        "owner: 办公室主任",
        "approver: 分管负责人",
        "reviewed_on: 2020-06-01",
    ),
    "2020-h1/channels/群.md": text("群", "2020-06-30", "platform: 微信", "owner: 办公室主任"),
    **{f"2020-h1/risks/R-2020-0{n}.md": risk(f"R-2020-0{n}", "2020-06-30") for n in range(1, 8)},
    **{
        f"2020-h1/measures/M-2020-0{n}.md": measure(f"M-2020-0{n}", "2020-06-30", f"R-2020-0{n}")
        for n in range(1, 6)
    },
}

SECOND: Texts = {
    "2020-h2/plans/全校.md": text("全校", "2020-07-10", "targets: {集体学习: 4, 党课: 1}"),
    "2020-h2/plans/教务处.md": text(
        "教务处", "2020-07-10", "department: 教务处", "targets: {集体学习: 2}"
    ),
    "2020-h2/sessions/全校.md": text("全校", "2020-09-01", "form: 集体学习", "count: 2"),
    "2020-h2/sessions/教务处.md": text(
        "教务处", "2020-09-02", "form: 集体学习", "department: 教务处"
    ),
    "2020-h2/sessions/党课.md": text("党课", "2020-08-01", "form: 党课"),
    "2020-h2/channels/群.md": text(
        "群",
        "2020-09-01",
        "platform: 微信",
        "owner: 办公室主任",
        "reviewed_on: 2020-08-20",
        "closed_on: 2020-08-31",
        "supersedes: 2020-h1/channels/群",
    ),
    "2020-h2/risks/R-2020-08.md": risk(
        "R-2020-08", "2020-09-01", "mode: deadline", "due: 2020-10-01", "cause: 无人归档。"
    ),
    "2020-h2/risks/R-2020-09.md": risk("R-2020-09", "2020-09-01", "mode: ongoing"),
    "2020-h2/measures/M-2020-06.md": measure(
        "M-2020-06", "2020-09-02", "R-2020-08", "due: 2020-12-01", "target: {what: 栏目, number: 5}"
    ),
    "2020-h2/updates/a.md": update("R-2020-01", "done", "2020-09-01", EVIDENCE),
    "2020-h2/updates/b.md": update(
        "R-2020-01", "verify", "2020-09-02", "result: pass", "verifier: 分管负责人", EVIDENCE
    ),
    "2020-h2/updates/c.md": update("R-2020-01", "close", "2020-09-03"),
    "2020-h2/updates/d.md": update("R-2020-02", "done", "2020-09-01", EVIDENCE),
    "2020-h2/updates/e.md": update(
        "R-2020-02", "verify", "2020-09-02", "result: pass", "verifier: 分管负责人", EVIDENCE
    ),
    "2020-h2/updates/f.md": update("R-2020-02", "close", "2020-09-03"),
    "2020-h2/updates/g.md": update("R-2020-02", "reopen", "2020-10-01", "reason: 又出现"),
    "2020-h2/updates/h.md": update("R-2020-03", "dismiss", "2020-09-01", "reason: 不属实"),
    "2020-h2/updates/i.md": update(
        "R-2020-04", "accept", "2020-09-01", "until: 2021-03-31", "reason: 条件不具备"
    ),
    "2020-h2/updates/j.md": update(
        "R-2020-08", "extend", "2020-09-20", "new_due: 2020-11-01", "reason: 一"
    ),
    "2020-h2/updates/k.md": update(
        "R-2020-08", "extend", "2020-10-20", "new_due: 2020-12-01", "reason: 二"
    ),
    "2020-h2/updates/l.md": update("M-2020-01", "done", "2020-09-01", EVIDENCE),
    "2020-h2/updates/m.md": update("M-2020-06", "progress", "2020-10-01", "done_number: 3"),
}

BOTH: Texts = {**FIRST, **SECOND}


def gathered(texts: Texts, *, language: str = "zh-Hans") -> Collection:
    """The collection of records whose files hold `texts`, with `FRAME` around them."""
    frame = {**FRAME, "archive.yml": f"{SETTINGS}language: {language}\n"}
    sources = {}
    for path, content in {**frame, **texts}.items():
        data = content if isinstance(content, bytes) else content.encode()
        source, found = decode(path, data)
        assert source is not None
        assert found == []
        sources[path] = source
    institution, unset = parse_institution(sources.pop("archive.yml"))
    assert unset == []
    parsed: list[Parsed] = []
    for path, source in sources.items():
        place = locate(path)
        assert place is not None
        parsed.append(
            parse_record(
                source,
                kind=place.kind,
                period=place.period,
                institution=institution,
                words=Words(language),
            )
        )
    return collect(institution, parsed, {})


def told(collection: Collection, period: str, on: str, audience: str = "staff") -> TermReport:
    """The facts of a period as of a day."""
    archive = Archive(collection, on=date.fromisoformat(on), audience=audience)
    return term_report(archive, archive.period_by_id[period])
