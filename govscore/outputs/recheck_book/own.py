"""The recheck workbook as a copy of the clerk's own .xlsx: its fonts, widths, merges, comments and print set-up stay.

Runs in a child process under limits (child.py), for the file is opened once more, and by another library. The values
are those that the reader read: the copy is a record of what was checked, and recalculates nothing.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.utils.escape import unescape
from openpyxl.workbook.views import BookView

from govscore.core.difference import Difference
from govscore.outputs.recheck_book.book import names_of
from govscore.outputs.recheck_book.listing import List
from govscore.outputs.recheck_book.lost import lost
from govscore.outputs.recheck_book.marks import fit, mark, marks_of
from govscore.outputs.recheck_book.styles import Styles, put, saved

if TYPE_CHECKING:
    from govscore.readers.workbook import Book, Sheet

_TEXT = re.compile(r'"[^"]*"')
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!(),:;+\-*/&=<>^{}\"]+))!")
_OUTWARD = re.compile(r"[\[|]|#REF!|\b(?:WEBSERVICE|HYPERLINK|IMAGE|CALL|REGISTER(?:\.ID)?|RTD|DDE\w*|EXEC)\s*\(", re.I)


def own_copy(content: bytes, book: Book, differences: Sequence[Difference]) -> bytes:
    """The file of the recheck workbook made from `content`, which is the workbook that `book` was read from.

    Raises whatever the library raises, and LookupError where it sees other sheets or cells than the reader did.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they tell what is not kept, which the first sheet says in the clerk's words
        out = load_workbook(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
    pages, names, marks = _pages(out, book), names_of(book), marks_of(differences)
    for page, name in reversed([*zip(pages, names.values(), strict=True)]):  # a name is free once the later ones moved
        page.title = name
    _plain(out)
    linked = False
    for sheet, page, place in zip(book.sheets, pages, names, strict=True):
        linked |= _as_read(page, sheet)
        _strip(page)
        mark(page, marks.get(place, {}), sheet.formulas)
    styles = Styles(out)
    List(out, styles, names).write(book.name, differences, _note(lost(content, linked=linked)))
    out.active = 0
    return saved(out)


def _note(kinds: Sequence[str]) -> str:
    return f"原表里的{'、'.join(kinds)}没有带到这份副本里，请看原表。" if kinds else ""


def _pages(out: Any, book: Book) -> list[Any]:
    """The worksheets that were read, in order; any other sheet goes."""
    pages = [out[sheet.name] for sheet in book.sheets]
    for other in [sheet for sheet in out.worksheets + out.chartsheets if sheet not in pages]:
        out.remove(other)
    return pages


def _as_read(page: Any, sheet: Sheet) -> bool:
    """Makes each cell show what was read there, without a link; whether there were links."""
    linked, rest = False, sum(value is not None for row in sheet.rows for value in row)
    for (row, column), cell in page._cells.items():  # asking by rows would make every blank cell up to the last one
        inside = row <= len(sheet.rows) and column <= len(sheet.rows[row - 1])
        value = sheet.rows[row - 1][column - 1] if inside else None
        rest -= value is not None
        if isinstance(cell, MergedCell):
            continue
        linked |= cell.hyperlink is not None
        cell.hyperlink = None
        if cell.comment:
            fit(cell.comment)
        if (row - 1, column - 1) not in sheet.errors and not _shows(cell, value):
            put(cell, value)
    if rest:
        raise LookupError(sheet.name)
    return linked


def _shows(cell: Any, value: Any) -> bool:
    """Whether a cell holds the value; a date stands there as the clerk's format shows it."""
    if hasattr(value, "iso"):
        return cell.value is not None
    if isinstance(value, str):
        return bool(cell.data_type == "s" and unescape(str(cell.value)) == value)
    return bool(cell.data_type not in "sfd" and cell.value == value)


def _strip(page: Any) -> None:
    """Takes off what could not go along whole or what reaches out, and the protection, under which nothing unfolds."""
    for kept in (page._charts, page._images, page._pivots, page.tables):
        kept.clear()
    page.protection.sheet = False
    for view in page.views.sheetView:
        view.tabSelected = False
    titles = frozenset(page.parent.sheetnames)
    rules = page.data_validations
    rules.dataValidation = [
        rule for rule in rules.dataValidation if _inside(titles, rule.formula1) and _inside(titles, rule.formula2)
    ]
    for area in [*page.conditional_formatting]:
        if not all(_inside(titles, formula) for rule in area.rules for formula in rule.formula):
            del page.conditional_formatting[area.sqref]
    _names(page.defined_names, titles)


def _plain(out: Any) -> None:
    """Takes off what a workbook holds besides its sheets."""
    out.security, out.views = None, [BookView()]
    _names(out.defined_names, frozenset(out.sheetnames))
    if b"blip" in (out.loaded_theme or b""):
        out.loaded_theme = None  # its pictures are parts of their own


def _names(names: Any, titles: frozenset[str]) -> None:
    for name in [*names]:
        if names[name].function or names[name].vbProcedure or not _inside(titles, names[name].value):
            del names[name]


def _inside(titles: frozenset[str], formula: str | None) -> bool:
    """Whether a formula of a rule or a name reaches only sheets that are there, and nothing outside the workbook."""
    plain = _TEXT.sub("", formula or "")
    sheets = {(quoted or bare).replace("''", "'") for quoted, bare in _SHEET.findall(plain)}
    return not _OUTWARD.search(plain) and sheets <= titles
