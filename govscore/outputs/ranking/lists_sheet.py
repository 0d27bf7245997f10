"""The sheet of what the clerk should look at (信息核对): lists of lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govscore.outputs.sheet_parts import Styles, lines_of, page, put

SHEET = "信息核对"
WIDTHS = (12.0, 88.0)
TITLE, HEAD, LINE = 42, 30, 17  # heights in points
List = tuple[str, Sequence[str]]  # a title and its lines


def write_lists(sheet: Any, lists: Sequence[List], styles: Styles) -> None:
    """Each list under its title, its lines numbered; an empty list says 无."""
    _columns(sheet)
    _title(sheet, SHEET, styles)
    at = 1
    for title, lines in lists:
        sheet.merge_range(at, 0, at, 1, title, styles.subtitle)
        sheet.set_row(at, HEAD)
        rows = [(str(number), line) for number, line in enumerate(lines, 1)] or [("", "无")]
        for offset, (number, line) in enumerate(rows, at + 1):
            _row(sheet, offset, number, line, styles)
        at += 1 + len(rows)
    page(sheet, wide=False)


def _columns(sheet: Any) -> None:
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)


def _title(sheet: Any, text: str, styles: Styles) -> None:
    sheet.merge_range(0, 0, 0, 1, text, styles.title)
    sheet.set_row(0, TITLE)


def _row(sheet: Any, at: int, first: str, text: str, styles: Styles) -> None:
    put(sheet, at, 0, at, 0, first, styles.name)
    sheet.write_string(at, 1, text, styles.words)
    sheet.set_row(at, LINE * lines_of(text, WIDTHS[1]) + 8)
