"""Small documents with styles, theme and numbering of their own, read into the model."""

from __future__ import annotations

from good_documents import document, packed
from good_parts import NAMESPACES

from govscore.format_check.document import Notice
from govscore.format_check.reading import read_notice
from govscore.word.package import open_package

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def read(body: str, styles: str, theme: str, numbering: str = "") -> Notice:
    members = document(body, {})
    members["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    members["word/theme/theme1.xml"] = theme
    members["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    more = (
        f'<Relationship Id="rId201" Type="{_KIND}/theme" Target="theme/theme1.xml"/>'
        f'<Relationship Id="rId202" Type="{_KIND}/numbering" Target="numbering.xml"/></Relationships>'
    )
    links = members["word/_rels/document.xml.rels"]
    members["word/_rels/document.xml.rels"] = links.replace("</Relationships>", more)
    return read_notice(open_package(packed(members), "小.docx"))
