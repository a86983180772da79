"""Whatever a file holds: the check says something about it or nothing, and never fails."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from termbook.archive.archive import Archive
from termbook.edges import report
from termbook.edges.folder import load
from termbook.exports.document import document
from termbook.model.kinds import kinds
from termbook.words import Words
from tests.edges.awful import FILES
from tests.model.test_kinds import COMMON, EXAMPLES
from tests.written import FRAME, SETTINGS, findings, risk, text, write

ON = date(2020, 12, 31)

GOOD = {
    f"2020-h1/{kinds()[kind].folder}/x.md": f"---\n{header}{COMMON}---\n正文 [[R-2020-01]]\n"
    for kind, (header, _) in EXAMPLES.items()
    if kind != "period"
}
SCRAPS = (
    *("---\n", "[", "]", "{", "}", ": ", "- ", "\n", "\n\n", "\t", "  ", "'", '"', "|", ">", "#"),
    *("*a", "&a", "!!x", "<<", "~", "null", "\\", "[[", "]]", "](", "![", "```", "<b>", "：", "\r"),
    *("\x00", "\x1b[31m", "\u2028", "\ufeff", "\ud7ff", "🙂", "é", "١", "字" * 300, "[" * 2000),
    *("of: ", "id: R-2020-01\n", "date: 2020-02-30\n", "access: x\n", "risks: {a: b}\n"),
)


def mutated(source: str, chance: random.Random) -> bytes:
    """`source` with one to four small accidents."""
    data = source
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((0, 1, 3, 20)))
        accident = chance.randrange(4)
        if accident == 0:
            data = data[:at] + chance.choice(SCRAPS) + data[end:]
        elif accident == 1:
            data = data[:at] + data[end:]
        elif accident == 2:
            other = chance.randrange(len(data) + 1)
            data = data[:at] + data[other : other + 40] + data[at:]
        else:
            lines = data.split("\n")
            chance.shuffle(lines)
            data = "\n".join(lines)
    raw = bytearray(data.encode("utf-8", "surrogatepass"))
    if raw and chance.random() < 0.2:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def survives(root: Path) -> None:
    """Checks, prints and exports all there is in `root`."""
    for d in findings(root):
        shown = report.line(d, Words(), "records/")
        assert "\n" not in shown
        assert d.place.line >= 1
        assert d.place.column >= 1
        assert d.place.width >= 1
    collection = load(root).collection
    for audience in collection.institution.audiences:
        document(Archive(collection, on=ON, audience=audience))


@pytest.mark.parametrize("seed", range(20))
def test_mutations_of_good_records(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = {path: mutated(source, chance) for path, source in GOOD.items()}
    if seed % 4 == 0:
        files["archive.yml"] = mutated(SETTINGS, chance)
        files["2020-h1/period.md"] = mutated(str(FRAME["2020-h1/period.md"]), chance)
    survives(write(tmp_path, files))


@pytest.mark.parametrize(
    "path",
    [path for path, content in FILES.items() if isinstance(content, str) and content],
)
def test_bad_records_cut_off_anywhere(tmp_path: Path, path: str) -> None:
    content = FILES[path]
    assert isinstance(content, str)
    root = write(tmp_path, FRAME)
    folder, _, name = path.rpartition("/")
    step = max(1, len(content) // 7)
    for number, end in enumerate(range(0, len(content), step)):
        write(root, {f"{folder}/{number}-{name}" if folder else path: content[:end]}, frame=False)
    survives(root)


LONG = 300_000

HOSTILE: dict[str, Callable[[], str]] = {
    "long line in the front matter": lambda: text("x" * LONG, "2020-03-01"),
    "long line in the text": lambda: text("x", "2020-03-01", body="字" * LONG),
    "open brackets": lambda: text("x", "2020-03-01", body="[" * LONG),
    "open images": lambda: text("x", "2020-03-01", body="![" * (LONG // 2)),
    "open links to records": lambda: text("x", "2020-03-01", body="[[" * (LONG // 2)),
    "links to nothing": lambda: text("x", "2020-03-01", body="[[a]]\n" * 20_000),
    "files that are not there": lambda: text("x", "2020-03-01", body="[a](b.pdf)\n" * 20_000),
    "emphasis": lambda: text("x", "2020-03-01", body="*_" * (LONG // 2)),
    "code": lambda: text("x", "2020-03-01", body="".join(f"{'`' * n}a" for n in range(700))),
    "nested lists": lambda: text("x", "2020-03-01", f"tags: {'[' * 1000}"),
    "quotes": lambda: text("x", "2020-03-01", body=">" * LONG),
    "many fields": lambda: text("x", "2020-03-01", *(f"k{n}: v" for n in range(5000))),
    "many tags": lambda: text("x", "2020-03-01", f"tags: [{', '.join('a' * 9000)}]"),
    "many departments": lambda: text(
        "x", "2020-03-01", f"links: [{', '.join(f'R-1-{n}' for n in range(7000))}]"
    ),
    "many attachments": lambda: text(
        "x", "2020-03-01", "attachments:", *(f"- {{file: a{n}}}" for n in range(3000))
    ),
    "control characters": lambda: text("\x1b[31m", "\x00", body="\x07\u2028" * 10_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(tmp_path: Path, name: str) -> None:
    survives(write(tmp_path, {"2020-h1/reports/报告.md": HOSTILE[name]()}))


def test_a_thousand_updates_of_one_risk_and_links_in_a_ring(tmp_path: Path) -> None:
    files = {
        f"2020-h1/updates/{n:04}.md": text(
            "x",
            "2020-03-02",
            "of: R-2020-01",
            "event: progress",
            f"links: [2020-h1/updates/{n:04}]",
        )
        for n in range(300)
    }
    for n in (1, 2, 3):
        files[f"2020-h1/risks/R-2020-0{n}.md"] = risk(
            f"R-2020-0{n}", "2020-03-01", f"recurrence_of: R-2020-0{n % 3 + 1}"
        )
    survives(write(tmp_path, files))
