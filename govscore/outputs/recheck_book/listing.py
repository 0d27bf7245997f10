"""The first sheet of the recheck workbook: each difference in a row, what follows from one indented below it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins

from govscore.core.difference import Difference
from govscore.core.problems import split_place
from govscore.outputs.recheck_book.styles import FOLLOWING_WORD, PADDING, ROOT_WORD, Styles, page, put
from govscore.sheets.copied import LIST
from govscore.sheets.styles import HEAD_FONT, TITLE_FONT, lines_of

HEADINGS = ("序号", "单位", "项目", "填写数", "应为", "相差", "位置", "说明")
WIDTHS = (6, 24, 24, 10, 10, 10, 18, 52)


class List:
    """The sheet, put in front of the others; `names` are those of the copies by `[book.xlsx]sheet`."""

    def __init__(self, out: Any, styles: Styles, names: dict[str, str]) -> None:
        self.sheet, self.styles, self.names = out.create_sheet(LIST, 0), styles, names

    def write(self, book: str, differences: Sequence[Difference], note: str) -> None:
        """Title, what the colours mean and `note` on the copies, headings and rows."""
        self.sheet.sheet_view.tabSelected = True
        self._page()
        said = "\n".join(filter(None, (_summary(book, differences), note)))
        lines = sum(lines_of(line, sum(WIDTHS)) for line in said.splitlines())
        self._across(1, "手工数复核清单", self.styles(font=TITLE_FONT, size=18, line=False), 36)
        self._across(2, said, self.styles(line=False, left=True), 18 * max(lines, 2))
        for at, heading in enumerate(HEADINGS, 1):
            put(self.sheet.cell(3, at), heading, self.styles(font=HEAD_FONT, fill="head", wrap=False))
        self.sheet.row_dimensions[3].height = 26
        number = 0
        for at, one in enumerate(differences, 4):
            number += one.root
            self._row(at, one, number if one.root else None)

    def _page(self) -> None:
        for at, width in enumerate(WIDTHS, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width + PADDING
        page(self.sheet, wide=True, head=3)
        self.sheet.print_title_rows = "3:3"
        self.sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.7, bottom=0.7, header=0.3, footer=0.3)

    def _across(self, row: int, text: str, style: str, height: float) -> None:
        put(self.sheet.cell(row, 1), text, style)
        self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADINGS))
        self.sheet.row_dimensions[row].height = height

    def _row(self, at: int, one: Difference, number: int | None) -> None:
        colour = "000000" if one.root else "404040"
        figure = self.styles(bold=one.root, wrap=False, fill=one.root, colour=colour)
        text = self.styles(left=True, colour=colour)
        cells = (
            (number, self.styles(bold=one.root, wrap=False, colour=colour)),
            (one.unit, self.styles(bold=one.root, left=True, indent=0 if one.root else 2, colour=colour)),
            (one.column, text),
            *((_figure(digits), figure) for digits in (one.stated, one.computed, one.difference)),
            (self._shown(one), text),
            (_explained(one), text),
        )
        for column, (value, style) in enumerate(cells, 1):
            put(self.sheet.cell(at, column), value, style)
        self._link(self.sheet.cell(at, 7), one)
        widths = ((1, WIDTHS[1] - 3), (2, WIDTHS[2]), (6, WIDTHS[6]), (7, WIDTHS[7]))
        lines = max(lines_of(str(cells[column][0]), width) for column, width in widths)
        self.sheet.row_dimensions[at].height = 18 * lines + 4

    def _shown(self, one: Difference) -> str:
        """The cell's place: a cell of this workbook without its name, a place in a notice with that one's."""
        head, _, place = one.cell.rpartition("]")
        return place if split_place(one.cell)[0] in self.names else f"《{head.removeprefix('[')}》{place}"

    def _link(self, cell: Any, one: Difference) -> None:
        """A link to the place in the copy, where it has one."""
        sheet, place = split_place(one.cell)
        if sheet in self.names and place is not None:
            cell.style = self.styles(left=True, colour="0563C1", link=True)
            quoted = self.names[sheet].replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{one.cell.rpartition('!')[2]}")


def _figure(digits: str) -> float | int | str:
    """A number as a number; a verdict (合格) as text."""
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return digits
    return int(number) if number == int(number) else float(number)


def _explained(one: Difference) -> str:
    """What is said of a difference: the likely cause, or that it follows from the one above."""
    return one.hint or ("" if one.root else "由上面的不符引起")


def _summary(book: str, differences: Sequence[Difference]) -> str:
    roots = sum(one.root for one in differences)
    if not differences:
        return f"{book}：手工填写的数都和程序算的一致。"
    rest = len(differences) - roots
    more = f"，另有{rest}处由它们引起，缩进列在下面（{FOLLOWING_WORD}）" if rest else ""
    how = "点“位置”可跳到后面照抄的表里那一格；批注写着应为多少、可能的原因。"
    return f"{book}：有{roots}处手工数与计算不符（{ROOT_WORD}）{more}。{how}"
