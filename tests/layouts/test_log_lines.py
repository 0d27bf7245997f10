"""Lines of the item log: each item has its own, also where one unit's name is merged over many."""

from dataclasses import replace

from computed import Computed, computed
from memory_books import with_cells
from plain_sheets import QIANDONGNAN
from samples_at_hand import book_of

from govscore.readers.workbook import Book
from govscore.running.job import Job
from govscore.scheme.files import load_all

LOG = "信息台账"
FIRST, LAST = 3, 8  # rows 4 to 9 are of 凯里市


def merged() -> Book:
    """The sample with the name of the first six items in one cell."""
    whole = book_of(QIANDONGNAN)
    sheets = []
    for sheet in whole.sheets:
        if sheet.name == LOG:
            rows = [[*row] for row in sheet.rows]
            assert {row[1] for row in rows[FIRST : LAST + 1]} == {"凯里市人民政府"}
            for row in rows[FIRST + 1 : LAST + 1]:
                row[1] = None
            sheet = replace(sheet, rows=rows, merges=tuple(sorted([*sheet.merges, (FIRST, 1, LAST, 1)])))
        sheets.append(sheet)
    return replace(whole, sheets=tuple(sheets))


def run(whole: Book) -> Computed:
    return computed(Job(tuple(load_all()), None, None, None), whole)


def test_a_name_merged_over_items_gives_the_same_differences() -> None:
    assert run(merged()).differences == run(book_of(QIANDONGNAN)).differences


def test_a_subtotal_beside_a_merged_name_is_the_items_own() -> None:
    told = [
        (d.cell.rpartition("!")[2], d.stated, d.computed) for d in run(with_cells(merged(), LOG, {"P6": 5})).differences
    ]
    assert ("P6", "5", "2.5") in told  # 报省 as 副稿: half of 5
    assert [cell for cell, _, _ in told if cell.startswith("P")] == ["P6"]
