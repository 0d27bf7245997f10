"""The item log with computed points (信息台账): a row an item, the subtotal computed and as typed side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from govscore.blocks import Item, Section
from govscore.blocks.model import SUBTOTAL, Paths, item_cells, item_columns, item_headings
from govscore.outputs.sheet_parts import Styles, lines_of, page, put_cell, put_headings
from govscore.scheme import Scheme

SHEET = "信息台账"
LEAD: Paths = (("单位类别",), ("单位名称",))
CHECK: Paths = ((SUBTOTAL, "计算"), (SUBTOTAL, "填写"), (SUBTOTAL, "相差"))
LEAD_WIDTHS, CHECK_WIDTHS = (14.0, 22.0), (7.0, 7.0, 7.0)
TITLE_WIDER = 1.5  # than in the blocks: here a page is on its side, and most titles fit on one line
TITLE, HEAD, ROW = 42, 24, 20  # heights in points


class LedgerSheet:
    """Writes all items, units in printed order."""

    def __init__(self, sheet: Any, scheme: Scheme, title: str, sections: Sequence[Section], styles: Styles) -> None:
        self.sheet, self.scheme, self.styles = sheet, scheme, styles
        self.title, self.sections = title, sections
        self.paths = (*LEAD, *item_headings(scheme)[:-1], *CHECK)
        columns = item_columns(scheme)
        self.titles = {len(LEAD) + at for at, column in enumerate(columns) if column.role == "title"}
        wider = {column.id: TITLE_WIDER if column.role == "title" else 1 for column in columns}
        self.widths = [*LEAD_WIDTHS, *(float(c.width) * wider[c.id] for c in columns), *CHECK_WIDTHS]

    def write(self) -> None:
        """Writes the whole sheet."""
        for number, width in enumerate(self.widths):
            self.sheet.set_column(number, number, width)
        self.sheet.merge_range(0, 0, 0, len(self.widths) - 1, self.title, self.styles.title)
        self.sheet.set_row(0, TITLE)
        first = 1 + put_headings(self.sheet, 1, self.paths, self.styles)
        for at in range(1, first):
            self.sheet.set_row(at, HEAD)
        at = first
        for cells in self._rows():
            self._row(at, cells)
            at += 1
        self.sheet.autofilter(first - 1, 0, max(at - 1, first), len(self.widths) - 1)
        page(self.sheet, wide=True)
        self.sheet.repeat_rows(1, first - 1)
        self.sheet.freeze_panes(first, len(LEAD))

    def _rows(self) -> Iterator[tuple[str | Decimal | None, ...]]:
        for section in self.sections:
            for block in section.blocks:
                for item in block.items:
                    if item.number:
                        cells = item_cells(self.scheme, item)
                        yield section.tier, block.name, *cells, item.stated, _difference(item)

    def _row(self, at: int, cells: tuple[str | Decimal | None, ...]) -> None:
        self.sheet.set_row(at, self._height(cells))
        for column, value in enumerate(cells):
            if isinstance(value, str) and column in self.titles:
                self.sheet.write_string(at, column, value, self.styles.words)
            elif isinstance(value, Decimal) and column == len(cells) - 1:
                self.sheet.write_number(at, column, float(value), self.styles.differs)
            else:
                put_cell(self.sheet, at, column, column, value, self.styles)

    def _height(self, cells: tuple[str | Decimal | None, ...]) -> float:
        texts = ((text, width) for text, width in zip(cells, self.widths, strict=True) if isinstance(text, str))
        return max(ROW, 16.0 * max(lines_of(text, width) for text, width in texts) + 4)


def _difference(item: Item) -> Decimal | None:
    """Typed less computed; None where they agree or nothing was typed."""
    return None if item.stated in (None, item.subtotal) else item.stated - item.subtotal
