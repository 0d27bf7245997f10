"""The briefing of 延津: masthead, a table for each tier with its group rows, rules, recipients and editors."""

from __future__ import annotations

from forms.heads import blank, masthead, title
from forms.imprint import copy_to, editors, imprint
from forms.measures import SIZE_5, SIZE_5_SMALL
from forms.page import notice
from forms.parts import Part, gap, paragraph
from forms.tables import table
from forms.text import DATE, prose
from forms.widths import Column, upright

OFFICE = "延津县人民政府办公室"
COUNT, POINTS, TOTAL = "99", "-12.5", "123.5"
COLUMNS = (
    Column(("单位",), "单位", "市场监管局", name=True),
    Column(("约稿", "约稿量"), "约稿量", COUNT),
    Column(("约稿", "报送量"), "约稿报送量", COUNT),
    Column(("约稿", "得分"), "约稿得分", POINTS),
    Column(("重点提示", "报送量"), "重点提示报送量", COUNT),
    Column(("重点提示", "得分"), "重点提示得分", POINTS),
    *(
        Column((channel, kind), level + kind, COUNT)
        for level, channel in (("省", "省快报、政务要闻"), ("市", "市快报、要情专报"), ("县", "县快报"))
        for kind in ("单条", "专期")
    ),
    Column(("加分/扣分",), "加减分", POINTS),
    Column(("【月份】得分",), "本期得分", TOTAL),
    Column(("总分",), "总分", TOTAL),
    Column(("占任务%",), "占任务", "118%"),
)
SENT = "本期发：县委、县人大、县政府、县政协领导，各乡镇党委、政府，各街道党工委、办事处，县直各单位。"


def yanjin() -> bytes:
    """延津: a briefing with masthead, two tables, the rules, recipients and editors."""
    parts = [
        *masthead("延津政务快报", "第【期号】期", OFFICE, DATE),
        *title("【期间】政务信息采用情况通报"),
        *blank(),
        *prose("为进一步做好政务信息工作，现将【期间】各乡镇（街道）、县直各单位信息采用情况通报如下："),
        *_tier("一", "乡镇街道", "乡（镇、街道）"),
        *_tier("二", "县直单位", "县直单位"),
        *prose("三、考核办法", "【计分办法】"),
        imprint([copy_to(SENT), editors("责任编辑：【责任编辑】\t审核：【审核】\t签发：【签发】")], 3, spare=0),
    ]
    return notice("政务信息采用情况通报", parts)


def _tier(number: str, tier: str, heading: str) -> list[Part]:
    """The text and the table of one tier: a sample row for the group headings and one for the units."""
    plan = upright(COLUMNS, SIZE_5, SIZE_5_SMALL)
    return [
        *prose(f"{number}、{heading}信息采用情况"),
        *_text(tier, heading),
        gap(6),
        table(f"{tier}表", COLUMNS, plan, grouped=True, dashes=True),
        gap(3),
        paragraph(f"【{tier}备注】", "Note"),
    ]


def _text(tier: str, heading: str) -> list[Part]:
    late = "【若：有约稿未报单位】【约稿未报单位】（共【约稿未报单位数】个单位）未按要求报送约稿信息，予以通报批评。"
    return prose(
        f"{heading}共【{tier}单位数】个，总分居前三位的是【{tier}前三名】，居后三位的是【{tier}后三名】。"
        f"【若：有{tier}达标单位】【{tier}达标单位】已完成全年目标任务，提出表扬。【若完】",
        f"【若：有{tier}未达进度单位】占任务未达到进度要求（【进度线】）的有【{tier}未达进度单位数】个："
        f"【{tier}未达进度单位】，要查找原因，迎头赶上。",
        *([late] if tier == "县直单位" else []),
    )
