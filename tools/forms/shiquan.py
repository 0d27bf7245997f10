"""The notices of 石泉县: a 信函 with one annex (2020) or two (2022), whose twelve columns lie on their side."""

from __future__ import annotations

from collections.abc import Sequence

from forms.heads import addressees, letter_number, title
from forms.imprint import copy_to, imprint
from forms.page import notice, pages, turned, upright, upright_again
from forms.parts import Part, gap
from forms.text import DATE, annex, annexes, number, prose, signed
from forms.widths import Column, layout

OFFICE = "石泉县人民政府办公室"
COUNT, POINTS = "123.5", "1234.5"  # the longest that a unit's counts and points come to
LONGEST_NAME = "农业农村局(蚕桑服务中心)"

ADOPTED = (
    "【期间】，市级《政务信息专报》采用我县信息【市级专报采用数】条，市政府网站采用【市政府网站采用数】条，"
    "“聚焦石泉”采用【聚焦石泉采用数】条。【若：省级待反馈】省级采用情况暂未反馈，不予通报。【若完】"
    "【若：市级待反馈】部分信息市级采用情况暂未反馈，待反馈后计入下期。【若完】"
    "【若非：省级待反馈】省级采用【省级专报采用数】条。【若完】"
)
COPY = "抄送：县委办公室，县人大常委会办公室，县政协办公室。"


def columns(flash: str, first: Sequence[Column], last: Sequence[Column] = ()) -> list[Column]:
    """The columns of both tables of 石泉: counts by channel, points, and what stands before and after them."""
    news, info, score = "新闻动态", "政务信息", "得分情况（分）"
    adopted = "【月份】采用情况（条）"
    counts = ((flash, "部门动态"), ("聚焦石泉", "聚焦石泉"), ("市政府网站", "市政府网站"))
    found = [Column((news, adopted, heading), field, COUNT) for heading, field in counts]
    for kind in ("动态", "调研"):
        # 省市暂未反馈 stands on one line of the two cells of 调研信息
        longest = "暂未反" if kind == "调研" else COUNT
        found += [Column((info, adopted, f"{kind}信息", at), kind + at, longest) for at in ("省级", "市级")]
    found += [Column((score, name), name, POINTS) for name in ("本期", "上期", "累计")]
    return [*first, *found, *last]


def _letter(
    heading: Sequence[str], text: Sequence[Part], names: Sequence[str], tables: Sequence[Part], lie: bool
) -> bytes:
    """The letter with its annexes; 抄送 is on an upright last page of its own where these lie on their side."""
    parts = [
        *letter_number(number("石政办函〔20××〕××号")),
        *title(*heading),
        *addressees("各镇人民政府，县政府各工作部门、直属机构"),
        *text,
        *annexes(names),
        *signed(OFFICE, DATE),
        pages(turned if lie else upright),
        *tables,
        *([gap(1), pages(upright_again)] if lie else []),
        imprint([copy_to(COPY)], 1, ruled=False),
    ]
    return notice("政务信息采用情况的通报", parts, OFFICE)


def shiquan_2022() -> bytes:
    """石泉 2022: one annex for the towns and one for the departments."""
    name, tables = "【期间】信息采用情况统计表", []
    unit = [Column(("序号",), "序", "99"), Column(("单位",), "单位", LONGEST_NAME, name=True)]
    for place, tier, flash in ((1, "镇", "各镇快讯"), (2, "部门", "部门动态")):
        table = columns(flash, unit)
        plan = layout(table)
        parts = (f"附件{place}", f"{name}（{tier}）", f"{tier}表", table, plan, f"【{tier}备注】")
        tables += annex(*parts, new_page=place > 1)
    heading = (OFFICE, "关于【期间】政务信息采用情况的通报")
    return _letter(heading, _text_2022(), [f"{name}（镇）", f"{name}（部门）"], tables, plan.turned)


def _text_2022() -> list[Part]:
    return prose(
        "【期间】，各镇、各部门围绕县委、县政府中心工作，认真做好政务信息报送。现将采用情况通报如下：",
        "一、基本情况",
        "本期纳入统计的单位共【单位数】个，其中镇【镇单位数】个、部门【部门单位数】个"
        "【若：有不计分单位】（含非政府序列部门【部门不计分单位数】个，只列采用条数，不计分、不排名）【若完】。",
        ADOPTED,
        "各镇得分居前列的是【镇前三名】，部门得分居前列的是【部门前五名】，予以通报表扬。",
        "二、存在的问题",
        "（一）工作开展不均衡。各镇最高得【镇最高分】分，最低得【镇最低分】分；部门最高得【部门最高分】分，最低得【部门最低分】分。"
        "【若：有零采用单位】【零采用单位】（共【零采用单位数】个单位）本期没有信息被采用。【若完】",
        "（二）信息质量不高。多数信息停留在一般性工作动态，反映问题、提出建议的少，被省、市采用的不多。",
        "（三）调研信息偏少。对重点工作、难点问题研究不深，有分析、有对策的少。",
        "三、下一步要求",
        "（一）加强组织领导。各镇、各部门要明确分管领导和信息员，把信息报送抓紧抓实。",
        "（二）突出报送重点。围绕重点项目、产业发展、民生保障等，及时报送动态，深入开展调研。",
        "（三）严格审核把关。信息须经单位负责同志审签；排名靠后的单位要查找原因，限期改进。",
        keep=True,
    )


def shiquan_2020() -> bytes:
    """石泉 2020: one annex, the departments ordered by rank."""
    name = "石泉县【年份】年信息采用情况统计表（部门）"
    unit = [Column(("单位名称",), "单位", LONGEST_NAME, name=True)]
    table = columns("部门动态", unit, [Column(("排名",), "排名", "99")])
    plan = layout(table)
    tables = annex("附件", name, "部门表", table, plan, "【部门备注】", new_page=False)
    return _letter((f"{OFFICE}关于", "【期间】政务信息采用情况的通报"), _text_2020(), [name], tables, plan.turned)


def _text_2020() -> list[Part]:
    return prose(
        "【期间】，各部门认真贯彻落实县政府关于政务信息工作的要求，积极报送信息，较好地发挥了参谋助手作用。"
        "现将采用情况通报如下：",
        "一、基本情况",
        ADOPTED,
        "本期纳入统计的部门【部门单位数】个【若：有不计分单位】，其中非政府序列部门【部门不计分单位数】个，"
        "不计分、不排名【若完】。【若：有上期】全年累计【若完】得分居前列的是【部门前五名】，予以通报表扬。",
        "二、存在的问题",
        "（一）重视程度不够。部分单位信息报送时断时续，最高与最低分别为【部门最高分】分和【部门最低分】分。",
        "（二）报送质量不高。一般性动态多，综合性、前瞻性信息少，省、市采用率偏低。",
        "【若：有部门零采用单位】（三）少数单位零采用。【部门零采用单位】共【部门零采用单位数】个单位本期没有信息被采用。",
        "三、下一步要求",
        "各部门要进一步提高认识，落实专人负责，紧扣县委、县政府中心工作选题，加强调研，严格审核，"
        "不断提高信息报送的数量和质量；得分靠后【若：有部门零采用单位】和没有信息被采用【若完】的单位要认真分析原因，切实改进工作。",
        keep=True,
    )
