"""Writes small .xlsb workbooks record by record (MS-XLSB 2.1.4); nothing else here can write that format."""

import io
import struct
import zipfile

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.'
    'macroEnabled.main"/>{overrides}</Types>'
)
OVERRIDE = '<Override PartName="/xl/{part}" ContentType="application/vnd.ms-excel.{kind}"/>'


class Error(str):
    """An error cell, by the name that Excel shows."""


class Styled:
    """A number shown in a style: 1 is a date, 2 is a percentage."""

    def __init__(self, number, style):
        self.number, self.style = number, style


class Formula:
    """A formula cell with a stored value; the formula itself is 1+1."""

    TOKENS = struct.pack("<HI", 0, 7) + b"\x1e\x01\x00\x1e\x01\x00\x03" + struct.pack("<I", 0)

    def __init__(self, value):
        self.value = value


def record(kind, body=b""):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, rest = b"", len(body)
    while True:
        rest, low = rest >> 7, rest & 0x7F
        size += bytes([low | (0x80 if rest else 0)])
        if not rest:
            return head + size + body


def text(value):
    data = value.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def workbook(sheets, merges=None, hidden=(), hidden_rows=None, hidden_columns=None, date1904=False, promised=None):
    """Bytes of an .xlsb; `sheets` maps a name to its rows, the rest is keyed by sheet name (0-based)."""
    parts, strings = {}, []
    for number, (name, rows) in enumerate(sheets.items(), 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = sheet(
            rows,
            strings,
            (merges or {}).get(name, ()),
            (hidden_rows or {}).get(name, ()),
            (hidden_columns or {}).get(name, ()),
        )
    parts["xl/workbook.bin"] = book(sheets, hidden, date1904)
    parts["xl/sharedStrings.bin"] = shared_strings(strings, promised)
    parts["xl/styles.bin"] = styles()
    parts["_rels/.rels"] = relationships([("rId1", "officeDocument", "xl/workbook.bin")])
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    links += [("rIdS", "sharedStrings", "sharedStrings.bin"), ("rIdT", "styles", "styles.bin")]
    parts["xl/_rels/workbook.bin.rels"] = relationships(links)
    parts["[Content_Types].xml"] = content_types(len(sheets))
    return zipped(parts)


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts.items()):
            archive.writestr(name, content)
    return stream.getvalue()


def content_types(count):
    overrides = [OVERRIDE.format(part=f"worksheets/sheet{n}.bin", kind="worksheet") for n in range(1, count + 1)]
    overrides.append(OVERRIDE.format(part="sharedStrings.bin", kind="sharedStrings"))
    overrides.append(OVERRIDE.format(part="styles.bin", kind="styles"))
    return CONTENT_TYPES.format(overrides="".join(overrides)).encode()


def relationships(links):
    body = "".join(f'<Relationship Id="{i}" Type="{TYPE}/{kind}" Target="{target}"/>' for i, kind, target in links)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}">{body}</Relationships>'.encode()


def book(names, hidden, date1904):
    sheets = b"".join(
        record(156, struct.pack("<II", name in hidden, n) + text(f"rId{n}") + text(name))
        for n, name in enumerate(names, 1)
    )
    properties = record(153, struct.pack("<II", int(date1904), 0) + text(""))
    return record(131) + properties + record(143) + sheets + record(144) + record(132)


def shared_strings(strings, promised=None):
    items = b"".join(record(19, b"\0" + text(value)) for value in strings)
    count = len(strings) if promised is None else promised
    return record(159, struct.pack("<II", len(strings), count)) + items + record(160)


def styles():
    """Three cell styles: general, date (built-in 14), percentage (built-in 10)."""

    def xf(parent, number):
        return record(47, struct.pack("<HHHHHBBHBB", parent, number, 0, 0, 0, 0, 0, 0, 0, 0))

    font = record(43, struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 134, 0) + b"\0" * 8 + b"\2" + text("Arial"))
    fill = record(45, struct.pack("<I", 0) + b"\0" * 64)
    border = record(46, b"\0" * 51)
    return (
        record(278)
        + record(611, struct.pack("<I", 1)) + font + record(612)
        + record(603, struct.pack("<I", 1)) + fill + record(604)
        + record(613, struct.pack("<I", 1)) + border + record(614)
        + record(626, struct.pack("<I", 1)) + xf(0xFFFF, 0) + record(627)
        + record(617, struct.pack("<I", 3)) + xf(0, 0) + xf(0, 14) + xf(0, 10) + record(618)
        + record(619, struct.pack("<I", 1)) + record(48, struct.pack("<IHBB", 0, 1, 0, 0) + text("Normal"))
        + record(620)
        + record(279)
    )  # fmt: skip


def sheet(rows, strings, merges, hidden_rows, hidden_columns):
    width = max((len(row) for row in rows), default=1) or 1
    body = record(129) + record(148, struct.pack("<4I", 0, max(len(rows), 1) - 1, 0, width - 1))
    if hidden_columns:
        columns = (record(60, struct.pack("<IIIIH", c, c, 2048, 0, 1)) for c in hidden_columns)
        body += record(390) + b"".join(columns) + record(391)
    body += record(145)
    for number, row in enumerate(rows):
        flags = bytes([0, 0x10 if number in hidden_rows else 0, 0])
        body += record(0, struct.pack("<IIH", number, 0, 300) + flags + struct.pack("<III", 1, 0, width - 1))
        body += b"".join(cell(column, value, strings) for column, value in enumerate(row) if value is not None)
    body += record(146)
    if merges:
        regions = (record(176, struct.pack("<4I", t, b, le, r)) for t, le, b, r in merges)
        body += record(177, struct.pack("<I", len(merges))) + b"".join(regions) + record(178)
    return body + record(130)


def cell(column, value, strings):
    """One cell record: errors, booleans, whole numbers as RK, other numbers as doubles, shared text."""
    style = value.style if isinstance(value, Styled) else 0
    head = struct.pack("<II", column, style)
    if isinstance(value, Formula):
        return formula_cell(head, value.value)
    if isinstance(value, Styled):
        value = value.number
    if isinstance(value, Error):
        return record(3, head + bytes([ERROR_CODES[value]]))
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    if isinstance(value, int):
        return record(2, head + struct.pack("<i", value << 2 | 2))
    if isinstance(value, float):
        return record(5, head + struct.pack("<d", value))
    if value not in strings:
        strings.append(value)
    return record(7, head + struct.pack("<I", strings.index(value)))


def formula_cell(head, value):
    if isinstance(value, Error):
        return record(11, head + bytes([ERROR_CODES[value]]) + Formula.TOKENS)
    if isinstance(value, bool):
        return record(10, head + bytes([value]) + Formula.TOKENS)
    if isinstance(value, str):
        return record(8, head + text(value) + Formula.TOKENS)
    return record(9, head + struct.pack("<d", value) + Formula.TOKENS)
