"""The story of a risk or a measure: everything that happened, the oldest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbook.views.story import story
from tests.written import Files, archive, measure, risk, update

FILES: Files = {
    "2020-h1/risks/R-2020-01.md": risk("R-2020-01", "2020-03-01"),
    "2020-h1/measures/M-2020-01.md": measure("M-2020-01", "2020-03-01", "R-2020-01"),
    "2020-h1/measures/M-2020-02.md": measure("M-2020-02", "2020-04-01", "R-2020-01"),
    "2020-h1/measures/M-2020-03.md": measure("M-2020-03", "2020-04-01", "R-2020-09"),
    "2020-h1/updates/0.md": update("R-2020-01", "plan", "2020-03-01"),
    "2020-h1/updates/1.md": update("M-2020-01", "progress", "2020-04-01"),
    "2020-h2/updates/0.md": update("R-2020-01", "progress", "2020-08-01"),
    "2020-h2/updates/1.md": update("M-2020-02", "done", "2020-08-01"),
    "2020-h2/updates/2.md": update("M-2020-03", "done", "2020-08-01"),
}


def told(root: Path, id: str, on: str = "2020-12-31") -> list[tuple[str, str, str, str]]:
    """Day, record, item and event of each part of a story."""
    there = archive(root, FILES, on=on)
    return [
        (
            event.day.isoformat(),
            event.record.id,
            event.item.id,
            event.step.event if event.step else "",
        )
        for event in story(there, there.by_id[id])
    ]


def test_the_story_of_a_risk_holds_its_measures_across_periods(tmp_path: Path) -> None:
    assert told(tmp_path, "R-2020-01") == [
        # on one day: what was found, then the measures decided, then what was done
        ("2020-03-01", "R-2020-01", "R-2020-01", ""),
        ("2020-03-01", "M-2020-01", "M-2020-01", ""),
        ("2020-03-01", "2020-h1/updates/0", "R-2020-01", "plan"),
        ("2020-04-01", "M-2020-02", "M-2020-02", ""),
        ("2020-04-01", "2020-h1/updates/1", "M-2020-01", "progress"),
        ("2020-08-01", "2020-h2/updates/0", "R-2020-01", "progress"),
        ("2020-08-01", "2020-h2/updates/1", "M-2020-02", "done"),
    ]


def test_the_story_of_a_measure_is_its_own(tmp_path: Path) -> None:
    assert told(tmp_path, "M-2020-02") == [
        ("2020-04-01", "M-2020-02", "M-2020-02", ""),
        ("2020-08-01", "2020-h2/updates/1", "M-2020-02", "done"),
    ]


@pytest.mark.parametrize(("day", "events"), [("2020-03-01", 3), ("2020-04-01", 5)])
def test_a_story_ends_on_the_day_of_the_archive(tmp_path: Path, day: str, events: int) -> None:
    assert len(told(tmp_path, "R-2020-01", on=day)) == events
