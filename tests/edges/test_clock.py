"""The day asked for: stated, or given by the environment, or today."""

from __future__ import annotations

from datetime import date

import pytest

from termbook.edges.clock import day_asked

EPOCH = "SOURCE_DATE_EPOCH"


def test_a_day_that_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "0")
    assert day_asked("2020-12-31") == date(2020, 12, 31)


@pytest.mark.parametrize(
    "stated",
    ["2020-2-30", "2020-02-30", "31.12.2020", "20201231", "2020-W53-4", "今天", "0001-01-01"],
)
def test_a_day_that_is_none(stated: str) -> None:
    with pytest.raises(ValueError, match=stated):
        day_asked(stated)


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("1609459199", date(2020, 12, 31)),
        ("1609459200", date(2021, 1, 1)),
        ("-1", date(1969, 12, 31)),
    ],
)
def test_the_environments_day_is_in_utc(
    monkeypatch: pytest.MonkeyPatch, epoch: str, day: date
) -> None:
    monkeypatch.setenv(EPOCH, epoch)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert day_asked() == day
    assert day_asked("") == day


@pytest.mark.parametrize("epoch", ["heute", "1.5", "9" * 30, "99999999999", "-99999999999"])
def test_an_environment_without_a_day(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv(EPOCH, epoch)
    with pytest.raises(ValueError, match=f"SOURCE_DATE_EPOCH: {epoch}"):
        day_asked()


@pytest.mark.parametrize("epoch", ["", None])
def test_else_today(monkeypatch: pytest.MonkeyPatch, epoch: str | None) -> None:
    monkeypatch.delenv(EPOCH, raising=False)
    if epoch is not None:
        monkeypatch.setenv(EPOCH, epoch)
    before, day, after = date.today(), day_asked(), date.today()  # noqa: DTZ011 - the office's own
    assert before <= day <= after
