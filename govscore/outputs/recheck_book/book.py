"""The recheck workbook written anew: a list of all differences, and a copy of the clerk's tables with the cells marked.

The copy has the same cells at the same addresses, so that a place named anywhere is found by eye; it holds values
only. Nothing of a sheet can become a formula or a link, and the clerk's own file is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from govscore.core.difference import Difference
from govscore.outputs.recheck_book.copy import write_copy
from govscore.outputs.recheck_book.listing import List
from govscore.outputs.recheck_book.marks import marks_of
from govscore.outputs.recheck_book.styles import Styles, saved
from govscore.sheets.copied import sheet_names

if TYPE_CHECKING:
    from govscore.readers.workbook import Book


def recheck_book(book: Book, differences: Sequence[Difference], note: str = "") -> bytes:
    """The workbook's file: sheet 复核清单, then a copy of each sheet of `book`.

    `differences` stand as the recheck reports them, roots first; their cells name the sheets of `book`. `note` stands
    on the first sheet: why the copies are not the clerk's own sheets.
    """
    out, marks = Workbook(), marks_of(differences)
    out.remove(out.active)
    styles, names = Styles(out), names_of(book)
    for sheet, (place, name) in zip(book.sheets, names.items(), strict=True):
        write_copy(out.create_sheet(name), sheet, styles, marks.get(place, {}))
    List(out, styles, names).write(book.name, differences, note)
    return saved(out)


def names_of(book: Book) -> dict[str, str]:
    """The names of the copies by `[book.xlsx]sheet`, as differences say it."""
    names = sheet_names([sheet.name for sheet in book.sheets])
    return {f"[{book.name}]{sheet.name}": name for sheet, name in zip(book.sheets, names, strict=True)}
