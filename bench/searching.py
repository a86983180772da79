"""The figures of `bench/search_recall.py` as readings, from its JSON or from its printed lines.

Names in its JSON are matched by what they speak of, so that a name may change there without a
figure being lost here: what matches nothing is shown under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

Row = dict[str, object]


class _Known(NamedTuple):
    key: str
    label: str
    unit: str
    factor: float
    """From what the program says to the unit."""
    line: str
    """Finds the value in a printed line."""
    name: str
    """Finds the value's name in the JSON, parts joined by dots."""


_MOST: Final = r"(?:\.|_|\b)(?:most|max|maximum)"
_NINETY_FIVE: Final = r"(?:\.|_|\b)(?:p?95|95_percent|p95|ninety_five)"
_MEDIAN: Final = r"(?:\.|_|\b)(?:median|middle|p50)"
_KNOWN: Final = (
    _Known("queries", "random queries", "queries", 1, r"^(\d+) queries", r"^(?:random_)?queries$"),
    _Known("recall", "recall", "%", 1, r"^recall ([\d.]+) %", r"^recall"),
    _Known("precision", "precision", "%", 1, r"precision ([\d.]+) %", r"^precision"),
    _Known("first.bytes", "first query, most that is loaded", "kB", 0.001,
           r"^first query, bytes: .* most (\d+)", rf"^first.*bytes(?!.*zip).*{_MOST}"),
    _Known("first.zipped", "first query, most that is loaded, gzip", "kB", 0.001,
           r"^first query, bytes with gzip: .* most (\d+)", rf"^first.*zip.*{_MOST}"),
    _Known("first.median", "first query, loaded in the median", "kB", 0.001,
           r"^first query, bytes: median (\d+)", rf"^first.*bytes(?!.*zip).*{_MEDIAN}"),
    _Known("first.ms", "first query, 95 % within", "ms", 1,
           r"^first query.* ms: .*95 % up to (\d+)", rf"^first.*ms.*{_NINETY_FIVE}"),
    _Known("later.bytes", "later query, loaded in the median", "kB", 0.001,
           r"^later query, bytes: median (\d+)", rf"^later.*bytes(?!.*zip).*{_MEDIAN}"),
    _Known("later.ms", "later query, 95 % within", "ms", 1,
           r"^later query.* ms: .*95 % up to (\d+)", rf"^later.*ms.*{_NINETY_FIVE}"),
    _Known("built.alone", "index built, one process", "s", 1,
           r"^built from nothing, one process: ([\d.]+) s", r"^built.*one"),
    _Known("built", "index built, two processes", "s", 1,
           r"^built from nothing, two processes: ([\d.]+) s", r"^built(?!.*one)"),
    _Known("growth", "index ÷ text", "×", 1,
           r"^index ÷ text: ([\d.]+)", r"index.*(?:÷|over|per|to|/|by)_?.*text|^ratio$"),
)  # fmt: skip


def read_search(said: Mapping[str, object], output: str) -> Iterator[Row]:
    """Readings from the JSON object `said`, or where that is empty from the printed lines."""
    if not said:
        for known in _KNOWN:
            if match := re.search(known.line, output, flags=re.MULTILINE):
                yield _row(known, float(match[1]))
        return
    seen: set[str] = set()
    for name, value in _flatten(said):
        match_of = (known for known in _KNOWN if re.search(known.name, name))
        found = next((known for known in match_of if known.key not in seen), None)
        if found is None:
            yield {"key": f"other.{name}", "label": name, "value": value, "unit": ""}
            continue
        seen.add(found.key)
        share = found.unit == "%" and value <= 1  # a share of 1
        yield _row(found, 100 * value if share else value)


def _row(known: _Known, value: float) -> Row:
    return {
        "key": known.key, "label": known.label, "value": value * known.factor, "unit": known.unit,
    }  # fmt: skip


def _flatten(said: Mapping[str, object], before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in said.items():
        key = f"{before}{name}"
        if isinstance(value, dict):
            yield from _flatten(value, f"{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield key, float(value)
