"""Writes small .xls workbooks (MS-XLS records in an MS-CFB file); nothing else here can write that format."""

import struct

ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


class Error(str):
    """An error cell, by the name that Excel shows."""


class Styled:
    """A number shown in a style: 15 general, 16 a date, 17 a percentage, 18 a Chinese built-in date."""

    def __init__(self, number, style):
        self.number, self.style = number, style


FORMATS = (0, 14, 10, 31)


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def text(value):
    data = value.encode("utf-16-le")
    return struct.pack("<HB", len(data) // 2, 1) + data


def workbook(sheets, merges=None, hidden=(), hidden_rows=None, hidden_columns=None, extra=b""):
    """Bytes of an .xls; `sheets` maps a name to its rows, the rest is keyed by sheet name (0-based)."""
    strings = []
    bodies = [
        sheet(
            rows,
            strings,
            (merges or {}).get(name, ()),
            (hidden_rows or {}).get(name, ()),
            (hidden_columns or {}).get(name, ()),
        )
        for name, rows in sheets.items()
    ]
    head, tail = globals_before(extra), globals_after(strings)
    bound_size = sum(4 + 8 + 2 * len(name) for name in sheets)
    at = len(head) + bound_size + len(tail)
    bounds = b""
    for name, body in zip(sheets, bodies, strict=True):
        bound = struct.pack("<IBBBB", at, name in hidden, 0, len(name), 1) + name.encode("utf-16-le")
        bounds += record(0x85, bound)
        at += len(body)
    return compound({"Workbook": head + bounds + tail + b"".join(bodies)})


def globals_before(extra):
    font = struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 5, 0) + b"Arial"
    styles = b"".join(xf(0, 0xFFF5) for _ in range(15)) + b"".join(xf(number, 1) for number in FORMATS)
    return (
        record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x1FAF, 0x7CD, 0, 6))
        + extra
        + record(0x42, struct.pack("<H", 1200))
        + record(0x22, struct.pack("<H", 0))
        + record(0x31, font) * 4
        + styles
        + record(0x293, struct.pack("<HBB", 0x8000, 0, 0xFF))
    )


def xf(number, flags):
    return record(0xE0, struct.pack("<HHHBBBBIIH", 0, number, flags, 0x20, 0, 0, 0, 0, 0, 0x20C0))


def globals_after(strings):
    table = struct.pack("<II", len(strings), len(strings)) + b"".join(map(text, strings))
    return record(0xFC, table) + record(0x0A)


def sheet(rows, strings, merges, hidden_rows, hidden_columns):
    width = max((len(row) for row in rows), default=0)
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x1FAF, 0x7CD, 0, 6))
    for column in hidden_columns:
        body += record(0x7D, struct.pack("<HHHHHH", column, column, 2048, 15, 1, 0))
    body += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number in range(len(rows)):
        flags = 0x100 | (0x20 if number in hidden_rows else 0)
        body += record(0x208, struct.pack("<HHHHHHI", number, 0, width, 300, 0, 0, flags))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                body += cell(number, column, value, strings)
    body += record(0x23E, struct.pack("<HHHHHHI", 0x6B6, 0, 0, 64, 0, 0, 0))
    if merges:
        regions = b"".join(struct.pack("<4H", t, b, le, r) for t, le, b, r in merges)
        body += record(0xE5, struct.pack("<H", len(merges)) + regions)
    return body + record(0x0A)


def cell(row, column, value, strings):
    """One cell record: error or boolean, whole number as RK, other number as double, shared text."""
    head = struct.pack("<HHH", row, column, value.style if isinstance(value, Styled) else 15)
    if isinstance(value, Styled):
        value = value.number
    if isinstance(value, Error):
        return record(0x205, head + bytes([ERROR_CODES[value], 1]))
    if isinstance(value, bool):
        return record(0x205, head + bytes([value, 0]))
    if isinstance(value, int):
        return record(0x27E, head + struct.pack("<i", value << 2 | 2))
    if isinstance(value, float):
        return record(0x203, head + struct.pack("<d", value))
    if value not in strings:
        strings.append(value)
    return record(0xFD, head + struct.pack("<I", strings.index(value)))


def compound(streams):
    """A compound file with the streams in its root; each is padded beyond the small-stream size."""
    chains, directory, content, at = [], entry("Root Entry", 5, child=1), b"", 0
    for number, (name, data) in enumerate(streams.items(), 1):
        data += b"\0" * (4096 - len(data))
        sectors = -(-len(data) // SECTOR)
        right = number + 1 if number < len(streams) else FREE
        directory += entry(name, 2, start=at, size=len(data), right=right)
        chains += [*range(at + 1, at + sectors), END]
        content += data + b"\0" * (sectors * SECTOR - len(data))
        at += sectors
    directory += b"\0" * (-len(directory) % SECTOR)
    count = len(directory) // SECTOR
    chains += [*range(at + 1, at + count), END]
    fat_count = -(-(len(chains) + 1) // 127)
    fat_at = len(chains)
    chains += [FAT] * fat_count
    fat = struct.pack(f"<{len(chains)}I", *chains)
    fat += b"\xff" * (fat_count * SECTOR - len(fat))
    return header(at, fat_at, fat_count) + content + directory + fat


def header(directory, fat_at, fat_count):
    numbers = struct.pack("<IIIIIIIIII", 0, fat_count, directory, 0, 4096, END, 0, END, 0, fat_at)
    rest = struct.pack(f"<{fat_count - 1}I", *range(fat_at + 1, fat_at + fat_count))
    fixed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    return (fixed + b"\0" * 6 + numbers + rest).ljust(SECTOR, b"\xff")


def entry(name, kind, start=END, size=0, child=FREE, right=FREE):
    raw = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", FREE, right, child)
    place = struct.pack("<IQ", start, size)
    return raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + links + b"\0" * 36 + place
