"""Input for stock MkDocs with Material: one page for each record, navigation by period and kind."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
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

_SETTINGS: Final = """\
site_name: 示例市第三实验学校
site_url: https://example.org/
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune]
plugins: [search]
markdown_extensions: [tables, toc]
"""


def write_tree(records: Path, out: Path, *, in_nav: bool = True) -> None:
    """Write `mkdocs.yml` and `docs/` into `out`.

    With `in_nav` false only the lists are in the navigation, as one does with a large archive;
    the records' pages then have no navigation entry, no previous and no next.
    """
    leaves = read_leaves(records)
    by_id = index_leaves(leaves)
    docs = out / "docs"
    shelves: dict[str, dict[str, list[Leaf]]] = defaultdict(lambda: defaultdict(list))
    for leaf in leaves:
        target = docs / _place(leaf)
        target.parent.mkdir(parents=True, exist_ok=True)
        body = resolve_links(leaf.body, by_id, partial(_link, leaf))
        if leaf.folder:
            shelves[leaf.period][leaf.folder].append(leaf)
            text = f"---\ntitle: {json.dumps(leaf.title, ensure_ascii=False)}\n---\n"
            text += f"# {leaf.title}\n\n{_tabulate(leaf)}\n\n{body}\n"
            target.write_text(text, encoding="utf-8")
        else:
            target.write_text(f"# {leaf.title}\n\n{body}\n", encoding="utf-8")
    for period, folders in shelves.items():
        for folder, members in folders.items():
            lines = "\n".join(
                f"| {leaf.date} | [{leaf.title}]({leaf.name}.md) | {leaf.department} |"
                for leaf in members
            )
            (docs / period / folder / "index.md").write_text(
                f"# {LABELS[folder]}\n\n| 日期 | 标题 | 部门 |\n| --- | --- | --- |\n{lines}\n",
                encoding="utf-8",
            )
    periods = "\n".join(f"- [{period}]({period}/index.md)" for period in shelves)
    (docs / "index.md").write_text(f"# 首页\n\n{periods}\n", encoding="utf-8")
    copy_attachments(records, docs)
    settings = _SETTINGS + _list_nav(shelves, in_nav=in_nav)
    (out / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _place(leaf: Leaf) -> str:
    return (
        f"{leaf.period}/{leaf.folder}/{leaf.name}.md" if leaf.folder else f"{leaf.period}/index.md"
    )


def _link(at: Leaf, to: Leaf) -> str:
    return f"{'../../' if at.folder else '../'}{_place(to)}"


def _tabulate(leaf: Leaf) -> str:
    rows = {"date": leaf.date, "department": leaf.department, "tags": "；".join(leaf.tags)}
    rows |= leaf.facts
    lines = [f"| {name} | {value} |" for name, value in rows.items() if value]
    return "\n".join(["| 项目 | 内容 |", "| --- | --- |", *lines])


def _list_nav(shelves: Mapping[str, Mapping[str, Sequence[Leaf]]], *, in_nav: bool) -> str:
    lines = ["nav:", "  - index.md"]
    for period, folders in shelves.items():
        lines += [f"  - {period}:", f"      - {period}/index.md"]
        for folder, label in LABELS.items():
            if folder not in folders:
                continue
            lines += [f"      - {label}:", f"          - {period}/{folder}/index.md"]
            if in_nav:
                lines += [f"          - {_place(leaf)}" for leaf in folders[folder]]
    if not in_nav:
        lines += ["not_in_nav: |", "  /2*/*/*.md"]
    return "\n".join(lines) + "\n"
