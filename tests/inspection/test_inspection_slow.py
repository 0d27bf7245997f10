"""The vectorised judge against the slow one, on random records over whole years with their holidays."""

from datetime import date, timedelta

import chinese_calendar
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from inspection_desk import inspection
from slow_judge import ORDINARY, SERVICE
from slow_judge import judge as slowly

from govscore.core.period import Period
from govscore.inspection.accounts import Account
from govscore.inspection.calendar import WorkingDays
from govscore.inspection.judging import NO_WINDOW, Judged, days_of, judge
from govscore.inspection.records import Records
from govscore.inspection.span import Span, months_between

YEARS = (2020, 2023, 2024, 2025, 2026)  # 2020 and 2024 have a leap day, 2020 a holiday prolonged in a hurry


@st.composite
def periods(draw: st.DrawFn) -> tuple[int, int, int]:
    """Year, first and last month: a quarter, a month, the whole year …"""
    first = draw(st.integers(1, 12))
    return draw(st.sampled_from(YEARS)), first, draw(st.integers(first, 12))


@st.composite
def lives(draw: st.DrawFn, first: date, last: date) -> tuple[date | None, date | None]:
    """Opened and closed: mostly neither, or any day round the period."""
    around = st.dates(first - timedelta(days=20), last + timedelta(days=20))
    return draw(st.none() | around), draw(st.none() | around)


@st.composite
def updates(draw: st.DrawFn, first: date, last: date) -> frozenset[date]:
    """Days with an update: dense, sparse, none, or with one long hole."""
    length = (last - first).days + 1
    share = draw(st.sampled_from((0, 1, 3, 5, 8, 10)))
    chance = draw(st.randoms(use_true_random=False))
    days = {first + timedelta(days=n) for n in range(length) if chance.randrange(10) < share}
    hole = draw(st.integers(0, length - 1))
    return frozenset(day for day in days if not hole <= (day - first).days < hole + draw(st.integers(0, 15)))


def fast(
    accounts: list[Account], days: list[frozenset[date]], first: date, last: date
) -> tuple[Judged, tuple[tuple[int, int], ...]]:
    months = months_between(first, last)
    span = Span(Period(first.year, first.month, last.month), months, last, "", (last, last), "")
    rows = [(n, day.toordinal(), 1, 0, 0) for n, own in enumerate(days) for day in sorted(own)]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    flags = WorkingDays().flags(first, last)
    made = days_of(inspection().scheme, span, accounts, Records(*columns, []), flags)
    return judge(inspection().scheme, made), months


@settings(max_examples=150, deadline=None)
@given(st.data(), periods())
def test_the_fast_judge_says_what_the_slow_one_says(data: st.DataObject, period: tuple[int, int, int]) -> None:
    year, low, high = period
    first, last = date(year, low, 1), date(year + high // 12, high % 12 + 1, 1) - timedelta(days=1)
    working = set(chinese_calendar.get_workdays(first, last))
    accounts, days = [], []
    for number in range(3):
        opened, until = data.draw(lives(first, last))
        kind = "服务号" if number == 2 else ""
        platform = "政务微博" if number == 0 else "政务微信"
        state = "正常" if until is None else "已注销"
        accounts.append(Account(f"甲{number}", platform, "县市", "", "", kind, state, "", opened, until))
        days.append(data.draw(updates(first, last)))
    judged, months = fast(accounts, days, first, last)
    for row, account in enumerate(accounts):
        rule = SERVICE if account.kind else ORDINARY
        opened, closed = account.opened or first, (account.until or last + timedelta(days=1)) - timedelta(days=1)
        for at, month in enumerate(months):
            slow = slowly(rule, days[row], working, (first, last), month, opened, closed)
            assert bool(judged.active[row, at]) == (slow is not None)
            if slow is None:
                assert not judged.failed[row, at]
                continue
            assert judged.days[row, at] == slow.days
            assert judged.needed[row, at] == slow.needed
            assert judged.days_failed[row, at] == slow.fails_days
            assert judged.gap[row, at] == slow.gap
            worst = judged.worst[row, at, 0]
            assert (None if worst == NO_WINDOW else worst) == slow.worst
            if slow.worst_from is not None:
                assert first + timedelta(days=int(judged.worst_start[row, at, 0])) == slow.worst_from
            fails = slow.fails_days or (slow.worst is not None and slow.worst < rule.least)
            assert judged.failed[row, at] == fails


def test_the_years_hold_what_is_hard() -> None:
    """Holidays on weekdays, make-up weekend days and leap days are among the days that are tried."""
    days = [date(year, 1, 1) + timedelta(days=n) for year in YEARS for n in range(366)]
    working = {day: chinese_calendar.is_workday(day) for day in days if day.year <= 2026}
    assert sum(not work for day, work in working.items() if day.weekday() < 5) > 60
    assert sum(work for day, work in working.items() if day.weekday() >= 5) > 20
    assert date(2024, 2, 29) in working
