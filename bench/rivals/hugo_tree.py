"""Input for Hugo: the plain theme beside this file, and one page for each record."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

from bench.rivals.source import (
    LABELS,
    Leaf,
    copy_attachments,
    index_leaves,
    read_leaves,
    resolve_links,
)

_THEME: Final = Path(__file__).with_name("hugo")


def write_tree(records: Path, out: Path) -> None:
    """Write settings, theme and `content/` into `out`."""
    shutil.copytree(_THEME, out, dirs_exist_ok=True)
    content = out / "content"
    leaves = read_leaves(records)
    by_id = index_leaves(leaves)
    for leaf in leaves:
        target = content / leaf.period / leaf.folder / f"{leaf.name}.md"
        if leaf.folder:
            weight = list(LABELS).index(leaf.folder) + 1
            index = target.with_name("_index.md")
            if not index.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                index.write_text(
                    f"---\ntitle: {LABELS[leaf.folder]}\nweight: {weight}\n---\n", encoding="utf-8"
                )
        else:
            target = target.with_name("_index.md")
        body = resolve_links(leaf.body, by_id, _link)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{_head(leaf)}\n{body}\n", encoding="utf-8")
    copy_attachments(records, out / "static")


def _link(leaf: Leaf) -> str:
    if leaf.folder:
        return f"/{leaf.period}/{leaf.folder}/{leaf.name}.html"
    return f"/{leaf.period}/index.html"


def _head(leaf: Leaf) -> str:
    lines = ["---", f"title: {json.dumps(leaf.title, ensure_ascii=False)}", f"date: {leaf.date}"]
    if leaf.tags:
        lines.append(f"tags: {json.dumps(list(leaf.tags), ensure_ascii=False)}")
    if leaf.department:
        lines.append(f"departments: [{leaf.department}]")
    if leaf.folder:
        lines.append(f"params: {{facts: {json.dumps(dict(leaf.facts), ensure_ascii=False)}}}")
    return "\n".join([*lines, "---", ""])
