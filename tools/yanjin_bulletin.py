"""The briefing of 延津: masthead, a table for each tier with its group rows, rules, recipients and editors."""

from __future__ import annotations

from docx_parts import (
    FANG,
    HEI,
    RED,
    TEXT_WIDTH,
    TITLE_SONG,
    add,
    new_document,
    page_numbers,
    paragraph,
    run,
    saved,
)
from docx_tables import cell, gap, row, ruled, table
from docx_text import blank, body, level1

YANJIN_GROUPS = (
    (("约稿",), ("约稿量", "报送量", "得分"), ("约稿量", "约稿报送量", "约稿得分")),
    (("重点提示",), ("报送量", "得分"), ("重点提示报送量", "重点提示得分")),
    (("省快报、政务要闻",), ("单条", "专期"), ("省单条", "省专期")),
    (("市快报、要情专报",), ("单条", "专期"), ("市单条", "市专期")),
    (("县快报",), ("单条", "专期"), ("县单条", "县专期")),
)
YANJIN_LAST = (("加分/扣分", "加减分"), ("【月份】得分", "本期得分"), ("总分", "总分"), ("占任务%", "占任务"))


def yanjin_table(tier: str) -> str:
    """The table of one tier: a sample row for the group headings and one for the units."""
    paths: list[tuple[str, ...]] = [("单位",)]
    fields = ["单位"]
    for head, names, group_fields in YANJIN_GROUPS:
        paths += [(*head, name) for name in names]
        fields += group_fields
    paths += [(heading,) for heading, _ in YANJIN_LAST]
    fields += [name for _, name in YANJIN_LAST]
    each = (TEXT_WIDTH - 1354) // (len(fields) - 1)
    widths = [TEXT_WIDTH - each * (len(fields) - 1), *[each] * (len(fields) - 1)]
    group = cell(f"【仅：组】【{tier}表.组】", TEXT_WIDTH, "Cell", 21, len(fields), font=HEI)
    units = [
        cell(
            f"【{tier}表.{name}】",
            width,
            "CellName" if name == "单位" else "Cell",
            21 if name == "单位" else 18,
        )
        for name, width in zip(fields, widths, strict=True)
    ]
    return table(paths, widths, [row([group]), row(units)], 18)


def yanjin() -> bytes:
    """延津: a briefing with masthead, two tables, the rules, recipients and editors."""
    document = new_document("政务信息采用情况通报")
    page_numbers(document)
    add(document, _masthead())
    add(document, [paragraph(run("【期间】政务信息采用情况通报", TITLE_SONG, 44), "Headline"), *blank()])
    add(
        document,
        [body("为进一步做好政务信息工作，现将【期间】各乡镇（街道）、县直各单位信息采用情况通报如下：")],
    )
    for number, tier, heading in (("一", "乡镇街道", "乡（镇、街道）"), ("二", "县直单位", "县直单位")):
        add(document, [level1(f"{number}、{heading}信息采用情况"), *_yanjin_text(tier, heading)])
        add(document, [gap(6), yanjin_table(tier), paragraph(run(f"【{tier}备注】", FANG, 21), "Note")])
    add(document, [level1("三、考核办法"), body("【计分办法】"), *_yanjin_foot()])
    return saved(document)


def _masthead() -> list[str]:
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    name = run("延津政务快报", TITLE_SONG, 84, RED, '<w:spacing w:val="80"/>')
    return [
        paragraph(name, "Headline", '<w:spacing w:line="1100" w:lineRule="exact"/>'),
        paragraph(run("第××期"), "Flush", '<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>'),
        paragraph(run("延津县人民政府办公室\t20××年×月×日"), "Flush", line + tabs),
        *blank(),
    ]


def _yanjin_text(tier: str, heading: str) -> list[str]:
    return [
        body(
            f"{heading}共【{tier}单位数】个，【{tier}前三名】信息采用情况较好，总分居前三位；"
            f"【{tier}后三名】总分靠后。"
            f"【若：有{tier}达标单位】【{tier}达标单位】已完成全年目标任务，提出表扬。【若完】"
        ),
        body(
            f"【若：有{tier}未达进度单位】占任务未达到进度要求（【进度线】）的有【{tier}未达进度单位数】个："
            f"【{tier}未达进度单位】，要查找原因，迎头赶上。"
        ),
    ] + (
        [
            body(
                "【若：有约稿未报单位】【约稿未报单位】（共【约稿未报单位数】个单位）未按要求报送约稿信息，予以通报批评。"
            )
        ]
        if tier == "县直单位"
        else []
    )


def _yanjin_foot() -> list[str]:
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{TEXT_WIDTH // 2}"/>'
        f'<w:tab w:val="right" w:pos="{TEXT_WIDTH - 280}"/></w:tabs><w:ind w:left="280" w:right="280"/>'
    )
    sent = "发送：县委、县人大、县政府、县政协领导，各乡镇党委、政府，各街道党工委、办事处，县直各单位。"
    editors = "责任编辑：×××\t审核：×××\t签发：×××"
    return [
        *blank(),
        ruled([paragraph(run(sent, FANG, 28), "Copy"), paragraph(run(editors, FANG, 28), "Flush", tabs)]),
        gap(1),
    ]
