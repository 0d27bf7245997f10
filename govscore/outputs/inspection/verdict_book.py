"""The verdict workbook 检查结果.xlsx: coloured verdicts, annexes, lists, and a calendar of updates per platform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from govscore.core.text import text_width
from govscore.inspection.annexes import Printed, printed
from govscore.inspection.inspecting import Inspected
from govscore.outputs.inspection.heatmap import Calendar, platforms
from govscore.sheets.styles import BODY_FONT, CREATED, HEAD_FONT, TITLE_FONT

COLOURS = {
    "合格": "#E2F0D9",
    "不合格": "#F8CBAD",
    "进行中": "#FFF2CC",
    "免检": "#E7E6E6",
    "已注销": "#E7E6E6",
    "已来不及": "#F8CBAD",
}
LINE, LEAST = 16.0, 22.0
HEAD_HEIGHT = 34
WIDE = 120.0  # column units beyond which a sheet is printed across


class Styles:
    """The cell formats; those of verdicts are made once a colour."""

    def __init__(self, book: Any) -> None:
        body = {"font_name": BODY_FONT, "font_size": 11, "align": "center", "valign": "vcenter"}
        lined = body | {"border": 1, "text_wrap": True}
        self.title = book.add_format(body | {"font_name": TITLE_FONT, "font_size": 18})
        self.head = book.add_format(lined | {"font_name": HEAD_FONT})
        self.text = book.add_format(lined)
        self.left = book.add_format(lined | {"align": "left"})
        self.note = book.add_format(body | {"align": "left", "valign": "top", "text_wrap": True, "font_size": 10})
        self.verdicts = {word: book.add_format(lined | {"bg_color": colour}) for word, colour in COLOURS.items()}


def write_book(path: Path, found: Inspected) -> None:
    """Writes the workbook. All text is literal: nothing from a sheet can become a formula or a link."""
    scheme = found.loaded.scheme
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": scheme.name, "author": scheme.office, "created": CREATED})
        styles = Styles(book)
        *tables, explanation = printed(found)
        for table in tables:
            write_table(book.add_worksheet(table.sheet), table, styles)
        if found.days is not None:
            for platform in platforms(found):
                Calendar(book, book.add_worksheet(f"日历 {platform}"), found, platform).write()
        write_table(book.add_worksheet(explanation.sheet), explanation, styles)


def write_table(sheet: Any, table: Printed, styles: Styles) -> None:
    """One table on its sheet, ready to print on A4."""
    last = len(table.headings) - 1
    for column, room in enumerate(table.widths):
        sheet.set_column(column, column, room)
    sheet.merge_range(0, 0, 0, last, table.title, styles.title)
    sheet.set_row(0, 36)
    sheet.set_row(1, HEAD_HEIGHT)
    for column, heading in enumerate(table.headings):
        sheet.write_string(1, column, heading, styles.head)
    for number, row in enumerate(table.rows, 2):
        sheet.set_row(number, row_height(table, row))
        for column, text in enumerate(row):
            plain = styles.left if column in table.left else styles.text
            sheet.write_string(number, column, text, styles.verdicts.get(text, plain))
    for number, note in enumerate(table.notes, len(table.rows) + 2):
        sheet.merge_range(number, 0, number, last, note, styles.note)
        sheet.set_row(number, LINE * lines_of(note, sum(table.widths)) + 4)
    if table.rows and len(table.headings) > 2:
        sheet.autofilter(1, 0, len(table.rows) + 1, last)
    page(sheet, sum(table.widths) > WIDE)


def row_height(table: Printed, row: tuple[str, ...]) -> float:
    """High enough for the longest text of the row."""
    lines = max(lines_of(text, room) for text, room in zip(row, table.widths, strict=True))
    return max(LEAST, LINE * lines + 6)


def lines_of(text: str, room: float) -> int:
    """Lines that a text takes in a column; a Chinese character takes two units, at this size a little more."""
    return max(1, -(-int(text_width(text) * 1.1) // int(room - 1)))


def page(sheet: Any, across: bool) -> None:
    """A4, as wide as the table, headings on each page."""
    sheet.set_paper(9)
    sheet.set_landscape() if across else sheet.set_portrait()
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    sheet.center_horizontally()
    sheet.set_footer('&C&"宋体,Regular"&11— &P —')
    sheet.freeze_panes(2, 0)
