"""Records folders written out in tests, and what the check says about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from termbook.archive.archive import Archive
from termbook.archive.checking import check
from termbook.archive.collection import Collection
from termbook.diagnostics import Diagnostic
from termbook.edges.folder import load
from termbook.words import Words

Files = Mapping[str, str | bytes]

SETTINGS = """\
institution: 示例学校
departments: [党支部办公室, 教务处]
posts: [支部书记, 分管负责人, 办公室主任]
areas: [组织领导, 阵地管理]
forms: [集体学习, 党课]
approvers: [支部书记]
"""
FIRST_HALF = "---\ntitle: 2020 年上半年\nstart: 2020-01-01\nend: 2020-06-30\n---\n"
SECOND_HALF = "---\ntitle: 2020 年下半年\nstart: 2020-07-01\nend: 2020-12-31\n---\n"
FRAME: Files = {
    "archive.yml": SETTINGS,
    "2020-h1/period.md": FIRST_HALF,
    "2020-h2/period.md": SECOND_HALF,
}
"""Settings and two periods, to which a test adds its records."""


def text(title: str, day: str, *lines: str, body: str = "") -> str:
    """A record: title in line 2, date in line 3, `lines` from line 4 on, then the body."""
    return "\n".join(("---", f"title: {title}", f"date: {day}", *lines, "---", body))


def risk(id: str, day: str, *lines: str, body: str = "") -> str:
    """A risk: id in line 4, source in 5, area in 6, owner in 7, `lines` from line 8 on."""
    stated = (f"id: {id}", "source: self_inspection", "area: 阵地管理", "owner: 支部书记")
    return text(f"问题 {id}", day, *stated, *lines, body=body)


def measure(id: str, day: str, risks: str, *lines: str) -> str:
    """A measure: id in line 4, risks in 5, owner in 6, `lines` from line 7 on."""
    return text(f"措施 {id}", day, f"id: {id}", f"risks: [{risks}]", "owner: 支部书记", *lines)


def update(of: str, event: str, day: str, *lines: str) -> str:
    """An update: of in line 4, event in line 5, `lines` from line 6 on."""
    return text(f"{of} {event}", day, f"of: {of}", f"event: {event}", *lines)


def write(root: Path, files: Files, *, frame: bool = True) -> Path:
    """`root` with the files in it, those of `FRAME` too unless told otherwise."""
    for path, content in ({**FRAME, **files} if frame else files).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def collected(root: Path, files: Files) -> Collection:
    """What a records folder with these files holds."""
    return load(write(root, files)).collection


def archive(root: Path, files: Files, on: str = "2020-12-31", audience: str = "staff") -> Archive:
    """The archive of a records folder with these files."""
    return Archive(collected(root, files), on=date.fromisoformat(on), audience=audience)


def findings(root: Path, on: str = "2020-12-31") -> list[Diagnostic]:
    """All that the check finds in a records folder."""
    folder = load(root)
    return check(folder.collection, folder.checksums, on=date.fromisoformat(on))


def complaints(root: Path, files: Files, *rules: str, on: str = "2020-12-31") -> list[str]:
    """`path:line:column rule` of what `rules` (or families such as TB3) find, in order."""
    found = findings(write(root, files), on)
    return [
        f"{d.path}:{d.place.line}:{d.place.column} {d.rule}"
        for d in found
        if not rules or d.rule.startswith(rules)
    ]


def sentences(
    root: Path, files: Files, *rules: str, on: str = "2020-12-31", language: str = "zh-Hans"
) -> list[str]:
    """The messages of what `rules` (or families of them) find, in order."""
    words = Words(language)
    settings = f"{SETTINGS}language: {language}\n"
    found = findings(write(root, {"archive.yml": settings, **files}), on)
    return [
        words(f"rule.{d.rule}.message", **dict(d.args)) for d in found if d.rule.startswith(rules)
    ]
