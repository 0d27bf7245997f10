"""Second look at .xlsb: a scan of the BIFF12 records (MS-XLSB 2.1.4, part 2.3 names the record types)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .common import Caps, Look, Stop
from .date_formats import date_numbers
from .look_xlsx import package_target, relationships

ROW, BLANK, RK, ERROR, BOOLEAN, REAL, TEXT, SHARED_TEXT = range(8)
FORMULA_TEXT, FORMULA_REAL, FORMULA_BOOLEAN, FORMULA_ERROR = 8, 9, 10, 11
SHORT = {13: RK, 14: ERROR, 15: BOOLEAN, 16: REAL, 17: TEXT, 18: SHARED_TEXT}
STRING_ITEM, FORMAT, XF, RICH_TEXT, COLUMN = 19, 44, 47, 62, 60
BOOK_PROPERTIES, SHEET, BEGIN_STRINGS, MERGE = 153, 156, 159, 176
END_SHEET = 130
BEGIN_CELL_XFS, END_CELL_XFS = 617, 618
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def look(parts: dict[str, bytes], caps: Caps) -> list[Look]:
    """Every worksheet as a Look, in order; formula text and uncalculated formulas are not read here."""
    try:
        return _book(parts, caps)
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise Stop("file-damaged") from error


def _book(parts: dict[str, bytes], caps: Caps) -> list[Look]:
    part = package_target(parts, "/officeDocument") or "xl/workbook.bin"
    links = relationships(parts, part)
    strings = _strings(_linked(parts, links, "/sharedStrings"))
    dates = _date_styles(_linked(parts, links, "/styles"))
    looks = []
    date1904 = False
    for kind, body in records(parts[part]):
        if kind == BOOK_PROPERTIES:
            date1904 = bool(body[0] & 1)
        elif kind == SHEET:
            state, _ = struct.unpack_from("<II", body)
            link, at = _text(body, 8)
            name, _ = _text(body, at)
            found, target = links[link]
            if found.endswith("/worksheet"):
                seen = Look(name, caps, state != 0)
                seen.date1904 = date1904
                _sheet(seen, parts[target], strings, dates)
                seen.check_area()
                looks.append(seen)
    return looks


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and body of each record; Stop where the last one is cut off."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        if at + size > end:
            raise Stop("file-damaged")
        yield kind, data[at : at + size]
        at += size


def _linked(parts: dict[str, bytes], links: dict[str, tuple[str, str]], kind: str) -> bytes:
    return next((parts[target] for found, target in links.values() if found.endswith(kind)), b"")


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A counted UTF-16 text at `at`, and where it ends."""
    (count,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * count
    if end > len(body):
        raise Stop("file-damaged")
    return body[at + 4 : end].decode("utf-16-le"), end


def _strings(data: bytes) -> list[str]:
    found = []
    for kind, body in records(data):
        if kind == STRING_ITEM:
            found.append(_text(body, 1)[0])
        elif kind == BEGIN_STRINGS and struct.unpack_from("<I", body, 4)[0] > len(data):
            raise Stop("file-damaged")
    return found


def _date_styles(data: bytes) -> frozenset[int]:
    """Numbers of the cell styles that show a date."""
    formats: list[int] = []
    codes: dict[int, str] = {}
    inside = False
    for kind, body in records(data):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (BEGIN_CELL_XFS, END_CELL_XFS):
            inside = kind == BEGIN_CELL_XFS
        elif kind == XF and inside:
            formats.append(struct.unpack_from("<H", body, 2)[0])
    dates = date_numbers(codes)
    return frozenset(index for index, number in enumerate(formats) if number in dates)


def _sheet(seen: Look, data: bytes, strings: list[str], dates: frozenset[int]) -> None:
    row = column = kind = -1
    for kind, body in records(data):
        if kind == ROW:
            row, column = struct.unpack_from("<I", body)[0], -1
            if row >= 1_048_576:
                raise Stop("file-damaged", (seen.name,))
            if body[11] & 0x10:
                seen.hidden_rows.append((row, row))
        elif kind == MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            if bottom >= 1_048_576 or right >= 16_384:
                raise Stop("file-damaged", (seen.name,))
            seen.merge(top, left, bottom, right)
        elif kind == COLUMN:
            first, last = struct.unpack_from("<II", body)
            if struct.unpack_from("<H", body, 16)[0] & 1:
                seen.hidden_columns.append((first, min(last, 16_383)))
        elif BLANK <= kind <= FORMULA_ERROR or kind == RICH_TEXT or 12 <= kind <= 18:
            column = _cell(seen, (row, column), kind, body, strings, dates)
    if kind != END_SHEET:
        raise Stop("file-damaged", (seen.name,))  # cut off between two records


def _cell(
    seen: Look, before: tuple[int, int], kind: int, body: bytes, strings: list[str], dates: frozenset[int]
) -> int:
    """Read one cell record into `seen`; its column. `before` is the row and the column of the cell before."""
    row, column = before
    if 12 <= kind <= 18:  # a short record: the column is the next one
        column, value_at, kind = column + 1, 4, SHORT.get(kind, BLANK)
        style = int.from_bytes(body[0:3], "little")
    else:
        column, value_at = struct.unpack_from("<I", body)[0], 8
        style = int.from_bytes(body[4:7], "little")
    if row < 0 or column >= 16_384:
        raise Stop("file-damaged", (seen.name,))
    if kind in (RK, REAL, FORMULA_REAL):
        seen.put_number(row, column, _number(kind, body, value_at))
        if style in dates:
            seen.dates.add((row, column))
    elif kind in (ERROR, FORMULA_ERROR):
        seen.put_error(row, column, ERRORS.get(body[value_at], "#VALUE!"))
    elif kind in (BOOLEAN, FORMULA_BOOLEAN):
        seen.put(row, column, bool(body[value_at]))
    elif kind != BLANK:
        text = _cell_text(kind, body, value_at, strings)
        if text:
            seen.put(row, column, text)
        else:
            seen.touch(row, column)
    return column


def _number(kind: int, body: bytes, at: int) -> float:
    """The number of a cell: eight bytes, or an RK of four (MS-XLSB 2.5.122: flags, then 30 bits)."""
    if kind != RK:
        return float(struct.unpack_from("<d", body, at)[0])
    (packed,) = struct.unpack_from("<i", body, at)
    if packed & 2:
        number = float(packed >> 2)
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number


def _cell_text(kind: int, body: bytes, at: int, strings: list[str]) -> str:
    if kind == SHARED_TEXT:
        (index,) = struct.unpack_from("<I", body, at)
        return strings[int(index)]
    return _text(body, at + 1 if kind == RICH_TEXT else at)[0]
