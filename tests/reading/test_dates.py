"""Days in the forms that people write."""

from __future__ import annotations

from datetime import date

import pytest

from termbook.reading.dates import Day, read_day


def test_the_iso_form_needs_no_advice() -> None:
    assert read_day("2023-09-18") == Day(value=date(2023, 9, 18), iso=True)
    assert read_day("  2023-09-18 ") == Day(value=date(2023, 9, 18), iso=True)


@pytest.mark.parametrize(
    "text",
    [
        "2024-2-1",
        "2024-02-1",
        "2024/2/1",
        "2024/02/01",
        "2024.2.1",
        "2024年2月1日",
        "2024年02月01日",
        "2024年2月1号",
        "2024 年 2 月 1 日",
        "２０２４年２月１日",
        "２０２４／２／１",
        "２０２４．２．１",
        "\u3000２０２４－２－１\u3000",
        "二〇二四年二月一日",
        "二零二四年二月一日",
        "二○二四年二月一日",
        "2024年二月一日",
        " 2024 - 2 - 1 ",
    ],
)
def test_other_common_forms_are_read_and_called_not_iso(text: str) -> None:
    assert read_day(text) == Day(value=date(2024, 2, 1), iso=False)


def test_full_width_iso_is_offered_the_plain_form() -> None:
    read = read_day("２０２３－９－１８")
    assert read is not None
    assert not read.iso


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("二〇二三年九月十八日", 9, 18),
        ("二〇二三年十月十日", 10, 10),
        ("二〇二三年十一月二十日", 11, 20),
        ("二〇二三年十二月三十一日", 12, 31),
        ("二〇二三年一月二十九日", 1, 29),
        ("二〇二三年一月一十九日", 1, 19),
    ],
)
def test_chinese_numerals(text: str, month: int, day: int) -> None:
    assert read_day(text) == Day(value=date(2023, month, day), iso=False)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "2023-02-29",
        "2023-13-01",
        "2023-00-10",
        "2023-4-31",
        "2023/0/1",
        "2023年2月30日",
        "二〇二三年二月三十日",
        "二〇二三年二月九十日",
        "1899-12-31",
        "2200-01-01",
        "0000-00-00",
        "9999-99-99",
    ],
)
def test_a_day_that_does_not_exist_is_told_from_no_date(text: str) -> None:
    read = read_day(text)
    assert read is not None
    assert read.value is None


def test_the_first_and_the_last_year() -> None:
    assert read_day("1900-01-01") == Day(value=date(1900, 1, 1), iso=True)
    assert read_day("2199-12-31") == Day(value=date(2199, 12, 31), iso=True)
    assert read_day("2024-02-29") == Day(value=date(2024, 2, 29), iso=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "待定",
        "2023",
        "2023-09",
        "2023年9月",
        "9月18日",
        "23-9-18",
        "2023-9/18",
        "2023.9-18",
        "18/9/2023",
        "2023-09-18 10:00",
        "2023-09-18至2023-09-20",
        "2023-009-18",
        "２０２３年",
        "二三年九月十八日",
        "二〇二三年九月十十日",
        "二〇二三年二三月一日",
        "二〇二三年一月二十十日",
        "²⁰²³-09-18",
        "٢٠٢٣-٠٩-١٨",
        "2023-09-18\x00",
        "2" * 1_000_000,
        " " * 1_000_000,
        "2023年" + "\u3000" * 1_000_000,
    ],
)
def test_what_is_no_date_at_all(text: str) -> None:
    assert read_day(text) is None
