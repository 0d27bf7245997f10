"""Styles of an official notice: the office changes a font or size once, and the whole notice follows."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn

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
from forms.xml import element, exact, fonts

SONG, FANG, KAI, HEI, TITLE_SONG = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
RED = "FF0000"
CENTRE, LEFT, RIGHT, BOTH = (f'<w:jc w:val="{side}"/>' for side in ("center", "left", "right", "both"))
INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
# 7.3.5: name and date are centred on each other, four characters from the right for a date of usual length
SIGNED = f'<w:ind w:left="{characters(13.5)}"/>'
COPY = (
    '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'  # 7.4.2: one 4号 character in; turned lines after the colon
)
NOTE = '<w:ind w:left="630" w:hanging="630"/>'
INSIDE = '<w:overflowPunct w:val="0"/>'  # no punctuation outside the 版心
OFF_GRID = '<w:snapToGrid w:val="0"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: id, name in Word's list, font, size (half points), line (twips), place, character spacing."""

    identity: str
    name: str
    font: str
    size: int = SIZE_3
    line: int = LINE
    place: str = ""
    closer: int = TIGHTER
    colour: str = ""

    def xml(self) -> str:
        """The w:style; lines closer than the page's grid are taken off it."""
        grid = OFF_GRID if self.line < LINE else ""
        tint = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        spacing = f'<w:spacing w:val="{self.closer}"/>' if self.closer else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.identity}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{INSIDE}{grid}{exact(self.line)}{self.place}</w:pPr>'
            f'<w:rPr>{fonts(self.font)}{tint}{spacing}<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr>'
            "</w:style>"
        )


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
    Style("Body", "公文正文", FANG, place=INDENT + BOTH),
    Style("Flush", "公文顶格", FANG),
    Style("Headline", "公文标题", TITLE_SONG, SIZE_2, place=CENTRE, closer=0),
    Style("Number", "发文字号", FANG),
    Style("Level1", "公文一级标题", HEI, place=INDENT),
    Style("Level2", "公文二级标题", KAI, place=INDENT),
    Style("Annexes", "附件说明", FANG),
    Style("Signed", "公文落款", FANG, place=SIGNED + CENTRE),
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


def set_styles(document: Document) -> None:
    """The styles above and nothing of python-docx's own, which would only hide the office's in Word's list."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    _defaults(document)
    for style in STYLES:
        styles.append(element(style.xml()))
    styles.append(
        element(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{KAI_TEXT}"><w:name w:val="公文楷体字"/>'
            f"<w:qFormat/><w:rPr>{fonts(KAI)}</w:rPr></w:style>"
        )
    )


def _defaults(document: Document) -> None:
    """3号仿宋, Chinese; no widow control, which would leave pages of 21 lines."""
    styles = document.styles.element
    styles.replace(
        styles.find(qn("w:docDefaults")),
        element(
            f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:sz w:val='32'/><w:szCs w:val='32'/>"
            "<w:lang w:val='en-US' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
            "<w:pPrDefault><w:pPr><w:widowControl w:val='0'/><w:spacing w:before='0' w:after='0'/></w:pPr>"
            "</w:pPrDefault></w:docDefaults>"
        ),
    )
    normal = document.styles["Normal"].element
    for child in (qn("w:rPr"), qn("w:pPr")):
        for old in normal.findall(child):
            normal.remove(old)
