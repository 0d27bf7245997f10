"""A second judge, slow and plain: one account, one month, one day at a time, written from the rules in words."""

import calendar
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """So many days a month; in any `length` successive days at least `least`, all days or working days only."""

    month_days: int
    length: int
    least: int
    working: bool


ORDINARY = Rule(8, 5, 2, True)  # 每月8天，任意连续5个工作日内2天
SERVICE = Rule(4, 14, 1, False)  # 每月4天，两周内1次


@dataclass(frozen=True)
class Found:
    """What was seen in one month."""

    days: int
    needed: int
    fails_days: bool
    worst: int | None
    worst_from: date | None
    gap: int


def span(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def judge(
    rule: Rule,
    updated: Set[date],
    working: Set[date],
    period: tuple[date, date],
    month: tuple[int, int],
    opened: date,
    closed: date,
) -> Found | None:
    """One month of one account that is judged from `opened` to `closed`; None where no day of it is judged."""
    whole = span(date(*month, 1), date(*month, calendar.monthrange(*month)[1]))
    own = [day for day in whole if opened <= day <= closed]
    if not own:
        return None
    needed = rule.month_days if own == whole else rule.month_days * len(own) // len(whole)
    days = sum(day in updated for day in own)
    windows = []
    steps = [d for d in span(*period) if opened <= d <= closed and (d in working or not rule.working)]
    for at in range(len(steps)):
        window = steps[at : at + rule.length]
        if len(window) == rule.length and (window[-1].year, window[-1].month) == month:
            windows.append((sum(day in updated for day in window), window[0]))
    worst = min(windows, default=(None, None))
    return Found(days, needed, days < needed, *worst, longest_gap(own, updated))


def longest_gap(days: list[date], updated: Set[date]) -> int:
    longest = run = 0
    for day in days:
        run = 0 if day in updated else run + 1
        longest = max(longest, run)
    return longest
