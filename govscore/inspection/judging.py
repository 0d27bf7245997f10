"""Judging all accounts and days at once: minimum days a month, windows of successive days, longest gaps.

Shapes: A accounts, D days from the first inspected day to the as-of day, M months, K windows of a rule. Days are
numbers from 0, the first inspected day. Everything is int64 or bool; there are no fractions.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govscore.inspection.accounts import Account
from govscore.inspection.records import Records
from govscore.inspection.span import Span, month_days
from govscore.readers.dates import Month
from govscore.scheme.inspection_scheme import AccountRule, InspectionScheme, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NEVER = -1  # of a day number: there is none
NO_WINDOW = np.iinfo(np.int64).max  # worst count where no window is to be judged


@dataclass(slots=True)
class Days:
    """What is judged. `counts` [A, D]: items a day; `updated` [A, D]: where there are any.

    `opens`, `closes` [A]: first and last day on which an account is judged. `working` [D']: one flag for every day up
    to the end of the last month, D' ≥ D. `months` [M, 2]: first and last day number of each month. `rule` [A]:
    position of the account's rule.
    """

    counts: Ints
    updated: Bools
    opens: Ints
    closes: Ints
    working: Bools
    months: Ints
    rule: Ints

    @property
    def judged(self) -> int:
        """D: how many days are judged."""
        return int(self.updated.shape[1])


@dataclass(slots=True)
class Judged:
    """The findings, each [A, M], or [A, M, K] of windows; unused window places are not failed and NO_WINDOW.

    `active`: whether the account is judged in the month at all. `needed`: the minimum of days, in proportion where
    the account was open in part. A gap is a run of days without update within one month.
    """

    active: Bools
    days: Ints
    needed: Ints
    days_failed: Bools
    gap: Ints
    gap_end: Ints
    worst: Ints
    worst_start: Ints
    worst_end: Ints
    window_failed: Bools

    @property
    def failed(self) -> Bools:
        """[A, M]: months that fail by any rule: one is enough (单项否决)."""
        return self.days_failed | self.window_failed.any(axis=2)


def days_of(
    scheme: InspectionScheme, span: Span, accounts: Sequence[Account], records: Records, working: Bools
) -> Days:
    """The matrix of days with an update, and what else judging needs; records outside the span are left out."""
    first, last = span.first.toordinal(), span.as_of.toordinal()
    counts = np.zeros((len(accounts), last - first + 1), dtype=np.int64)
    inside = (records.day >= first) & (records.day <= last) & (records.count > 0)
    np.add.at(counts, (records.account[inside], records.day[inside] - first), records.count[inside])
    ends = span.last.toordinal() - first
    opens = np.array([_number(a.opened, first, 0) for a in accounts], dtype=np.int64)
    closes = np.array([_number(a.until, first + 1, ends) for a in accounts], dtype=np.int64)
    for number, account in enumerate(accounts):
        if account.state != "正常" and account.until is None:
            closes[number] = NEVER
    bounds = [[day.toordinal() - first for day in month_days(month)] for month in span.months]
    rule = np.array([scheme.rule_of(a.platform, a.kind) for a in accounts], dtype=np.int64)
    return Days(
        counts,
        counts > 0,
        np.maximum(opens, 0),
        np.minimum(closes, ends),
        working,
        np.array(bounds, dtype=np.int64).reshape(-1, 2),
        rule,
    )


def _number(day: datetime.date | None, first: int, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal() - first


def judge(scheme: InspectionScheme, days: Days) -> Judged:
    """Judges every account in every month by the rule of its platform and type."""
    found = _empty(scheme, days)
    for number, rule in enumerate(scheme.accounts):
        rows = np.flatnonzero(days.rule == number)
        if len(rows):
            _minimum(found, days, rows, rule, scheme.partial_month.minimum == "proportional")
            for place, window in enumerate(rule.windows):
                _window(found, days, rows, window, place)
    _gaps(found, days)
    return found


def _empty(scheme: InspectionScheme, days: Days) -> Judged:
    shape = (len(days.rule), len(days.months))
    windows = (*shape, max(1, *(len(rule.windows) for rule in scheme.accounts)))
    starts = np.maximum(days.months[None, :, 0], days.opens[:, None])
    ends = np.minimum(days.months[None, :, 1], days.closes[:, None])
    active = (starts <= ends) & (starts < days.judged)
    ints = {name: np.zeros(shape, dtype=np.int64) for name in ("days", "needed", "gap")}
    return Judged(
        active=active,
        **ints,
        days_failed=np.zeros(shape, dtype=np.bool_),
        gap_end=np.full(shape, NEVER, dtype=np.int64),
        worst=np.full(windows, NO_WINDOW, dtype=np.int64),
        worst_start=np.full(windows, NEVER, dtype=np.int64),
        worst_end=np.full(windows, NEVER, dtype=np.int64),
        window_failed=np.zeros(windows, dtype=np.bool_),
    )


def _minimum(found: Judged, days: Days, rows: Ints, rule: AccountRule, proportional: bool) -> None:
    """Days updated in each month against the minimum; in a running month only what can no longer be made good."""
    summed = _running_sum(days.updated[rows])
    for month, (start, end) in enumerate(days.months.tolist()):
        low = np.maximum(start, days.opens[rows])
        high = np.minimum(end, days.closes[rows])
        length = np.maximum(high - low + 1, 0)
        seen = np.maximum(np.minimum(high, days.judged - 1) + 1, 0)
        first = np.minimum(low, seen)
        count = np.take_along_axis(summed, seen[:, None], 1) - np.take_along_axis(summed, first[:, None], 1)
        whole = length == end - start + 1
        part = rule.min_days * length // (end - start + 1) if proportional else np.zeros_like(length)
        needed = np.where(whole, rule.min_days, part)
        to_come = np.maximum(high - np.maximum(low, days.judged) + 1, 0)
        found.days[rows, month] = count[:, 0]
        found.needed[rows, month] = needed
        found.days_failed[rows, month] = found.active[rows, month] & (count[:, 0] + to_come < needed)


def _running_sum(flags: Bools) -> Ints:
    """[A, D + 1]: how many of the first n days are set."""
    summed = np.zeros((flags.shape[0], flags.shape[1] + 1), dtype=np.int64)
    np.cumsum(flags, axis=1, out=summed[:, 1:])
    return summed


def _window(found: Judged, days: Days, rows: Ints, window: Window, place: int) -> None:
    """The worst window of each month: the least days updated, the earliest of such. Windows run over month ends."""
    steps = window_days(days.working[: days.judged], window)
    starts, ends = steps[: len(steps) - window.days + 1], steps[window.days - 1 :]
    if not len(starts) or not len(ends):
        return
    updated = days.updated[rows]
    if window.of == "working" and window.counted == "working":
        updated = updated & days.working[: days.judged]
    summed = _running_sum(updated)
    counts = summed[:, ends + 1] - summed[:, starts]
    judged = (starts >= days.opens[rows][:, None]) & (ends <= days.closes[rows][:, None])
    counts = np.where(judged, counts, NO_WINDOW)
    for month, (first, last) in enumerate(days.months.tolist()):
        here = np.flatnonzero((ends >= first) & (ends <= last))
        if not len(here):
            continue
        at = here[np.argmin(counts[:, here], axis=1)]
        worst = counts[np.arange(len(rows)), at]
        known = worst < NO_WINDOW
        found.worst[rows, month, place] = worst
        found.worst_start[rows, month, place] = np.where(known, starts[at], NEVER)
        found.worst_end[rows, month, place] = np.where(known, ends[at], NEVER)
        found.window_failed[rows, month, place] = worst < window.minimum


def window_days(working: Bools, window: Window) -> Ints:
    """The day numbers that a window steps over: working days, or all days."""
    return np.flatnonzero(working) if window.of == "working" else np.arange(len(working), dtype=np.int64)


def _gaps(found: Judged, days: Days) -> None:
    """The longest run of days without update within each month, and its last day."""
    numbers = np.arange(days.judged, dtype=np.int64)
    for month, (start, end) in enumerate(days.months.tolist()):
        last = min(end, days.judged - 1)
        if last < start:
            continue
        here = numbers[start : last + 1]
        before = np.maximum(start, days.opens) - 1
        latest = np.where(days.updated[:, start : last + 1], here, NEVER)
        latest = np.maximum(np.maximum.accumulate(latest, axis=1), before[:, None])
        runs = np.where(here <= days.closes[:, None], here - latest, 0)
        at = np.argmax(runs, axis=1)
        longest = np.maximum(runs[np.arange(len(runs)), at], 0)
        found.gap[:, month] = longest
        found.gap_end[:, month] = np.where(longest > 0, start + at, NEVER)


def month_label(months: Sequence[Month], number: int) -> str:
    """`8月`; with the year where the months are of two years: `2023年12月`."""
    year, month = months[number]
    return f"{month}月" if len({y for y, _ in months}) == 1 else f"{year}年{month}月"
