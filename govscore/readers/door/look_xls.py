"""Second look at .xls and .et (BIFF8 in an OLE2 file) through xlrd."""

from __future__ import annotations

import io

import xlrd

from .common import Caps, Look, Stop
from .date_formats import date_numbers

TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5


def look(data: bytes, caps: Caps) -> list[Look]:
    """Every worksheet as a Look, in order; xlrd gives neither formula text nor uncalculated formulas."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        return [_sheet(book, sheet, caps) for sheet in book.sheets()]
    except Stop:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # xlrd meets damage with whatever its code runs into: assertions, struct and index errors
        raise Stop("password" if "encrypted" in str(error) else "file-damaged") from error


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, caps: Caps) -> Look:
    seen = Look(sheet.name, caps, sheet.visibility != 0)
    seen.date1904 = book.datemode == 1
    dates = _date_styles(book)
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, kind in enumerate(kinds):
            if kind in (NUMBER, DATE):
                seen.put_number(row, column, values[column])
                if sheet.cell_xf_index(row, column) in dates:
                    seen.dates.add((row, column))
            elif kind == TEXT and values[column]:
                seen.put(row, column, values[column])
            elif kind == TEXT:
                seen.touch(row, column)
            elif kind == BOOLEAN:
                seen.put(row, column, bool(values[column]))
            elif kind == ERROR:
                seen.put_error(row, column, xlrd.error_text_from_code.get(values[column], "#VALUE!"))
    for top, below, left, beyond in sheet.merged_cells:
        seen.merge(top, left, below - 1, beyond - 1)
    seen.hidden_rows = [(row, row) for row, info in sheet.rowinfo_map.items() if info.hidden]
    seen.hidden_columns = [(column, column) for column, info in sheet.colinfo_map.items() if info.hidden]
    seen.check_area()
    return seen


def _date_styles(book: xlrd.book.Book) -> frozenset[int]:
    """Numbers of the cell styles that show a date."""
    codes = {number: kind.format_str for number, kind in book.format_map.items() if kind.format_str}
    dates = date_numbers(codes)
    return frozenset(index for index, style in enumerate(book.xf_list) if style.format_key in dates)
