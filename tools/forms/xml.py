"""Word's XML for what python-docx has no words for: borders, the East Asian font, elements as text."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}


def element(xml: str) -> BaseOxmlElement:
    """The element written as `xml`, in which the usual prefixes need no declaration."""
    head, _, rest = xml.partition(">")
    slash = "/" if head.endswith("/") else ""
    declared = "".join(f' xmlns:{p}="{n}"' for p, n in NAMESPACES.items() if p == "w" or f"{p}:" in xml)
    return parse_xml(f"{head.removesuffix('/')}{declared}{slash}>{rest}")


def border(side: str, size: int, colour: str = "000000", space: int = 0) -> str:
    """A line at one side of a paragraph or table, `size` in eighths of a point, `space` in points."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def set_font(properties: CT_RPr, name: str = "") -> None:
    """One font for all scripts, or none; the hint makes Word set “” … — in the East Asian font."""
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    for script in ("ascii", "hAnsi", "eastAsia", "cs") if name else ():
        fonts.set(qn(f"w:{script}"), name)
