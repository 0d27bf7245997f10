"""Parts of documents in right format, written from GB/T 9704-2012 by hand. Lengths in twips, sizes in half points.

Styles have names and ids that say nothing, since clerks rename them and the check must not lean on them.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
FANG, KAI, HEI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
RED = '<w:color w:val="FF0000"/>'
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
TEXT_WIDTH = 8844


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def r(text: str, font: str = FANG, size: int = 32, more: str = "") -> str:
    inside = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f'<w:r><w:rPr>{fonts(font)}{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{inside}</w:r>'


def p(content: str, more: str = "", style: str = "a1") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def blank(count: int = 1) -> str:
    return p("") * count


def room(twips: int) -> str:
    """An empty paragraph that is so high, off the grid (LibreOffice puts exact lines on it, Word does not)."""
    return p("", f'<w:snapToGrid w:val="0"/><w:spacing w:line="{twips}" w:lineRule="exact"/>')


def text(words: str) -> str:
    """A paragraph of the text: 28 characters to a line by 15.75 points from one to the next."""
    return p(r(words, more='<w:spacing w:val="-5"/>'), f'{INDENT}<w:jc w:val="both"/>')


def level1(words: str) -> str:
    return p(r(words, HEI, more='<w:spacing w:val="-5"/>'), INDENT)


def level2(lead: str, words: str) -> str:
    tight = '<w:spacing w:val="-5"/>'
    return p(r(lead, KAI, more=tight) + r(words, more=tight), f'{INDENT}<w:jc w:val="both"/>')


def headline(words: str) -> str:
    return p(
        r(words, TITLE, 44),
        '<w:snapToGrid w:val="0"/><w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
    )


def notes(*names: str) -> str:
    """附件说明: names begin after 附件： (five characters in), or after 附件：1. (six)."""
    if len(names) == 1:
        return p(r(f"附件：{names[0]}"), '<w:ind w:left="1600" w:hanging="960"/>')
    rest = "".join(p(r(f"{i}.{name}"), '<w:ind w:left="1920" w:hanging="320"/>') for i, name in enumerate(names[1:], 2))
    return p(r(f"附件：1.{names[0]}"), '<w:ind w:left="1920" w:hanging="1280"/>') + rest


def signed(office: str, date: str) -> str:
    """Date of 6.5 characters centred in the last 14.5: 4 remain on the right. The office centred on it."""
    place = '<w:ind w:left="4320"/><w:jc w:val="center"/>'
    return blank(2) + p(r(office), place) + p(r(date), place)


def annex(mark: str, title: str, inside: str, new: str = "<w:pageBreakBefore/>") -> str:
    head = p(r(mark, HEI), new) + blank()
    return head + p(r(title, TITLE, 44), '<w:jc w:val="center"/>') + inside


def cell(words: str, width: int, font: str = FANG) -> str:
    inside = p(r(words, font, 21), '<w:spacing w:line="280" w:lineRule="exact"/><w:jc w:val="center"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def row(words: list[str], width: int, *, heading: bool = False) -> str:
    form = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>"
    return f"<w:tr>{form}{''.join(cell(word, width, HEI if heading else FANG) for word in words)}</w:tr>"


def table(heads: list[str], rows: list[list[str]], total: int = 8844) -> str:
    """A table of columns of one width."""
    each = total // len(heads)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    body = "".join(row(words, each) for words in rows)
    grid = f'<w:gridCol w:w="{each}"/>' * len(heads)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{each * len(heads)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{row(heads, each, heading=True)}{body}</w:tbl>"
    )


def copied(words: str, borders: str = "") -> str:
    """抄送 in 4号: one character from both edges, turned lines after the colon (four characters in)."""
    line = '<w:spacing w:line="560" w:lineRule="exact"/>'
    indent = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
    return p(r(words, FANG, 28), f"{borders}{line}{indent}")


def imprint(copy: str, office: str, date: str) -> str:
    """版记 of a 文件: three lines of the text area's width, 0.35, 0.25 and 0.35 mm, in a table of two rows."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - 280}"/></w:tabs>'
    line = '<w:spacing w:line="560" w:lineRule="exact"/>'
    issued = p(r(f"{office}\t{date}", FANG, 28), f'{tab}{line}<w:ind w:left="280"/>')
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
    )
    before = f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>'
    rows = "".join(f"{before}{x}</w:tc></w:tr>" for x in (copied(copy), issued))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
    )


def box(inside: str, horizontal: str, vertical: str, width: int, height: int, vert: str = "") -> str:
    """A text box in front of the page; places are wp:positionH and wp:positionV, lengths in EMU."""
    turned = f' vert="{vert}"' if vert else ""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0"'
        ' distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{horizontal}{vertical}<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="b"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom><a:noFill/></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr{turned} lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def number_field() -> str:
    codes = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    form = f'<w:rPr>{fonts(SONG)}<w:sz w:val="28"/></w:rPr>'
    return r("— ", SONG, 28) + "".join(f"<w:r>{form}{code}</w:r>" for code in codes) + r(" —", SONG, 28)


def page_number(side: str) -> str:
    line = '<w:spacing w:line="320" w:lineRule="exact"/>'
    return p(number_field(), f'{line}<w:ind w:{side}="280"/><w:jc w:val="{side}"/>')


def double_line(top: int, bottom: int) -> str:
    """170 mm: 7 mm beyond the text area on both sides (28 − 7 = 21 and 26 − 7 = 19 mm from the paper's edges)."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="FF0000"/>'
        for side, size in (("top", top), ("bottom", bottom))
    )
    form = '<w:spacing w:line="30" w:lineRule="exact"/><w:ind w:left="-397" w:right="-397"/>'
    return p("", f"<w:pBdr>{borders}</w:pBdr>{form}")
