"""Makers of workbooks, good and bad, from their smallest parts; every file of these tests is made here."""

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, content) pairs or a dict, in the given order; names may repeat."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx_parts(*sheets, strings="", styles="", date1904=False, states=()):
    """Parts of an .xlsx; each sheet is the XML inside <worksheet>, its name 表1, 表2 …"""
    numbers = range(1, len(sheets) + 1)
    state = dict(zip(numbers, states, strict=False))
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}" state="{state.get(n, "visible")}"/>' for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    links += f'<Relationship Id="rIdS" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    links += f'<Relationship Id="rIdT" Type="{LINKS}/styles" Target="styles.xml"/>'
    flag = '<workbookPr date1904="1"/>' if date1904 else ""
    top = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{top}</Relationships>',
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{flag}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    for n, sheet in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = f'{DECLARATION}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    return parts


def xlsx(cells, after="", before="", **more):
    """An .xlsx of one sheet 表1 with the XML `cells` as its sheetData."""
    return zipped(xlsx_parts(f"{before}<sheetData>{cells}</sheetData>{after}", **more))


def xlsx_with(cells, changes, **more):
    """The same with parts added or replaced."""
    return zipped({**xlsx_parts(f"<sheetData>{cells}</sheetData>", **more), **changes})


def ods(rows, name="表1", styles="", extra="", manifest=None):
    """An .ods of one sheet with the XML `rows` inside its table."""
    content = (
        f'{DECLARATION}<office:document-content {ODS_SPACES} {CALCEXT} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{rows}</table:table>{extra}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = manifest or f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}">{listed}</manifest:manifest>',
            "content.xml": content,
        }
    )


def ods_row(*cells, repeat=1):
    return f'<table:table-row table:number-rows-repeated="{repeat}">{"".join(cells)}</table:table-row>'


def ods_number(value, more=""):
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}" {more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def ods_text(value, more=""):
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'


def lie_about_size(data, name, size):
    """The zip `data` with the declared size of one member changed in both of its headers."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
        struct.pack_into("<I", changed, info.header_offset + 22, size)
        start = archive.start_dir
    raw = name.encode()
    at = data.index(raw, start) - 46
    struct.pack_into("<I", changed, at + 24, size)
    return bytes(changed)


def ole2(*streams):
    """Only the names of streams in the likeness of an OLE2 file; enough to tell what it would be."""
    names = b"".join((name + "\0").encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names.ljust(2048, b"\0")
