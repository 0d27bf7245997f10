"""Elements of Word's XML as text: runs and paragraphs that take their looks from styles."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
KEEP = "<w:keepNext/>"


def element(xml: str) -> BaseOxmlElement:
    """The element written as `xml`, in which the usual prefixes need no declaration."""
    head, _, rest = xml.partition(">")
    slash = "/" if head.endswith("/") else ""
    declared = "".join(f' xmlns:{p}="{n}"' for p, n in NAMESPACES.items() if p == "w" or f"{p}:" in xml)
    return parse_xml(f"{head.removesuffix('/')}{declared}{slash}>{rest}")


def fonts(name: str) -> str:
    """w:rFonts for one font in all scripts; the hint makes Word set “” … — in the East Asian font."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def texts(text: str) -> str:
    """The w:t of a text; a tab in it is a w:tab."""
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")]
    return "<w:tab/>".join(parts)


def run(text: str, style: str = "") -> str:
    """One w:r in the paragraph's font, or in that of a character style; the hint stands in the run as well."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"/></w:rPr>{texts(text)}</w:r>'


def paragraph(content: str, style: str = "Body", more: str = "") -> str:
    """One w:p of runs with a style id and further paragraph properties, in the order of Word's schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def exact(height: int, before: int = 0, after: int = 0) -> str:
    """w:spacing for lines of exactly `height` twips."""
    room = "".join(f' w:{side}="{value}"' for side, value in (("before", before), ("after", after)) if value)
    return f'<w:spacing{room} w:line="{height}" w:lineRule="exact"/>'
