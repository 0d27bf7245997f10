"""Deliberate faults, each made in a good document by changing one thing, and the parameter that must catch it."""

from __future__ import annotations

from dataclasses import dataclass

from good_documents import GOOD, OFFICE, Members, notes, packed
from good_parts import FANG, HEI, INDENT, KAI, TITLE, fonts, p, r, row, text

DOCUMENT, SETTINGS, STYLES = "word/document.xml", "word/settings.xml", "word/styles.xml"
ODD, EVEN, FIRST_HEAD, FIRST_FOOT = "word/footer1.xml", "word/footer2.xml", "word/header3.xml", "word/footer4.xml"
TIGHT = '<w:spacing w:val="-5"/>'
NAMES = ["2022年一季度信息采用情况统计表（镇）", "2022年一季度信息采用情况统计表（部门）"]
MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
TABBED = '</w:t><w:tab/><w:t xml:space="preserve">'
COPIED = "抄送：县委办公室，县人大常委会办公室，县政协办公室。"
ISSUED = (
    "县政协办公室。</w:t></w:r></w:p>"
    + p(r("石泉县人民政府办公室\t2022年4月12日印发", FANG, 28), '<w:ind w:left="280"/>')
    + "<w:p><w:r><w:t>"
)
NUMBERED = '<w:p><w:pPr><w:pStyle w:val="a1"/><w:pBdr>'
COPY = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'


@dataclass(frozen=True)
class Spoiling:
    """`old` becomes `new` in one member of the good document of a form; `times` where it occurs more than once."""

    what: str
    form: str
    member: str
    old: str
    new: str
    caught: str
    times: int = 1
    also: tuple[str, ...] = ()

    def made(self) -> bytes:
        members: Members = GOOD[self.form]()
        assert self.old in members[self.member], f"{self.what}: nothing to spoil"
        members[self.member] = members[self.member].replace(self.old, self.new, self.times)
        return packed(members)


def lead(font: str, words: str = "一、基本情况", more: str = TIGHT) -> str:
    return p(r(words, font, more=more), INDENT)


def title(words: str, font: str = TITLE, size: int = 44, more: str = "", align: str = "center") -> str:
    form = f'<w:snapToGrid w:val="0"/><w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="{align}"/>'
    return p(r(words, font, size, more), form)


HEADLINE = "关于2022年一季度政务信息采用情况的通报"
ADDRESSEE = "各镇人民政府，县政府各工作部门、直属机构："
SENTENCE = "本期共采用信息20条，比上期多4条，其中“聚焦石泉”采用16条。"


def sentence(font: str = FANG, size: int = 32, more: str = TIGHT, form: str = f'{INDENT}<w:jc w:val="both"/>') -> str:
    return p(r(SENTENCE, font, size, more), form)


def s(
    what: str, form: str, old: str, new: str, caught: str, member: str = DOCUMENT, times: int = 1, also: str = ""
) -> Spoiling:
    return Spoiling(what, form, member, old, new, caught, times, tuple(also.split()))


PAGE = [
    s(
        "US letter paper",
        "文件",
        'w:w="11906" w:h="16838"',
        'w:w="12240" w:h="15840"',
        "page-paper",
        also="page-area imprint-width",
    ),
    s(
        "text moved up 7 mm",
        "文件",
        'w:top="2098" w:right="1474" w:bottom="1984"',
        'w:top="1701" w:right="1474" w:bottom="2381"',
        "page-top",
        also="pagenum-distance",
    ),
    s(
        "text moved left 2 mm",
        "文件",
        'w:right="1474" w:bottom="1984" w:left="1588"',
        'w:right="1588" w:bottom="1984" w:left="1474"',
        "page-binding",
    ),
    s(
        "a gutter of 2 mm",
        "文件",
        'w:right="1474" w:bottom="1984" w:left="1588"',
        'w:right="1360" w:bottom="1984" w:left="1702"',
        "page-binding",
    ),
    s(
        "text 10 mm too narrow",
        "文件",
        'w:right="1474"',
        'w:right="2041"',
        "page-area",
        also="table-grid imprint-width",
    ),
    s("no mirrored margins", "文件", "<w:mirrorMargins/>", "", "page-mirror", SETTINGS),
    s(
        "landscape margins as upright",
        "信函",
        'w:top="1531" w:right="2098" w:bottom="1531" w:left="1984"',
        'w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"',
        "landscape-margins",
    ),
    s("landscape number not turned", "信函", ' vert="vert"', "", "landscape-number", "word/header5.xml"),
    s("grid of 580", "文件", 'w:linePitch="579"', 'w:linePitch="580"', "grid-lines"),
    s("Word's own grid of 312", "文件", 'w:linePitch="579"', 'w:linePitch="312"', "grid-lines"),
    s("no grid", "文件", '<w:docGrid w:type="lines" w:linePitch="579"/>', "", "grid-lines"),
    s(
        "a line of 580",
        "文件",
        sentence(),
        sentence(form=f'<w:spacing w:line="580" w:lineRule="exact"/>{INDENT}<w:jc w:val="both"/>'),
        "grid-spacing",
    ),
    s(
        "one and a half lines",
        "文件",
        sentence(),
        sentence(form=f'<w:spacing w:line="360" w:lineRule="auto"/>{INDENT}<w:jc w:val="both"/>'),
        "grid-spacing",
    ),
    s("27 characters a line", "文件", sentence(), sentence(more=""), "grid-characters"),
]

FONTS = [
    s("text in 宋体", "文件", sentence(), sentence("宋体"), "font-family"),
    s("text in 4号", "文件", sentence(), sentence(size=28), "font-size", also="grid-characters"),
    s("addressee in 4号", "文件", p(r(ADDRESSEE)), p(r(ADDRESSEE, FANG, 28)), "font-size"),
    s("blue text", "文件", sentence(), sentence(more=f'<w:color w:val="0000FF"/>{TIGHT}'), "font-colour"),
    s(
        "digits in Times",
        "文件",
        sentence(),
        sentence().replace(f'w:ascii="{FANG}" w:hAnsi="{FANG}"', 'w:ascii="Times New Roman" w:hAnsi="Times New Roman"'),
        "font-latin",
    ),
    s("no hint", "文件", sentence(), sentence().replace(' w:hint="eastAsia"', ""), "font-hint", also=""),
    s("language English", "文件", "w:eastAsia='zh-CN'", "w:eastAsia='en-US'", "font-language", STYLES),
]

HEAD = [
    s("black mark", "文件", '<w:color w:val="FF0000"/>', "", "mark-colour"),
    s(
        "mark in 黑体",
        "文件",
        fonts(TITLE) + '<w:color w:val="FF0000"/>',
        fonts(HEI) + '<w:color w:val="FF0000"/>',
        "mark-font",
    ),
    s(
        "mark at the left",
        "文件",
        '<w:spacing w:line="900" w:lineRule="exact"/><w:jc w:val="center"/>',
        '<w:spacing w:line="900" w:lineRule="exact"/>',
        "mark-centred",
    ),
    s("文件 in a letter's mark", "信函", OFFICE, f"{OFFICE}文件", "mark-letter", FIRST_HEAD),
    s("square brackets", "文件", "〔2022〕15号", "[2022]15号", "number-form"),
    s("hexagonal brackets of the wrong kind", "文件", "〔2022〕15号", "【2022】15号", "number-form"),
    s("第 in the number", "文件", "〔2022〕15号", "〔2022〕第15号", "number-form"),
    s("leading zero in the number", "文件", "〔2022〕15号", "〔2022〕015号", "number-form"),
    s("year of two digits", "文件", "〔2022〕15号", "〔22〕15号", "number-form"),
    s("number at the left", "文件", '</w:pBdr><w:jc w:val="center"/>', "</w:pBdr>", "number-place"),
    s("one empty line under the mark", "文件", p("") * 2 + NUMBERED, p("") + NUMBERED, "number-gap"),
    s("letter's number centred", "信函", '<w:jc w:val="right"/>', '<w:jc w:val="center"/>', "number-right"),
    s("black line", "文件", 'w:space="11" w:color="FF0000"', 'w:space="11" w:color="000000"', "redline"),
    s(
        "short line",
        "文件",
        '</w:pBdr><w:jc w:val="center"/>',
        '</w:pBdr><w:ind w:left="567" w:right="567"/><w:jc w:val="center"/>',
        "redline",
    ),
    s("line close to the number", "文件", 'w:sz="12" w:space="11"', 'w:sz="12" w:space="1"', "redline-gap"),
    s(
        "no line",
        "文件",
        '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/></w:pBdr>',
        "",
        "redline",
    ),
]

LETTER = [
    s("thin line above", "信函", 'w:sz="18"', 'w:sz="4"', "letter-lines", FIRST_HEAD),
    s("thick line above at the foot", "信函", 'w:sz="6"', 'w:sz="24"', "letter-lines", FIRST_FOOT),
    s(
        "black double line",
        "信函",
        'w:sz="18" w:space="0" w:color="FF0000"',
        'w:sz="18" w:space="0" w:color="000000"',
        "letter-lines",
        FIRST_HEAD,
    ),
    s("line as wide as the text", "信函", '<w:ind w:left="-397" w:right="-397"/>', "", "letter-width", FIRST_HEAD),
    s("number on the first page", "信函", "<w:titlePg/>", "", "letter-first", also=""),
    s("date of issue in a letter", "信函", "县政协办公室。", ISSUED, "letter-imprint"),
]

BRIEFING = [
    s("issue with a leading zero", "简报", "第34期", "第034期", "issue-form"),
    s(
        "date before unit",
        "简报",
        f"延津县人民政府办公室{TABBED}2024年8月1日",
        f"2024年8月1日{TABBED}延津县人民政府办公室",
        "issue-unit",
    ),
    s(
        "black masthead line",
        "简报",
        'w:sz="18" w:space="4" w:color="FF0000"',
        'w:sz="18" w:space="4" w:color="000000"',
        "issue-redline",
    ),
    s("no recipients", "简报", "发送：县委、县人大、县政府、县政协领导。", "联系人：张三。", "issue-foot"),
]
TITLE_AND_TEXT = [
    s("one empty line over the title", "文件", p("") * 2 + title(OFFICE), p("") + title(OFFICE), "title-gap"),
    s("title in 黑体", "文件", title(HEADLINE), title(HEADLINE, HEI), "title-font"),
    s("title in 3号", "文件", title(HEADLINE), title(HEADLINE, size=32), "title-size"),
    s("title at the left", "文件", title(HEADLINE), title(HEADLINE, align="left"), "title-centred"),
    s("bold title", "文件", title(HEADLINE), title(HEADLINE, more="<w:b/>"), "title-bold"),
    s(
        "title of 24 characters",
        "文件",
        HEADLINE,
        "关于2022年一季度全县政务信息采用和计分排名情况的通报",
        "title-length",
    ),
    s(
        "title a rectangle",
        "文件",
        title(OFFICE) + title(HEADLINE),
        title("关于2022年一季度政务信") + title("息采用和排名情况的通报"),
        "title-shape",
    ),
    s(
        "title an hourglass",
        "文件",
        title(OFFICE) + title(HEADLINE),
        title("石泉县人民政府办公室关于") + title("2022年一季度") + title("政务信息采用情况的通报"),
        "title-shape",
    ),
    s("no empty line over the addressees", "文件", p("") + p(r(ADDRESSEE)), p(r(ADDRESSEE)), "addressee-gap"),
    s("addressees moved in", "文件", p(r(ADDRESSEE)), p(r(ADDRESSEE), INDENT), "addressee-flush"),
    s("half-width colon", "文件", ADDRESSEE, ADDRESSEE[:-1] + ":", "addressee-colon"),
    s("text not moved in", "文件", sentence(), sentence(form='<w:jc w:val="both"/>'), "body-indent"),
    s("heading in 仿宋", "文件", lead(HEI), lead(FANG), "level-1"),
    s(
        "second level in 黑体",
        "文件",
        r("（一）镇的情况。", KAI, more=TIGHT),
        r("（一）镇的情况。", HEI, more=TIGHT),
        "level-2",
    ),
    s("bold heading", "文件", lead(HEI), lead(HEI, more=f"<w:b/>{TIGHT}"), "level-bold"),
    s("half-width brackets", "文件", "（一）镇的情况。", "(一)镇的情况。", "level-marks"),
    s("1、 for 1.", "文件", "1.各镇", "1、各镇", "level-marks"),
    s("a heading left out", "文件", "二、下一步要求", "三、下一步要求", "level-order"),
    s("a heading's number twice", "文件", "二、下一步要求", "一、下一步要求", "level-order"),
]

ANNEX = [
    s("no empty line over the list", "信函", p("") + notes(*NAMES), notes(*NAMES), "annex-note-gap"),
    s("one annex with a number", "文件", "附件：2022年", "附件：1.2022年", "annex-note-form"),
    s("numbers with 、", "信函", "附件：1.2022年", "附件：1、2022年", "annex-note-form"),
    s("a half-width colon in the list", "信函", "附件：1.", "附件:1.", "annex-note-form"),
    s("a full stop after the name", "信函", "统计表（镇）</w:t>", "统计表（镇）。</w:t>", "annex-note-end"),
    s("list not moved in", "信函", '<w:ind w:left="1920" w:hanging="1280"/>', "", "annex-note-indent"),
    s("names do not line up", "信函", '<w:ind w:left="1920" w:hanging="320"/>', INDENT, "annex-note-indent"),
    s(
        "annex named otherwise",
        "信函",
        r(NAMES[0], TITLE, 44),
        r("2022年一季度采用情况统计表（镇）", TITLE, 44),
        "annex-agree",
    ),
    s("annex numbered otherwise", "信函", r("附件1", HEI), r("附件3", HEI), "annex-agree"),
    s("annex on the same page", "信函", "<w:pageBreakBefore/>", "", "annex-page"),
    s("mark with a colon", "信函", r("附件1", HEI), r("附件1：", HEI), "annex-mark-form"),
    s("mark in 仿宋", "信函", r("附件1", HEI), r("附件1", FANG), "annex-mark-font"),
    s("mark in 4号", "信函", r("附件1", HEI), r("附件1", HEI, 28), "annex-mark-font"),
    s("mark moved in", "信函", "<w:pageBreakBefore/>", f"<w:pageBreakBefore/>{INDENT}", "annex-mark-flush"),
    s(
        "title right under the mark",
        "信函",
        p(r("附件1", HEI), "<w:pageBreakBefore/>") + p(""),
        p(r("附件1", HEI), "<w:pageBreakBefore/>"),
        "annex-title-line",
    ),
    s(
        "annex title at the left",
        "信函",
        p(r(NAMES[0], TITLE, 44), '<w:jc w:val="center"/>'),
        p(r(NAMES[0], TITLE, 44)),
        "annex-title-centred",
    ),
    s("bold annex title", "信函", r(NAMES[0], TITLE, 44), r(NAMES[0], TITLE, 44, "<w:b/>"), "annex-title-font"),
]

SIGNED = '<w:ind w:left="4320"/><w:jc w:val="center"/>'
FOOT = [
    s("leading zeros in the date", "文件", "2022年4月12日</w:t>", "2022年04月12日</w:t>", "date-form"),
    s(
        "date at the right edge",
        "文件",
        p(r("2022年4月12日"), SIGNED),
        p(r("2022年4月12日"), '<w:jc w:val="right"/>'),
        "date-place",
        also="date-office",
    ),
    s(
        "office not over the date",
        "文件",
        p(r(OFFICE), SIGNED),
        p(r(OFFICE), '<w:ind w:left="3200"/><w:jc w:val="center"/>'),
        "date-office",
    ),
    s("版记 in 3号", "文件", r(COPIED, FANG, 28), r(COPIED, FANG, 32), "imprint-font", also="imprint-indent"),
    s("抄送 without 。", "文件", "县政协办公室。", "县政协办公室", "imprint-copy"),
    s("抄送 without indents", "文件", COPY, "", "imprint-indent"),
    s("no 印发 after the date", "文件", "4月12日印发", "04月12日印发", "imprint-issued"),
    s("thin outer lines", "文件", '<w:top w:val="single" w:sz="8"', '<w:top w:val="single" w:sz="4"', "imprint-outer"),
    s(
        "thick middle line",
        "文件",
        '<w:insideH w:val="single" w:sz="6"',
        '<w:insideH w:val="single" w:sz="12"',
        "imprint-inner",
    ),
    s(
        "short lines",
        "文件",
        '<w:tblW w:w="8844" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8"',
        '<w:tblW w:w="7000" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8"',
        "imprint-width",
    ),
    s("text after the 版记", "简报", "<w:sectPr>", text("又及。") + "<w:sectPr>", "imprint-last"),
]

NUMBERS = [
    s("hyphens round the number", "文件", "— </w:t>", "- </w:t>", "pagenum-form", ODD),
    s("no number on even pages", "文件", " PAGE ", " DATE ", "pagenum-form", EVEN),
    s("number in 仿宋", "文件", fonts("宋体"), fonts(FANG), "pagenum-font", ODD, 9),
    s(
        "number in 5号",
        "文件",
        '<w:sz w:val="28"/>',
        '<w:sz w:val="21"/>',
        "pagenum-font",
        ODD,
        9,
        also="pagenum-indent",
    ),
    s(
        "odd number at the left",
        "文件",
        '<w:ind w:right="280"/><w:jc w:val="right"/>',
        '<w:ind w:left="280"/>',
        "pagenum-sides",
        ODD,
    ),
    s("even pages not apart", "文件", "<w:evenAndOddHeaders/>", "", "pagenum-sides", SETTINGS),
    s("number at the edge", "文件", '<w:ind w:right="280"/>', "", "pagenum-indent", ODD),
    s("number 20 mm from the paper's edge", "文件", 'w:footer="1418"', 'w:footer="992"', "pagenum-distance"),
    s(
        "annex counted anew",
        "信函",
        'w:orient="landscape"/>',
        'w:orient="landscape"/><w:pgNumType w:start="1"/>',
        "pagenum-continuous",
    ),
]

MIDDLE = row(["单位3", "3", "6", "9"], 2211)

TABLES = [
    s("grid wider than the table", "文件", '<w:gridCol w:w="2211"/>', '<w:gridCol w:w="2911"/>', "table-grid"),
    s("no widths", "文件", '<w:gridCol w:w="2211"/>', "<w:gridCol/>", "table-grid", times=4),
    s("no heading row", "文件", "<w:tblHeader/>", "", "table-header"),
    s(
        "heading row in the middle",
        "文件",
        MIDDLE,
        MIDDLE.replace("<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>"),
        "table-header",
    ),
    s(
        "rows that may be split",
        "文件",
        '<w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="2211"',
        '<w:tc><w:tcPr><w:tcW w:w="2211"',
        "table-split",
    ),
]
SPOILINGS = [*PAGE, *FONTS, *HEAD, *LETTER, *BRIEFING, *TITLE_AND_TEXT, *ANNEX, *FOOT, *NUMBERS, *TABLES]
