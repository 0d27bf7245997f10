"""The sheet of figures that no printed table shows (计分底表): counts, prior points, and what no formula gives."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from govscore.core.formulas import Formula
from govscore.sheets.addresses import Address
from govscore.sheets.styles import PORTRAIT_WIDTH, Styles, lines_of, page, put_headings

SHEET = "计分底表"
HINT = "排名表没有列出的条数和分数在这里；黄色格里的数改了，各表随即重算。"
LEAD, LEAD_WIDTHS, WIDTH = (("单位类别",), ("单位名称",)), (16.0, 26.0), 9.0
TITLE, HEAD, ROW, FIRST = 42, 32, 20, 2  # heights in points; the first row of headings
VALUE_ONLY = "这一列是数值：按{}记的分不能写成公式；改动后请重新运行程序。"
Key = tuple[str, str]  # what kind of figure, and of which column, component or rule


class BaseColumn(NamedTuple):
    """One column: its heading path; `clause`: of values that no formula gives."""

    key: Key
    heading: tuple[str, ...]
    clause: str = ""


class BaseSheet:
    """Units in printed order × the columns that the book needs."""

    def __init__(self, units: Iterable[dict[str, Any]], columns: Iterable[BaseColumn]) -> None:
        self.units, self.columns = list(units), list(columns)
        self.headings = (*LEAD, *(column.heading for column in self.columns))
        self.first = FIRST + max(len(path) for path in self.headings)
        self.rows = {unit["unit"]: self.first + at for at, unit in enumerate(self.units)}
        self.places = {column.key: len(LEAD) + at for at, column in enumerate(self.columns)}
        self.values: dict[tuple[int, Key], Decimal | Formula] = {}

    def address(self, unit: int, key: Key) -> Address | None:
        """Where a figure of a unit stands; None where the sheet does not hold it."""
        return Address(SHEET, self.rows[unit], self.places[key]) if key in self.places else None

    def write(self, sheet: Any, title: str, styles: Styles) -> None:
        """Writes the whole sheet."""
        widths = [*LEAD_WIDTHS, *(WIDTH for _ in self.columns)]
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        hint = 16.0 * lines_of(HINT, sum(widths)) + 4
        for at, (text, style, height) in enumerate(((title, styles.title, TITLE), (HINT, styles.note, hint))):
            sheet.merge_range(at, 0, at, len(widths) - 1, text, style)
            sheet.set_row(at, height)
        put_headings(sheet, FIRST, self.headings, styles)
        for at in range(FIRST, self.first):
            sheet.set_row(at, HEAD)
        for unit in self.units:
            self._row(sheet, unit, styles)
        for column in self.columns:
            if column.clause:
                sheet.write_comment(self.first - 1, self.places[column.key], VALUE_ONLY.format(column.clause))
        page(sheet, wide=sum(widths) > PORTRAIT_WIDTH)
        sheet.repeat_rows(FIRST, self.first - 1)
        sheet.freeze_panes(self.first, len(LEAD))

    def _row(self, sheet: Any, unit: dict[str, Any], styles: Styles) -> None:
        at = self.rows[unit["unit"]]
        sheet.set_row(at, max(ROW, 16.0 * lines_of(unit["name"], LEAD_WIDTHS[1]) + 4))
        sheet.write_string(at, 0, unit["tier"], styles.name)
        sheet.write_string(at, 1, unit["name"], styles.name)
        for column in self.columns:
            self._cell(sheet, at, column, self.values.get((unit["unit"], column.key)), styles)

    def _cell(self, sheet: Any, at: int, column: BaseColumn, value: Decimal | Formula | None, styles: Styles) -> None:
        place, style = self.places[column.key], styles.figure if column.clause else styles.input
        if isinstance(value, Formula):
            sheet.write_formula(at, place, f"={value.text}", styles.figure, float(value.value))
        elif value is None:
            sheet.write_blank(at, place, None, style)
        else:
            sheet.write_number(at, place, float(value), style)
