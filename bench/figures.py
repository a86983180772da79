"""What a run has measured: costs of whole processes, and readings of other kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.contestants import Contestant
from bench.process import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one contestant took at one size, in all rounds."""

    contestant: Contestant
    size: int
    """Records."""
    costs: Sequence[Cost]

    @property
    def wall(self) -> float:
        """Median seconds."""
        return median(cost.wall for cost in self.costs)

    @property
    def cpu(self) -> float:
        """Median seconds of all processors."""
        return median(cost.cpu for cost in self.costs)

    @property
    def memory(self) -> float:
        """The highest peak of all rounds, in 10^6 bytes."""
        return max(cost.memory for cost in self.costs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One measured value that is not the cost of a process, at one size."""

    key: str
    """Its name for targets, such as `reader.home`; what stands before the first dot measured it."""
    size: int
    """Records."""
    label: str
    value: float
    unit: str
    """Such as `kB` (1,000 bytes), `ms`, `%`."""
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Results:
    """All that one run has measured so far."""

    figures: list[Figure] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """What was asked for and could not be measured, one sentence each."""

    @property
    def sizes(self) -> list[int]:
        """The sizes at which something was measured, smallest first."""
        measured = {figure.size for figure in self.figures}
        return sorted(measured | {reading.size for reading in self.readings})

    def figure(self, key: str, size: int) -> Figure | None:
        """The figure of a contestant at a size."""
        found = (
            figure
            for figure in self.figures
            if figure.contestant.key == key and figure.size == size
        )
        return next(found, None)

    def wall(self, key: str, size: int) -> float | None:
        """Median seconds of a contestant at a size."""
        figure = self.figure(key, size)
        return figure.wall if figure else None

    def memory(self, key: str, size: int) -> float | None:
        """Peak memory of a contestant at a size, in 10^6 bytes."""
        figure = self.figure(key, size)
        return figure.memory if figure else None

    def reading(self, key: str, size: int) -> float | None:
        """The value of a reading at a size."""
        found = (each.value for each in self.readings if each.key == key and each.size == size)
        return next(found, None)
