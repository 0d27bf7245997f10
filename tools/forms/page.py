"""The document and its sections: paper, margins, page numbers, pages on their side, the bytes of the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.oxml import parse_xml
from lxml import etree

from forms.boxes import Box
from forms.measures import (
    BINDING,
    BOTTOM,
    EDGE,
    HEAD,
    LETTER_HEADER,
    LINE,
    NUMBER_FOOTER,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    TOP,
    twips,
)
from forms.styles import set_styles
from forms.xml import element, exact, paragraph

EARLIEST = (1980, 1, 1, 0, 0, 0)
EMPTY = paragraph("", "Rule")
NUMBER_LINE, NUMBER_LENGTH, NUMBER_INDENT = 320, twips(40), 280  # 7.5: one 4号 character in


def new_document(title: str) -> Document:
    """An empty document with the styles of an official notice; its sections are set by `Sections`."""
    document = docx.Document()
    links = document.part.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/stylesWithEffects")]:
        links.pop(key)  # a second style part, for Word 2010 alone
    set_styles(document)
    _settings(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "", title, "", "zh-CN"
    return document


def _settings(document: Document) -> None:
    """Mirrored margins (6.2: 订口 is on the right of even pages), odd and even footers, Word 2013's layout."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for xml in (
        "<w:mirrorMargins/>",
        '<w:defaultTabStop w:val="420"/>',
        "<w:evenAndOddHeaders/>",
        '<w:characterSpacingControl w:val="doNotCompress"/>',
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    ):
        settings.append(element(xml))


def add(document: Document, parts: Sequence[str]) -> None:
    """Append paragraphs and tables to the body, before its section properties."""
    section = document.element.body.sectPr
    for xml in parts:
        section.addprevious(element(xml))


@dataclass(slots=True)
class Sections:
    """The sections of a document. Each has header and footer parts of its own, as Word makes them."""

    document: Document
    boxes: int = 100

    def upright(self, first: str = "", header: int = LETTER_HEADER) -> str:
        """w:sectPr of upright pages; `first`: references of a first page that has a head and foot of its own."""
        numbers = self._stories("footer", [_number("right")], [_number("left")])
        title = "<w:titlePg/>" if first else ""
        return (
            f"<w:sectPr>{first}{numbers}"
            f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
            f'<w:pgMar w:top="{TOP}" w:right="{EDGE}" w:bottom="{BOTTOM}" w:left="{BINDING}" w:header="{header}"'
            f' w:footer="{NUMBER_FOOTER}" w:gutter="0"/>{title}'
            f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
        )

    def turned(self) -> str:
        """w:sectPr of pages on their side; their numbers keep their place on the sheet (clause 8)."""
        numbers = [[self._turned_number(odd)] for odd in (True, False)]
        stories = self._stories("header", *numbers) + self._stories("footer", [EMPTY], [EMPTY])
        return (
            f'<w:sectPr>{stories}<w:pgSz w:w="{PAGE_HEIGHT}" w:h="{PAGE_WIDTH}" w:orient="landscape"/>'
            f'<w:pgMar w:top="{HEAD}" w:right="{SIDE}" w:bottom="{HEAD}" w:left="{SIDE}" w:header="851"'
            f' w:footer="851" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
        )

    def upright_again(self) -> str:
        """w:sectPr of upright pages after pages on their side, without the headers of those."""
        return self.upright().replace("<w:sectPr>", "<w:sectPr>" + self._stories("header", [EMPTY], [EMPTY]), 1)

    def last(self, section: str) -> None:
        """Set the document's last section."""
        body = self.document.element.body
        body.replace(body.sectPr, element(section))

    def story(self, kind: str, use: str, paragraphs: Sequence[str]) -> str:
        """A reference to a new header or footer with these paragraphs, for first, default or even pages."""
        part, link = getattr(self.document.part, f"add_{kind}_part")()
        root = part.element
        for child in list(root):
            root.remove(child)
        for xml in paragraphs:
            root.append(element(xml))
        return f'<w:{kind}Reference w:type="{use}" r:id="{link}"/>'

    def _stories(self, kind: str, odd: Sequence[str], even: Sequence[str]) -> str:
        return self.story(kind, "default", odd) + self.story(kind, "even", even)

    def _turned_number(self, odd: bool) -> str:
        """The number in a box whose lines run down: the sheet's foot is at the left of the turned page.

        The line's upper edge is where that of an upright page is. It ends one character before the 版心's edge on
        odd pages (there the sheet's right edge), and begins as far in on even ones.
        """
        self.boxes += 1
        left = NUMBER_FOOTER
        top = PAGE_WIDTH - EDGE - NUMBER_INDENT - NUMBER_LENGTH if odd else EDGE + NUMBER_INDENT
        box = Box(self.boxes, "页码", NUMBER_LINE, NUMBER_LENGTH, left, top, turned=True)
        side = "right" if odd else "left"
        return paragraph(box.run([paragraph(_page_field(), "Page", f'<w:jc w:val="{side}"/>')]), "Rule")


def ends(section: str) -> str:
    """A paragraph of one point that ends a section."""
    return paragraph("", "Rule", exact(20) + section)


def _number(side: str) -> str:
    """“— 1 —” in 4号宋体: right on odd pages, left on even ones, one character in from the edge."""
    place = f'<w:ind w:{side}="{NUMBER_INDENT}"/><w:jc w:val="{side}"/>'
    return paragraph(_page_field(), "Page", place)


def _page_field() -> str:
    pieces = (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
    return "".join(f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{inside}</w:r>' for inside in pieces)


def saved(document: Document) -> bytes:
    """The document's bytes, the same for the same content: constant times in the zip."""
    loose = io.BytesIO()
    document.save(loose)
    fixed = io.BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "docProps/thumbnail.jpeg":
                entry = zipfile.ZipInfo(name, EARLIEST)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
                target.writestr(entry, _without_thumbnail(name, source.read(name)))
    return fixed.getvalue()


def _without_thumbnail(name: str, content: bytes) -> bytes:
    """The package's relationships without the preview picture that python-docx brings along."""
    if name != "_rels/.rels":
        return content
    root = parse_xml(content)
    for link in list(root):
        if link.get("Type", "").endswith("/thumbnail"):
            root.remove(link)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
