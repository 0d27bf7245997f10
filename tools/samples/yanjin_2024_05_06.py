"""延津县 2024 年 5-6 月: towns and departments under annual targets, and the points carried from before."""

from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samples.facts import Fact, less, number, read
from samples.sheets import (
    HEADING_FONT,
    LEFT,
    SUBTITLE_FONT,
    Heading,
    block,
    body,
    headings,
    line,
    new_book,
    page,
)

FOLDER = "yanjin-2024-05-06"
FILE = "延津县2024年5-6月政务信息采用情况.xlsx"

_WIDTH = 16
_TITLE = "2024年5-6月政务信息采用情况通报"
_COUNTS = (
    "req_asked",
    "req_sent",
    "req_points",
    "tip_sent",
    "tip_points",
    "prov_item",
    "prov_issue",
    "city_item",
    "city_issue",
    "county_item",
    "county_issue",
    "adjust",
    "published_score",
    "published_total",
)
_PARTS = ["单条", "专期"]
_TREE: list[Heading] = [
    "单位",
    ("约稿", ["约稿量", "报送量", "得分"]),
    ("重点提示", ["报送量", "得分"]),
    ("省快报、\n政务要闻", _PARTS),
    ("市快报、\n要情专报", _PARTS),
    ("县快报", _PARTS),
    "加分/\n扣分",
    "5-6月\n得分",
    "总分",
    "占任务%",
]


def build(facts: Path) -> Workbook:
    """Return the workbook: percents are text on the first sheet and numbers on the second."""
    book = new_book("延津县人民政府办公室")
    towns = read(facts / FOLDER / "towns.csv")
    departments = read(facts / FOLDER / "departments_no_target_and_40.csv")
    _table(book.create_sheet("乡镇街道"), "一、乡（镇、街道）信息采用情况", towns)
    sheet = book.create_sheet("县直单位")
    _table(sheet, "二、县直单位信息采用情况", departments)
    _percents_as_numbers(sheet)
    _prior(book.create_sheet("上期累计"), towns + departments)
    return book


def _table(sheet: Worksheet, subtitle: str, facts: list[Fact]) -> None:
    """Write titles, headings and the groups, each under its target."""
    line(sheet, 1, _WIDTH, _TITLE)
    line(sheet, 2, _WIDTH, subtitle, SUBTITLE_FONT, LEFT, 27)
    headings(sheet, 3, 2, _TREE)
    row = 5
    for target, group in groupby(facts, key=lambda fact: fact["target"]):
        row = _group_row(sheet, row, target) if target else row
        row = body(sheet, row, [_row(fact) for fact in group])
    page(sheet, (13, *(8.2,) * 14, 9.5), landscape=True, repeat="3:4")


def _group_row(sheet: Worksheet, row: int, target: str) -> int:
    block(sheet, (row, 1, row, _WIDTH), f"信息采用积分年目标为{target}分以上", HEADING_FONT)
    sheet.row_dimensions[row].height = 24
    return row + 1


def _row(fact: Fact) -> list[Any]:
    figures = [number(fact[column]) for column in _COUNTS]
    return [fact["unit"], *figures, fact["published_percent"] or None]


def _percents_as_numbers(sheet: Worksheet) -> None:
    """Turn the texts of the last column into numbers shown as percent."""
    for (cell,) in sheet.iter_rows(min_row=5, min_col=_WIDTH, max_col=_WIDTH):
        if isinstance(cell.value, str) and cell.value.endswith("%"):
            cell.value = int(cell.value[:-1]) / 100
            cell.number_format = "0%"


def _prior(sheet: Worksheet, facts: list[Fact]) -> None:
    """Write what each unit must have carried into the period: its total less the period's points."""
    line(sheet, 1, 2, "2024年1-4月政务信息累计得分")
    headings(sheet, 2, 1, ["单位", "总分"])
    rows = [[fact["unit"], less(fact["published_total"], fact["published_score"])] for fact in facts]
    body(sheet, 3, rows)
    page(sheet, (28, 20), repeat="2:2")
