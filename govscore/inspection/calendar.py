"""Working days: the State Council's calendar from a maintained package, the office's own list before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govscore.scheme.inspection_scheme import YearDays

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY = datetime.timedelta(days=1)


class UnknownYear(ValueError):  # noqa: N818 - an outcome that callers turn into a problem
    """A year that neither the package nor the scheme's own list knows; `year` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no working days are known for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are working days; make-up Saturdays count, holidays do not."""

    own: tuple[YearDays, ...] = ()

    def flags(self, first: datetime.date, last: datetime.date) -> NDArray[np.bool_]:
        """One flag a day from `first` to `last`, both included; UnknownYear where it cannot be told."""
        found: list[bool] = []
        day = first
        while day <= last:
            end = min(last, datetime.date(day.year, 12, 31))
            found += self._year(day, end)
            day = end + DAY
        return np.array(found, dtype=np.bool_)

    def is_working(self, day: datetime.date) -> bool:
        """True for a working day."""
        return bool(self.flags(day, day)[0])

    def after(self, day: datetime.date, count: int) -> datetime.date:
        """The `count`-th working day after `day` (1 or more): 10 working days after a Friday is a Friday."""
        while count:
            day += DAY
            count -= self.is_working(day)
        return day

    def between(self, after: datetime.date, until: datetime.date) -> int:
        """How many working days lie after one day and up to another, that one included."""
        return int(self.flags(after + DAY, until).sum()) if until > after else 0

    def _year(self, first: datetime.date, last: datetime.date) -> Iterable[bool]:
        own = next((item for item in self.own if item.year == first.year), None)
        known = _package_workdays(first, last)
        if known is None and own is None:
            raise UnknownYear(first.year)
        days = (first + DAY * n for n in range((last - first).days + 1))
        return [self._day(day, own, known) for day in days]

    @staticmethod
    def _day(day: datetime.date, own: YearDays | None, known: frozenset[datetime.date] | None) -> bool:
        if own is not None and (day in own.holidays or day in own.workdays):
            return day in own.workdays
        return day.weekday() < 5 if known is None else day in known


def _package_workdays(first: datetime.date, last: datetime.date) -> frozenset[datetime.date] | None:
    """The package's working days of a span within one year; None for a year that it does not know."""
    import chinese_calendar  # type: ignore[import-untyped]  # late: only inspections need it

    try:
        return frozenset(chinese_calendar.get_workdays(first, last))
    except NotImplementedError:
        return None
