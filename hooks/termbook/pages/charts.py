"""Charts as shapes: where each bar, line and word of a picture stands.

Geometry only, in the units of the picture's own box; templates/charts/chart.html draws the
shapes and the stylesheet colours them. The same chart gives the same shapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from termbook.pages.blocks import Chart, Series

WIDTH: Final = 420
_LEFT: Final = 34
_RIGHT: Final = 8
_TOP: Final = 30
_PLOT: Final = 150
_FOOT: Final = 24
_ROW: Final = 34
_HEAD: Final = 26
_LARGEST: Final = 13
"""Radius of the largest mark of a grid."""


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    style: str


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    style: str


class Path(NamedTuple):
    """A line or an area, in SVG's path language."""

    d: str
    style: str


class Label(NamedTuple):
    """A word or a number; `anchor` is `start`, `middle` or `end`."""

    x: float
    y: float
    text: str
    anchor: str
    style: str


class Drawing(NamedTuple):
    """All shapes of a chart, the lower ones first."""

    width: int
    height: int
    paths: tuple[Path, ...]
    boxes: tuple[Box, ...]
    discs: tuple[Disc, ...]
    labels: tuple[Label, ...]


def drawing(chart: Chart) -> Drawing:
    """The shapes of a chart."""
    if chart.shape == "columns":
        return _columns(chart)
    if chart.shape == "steps":
        return _steps(chart)
    return _grid(chart)


def scale(largest: int) -> tuple[int, ...]:
    """The numbers on an axis, from 0 to at least `largest`: three to six round steps."""
    step = 1
    while True:
        for round_step in (step, 2 * step, 5 * step):
            if largest <= 5 * round_step:
                count = max(1, -(-largest // round_step))
                return tuple(round_step * n for n in range(count + 1))
        step *= 10


def _columns(chart: Chart) -> Drawing:
    totals = [sum(s.values[n] for s in chart.series) for n in range(len(chart.labels))]
    axis = scale(max(totals, default=0))
    room = (WIDTH - _LEFT - _RIGHT) / max(1, len(chart.labels))
    width = min(46.0, room * 0.62)
    boxes = []
    labels = list(_legend(chart.series))
    for n, label in enumerate(chart.labels):
        middle = _LEFT + room * (n + 0.5)
        base = float(_TOP + _PLOT)
        for series in chart.series:
            value = series.values[n]
            height = _PLOT * value / axis[-1]
            base -= height
            if value:
                boxes.append(_box(middle - width / 2, base, width, height, series.style))
            if height >= 13 and len(chart.series) > 1:
                style = f"on-{series.style}"
                labels.append(_label(middle, base + height / 2 + 4, str(value), "middle", style))
        labels.append(_label(middle, base - 5, str(totals[n]), "middle", "total"))
        labels.append(_label(middle, _TOP + _PLOT + 15, label, "middle", "axis"))
    paths, numbers = _axis(axis)
    boxes[:0] = _legend_marks(chart.series)
    return Drawing(
        width=WIDTH,
        height=_TOP + _PLOT + _FOOT,
        paths=paths,
        boxes=tuple(boxes),
        discs=(),
        labels=(*numbers, *labels),
    )


def _steps(chart: Chart) -> Drawing:
    values = chart.series[0].values
    days = [date.fromisoformat(day).toordinal() for day in chart.labels]
    axis = scale(max(values))
    wide = (WIDTH - _LEFT - _RIGHT - 10) / max(1, days[-1] - days[0])

    def across(day: int) -> float:
        return _LEFT + (day - days[0]) * wide

    def down(value: int) -> float:
        return _TOP + _PLOT * (1 - value / axis[-1])

    line = f"M{_n(across(days[0]))} {_n(down(values[0]))}"
    for day, value in zip(days[1:], values[1:], strict=True):
        line += f"H{_n(across(day))}V{_n(down(value))}"
    floor = _n(_TOP + _PLOT)
    area = f"{line}V{floor}H{_n(across(days[0]))}Z"
    paths, numbers = _axis(axis)
    ends = (
        _label(across(days[0]), down(values[0]) - 6, str(values[0]), "start", "total"),
        _label(across(days[-1]), down(values[-1]) - 6, str(values[-1]), "end", "total"),
    )
    marks = [
        _label(_LEFT, _TOP + _PLOT + 15, chart.labels[0], "start", "axis"),
        _label(WIDTH - _RIGHT - 10, _TOP + _PLOT + 15, chart.labels[-1], "end", "axis"),
    ]
    style = chart.series[0].style
    return Drawing(
        width=WIDTH,
        height=_TOP + _PLOT + _FOOT,
        paths=(*paths, Path(area, f"area-{style}"), Path(line, f"line-{style}")),
        boxes=(),
        discs=(),
        labels=(*numbers, *marks, *(ends if len(values) > 1 else ends[:1])),
    )


def _grid(chart: Chart) -> Drawing:
    left = 62
    room = (WIDTH - left - _RIGHT) / max(1, len(chart.labels))
    largest = max((value for series in chart.series for value in series.values), default=0)
    labels = []
    discs = []
    paths = []
    for n, label in enumerate(chart.labels):
        labels.append(_label(left + room * (n + 0.5), 15, label, "middle", "axis"))
    for row, series in enumerate(chart.series):
        y = _HEAD + _ROW * (row + 0.5)
        labels.append(_label(left - 8, y + 4, series.label, "end", "axis"))
        paths.append(Path(f"M{left} {_n(y + _ROW / 2)}H{WIDTH - _RIGHT}", "rule"))
        for n, value in enumerate(series.values):
            x = left + room * (n + 0.5)
            if value:
                # the area stands for the number; the smallest mark still holds its digits
                radius = max(9.0, _LARGEST * (value / largest) ** 0.5)
                discs.append(Disc(round(x, 1), round(y, 1), round(radius, 1), series.style))
                labels.append(_label(x, y + 4, str(value), "middle", f"on-{series.style}"))
            else:
                labels.append(_label(x, y + 4, "0", "middle", "none"))
    return Drawing(
        width=WIDTH,
        height=_HEAD + _ROW * len(chart.series) + 4,
        paths=tuple(paths),
        boxes=(),
        discs=tuple(discs),
        labels=tuple(labels),
    )


def _axis(axis: Sequence[int]) -> tuple[tuple[Path, ...], tuple[Label, ...]]:
    paths = []
    labels = []
    for value in axis:
        y = _TOP + _PLOT * (1 - value / axis[-1])
        paths.append(Path(f"M{_LEFT} {_n(y)}H{WIDTH - _RIGHT}", "rule" if value else "base"))
        labels.append(_label(_LEFT - 6, y + 4, str(value), "end", "axis"))
    return tuple(paths), tuple(labels)


def _legend_places(series: Sequence[Series]) -> Iterator[tuple[float, Series]]:
    x = float(_LEFT)
    for one in series:
        yield x, one
        x += 28 + sum(11 if ord(character) > 0x2E7F else 6 for character in one.label)


def _legend(series: Sequence[Series]) -> Iterator[Label]:
    if len(series) > 1:
        for x, one in _legend_places(series):
            yield _label(x + 15, 11, one.label, "start", "axis")


def _legend_marks(series: Sequence[Series]) -> list[Box]:
    if len(series) < 2:
        return []
    return [_box(x, 2, 10, 10, one.style) for x, one in _legend_places(series)]


def _box(x: float, y: float, width: float, height: float, style: str) -> Box:
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1), style)


def _label(x: float, y: float, text: str, anchor: str, style: str) -> Label:
    return Label(round(x, 1), round(y, 1), text, anchor, style)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
