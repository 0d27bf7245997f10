"""Workbooks rewritten so that units are columns: headings in the left columns, notes below, places swapped."""

from dataclasses import replace

from govscore.readers.workbook import Book, Sheet, Value

Merge = tuple[int, int, int, int]


def turned(sheet: Sheet, titles: int, last: int) -> Sheet:
    """The sheet with its rows from `titles` to `last` turned round; titles stay above, notes below."""
    rows = sheet.rows[titles : last + 1]
    across = [list(column) for column in zip(*rows, strict=True)]
    width = max(len(across[0]), 1)
    above = [_wide(row, width) for row in sheet.rows[:titles]]
    below = [_wide(row, width) for row in sheet.rows[last + 1 :]]
    merges = []
    for top, left, bottom, right in sheet.merges:
        if titles <= top and bottom <= last:
            merges.append((left + titles, top - titles, right + titles, bottom - titles))
        else:  # a title or a note, over the whole width as before
            down = 0 if top < titles else titles + len(across) - last - 1
            merges.append((top + down, 0, bottom + down, width - 1))
    return replace(sheet, rows=[*above, *across, *below], merges=tuple(sorted(merges)), formulas={})


def turned_place(place: str, titles: int) -> str:
    """Where a cell of the table's part of a sheet stands after turning: `[书.xlsx]部门!B7` under a title → `F3`."""
    raise NotImplementedError(place, titles)


def _wide(row: list[Value], width: int) -> list[Value]:
    return [row[0], *[None] * (width - 1)]


def with_sheets(book: Book, *sheets: Sheet) -> Book:
    """The workbook with some sheets replaced by those of the same name."""
    new = {sheet.name: sheet for sheet in sheets}
    return replace(book, sheets=tuple(new.get(sheet.name, sheet) for sheet in book.sheets))
