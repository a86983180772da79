"""Three periods in which every event and every flag of a risk occurs, and their count by hand.

| risk      | 2020-h1                            | 2020-h2                   | 2021-h1            |
| --------- | ---------------------------------- | ------------------------- | ------------------ |
| R-2020-01 | found, planned, extended, failed   | verified, closed          | reopened           |
| R-2020-02 | found, closed                      |                           | reopened, closed   |
| R-2020-03 | found, dismissed                   | reopened, accepted        | (past its `until`) |
| R-2020-04 | found; to be kept up for good      | (stalled)                 | (stalled)          |
| R-2020-05 | found                              | (stalled, overdue)        | planned            |
| R-2020-06 |                                    | found (recurs), verified  | closed             |
| R-2021-01 |                                    |                           | closed, reopened   |
"""

from __future__ import annotations

from datetime import date

from termbook.archive.archive import Archive
from termbook.archive.collection import Collection
from tests.terms import gathered
from tests.written import measure, risk, text, update

EVIDENCE = "evidence: [2020-h1/meetings/会]"
PASS = ("result: pass", "verifier: 分管负责人", EVIDENCE)
FAIL = ("result: fail", "verifier: 分管负责人", "reason: 制度没有公布")

_RISKS = {
    "2020-h1/risks/R-2020-01.md": risk(
        "R-2020-01",
        "2020-02-01",
        "department: 教务处",
        "level: high",
        "mode: deadline",
        "due: 2020-05-01",
    ),
    "2020-h1/risks/R-2020-02.md": risk("R-2020-02", "2020-03-01", "level: low", "mode: immediate"),
    "2020-h1/risks/R-2020-03.md": risk("R-2020-03", "2020-04-01"),
    "2020-h1/risks/R-2020-04.md": text(
        "问题 R-2020-04",
        "2020-05-01",
        "id: R-2020-04",
        "source: audit",
        "area: 组织领导",
        "owner: 党支部办公室",
        "level: medium",
        "mode: ongoing",
    ),
    "2020-h1/risks/R-2020-05.md": risk(
        "R-2020-05",
        "2020-06-01",
        "department: 教务处",
        "level: medium",
        "mode: deadline",
        "due: 2020-09-01",
    ),
    "2020-h2/risks/R-2020-06.md": risk(
        "R-2020-06", "2020-09-15", "level: high", "mode: immediate", "recurrence_of: R-2020-02"
    ),
    "2021-h1/risks/R-2021-01.md": risk("R-2021-01", "2021-05-01", "mode: deadline"),
}
_MEASURES = {
    "2020-h1/measures/M-2020-01.md": measure(
        "M-2020-01", "2020-02-10", "R-2020-01", "target: {what: 制度, number: 5}"
    ),
    "2020-h2/measures/M-2020-02.md": measure(
        "M-2020-02", "2020-10-01", "R-2020-05", "due: 2020-11-01"
    ),
}
_UPDATES = (
    update("R-2020-01", "plan", "2020-02-10"),
    update("R-2020-01", "progress", "2020-03-01"),
    update("R-2020-01", "extend", "2020-04-20", "new_due: 2020-06-15", "reason: 等待经费"),
    update("R-2020-01", "done", "2020-06-10", EVIDENCE),
    update("R-2020-01", "verify", "2020-06-12", *FAIL),
    update("R-2020-01", "progress", "2020-07-05"),
    update("R-2020-01", "done", "2020-08-01", EVIDENCE),
    update("R-2020-01", "verify", "2020-08-10", *PASS),
    update("R-2020-01", "close", "2020-08-20"),
    update("R-2020-01", "reopen", "2021-02-01", "reason: 又出现"),
    update("R-2020-02", "done", "2020-03-02", EVIDENCE),
    update("R-2020-02", "verify", "2020-03-03", *PASS),
    update("R-2020-02", "close", "2020-03-04"),
    update("R-2020-02", "reopen", "2021-03-01", "reason: 复查不合格"),
    update("R-2020-02", "done", "2021-03-02", EVIDENCE),
    update("R-2020-02", "verify", "2021-03-03", *PASS),
    update("R-2020-02", "close", "2021-03-04"),
    update("R-2020-03", "dismiss", "2020-04-10", "reason: 不属实"),
    update("R-2020-03", "reopen", "2020-09-01", "reason: 查实"),
    update("R-2020-03", "accept", "2020-10-01", "until: 2021-01-31", "reason: 条件不具备"),
    update("R-2020-04", "progress", "2020-05-10"),
    update("R-2020-05", "plan", "2021-01-10"),
    update("R-2020-06", "done", "2020-09-16", EVIDENCE),
    update("R-2020-06", "verify", "2020-09-17", *PASS),
    update("R-2020-06", "close", "2021-03-01"),
    update("R-2021-01", "done", "2021-05-02", EVIDENCE),
    update("R-2021-01", "verify", "2021-05-03", *PASS),
    update("R-2021-01", "close", "2021-05-04"),
    update("R-2021-01", "reopen", "2021-05-20", "reason: 验收有误"),
    update("M-2020-01", "progress", "2020-05-01", "done_number: 2"),
    update("M-2020-01", "done", "2020-07-20", EVIDENCE),
    update("M-2020-02", "extend", "2020-10-20", "new_due: 2020-12-15", "reason: 人手不足"),
    update("M-2020-02", "cancel", "2020-12-01", "reason: 改用别的办法"),
)


def _folder_of(content: str) -> str:
    day = content.split("\ndate: ")[1][:10]
    return f"{day[:4]}-h{1 if day[5:7] <= '06' else 2}"


FILES = {
    "2021-h1/period.md": "---\ntitle: 2021 年上半年\nstart: 2021-01-01\nend: 2021-06-30\n---\n",
    "2020-h1/meetings/会.md": text("会", "2020-01-10"),
    **_RISKS,
    **_MEASURES,
    **{
        f"{_folder_of(content)}/updates/{number:02}.md": content
        for number, content in enumerate(_UPDATES)
    },
}


def collection(language: str = "zh-Hans") -> Collection:
    """All of it."""
    return gathered(FILES, language=language)


def three_periods(on: str = "2021-06-30") -> Archive:
    """The archive as of a day."""
    return Archive(collection(), on=date.fromisoformat(on), audience="staff")
