"""The sheet of what the clerk should look at (信息核对): rows of the log that may be one item, group by group.

Each row has the cell of the clerk's own log and that of the log in this workbook: the sheets may have the same name
(信息台账), but here the items stand in the order of the units.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govscore.outputs.ranking.items_sheet import SHEET as ITEMS
from govscore.outputs.ranking.items_sheet import ItemsSheet
from govscore.outputs.ranking.sources import Sources
from govscore.sheets.styles import Styles, lines_of, page, put

if TYPE_CHECKING:
    from govscore.scoring.sharing import Checklist, Row

SHEET = "信息核对"
HEADINGS = ("组", "单位名称", "信息标题", "稿件", "原表单元格", "本簿单元格")
WIDTHS = (5.0, 20.0, 42.0, 8.0, 15.0, 15.0)
LAST = len(HEADINGS) - 1
TITLE_AT, SOURCE, OWN = HEADINGS.index("信息标题"), HEADINGS.index("原表单元格"), HEADINGS.index("本簿单元格")
HINT = (
    "程序不替您合并，也不删去：同一组的几行是不是同一条信息，请逐组看。要改的，在原表里改，再运行一次。"
    f"“原表单元格”是原表里的位置；本簿也有一张“{ITEMS}”，各条的次序不同，同一条在“本簿单元格”。"
)
TITLE, HEAD, ROW, FIRST = 42, 30, 19, 3  # heights in points; the first row of lists
MOST_LINKS = 60_000  # a worksheet holds 65,530


class ListsSheet:
    """Writes the lists; `items`: the log in this workbook, None where it has none."""

    def __init__(self, sheet: Any, sources: Sources, items: ItemsSheet | None, styles: Styles) -> None:
        self.sheet, self.sources, self.items, self.styles = sheet, sources, items, styles
        self.links = 0

    def write(self, lists: Sequence[Checklist]) -> None:
        """Each list under its title and what to do with it, its groups numbered; an empty list says 无."""
        for number, width in enumerate(WIDTHS):
            self.sheet.set_column(number, number, width)
        self._across(0, SHEET, self.styles.title, TITLE)
        self._across(1, self.sources.hint(HINT), self.styles.note)
        for column, text in enumerate(HEADINGS):
            self.sheet.write_string(FIRST - 1, column, text, self.styles.head)
        self.sheet.set_row(FIRST - 1, HEAD)
        at = FIRST
        for one in lists:
            at = self._list(at, one)
        page(self.sheet, wide=False)
        self.sheet.repeat_rows(FIRST - 1, FIRST - 1)
        self.sheet.freeze_panes(FIRST, 0)

    def _list(self, at: int, one: Checklist) -> int:
        """A list's title, its advice and its rows; returns the row below."""
        self._across(at, one.title, self.styles.band)
        self._across(at + 1, one.advice, self.styles.words)
        at += 2
        if not one.groups:
            self._across(at, "无", self.styles.words)
            return at + 1
        for number, group in enumerate(one.groups, 1):
            for row in group:
                self._row(at, number, row)
                at += 1
        return at

    def _across(self, at: int, text: str, style: Any, height: float = 0) -> None:
        put(self.sheet, at, 0, at, LAST, text, style)
        self.sheet.set_row(at, height or 16.0 * lines_of(text, sum(WIDTHS)) + 6)

    def _row(self, at: int, group: int, row: Row) -> None:
        """One row of the log; the group's number stands in each, so that it is seen after a page break too."""
        source, copy = self.sources.cell(row.cell)
        own = self.items.title_cell(row.cell[:2]) if self.items is not None else None
        texts = ("", row.unit, row.title, row.draft, source, own.text if own else "")
        targets = {SOURCE: copy, OWN: own.link if own else ""}
        for column, text in enumerate(texts[1:], 1):
            style = self.styles.words if column == TITLE_AT else self.styles.name
            if targets.get(column) and self.links < MOST_LINKS:
                self.links += 1
                self.sheet.write_url(at, column, targets[column], self.styles.link, text)
            else:
                put(self.sheet, at, column, at, column, text, style)
        self.sheet.write_number(at, 0, group, self.styles.figure)
        lines = max(lines_of(text, width) for text, width in zip(texts, WIDTHS, strict=True))
        self.sheet.set_row(at, max(ROW, 16.0 * lines + 4))
