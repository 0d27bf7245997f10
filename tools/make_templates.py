"""Builds the bulletin templates of the offices, with their wording, into templates/<regime>/bulletin.docx.

The files are for the offices to change; what stands here is only where they start from. Names in 【】 are
supplied by the program, ×× is for the clerk to type. Run: python tools/make_templates.py [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

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
from docx_text import blank, body, level1, point
from qiandongnan_bulletin import qiandongnan
from yanjin_bulletin import yanjin

OFFICE = "石泉县人民政府办公室"


def annexes(names: Sequence[str]) -> list[str]:
    """附件：1.… one line each, aligned with the first character of the name; a single one has no number."""
    if len(names) == 1:
        return [paragraph(run(f"附件：{names[0]}"), "Flush", '<w:ind w:left="1600" w:hanging="960"/>')]
    first = paragraph(run(f"附件：1.{names[0]}"), "Flush", '<w:ind w:left="1856" w:hanging="1216"/>')
    rest = [
        paragraph(run(f"{i}.{name}"), "Flush", '<w:ind w:left="1856" w:hanging="256"/>')
        for i, name in enumerate(names[1:], 2)
    ]
    return [first, *rest]


def signed(office: str, date: str) -> list[str]:
    """署名 centred over 成文日期, room above for the seal."""
    return [*blank(2), paragraph(run(office), "Signed", "<w:keepNext/>"), paragraph(run(date), "Signed")]


# 省市暂未反馈 stands on one line of its two cells, 市政府网站 on two lines of its heading
WIDTHS = {"序": 560, "单位": 1700, "市政府网站": 740, "调研省级": 680, "调研市级": 680}
SIZES = {"调研省级": 19, "调研市级": 19}


def annex_widths(fields: Sequence[str]) -> list[int]:
    """Twips for each field: what it needs, and the rest of the text's width for the others alike."""
    rest = TEXT_WIDTH - sum(WIDTHS.get(name, 0) for name in fields)
    each = rest // len([name for name in fields if name not in WIDTHS])
    return [WIDTHS.get(name, each) for name in fields]


def annex(mark: str, title: str, tier: str, paths: Sequence[tuple[str, ...]], fields: Sequence[str]) -> list[str]:
    """One annex on a new page: mark, title, table with one sample row, notes."""
    widths = annex_widths(fields)
    cells = [
        cell(f"【{tier}表.{name}】", width, "CellName" if name == "单位" else "Cell", SIZES.get(name, 21))
        for name, width in zip(fields, widths, strict=True)
    ]
    return [
        paragraph(run(mark, HEI), "AnnexMark", "<w:pageBreakBefore/>"),
        *blank(),
        paragraph(run(title, TITLE_SONG, 36), "AnnexTitle", '<w:spacing w:after="200"/>'),
        table(paths, widths, [row(cells)]),
        paragraph(run(f"【{tier}备注】", FANG, 21), "Note", '<w:spacing w:before="60"/>'),
    ]


def shiquan_columns(flash: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """The ten columns of counts and points that both tables of 石泉 have: heading paths and field names."""
    news, info, score = "新闻动态", "政务信息", "得分情况（分）"
    adopted = "【月份】采用情况（条）"
    paths: list[tuple[str, ...]] = [(news, adopted, name) for name in (flash, "聚焦石泉", "市政府网站")]
    paths += [(info, adopted, kind, place) for kind in ("动态信息", "调研信息") for place in ("省级", "市级")]
    paths += [(score, name) for name in ("本期", "上期", "累计")]
    fields = ["部门动态", "聚焦石泉", "市政府网站", "动态省级", "动态市级", "调研省级", "调研市级"]
    return paths, [*fields, "本期", "上期", "累计"]


def shiquan_head(document_number: str, *title: str) -> list[str]:
    """From the document number to the addressees; the title's lines are broken by hand, as the standard asks."""
    return [
        paragraph(run(document_number), "Number"),
        *blank(2),
        *[paragraph(run(line, TITLE_SONG, 44), "Headline") for line in (OFFICE, *title)],
        *blank(),
        paragraph(run("各镇人民政府，县政府各工作部门、直属机构："), "Flush"),
    ]


ADOPTED = (
    "【期间】，市级《政务信息专报》采用我县信息【市级专报采用数】条，市政府网站采用【市政府网站采用数】条，"
    "“聚焦石泉”采用【聚焦石泉采用数】条。【若：省级待反馈】省级采用情况暂未反馈，不予通报。【若完】"
    "【若：市级待反馈】部分信息市级采用情况暂未反馈，待反馈后计入下期。【若完】"
    "【若非：省级待反馈】省级采用【省级专报采用数】条。【若完】"
)
COPY = "抄送：县委办公室，县人大常委会办公室，县政协办公室。"


def shiquan_2022() -> bytes:
    """石泉 2022: a 信函 with one annex for the towns and one for the departments."""
    document = new_document("政务信息采用情况的通报")
    letter_head(document, OFFICE)
    page_numbers(document)
    title = "【期间】信息采用情况统计表"
    add(document, shiquan_head("石政办函〔20××〕××号", "关于【期间】政务信息采用情况的通报"))
    add(document, _shiquan_2022_text())
    add(
        document,
        [*blank(), *annexes([f"{title}（镇）", f"{title}（部门）"]), *signed(OFFICE, "20××年×月×日")],
    )
    for number, tier, flash in ((1, "镇", "各镇快讯"), (2, "部门", "部门动态")):
        paths, fields = shiquan_columns(flash)
        columns = [("序号",), ("单位",), *paths]
        add(document, annex(f"附件{number}", f"{title}（{tier}）", tier, columns, ["序", "单位", *fields]))
    add(document, [*blank(), paragraph(run(COPY, FANG, 28), "Copy")])
    return saved(document)


def _shiquan_2022_text() -> list[str]:
    return [
        body("【期间】，各镇、各部门围绕县委、县政府中心工作，认真做好政务信息报送。现将采用情况通报如下："),
        level1("一、基本情况"),
        body(
            "本期纳入统计的单位共【单位数】个，其中镇【镇单位数】个、部门【部门单位数】个"
            "【若：有不计分单位】（含非政府序列部门【部门不计分单位数】个，只列采用条数，不计分、不排名）【若完】。"
        ),
        body(ADOPTED),
        body("【镇前三名】在各镇中位居前列，【部门前五名】在部门中位居前列，工作组织有力，现予以通报表扬。"),
        level1("二、存在的问题"),
        point(
            "（一）工作开展不均衡。",
            "各镇最高得【镇最高分】分，最低得【镇最低分】分；部门最高得【部门最高分】分，最低得【部门最低分】分，"
            "单位之间差距较大。【若：有零采用单位】【零采用单位】（共【零采用单位数】个单位）本期没有信息被采用。【若完】",
        ),
        point(
            "（二）信息质量不高。",
            "多数信息停留在一般性工作动态，反映问题、提出建议的少，被省、市采用的不多。",
        ),
        point("（三）调研信息偏少。", "对重点工作、难点问题研究不深，有分析、有对策的少。"),
        level1("三、下一步要求"),
        point(
            "（一）加强组织领导。",
            "各镇、各部门要明确分管领导和信息员，把信息报送抓紧抓实。",
        ),
        point(
            "（二）突出报送重点。",
            "围绕重点项目、产业发展、民生保障，及时报送动态，深入开展调研。",
        ),
        point(
            "（三）严格审核把关。",
            "信息须经单位负责同志审签；排名靠后的单位要查找原因，限期改进。",
        ),
    ]


def shiquan_2020() -> bytes:
    """石泉 2020: the same form with one annex, the departments ordered by rank."""
    document = new_document("政务信息采用情况的通报")
    letter_head(document, OFFICE)
    page_numbers(document)
    title = "石泉县【年份】年信息采用情况统计表（部门）"
    add(document, shiquan_head("石政办函〔20××〕××号", "关于【期间】政务信息", "采用情况的通报"))
    add(document, _shiquan_2020_text())
    add(document, [*blank(), *annexes([title]), *signed(OFFICE, "20××年×月×日")])
    paths, fields = shiquan_columns("部门动态")
    columns = [("单位名称",), *paths, ("排名",)]
    add(document, annex("附件", title, "部门", columns, ["单位", *fields, "排名"]))
    add(document, [*blank(), paragraph(run(COPY, FANG, 28), "Copy")])
    return saved(document)


def _shiquan_2020_text() -> list[str]:
    return [
        body(
            "【期间】，各部门认真贯彻落实县政府关于政务信息工作的要求，积极报送信息，较好地发挥了参谋助手作用。"
            "现将采用情况通报如下："
        ),
        level1("一、基本情况"),
        body(ADOPTED),
        body(
            "本期纳入统计的部门【部门单位数】个【若：有不计分单位】，其中非政府序列部门【部门不计分单位数】个，"
            "不计分、不排名【若完】。按【若：有上期】全年累计【若完】得分排名，【部门前五名】位居前列，予以通报表扬。"
        ),
        level1("二、存在的问题"),
        point(
            "（一）重视程度不够。",
            "部分单位信息报送时断时续，最高与最低分别为【部门最高分】分和【部门最低分】分，差距明显。",
        ),
        point("（二）报送质量不高。", "一般性动态多，综合性、前瞻性信息少，省、市采用率偏低。"),
        paragraph(
            run("【若：有部门零采用单位】")
            + run("（三）少数单位零采用。", KAI)
            + run("【部门零采用单位】共【部门零采用单位数】个单位本期没有信息被采用。")
        ),
        level1("三、下一步要求"),
        body(
            "各部门要进一步提高认识，落实专人负责，紧扣县委、县政府中心工作选题，加强调研，严格审核，"
            "不断提高信息报送的数量和质量；得分靠后和没有信息被采用的单位要认真分析原因，切实改进工作。"
        ),
    ]


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "shiquan-2022q1": shiquan_2022,
    "shiquan-2020q4": shiquan_2020,
    "yanjin-2024-05-06": yanjin,
    "qiandongnan-2021q4": qiandongnan,
}


def main(folder: Path) -> None:
    """Write every template into its folder under `folder`."""
    for regime, build in TEMPLATES.items():
        target = folder / regime / "bulletin.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(build())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates")
