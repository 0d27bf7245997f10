"""What the sheets of the ranking workbook share: formats, nested headings, widths of text, page set-up."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from govscore.core.text import text_width

CREATED = datetime.datetime(2000, 1, 1)  # a fixed date: the same input must give the same bytes
TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
PORTRAIT_WIDTH = 105  # column units that fit on A4 upright at a readable size
PAGE_NUMBER = '&C&"宋体,Regular"&12— &P —'
SMALLER = (9, 7)  # points of a name that would make its row higher than a spreadsheet allows
HIGHEST = 400.0  # points; Excel allows 409
Paths = Sequence[tuple[str, ...]]


class Styles:
    """The cell formats of the book; `size`: of the text in tables, in points."""

    def __init__(self, book: Any, size: int = 12) -> None:
        body = {"font_name": BODY_FONT, "font_size": size, "align": "center", "valign": "vcenter"}
        lined = body | {"border": 1}
        head = lined | {"font_name": HEAD_FONT, "text_wrap": True}
        self.title = book.add_format(body | {"font_name": TITLE_FONT, "font_size": 20})
        self.subtitle = book.add_format(body | {"font_name": HEAD_FONT, "font_size": 14, "align": "left"})
        self.head = book.add_format(head)
        self.group = book.add_format(head | {"text_wrap": False, "bg_color": "#F2F2F2"})
        self.band = book.add_format(head | {"bg_color": "#F2F2F2"})
        self.text = book.add_format(lined | {"shrink": True})
        self.name = book.add_format(lined | {"text_wrap": True})
        smaller = {small: book.add_format(lined | {"text_wrap": True, "font_size": small}) for small in SMALLER}
        self.names = {size: self.name, **smaller}
        self.words = book.add_format(lined | {"text_wrap": True, "align": "left"})
        self.figure = book.add_format(lined)  # as many digits as the figure has, also after a change
        self.input = book.add_format(lined | {"bg_color": "#FFF2CC"})
        self.percent = book.add_format(lined | {"num_format": "0%"})
        self.percent_fine = book.add_format(lined | {"num_format": "0.0#%"})
        self.agrees = book.add_format(lined | {"num_format": "General;-General;"})  # nothing where there is none
        self.differs = book.add_format(lined | {"num_format": "General;-General;", "bg_color": "#FFE699"})
        self.link = book.add_format(lined | {"font_color": "#0563C1", "underline": 1, "text_wrap": True})
        note = {"font_name": BODY_FONT, "font_size": 11, "align": "left", "valign": "vcenter", "text_wrap": True}
        self.note = book.add_format(note)
        self.line = book.add_format(note | {"font_size": 12})
        self.block = book.add_format(note | {"font_name": HEAD_FONT, "font_size": 13, "text_wrap": False})


@lru_cache(maxsize=65536)
def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a cell so many column units wide; a little more room than it seems to need."""
    return max(1, -(-int(text_width(text) * 1.05) // max(int(width) - 1, 1)))


def name_size(text: str, room: float, sizes: Sequence[int]) -> tuple[int, float]:
    """The first of `sizes` in which a wrapped name is whole in a row of allowed height, and the height it takes.

    A column unit is 7 pixels of the book's default font; a Chinese character of n points is n × 4/3 pixels wide.
    """
    units = text_width(text) * (1.3 if " " in text else 1)  # words of Latin letters leave room at the end of lines
    height = 0.0
    for size in sizes:
        line = max(int(7 * room // (size * 4 / 3)) * 2, 2)
        height = -(-units // line) * size * 1.4 + 4
        if height <= HIGHEST:
            return size, height
    return sizes[-1], HIGHEST


def put(sheet: Any, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
    """Literal text in one cell or in a merged one; no text leaves the cell blank."""
    if (top, left) == (bottom, right) and not text:
        sheet.write_blank(top, left, None, style)
    elif (top, left) == (bottom, right):
        sheet.write_string(top, left, text, style)
    else:
        sheet.merge_range(top, left, bottom, right, text, style)


def put_cell(sheet: Any, row: int, left: int, right: int, value: str | Decimal | None, styles: Styles) -> None:
    """A figure as a number, a text as text, over the columns from left to right."""
    if not isinstance(value, Decimal):
        put(sheet, row, left, row, right, value or "", styles.name)
        return
    if right > left:
        sheet.merge_range(row, left, row, right, "", styles.figure)
    sheet.write_number(row, left, float(value), styles.figure)


def put_headings(sheet: Any, top: int, paths: Paths, styles: Styles, spans: Sequence[tuple[int, int]] = ()) -> int:
    """Nested headings from row `top` on, each path over its columns (`spans`; none: one each); the rows they take."""
    columns = spans or [(at, at) for at in range(len(paths))]
    for first, left, last, right, text in heading_cells(tuple(paths)):
        put(sheet, top + first, columns[left][0], top + last, columns[right][1], text, styles.head)
    return max(len(path) for path in paths)


@lru_cache(maxsize=64)
def heading_cells(paths: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, int, int, str]]:
    """The merged cells of nested headings as top, left, bottom, right, text; rows counted from 0.

    Neighbours that share the path so far share the cell; a short path's last heading reaches down to the last row.
    """
    depth, found = max(len(path) for path in paths), []
    for level in range(depth):
        left = 0
        for at in range(1, len(paths) + 1):
            if at < len(paths) and len(paths[at]) > level and paths[at][: level + 1] == paths[left][: level + 1]:
                continue
            if len(paths[left]) > level:
                bottom = depth - 1 if len(paths[left]) == level + 1 else level
                found.append((level, left, bottom, at - 1, paths[left][level]))
            left = at
    return found


def page(sheet: Any, *, wide: bool) -> None:
    """A4 with page numbers, the table as wide as the page."""
    sheet.set_paper(9)
    sheet.set_landscape() if wide else sheet.set_portrait()
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer(PAGE_NUMBER)
