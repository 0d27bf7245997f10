"""Workbooks rewritten so that units are columns: headings in the left columns, notes below, places swapped."""

from dataclasses import replace

from govscore.readers.workbook import Book, Date, Sheet, Value


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


def turned_sample(book: Book) -> Book:
    """The workbook with every table turned round: from the first row of headings to the row before the notes."""
    sheets = []
    for sheet in book.sheets:
        titles = next(at for at, row in enumerate(sheet.rows) if row[1] is not None)
        notes = (at for at, row in enumerate(sheet.rows) if str(row[0]).startswith("备注"))
        sheets.append(turned(sheet, titles, next(notes, len(sheet.rows)) - 1))
    return replace(book, sheets=tuple(sheets))


def _wide(row: list[Value | Date], width: int) -> list[Value | Date]:
    return [row[0], *[None] * (width - 1)]
