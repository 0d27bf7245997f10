"""The columns of sites (网站栏目): how many are stale, and which will be.

Sheet columns: 网站名称, 栏目, 栏目类别 (动态类 or another), 最近更新日期, and of columns that are not 动态类
更新期限 in days.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govscore.claiming.inspection_tables import Table
from govscore.core.problems import Problem, problem
from govscore.core.text import tidy
from govscore.inspection.accounts import Site, group_of, names_in
from govscore.inspection.calendar import WorkingDays
from govscore.inspection.due import Due, order, site_due
from govscore.inspection.reading import said
from govscore.readers.dates import Month, read_day
from govscore.readers.values import read_value
from govscore.recheck import Difference
from govscore.scheme.inspection_scheme import InspectionScheme


@dataclass(slots=True)
class SiteColumns:
    """The last days on which each 动态类 column is not stale, and each other column not overdue."""

    site: Site
    dynamic: list[datetime.date] = field(default_factory=list)
    others: list[datetime.date] = field(default_factory=list)


class ColumnReader:
    """Reads tables of columns; sites that stand only there are added to `sites`."""

    def __init__(self, scheme: InspectionScheme, months: Sequence[Month], sites: list[Site]) -> None:
        self.scheme = scheme
        self.months = tuple(months)
        self.sites = sites
        self.names = names_in(scheme, months)
        self.found = {self.names.canonical(site.name): SiteColumns(site) for site in sites}
        self.problems: list[Problem] = []

    def read(self, table: Table) -> None:
        """Takes every row with a day; a row whose day cannot be read is reported."""
        for index, shown in table.rows():
            name = tidy(str(shown[table.block.unit]))
            day = read_day(shown[table.columns["updated"]], self.months).day
            if day is None:
                text = said(shown, table, "updated")
                self.problems.append(problem("inspection-day-unread", table.place(index, "updated"), text=text))
                continue
            known = self.names.canonical(name)
            if known not in self.found:
                group = group_of(self.scheme, said(shown, table, "group")) or self.scheme.default_group
                site = Site(name, group, said(shown, table, "url"), said(shown, table, "owner"), table.place(index))
                self.sites.append(site)
                self.found[known] = SiteColumns(site)
            self._take(self.found[known], day, said(shown, table, "column_kind"), said(shown, table, "period_days"))

    def _take(self, columns: SiteColumns, day: datetime.date, kind: str, period: str) -> None:
        if any(word in kind for word in self.scheme.sites.dynamic_words):
            columns.dynamic.append(day + datetime.timedelta(days=self.scheme.sites.stale_days))
            return
        number = read_value(period or None).number
        if number is not None and number > 0:
            columns.others.append(day + datetime.timedelta(days=int(number)))


def counted(found: SiteColumns, day: datetime.date) -> tuple[int, int]:
    """How many 动态类 columns are stale and how many other columns are overdue on a day."""
    return sum(last < day for last in found.dynamic), sum(last < day for last in found.others)


def fill(found: Sequence[SiteColumns], day: datetime.date) -> list[Difference]:
    """Gives each site the numbers of its columns; typed numbers that differ are returned."""
    differences = []
    for columns in found:
        if not columns.dynamic and not columns.others:
            continue
        site = columns.site
        for heading, name, number in zip(HEADINGS, FIELDS, counted(columns, day), strict=True):
            typed: int | None = getattr(site, name)
            if typed is not None and typed != number:
                differences.append(
                    Difference(
                        site.place,
                        site.group,
                        site.name,
                        heading,
                        str(typed),
                        str(number),
                        str(typed - number),
                        True,
                        "",
                    )
                )
            setattr(site, name, number)
    return differences


HEADINGS = ("动态栏目超两周未更新数", "应更新未更新数")
FIELDS = ("stale_dynamic", "overdue")


def due(
    scheme: InspectionScheme,
    found: Sequence[SiteColumns],
    day: datetime.date,
    until: datetime.date,
    calendar: WorkingDays,
) -> list[Due]:
    """Sites that reach a threshold after `day` and by `until` unless columns are updated."""
    limits = (scheme.sites.stale_dynamic, scheme.sites.overdue)
    return sorted((d for columns in found for d in _due(columns, limits, day, until, calendar)), key=order)


def _due(
    columns: SiteColumns, limits: tuple[int, int], day: datetime.date, until: datetime.date, calendar: WorkingDays
) -> Iterator[Due]:
    """The day before the fifth dynamic (tenth other) column turns stale is the last possible one."""
    site = columns.site
    for lasts, limit, what in zip((columns.dynamic, columns.others), limits, ("动态类栏目", "栏目"), strict=True):
        if len(lasts) < limit:
            continue
        last = sorted(lasts)[limit - 1]
        if day <= last < until:  # stale from the day after
            stale = sum(one <= last for one in lasts)
            need = f"否则有{stale}个{what}超期未更新，达到{limit}个"
            yield site_due(site.name, site.group, site.owner, last, need, calendar.between(day, last))
