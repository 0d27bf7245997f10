"""黔东南州 2023 四季度: the check of government sites and official accounts."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samples.facts import Fact, read
from samples.sheets import body, headings, line, new_book, notes, page

FOLDER = "qiandongnan-2023q4-inspection"
FILE = "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"


def build(facts: Path) -> Workbook:
    """Return the workbook of two sheets."""
    book = new_book("黔东南州人民政府政务信息中心")
    _websites(book.create_sheet("网站检查"), read(facts / FOLDER / "websites.csv"))
    _accounts(book.create_sheet("新媒体更新"), read(facts / FOLDER / "county_accounts.csv"))
    return book


def _websites(sheet: Worksheet, facts: list[Fact]) -> None:
    """Write the verdicts; the two numbers were not published and stand as 0."""
    tree = [
        "类别",
        "序号",
        "网站名称",
        "网址",
        "动态栏目超两周未更新数",
        "应更新\n未更新数",
        "合格/不合格",
    ]
    rows = [[fact["group"], int(fact["no"]), fact["name"], fact["url"], 0, 0, fact["published"]] for fact in facts]
    texts = ("备注：5个及以上动态类栏目超过两周未更新，或10个及以上栏目应更新未更新的，为不合格。",)
    _table(sheet, "黔东南州2023年第四季度政府网站检查情况", tree, rows, texts)
    page(sheet, (8, 6, 26, 32, 14, 11, 13), repeat="2:2")


def _accounts(sheet: Worksheet, facts: list[Fact]) -> None:
    tree = [
        "类别",
        "平台",
        "序号",
        "名称",
        "主办单位",
        "8月更新\n情况",
        "9月更新\n情况",
        "10月更新\n情况",
    ]
    rows = [
        [fact["group"], fact["platform"], int(fact["no"]), fact["name"], fact["owner"], *_months(fact)]
        for fact in facts
    ]
    texts = (
        "备注：1.每月更新不少于8天，且任意连续5个工作日内更新不少于2天；微信服务号两周内不少于1次、每月不少于4天。",
        "      2.季度内任一月份不合格的，该账号为不合格。",
    )
    _table(sheet, "黔东南州2023年第四季度政务新媒体更新情况", tree, rows, texts)
    page(sheet, (8, 11, 6, 24, 28, 10, 10, 10), repeat="2:2")


def _months(fact: Fact) -> list[str]:
    return [fact[month] for month in ("aug", "sep", "oct")]


def _table(sheet: Worksheet, title: str, tree: list[str], rows: list[list[Any]], texts: tuple[str, ...]) -> None:
    """Write title, one row of headings, rows and notes."""
    width = len(tree)
    line(sheet, 1, width, title)
    headings(sheet, 2, 1, tree, 48)
    notes(sheet, body(sheet, 3, rows), width, texts)
