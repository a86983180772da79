"""A generated archive as the rivals' trees need it: plain leaves with their links resolved."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.frontmatter import read_record

LABELS: Final[Mapping[str, str]] = {
    "reports": "工作报告", "meetings": "会议", "sessions": "学习活动", "materials": "学习材料",
    "plans": "计划", "risks": "整改事项", "measures": "整改措施", "updates": "进展",
    "duties": "职责", "channels": "阵地",
}  # fmt: skip
"""Folders in the order in which they are listed, with the heading of each."""

_LINK: Final = re.compile(r"\[\[([^\[\]]+)\]\]")
_SHOWN_APART: Final = ("title", "date", "tags", "department")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A record, or a period's own page (then `folder` is empty)."""

    id: str
    period: str
    folder: str
    name: str
    """File name without its ending."""
    title: str
    date: str
    tags: Sequence[str]
    department: str
    facts: Mapping[str, str]
    """The other fields of the front matter as short texts."""
    body: str


def read_leaves(records: Path) -> list[Leaf]:
    """All records below the folder, in the order of their paths."""
    return [_read(path, records) for path in sorted(records.glob("2*/**/*.md"))]


def resolve_links(body: str, leaves: Mapping[str, Leaf], link: Callable[[Leaf], str]) -> str:
    """The body with each `[[id]]` as a Markdown link to where `link` says, under its title."""

    def replace(match: re.Match[str]) -> str:
        leaf = leaves[match[1]]
        return f"[{leaf.title}]({link(leaf)})"

    return _LINK.sub(replace, body)


def index_leaves(leaves: Iterable[Leaf]) -> dict[str, Leaf]:
    """The leaves by id."""
    return {leaf.id: leaf for leaf in leaves}


def copy_attachments(records: Path, out: Path) -> None:
    """Copy all files that are not records to the same places below `out`."""
    for path in records.glob("2*/*/*"):
        if path.suffix != ".md":
            target = out / path.relative_to(records)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _read(path: Path, records: Path) -> Leaf:
    fields, body = read_record(path.read_text(encoding="utf-8"))
    parts = path.relative_to(records).with_suffix("").parts
    tags = fields.get("tags")
    return Leaf(
        id=str(fields.get("id", "/".join(parts))),
        period=parts[0],
        folder=parts[1] if len(parts) > 2 else "",
        name=parts[-1],
        title=str(fields["title"]),
        date=str(fields.get("date", fields.get("start"))),
        tags=tags if isinstance(tags, list) else [],
        department=str(fields.get("department", "")),
        facts={name: _shorten(value) for name, value in fields.items() if name not in _SHOWN_APART},
        body=body,
    )


def _shorten(value: object) -> str:
    if isinstance(value, list):
        return "；".join(_shorten(part) for part in value)
    if isinstance(value, dict):
        return "，".join(_shorten(part) for part in value.values())
    return str(value)
