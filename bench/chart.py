"""Time against number of records, both logarithmic, as SVG without script or outside font."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from typing import Final

from bench.contestants import ALL
from bench.figures import Figure

_WIDTH: Final = 860
_HEIGHT: Final = 480
_LEFT: Final = 64
_RIGHT: Final = 360
_TOP: Final = 40
_BOTTOM: Final = 56
_STYLE: Final = """
svg { --ground: #fff; --ink: #1f2430; --quiet: #5b6474; --line: #d5dae2; background: var(--ground);
  font: 14px system-ui, sans-serif; }
@media screen and (prefers-color-scheme: dark) {
  svg { --ground: #1b1f27; --ink: #e8ebf0; --quiet: #a6afbd; --line: #3a414d; } }
.ground { fill: var(--ground); } text { fill: var(--ink); } .quiet { fill: var(--quiet); }
.grid { stroke: var(--line); } .series { fill: none; stroke-width: 2.5; }
""".strip()
_LOOKS: Final = (  # colours that stand out on both grounds; dashes for print without colour
    ("#2f7ed8", ""), ("#2f7ed8", "6 4"), ("#1a9850", ""), ("#1a9850", "6 4"),
    ("#1a9850", "2 3"), ("#1a9850", "10 3"), ("#2a9d9d", "10 3 2 3"), ("#d9660a", "2 3"),
    ("#c2327c", "10 3 2 3"), ("#8a6fd1", "1 4"),
)  # fmt: skip
_LABEL_STEP: Final = 20
_DRAWN: Final = ("ours-cold", "ours-edit", "hugo", "material")
"""Who is in the picture; where none of them was measured, all are."""


class _Scale:
    """Places a positive number on a logarithmic axis."""

    def __init__(self, values: Sequence[float], first: float, last: float, margin: float) -> None:
        self._low, high = log10(min(values)) - margin, log10(max(values)) + margin
        self._first, self._step = first, (last - first) / ((high - self._low) or 1)
        self.ticks = [
            factor * 10.0**power
            for power in range(floor(self._low), ceil(high) + 1)
            for factor in (1, 2, 5)
            if self._low <= power + log10(factor) <= high
        ]

    def place(self, value: float) -> float:
        return self._first + (log10(value) - self._low) * self._step


def draw(figures: Sequence[Figure]) -> str:
    """The picture of the figures that matter most; at least one figure is needed."""
    figures = [each for each in figures if each.contestant.key in _DRAWN] or figures
    across = _Scale([figure.size for figure in figures], _LEFT, _WIDTH - _RIGHT, 0.08)
    up = _Scale([figure.wall for figure in figures], _HEIGHT - _BOTTOM, _TOP, 0.12)
    parts = [*_draw_axes(figures, across, up)]
    labels: list[tuple[float, str, str, str]] = []
    keys = list(dict.fromkeys(figure.contestant.key for figure in figures))
    order = [entrant.key for entrant in ALL]  # a contestant looks the same in every picture
    for key in keys:
        own = sorted(
            (figure for figure in figures if figure.contestant.key == key),
            key=lambda figure: figure.size,
        )
        colour, dash = _LOOKS[order.index(key) % len(_LOOKS)]
        points = [(across.place(figure.size), up.place(figure.wall)) for figure in own]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<polyline class="series" stroke="{colour}"{dashes} points="{path}"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"><title>'
            f"{escape(figure.contestant.label)}: {figure.size:,} records, {figure.wall:.2f} s"
            "</title></circle>"
            for (x, y), figure in zip(points, own, strict=True)
        ]
        text = f"{own[-1].contestant.label}, {_seconds(own[-1].wall)}"
        labels.append((points[-1][1], text, colour, dashes))
    parts += _draw_labels(labels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title">\n'
        '<title id="title">Time of whole processes against the number of records</title>\n'
        f"<style>{_STYLE}</style>\n"
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _draw_axes(figures: Sequence[Figure], across: _Scale, up: _Scale) -> list[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    parts = [f'<text class="quiet" x="{_LEFT}" y="22">seconds</text>']
    for tick in up.ticks:
        y = up.place(tick)
        parts.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{right}"/>')
        parts.append(
            f'<text class="quiet" x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{tick:g}</text>'
        )
    for size in sorted({figure.size for figure in figures}):
        x = across.place(size)
        parts.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom}"/>')
        parts.append(
            f'<text class="quiet" x="{x:.1f}" y="{bottom + 22}" text-anchor="middle">'
            f"{size:,}</text>"
        )
    middle = (_LEFT + right) / 2
    parts.append(
        f'<text class="quiet" x="{middle:.1f}" y="{_HEIGHT - 12}" text-anchor="middle">'
        "records (both axes logarithmic)</text>"
    )
    return parts


def _draw_labels(labels: Sequence[tuple[float, str, str, str]]) -> list[str]:
    """Labels beside the ends of the lines, moved apart; each repeats the look of its line."""
    parts = []
    x = _WIDTH - _RIGHT + 10
    lowest = _HEIGHT - _BOTTOM - _LABEL_STEP * (len(labels) - 1)
    free = float(_TOP)
    for number, (y, text, colour, dashes) in enumerate(sorted(labels)):
        place = max(free, min(y, lowest + number * _LABEL_STEP))
        free = place + _LABEL_STEP
        parts.append(
            f'<path class="series" stroke="{colour}"{dashes} d="M{x} {place:.1f}h22"/>'
            f'<text x="{x + 28}" y="{place + 5:.1f}">{escape(text)}</text>'
        )
    return parts


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"
