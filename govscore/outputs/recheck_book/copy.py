"""A copy of one of the clerk's sheets in the recheck workbook: same cells, same addresses, values only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from govscore.core.difference import Difference
from govscore.core.text import width
from govscore.outputs.recheck_book.styles import Styles
from govscore.sheets.styles import PAGE_NUMBER, lines_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Sheet

Cell = tuple[int, int]
Area = tuple[int, int, int, int]  # top, left, bottom, right
Marks = dict[Cell, Difference]
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_LARGEST_MERGE = 20_000  # cells; every one is written
_NARROWEST, _WIDEST = 6.0, 42.0  # of columns, in units
_UPRIGHT = 95  # units that fit on A4 upright
_LINE, _HIGHEST = 16.5, 400.0  # points, of a line of the copied text and of a row
_LONG_TEXT = 30  # units: texts of a wider column begin at the left edge
_MOST_HEADINGS = 8  # rows that are repeated on every page
_LONGEST = 32_767  # characters that a cell can hold
_HALF = re.compile(r"[\ud800-\udfff]")
_COMMENT = {"x_scale": 2, "y_scale": 1.1, "font_name": "宋体", "font_size": 10, "author": "复核"}
_LARGEST = 10**15  # a larger whole number would lose digits as a spreadsheet's number


def write_copy(out: Any, sheet: Sheet, styles: Styles, marks: Marks) -> None:
    """Copies `sheet` to the worksheet `out`; cells of `marks` are coloured and carry a comment."""
    copy = _Copy(out, sheet, styles, marks)
    copy.layout()
    copy.cells()
    if 0 < copy.head <= _MOST_HEADINGS:
        out.repeat_rows(0, copy.head - 1)
        out.freeze_panes(copy.head, 0)
    out.fit_to_pages(1, 0)
    out.set_paper(9)
    out.set_footer(PAGE_NUMBER)
    if copy.wide:
        out.set_landscape()


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
        return max(width(line) for line in text_of(value).splitlines() or [""]) + 2.0

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
        for column, room in enumerate(self.widths):
            self.out.set_column(column, column, room, None, {"hidden": column in self.sheet.hidden_columns})
        for row in range(len(self.rows)):
            lines = max((self._lines(row, column) for column in range(len(self.widths))), default=1)
            hidden = {"hidden": row in self.sheet.hidden_rows}
            self.out.set_row(row, min(_LINE * lines + 5, _HIGHEST), None, hidden)
        if self.sheet.hidden:
            self.out.hide()

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
        for (row, column), area in self.merges.items():
            style = self._style(row, column)
            self.out.merge_range(*area, "", style)
            self._write(row, column, style)
        for row, values in enumerate(self.rows):
            for column, value in enumerate(values):
                blank = value is None and (row in self.lines or not any(v is not None for v in values))
                if (row, column) not in self.covered and not blank:
                    self._write(row, column, self._style(row, column))
        for place, difference in self.marks.items():
            self.out.write_comment(*place, comment(difference), _COMMENT)

    def _write(self, row: int, column: int, style: Any) -> None:
        """The value as it is: a number as a number, text as text, whatever it looks like."""
        value = self.rows[row][column]
        if error := self.sheet.errors.get((row, column)):
            self.out.write_string(row, column, error, style)
        elif value is None:
            self.out.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            self.out.write_boolean(row, column, value, style)
        elif isinstance(value, int | float) and abs(value) < _LARGEST:
            self.out.write_number(row, column, value, style)
        else:
            self.out.write_string(row, column, text_of(value)[:_LONGEST], style)

    def _style(self, row: int, column: int) -> Any:
        difference = self.marks.get((row, column))
        if difference is not None:
            return self.styles.cell(root=difference.root)
        if row == self.title:
            return self.styles.cell(lined=False, title=True)
        value = self.rows[row][column]
        sentences = isinstance(value, str) and self.widths[column] > _LONG_TEXT and (row, column) not in self.merges
        return self.styles.cell(left=sentences or row in self.lines, lined=row not in self.lines)


def comment(one: Difference) -> str:
    """What a marked cell says."""
    lines = [f"填的是{one.stated}，按办法应为{one.computed}"]
    lines += [f"相差{one.difference}"] if one.difference else []
    lines += [one.hint] if one.hint else [] if one.root else ["由别处的不符引起"]
    return "\n".join(lines)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def text_of(value: object) -> str:
    """A value in words; a date as the workbook holds it, half a character as the sign for a lost one."""
    return _HALF.sub("\ufffd", str(getattr(value, "iso", value)))
