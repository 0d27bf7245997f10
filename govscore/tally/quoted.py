"""Numbers of items that the sheets quote in words: 共280条 in the log's title, notes or total row, or beside it.

Only wordings that can mean nothing else are taken: a false alarm would cost more than a number left unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govscore.claiming.columns import Matched
from govscore.core.text import key
from govscore.readers.grid import Grid
from govscore.readers.values import read_value
from govscore.tally.contents import Quoted
from govscore.tally.desk import Desk

_FILLERS = "(?:计|有|收录|登记|采用|收到|入账|政务|各类|信息|稿件|:)*"
_COUNTED = r"(\d+)(?:条|篇|件)(?!及?以[上下内])"
_NUMBER = re.compile(rf"(?:共|合计|总计|总数){_FILLERS}{_COUNTED}")
_OF_LOG = re.compile(rf"台账(?:中|里|内)?(?:共|合计|总计|总数){_FILLERS}{_COUNTED}")


def take_quoted(desk: Desk, logs: list[Matched]) -> None:
    """Takes the quoted numbers of items, where the workbook has a log to hold them against."""
    own = {matched.table.grid.sheet.name for matched in logs}
    for matched in logs:
        desk.rows.quoted += _of_total_rows(desk, matched)
    for sheet in desk.book.sheets if logs else ():
        taken = _table_rows(desk, sheet.name)
        grid = Grid(desk.book.name, sheet)
        desk.rows.quoted += _of_texts(desk, grid, taken, _NUMBER if sheet.name in own else _OF_LOG)


def _table_rows(desk: Desk, sheet: str) -> set[int]:
    """The sheet's rows that hold items or units, whose texts are titles and names and quote nothing."""
    tables = [m.table for m in desk.claim.tables if m.table.grid.sheet.name == sheet]
    return {row.index for table in tables for row in table.rows if row.kind == "unit"}


def _of_texts(desk: Desk, grid: Grid, taken: set[int], pattern: re.Pattern[str]) -> Iterator[Quoted]:
    for number, row in enumerate(grid.sheet.rows):
        for column, value in enumerate(row):
            if number in taken or not isinstance(value, str):
                continue
            found = pattern.findall(key(value))
            if len(found) == 1:
                yield Quoted(Decimal(found[0]), desk.cell(grid, number, column))


def _of_total_rows(desk: Desk, matched: Matched) -> Iterator[Quoted]:
    """A bare number under the titles in the log's last total row."""
    totals = [row for row in matched.table.rows if row.kind == "total"]
    for column in desk.scheme.columns_of(matched.kind.id, "title"):
        if totals and column.id in matched.columns:
            index = matched.columns[column.id]
            value = matched.table.cell(totals[-1].index, index)
            reading = read_value(value)
            anchored = matched.table.grid.anchor(totals[-1].index, index)[1] == index
            if reading.kind == "number" and reading.number is not None and anchored:
                yield Quoted(reading.number, desk.cell(matched.table.grid, totals[-1].index, index))
