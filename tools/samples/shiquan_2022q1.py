"""石泉县 2022 一季度: annex 1 of towns, annex 2 of departments with the excluded units below."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from samples.facts import Fact, number, read
from samples.sheets import block, body, headings, line, new_book, notes, page
from samples.shiquan import EXCLUDED, OFFICE, SCORE_HEADINGS, count_headings, counts, pending, printed, rules

FOLDER = "shiquan-2022q1"
FILE = "石泉县2022年一季度信息采用情况统计表.xlsx"

_WIDTH = 12
_DEPTH = 4
_PENDING_LEFT = 8
_SCORE_LEFT = 10
_FIRST_PAGE = 25
_DASHES = ("—", "——", "---")
_WIDTHS = (5, 15, 8, 8, 8, 6.5, 6.5, 6.5, 6.5, 8.5, 7, 8.5)
_TOWN_NOTE = "序号为流水号，按得分高低排列；省级、市级采用情况尚未反馈的，待反馈后一并计分。"
_DEPARTMENT_NOTE = "非政府序列部门只列采用情况，不计分、不排名；省级、市级采用情况尚未反馈的，待反馈后一并计分。"


def build(facts: Path) -> Workbook:
    """Return the workbook of the two annexes."""
    book = new_book(OFFICE)
    _towns(book.create_sheet("附件1（镇）"), read(facts / FOLDER / "towns.csv"))
    _departments(book.create_sheet("附件2（部门）"), read(facts / FOLDER / "departments.csv"))
    return book


def _towns(sheet: Worksheet, facts: list[Fact]) -> None:
    _title(sheet, "镇")
    below = _section(sheet, 2, "各镇\n快讯", facts)
    notes(sheet, below, _WIDTH, rules("各镇快讯", _TOWN_NOTE))


def _departments(sheet: Worksheet, facts: list[Fact]) -> None:
    """Write the departments on two pages, the headings repeated on the second."""
    _title(sheet, "部门")
    below = _section(sheet, 2, "部门\n动态", facts[:_FIRST_PAGE])
    sheet.row_breaks.append(Break(id=below - 1))
    below = _section(sheet, below, "部门\n动态", facts[_FIRST_PAGE:])
    notes(sheet, below, _WIDTH, rules("部门动态", _DEPARTMENT_NOTE))


def _title(sheet: Worksheet, tier: str) -> None:
    line(sheet, 1, _WIDTH, f"石泉县2022年一季度信息采用情况统计表（{tier}）")
    page(sheet, _WIDTHS)


def _section(sheet: Worksheet, top: int, first_channel: str, facts: list[Fact]) -> int:
    """Write headings and rows with their merged cells; return the row below."""
    tree = ["序\n号", "单位\n名称", *count_headings(first_channel, "1-3月"), SCORE_HEADINGS]
    headings(sheet, top, _DEPTH, tree)
    first = top + _DEPTH
    below = body(sheet, first, [_row(fact) for fact in facts])
    scored = sum(not fact["excluded"] for fact in facts)
    pending(sheet, first, first + scored - 1, _PENDING_LEFT)
    if first + scored < below:
        block(sheet, (first + scored, _SCORE_LEFT, below - 1, _WIDTH), EXCLUDED)
    return below


def _row(fact: Fact) -> list[int | float | str | None]:
    """Return one row; the dashes vary from row to row, as the office typed them."""
    dash = _DASHES[int(fact["no"]) % len(_DASHES)]
    score, cumulative = number(fact["published_score"]), number(fact["published_cumulative"])
    return [int(fact["no"]), printed(fact["unit"]), *counts(fact, dash), score, dash, cumulative]
