"""The official ranking workbook: one sheet an annex, in the office's own form, ready to print."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from govscore.annex import Annex, AnnexRow, Span
from govscore.scheme import Scheme

CREATED = datetime.datetime(2000, 1, 1)  # a fixed date: the same input must give the same bytes
TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
PORTRAIT_WIDTH = 105  # column units that fit on A4 upright at a readable size
HEAD_HEIGHT, ROW_HEIGHT = 30, 24


def write_ranking_book(path: Path, scheme: Scheme, annexes: list[Annex]) -> None:
    """Writes the workbook to `path`. All text is literal: nothing from a sheet can become a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": scheme.name, "author": scheme.office, "created": CREATED})
        styles = Styles(book)
        for annex in annexes:
            AnnexSheet(book.add_worksheet(annex.tier.sheet), annex, styles).write()


class Styles:
    """The cell formats of the book."""

    def __init__(self, book: Any) -> None:
        body = {"font_name": BODY_FONT, "font_size": 12, "align": "center", "valign": "vcenter"}
        lined = body | {"border": 1}
        head = lined | {"font_name": HEAD_FONT, "text_wrap": True}
        self.title = book.add_format(body | {"font_name": TITLE_FONT, "font_size": 20})
        self.subtitle = book.add_format(body | {"font_name": HEAD_FONT, "font_size": 14, "align": "left"})
        self.head = book.add_format(head)
        self.group = book.add_format(head | {"text_wrap": False, "bg_color": "#F2F2F2"})
        self.text = book.add_format(lined | {"shrink": True})
        self.name = book.add_format(lined | {"text_wrap": True})
        self.whole = book.add_format(lined | {"num_format": "0"})
        self.percent = book.add_format(lined | {"num_format": "0%"})
        self.fraction = book.add_format(lined | {"num_format": "0.0##"})
        self.note = book.add_format(
            {"font_name": BODY_FONT, "font_size": 11, "align": "left", "valign": "vcenter", "text_wrap": True}
        )

    def of(self, span: Span, is_name: bool) -> Any:
        """The format of a body cell; a whole number shows no point, a fraction only its own digits."""
        if span.number is None:
            return self.name if is_name else self.text
        if span.percent:
            return self.percent
        return self.whole if span.number == span.number.to_integral_value() else self.fraction


class AnnexSheet:
    """One annex on its worksheet: title row, heading rows, body, notes."""

    def __init__(self, sheet: Any, annex: Annex, styles: Styles) -> None:
        self.sheet = sheet
        self.annex = annex
        self.styles = styles
        self.top = len(annex.titles)
        self.depth = max(len(path) for path in annex.headings)
        self.last = len(annex.columns) - 1

    def write(self) -> None:
        """Writes the whole sheet."""
        self._columns()
        for at, title in enumerate(self.annex.titles):
            self.sheet.merge_range(at, 0, at, self.last, title, self.styles.subtitle if at else self.styles.title)
            self.sheet.set_row(at, 28 if at else 42)
        for top, left, bottom, right, text in heading_cells(self.annex.headings):
            self._put(self.top + top, left, self.top + bottom, right, text, self.styles.head)
        for at in range(self.top, self.top + self.depth):
            self.sheet.set_row(at, HEAD_HEIGHT)
        first = self.top + self.depth
        for number, row in enumerate(self.annex.rows):
            self._row(first + number, row)
        self._notes(first + len(self.annex.rows))
        self._print(first)

    def _columns(self) -> None:
        for number, column in enumerate(self.annex.columns):
            self.sheet.set_column(number, number, float(column.width))

    def _put(self, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, style)
        else:
            self.sheet.merge_range(top, left, bottom, right, text, style)

    def _row(self, at: int, row: AnnexRow) -> None:
        self.sheet.set_row(at, self._height(row))
        for span in row.spans:
            if row.kind == "group":
                self._put(at, span.first, at, span.last, span.text, self.styles.group)
            elif span.number is not None:
                value = float(span.number) / 100 if span.percent else float(span.number)
                self.sheet.write_number(at, span.first, value, self.styles.of(span, False))
            else:
                is_name = self.annex.columns[span.first].role == "unit"
                self._put(at, span.first, at, span.last, span.text, self.styles.of(span, is_name))

    def _height(self, row: AnnexRow) -> float:
        """Rows whose name does not fit on one line are as high as its lines need."""
        lines = 1
        for span in row.spans:
            if row.kind != "group" and self.annex.columns[span.first].role == "unit":
                lines = -(-text_units(span.text) // (int(self.annex.columns[span.first].width) - 1))
        return max(ROW_HEIGHT, 17.0 * lines + 4)

    def _notes(self, at: int) -> None:
        width = float(sum(column.width for column in self.annex.columns))
        for number, note in enumerate(self.annex.notes):
            self.sheet.merge_range(at + number, 0, at + number, self.last, note, self.styles.note)
            lines = -(-text_units(note) // int(width * 0.95))
            self.sheet.set_row(at + number, 16.0 * lines + 4)

    def _print(self, first: int) -> None:
        wide = sum(column.width for column in self.annex.columns) > PORTRAIT_WIDTH
        self.sheet.set_paper(9)
        self.sheet.set_landscape() if wide else self.sheet.set_portrait()
        self.sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.top, first - 1)
        self.sheet.center_horizontally()
        self.sheet.set_footer('&C&"宋体,Regular"&12— &P —')
        unit = next((n for n, c in enumerate(self.annex.columns) if c.role == "unit"), 0)
        self.sheet.freeze_panes(first, unit + 1)


def text_units(text: str) -> int:
    """Width of a text in column units: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def heading_cells(paths: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, int, int, int, str]]:
    """The merged cells of nested headings as top, left, bottom, right, text; rows counted from 0.

    Neighbours that share the path so far share the cell; a short path's last heading reaches down to the last row.
    """
    depth = max(len(path) for path in paths)
    for level in range(depth):
        left = 0
        for at in range(1, len(paths) + 1):
            if at < len(paths) and len(paths[at]) > level and paths[at][: level + 1] == paths[left][: level + 1]:
                continue
            if len(paths[left]) > level:
                bottom = depth - 1 if len(paths[left]) == level + 1 else level
                yield level, left, bottom, at - 1, paths[left][level]
            left = at
