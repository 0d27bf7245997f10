"""One of the clerk's sheets written anew in the recheck workbook: same cells, same addresses, values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from govscore.core.text import text_width
from govscore.outputs.recheck_book.marks import Cell, Marks, mark
from govscore.outputs.recheck_book.styles import PADDING, Styles, page, put
from govscore.sheets.styles import HEAD_FONT, lines_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Sheet

Area = tuple[int, int, int, int]  # top, left, bottom, right
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_LARGEST_MERGE = 20_000  # cells; every one is written
_NARROWEST, _WIDEST = 6.0, 42.0  # of columns, in units
_UPRIGHT = 95  # units that fit on A4 upright
_LINE, _HIGHEST = 16.5, 400.0  # points, of a line of the copied text and of a row
_LONG_TEXT = 30  # units: texts of a wider column begin at the left edge
_MOST_HEADINGS = 8  # rows that are repeated on every page


def write_copy(out: Any, sheet: Sheet, styles: Styles, marks: Marks) -> None:
    """Copies `sheet` to the worksheet `out`; cells of `marks` are coloured and carry a comment."""
    copy = _Copy(out, sheet, styles, marks)
    copy.layout()
    copy.cells()
    mark(out, marks, sheet.formulas)
    page(out, wide=copy.wide, head=copy.head if copy.head <= _MOST_HEADINGS else 0)


class _Copy:
    """One sheet on its way into the copy."""

    def __init__(self, out: Any, sheet: Sheet, styles: Styles, marks: Marks) -> None:
        self.out, self.rows, self.sheet, self.styles, self.marks = out, sheet.rows, sheet, styles, marks
        self.merges: dict[Cell, Area] = {}
        self.covered: set[Cell] = set()
        for area in sheet.merges:
            self._take(area)
        self.widths = self._widths()
        self.wide = sum(self.widths) > _UPRIGHT
        self.lines = {row for row in range(len(self.rows)) if self._is_line(row)}
        self.title = min(self.lines, default=-1)
        numbers = (row for row, values in enumerate(self.rows) if any(map(_is_number, values)))
        self.head = next(numbers, 0)  # titles and headings stand above the first row with a number

    def _take(self, area: Area) -> None:
        """A merged area as the copy can have it: inside a worksheet, on values, beside the others."""
        top, left, bottom, right = area
        cells = {
            (row, column) for row in range(top, min(bottom + 1, len(self.rows))) for column in range(left, right + 1)
        }
        size = (bottom - top + 1) * (right - left + 1)
        fits = bottom < _MOST_ROWS and right < _MOST_COLUMNS and 1 < size <= _LARGEST_MERGE
        if fits and top < len(self.rows) and left < len(self.rows[top]) and not cells & self.covered:
            self.merges[top, left] = area
            self.covered |= cells

    def _widths(self) -> list[float]:
        """Each column as wide as its longest line, within bounds; long texts wrap."""
        columns = range(len(self.rows[0]) if self.rows else 0)
        needed = (max((self._needs(row, column) for row in range(len(self.rows))), default=0.0) for column in columns)
        return [min(max(room, _NARROWEST), _WIDEST) for room in needed]

    def _needs(self, row: int, column: int) -> float:
        """Units that a cell needs, 0 for what is blank or spread over several columns."""
        value = self.rows[row][column]
        merged = self.merges.get((row, column))
        if value is None or (merged and merged[3] > merged[1]):
            return 0.0
        return max(text_width(line) for line in str(getattr(value, "iso", value)).splitlines() or [""]) + 2.0

    def _is_line(self, row: int) -> bool:
        """True for a text over the whole sheet: a title or a note; the rest is table."""
        filled = [column for column, value in enumerate(self.rows[row]) if value is not None]
        if len(filled) != 1 or (row, filled[0]) in self.marks or not isinstance(self.rows[row][filled[0]], str):
            return False
        top, _, bottom, _ = self.merges.get((row, filled[0]), (row, 0, row, 0))
        inside = any((row, column) in self.covered and (row, column) not in self.merges for column in range(filled[0]))
        return top == bottom and filled[0] == 0 and not inside

    def layout(self) -> None:
        """Widths, heights, what is hidden."""
        for column, width in enumerate(self.widths):
            made = self.out.column_dimensions[get_column_letter(column + 1)]
            made.width, made.hidden = width + PADDING, column in self.sheet.hidden_columns
        for row in range(len(self.rows)):
            lines = max((self._lines(row, column) for column in range(len(self.widths))), default=1)
            made = self.out.row_dimensions[row + 1]
            made.height, made.hidden = min(_LINE * lines + 5, _HIGHEST), row in self.sheet.hidden_rows
        if self.sheet.hidden:
            self.out.sheet_state = "hidden"

    def _lines(self, row: int, column: int) -> int:
        """Lines that a cell needs in its row; one merged over rows has several rows for them."""
        value = self.rows[row][column]
        if not isinstance(value, str):
            return 1
        top, left, bottom, right = self.merges.get((row, column), (row, column, row, column))
        room = sum(self.widths[left : right + 1])
        needed = sum(lines_of(line, room) for line in value.splitlines() or [""])
        return -(-needed // (bottom - top + 1))

    def cells(self) -> None:
        """All values, merged as in the sheet."""
        for row, values in enumerate(self.rows):
            for column, value in enumerate(values):
                blank = value is None and (row in self.lines or not any(v is not None for v in values))
                place = row, column
                if place in self.merges or (place not in self.covered and not blank):
                    said = self.sheet.errors.get(place, value)
                    put(self.out.cell(row + 1, column + 1), said, self._style(row, column))
        for area in self.merges.values():
            top, left, bottom, right = (at + 1 for at in area)
            self.out.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def _style(self, row: int, column: int) -> str:
        if row == self.title:
            return self.styles(font=HEAD_FONT, size=14, line=False)
        value = self.rows[row][column]
        sentences = isinstance(value, str) and self.widths[column] > _LONG_TEXT and (row, column) not in self.merges
        return self.styles(left=sentences or row in self.lines, line=row not in self.lines)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
