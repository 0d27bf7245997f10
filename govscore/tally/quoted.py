"""Numbers of items that the sheets quote in words: 共280条 in the log's title, notes or total row, or beside it.

Only wordings that can mean nothing else are taken: a false alarm would cost more than a number left unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from govscore.claiming.columns import Matched
from govscore.core.text import key
from govscore.readers.values import read_value
from govscore.readers.workbook import Sheet
from govscore.tally.contents import Quoted
from govscore.tally.desk import Desk

_FILLERS = "(?:计|有|收录|登记|采用|收到|入账|政务|各类|信息|稿件|:)*"
_COUNTED = r"(\d+)(?:条|篇|件)(?!及?以[上下内])"
_NUMBER = re.compile(rf"(?:共|合计|总计|总数){_FILLERS}{_COUNTED}")
_OF_LOG = re.compile(rf"台账(?:中|里|内)?(?:共|合计|总计|总数){_FILLERS}{_COUNTED}")


def take_quoted(desk: Desk, logs: list[Matched]) -> None:
    """Takes the quoted numbers of items, where the workbook has a log to hold them against."""
    own = {matched.table.sheet for matched in logs}
    for matched in logs:
        desk.rows.quoted += _of_total_rows(desk, matched)
    for sheet in desk.book.sheets if logs else ():
        desk.rows.quoted += _of_texts(desk, sheet, _NUMBER if sheet.name in own else _OF_LOG)


def _of_texts(desk: Desk, sheet: Sheet, pattern: re.Pattern[str]) -> Iterator[Quoted]:
    """The numbers in a sheet's texts but for those of items and units: titles and names quote nothing."""
    number = desk.sheets[sheet.name]
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if not isinstance(value, str) or desk.rows.lines.unit((number, row, column)) is not None:
                continue
            found = pattern.findall(key(value))
            if len(found) == 1:
                yield Quoted(Decimal(found[0]), (number, row, column))


def _of_total_rows(desk: Desk, matched: Matched) -> Iterator[Quoted]:
    """A bare number under the titles in the log's last total."""
    table = matched.table
    totals = [line for line in table.lines if line.kind == "total"]
    for column in desk.scheme.columns_of(matched.kind.id, "title"):
        if totals and column.id in matched.columns:
            last, index = totals[-1], matched.columns[column.id]
            reading = read_value(table.value(last, index))
            cell = desk.cell(table, last, index)
            anchored = cell[1:] == table.grid.true(last.index, index)
            if reading.kind == "number" and reading.number is not None and anchored:
                yield Quoted(reading.number, cell)
