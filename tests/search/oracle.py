"""Seeded texts, what a plain look at them finds, and the site's own script asked the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from termbook.search import Entry, normalise

ROOT = Path(__file__).resolve().parent.parent.parent
ASSETS = ROOT / "hooks" / "termbook" / "theme" / "assets"
HARNESS = Path(__file__).with_name("query.mjs")

_WORDS = tuple(
    word
    for line in (
        "整改 台账 支部 学习 教育 检查 落实 责任 消防 通道 形态 党章 建国 会议 纪要 措施 验收 销号",
        "食堂 安全 课堂 教师 学生 办公室 党支部 校长 主任 部署 推进 完成 情况 报告 制度 管理",
        "2020年 第12期 API接口 R-2020-01 3月5日 96.5% Word iPhone ，，， 。。 、",
        "（一） 《守则》 “三会一课” 臺賬 會議 檔案 镕 㐂 𠮷野 ①",
    )
    for word in line.split(" ")
)


def write_text(rng: Random, length: int) -> str:
    """About `length` characters: words of unequal frequency, line breaks, now and then a space."""
    parts: list[str] = []
    size = 0
    while size < length:
        word = _WORDS[int(len(_WORDS) * rng.random() ** 2)]
        gap = rng.choices(("", " ", "\n", "\n\n", "　"), (80, 6, 5, 5, 4))[0]
        parts += (word, gap)
        size += len(word) + len(gap)
    return "".join(parts)


def make_entries(count: int, *, seed: int = 1, length: int = 300) -> list[Entry]:
    """Entries over ten periods, some with an id, all dates in order of their number."""
    rng = Random(seed)
    entries = []
    for number in range(count):
        period = f"{2015 + number * 10 // count}-h1"
        kind = rng.choice(("risk", "update", "report"))
        state = rng.choice(("open", "closed")) if kind == "risk" else ""
        entries.append(
            Entry(
                path=f"{period}/{kind}s/{number}.html",
                title=write_text(rng, 12).strip().replace("\n", " ") or "无题",
                text=write_text(rng, rng.randint(0, 2 * length)),
                kind=kind,
                kind_label={"risk": "问题", "update": "进展", "report": "报告"}[kind],
                period=period,
                period_label=period,
                department=rng.choice(("", "教务处", "总务处")),
                state=state,
                state_label={"open": "待整改", "closed": "已销号", "": ""}[state],
                date=f"{period[:4]}-{1 + number % 12:02}-{1 + number % 28:02}",
                id=f"R-{number}" if kind == "risk" else "",
            )
        )
    return entries


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """As the index numbers them."""
    return sorted(entries, key=lambda entry: (entry.date, entry.path))


_spell = cache(normalise)


def stands_in(entry: Entry, word: str) -> bool:
    """Whether a plain look at title, id and text finds the word."""
    wanted = _spell(word)
    return any(wanted in _spell(place) for place in (entry.title, entry.id, entry.read()))


def draw_queries(entries: Sequence[Entry], count: int, *, seed: int = 2) -> list[str]:
    """Texts of two to eight characters from anywhere in titles and texts, as written there."""
    rng = Random(seed)
    queries: list[str] = []
    while len(queries) < count:
        entry = rng.choice(entries)
        text = rng.choice((entry.title, entry.read()))
        size = rng.randint(2, 8)
        start = rng.randrange(max(1, len(text)))
        query = text[start : start + size]
        if len(query.split()) == 1 and len(normalise(query)) >= 2:
            queries.append(query.strip())
    return queries


def write_index(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files of an index."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def ask(folder: Path, queries: Sequence[str], *options: str) -> list[dict[str, Any]]:
    """What search.js answers. Skips the test where there is no Node, except in CI."""
    node = shutil.which("node")
    if node is None:
        reason = "Node.js is not here: the site's own script cannot be run"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    command = [node, str(HARNESS), str(ASSETS), str(folder), *options]
    questions = json.dumps(queries)
    answer = subprocess.run(command, input=questions, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    answers: list[dict[str, Any]] = json.loads(answer.stdout)
    return answers
