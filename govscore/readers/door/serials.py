"""Dates: the serial number of days that a workbook stores, and the ISO text that is handed on.

Day 1 is 1900-01-01 and day 60 the 29 February 1900 that never was (ECMA-376 part 1, 18.17.4.1); a workbook
may count from 1904-01-01 instead. A value below one day is a time of day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

EPOCH = datetime(1899, 12, 30)
SHIFT_1904 = 1462
MILLISECONDS = 86_400_000
LAST_DAY = 2_958_465  # 9999-12-31
DURATION = re.compile(
    r"(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,12})?)S)?)?", re.ASCII
)
SAME_SECOND = 1.5 / 86_400


def iso_of_serial(serial: float, date1904: bool) -> str | None:
    """ISO text of a serial, to the millisecond; None for one that is no date (negative, after 9999)."""
    stamp = round(serial * MILLISECONDS)
    days, rest = divmod(stamp, MILLISECONDS)
    if stamp < 0 or days > LAST_DAY - (SHIFT_1904 if date1904 else 0):
        return None
    moment = timedelta(milliseconds=rest)
    clock = (datetime.min + moment).time().isoformat("milliseconds" if rest % 1000 else "seconds")
    if days < 1:
        return clock
    if date1904:
        days += SHIFT_1904
    elif days < 60:
        days += 1  # day 60 comes out as 28 February
    day = (EPOCH + timedelta(days=days)).date()
    return f"{day.isoformat()}T{clock}" if rest else day.isoformat()


def serial_of_iso(text: str) -> float:
    """Serial of an ISO date, date and time, time, or duration ("PT132H00M00S"); ValueError for other text."""
    if "P" in text[:2]:
        return _serial_of_duration(text)
    if ":" in text and "-" not in text:
        moment = time.fromisoformat(text)
        return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / 86_400
    return _days(datetime.fromisoformat(text).replace(tzinfo=None))


def serial_of_value(value: object) -> float | None:
    """Serial of what python-calamine returns for a date cell; None for anything that is no date."""
    if isinstance(value, datetime):
        return _days(value)
    if isinstance(value, date):
        return _days(datetime(value.year, value.month, value.day))
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86_400
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400
    return None


def same_moment(mine: float, theirs: float) -> bool:
    """Whether two serials mean the same, whichever year the workbook counts from.

    Before March 1900 programs count in different ways, so there a whole day more or less is no difference.
    """
    if any(abs(mine + shift - theirs) < SAME_SECOND for shift in (0, SHIFT_1904)):
        return True
    return mine < 61 and (abs(mine - theirs) < 1 + SAME_SECOND or 0 <= theirs < 1)


def _days(moment: datetime) -> float:
    return (moment - EPOCH) / timedelta(days=1)


def _serial_of_duration(text: str) -> float:
    match = DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    sign, days, hours, minutes, seconds = match.groups()
    total = int(days or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes or 0) * 60
    total_seconds = total + float((seconds or "0").replace(",", "."))
    return (-total_seconds if sign else total_seconds) / 86_400
