"""What may be done in several ways is right in each of them: a correct notice must not be called wrong."""

from __future__ import annotations

import pytest
from good_documents import LONG, OFFICE
from good_parts import FANG, HEI, INDENT, KAI, blank, double_line, p, r
from spoilings import (
    FIRST_FOOT,
    HEADLINE,
    SIGNED,
    TIGHT,
    Spoiling,
    lead,
    s,
    sentence,
    title,
)

from govscore.format_check.checking import check_format
from govscore.format_check.findings import LEFT_OUT, PASS

RED_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/></w:pBdr>'
DRAWN_LINE = (
    '<w:r><w:drawing><wp:anchor><wp:extent cx="5616000" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
    '<a:ln w="19050"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln></wps:spPr></wps:wsp></a:graphicData>'
    "</a:graphic></wp:anchor></w:drawing></w:r>"
)  # 5,616,000 EMU are 156 mm
NUMBER = '<w:jc w:val="center"/></w:pPr>' + r("石政办发〔2022〕15号") + "</w:p>"
MARGINS = 'w:top="2098" w:right="1474" w:bottom="1984"'
SPACED = p(r("　　" + "本期共采用信息20条，比上期多4条，其中“聚焦石泉”采用16条。", more=TIGHT), '<w:jc w:val="both"/>')
ON_GRID = sentence(form=f'<w:spacing w:line="240" w:lineRule="auto"/>{INDENT}<w:jc w:val="both"/>')
TWO_LINES = title(OFFICE) + title(HEADLINE)
BROKEN = TWO_LINES.replace("</w:t></w:r></w:p>", "</w:t><w:br/>", 1).replace(
    title(HEADLINE), f"<w:t>{HEADLINE}</w:t></w:r></w:p>"
)
SEALED = p(r(OFFICE), SIGNED) + p(r("2022年4月12日"), SIGNED)
UNSEALED = p(r(OFFICE), '<w:ind w:right="640"/><w:jc w:val="right"/>') + p(
    r("2022年4月12日"), '<w:ind w:right="1120"/><w:jc w:val="right"/>'
)  # 10 characters end 2 from the right, so begin at 16; the date's 6.5 begin at 18 and end 3.5 from the right
SHORT = p(r("石泉县政府办"), '<w:ind w:right="1440"/><w:jc w:val="right"/>') + p(
    r("2022年4月12日"), '<w:ind w:right="640"/><w:jc w:val="right"/>'
)  # the date is longer and ends 2 from the right, so begins at 19.5; the office's 6 begin at 17.5 and end at 23.5
DOUBLE = (
    '<w:pBdr><w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="FF0000"/></w:pBdr>'
    '<w:ind w:left="-397" w:right="-397"/>'
)
TWO_BORDERS = double_line(6, 18).removeprefix('<w:p><w:pPr><w:pStyle w:val="a1"/>').removesuffix("</w:pPr></w:p>")
NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
PLAIN_MARK = p(r("附件1", HEI), "<w:pageBreakBefore/>")

SMALL_BOTTOM = 'w:top="1961" w:right="1474" w:bottom="1848"'
GUTTER = 'w:left="1304" w:header="1600" w:footer="1418" w:gutter="284"'
FIRST_TITLE = title(OFFICE)
AFTER_SPACE = FIRST_TITLE.replace('<w:spacing w:line="640"', '<w:spacing w:before="1158" w:line="640"')  # 2 × 579
RUNS_ON = p(r("一、情况。", HEI, more=TIGHT) + r(LONG, more=TIGHT), INDENT)

WAYS = [
    s("margins smaller by what glyphs sit lower", "文件", MARGINS, SMALL_BOTTOM, ""),
    s(
        "a gutter beside the left margin",
        "文件",
        'w:left="1588" w:header="1600" w:footer="1418" w:gutter="0"',
        GUTTER,
        "",
    ),
    s("the red line drawn", "文件", f"{RED_BORDER}{NUMBER}", NUMBER.replace("</w:p>", f"{DRAWN_LINE}</w:p>"), ""),
    s("indents by spaces", "文件", sentence(), SPACED, ""),
    s("one line on the grid", "文件", sentence(), ON_GRID, ""),
    s("a title of one paragraph", "文件", TWO_LINES, BROKEN, ""),
    s("no seal", "文件", SEALED, UNSEALED, ""),
    s("no seal and a short name", "文件", SEALED, SHORT, ""),
    s("仿宋 of another maker", "文件", FANG, "方正仿宋_GBK", "", times=999),
    s("楷体 by its English name", "文件", f'"{KAI}"', '"KaiTi"', "", times=999),
    s("a heading that runs on", "文件", lead(HEI), RUNS_ON, ""),
    s("a page break before the annex", "信函", PLAIN_MARK, NEW_PAGE + p(r("附件1", HEI)), ""),
    s("a double line in one border", "信函", TWO_BORDERS, DOUBLE, "", FIRST_FOOT),
    s("two empty lines by spacing", "信函", blank(2) + FIRST_TITLE, AFTER_SPACE, ""),
    s("serial number to come", "文件", "〔2022〕15号", "〔20××〕××号", ""),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.what)
def test_another_right_way_is_right(way: Spoiling) -> None:
    report = check_format(way.made(), "好.docx")
    assert report.form == way.form
    assert [(row.parameter.id, row.measured) for row in report.rows if row.sign not in (PASS, LEFT_OUT)] == []
