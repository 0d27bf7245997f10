"""Days as offices write them: real dates, serial numbers, 2023-8-1, 2023年8月1日, 8.1, 8月1日, 20230801."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from govscore.readers.workbook import Date, Value

Month = tuple[int, int]  # year, month

_SIGN = r"\s*[-./月年]\s*"
_FULL = re.compile(
    rf"(?P<y>20\d\d)(?:{_SIGN}(?P<m>\d{{1,2}}){_SIGN}(?P<d>\d{{1,2}})(?!\d)\s*日?|(?P<md>\d{{4}})(?!\d))"
)
_SHORT = re.compile(rf"(?P<m>\d{{1,2}}){_SIGN}(?P<d>\d{{1,2}})\s*[日号]?")
_REST = re.compile(r"\s*\(?(?:星期|周)?[一二三四五六日天]?\)?[\st]*[\d:.]*")  # a weekday, a time of day
_SERIAL = re.compile(r"[234567]\d{4}(?:\.\d+)?")
_EPOCH = datetime.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Day:
    """A day read from a cell; None where it is none. `doubtful`: a number 8.1 may have been typed as 8.10."""

    day: datetime.date | None
    doubtful: bool = False


NO_DAY = Day(None)


def read_day(value: Value | Date, months: Collection[Month]) -> Day:
    """The day that a cell means; a day without year falls in the inspected `months`, or in their last year."""
    if isinstance(value, Date):
        return _iso(value.iso[:10])
    if isinstance(value, bool) or value is None:
        return NO_DAY
    if isinstance(value, str):
        return _text(value, tuple(months))
    return _number(value, tuple(months))


def _iso(text: str) -> Day:
    try:
        return Day(datetime.date.fromisoformat(text))
    except ValueError:
        return NO_DAY


@lru_cache(maxsize=65536)
def _text(text: str, months: tuple[Month, ...]) -> Day:
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if any(unicodedata.category(c) == "No" for c in text):  # ² and ① are no digits that someone typed
        return NO_DAY
    if _SERIAL.fullmatch(plain):
        return _serial(float(plain))
    if found := _FULL.match(plain):
        month, day = (found["md"][:2], found["md"][2:]) if found["md"] else (found["m"], found["d"])
        whole = _REST.fullmatch(plain[found.end() :])
        return _made(int(found["y"]), int(month), int(day)) if whole else NO_DAY
    short = _SHORT.fullmatch(plain)
    return _within(int(short["m"]), int(short["d"]), months) if short else NO_DAY


@lru_cache(maxsize=65536)
def _number(value: int | float, months: tuple[Month, ...]) -> Day:
    if 19_000 < value < 80_000:
        return _serial(value)
    if isinstance(value, int) or value == int(value):
        return _text(str(int(value)), months) if 20_000_101 <= value <= 20_991_231 else NO_DAY
    month, _, day = f"{value:.15g}".partition(".")
    if len(day) > 2 or not 1 <= value < 13:
        return NO_DAY
    found = _within(int(month), int(day), months)
    return Day(found.day, doubtful=len(day) == 1 and int(day) <= 3)


def _serial(value: float) -> Day:
    return Day(_EPOCH + datetime.timedelta(days=int(value)))


def _within(month: int, day: int, months: tuple[Month, ...]) -> Day:
    years = [y for y, m in months if m == month] or [y for y, _ in months[-1:]]
    return _made(years[0], month, day) if years else NO_DAY


def _made(year: int, month: int, day: int) -> Day:
    try:
        return Day(datetime.date(year, month, day))
    except ValueError:
        return NO_DAY
