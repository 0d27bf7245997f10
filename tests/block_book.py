"""A small workbook of the prefecture, in memory, whose points are easy to work out by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

from memory_books import book, sheet
from small_scheme import result

from govscore.readers.workbook import Book
from govscore.results.blocks import Block
from govscore.results.result import Result
from govscore.scheme import files as schemes
from govscore.scheme.files import LoadedScheme

TITLE = "黔东南州2021年{}季度政务信息采用及排名情况（{}）"
TIERS = {"甲县人民政府": "县市", "乙县人民政府": "县市", "丙局": "一类州直单位", "丁所": "其他单位"}
# 州政府网站 text and photo, 省政府网站, 州报省政府网站
SITES = {
    "甲县人民政府": (9, 46, 0, 0, 0, 0),
    "乙县人民政府": (0, 0, 2, 0, 3, 0),
    "丙局": (0, 0, 0, 0, 0, 0),
    "丁所": (1, 0, 0, 0, 0, 0),
}
# submitted, late, missed, untrue, submitted in the whole year
REPORTS = {
    "甲县人民政府": (111, 1, 1, 0, 400),
    "乙县人民政府": (98, 0, 0, 0, 390),
    "丙局": (20, 3, 0, 2, 80),
    "丁所": (7, 0, 0, 0, 0),
}
MARKS = ("动态", "调研", "州批", "报省", "省综", "省专", "省批", "报国", "国综", "国专", "国批")
GROUPS = ("州府信息",) * 3 + ("州报省",) * 4 + ("省报国办",) * 4
# unit, title, draft, marks, typed subtotal
ITEMS: tuple[tuple[str, str, str, dict[str, Any], float], ...] = (
    ("甲县人民政府", "甲县外贸情况", "副稿", {"报省": "√"}, 2.5),
    ("丙局", "丙局的一篇", "主稿", {"报省": 1}, 5),
    ("甲县人民政府", "甲县的“加速度”", "主稿", {"动态": 1, "州批": "主"}, 23),
    ("丙局", "丙局的一篇", "副稿", {"报国": "●"}, 5),
    ("甲县人民政府", "甲县直接报省", "主稿（直报）", {"省综": 1}, 5),
    ("甲县人民政府", "甲县的大文章", "主稿", {"国批": 3}, 120),
)
PRIOR = {"甲县人民政府": (10, 0, 0, 0, 2.5)}


def workbook(quarter: str = "三") -> Book:
    """All sheets of the office but the typed totals."""
    return book(_sites(quarter), _reports(quarter), _log(quarter), _prior(), name="采用.xlsx")


def _sites(quarter: str) -> Any:
    top = ["单位类别", "单位名称", "州政府网站", None, "省政府网站", None, "州报省政府网站", None]
    rows = [[TITLE.format(quarter, "网站采用")], top, [None, None, *("纯文", "图文") * 3]]
    rows += [[TIERS[unit], unit, *counts] for unit, counts in SITES.items()]
    merges = [(0, 0, 0, 7), (1, 0, 2, 0), (1, 1, 2, 1), *((1, c, 1, c + 1) for c in (2, 4, 6))]
    return sheet("网站采用", rows, merges)


def _reports(quarter: str) -> Any:
    top = ["单位类别", "单位名称", "本季度报送条数", "迟报约稿次数", "漏报约稿次数", "失实信息次数", "全年报送条数"]
    rows = [[TITLE.format(quarter, "报送约稿")], top]
    rows += [[TIERS[unit], unit, *counts] for unit, counts in REPORTS.items()]
    return sheet("报送约稿", rows, [(0, 0, 0, 6)])


def _log(quarter: str) -> Any:
    head = ["序号", "单位名称", "信息标题", "稿件"]
    rows = [[TITLE.format(quarter, "信息台账")], [*head, *GROUPS, "小计"], [None] * 4 + [*MARKS]]
    for number, (unit, title, draft, marks, subtotal) in enumerate(ITEMS, 1):
        rows.append([number, unit, title, draft, *(marks.get(name) for name in MARKS), subtotal])
    merges = [(0, 0, 0, 15), *((1, c, 2, c) for c in (0, 1, 2, 3, 15)), (1, 4, 1, 6), (1, 7, 1, 10), (1, 11, 1, 14)]
    return sheet("信息台账", rows, merges)


def _prior() -> Any:
    names = ["单位名称", "州政府网站", "省政府网站", "州报省政府网站", "报送", "政务信息", "合计"]
    rows: list[list[Any]] = [["上一季度为止累计得分"], names]
    for unit in TIERS:
        points = PRIOR.get(unit, (0,) * 5)
        rows.append([unit, *points, sum(points)])
    return sheet("上期累计", rows, [(0, 0, 0, 6)])


@cache
def prefecture() -> LoadedScheme:
    """The shipped scheme."""
    return schemes.find("qiandongnan-2021q4")


@cache
def done(quarter: str = "三") -> Result:
    """All that the program makes of the workbook."""
    found = result(workbook(quarter), prefecture())
    assert found.sections, [problem.spoken() for problem in found.problems]
    return found


def block(unit: str, quarter: str = "三") -> Block:
    """The block of one unit."""
    return next(b for section in done(quarter).sections for b in section.blocks if b.name == unit)
