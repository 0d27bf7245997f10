"""Styles of an official notice: the office changes a font or size once, and the whole notice follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.styles import CT_Style
from docx.shared import Pt, RGBColor, Twips

from forms.measures import (
    CHARACTER,
    IMPRINT_LINE,
    LINE,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_5_SMALL,
    TIGHTER,
    characters,
)
from forms.xml import element, set_font

SONG, FANG, KAI, HEI, TITLE_SONG = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
RED = "FF0000"
# places of paragraphs, by python-docx's names of their formats
CENTRE, LEFT, RIGHT, BOTH = (
    {"alignment": getattr(WD_ALIGN_PARAGRAPH, side)} for side in ("CENTER", "LEFT", "RIGHT", "JUSTIFY")
)
INDENT = {"first_line_indent": Twips(2 * CHARACTER)}
# 7.3.5: name and date are centred on each other, four characters from the right for a date of usual length
SIGNED = {"left_indent": Twips(characters(13.5))}
# 7.4.2: one 4号 character in; turned lines after the colon
COPY = {"left_indent": Twips(1120), "right_indent": Twips(280), "first_line_indent": Twips(-840)}
NOTE = {"left_indent": Twips(630), "first_line_indent": Twips(-630)}


def exact(height: int, before: int = 0, after: int = 0) -> dict[str, object]:
    """Lines of exactly `height` twips, with room before and after the paragraph."""
    room = {"space_before": before, "space_after": after}
    return {"line_spacing": Twips(height), **{side: Twips(value) for side, value in room.items() if value}}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: id, name in Word's list, font, size (half points), line (twips), place, character spacing."""

    identity: str
    name: str
    font: str
    size: int = SIZE_3
    line: int = LINE
    place: Mapping[str, object] = field(default_factory=dict)
    closer: int = TIGHTER
    colour: str = ""

    def add(self, document: Document) -> None:
        """The style in the document's list; lines closer than the page's grid are taken off it."""
        style = document.styles.add_style(self.name, WD_STYLE_TYPE.PARAGRAPH)
        style.style_id, style.base_style, style.quick_style = self.identity, document.styles["Normal"], True
        for name, value in {**exact(self.line), **self.place}.items():
            setattr(style.paragraph_format, name, value)
        style.font.size = Pt(self.size / 2)
        if self.colour:
            style.font.color.rgb = RGBColor.from_string(self.colour)
        set_font(style.element.rPr, self.font)
        self._add_unnamed(style.element)

    def _add_unnamed(self, style: CT_Style) -> None:
        """What python-docx has no name for: no punctuation outside the 版心, the grid, indents in characters."""
        places = ('<w:overflowPunct w:val="0"/>', '<w:snapToGrid w:val="0"/>')
        for xml in places if self.line < LINE else places[:1]:
            style.pPr.insert_element_before(element(xml), "w:spacing")
        if "first_line_indent" in self.place and "left_indent" not in self.place:
            style.pPr.ind.set(qn("w:firstLineChars"), "200")
        if self.closer:
            style.rPr.insert_element_before(element(f'<w:spacing w:val="{self.closer}"/>'), "w:sz")
        style.rPr.append(element(f'<w:szCs w:val="{self.size}"/>'))


def _tables() -> list[Style]:
    """Three styles for each size of table: heading, figure, name."""
    styles = []
    for size, called in ((SIZE_5, "五号"), (SIZE_5_SMALL, "小五")):
        line = size * 10 + 70
        styles += [
            Style(f"Head{size}", f"表头{called}", HEI, size, line, CENTRE, 0),
            Style(f"Cell{size}", f"表格数字{called}", FANG, size, line, CENTRE, 0),
            Style(f"Name{size}", f"表格文字{called}", FANG, size, line, LEFT, 0),
        ]
    return styles


STYLES = (
    Style("Body", "公文正文", FANG, place=INDENT | BOTH),
    Style("Flush", "公文顶格", FANG),
    Style("Headline", "公文标题", TITLE_SONG, SIZE_2, place=CENTRE, closer=0),
    Style("Number", "发文字号", FANG),
    Style("Level1", "公文一级标题", HEI, place=INDENT),
    Style("Level2", "公文二级标题", KAI, place=INDENT),
    Style("Annexes", "附件说明", FANG),
    Style("Signed", "公文落款", FANG, place=SIGNED | CENTRE),
    Style("AnnexMark", "附件标号", HEI),
    Style("AnnexTitle", "附件标题", TITLE_SONG, SIZE_2, place=CENTRE, closer=0),
    Style("Copy", "公文抄送", FANG, SIZE_4, IMPRINT_LINE, COPY, 0),
    Style("Imprint", "印发机关和日期", FANG, SIZE_4, IMPRINT_LINE, closer=0),
    Style("Note", "表下备注", FANG, SIZE_5, 300, NOTE, 0),
    Style("Page", "公文页码", SONG, SIZE_4, 320, closer=0),
    Style("Letterhead", "信函发文机关", TITLE_SONG, 64, 760, CENTRE, 60, RED),
    Style("Redhead", "文件发文机关", TITLE_SONG, 68, 980, CENTRE, 0, RED),
    Style("Masthead", "简报报头", TITLE_SONG, 84, 1100, CENTRE, 80, RED),
    Style("UnitName", "单位标题", KAI, 30, 420, closer=0),
    Style("UnitLine", "单位说明", FANG, 22, 340, closer=0),
    Style("Rule", "线和空行", FANG, 2, 30, closer=0),
    *_tables(),
)
KAI_TEXT = "Kai"  # 7.3.3: （一） and its words in 楷体 at the head of a paragraph
NAMES = {style.identity: style.name for style in STYLES} | {KAI_TEXT: "公文楷体字"}


def set_styles(document: Document) -> None:
    """The styles above and nothing of python-docx's own, which would only hide the office's in Word's list."""
    for style in list(document.styles):
        if not style.element.default:
            style.delete()
    _defaults(document)
    for style in STYLES:
        style.add(document)
    kai = document.styles.add_style(NAMES[KAI_TEXT], WD_STYLE_TYPE.CHARACTER)
    kai.style_id, kai.quick_style = KAI_TEXT, True
    set_font(kai.element.get_or_add_rPr(), KAI)


def _defaults(document: Document) -> None:
    """3号仿宋, Chinese; no widow control, which would leave pages of 21 lines. python-docx has no names for these."""
    styles = document.styles.element
    defaults = element(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='32'/><w:szCs w:val='32'/>"
        "<w:lang w:val='en-US' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl w:val='0'/><w:spacing w:before='0' w:after='0'/></w:pPr>"
        "</w:pPrDefault></w:docDefaults>"
    )
    set_font(defaults.find(".//" + qn("w:rPr")), FANG)
    styles.replace(styles.find(qn("w:docDefaults")), defaults)
