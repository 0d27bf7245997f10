"""Which months an inspection covers, up to which day, and when it took place; never from the clock."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govscore.claiming.inspection_tables import Tables, loose_cells
from govscore.core.period import Period, period_in
from govscore.core.problems import Refused, problem
from govscore.core.text import chinese, key, tidy
from govscore.readers.dates import Month, read_day
from govscore.scheme.inspection_scheme import InspectionScheme

_FULL = r"(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日"
_RANGE = re.compile(rf"{_FULL}(?:[-—–~至到]+{_FULL})?")
_OTHER_DAYS = re.compile("检查|截|统计截|数据截")  # texts that state the days of the check or of the data
_QUARTER = re.compile(r"季度|q[1-4]")


@dataclass(frozen=True, slots=True)
class Span:
    """The inspected months in order, the as-of day and where it is from, the days of the check and where from."""

    period: Period
    months: tuple[Month, ...]
    as_of: datetime.date
    as_of_from: str
    checked: tuple[datetime.date, datetime.date]
    checked_from: str

    @property
    def first(self) -> datetime.date:
        """The first inspected day."""
        return month_days(self.months[0])[0]

    @property
    def last(self) -> datetime.date:
        """The last day of the last inspected month; `as_of` may lie before it."""
        return month_days(self.months[-1])[1]

    @property
    def running(self) -> bool:
        """True where the last month is not over on the as-of day."""
        return self.as_of < self.last

    @property
    def quarter(self) -> str:
        """`2023年第四季度`, or the period's months where it is no quarter."""
        if self.period.last - self.period.first == 2 and self.period.last % 3 == 0:
            return f"{self.period.year}年第{chinese(self.period.last // 3)}季度"
        return self.period.label("months")

    @property
    def label(self) -> str:
        """The period as results name it: `2023年四季度`."""
        return self.period.label("quarter")


def month_days(month: Month) -> tuple[datetime.date, datetime.date]:
    """First and last day of a month."""
    year, number = month
    return datetime.date(year, number, 1), datetime.date(year, number, calendar.monthrange(year, number)[1])


def spoken(day: datetime.date) -> str:
    """`2023年8月1日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def spoken_range(first: datetime.date, last: datetime.date) -> str:
    """`2023年11月15日至20日`, `2023年8月28日至9月1日`, as short as it is clear."""
    if first == last:
        return spoken(first)
    head = spoken(last)
    if first.year == last.year:
        head = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{spoken(first)}至{head}"


def stated_period(tables: Tables) -> tuple[Period | None, bool]:
    """The period that titles, sheet names or the file's name state, and whether in the form of a quarter.

    Refused where the titles contradict each other.
    """
    sheets = [table.grid.sheet.name for table in tables.found]
    for texts in (tables.texts, sheets, [tables.book.name]):
        dated = [text for text in texts if not _OTHER_DAYS.match(key(text))]
        quarters = period_in(text for text in dated if _QUARTER.search(key(text)))
        found = quarters or period_in(dated)
        if len(found) == 1:
            return next(iter(found)), bool(quarters)
        if found:
            labels = "、".join(p.label("months") for p in sorted(found))
            raise Refused(problem("period-unclear", f"[{tables.book.name}]", periods=labels))
    return None, False


def whole_quarter(period: Period) -> bool:
    """True for the months of a quarter."""
    return period.last - period.first == 2 and period.last % 3 == 0


def quarter_months(scheme: InspectionScheme, period: Period) -> tuple[Month, ...]:
    """The months that the inspection of a quarter covers, by the scheme's offsets from the quarter's first month."""
    base = period.year * 12 + period.first - 1
    return tuple(sorted(((base + offset) // 12, (base + offset) % 12 + 1) for offset in scheme.quarter.months))


def headed_months(found: Iterable[tuple[int, int]], period: Period) -> tuple[Month, ...]:
    """Months named by headings; one without a year is the last such month up to the period's end."""
    dated = {(year or (period.year if month <= period.last else period.year - 1), month) for year, month in found}
    return tuple(sorted(dated))


def period_months(period: Period) -> tuple[Month, ...]:
    """The period's own months."""
    return tuple((period.year, month) for month in range(period.first, period.last + 1))


def months_between(first: datetime.date, last: datetime.date) -> tuple[Month, ...]:
    """Every month from one day's to another's."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple((n // 12, n % 12 + 1) for n in range(start, end + 1))


def labelled(
    tables: Tables, words: Sequence[str], months: Sequence[Month]
) -> tuple[tuple[datetime.date, datetime.date], str] | None:
    """The day or days written after a label such as 截至日期：, in the same cell or the next; with the cell's place."""
    for (grid, row, column), value in loose_cells(tables):
        if not isinstance(value, str):
            continue
        text = tidy(value)
        word = next((w for w in sorted(words, key=len, reverse=True) if w in text), None)
        if word is None:
            continue
        rest = text.partition(word)[2].lstrip("：: 为")
        found = _days(rest) or _one(rest, months) or _one(grid.value(row, column + 1), months)
        if found:
            return found, grid.place(row, column)
    return None


def _one(value: object, months: Sequence[Month]) -> tuple[datetime.date, datetime.date] | None:
    day = read_day(value, tuple(months)).day  # type: ignore[arg-type]
    return (day, day) if day else None


def _days(text: str) -> tuple[datetime.date, datetime.date] | None:
    """A day or a range of days with its year in a text."""
    found = _RANGE.search(key(text))
    if not found or not found[1] or not found[2]:
        return None
    year, month = int(found[1]), int(found[2])
    try:
        first = datetime.date(year, month, int(found[3]))
        if not found[6]:
            return first, first
        return first, datetime.date(int(found[4] or year), int(found[5] or month), int(found[6]))
    except ValueError:
        return None


def check_days(scheme: InspectionScheme, months: Sequence[Month]) -> tuple[datetime.date, datetime.date]:
    """The scheme's own days of the check: in the month after the last inspected one."""
    year, month = months[-1]
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime.date(year, month, scheme.check.first_day), datetime.date(year, month, scheme.check.last_day)
