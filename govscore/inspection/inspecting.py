"""One inspection from its workbook to its findings: the place where the stages are joined."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govscore.claiming.inspection_tables import Tables, find_tables
from govscore.core.period import Period
from govscore.core.problems import Problem, Refused, problem
from govscore.inspection import history, site_columns
from govscore.inspection.accounts import Account, Site
from govscore.inspection.calendar import UnknownYear, WorkingDays
from govscore.inspection.due import Due, DueAccounts
from govscore.inspection.facts import Facts, Known, facts
from govscore.inspection.judging import Days, Judged, days_of, judge, month_label
from govscore.inspection.reading import Reader
from govscore.inspection.records import RecordReader, Records, outside
from govscore.inspection.settling import Settled, settle
from govscore.inspection.span import Span, spoken, spoken_range
from govscore.inspection.typed_verdicts import differences
from govscore.inspection.verdicts import MonthVerdict, Verdict, Wording, account_verdict, site_verdict, typed_month
from govscore.readers.workbook import Book
from govscore.recheck import Difference
from govscore.scheme.files import LoadedInspection
from govscore.scheme.unit_names import UnitNames

BOOK = "检查结果.xlsx"


@dataclass(slots=True)
class Inspected:
    """All findings of one inspection. `accounts`: those that exist in the inspected months, in printed order.

    `days` and `judged` are None without records; `rows` gives each account's row in them. `borrowed`: names of the
    other workbooks of the run whose records or register were used.
    """

    loaded: LoadedInspection
    span: Span
    sites: list[Site]
    accounts: list[Account]
    verdicts: list[Verdict]
    differences: list[Difference]
    problems: list[Problem]
    days: Days | None = None
    judged: Judged | None = None
    rows: dict[int, int] = field(default_factory=dict)
    due: list[Due] = field(default_factory=list)
    before: list[history.Earlier] = field(default_factory=list)
    repeated: list[tuple[Verdict, int]] = field(default_factory=list)
    deadline: str = ""
    deadline_day: datetime.date | None = None
    facts: Facts = field(default_factory=Facts)
    borrowed: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line for the console: what was checked, as of when, and how many failed."""
        values = self.facts.values
        parts = [
            f"{what}{values[f'检查{what}数']}个、不合格{values[f'不合格{what}数']}个"
            for what in ("网站", "账号")
            if values[f"{what}总数"] != "0"
        ]
        return "，".join([*parts, f"截至{spoken(self.span.as_of)}"])

    def lines(self) -> list[str]:
        """Who is due soon, for the console: the urgent ones by name, of the others the number."""
        near = self.loaded.scheme.due_soon_working_days
        urgent = [due for due in self.due if due.last is None or due.working_days <= near]
        lines = [f"▲ 临近期限：{due.line}" for due in urgent]
        rest = len(self.due) - len(urgent)
        return lines + ([f"▲ 另有{rest}个离期限还有{near}个工作日以上，见《{BOOK}》临期提醒表"] if rest else [])

    def to_json(self) -> dict[str, Any]:
        """The parts of the documented interface that an inspection fills."""
        return {
            "scheme": self.loaded.scheme.id,
            "scheme_sha256": self.loaded.sha256,
            "period": self.span.label,
            "facts": self.facts.values,
            "verdicts": [verdict.to_json() for verdict in self.verdicts],
        }


class Inspection:
    """The work on one workbook; `beside` are the tables of other workbooks of the same run."""

    def __init__(
        self, loaded: LoadedInspection, tables: Tables, period: Period | None, beside: Sequence[Tables] = ()
    ) -> None:
        self.loaded = loaded
        self.scheme = loaded.scheme
        self.tables = tables
        self.problems: list[Problem] = [p for t in tables.found for p in t.strange()]
        self.calendar = WorkingDays(self.scheme.calendar)
        self.settled: Settled = settle(self.scheme, tables, period, beside)
        self.span = self.settled.span
        self.problems += self.settled.problems

    def run(self, given: Sequence[Book | Mapping[str, Any]], earlier: Callable[[Book], history.Earlier]) -> Inspected:
        """All findings; stop problems are among `problems`, nothing is raised for them."""
        reader = self._read_small()
        records = self._records(reader)
        found = self._judged(reader, records)
        self._sites(found, reader)
        found.problems = self.problems
        found.differences += differences(found.verdicts)
        found.before = history.earlier(given, earlier, self.span.period)
        found.repeated = history.running(found.verdicts, found.before, self.span.period, UnitNames(self.scheme.aliases))
        self._deadline(found)
        listed = Known(
            self.scheme, self.span, found.sites, found.accounts, found.verdicts, found.before, found.repeated,
            found.due, found.deadline,
        )  # fmt: skip
        found.facts = facts(listed)
        return found

    def _read_small(self) -> Reader:
        reader = Reader(self.scheme, self.span.months)
        for table in self.settled.register:
            reader.register(table)
        for account in reader.accounts:
            if account.state == "免检" and account.until is not None and account.until <= self.span.as_of:
                account.until = None  # not inspected at all, also not for the days before it was decided
        for table in self.tables.of("months"):
            reader.typed(table, self.settled.headed(table))
        for table in self.tables.of("sites"):
            reader.site(table)
        self.problems += reader.problems
        return reader

    def _records(self, reader: Reader) -> Records | None:
        if not self.settled.records:
            return None
        taker = RecordReader(self.scheme, reader.accounts, self.span.months)
        records = taker.read(self.settled.records)
        self.problems += taker.problems
        shown = spoken_range(self.span.first, self.span.as_of)
        self.problems += outside(records, self.span.first, self.span.as_of, shown)
        return records

    def _judged(self, reader: Reader, records: Records | None) -> Inspected:
        """Verdicts of the accounts: by records where there are any, else as typed."""
        everyone = list(reader.accounts)
        found = Inspected(self.loaded, self.span, reader.sites, [], [], [], [], borrowed=self.settled.borrowed)
        by_records: set[int] = set()
        if records is not None and everyone and (working := self._working()) is not None:
            with_records = set(records.account[records.count > 0].tolist()) if len(records.account) else set()
            by_records = {n for n, a in enumerate(everyone) if n in with_records or a.registered or not a.typed}
            found.days = days_of(self.scheme, self.span, everyone, records, working)
            found.judged = judge(self.scheme, found.days)
            self._without(everyone, with_records, by_records)
        words = Wording(self.scheme, self.span, found.judged) if found.judged is not None else None
        for number, account in enumerate(everyone):
            if not account.judged_within(self.span.first, self.span.as_of) and account.state != "免检":
                continue
            found.accounts.append(account)
            found.rows[id(account)] = number
            months = self._months(words if number in by_records else None, number, account)
            verdict = account_verdict(self.scheme, account, months)
            if verdict is not None:
                found.verdicts.append(verdict)
            elif account.state == "正常":
                self.problems.append(problem("inspection-account-unjudged", account.place, name=account.name))
        self._due(found, everyone, by_records)
        return found

    def _working(self) -> Any:
        try:
            return self.calendar.flags(self.span.first, self.span.last)
        except UnknownYear as unknown:
            self.problems.append(problem("inspection-calendar", f"[{self.tables.book.name}]", year=unknown.year))
            return None

    def _without(self, everyone: Sequence[Account], with_records: set[int], by_records: set[int]) -> None:
        """Accounts without any record: registered ones have updated on no day, typed ones stay as typed."""
        for number, account in enumerate(everyone):
            judged = account.judged_within(self.span.first, self.span.as_of)
            if judged and number not in with_records:
                code = "inspection-no-records" if number in by_records else "inspection-only-typed"
                self.problems.append(problem(code, account.place, name=account.name, platform=account.platform))

    def _months(self, words: Wording | None, number: int, account: Account) -> list[MonthVerdict]:
        if words is not None:
            return [words.month(number, month, account) for month in range(len(self.span.months))]
        return [
            typed_month(month_label(self.span.months, n), account.typed.get(month))
            for n, month in enumerate(self.span.months)
        ]

    def _due(self, found: Inspected, everyone: Sequence[Account], by_records: set[int]) -> None:
        if self.span.running and found.days is not None and found.judged is not None:
            ahead = DueAccounts(self.scheme, self.span, found.days, found.judged, self.calendar)
            found.due = ahead.find(everyone, by_records)

    def _sites(self, found: Inspected, reader: Reader) -> None:
        """Verdicts of the sites, first in the list as in the circular; numbers from their columns where given."""
        tables = self.tables.of("columns")
        day = self.span.as_of if self.span.running or self.settled.as_of_stated else self.span.checked[1]
        taker = site_columns.ColumnReader(self.scheme, self.span.months, found.sites)
        for table in tables:
            taker.read(table)
        self.problems += taker.problems
        if tables:
            known = list(taker.found.values())
            found.differences += site_columns.fill(known, day)
            if self.span.running:
                found.due = site_columns.due(self.scheme, known, day, self.span.last, self.calendar) + found.due
        verdicts = []
        for site in found.sites:
            verdict = site_verdict(self.scheme, site)
            if verdict is None:
                self.problems.append(problem("inspection-site-unjudged", site.place, name=site.name))
            else:
                verdicts.append(verdict)
        found.verdicts = verdicts + found.verdicts

    def _deadline(self, found: Inspected) -> None:
        """The day by which the failed must be put right, in working days after the check."""
        count = self.scheme.deadline_working_days
        try:
            found.deadline_day = self.calendar.after(self.span.checked[1], count)
            found.deadline = f"{spoken(found.deadline_day)}前"
        except UnknownYear as unknown:
            found.deadline = f"检查结束后{count}个工作日内"
            place = f"[{self.tables.book.name}]"
            self.problems.append(problem("inspection-deadline", place, year=unknown.year, count=count))


def inspect(
    loaded: LoadedInspection,
    tables: Tables,
    period: Period | None,
    beside: Sequence[Tables] = (),
    against: Sequence[Book | Mapping[str, Any]] = (),
) -> Inspected:
    """The findings of one workbook; Refused where the period or the months cannot be told.

    `against`: earlier inspections, read workbooks or the objects of their 结果.json; workbooks are judged by the same
    scheme.
    """

    def earlier(book: Book) -> history.Earlier:
        before = find_tables(book, loaded.scheme.words)
        if not before.found:
            raise Refused(problem("inspection-against-unread", f"[{book.name}]"))
        found = inspect(loaded, before, None)
        if any(item.stops for item in found.problems):
            raise Refused(*[item for item in found.problems if item.stops])
        return history.of_verdicts(found.span.period, found.span.label, found.verdicts)

    return Inspection(loaded, tables, period, beside).run(against, earlier)
