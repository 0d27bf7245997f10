"""Moving the rows and columns of a sheet with values, styles, merges and sizes; finding its tables."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.worksheet import Worksheet

NAME_HEADINGS = ("单位名称", "单位", "名称", "网站名称")
TEXT_HEADINGS = ("信息标题", "稿件", "网址", "主办单位")


def changed(path: Path, folder: Path, change: Callable[[Workbook], None]) -> Path:
    """Apply a change to a copy of the workbook, saved under the same name in `folder`."""
    book = load_workbook(path)
    change(book)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / path.name
    book.save(target)
    book.close()
    return target


def squeezed(value: Any) -> str:
    """Return a cell's text without any white space."""
    return "" if value is None else "".join(str(value).split())


def remap(sheet: Worksheet, rows: Mapping[int, int], columns: Mapping[int, int]) -> None:
    """Move every row and column to its new place; those without a place are dropped.

    A merged cell moves with its rows and columns, which must stay next to each other, and keeps its value.
    """
    merges = [(area, sheet.cell(area.min_row, area.min_col)) for area in sheet.merged_cells.ranges]
    moved = [(_moved(area, rows, columns), cell.value, copy(cell._style)) for area, cell in merges]
    cells = _lifted(sheet, rows, columns)
    heights = {rows[row]: size.height for row, size in sheet.row_dimensions.items() if row in rows}
    _clear(sheet)
    for (row, column), (value, style) in cells.items():
        cell = sheet.cell(row, column, value)
        cell._style = style
    for area, value, style in moved:
        if area:
            _merge(sheet, area, value, style)
    _resize(sheet, heights, columns)
    _move_breaks(sheet, rows)


def _merge(sheet: Worksheet, area: CellRange, value: Any, style: Any) -> None:
    """Merge an area under its value and style; an area of one cell needs no merge."""
    cell = sheet.cell(area.min_row, area.min_col)
    cell.value, cell._style = value, style
    if area.size != {"rows": 1, "columns": 1}:
        sheet.merge_cells(area.coord)


def _lifted(sheet: Worksheet, rows: Mapping[int, int], columns: Mapping[int, int]) -> dict:
    """Return value and style of every cell that stays, at its new place."""
    return {
        (rows[cell.row], columns[cell.column]): (cell.value, copy(cell._style))
        for line in sheet.iter_rows()
        for cell in line
        if cell.row in rows and cell.column in columns
    }


def _moved(area: CellRange, rows: Mapping[int, int], columns: Mapping[int, int]) -> CellRange | None:
    """Return a merged area's new place, None where all its rows or columns are dropped."""
    down = _span(range(area.min_row, area.max_row + 1), rows)
    across = _span(range(area.min_col, area.max_col + 1), columns)
    if not down or not across:
        return None
    return CellRange(min_row=down[0], max_row=down[-1], min_col=across[0], max_col=across[-1])


def _span(places: range, moves: Mapping[int, int]) -> list[int]:
    found = sorted(moves[place] for place in places if place in moves)
    assert not found or found[-1] - found[0] == len(found) - 1, "a merged cell would be torn apart"
    return found


def _clear(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(area.coord)
    sheet.delete_rows(1, sheet.max_row)


def _resize(sheet: Worksheet, heights: Mapping[int, float | None], columns: Mapping[int, int]) -> None:
    """Carry row heights and column widths to the new places."""
    sizes = list(sheet.column_dimensions.values())
    widths = {columns[old]: size.width for size in sizes for old in range(size.min, size.max + 1) if old in columns}
    sheet.row_dimensions.clear()
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height
    sheet.column_dimensions.clear()
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width


def _move_breaks(sheet: Worksheet, rows: Mapping[int, int]) -> None:
    """Carry page breaks along; repeated heading rows are given up, since they may have moved apart."""
    old, sheet.row_breaks = sheet.row_breaks, RowBreak()
    for mark in old.brk:
        if mark.id in rows:
            sheet.row_breaks.append(Break(id=rows[mark.id]))
    sheet.print_title_rows = None


@dataclass(frozen=True)
class Table:
    """One heading block of a sheet with the unit rows below it."""

    sheet: Worksheet
    head: range
    name_column: int
    end: int

    @cached_property
    def units(self) -> list[int]:
        """Rows that hold a unit: a name that is neither empty nor part of a line across the table."""
        cell = self.sheet.cell
        rows = (row for row in range(self.head.stop, self.end) if row not in self.bands)
        return [row for row in rows if squeezed(cell(row, self.name_column).value)]

    @cached_property
    def bands(self) -> list[int]:
        """Rows merged across the name: group headings, notes, the titles of a table below."""
        areas = {row: area_at(self.sheet, row, self.name_column) for row in range(self.head.stop, self.end)}
        return [row for row, area in areas.items() if area and area.size["columns"] > 1]

    @cached_property
    def columns(self) -> range:
        """Columns under the headings."""
        return range(self._edge(-1), self._edge(1) + 1)

    def path(self, column: int) -> tuple[tuple[int, int], ...]:
        """Return the heading cells above a column, each as the corner of its merged area."""
        return tuple(corner(self.sheet, row, column) for row in self.head)

    def label(self, column: int) -> str:
        """Return the headings above a column in one word, such as 州报省/报国."""
        corners = dict.fromkeys(self.path(column))
        return "/".join(squeezed(self.sheet.cell(*place).value) for place in corners)

    @cached_property
    def figures(self) -> list[int]:
        """Columns right of the name that hold counts, marks or points."""
        right = range(self.name_column + 1, self.columns.stop)
        return [column for column in right if self.label(column) not in TEXT_HEADINGS]

    def section(self, row: int) -> tuple[Any, ...]:
        """Return what a row must stay with: its band, its tier and the merged cells it lies in."""
        down = {corner(self.sheet, row, column) for column in self.columns if self._is_tall(row, column)}
        tiers = [column for column in self.columns if self.label(column) == "单位类别"]
        values = [self.sheet.cell(row, column).value for column in tiers]
        return *self.bands_above(row), *sorted(down), *values

    def bands_above(self, row: int) -> list[int]:
        """Return the nearest line across the table above a row, if there is one."""
        return [band for band in self.bands if band < row][-1:]

    def _is_tall(self, row: int, column: int) -> bool:
        area = area_at(self.sheet, row, column)
        return area is not None and area.size["rows"] > 1

    def _edge(self, step: int) -> int:
        """Walk from the name column while there are headings."""
        column = self.name_column
        while column + step >= 1 and self.label(column + step).strip("/"):
            column += step
        return column


def tables(sheet: Worksheet) -> list[Table]:
    """Return the tables of a sheet, from top to bottom; a repeated heading block begins a new one."""
    heads = list(_heads(sheet))
    ends = [head.start for head, _ in heads[1:]] + [sheet.max_row + 1]
    return [Table(sheet, head, column, end) for (head, column), end in zip(heads, ends, strict=True)]


def _heads(sheet: Worksheet) -> Iterator[tuple[range, int]]:
    """Yield the heading rows and the name column of each heading block."""
    for line in sheet.iter_rows():
        for cell in line:
            if squeezed(cell.value) in NAME_HEADINGS:
                area = area_at(sheet, cell.row, cell.column)
                yield range(cell.row, (area.max_row if area else cell.row) + 1), cell.column
                break


def area_at(sheet: Worksheet, row: int, column: int) -> CellRange | None:
    """Return the merged area around a cell."""
    areas = sheet.merged_cells.ranges
    return next(
        (area for area in areas if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col),
        None,
    )


def corner(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    """Return the top left cell of the merged area around a cell, or the cell itself."""
    area = area_at(sheet, row, column)
    return (area.min_row, area.min_col) if area else (row, column)
