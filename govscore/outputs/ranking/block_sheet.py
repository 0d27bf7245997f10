"""The sheet of unit blocks (单位情况): heading line, site grid, report line and item grid of each unit.

A spreadsheet ignores manual page breaks where a sheet is fitted to the page, so the scale is reckoned here, and
with it how many rows a page holds. A block that fits on half a page is never split; a longer one begins only where
its headings and first items fit, and goes on on the next page under its headings, written again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from govscore.outputs.ranking.block_formulas import BlockFormulas, Live
from govscore.results.blocks import Block, Item, Section
from govscore.results.blocks.block import (
    Paths,
    item_cells,
    item_columns,
    item_headings,
    lead_columns,
    site_cells,
    site_headings,
)
from govscore.sheets.styles import PAGE_NUMBER, Styles, lines_of, put, put_cell, put_headings

SHEET = "单位情况"
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.7, "bottom": 0.8}  # inches
PAPER_WIDTH, PAPER_HEIGHT, POINTS_PER_INCH = 8.27, 11.69, 72
SAFETY = 0.96  # printers and programs differ a little in the height of rows
TITLE, HEADING, ROW, LINE, GAP = 42, 26, 19, 18, 12  # heights in points
SUBTOTAL_WIDTH = 7
UNIT_PIXELS = 9  # of one column unit: 8 in 宋体 11, the default font; 1 to spare where another font stands in
VALUE_ONLY = "这一格是数值：同一条信息的几个采用按封顶等条款合在一起算，不能单独写成公式；改动后请重新运行程序。"
FEWEST = 3  # items of a long block that stay with its headings, and that go on together


class BlockSheet:
    """Writes all blocks, page by page."""

    def __init__(
        self, sheet: Any, live: BlockFormulas, title: str, sections: Sequence[Section], styles: Styles
    ) -> None:
        self.sheet, self.live, self.scheme, self.styles = sheet, live, live.scheme, styles
        scheme = live.scheme
        self.title, self.sections = title, sections
        self.widths = [*(float(column.width) for column in item_columns(scheme)), float(SUBTOTAL_WIDTH)]
        self.last = len(self.widths) - 1
        roles = [column.role for column in lead_columns(scheme)]
        self.title_at = roles.index("title") if "title" in roles else 0
        self.site_spans = spread(len(self.widths), self.title_at + 1, len(site_headings(scheme)))
        self.scale = print_scale(self.widths)
        height = PAPER_HEIGHT - MARGINS["top"] - MARGINS["bottom"]
        self.page = height * POINTS_PER_INCH * 100 / self.scale * SAFETY
        self.at, self.used = 0, 0.0
        self.breaks: list[int] = []

    def write(self) -> None:
        """Writes the whole sheet."""
        for number, width in enumerate(self.widths):
            self.sheet.set_column(number, number, width)
        self._wide(self.title, self.styles.title, TITLE)
        for section in self.sections:
            for number, block in enumerate(section.blocks):
                self._block(block, "" if number else f"{section.number}、采用{section.called}信息")
        self._print()

    def _print(self) -> None:
        self.sheet.set_paper(9)
        self.sheet.set_portrait()
        self.sheet.set_margins(**MARGINS)
        self.sheet.set_print_scale(self.scale)
        self.sheet.center_horizontally()
        self.sheet.set_footer(PAGE_NUMBER)
        self.sheet.set_h_pagebreaks(self.breaks)

    def _block(self, block: Block, section: str) -> None:
        """One unit, on a new page where the rest of this one is too short for it."""
        if self.used and self.used + self._together(block, section) > self.page:
            self._break()
        if section:
            self._wide(section, self.styles.subtitle, HEADING + 4)
        self._wide(block.heading, self.styles.block, HEADING, self.live.heading(block))
        self._headings(site_headings(self.scheme), self.site_spans)
        for number, site in enumerate(block.sites):
            self._cells(site_cells(site), self.site_spans, ROW, [None, *self.live.site(block, number, site)])
        formulas = {0: self.live.report(block), len(block.lines): self.live.totals(block)}
        for number, line in enumerate((*block.lines, block.totals)):
            self._wide(line, self.styles.line, self._line_height(line), formulas.get(number, ""))
        self._headings(item_headings(self.scheme))
        self._items(block)
        self._step(GAP)

    def _together(self, block: Block, section: str) -> float:
        """The height that must not be parted: the whole block, or of a long one its beginning."""
        head = self._head_height(block, section)
        heights = [self._item_height(item) for item in block.items]
        whole = head + sum(heights)
        return whole if whole <= self.page / 2 else head + sum(heights[:FEWEST])

    def _head_height(self, block: Block, section: str) -> float:
        """What stands above the items."""
        heads = sum(max(len(path) for path in paths) for paths in self._grids())
        lines = sum(self._line_height(line) for line in (*block.lines, block.totals))
        top = HEADING + (HEADING + 4 if section else 0)
        return top + (heads + len(block.sites)) * ROW + lines

    def _grids(self) -> tuple[Paths, Paths]:
        return site_headings(self.scheme), item_headings(self.scheme)

    def _line_height(self, line: str) -> float:
        return LINE * lines_of(line, sum(self.widths)) + 4

    def _item_height(self, item: Item) -> float:
        texts = ((item.title, self.title_at), (item.draft, self.title_at + 1))
        return max(ROW, 14.5 * max(lines_of(text, self.widths[at]) for text, at in texts) + 4)

    def _items(self, block: Block) -> None:
        heights = [self._item_height(item) for item in block.items]
        for number, (item, height) in enumerate(zip(block.items, heights, strict=True)):
            last = len(heights) - FEWEST  # the rows from here on are not parted
            needed = sum(heights[number:]) if number == last > 0 else height
            if self.used + needed > self.page and number:
                self._break()
                self._wide(f"{block.name}（续）", self.styles.block, HEADING)
                self._headings(item_headings(self.scheme))
            self._item(block, item, height)

    def _item(self, block: Block, item: Item, height: float) -> None:
        """One row of the item grid; a mark that no formula gives says so."""
        cells, live = item_cells(self.scheme, item), self.live.item(block, item)
        lead = len(cells) - len(live)
        for at in self.live.joined(block, item, live):
            self.sheet.write_comment(self.at, lead + at, VALUE_ONLY)
        self._cells(cells, [(at, at) for at in range(len(self.widths))], height, [*[None] * lead, *live])

    def _break(self) -> None:
        self.breaks.append(self.at)
        self.used = 0.0

    def _step(self, height: float) -> None:
        self.sheet.set_row(self.at, height)
        self.at += 1
        self.used += height

    def _wide(self, text: str, style: Any, height: float, formula: str = "") -> None:
        """A line over the whole width; as a formula that gives this very text, if there is one."""
        put(self.sheet, self.at, 0, self.at, self.last, text, style)
        if formula:
            self.sheet.write_formula(self.at, 0, f"={formula}", style, text)
        self._step(height)

    def _headings(self, paths: Paths, spans: Sequence[tuple[int, int]] = ()) -> None:
        for _ in range(put_headings(self.sheet, self.at, paths, self.styles, spans)):
            self._step(ROW)

    def _cells(
        self, cells: Sequence[Any], spans: Sequence[tuple[int, int]], height: float, formulas: Sequence[Live]
    ) -> None:
        """A row of cells; a figure that has a formula as that formula, its value stored."""
        for value, (left, right), formula in zip(cells, spans, formulas, strict=True):
            if formula is not None:
                if right > left:
                    self.sheet.merge_range(self.at, left, self.at, right, "", self.styles.figure)
                self.sheet.write_formula(self.at, left, f"={formula.text}", self.styles.figure, float(formula.value))
            elif isinstance(value, str) and left <= self.title_at <= right:
                put(self.sheet, self.at, left, self.at, right, value, self.styles.words)
            else:
                put_cell(self.sheet, self.at, left, right, value, self.styles)
        self._step(height)


def print_scale(widths: Sequence[float]) -> int:
    """Percent at which columns of these widths fill an upright page, 100 at most; a column has 5 pixels of its own."""
    inches = sum(UNIT_PIXELS * width + 5 for width in widths) / 96
    room = PAPER_WIDTH - MARGINS["left"] - MARGINS["right"]
    return min(100, int(100 * room * 0.98 / inches))


def spread(columns: int, first: int, cells: int) -> list[tuple[int, int]]:
    """Spans of `cells` cells over `columns` columns: the first takes `first` of them, the others alike."""
    edges = [first + (columns - first) * n // (cells - 1) for n in range(cells)]
    return [(0, first - 1), *((left, right - 1) for left, right in pairwise(edges))]
