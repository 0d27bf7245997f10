"""Where a figure stands in the ranking workbook, and how a formula on one sheet refers to a cell of another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from xlsxwriter.utility import quote_sheetname, xl_col_to_name


class Address(NamedTuple):
    """A cell: its sheet's name, row and column from 0."""

    sheet: str
    row: int
    column: int

    def seen_from(self, sheet: str, fixed: bool = False) -> str:
        """C6, or on another sheet 县市!C6; `fixed`: with $ signs, for a cell that all formulas share."""
        return sheet_prefix(self.sheet, sheet) + cell_name(self.row, self.column, fixed)

    @property
    def text(self) -> str:
        """县市!C6, as a reader is told of it."""
        return f"{self.sheet}!{cell_name(self.row, self.column)}"

    @property
    def link(self) -> str:
        """The target of a link to the cell."""
        return f"internal:{sheet_name(self.sheet)}!{cell_name(self.row, self.column)}"


def cell_name(row: int, column: int, fixed: bool = False) -> str:
    """C6 or $C$6 for row 5, column 2."""
    sign = "$" if fixed else ""
    return f"{sign}{column_name(column)}{sign}{row + 1}"


def span_name(first: tuple[int, int], last: tuple[int, int], rows_fixed: bool = False) -> str:
    """C6:F6 for cells given as row, column; `rows_fixed`: C$6:F$9, for a range that many rows of formulas share."""
    sign = "$" if rows_fixed else ""
    ends = (f"{column_name(column)}{sign}{row + 1}" for row, column in (first, last))
    return ":".join(ends)


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """C for 2."""
    return cast(str, xl_col_to_name(column))


@lru_cache(maxsize=256)
def sheet_name(sheet: str) -> str:
    """A sheet's name as formulas spell it, in quotes where it needs them."""
    return cast(str, quote_sheetname(sheet))


def sheet_prefix(of: str, seen_from: str) -> str:
    """What names a cell's sheet before it: 县市!, or nothing on that sheet itself."""
    return "" if of == seen_from else sheet_name(of) + "!"
