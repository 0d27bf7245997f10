"""Small documents written by hand, and what stands in a filled one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = "word/document.xml"
# what a part's name says of its content type
KINDS = {
    "document": f"{WML}.document.main+xml",
    "header": f"{WML}.header+xml",
    "footer": f"{WML}.footer+xml",
    "footnotes": f"{WML}.footnotes+xml",
    "endnotes": f"{WML}.endnotes+xml",
    "styles": f"{WML}.styles+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
}
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="bin" ContentType="application/octet-stream"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>'
)
RELS = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
PROPERTIES = {
    "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
    "docProps/app.xml": f"{OFFICE}/relationships/extended-properties",
}


def document(body: str, parts: Mapping[str, str | bytes] | None = None, links: str = "", types: str = "") -> bytes:
    """A .docx whose body is `body`; further members by name, XML ones with the usual prefixes.

    `links`: relationships of the body beside those to the members; `types`: further content types.
    """
    parts = parts or {}
    names = [name for name in (MAIN, *parts) if _kind(name) in KINDS]
    types += "".join(f'<Override PartName="/{name}" ContentType="{KINDS[_kind(name)]}"/>' for name in names)
    start = f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="{MAIN}"/>'
    for name in PROPERTIES.keys() & parts.keys():
        start += f'<Relationship Id="r-{name}" Type="{PROPERTIES[name]}" Target="{name}"/>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(types),
        "_rels/.rels": RELS.format(start),
        MAIN: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELS.format("".join(map(_link, parts)) + links),
        **parts,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _kind(member: str) -> str:
    return re.sub(r"\d*\.xml", "", member.rpartition("/")[2])


def _link(member: str) -> str:
    """The relationship of the body to a member beside it."""
    folder, _, name = member.partition("/")
    if folder != "word" or name.startswith("_rels/"):
        return ""
    kind = name.split("/")[0] if "/" in name else _kind(member)
    return f'<Relationship Id="r-{name}" Type="{OFFICE}/relationships/{kind}" Target="{name}"/>'


def story(tag: str, inside: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>"


def r(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    """A paragraph; a plain text is a run of its own."""
    return f"<w:p>{''.join(x if x.startswith('<') else r(x) for x in runs)}</w:p>"


def tc(*items: str, width: int = 1000, more: str = "") -> str:
    inside = "".join(x if x.startswith("<") else p(x) for x in items) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{inside}</w:tc>'


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(x if x.startswith('<') else tc(x) for x in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def box(inside: str) -> str:
    """A text box as Word writes it: the drawing in Choice, the picture of old versions in Fallback."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="7" name="b"/>'
        f'{content}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip


def part(filled: bytes, member: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        return etree.fromstring(archive.read(member))


def texts(filled: bytes, member: str = "word/document.xml") -> list[str]:
    """The text of each paragraph, breaks as \\n and \\t, deleted text left out."""
    found = []
    for paragraph in part(filled, member).iter(f"{{{W}}}p"):
        inside = [e for e in paragraph.iter() if next(e.iterancestors(f"{{{W}}}p"), None) is paragraph]
        signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
        found.append("".join(e.text or "" if e.tag == f"{{{W}}}t" else signs.get(e.tag, "") for e in inside))
    return found


def grid(filled: bytes, number: int = 0) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    table = list(part(filled).iter(f"{{{W}}}tbl"))[number]
    return [
        ["".join(t.text or "" for t in cell.iter(f"{{{W}}}t")) for cell in row.iterchildren(f"{{{W}}}tc")]
        for row in table.iterchildren(f"{{{W}}}tr")
    ]


def find(filled: bytes, path: str, member: str = "word/document.xml") -> list[etree._Element]:
    return part(filled, member).findall(path, {"w": W})


def canonical(content: bytes) -> bytes:
    """XML in its canonical form (W3C C14N): equal where two files say the same."""
    return bytes(etree.tostring(etree.fromstring(content), method="c14n"))
