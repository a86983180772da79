"""Writes a Chinese archive of any size, the same bytes for the same seed.

    python bench/generate.py OUT --records 2000 [--periods 20] [--seed 1]

What an archive of an office holds after years: mostly updates, sessions, materials and
meetings; risks with whole lives. It keeps the record contract: `check` finds no error in it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import lexicon
from bench.contents import EVENTS, Filler
from bench.frontmatter import write_front_matter
from bench.outline import list_periods, make_outline
from bench.prose import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was written."""

    records: int
    """All records but the periods' own pages."""
    periods: int
    kinds: Mapping[str, int]
    files: int
    """Records, periods, archive.yml and attachments."""
    characters: int
    """Of all bodies."""


def generate(out: Path, *, records: int, periods: int = 20, seed: int = 1) -> Summary:
    """Write an archive into the folder `out` (made if missing, and best empty).

    Raises ValueError when there are fewer than ten records for each period.
    """
    outline = make_outline(records, periods, seed)
    filler = Filler(outline)
    kinds: Counter[str] = Counter()
    characters = files = 0
    out.mkdir(parents=True, exist_ok=True)
    (out / "archive.yml").write_bytes(_describe_archive().encode())
    folders: set[Path] = set()
    for entry in outline.entries:
        rng = Random(f"{seed}:{entry.id}")
        year = date.fromordinal(entry.day).year
        writer = Writer(rng, entry.topic, year)
        fields = filler.fill(entry, rng, writer)
        body = writer.body(filler.mention(entry, rng))
        path = out / entry.path
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        for file in _list_files(fields):
            text = f"{file['title']}\n\n{writer.paragraph(200)}\n".encode()
            (path.parent / file["file"]).write_bytes(text)
            file["sha256"] = hashlib.sha256(text).hexdigest()
            files += 1
        _settle_files(fields)
        path.write_bytes(f"{write_front_matter(fields)}\n{body}\n".encode())
        kinds[entry.kind] += 1
        characters += len(body)
    for period in outline.periods:
        writer = Writer(Random(f"{seed}:{period.id}"), "组织领导", int(period.id[:4]))
        half = "上半年" if period.id.endswith("h1") else "下半年"
        fields = {
            "title": f"{period.id[:4]}年{half}",
            "start": date.fromordinal(period.start),
            "end": date.fromordinal(period.end),
        }
        body = writer.body(())
        (out / period.id).mkdir(exist_ok=True)
        (out / period.id / "period.md").write_bytes(
            f"{write_front_matter(fields)}\n{body}\n".encode()
        )
        characters += len(body)
    return Summary(
        records=kinds.total(), periods=len(outline.periods), kinds=dict(sorted(kinds.items())),
        files=files + kinds.total() + len(outline.periods) + 1, characters=characters,
    )  # fmt: skip


def edit_one(root: Path, seed: int) -> Path:
    """Add a sentence to the body of one record below `root`, chosen by the seed; its path."""
    rng = Random(f"edit:{seed}")
    folders = sorted(root.glob("*/updates")) or sorted(root.glob("*/sessions"))
    path = rng.choice(sorted(rng.choice(folders).glob("*.md")))
    sentence = Writer(rng, "组织领导", 2020).sentence()
    with path.open("ab") as file:
        file.write(f"\n补记：{sentence}\n".encode())
    return path


_NEXT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("", "plan", "progress", "extend", "reopen"), "progress"),
    **dict.fromkeys(("close", "accept", "dismiss"), "reopen"),
}
"""What may happen to a risk after its last event ("": none).

After `done` and `verify` nothing: only the one who verifies may say more, and the name of a file
does not tell whether the verification was passed.
"""
_LINKED: Final = ("materials", "meetings", "risks", "sessions")
"""Folders of records that others link to."""


def add_update(root: Path, seed: int) -> Path:
    """Write one more update to a risk below `root`, chosen by the seed; its path.

    It is dated the archive's last day. Raises ValueError where nothing may happen to any risk.
    """
    rng = Random(f"add:{seed}")
    risks = sorted(root.glob("*/risks/*.md"))
    for risk in rng.sample(risks, len(risks)):
        told = sorted(path.stem for path in root.glob(f"*/updates/{risk.stem}-*.md"))
        told.sort(key=lambda stem: stem.removeprefix(f"{risk.stem}-"))  # whatever the period
        last = told[-1].rpartition("-")[2] if told else ""
        if last in _NEXT:
            return _write_update(root, risk.stem, len(told) + 1, _NEXT[last], rng)
    raise ValueError(f"{root}: nothing may happen to any risk")


def _write_update(root: Path, risk: str, number: int, event: str, rng: Random) -> Path:
    period = list_periods(1)[0]
    writer = Writer(rng, "组织领导", int(period.id[:4]))
    fields: dict[str, object] = {
        "title": f"{risk} {writer.noun()}{EVENTS[event]}",
        "date": date.fromordinal(period.end),
        "of": risk,
        "event": event,
    }
    if event == "reopen":
        fields["reason"] = f"{writer.noun()}{writer.quality()}，需{writer.adv()}{writer.verb()}"
    else:
        fields["by"] = rng.choice(lexicon.POSTS)
    path = root / period.id / "updates" / f"{risk}-{number:02}-{event}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"{write_front_matter(fields)}\n{writer.body(())}\n".encode())
    return path


def retitle_one(root: Path, seed: int) -> Path:
    """Change the title of one record below `root`, chosen by the seed; its path.

    It is of a kind that others link to, so their pages change with it.
    """
    rng = Random(f"retitle:{seed}")
    folders = sorted(folder for name in _LINKED for folder in root.glob(f"*/{name}"))
    path = rng.choice(sorted(rng.choice(folders).glob("*.md")))
    text = path.read_text(encoding="utf-8")
    # a title may stand in quotation marks
    changed = re.sub(r'^(title: .*?)("?)$', r"\1（修订）\2", text, count=1, flags=re.MULTILINE)
    path.write_bytes(changed.encode())
    return path


def _list_files(fields: Mapping[str, object]) -> list[dict[str, str]]:
    listed = fields.get("attachments", [])
    return listed if isinstance(listed, list) else []


def _settle_files(fields: dict[str, object]) -> None:
    """A material carries its one file in fields of its own."""
    files = _list_files(fields)
    if "type" in fields and files:
        del fields["attachments"]
        fields["file"], fields["sha256"] = files[0]["file"], files[0]["sha256"]


def _describe_archive() -> str:
    lists: dict[str, tuple[str, ...]] = {
        "departments": lexicon.DEPARTMENTS, "posts": lexicon.POSTS,
        "areas": tuple(lexicon.TOPICS), "forms": lexicon.FORMS,
        "audiences": ("public", "staff", "leadership"), "approvers": lexicon.APPROVERS,
    }  # fmt: skip
    lines = [f"institution: {lexicon.INSTITUTION}", "language: zh-Hans"]
    lines.extend(f"{name}: [{', '.join(values)}]" for name, values in lists.items())
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a generated Chinese archive.")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--periods", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    try:
        summary = generate(asked.out, records=asked.records, periods=asked.periods, seed=asked.seed)
    except ValueError as problem:
        parser.error(str(problem))
    kinds = ", ".join(f"{kind} {number}" for kind, number in summary.kinds.items())
    print(f"{summary.records} records, {summary.periods} periods, {summary.characters} characters")
    print(kinds)


if __name__ == "__main__":
    main()
