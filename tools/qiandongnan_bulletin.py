"""The notice of 黔东南州: short prose, then one block for each unit under its tier's heading, then the rules."""

from __future__ import annotations

from docx_parts import (
    FANG,
    HEI,
    KAI,
    TEXT_WIDTH,
    TITLE_SONG,
    add,
    letter_head,
    new_document,
    page_numbers,
    paragraph,
    run,
    saved,
)
from docx_tables import cell, row, table
from docx_text import blank, body

OFFICE = "黔东南州人民政府办公室"
SITE_FIELDS = ("网站", "纯文", "纯文小计", "图文", "图文小计", "总计", "全年累计")
SITE_PATHS = (("网站",), *(("本季度", name) for name in ("纯文", "小计", "图文", "小计", "总计")), ("全年累计",))
MARKS = (
    ("州府信息", ("动态", "调研", "州批")),
    ("州报省", ("报省", "省综", "省专", "省批")),
    ("省报国办", ("报国", "国综", "国专", "国批")),
)
MARK_WIDTH, SMALL, TITLE = 412, 17, 20  # twips; half points
ITEM_WIDTHS = {"序": 460, "稿件": 520, "小计": 500}


def qiandongnan() -> bytes:
    """黔东南: a 信函 without annexes, the blocks in the text."""
    document = new_document("政务信息采用及排名情况的通报")
    letter_head(document, OFFICE)
    page_numbers(document)
    add(document, _head())
    add(document, _prose())
    add(document, _sections())
    add(document, [_heading("【计分办法序号】、计分办法"), body("【计分办法】"), *_foot()])
    return saved(document)


def _head() -> list[str]:
    return [
        paragraph(run("黔东南府办函〔20××〕××号"), "Number"),
        *blank(2),
        paragraph(run("关于【期间】", TITLE_SONG, 44), "Headline"),
        paragraph(run("政务信息采用及排名情况的通报", TITLE_SONG, 44), "Headline"),
        *blank(),
        paragraph(run("各县（市）人民政府，州政府各部门、各直属机构："), "Flush"),
    ]


def _prose() -> list[str]:
    return [
        body(
            "【期间】，各县（市）、各部门认真做好政务信息报送工作，较好地发挥了参谋助手作用。"
            "现将政务信息采用及排名情况通报如下："
        ),
        body(
            "本期纳入统计的单位共【单位数】个。州政府网站采用各单位信息纯文【州政府网站纯文采用数】条、"
            "图文【州政府网站图文采用数】条，省政府网站采用纯文【省政府网站纯文采用数】条、"
            "图文【省政府网站图文采用数】条，州转报省政府网站纯文【州报省政府网站纯文采用数】条、"
            "图文【州报省政府网站图文采用数】条。各单位采用、得分和名次附后，名次按全年累计总计排列。"
        ),
        body(
            "【每个：类别】【类别】共【类别单位数】个【若：类别排名】，居前三位的是【类别前三名】，"
            "居后三位的是【类别后三名】【若完】。【完】"
        ),
        body(
            "【若：有零采用单位】【零采用单位】（共【零采用单位数】个单位）本期没有报送，也没有信息被采用，"
            "要查找原因，认真整改。"
        ),
    ]


def _sections() -> list[str]:
    """The block that repeats for each tier, and in it the block that repeats for each unit."""
    return [
        body("【每个：类别】"),
        _heading("【类别序号】、采用【类别称呼】信息"),
        body("【每个：单位】"),
        *_unit(),
        body("【完】"),
        body("【完】"),
    ]


def _heading(text: str) -> str:
    """一、 in 黑体, a little room above it, since a table stands there."""
    return paragraph(
        run(text, HEI), "Level1", '<w:keepNext/><w:spacing w:before="240" w:line="579" w:lineRule="exact"/>'
    )


def _unit() -> list[str]:
    """One unit: everything down to the first item stays on one page."""
    heading = (
        '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="200" w:after="60" w:line="420" w:lineRule="exact"/>'
    )
    line = '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:after="40" w:line="340" w:lineRule="exact"/>'
    return [
        paragraph(run("【单位标题】", KAI, 30), "Flush", heading),
        _site_table(),
        paragraph(run("【报送情况】", FANG, 22), "Flush", line),
        paragraph(run("【得分情况】", FANG, 22), "Flush", line),
        _item_table(),
    ]


def _site_table() -> str:
    each = (TEXT_WIDTH - 2200) // 6
    widths = [TEXT_WIDTH - 6 * each, *[each] * 6]
    cells = [
        cell(f"【网站表.{name}】", width, "CellName" if name == "网站" else "Cell", keep=True)
        for name, width in zip(SITE_FIELDS, widths, strict=True)
    ]
    return table(SITE_PATHS, widths, [row(cells, height=340)], 21, keep=True)


def _item_table() -> str:
    marks = [(group, name) for group, names in MARKS for name in names]
    paths = [("序号",), ("信息标题",), ("稿件",), *marks, ("小计",)]
    fields = ["序", "信息标题", "稿件", *(name for _, name in marks), "小计"]
    title = TEXT_WIDTH - sum(ITEM_WIDTHS.values()) - MARK_WIDTH * len(marks)
    widths = [title if name == "信息标题" else ITEM_WIDTHS.get(name, MARK_WIDTH) for name in fields]
    cells = [
        cell(f"【信息表.{name}】", width, "CellName" if name == "信息标题" else "Cell", _size(name))
        for name, width in zip(fields, widths, strict=True)
    ]
    return table(paths, widths, [row(cells, height=340)], SMALL, keep=True)


def _size(field: str) -> int:
    """Small enough that 动态 and 12.5 stay on one line of a mark's column."""
    return TITLE if field == "信息标题" else SMALL


def _foot() -> list[str]:
    return [
        *blank(2),
        paragraph(run(OFFICE), "Signed", "<w:keepNext/>"),
        paragraph(run("20××年×月×日"), "Signed"),
        *blank(),
        paragraph(run("抄送：州委办公室，州人大常委会办公室，州政协办公室。", FANG, 28), "Copy"),
    ]
