"""Update records (更新记录): one row an account and day, tens of thousands of rows, into arrays."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from govscore.claiming.inspection_tables import Cells, Table
from govscore.core.problems import Problem, problem
from govscore.core.text import tidy
from govscore.inspection.accounts import Account, Accounts, kind_of, platform_hint, platform_of
from govscore.inspection.reading import near_hint, said
from govscore.readers.dates import Day, Month, read_day
from govscore.readers.values import read_value
from govscore.readers.workbook import Date, Value
from govscore.scheme.inspection_scheme import InspectionScheme

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(slots=True)
class Records:
    """Rows of records: `account` numbers into Accounts.all, `day` proleptic ordinals, `count` items; all int64.

    Row n stands in row `row[n]` (0-based) of `tables[table[n]]`.
    """

    account: NDArray[np.int64]
    day: NDArray[np.int64]
    count: NDArray[np.int64]
    table: NDArray[np.int64]
    row: NDArray[np.int64]
    tables: list[Table]

    def place(self, number: int, role: str = "") -> str:
        """The cell of a record."""
        return self.tables[int(self.table[number])].place(int(self.row[number]), role)


@dataclass(slots=True)
class RecordReader:
    """Reads tables of records; without a register or typed sheet the records themselves are the list of accounts."""

    scheme: InspectionScheme
    accounts: Accounts
    months: tuple[Month, ...]
    problems: list[Problem] = field(default_factory=list)
    _found: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    _known: dict[tuple[int, str, str], int] = field(default_factory=dict)
    _doubtful: list[int] = field(default_factory=list)

    def read(self, tables: Sequence[Table]) -> Records:
        """All records of the tables; rows that cannot be taken are reported, never dropped."""
        is_open = not self.accounts.all
        for number, table in enumerate(tables):
            self._table(number, table, is_open)
        columns = np.array(self._found, dtype=np.int64).reshape(-1, 5).T
        records = Records(columns[0], columns[1], columns[2], columns[3], columns[4], list(tables))
        self._twice(records)
        return records

    def _table(self, number: int, table: Table, is_open: bool) -> None:
        dates = table.columns["date"]
        platform = table.columns.get("platform")
        counts = table.columns.get("count")
        numbers = {id(account): n for n, account in enumerate(self.accounts)}
        for index, shown in table.rows():
            name = str(shown[table.block.unit])
            spoken = shown[platform] if platform is not None else ""
            known = (number, name, str(spoken or ""))
            if known not in self._known:
                account = self._account(table, index, shown, name, is_open)
                if account is not None:
                    numbers.setdefault(id(account), len(numbers))
                self._known[known] = -1 if account is None else numbers[id(account)]
            elif self._known[known] < 0:
                self._account(table, index, shown, name, False)  # reported again, with this cell
            day = self._day(table, index, shown[dates])
            count = self._count(table, index, shown[counts]) if counts is not None else 1
            if day.day is not None and self._known[known] >= 0:
                if day.doubtful:
                    self._doubtful.append(len(self._found))
                self._found.append((self._known[known], day.day.toordinal(), count, number, index))

    def _account(self, table: Table, index: int, shown: Cells, name: str, is_open: bool) -> Account | None:
        text = said(shown, table, "platform")
        platform = platform_of(self.scheme, text) or platform_hint(self.scheme, table.named)
        found = self.accounts.named(name, platform) or self.accounts.named(name, platform_of(self.scheme, text))
        if len(found) == 1:
            return found[0]
        place = table.place(index)
        if found:
            both = "、".join(account.platform for account in found)
            self.problems.append(problem("inspection-account-unclear", place, name=tidy(name), platforms=both))
        elif is_open:
            return self._new(table, index, shown, name, platform)
        else:
            hint = near_hint(tidy(name), self.accounts.names())
            self.problems.append(problem("inspection-account-unknown", place, name=tidy(name), hint=hint))
        return None

    def _new(self, table: Table, index: int, shown: Cells, name: str, platform: str) -> Account:
        if not platform:
            platform = self.scheme.default_platform
            place = table.grid.place(table.block.bottom, table.block.unit)
            self.problems.append(problem("inspection-platform-assumed", place, platform=platform))
        account = Account(
            tidy(name), platform, self.scheme.default_group, said(shown, table, "owner"), table.place(index)
        )
        account.kind = kind_of(self.scheme, said(shown, table, "platform"), said(shown, table, "kind"))
        self.accounts.add(account)
        return account

    def _day(self, table: Table, index: int, value: Value | Date) -> Day:
        read = read_day(value, self.months)
        if read.day is None:
            text = value.iso if isinstance(value, Date) else tidy(str("" if value is None else value))
            self.problems.append(problem("inspection-day-unread", table.place(index, "date"), text=text))
        elif read.doubtful:
            short = f"{value:.15g}" if isinstance(value, float) else str(value)
            words = {"text": short, "day": f"{read.day.month}月{read.day.day}日", "other": f"{short}0"}
            self.problems.append(problem("inspection-day-doubtful", table.place(index, "date"), **words))
        return read

    def _count(self, table: Table, index: int, value: Value | Date) -> int:
        """Items of a row; 0 for a dash. What is wrong is reported and counts as 0."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        place = table.place(index, "count")
        reading = read_value(value)
        if value is None:
            self.problems.append(problem("inspection-count-blank", place))
        elif reading.kind == "none":
            return 0
        elif reading.number is None:
            text = value.iso if isinstance(value, Date) else tidy(str(value))
            self.problems.append(problem("cell-not-number", place, text=text))
        elif reading.number < 0:
            self.problems.append(problem("cell-negative", place, text=tidy(str(value))))
        elif reading.number % 1:
            self.problems.append(problem("cell-fraction", place, text=tidy(str(value))))
        else:
            if reading.retyped:
                self.problems.append(problem("cell-retyped", place, text=tidy(str(value))))
            return int(reading.number)
        return 0

    def _twice(self, records: Records) -> None:
        """Rows of the same account and day are one day updated; where one is a doubtful 8.1, nobody can tell."""
        order = np.lexsort((records.row, records.table, records.day, records.account))
        same = np.diff(records.account[order], prepend=-1) == 0
        same &= np.diff(records.day[order], prepend=-1) == 0
        unsure = set(self._doubtful)
        for number in np.sort(order[same]).tolist():
            self.problems.append(problem("inspection-record-twice", records.place(number, "date")))
        if unsure:
            twice = set(order[same | np.roll(same, -1)].tolist())
            places = [records.place(n, "date") for n in sorted(unsure & twice)]
            self.problems += [problem("inspection-day-undecided", *places)] if places else []


def outside(records: Records, first: datetime.date, last: datetime.date, shown: str) -> list[Problem]:
    """Notes on records of days that are not inspected; they are not counted."""
    out = (records.day < first.toordinal()) | (records.day > last.toordinal())
    return [
        problem("inspection-day-outside", records.place(n, "date"), span=shown) for n in np.flatnonzero(out).tolist()
    ]
