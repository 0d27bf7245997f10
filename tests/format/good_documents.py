"""One document in right format for each form, as members of a .docx: 信函, 文件, 简报, 附件."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from good_parts import (
    FANG,
    NAMESPACES,
    RED,
    TEXT_WIDTH,
    TITLE,
    annex,
    blank,
    box,
    copied,
    double_line,
    fonts,
    headline,
    imprint,
    level1,
    level2,
    notes,
    number_field,
    p,
    page_number,
    r,
    room,
    signed,
    table,
    text,
)

Members = dict[str, str]
OFFICE = "石泉县人民政府办公室"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LONG = (
    "各镇各部门围绕县委县政府中心工作认真做好政务信息报送工作及时反映重点工作进展情况和经济社会发展中出现的新情况新问题"
    "为领导科学决策提供了有力的信息保障信息报送的数量和质量都有了新的提高现将有关情况通报如下请认真学习借鉴并抓好落实。"
)
SENTENCE = "本期共采用信息20条，比上期多4条，其中“聚焦石泉”采用16条。"
ROWS = [[f"单位{i}", str(i), str(2 * i), str(3 * i)] for i in range(1, 6)]
HEADS = ["单位", "本期", "上期", "累计"]


def styles() -> str:
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:sz w:val='32'/>"
        "<w:lang w:val='en-US' w:eastAsia='zh-CN'/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
        "<w:style w:type='paragraph' w:customStyle='1' w:styleId='a0'><w:name w:val='样式甲'/><w:basedOn w:val='a'/>"
        "<w:pPr><w:spacing w:line='579' w:lineRule='exact'/></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:customStyle='1' w:styleId='a1'><w:name w:val='样式乙'/><w:basedOn w:val='a0'/>"
        "</w:style></w:styles>"
    )


def section(stories: str, *, footer: int = 1418, more: str = "") -> str:
    return (
        f'<w:sectPr>{stories}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984"'
        f' w:left="1588" w:header="1600" w:footer="{footer}" w:gutter="0"/>{more}'
        '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    )


def story(kind: str, part: str, number: int) -> str:
    return f'<w:{part}Reference w:type="{kind}" r:id="rId{number}"/>'


def document(body: str, stories: Mapping[str, str]) -> Members:
    """The members of a .docx; `stories`: part name (footer3) → content, related as rId and its number."""
    parts = {f"word/{name}.xml": _story_part(name, inside) for name, inside in stories.items()}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{_kind(name)}+xml"/>'
        for name in ("styles", "settings", *stories)
    )
    links = [("styles", "rId101"), ("settings", "rId102"), *((name, f"rId{name[6:]}") for name in stories)]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="{key}" Type="{kind}/{_kind(name)}" Target="{name}.xml"/>' for name, key in links
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{TYPE}.document.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/styles.xml": styles(),
        "word/settings.xml": f"<w:settings {NAMESPACES}><w:mirrorMargins/><w:evenAndOddHeaders/>"
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat></w:settings>',
        **parts,
    }


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _story_part(name: str, inside: str) -> str:
    tag = "w:hdr" if name.startswith("header") else "w:ftr"
    return f"<{tag} {NAMESPACES}>{inside}</{tag}>"


def packed(members: Members) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return target.getvalue()


NUMBERS = story("default", "footer", 1) + story("even", "footer", 2)
FOOTERS = {"footer1": page_number("right"), "footer2": page_number("left")}


def main_text(more: int = 3) -> str:
    return (
        text(LONG)
        + level1("一、基本情况")
        + text(SENTENCE)
        + level2("（一）镇的情况。", LONG)
        + level2("（二）部门的情况。", LONG)
        + level1("二、下一步要求")
        + text("1." + LONG)
        + text("（1）" + LONG)
        + text(LONG) * more
    )


def letter() -> Members:
    """A 信函 with two annexes; the second one lies across (a landscape section)."""
    mark = p(
        r(OFFICE, TITLE, 64, RED), '<w:spacing w:line="760" w:lineRule="exact" w:after="196"/><w:jc w:val="center"/>'
    )
    names = ["2022年一季度信息采用情况统计表（镇）", "2022年一季度信息采用情况统计表（部门）"]
    low = '<w:spacing w:line="320" w:lineRule="exact"/>'
    stories = {
        "footer1": page_number("right") + room(341),
        "footer2": page_number("left") + room(341),
        "header3": mark + double_line(18, 6),
        "footer4": double_line(6, 18),
        "header5": p(turned_number("bottom"), low),
        "header6": p(turned_number("top"), low),
        "footer7": p("", low),
        "footer8": p("", low),
    }
    first = section(
        NUMBERS + story("first", "header", 3) + story("first", "footer", 4), footer=1077, more="<w:titlePg/>"
    )
    across = (
        story("default", "header", 5)
        + story("even", "header", 6)
        + story("default", "footer", 7)
        + story("even", "footer", 8)
    )
    landscape = (
        f'<w:sectPr>{across}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1531" w:right="2098"'
        ' w:bottom="1531" w:left="1984" w:header="851" w:footer="851" w:gutter="0"/></w:sectPr>'
    )
    body = (
        p(r("石政办函〔2022〕15号"), '<w:jc w:val="right"/>')
        + blank(2)
        + headline(OFFICE)
        + headline("关于2022年一季度政务信息采用情况的通报")
        + blank()
        + p(r("各镇人民政府，县政府各工作部门、直属机构："))
        + main_text()
        + blank()
        + notes(*names)
        + signed(OFFICE, "2022年4月12日")
        + annex("附件1", names[0], table(HEADS, ROWS))
        + f"<w:p><w:pPr>{first}</w:pPr></w:p>"
        + annex("附件2", names[1], table(HEADS, ROWS, 12756), new="")
        + blank()
        + copied("抄送：县委办公室，县人大常委会办公室，县政协办公室。")
        + landscape
    )
    return document(body, stories)


def turned_number(edge: str) -> str:
    """The page number of a landscape page, turned as the paper is: in the left margin, at its foot or its head."""
    horizontal = '<wp:positionH relativeFrom="page"><wp:posOffset>864000</wp:posOffset></wp:positionH>'
    down = 1_152_000 if edge == "top" else 5_850_000
    vertical = f'<wp:positionV relativeFrom="page"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
    inside = p(number_field(), '<w:spacing w:line="320" w:lineRule="exact"/>')
    return box(inside, horizontal, vertical, 288_000, 720_000, "vert")


def ordinary() -> Members:
    """A 文件: red head in the body, one annex, 版记 at the foot of the last page."""
    number_line = (
        '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/></w:pBdr><w:jc w:val="center"/>'
    )
    body = (
        room(907)
        + room(907)
        + p(
            r(f"{OFFICE}文件", TITLE, 72, RED),
            '<w:snapToGrid w:val="0"/><w:spacing w:line="900" w:lineRule="exact"/><w:jc w:val="center"/>',
        )
        + blank(2)
        + p(r("石政办发〔2022〕15号"), number_line)
        + blank(2)
        + headline(OFFICE)
        + headline("关于2022年一季度政务信息采用情况的通报")
        + blank()
        + p(r("各镇人民政府，县政府各工作部门、直属机构："))
        + main_text(1)
        + blank()
        + notes("2022年一季度信息采用情况统计表")
        + signed(OFFICE, "2022年4月12日")
        + annex("附件", "2022年一季度信息采用情况统计表", table(HEADS, ROWS))
        + at_foot(imprint("抄送：县委办公室，县人大常委会办公室，县政协办公室。", OFFICE, "2022年4月12日印发"))
        + section(NUMBERS)
    )
    return document(body, FOOTERS)


def at_foot(inside: str) -> str:
    """The 版记 in a text box on the lower edge of the text area."""
    horizontal = '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
    vertical = '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
    return p(box(inside + room(20), horizontal, vertical, TEXT_WIDTH * 635, 1_150 * 635))


def briefing() -> Members:
    """A 简报: masthead, issue, unit and date over a red line, 报尾 between lines."""
    red = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="FF0000"/></w:pBdr>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    body = (
        p(
            r("延津政务快报", TITLE, 84, RED),
            '<w:snapToGrid w:val="0"/><w:spacing w:line="1100" w:lineRule="exact"/><w:jc w:val="center"/>',
        )
        + p(r("第34期"), '<w:jc w:val="center"/>')
        + p(r("延津县人民政府办公室\t2024年8月1日"), red + tabs)
        + blank()
        + headline("2024年5—6月政务信息采用情况通报")
        + blank()
        + main_text()
        + table(HEADS, ROWS)
        + blank()
        + at_foot(imprint("发送：县委、县人大、县政府、县政协领导。", "延津县人民政府办公室", "2024年8月1日印发"))
        + section(NUMBERS)
    )
    return document(body, FOOTERS)


def annex_only() -> Members:
    """An 附件 that stands alone: mark, title, blocks of a line and a table."""
    block = p(r("凯里市（总计：120分，名次：第1位）", FANG, 28)) + table(HEADS, ROWS)
    inside = blank() + level1("一、采用各县（市）信息") + block * 3 + level1("二、计分办法") + text(LONG) * 2
    body = annex("附件", "2021年四季度政务信息采用及排名情况", inside, new="") + section(NUMBERS)
    return document(body, FOOTERS)


GOOD = {"信函": letter, "文件": ordinary, "简报": briefing, "附件": annex_only}
