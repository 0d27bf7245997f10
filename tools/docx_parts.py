"""Parts of an official document in Word's XML: page, styles, paragraphs, page numbers.

Measures are those of GB/T 9704-2012: A4 with a text area of 156 × 225 mm, 22 lines of 28 characters (579
twips a line, exact), body 3号仿宋 (16 pt), title 2号小标宋 (22 pt). Lengths are in twips (1/20 pt), sizes of
fonts in half points.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

SONG, FANG, KAI, HEI, TITLE_SONG = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
RED = "FF0000"
TEXT_WIDTH = 8844
EARLIEST = (1980, 1, 1, 0, 0, 0)


def element(xml: str) -> BaseOxmlElement:
    """The element written as `xml`, which may use the prefix w."""
    head, _, rest = xml.partition(">")
    slash = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.removesuffix('/')} {nsdecls('w')}{slash}>{rest}")


def fonts(name: str) -> str:
    """w:rFonts for one font in all scripts; the hint makes Word set “” … — in the East Asian font."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def run(text: str, font: str = FANG, size: int = 32, colour: str = "", more: str = "") -> str:
    """One w:r; `size` in half points."""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    form = f'<w:rPr>{fonts(font)}{tint}{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t")]
    return f"<w:r>{form}{'<w:tab/>'.join(parts)}</w:r>"


def paragraph(content: str, style: str = "Body", more: str = "") -> str:
    """One w:p of runs with a style id and further paragraph properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'

# id, name in Word's list, font, half points, line, further paragraph properties
STYLES = (
    ("Body", "公文正文", FANG, 32, 579, f'{INDENT}<w:jc w:val="both"/>'),
    ("Flush", "公文顶格", FANG, 32, 579, ""),
    ("Headline", "公文标题", TITLE_SONG, 44, 640, '<w:jc w:val="center"/>'),
    ("Number", "发文字号", FANG, 32, 579, '<w:jc w:val="right"/>'),
    ("Level1", "公文一级标题", HEI, 32, 579, INDENT),
    ("Level2", "公文二级标题", KAI, 32, 579, INDENT),
    ("Signed", "公文落款", FANG, 32, 579, '<w:ind w:left="4266"/><w:jc w:val="center"/>'),
    ("Copy", "公文抄送", FANG, 28, 560, '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'),
    ("AnnexMark", "附件标号", HEI, 32, 579, ""),
    ("AnnexTitle", "附件标题", TITLE_SONG, 36, 560, '<w:jc w:val="center"/>'),
    ("Heading", "表头", HEI, 21, 280, '<w:jc w:val="center"/>'),
    ("Cell", "表格数字", FANG, 21, 280, '<w:jc w:val="center"/>'),
    ("CellName", "表格单位", FANG, 21, 280, '<w:jc w:val="left"/>'),
    ("Note", "表下备注", FANG, 21, 320, '<w:ind w:left="630" w:hanging="630"/>'),
    ("Page", "公文页码", SONG, 28, 320, ""),
)  # fmt: skip


def new_document(title: str) -> Document:
    """An empty A4 document with the styles above and nothing of python-docx's own looks."""
    document = docx.Document()
    _lighten(document)
    _defaults(document)
    for identity, name, font, size, line, more in STYLES:
        document.styles.element.append(_style(identity, name, font, size, line, more))
    _page(document)
    _settings(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "", title, "", "zh-CN"
    return document


def _lighten(document: Document) -> None:
    """Without python-docx's hundred table styles and the second style part that only Word 2010 reads."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)
    links = document.part.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/stylesWithEffects")]:
        links.pop(key)


def _defaults(document: Document) -> None:
    styles = document.styles.element
    found = styles.find(qn("w:docDefaults"))
    styles.replace(
        found,
        element(
            f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:sz w:val='32'/><w:szCs w:val='32'/>"
            "<w:lang w:val='en-US' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
            "<w:pPrDefault><w:pPr><w:spacing w:before='0' w:after='0'/></w:pPr></w:pPrDefault>"
            "</w:docDefaults>"
        ),
    )
    normal = document.styles["Normal"].element
    for child in (qn("w:rPr"), qn("w:pPr")):
        for old in normal.findall(child):
            normal.remove(old)


def _style(identity: str, name: str, font: str, size: int, line: int, more: str) -> BaseOxmlElement:
    grid = '<w:snapToGrid w:val="0"/>' if line < 400 else ""  # table lines are closer than the page's grid
    return element(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{grid}'
        f'<w:spacing w:line="{line}" w:lineRule="exact"/>{more}</w:pPr>'
        f'<w:rPr>{fonts(font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _page(document: Document) -> None:
    section = document.sections[0]._sectPr
    for child in list(section):
        section.remove(child)
    for xml in (
        '<w:pgSz w:w="11906" w:h="16838"/>',
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="1661" w:footer="1418"'
        ' w:gutter="0"/>',
        '<w:docGrid w:type="lines" w:linePitch="579"/>',
    ):
        section.append(element(xml))


def _settings(document: Document) -> None:
    """Odd and even pages differ (page numbers outside); Word 2013 layout, not its compatibility mode."""
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    document.settings.odd_and_even_pages_header_footer = True
    compat = element(
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = ("w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults",
             "w:decimalSymbol", "w:listSeparator")  # fmt: skip
    following = next((child for child in settings if child.tag in {qn(name) for name in after}), None)
    settings.append(compat) if following is None else following.addprevious(compat)
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def page_numbers(document: Document) -> None:
    """“— 1 —” in 4号宋体: right on odd pages, left on even ones, one character in from the edge."""
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _replace_story(footer, [_page_number(side)])


def _page_number(side: str) -> str:
    field = "".join(
        f'<w:r><w:rPr>{fonts(SONG)}<w:sz w:val="28"/></w:rPr>{inside}</w:r>'
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    place = f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
    return paragraph(run("— ", SONG, 28) + field + run(" —", SONG, 28), "Page", place)


def letter_head(document: Document, office: str) -> None:
    """A 信函's first page: the office in red, a red double line under it and one near the page's foot."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    mark = paragraph(
        run(office, TITLE_SONG, 64, RED, '<w:spacing w:val="60"/>'),
        "Flush",
        '<w:spacing w:line="760" w:lineRule="exact" w:after="160"/><w:jc w:val="center"/>',
    )
    _replace_story(section.first_page_header, [mark, _double_line(18, 6)])
    _replace_story(section.first_page_footer, [_double_line(6, 18)])


def _double_line(top: int, bottom: int) -> str:
    """Two red lines of 170 mm as the borders of a paragraph 1.5 pt high: drawn alike by every program."""
    borders = (
        f'<w:pBdr><w:top w:val="single" w:sz="{top}" w:space="0" w:color="{RED}"/>'
        f'<w:bottom w:val="single" w:sz="{bottom}" w:space="0" w:color="{RED}"/></w:pBdr>'
    )
    more = (
        f'{borders}<w:spacing w:line="30" w:lineRule="exact"/><w:ind w:left="-397" w:right="-397"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr>'
    )
    return paragraph("", "Flush", more)


def _replace_story(story: object, paragraphs: Sequence[str]) -> None:
    root = story._element  # type: ignore[attr-defined]
    for child in list(root):
        root.remove(child)
    for xml in paragraphs:
        root.append(element(xml))


def add(document: Document, parts: Sequence[str]) -> None:
    """Append paragraphs and tables to the body, before its section properties."""
    section = document.sections[0]._sectPr
    for xml in parts:
        section.addprevious(element(xml))


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
