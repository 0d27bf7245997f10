"""Inspection workbooks in memory and their findings, for tests."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from memory_books import book, sheet

from govscore.claiming.inspection_tables import find_tables
from govscore.core.period import Period
from govscore.inspection.inspecting import Inspected, inspect
from govscore.inspection.verdicts import MonthVerdict, Verdict
from govscore.readers.workbook import Book, Sheet
from govscore.scheme.files import LoadedInspection, load_inspections
from govscore.scheme.inspection_scheme import InspectionScheme

Rows = Sequence[Sequence[Any]]
TITLE = "黔东南州2023年第四季度政务新媒体更新记录"


@cache
def inspection() -> LoadedInspection:
    (found,) = load_inspections()
    return found


def with_scheme(**changes: object) -> LoadedInspection:
    """The office's inspection with other values in the scheme, checked anew."""
    known = inspection()
    table = known.scheme.model_dump() | changes
    return replace(known, scheme=InspectionScheme.model_validate(table))


def records(rows: Rows, title: str = TITLE, head: Sequence[str] = ("名称", "平台", "日期", "条数")) -> Sheet:
    return sheet("更新记录", [[title], list(head), *map(list, rows)])


def register(rows: Rows) -> Sheet:
    """Rows of 名称, 平台, then 账号类型, 状态, 状态日期, 开通日期 as far as given."""
    head = ["名称", "平台", "账号类型", "状态", "状态日期", "开通日期", "主办单位", "级别"]
    return sheet("账号名录", [["政务新媒体账号名录"], head, *([*row, *[None] * (8 - len(row))] for row in rows)])


def typed(rows: Rows, months: Sequence[str] = ("8月", "9月", "10月")) -> Sheet:
    """Rows of 类别, 平台, 名称, 主办单位 and the verdicts."""
    head = ["类别", "平台", "名称", "主办单位", *(f"{month}更新情况" for month in months)]
    return sheet("新媒体更新", [["黔东南州2023年第四季度政务新媒体更新情况"], head, *map(list, rows)])


def sites(rows: Rows) -> Sheet:
    """Rows of 类别, 网站名称, 网址, the two numbers, the verdict."""
    head = ["类别", "网站名称", "网址", "动态栏目超两周未更新数", "应更新未更新数", "合格/不合格"]
    return sheet("网站检查", [["黔东南州2023年第四季度政府网站检查情况"], head, *map(list, rows)])


def found(
    *sheets: Sheet,
    loaded: LoadedInspection | None = None,
    period: Period | None = None,
    against: Sequence[Mapping[str, Any] | Book] = (),
    beside: Sequence[Book] = (),
) -> Inspected:
    """The findings of a workbook of these sheets."""
    loaded = loaded or inspection()
    tables = find_tables(book(*sheets), loaded.scheme.words)
    assert tables.found
    return inspect(loaded, tables, period, [find_tables(b, loaded.scheme.words) for b in beside], against)


def daily(name: str, first: str, last: str, platform: str = "政务微博", skip: Sequence[str] = ()) -> list[list[Any]]:
    """A record a calendar day, both ends included."""
    day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    rows = []
    while day <= end:
        if day.isoformat() not in skip:
            rows.append([name, platform, day.isoformat(), 1])
        day += datetime.timedelta(days=1)
    return rows


def verdict(result: Inspected, name: str, kind: str = "") -> Verdict:
    (one,) = [v for v in result.verdicts if v.name == name and kind in ("", v.kind)]
    return one


def month(result: Inspected, name: str, label: str) -> MonthVerdict:
    (one,) = [m for m in verdict(result, name).months if m.label == label]
    return one


def codes(result: Inspected) -> list[str]:
    return [problem.code for problem in result.problems]


def places(result: Inspected, code: str) -> list[str]:
    """The cells of a problem, without the workbook's name."""
    return [place.rpartition("]")[2] for problem in result.problems if problem.code == code for place in problem.places]
