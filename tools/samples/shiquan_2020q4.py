"""石泉县 2020: the departments' table of 10-12月, with prior, cumulative and rank typed in place."""

from pathlib import Path

from openpyxl import Workbook

from samples.facts import Fact, number, read
from samples.sheets import body, headings, line, new_book, notes, page
from samples.shiquan import OFFICE, SCORE_HEADINGS, count_headings, counts, pending, printed, rules

FOLDER = "shiquan-2020q4"
FILE = "石泉县2020年信息采用情况统计表（部门）.xlsx"

_WIDTH = 12
_DEPTH = 4
_FIRST = 6
_PENDING_LEFT = 7
_DASH = "——"
_WIDTHS = (15, 8, 8, 8, 6.5, 6.5, 6.5, 6.5, 8.5, 8.5, 9, 6.5)
_NOTE = "名次按累计得分由高到低排列，得分相同的名次并列；省级、市级采用情况尚未反馈的，待反馈后一并计分。"


def build(facts: Path) -> Workbook:
    """Return the workbook with its one sheet."""
    book = new_book(OFFICE)
    sheet = book.create_sheet("部门")
    line(sheet, 1, _WIDTH, "石泉县2020年信息采用情况统计表（部门）")
    tree = ["单位\n名称", *count_headings("部门\n动态", "10-12月"), SCORE_HEADINGS, "排\n名"]
    headings(sheet, 2, _DEPTH, tree)
    rows = [_row(fact) for fact in read(facts / FOLDER / "departments_first12.csv")]
    below = body(sheet, _FIRST, rows)
    pending(sheet, _FIRST, below - 1, _PENDING_LEFT)
    notes(sheet, below, _WIDTH, rules("部门动态", _NOTE))
    page(sheet, _WIDTHS)
    return book


def _row(fact: Fact) -> list[int | float | str | None]:
    typed = ("published_score", "published_prior", "published_cumulative", "published_rank")
    return [printed(fact["unit"]), *counts(fact, _DASH), *(number(fact[column]) for column in typed)]
