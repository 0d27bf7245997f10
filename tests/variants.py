"""Changed copies of a workbook for end-to-end tests.

Every function takes a workbook's path and a folder, writes the changed copy into that folder under the same
file name, and returns its path. The copies say the same as the original unless the docstring says otherwise.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from variant_grid import Table, changed, remap, squeezed, tables

from govscore.core.libreoffice import convert, office

DASHES = ("—", "——", "－", "-", "---", "")
NUMBER_STYLES = ("suffix", "wide", "comma")

_DASH = re.compile(r"[-—－–─]+")
_WIDE = str.maketrans("0123456789.-,", "０１２３４５６７８９．－，")
_NOT_COUNTS = ("得分", "分值", "累计", "总", "合计", "小计", "名", "占任务", "加分", "上期", "本期")
_TABLES_WITHOUT_COUNTS = {"信息标题", "合计", "总计"}


def shift(path: Path, folder: Path, rows: int = 3, columns: int = 2) -> Path:
    """Move the tables of all sheets down and to the right."""

    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            down = {row: row + rows for row in range(1, sheet.max_row + 1)}
            remap(sheet, down, {column: column + columns for column in range(1, sheet.max_column + 1)})

    return changed(path, folder, change)


def rename_sheets(path: Path, folder: Path, names: Mapping[str, str]) -> Path:
    """Give sheets other names, from old to new."""

    def change(book: Workbook) -> None:
        for old, new in names.items():
            book[old].title = new

    return changed(path, folder, change)


def shuffle_rows(path: Path, folder: Path, seed: int = 0) -> Path:
    """Shuffle the unit rows of all sheets, each within its group, tier and merged cells."""
    chance = random.Random(seed)

    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            moves = _same(sheet.max_row)
            for table in tables(sheet):
                moves |= _shuffled_rows(table, chance)
            remap(sheet, moves, _same(sheet.max_column))

    return changed(path, folder, change)


def _shuffled_rows(table: Table, chance: random.Random) -> dict[int, int]:
    moves: dict[int, int] = {}
    for _, rows in groupby(table.units, key=table.section):
        section = list(rows)
        moves |= dict(zip(section, chance.sample(section, len(section)), strict=True))
    return moves


def reorder_columns(path: Path, folder: Path, seed: int = 0) -> Path:
    """Shuffle the columns of figures within their heading group, or all of them under one row of headings."""
    return _reorder(path, folder, seed, lambda table, level: level > 0 or len(table.head) == 1)


def reorder_groups(path: Path, folder: Path, seed: int = 0) -> Path:
    """Shuffle the heading groups of figures as wholes."""
    return _reorder(path, folder, seed, lambda table, level: level == 0)


def _reorder(path: Path, folder: Path, seed: int, loose: Callable[[Table, int], bool]) -> Path:
    """Shuffle the headings at the loose levels; the same order for every table of a sheet."""

    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            found = tables(sheet)
            if found:
                moves = _same(sheet.max_column) | _column_moves(found[0], random.Random(seed), loose)
                remap(sheet, _same(sheet.max_row), moves)

    return changed(path, folder, change)


def _column_moves(table: Table, chance: random.Random, loose: Callable[[Table, int], bool]) -> dict[int, int]:
    """Return each column of figures with its new place."""
    weights: dict[tuple, float] = {}

    def key(column: int) -> list[float]:
        levels = list(enumerate(table.path(column)))
        return [
            weights.setdefault(place, chance.random()) if loose(table, level) else place[1] for level, place in levels
        ]

    order = sorted(table.figures, key=key)
    return dict(zip(order, table.figures, strict=True))


def swap_dashes(path: Path, folder: Path, dash: str) -> Path:
    """Write every dash as this one, one of DASHES; the empty one leaves the cell blank."""

    def change(book: Workbook) -> None:
        for cell in _filled_cells(book):
            if _DASH.fullmatch(squeezed(cell.value)):
                cell.value = dash or None

    return changed(path, folder, change)


def stack_sheets(path: Path, folder: Path, upper: str, lower: str, gap: int = 1) -> Path:
    """Put the table of one sheet below that of another, `gap` empty rows between, on the first's sheet."""

    def change(book: Workbook) -> None:
        above, below = book[upper], book[lower]
        start = above.max_row + gap
        down = {row: row + start for row in range(1, below.max_row + 1)}
        remap(below, down, _same(below.max_column))
        _copy_cells(below, above)
        book.remove(below)

    return changed(path, folder, change)


def _copy_cells(source: Worksheet, target: Worksheet) -> None:
    """Copy cells, merges and heights to the same places of another sheet."""
    for line in source.iter_rows():
        for cell in line:
            if cell.has_style or cell.value is not None:
                twin = target.cell(cell.row, cell.column, cell.value)
                twin._style = copy(cell._style)
    for area in source.merged_cells.ranges:
        target.merge_cells(area.coord)
    for row, size in source.row_dimensions.items():
        target.row_dimensions[row].height = size.height


def split_table(path: Path, folder: Path, sheet: str, name: str = "续表") -> Path:
    """Move the lower half of a sheet's unit rows to a new sheet, under the same titles and headings.

    A merged cell that lies across the cut is written in both halves, and so is the group's heading row.
    """

    def change(book: Workbook) -> None:
        upper = book[sheet]
        lower = book.copy_worksheet(upper)
        lower.title = name
        book.move_sheet(lower, book.index(upper) + 1 - book.index(lower))
        cut, kept = _cut(tables(upper))
        _keep(lower, [*kept, *range(cut, lower.max_row + 1)])
        _keep(upper, range(1, cut))

    return changed(path, folder, change)


def _cut(found: Sequence[Table]) -> tuple[int, list[int]]:
    """Return the first row of the lower half and the rows above to be repeated over it."""
    units = [(row, table) for table in found for row in table.units]
    row, table = units[len(units) // 2]
    start = 1 if table == found[0] else table.head.start
    return row, [*range(start, table.head.stop), *table.bands_above(row)]


def _keep(sheet: Worksheet, rows: Sequence[int]) -> None:
    """Drop all other rows and close the gaps."""
    remap(sheet, {row: place for place, row in enumerate(rows, start=1)}, _same(sheet.max_column))


def numbers_as_text(path: Path, folder: Path, style: str) -> Path:
    """Write numbers as text: `suffix` 12 条, 1 次 (counts only), `wide` １２, `comma` 1,234 (from 1000)."""
    assert style in NUMBER_STYLES, style

    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            for table in tables(sheet):
                _numbers_to_text(table, style)

    return changed(path, folder, change)


def _numbers_to_text(table: Table, style: str) -> None:
    labels = {column: table.label(column) for column in table.figures}
    if style == "suffix":
        labels = {column: label for column, label in labels.items() if _counted(table, label)}
    for row in table.units:
        for column, label in labels.items():
            cell = table.sheet.cell(row, column)
            if isinstance(cell.value, int | float) and cell.number_format == "General":
                cell.value = _text(cell.value, style, "次" if "次数" in label else "条")


def _counted(table: Table, label: str) -> bool:
    """Tell whether a column holds counts: no points, no column of a table of points, no marks."""
    labels = {table.label(column) for column in table.columns}
    return not labels & _TABLES_WITHOUT_COUNTS and not any(word in label for word in _NOT_COUNTS)


def _text(value: int | float, style: str, word: str) -> str | int | float:
    if style == "suffix":
        return f"{value} {word}"
    if style == "wide":
        return str(value).translate(_WIDE)
    return f"{value:,}" if abs(value) >= 1000 else value


def set_cell(path: Path, folder: Path, sheet: str, cell: str, value: Any) -> Path:
    """Write another value into one cell, such as 附件1（镇）, C7, 12; it no longer says the same."""

    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return changed(path, folder, change)


def delete_sheet(path: Path, folder: Path, sheet: str) -> Path:
    """Take one sheet away; the workbook then says less."""
    return changed(path, folder, lambda book: book.remove(book[sheet]))


def have_soffice() -> bool:
    """Tell whether LibreOffice is at hand, which save_as needs."""
    return office() is not None


def save_as(path: Path, folder: Path, suffix: str) -> Path:
    """Save as .xls or .ods (or back as .xlsx) through LibreOffice, under a profile of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (target,) = convert([path], suffix.lstrip("."), folder)
    assert target.is_file(), target
    return target


def _filled_cells(book: Workbook) -> list[Cell]:
    """Return every cell with a value."""
    cells = (cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line)
    return [cell for cell in cells if cell.value is not None]


def _same(count: int) -> dict[int, int]:
    """Return the map that leaves every row or column where it is."""
    return {place: place for place in range(1, count + 1)}
