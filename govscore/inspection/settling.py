"""Settles before judging: which months, up to which day, and whose records and register are used."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from govscore.claiming.inspection_tables import Table, Tables
from govscore.core.period import Period
from govscore.core.problems import Problem, Refused, problem
from govscore.core.text import key
from govscore.inspection.calendar import UnknownYear, WorkingDays
from govscore.inspection.span import (
    Span,
    check_days,
    headed_months,
    labelled,
    month_days,
    months_between,
    period_months,
    quarter_months,
    stated_period,
    whole_quarter,
)
from govscore.readers.dates import Month, read_day
from govscore.scheme.inspection_scheme import InspectionScheme

LEAST_ACCOUNTS = 3  # so many accounts that all fall silent at once: the records end there


@dataclass(slots=True)
class Settled:
    """The span, the tables of records and of the register (own or borrowed), and notes on how they were found."""

    span: Span
    records: list[Table]
    register: list[Table]
    as_of_stated: bool
    borrowed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def headed(self, table: Table) -> dict[int, Month]:
        """Sheet column → month of a table of typed verdicts."""
        return {column: headed_months([named], self.span.period)[0] for named, column in sorted(table.months.items())}


def settle(scheme: InspectionScheme, tables: Tables, period: Period | None, beside: Sequence[Tables]) -> Settled:
    """Everything that must be known before judging; Refused where the period or the months cannot be told."""
    records, register = tables.of("records"), tables.of("register")
    borrowed = []
    months, stated = _months(scheme, tables, period)
    for other in beside:
        lent_records = other.of("records") if not records else []
        lent_register = other.of("register") if not register else []
        if (lent_records or lent_register) and _same_months(scheme, other, months):
            records, register = records or lent_records, register or lent_register
            borrowed.append(other.book.name)
            if not months:
                months, stated = _months(scheme, other, None)
    if not (records or tables.of("months") or tables.of("sites") or tables.of("columns")):
        raise Refused(problem("inspection-nothing", f"[{tables.book.name}]"))
    if not months:
        months = _months_of_days(records)
        if not months:
            raise Refused(problem("period-unknown", tables.found[0].place(tables.found[0].block.top)))
        stated = _period_of(months)
    found = Settled(_span(scheme, tables, stated, months), records, register, False, borrowed)
    _as_of(found, scheme, tables, period, beside)
    if borrowed:
        names = "、".join(f"《{name}》" for name in borrowed)
        found.problems.append(problem("inspection-borrowed", f"[{tables.book.name}]", names=names))
    return found


def _months(scheme: InspectionScheme, tables: Tables, period: Period | None) -> tuple[tuple[Month, ...], Period]:
    """The inspected months: headings first, then --period, then what titles say; empty where nothing says."""
    stated, is_quarter = stated_period(tables) if period is None else (period, whole_quarter(period))
    headed = [named for table in tables.of("months") for named in table.months]
    if headed and stated is None:
        if not all(year for year, _ in headed):
            table = tables.of("months")[0]
            raise Refused(problem("period-unknown", table.place(table.block.top)))
        months = tuple(sorted(set(headed)))
        return months, _period_of(months)
    if stated is None:
        return (), Period(1, 1, 1)
    if headed:
        return headed_months(headed, stated), stated
    return (quarter_months(scheme, stated) if is_quarter else period_months(stated)), stated


def _period_of(months: Sequence[Month]) -> Period:
    """The months as a period; of two years, those of the later one."""
    year = months[-1][0]
    return Period(year, min(m for y, m in months if y == year), months[-1][1])


def _same_months(scheme: InspectionScheme, other: Tables, months: Sequence[Month]) -> bool:
    """True where another workbook's records or register belong to these months; a register without period always."""
    try:
        theirs, _ = _months(scheme, other, None)
    except Refused:
        return False
    if not theirs and other.of("records"):
        theirs = _months_of_days(other.of("records"))
    return not theirs or not months or set(theirs) >= set(months)


def _months_of_days(records: Sequence[Table]) -> tuple[Month, ...]:
    """From the first to the last month that whole dates of the records name; empty for none or over a year."""
    days = _days(records, ())
    if not days:
        return ()
    months = months_between(min(days), max(days))
    return months if len(months) <= 12 else ()


def _days(records: Sequence[Table], months: Sequence[Month]) -> set[datetime.date]:
    found: set[datetime.date] = set()
    for table in records:
        column = table.columns["date"]
        for _, shown in table.rows():
            day = read_day(shown[column], tuple(months)).day
            if day is not None:
                found.add(day)
    return found


def _span(scheme: InspectionScheme, tables: Tables, period: Period, months: tuple[Month, ...]) -> Span:
    checked = labelled(tables, scheme.words.checked, months)
    days, source = (checked[0], checked[1]) if checked else (check_days(scheme, months), "办法")
    return Span(period, months, month_days(months[-1])[1], "所查最后一个月的月末", days, source)


def _as_of(
    found: Settled, scheme: InspectionScheme, tables: Tables, period: Period | None, beside: Sequence[Tables]
) -> None:
    """The as-of day: as a sheet says; else where all records end long before the month does; else the month's end."""
    span = found.span
    lenders = [other for other in beside if other.book.name in found.borrowed]
    for source in (tables, *lenders):
        said = labelled(source, scheme.words.as_of, span.months)
        if said:
            day = said[0][1]
            if day < span.first:
                raise Refused(problem("inspection-asof-early", said[1], first=span.first.isoformat()))
            found.as_of_stated = True
            found.span = _until(span, min(day, span.last), said[1])
            return
    if found.records and (last := _last_day(found, scheme)) is not None:
        found.span = _until(span, last, "更新记录的最后一天")
        place = found.records[0].grid.place(found.records[0].block.bottom, found.records[0].columns["date"])
        found.problems.append(problem("inspection-asof-guessed", place, day=f"{last.month}月{last.day}日"))


def _until(span: Span, as_of: datetime.date, source: str) -> Span:
    """The span up to an as-of day; months that had not begun by then are not inspected."""
    months = tuple(month for month in span.months if month <= (as_of.year, as_of.month))
    return Span(span.period, months, as_of, source, span.checked, span.checked_from)


def _last_day(found: Settled, scheme: InspectionScheme) -> datetime.date | None:
    """The last recorded day, if the records of several accounts all end a whole window before the last month does."""
    span = found.span
    days = [day for day in _days(found.records, span.months) if span.first <= day <= span.last]
    if not days or _names(found.records) < LEAST_ACCOUNTS:
        return None
    longest = max((w.days for rule in scheme.accounts for w in rule.windows if w.of == "working"), default=5)
    last = max(days)
    try:
        silent = WorkingDays(scheme.calendar).between(last, span.last)
    except UnknownYear:
        silent = int(np.busday_count(last, span.last))
    return last if silent >= longest else None


def _names(records: Sequence[Table]) -> int:
    return len({key(str(shown[table.block.unit])) for table in records for _, shown in table.rows()})
