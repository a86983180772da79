"""Days as people write them: ISO 8601 first, other common Chinese and numeric forms besides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_LENGTH: Final = 10
_NUMERIC: Final = re.compile(r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})")
_HAN: Final = re.compile(
    r"([0-9]{4}|[〇○零一二三四五六七八九]{4})\s*年"
    r"\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[日号號]"
)
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIGITS: Final = {
    **{numeral: n for n, numeral in enumerate("〇一二三四五六七八九")},
    "○": 0,
    "零": 0,
}
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A text that has the form of a date.

    `value` is None where the calendar has no such day (2023-02-30) or its year lies outside
    1900 to 2199; `iso` says that the text is in the form 2023-09-18 (ISO 8601) already.
    """

    value: date | None
    iso: bool


def read_day(text: str) -> Day | None:
    """The day that `text` names, or None where it is no date at all.

    Accepted besides 2023-09-18: 2023-9-18, 2023/9/18, 2023.9.18, 2023年9月18日,
    二〇二三年九月十八日, full-width digits and signs, and spaces around the parts.
    """
    if len(text) > _LONGEST:
        text = text.strip()
        if len(text) > _LONGEST:
            return None
    if len(text) == _ISO_LENGTH:
        known = _iso_day(text)
        if known is not None:
            return known
    text = text.translate(_HALF_WIDTH).strip()
    found = _NUMERIC.fullmatch(text)
    if found is not None:
        iso = _ISO.fullmatch(text) is not None
        return Day(value=_day(int(found[1]), int(found[3]), int(found[4])), iso=iso)
    found = _HAN.fullmatch(text)
    if found is None:
        return None
    month, day = _number(found[2]), _number(found[3])
    if month is None or day is None:
        return None
    return Day(value=_day(_year(found[1]), month, day), iso=False)


@lru_cache(maxsize=16_384)
def _iso_day(text: str) -> Day | None:
    """The day of a text in the form of ISO 8601: records share a few thousand of them."""
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    return Day(value=_day(int(found[1]), int(found[2]), int(found[3])), iso=True)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return int("".join(str(_DIGITS[numeral]) for numeral in text))


def _number(text: str) -> int | None:
    """`9`, `09`, 九, 十, 十八, 三十, 三十一; None for numerals in no such order (九十八九)."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if "十" in tens or len(tens) > 1 or len(ones) > 1:
        return None
    if not ten:
        return _DIGITS[ones]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
