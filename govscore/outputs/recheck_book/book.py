"""The recheck workbook: a list of all differences, and a copy of the clerk's own tables with the cells marked.

The copy has the same cells at the same addresses, so that a place named anywhere is found by eye; it holds values
only. Nothing of a sheet can become a formula or a link, and the clerk's own file is not touched.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import xlsxwriter

from govscore.core.difference import Difference
from govscore.core.problems import split_place
from govscore.outputs.recheck_book.copy import Marks, write_copy
from govscore.outputs.recheck_book.styles import FOLLOWING_WORD, ROOT_WORD, Styles
from govscore.sheets.copied import LIST, sheet_names
from govscore.sheets.styles import CREATED, PAGE_NUMBER, lines_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Book

HEADINGS = ("序号", "单位", "项目", "填写数", "应为", "相差", "位置", "说明")
WIDTHS = (6, 24, 24, 10, 10, 10, 18, 52)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def recheck_book(book: Book, differences: Sequence[Difference]) -> bytes:
    """The workbook's file: sheet 复核清单, then a copy of each sheet of `book`.

    `differences` stand as the recheck reports them, roots first; their cells name the sheets of `book`.
    """
    names = sheet_names([sheet.name for sheet in book.sheets])
    targets = {f"[{book.name}]{sheet.name}": name for sheet, name in zip(book.sheets, names, strict=True)}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as out:
        out.set_properties({"title": LIST, "created": CREATED})
        styles = Styles(out)
        _List(out.add_worksheet(LIST), styles, targets).write(book.name, differences)
        marks = _marks(differences)
        for sheet, name in zip(book.sheets, names, strict=True):
            copy = out.add_worksheet(name)
            write_copy(copy, sheet, styles, marks.get(f"[{book.name}]{sheet.name}", {}))
    return file.getvalue()


def _marks(differences: Iterable[Difference]) -> dict[str, Marks]:
    """Differences by sheet and 0-based cell; the first where a cell has several."""
    found: dict[str, Marks] = {}
    for one in differences:
        sheet, cell = split_place(one.cell)
        if cell is not None:
            found.setdefault(sheet, {}).setdefault(cell, one)
    return found


class _List:
    """The first sheet: every difference in a row, what follows from another one indented below it."""

    def __init__(self, sheet: Any, styles: Styles, targets: dict[str, str]) -> None:
        self.sheet, self.styles, self.targets = sheet, styles, targets

    def write(self, book: str, differences: Sequence[Difference]) -> None:
        """Title, what the colours mean, headings and rows."""
        self._page()
        last = len(HEADINGS) - 1
        self.sheet.merge_range(0, 0, 0, last, "手工数复核清单", self.styles.title)
        self.sheet.set_row(0, 36)
        self.sheet.merge_range(1, 0, 1, last, _summary(book, differences), self.styles.note)
        self.sheet.set_row(1, 36)
        for at, heading in enumerate(HEADINGS):
            self.sheet.write_string(2, at, heading, self.styles.head)
        self.sheet.set_row(2, 26)
        number = 0
        for at, one in enumerate(differences, 3):
            number += one.root
            self._row(at, one, str(number) if one.root else "")

    def _page(self) -> None:
        for at, width in enumerate(WIDTHS):
            self.sheet.set_column(at, at, width)
        self.sheet.freeze_panes(3, 0)
        self.sheet.repeat_rows(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(PAGE_NUMBER)

    def _row(self, at: int, one: Difference, number: str) -> None:
        styles = self.styles.root if one.root else self.styles.follows
        if number:
            self.sheet.write_number(at, 0, int(number), styles.centred)
        else:
            self.sheet.write_blank(at, 0, None, styles.centred)
        self.sheet.write_string(at, 1, one.unit, styles.indented)
        self.sheet.write_string(at, 2, one.column, styles.text)
        for column, digits in ((3, one.stated), (4, one.computed), (5, one.difference)):
            self._digits(at, column, digits, styles)
        self._link(at, one, styles)
        said = explained(one)
        self.sheet.write_string(at, 7, said, styles.text)
        words = (
            (one.unit, WIDTHS[1] - 3),
            (one.column, WIDTHS[2]),
            (self._shown(one), WIDTHS[6]),
            (said, WIDTHS[7]),
        )
        self.sheet.set_row(at, 18 * max(lines_of(text, width) for text, width in words) + 4)

    def _digits(self, at: int, column: int, digits: str, styles: Any) -> None:
        """A number as a number; a verdict (合格) as text."""
        try:
            number = Decimal(digits)
        except InvalidOperation:
            self.sheet.write_string(at, column, digits, styles.centred)
        else:
            self.sheet.write_number(at, column, float(number), styles.number)

    def _shown(self, one: Difference) -> str:
        """The cell's place: a cell of this workbook without its name, a place in a notice with that one's."""
        head, _, place = one.cell.rpartition("]")
        return place if split_place(one.cell)[0] in self.targets else f"《{head.removeprefix('[')}》{place}"

    def _link(self, at: int, one: Difference, styles: Any) -> None:
        """The cell's place, with a link to it in the copy."""
        sheet, cell = split_place(one.cell)
        shown = self._shown(one)
        if sheet not in self.targets or cell is None:
            self.sheet.write_string(at, 6, shown, styles.text)
            return
        quoted = self.targets[sheet].replace("'", "''")
        target = f"internal:'{quoted}'!{one.cell.rpartition('!')[2]}"
        self.sheet.write_url(at, 6, target, styles.link, shown)


def explained(one: Difference) -> str:
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
