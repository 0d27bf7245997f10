"""Workbooks in memory, as the door hands them over: no file is needed to test what stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from govscore.readers.workbook import Book, Sheet

Cell = tuple[int, int]
Merge = tuple[int, int, int, int]


def sheet(
    name: str,
    rows: Sequence[Sequence[Any]],
    merges: Sequence[Merge] = (),
    errors: Mapping[Cell, str] | None = None,
    uncalculated: Sequence[Cell] = (),
) -> Sheet:
    """A sheet of rows of any length; merges are (top, left, bottom, right), 0-based, inclusive."""
    width = max((len(row) for row in rows), default=0)
    return Sheet(
        name=name,
        rows=[[*row, *[None] * (width - len(row))] for row in rows],
        merges=tuple(sorted(merges)),
        errors=dict(errors or {}),
        uncalculated=frozenset(uncalculated),
        formulas={},
        hidden=False,
        hidden_rows=frozenset(),
        hidden_columns=frozenset(),
    )


def book(*sheets: Sheet, name: str = "表.xlsx") -> Book:
    return Book(name, "0" * 64, tuple(sheets), ())


def offset(one: Sheet, down: int, right: int) -> Sheet:
    """The same sheet with everything moved down and to the right."""
    width = len(one.rows[0]) + right if one.rows else right
    rows = [[None] * width for _ in range(down)] + [[None] * right + list(row) for row in one.rows]
    merges = [(t + down, left + right, b + down, r + right) for t, left, b, r in one.merges]
    return sheet(one.name, rows, merges)


def with_cells(whole: Book, name: str, cells: Mapping[str, Any]) -> Book:
    """The workbook with other values in some cells of one sheet, such as {"E7": 5}."""

    def change(one: Sheet) -> Sheet:
        rows = [list(row) for row in one.rows]
        for place, value in cells.items():
            row, column = coordinate(place)
            rows[row][column] = value
        return replace(one, rows=rows)

    assert any(one.name == name for one in whole.sheets), name
    return replace(whole, sheets=tuple(change(one) if one.name == name else one for one in whole.sheets))


def coordinate(place: str) -> Cell:
    """The 0-based row and column of E7."""
    row, column = coordinate_to_tuple(place)
    return row - 1, column - 1
