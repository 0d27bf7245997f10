"""The notice of 黔东南州: short prose, then one block for each unit under its tier's heading, then the rules."""

from __future__ import annotations

from forms.heads import addressees, letter_number, title
from forms.imprint import copy_to, imprint
from forms.measures import LINE, SIZE_5, SIZE_5_SMALL
from forms.page import notice
from forms.parts import Part, paragraph
from forms.styles import exact
from forms.tables import table
from forms.text import DATE, number, prose, signed
from forms.widths import Column, upright

OFFICE = "黔东南州人民政府办公室"
SITES = (
    Column(("网站",), "网站", "州报省政府网站"),
    Column(("本季度", "纯文"), "纯文", "123"),
    Column(("本季度", "小计"), "纯文小计", "1234"),
    Column(("本季度", "图文"), "图文", "123"),
    Column(("本季度", "小计"), "图文小计", "1234"),
    Column(("本季度", "总计"), "总计", "1234"),
    Column(("全年累计",), "全年累计", "12345"),
)
MARKS = (
    ("州府信息", ("动态", "调研", "州批")),
    ("州报省", ("报省", "省综", "省专", "省批")),
    ("省报国办", ("报国", "国综", "国专", "国批")),
)
ITEMS = (
    Column(("序号",), "序", "99"),
    Column(("信息标题",), "信息标题", "一行二十个字的信息标题大多两行写得下", name=True),
    Column(("稿件",), "稿件", "主稿"),
    *(Column((channel, mark), mark, "12.5") for channel, marks in MARKS for mark in marks),
    Column(("小计",), "小计", "112.5"),
)


def qiandongnan() -> bytes:
    """黔东南: a 信函 without annexes, the blocks in the text."""
    parts = [
        *letter_number(number("黔东南府办函〔20××〕××号")),
        *title(OFFICE, "关于【期间】政务信息采用", "及排名情况的通报"),
        *addressees("各县（市）人民政府，州政府各部门、各直属机构"),
        *_prose(),
        *_sections(),
        _heading("【计分办法序号】、计分办法"),
        *prose("【计分办法】"),
        *signed(OFFICE, DATE),
        imprint([copy_to("抄送：州委办公室，州人大常委会办公室，州政协办公室。")], 1, ruled=False),
    ]
    return notice("政务信息采用及排名情况的通报", parts, OFFICE)


def _prose() -> list[Part]:
    return prose(
        "【期间】，各县（市）、各部门认真做好政务信息报送工作，较好地发挥了参谋助手作用。"
        "现将政务信息采用及排名情况通报如下：",
        "本期纳入统计的单位共【单位数】个。州政府网站采用各单位信息纯文【州政府网站纯文采用数】条、"
        "图文【州政府网站图文采用数】条，省政府网站采用纯文【省政府网站纯文采用数】条、"
        "图文【省政府网站图文采用数】条，州转报省政府网站纯文【州报省政府网站纯文采用数】条、"
        "图文【州报省政府网站图文采用数】条。各单位采用、得分和名次附后，名次按全年累计总计排列。",
        "【每个：类别】【类别】共【类别单位数】个【若：类别排名】，居前三位的是【类别前三名】，"
        "居后三位的是【类别后三名】【若完】。【完】",
        "【若：有零采用单位】【零采用单位】（共【零采用单位数】个单位）本期没有报送，也没有信息被采用，"
        "要查找原因，认真整改。",
    )


def _sections() -> list[Part]:
    """The block that repeats for each tier, and in it the block that repeats for each unit."""
    return [
        *prose("【每个：类别】"),
        _heading("【类别序号】、采用【类别称呼】信息"),
        *prose("【每个：单位】"),
        *_unit(),
        *prose("【完】", "【完】"),
    ]


def _heading(text: str) -> Part:
    """一、 in 黑体, a little room above it, since a table stands there."""
    return paragraph(text, "Level1", keep=True, **exact(LINE, 240))


def _unit() -> list[Part]:
    """One unit: everything down to the first item stays on one page."""
    sites, items = upright(SITES, SIZE_5), upright(ITEMS, SIZE_5_SMALL)
    return [
        paragraph("【单位标题】", "UnitName", keep=True, **exact(420, 200, 60)),
        table("网站表", SITES, sites, keep=True, keep_sample=True),
        paragraph("【报送情况】", "UnitLine", keep=True, **exact(340, after=40)),
        paragraph("【得分情况】", "UnitLine", keep=True, **exact(340, after=40)),
        table("信息表", ITEMS, items, keep=True),
    ]
