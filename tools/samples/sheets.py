"""Cells, nested headings, notes and page set-up in the look of an office table."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Heading = str | tuple[str, "Sequence[Heading]"]

TITLE_FONT = Font(name="宋体", size=18, bold=True)
SUBTITLE_FONT = Font(name="黑体", size=14)
HEADING_FONT = Font(name="黑体", size=11)
BODY_FONT = Font(name="仿宋", size=11)
NOTE_FONT = Font(name="仿宋", size=10.5)

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)

_LINE = Side(style="thin", color="000000")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def new_book(office: str) -> Workbook:
    """Return a workbook without sheets, its author the office."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = office
    book.properties.lastModifiedBy = office
    return book


def write(sheet: Worksheet, row: int, column: int, value: Any, font: Font = BODY_FONT) -> None:
    """Write one centred cell of the table."""
    cell = sheet.cell(row, column, value)
    cell.font, cell.alignment, cell.border = font, CENTRE, GRID


def block(sheet: Worksheet, area: tuple[int, int, int, int], value: Any, font: Font = BODY_FONT) -> None:
    """Write one merged cell over (top, left, bottom, right), empty or not before."""
    top, left, bottom, right = area
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            write(sheet, row, column, None, font)
    sheet.cell(top, left).value = value
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def line(
    sheet: Worksheet,
    row: int,
    width: int,
    text: str,
    font: Font = TITLE_FONT,
    align: Alignment = CENTRE,
    height: float = 36,
) -> None:
    """Write a title or a note: one line merged across the table, without borders."""
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = font, align
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    sheet.row_dimensions[row].height = height


def notes(sheet: Worksheet, top: int, width: int, texts: Sequence[str], height: float = 32) -> None:
    """Write the 备注 rows below a table."""
    for offset, text in enumerate(texts):
        line(sheet, top + offset, width, text, NOTE_FONT, LEFT, height)


def headings(sheet: Worksheet, top: int, depth: int, tree: Sequence[Heading], height: float = 34) -> None:
    """Write nested headings over `depth` rows; a heading without parts reaches down to the last row."""
    column = 1
    for node in tree:
        column = _heading(sheet, top, top + depth - 1, column, node)
    for row in range(top, top + depth):
        sheet.row_dimensions[row].height = height


def _heading(sheet: Worksheet, row: int, last: int, column: int, node: Heading) -> int:
    """Write one heading with its parts and return the next free column."""
    if isinstance(node, str):
        block(sheet, (row, column, last, column), node, HEADING_FONT)
        return column + 1
    label, parts = node
    following = column
    for part in parts:
        following = _heading(sheet, row + 1, last, following, part)
    block(sheet, (row, column, row, following - 1), label, HEADING_FONT)
    return following


def body(sheet: Worksheet, top: int, rows: Sequence[Sequence[Any]], height: float = 21) -> int:
    """Write the rows of a table and return the row below them."""
    for row, values in enumerate(rows, start=top):
        for column, value in enumerate(values, start=1):
            write(sheet, row, column, value)
        lines = max((str(value).count("\n") for value in values), default=0) + 1
        sheet.row_dimensions[row].height = max(height, 15 * lines + 3)
    return top + len(rows)


def page(sheet: Worksheet, widths: Sequence[float], landscape: bool = False, repeat: str | None = None) -> None:
    """Set column widths and an A4 page as wide as the table; `repeat` rows head every page."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.print_title_rows = repeat
