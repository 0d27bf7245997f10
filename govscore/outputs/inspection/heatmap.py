"""The calendar of updates: one sheet a platform, one row an account, one column a day, coloured by items."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any

import numpy as np

from govscore.inspection.accounts import Account
from govscore.inspection.inspecting import Inspected
from govscore.inspection.judging import NEVER, Days, Judged
from govscore.sheets.styles import BODY_FONT, HEAD_FONT, TITLE_FONT

STEPS = (1, 2, 4)  # items a day from which the green is darker
GREENS = ("#C6E0B4", "#8FC36B", "#548235")
FREE, OUT, BAD = "#EDEDED", "#BFBFBF", "#F4B084"
WEEKDAYS = "一二三四五六日"
NAME_WIDTH, DAY_WIDTH = 24, 3
SCALE = 74  # percent at which the names and 31 days fit on A4
HEADS = 4  # title, months, days, weekdays


def platforms(found: Inspected) -> list[str]:
    """The platforms that have accounts, in the scheme's order."""
    used = {account.platform for account in found.accounts}
    return [platform.name for platform in found.loaded.scheme.platforms if platform.name in used]


class Calendar:
    """One platform's sheet."""

    def __init__(self, book: Any, sheet: Any, found: Inspected, platform: str) -> None:
        assert found.days is not None and found.judged is not None
        self.sheet = sheet
        self.found = found
        self.days: Days = found.days
        self.judged: Judged = found.judged
        self.platform = platform
        self.breaks: list[int] = []
        self.accounts = [a for a in found.accounts if a.platform == platform]
        cell = {"font_name": BODY_FONT, "font_size": 9, "align": "center", "valign": "vcenter", "border": 1}
        edge = cell | {"border_color": "#BFBFBF"}
        self.title = book.add_format(cell | {"font_name": TITLE_FONT, "font_size": 16, "border": 0})
        self.head = book.add_format(cell | {"font_name": HEAD_FONT})
        self.name = book.add_format(cell | {"align": "left", "font_size": 10, "shrink": True})
        self.fills = {c: book.add_format(edge | {"bg_color": c}) for c in (*GREENS[:2], FREE, OUT, BAD)}
        self.fills[GREENS[2]] = book.add_format(edge | {"bg_color": GREENS[2], "font_color": "#FFFFFF"})
        self.note = book.add_format(cell | {"align": "left", "border": 0})
        self.blank = book.add_format(edge)

    def write(self) -> None:
        """Writes the sheet: head, accounts, legend."""
        self._head()
        for number, account in enumerate(self.accounts, HEADS):
            self._account(number, account)
        self._legend(HEADS + len(self.accounts) + 1)
        self._page()

    def _day(self, number: int) -> datetime.date:
        return self.found.span.first + datetime.timedelta(days=number)

    def _head(self) -> None:
        last = self.days.judged
        self.sheet.set_column(0, 0, NAME_WIDTH)
        self.sheet.set_column(1, last, DAY_WIDTH)
        self.sheet.set_row(0, 30)
        self.sheet.merge_range(1, 0, 3, 0, "名称", self.head)
        days = [self._day(n) for n in range(self.days.judged)]
        for (year, month), group in groupby(enumerate(days, 1), key=lambda pair: (pair[1].year, pair[1].month)):
            columns = [column for column, _ in group]
            title = f"{self.platform}更新日历" if len(columns) > 6 else ""
            self._wide(0, columns[0], columns[-1], title, self.title)
            self._wide(
                1, columns[0], columns[-1], f"{year}年{month}月" if len(columns) > 4 else f"{month}月", self.head
            )
            self.breaks.append(columns[-1] + 1)
        for column, day in enumerate(days, 1):
            self.sheet.write_number(2, column, day.day, self.head)
            style = self.head if self.days.working[column - 1] else self.fills[FREE]
            self.sheet.write_string(3, column, WEEKDAYS[day.weekday()], style)

    def _wide(self, row: int, first: int, last: int, text: str, style: Any) -> None:
        if first == last:
            self.sheet.write_string(row, first, text, style)
        else:
            self.sheet.merge_range(row, first, row, last, text, style)

    def _account(self, number: int, account: Account) -> None:
        row = self.found.rows[id(account)]
        self.sheet.write_string(number, 0, account.name, self.name)
        self.sheet.set_row(number, 20)
        bad = self._bad_days(row)
        for day, count in enumerate(self.days.counts[row].tolist()):
            colour = self._colour(row, day, count, bool(bad[day]))
            style = self.fills[colour] if colour else self.blank
            if count:
                self.sheet.write_number(number, day + 1, count, style)
            else:
                self.sheet.write_blank(number, day + 1, None, style)

    def _colour(self, row: int, day: int, count: int, bad: bool) -> str:
        if not self.days.opens[row] <= day <= self.days.closes[row]:
            return OUT
        if count:
            return GREENS[sum(count >= step for step in STEPS) - 1]
        if bad:
            return BAD
        return "" if self.days.working[day] else FREE

    def _bad_days(self, row: int) -> Any:
        """Days of the worst window of each month that failed by it."""
        bad = np.zeros(self.days.judged, dtype=np.bool_)
        for month, place in zip(*np.nonzero(self.judged.window_failed[row]), strict=True):
            start, end = self.judged.worst_start[row, month, place], self.judged.worst_end[row, month, place]
            if start != NEVER:
                bad[start : end + 1] = True
        return bad

    def _legend(self, row: int) -> None:
        marks = [
            (GREENS[0], "1条"),
            (GREENS[1], "2至3条"),
            (GREENS[2], "4条及以上"),
            (BAD, "不合格的一段里没有更新的日子"),
            (FREE, "休息日没有更新"),
            (OUT, "未开通、已注销或免检"),
        ]
        self.sheet.write_string(row, 0, "格里的数是当天更新条数", self.note)
        for number, (colour, text) in enumerate(marks):
            self.sheet.write_blank(row + number, 1, None, self.fills[colour])
            self.sheet.write_string(row + number, 2, text, self.note)

    def _page(self) -> None:
        """A4 across, a page a month with the names on each."""
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.set_v_pagebreaks(self.breaks[:-1])
        self.sheet.repeat_columns(0)
        self.sheet.set_print_scale(SCALE)
        self.sheet.repeat_rows(0, HEADS - 1)
        self.sheet.freeze_panes(HEADS, 1)
        self.sheet.set_footer('&C&"宋体,Regular"&11— &P —')
