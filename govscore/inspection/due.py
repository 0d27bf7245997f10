"""Due soon: who will fail the running month unless they update, and the last possible day to begin."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from govscore.inspection.accounts import Account
from govscore.inspection.calendar import WorkingDays
from govscore.inspection.judging import Days, Judged, window_days
from govscore.inspection.span import Span, spoken
from govscore.inspection.verdicts import SITE, short_range
from govscore.scheme.inspection_scheme import InspectionScheme, Window


@dataclass(frozen=True, slots=True)
class Due:
    """One warning. `last`: the last possible day to begin, None where it is too late already."""

    kind: str
    group: str
    name: str
    owner: str
    last: datetime.date | None
    need: str
    working_days: int

    @property
    def line(self) -> str:
        """One line for the console."""
        when = f"最迟{spoken(self.last)}" if self.last else "已来不及"
        return f"{self.name}（{self.kind}）：{when}，{self.need}"


def order(due: Due) -> tuple[bool, datetime.date, str]:
    """Sorting: too late first, then by the last possible day."""
    return due.last is not None, due.last or datetime.date.min, due.name


class DueAccounts:
    """Looks ahead from the as-of day to the end of the running month, as if nobody updated any more."""

    def __init__(self, scheme: InspectionScheme, span: Span, days: Days, judged: Judged, calendar: WorkingDays) -> None:
        self.scheme = scheme
        self.span = span
        self.days = days
        self.judged = judged
        self.calendar = calendar
        self.month = len(span.months) - 1

    def find(self, accounts: Sequence[Account], rows: Collection[int]) -> list[Due]:
        """The most urgent warning of each account in `rows` that has not failed this month."""
        found = []
        for row, account in enumerate(accounts):
            if row in rows and self.judged.active[row, self.month] and not self.judged.failed[row, self.month]:
                warnings = sorted(self._of(row), key=lambda pair: (pair[0] is not None, pair[0] or 0))
                if warnings:
                    found.append(self._due(account, *warnings[0]))
        return sorted(found, key=order)

    def _due(self, account: Account, number: int | None, need: str) -> Due:
        last = None if number is None else self.span.first + datetime.timedelta(days=number)
        left = self.calendar.between(self.span.as_of, last) if last else 0
        return Due(account.platform, account.group, account.name, account.owner, last, need, left)

    def _of(self, row: int) -> Iterator[tuple[int | None, str]]:
        """Day number of the last possible beginning (None: too late) and what is to be done."""
        end = int(min(self.days.months[self.month, 1], self.days.closes[row]))
        short = int(self.judged.needed[row, self.month] - self.judged.days[row, self.month])
        if short > 0:
            yield end - short + 1, f"本月还差{short}天更新"
        rule = self.scheme.accounts[int(self.days.rule[row])]
        for window in rule.windows:
            found = self._window(row, window, end)
            if found is not None:
                yield found

    def _window(self, row: int, window: Window, end: int) -> tuple[int | None, str] | None:
        """The first window that ends after the as-of day, by the month's end, and is short of updates."""
        steps = window_days(self.days.working[: end + 1], window)
        best: tuple[int | None, str] | None = None
        for at in range(len(steps) - window.days + 1):
            inside = steps[at : at + window.days]
            if inside[-1] < self.days.judged or inside[0] < self.days.opens[row]:
                continue
            free = np.arange(inside[0], inside[-1] + 1) if window.counted == "all" else inside
            short = window.minimum - int(self.days.updated[row, free[free < self.days.judged]].sum())
            ahead = free[free >= self.days.judged]
            if short <= 0:
                continue
            need = f"{short_range(self._day(inside[0]), self._day(inside[-1]))}还差{short}天更新"
            last = int(ahead[len(ahead) - short]) if short <= len(ahead) else None
            if best is None or last is None or (best[0] is not None and last < best[0]):
                best = last, need
        return best

    def _day(self, number: int) -> datetime.date:
        return self.span.first + datetime.timedelta(days=int(number))


def site_due(name: str, group: str, owner: str, last: datetime.date, need: str, left: int) -> Due:
    """A warning about a site."""
    return Due(SITE, group, name, owner, last, need, left)
