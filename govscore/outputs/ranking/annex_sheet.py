"""One tier's official table on its worksheet."""

from __future__ import annotations

from typing import Any

from govscore.core.formulas import Formula
from govscore.core.text import text_width
from govscore.outputs.ranking.result_formulas import Results
from govscore.results.annex import Annex, AnnexRow, Span
from govscore.sheets.addresses import Address
from govscore.sheets.styles import PORTRAIT_WIDTH, Styles, heading_cells, lines_of, name_size, page, put

HEAD_HEIGHT, ROW_HEIGHT = 30, 24
LONGEST_UNBROKEN = 10  # column units of a heading that is not broken
VALUE_ONLY = "这一格是数值：按办法算得的数不能写成公式；改动后请重新运行程序。"


class AnnexSheet:
    """One annex on its worksheet: title row, heading rows, body with live results, notes."""

    def __init__(self, sheet: Any, annex: Annex, results: Results, styles: Styles) -> None:
        self.sheet = sheet
        self.annex = annex
        self.results = results
        self.styles = styles
        self.top = len(annex.titles)
        self.last = len(annex.columns) - 1
        self.widths = [
            max(float(column.width), heading_width(path[-1]))
            for column, path in zip(annex.columns, annex.headings, strict=True)
        ]

    def write(self) -> None:
        """Writes the whole sheet."""
        for number in range(len(self.widths)):
            self.sheet.set_column(number, number, self.widths[number])
        for at, title in enumerate(self.annex.titles):
            self.sheet.merge_range(at, 0, at, self.last, title, self.styles.subtitle if at else self.styles.title)
            self.sheet.set_row(at, 28 if at else 42)
        for top, left, bottom, right, text in heading_cells(tuple(self.annex.headings)):
            put(self.sheet, self.top + top, left, self.top + bottom, right, text, self.styles.head)
        first = self.annex.first
        for at in range(self.top, first):
            self.sheet.set_row(at, HEAD_HEIGHT)
        for number, row in enumerate(self.annex.rows):
            self._row(first + number, row)
        self._notes(first + len(self.annex.rows))
        self._print(first)

    def _row(self, at: int, row: AnnexRow) -> None:
        self.sheet.set_row(at, self._height(row))
        for span in row.spans:
            if row.kind == "group":
                put(self.sheet, at, span.first, at, span.last, span.text, self.styles.group)
            elif row.unit >= 0 and span.first == span.last and self.annex.columns[span.first].role == "stated":
                self._result(at, row.unit, span)
            elif span.number is not None:
                self.sheet.write_number(at, span.first, float(span.number), self._style(span))
            else:
                put(self.sheet, at, span.first, at, span.last, span.text, self._style(span))

    def _result(self, at: int, unit: int, span: Span) -> None:
        """A result as its formula with the computed value stored; as a value, with a word, where none gives it."""
        here = Address(self.annex.tier.sheet, at, span.first)
        formula = self.results.formula(self.annex.columns[span.first], self.results.figures.units[unit], here)
        number = None if span.number is None else span.number / 100 if span.percent else span.number
        if formula is not None and formula.value == (number or 0):
            stored = span.text if number is None else float(number)
            self.sheet.write_formula(at, span.first, f"={formula.text}", self._style(span), stored)
        elif number is None:
            put(self.sheet, at, span.first, at, span.last, span.text, self._style(span))
        else:
            self.sheet.write_number(at, span.first, float(number), self._style(span))
            self._say_value(at, span.first, formula)

    def _say_value(self, at: int, column: int, formula: Formula | None) -> None:
        """A result that has no formula says so; a plain 0 of a part that no rule concerns needs no word."""
        if formula is not None:
            self.sheet.write_comment(at, column, VALUE_ONLY)

    def _style(self, span: Span) -> Any:
        if span.number is None:
            return self.styles.names[self._name(span)[0]] if self._is_name(span) else self.styles.text
        if span.percent:
            target = self.results.scheme.target
            return self.styles.percent_fine if target and target.decimals else self.styles.percent
        return self.styles.figure

    def _is_name(self, span: Span) -> bool:
        return self.annex.columns[span.first].role == "unit"

    def _name(self, span: Span) -> tuple[int, float]:
        """The size of a unit's name and the height of its row."""
        room = sum(self.widths[span.first : span.last + 1])
        return name_size(span.text, room, tuple(self.styles.names))

    def _height(self, row: AnnexRow) -> float:
        """Rows whose name does not fit on one line are as high as its lines need."""
        names = [span for span in row.spans if row.kind != "group" and self._is_name(span)]
        return max([ROW_HEIGHT, *(self._name(span)[1] for span in names)])

    def _notes(self, at: int) -> None:
        room = sum(self.widths)
        for number, note in enumerate(self.annex.notes):
            self.sheet.merge_range(at + number, 0, at + number, self.last, note, self.styles.note)
            self.sheet.set_row(at + number, 16.0 * lines_of(note, room) + 4)

    def _print(self, first: int) -> None:
        page(self.sheet, wide=sum(column.width for column in self.annex.columns) > PORTRAIT_WIDTH)
        self.sheet.repeat_rows(self.top, first - 1)
        unit = next((n for n, c in enumerate(self.annex.columns) if c.role == "unit"), 0)
        self.sheet.freeze_panes(first, unit + 1)


def heading_width(text: str) -> float:
    """The width in which a short heading stands on one line: five characters at most, a longer one is broken."""
    units = text_width(text)
    return units + 1.6 if units <= LONGEST_UNBROKEN else 0.0
