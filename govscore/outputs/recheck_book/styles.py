"""What the sheets of the recheck workbook share: cell styles, literal values, the page, and saving without a clock."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from govscore.sheets.copied import LIST
from govscore.sheets.styles import BODY_FONT, CREATED

ROOT_COLOUR, FOLLOWING_COLOUR = "F8A9A0", "FDE9C9"
ROOT_WORD, FOLLOWING_WORD = "红底", "浅黄底"  # the same two colours in words
FILLS = {True: PatternFill("solid", fgColor=ROOT_COLOUR), False: PatternFill("solid", fgColor=FOLLOWING_COLOUR)}
_GREY = PatternFill("solid", fgColor="F2F2F2")
_LINED = Border(*(Side(style="thin") for _ in range(4)))
PADDING = 0.7109375  # what a program adds to a column's width, in units, for the edges of the cell
_LONGEST = 32_767  # characters that a cell can hold
_LARGEST = 10**15  # a larger whole number would lose digits as a spreadsheet's number
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FOOTER = "— &P —"


class Styles:
    """The cell styles of the list and of the copies, each put into the workbook when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._prefix = "复核 "
        while any(name.startswith(self._prefix) for name in book.named_styles):
            self._prefix += "· "  # the clerk's workbook is itself one of these
        self._made: set[str] = set()

    def __call__(
        self,
        *,
        font: str = BODY_FONT,
        size: int = 11,
        bold: bool = False,
        colour: str = "000000",
        line: bool = True,
        left: bool = False,
        indent: int = 0,
        wrap: bool = True,
        link: bool = False,
        fill: Any = None,
    ) -> str:
        """The name of a style, by which a cell takes it; `fill`: True and False for roots and others, "head"."""
        name = f"{self._prefix}{font} {size} {bold:d}{line:d}{left:d}{indent}{wrap:d}{link:d} {colour} {fill}"
        if name not in self._made:
            self._made.add(name)
            style = NamedStyle(
                name,
                font=Font(name=font, sz=size, b=bold, color=colour, u="single" if link else None),
                fill=_GREY if fill == "head" else FILLS.get(fill, PatternFill()),
                border=_LINED if line else Border(),
                alignment=Alignment("left" if left else "center", "center", wrap_text=wrap, indent=indent),
            )
            self._book.add_named_style(style)
        return name


def literal(text: str) -> str:
    """A text as a cell can hold it: signs that XML lacks as the escapes that Excel writes for them."""
    whole = _HALF.sub("\ufffd", text)
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", whole)[:_LONGEST]


def put(cell: Any, value: object, style: str | None = None) -> None:
    """The value as it is: a number as a number, text as text, whatever it looks like; a date as its text."""
    if style:
        cell.style = style
    if value is None or isinstance(value, bool) or (isinstance(value, int | float) and abs(value) < _LARGEST):
        cell.value = value
    else:
        cell.value = literal(str(getattr(value, "iso", value)))
        cell.data_type = "s"


def page(sheet: Any, *, wide: bool, head: int) -> None:
    """A4 with page numbers, as wide as the page; so many rows of headings stay in view and on every page."""
    if head:
        sheet.freeze_panes = f"A{head + 1}"
        sheet.print_title_rows = f"1:{head}"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text, sheet.oddFooter.center.font, sheet.oddFooter.center.size = _FOOTER, "宋体,Regular", 12


def saved(book: Any) -> bytes:
    """The workbook's file, the same for the same workbook: no clock, no name of a user."""
    book.properties = DocumentProperties(creator=None, title=LIST, created=CREATED, modified=CREATED)
    book.custom_doc_props = CustomPropertyList()
    file = io.BytesIO()
    ExcelWriter(book, _Undated(file, "w", ZIP_DEFLATED)).save()
    return file.getvalue()


class _Undated(ZipFile):
    """A package whose parts bear no time."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        """A part, dated as the first day that a zip can name."""
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """A part from a file."""
        self.writestr(arcname, Path(filename).read_bytes())
