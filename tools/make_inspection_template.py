"""Builds the templates of the inspection, circular and slips, into templates/qiandongnan-2023q4-inspection/.

The files are for the office to change; what stands here is only where they start from. Names in 【】 are supplied by
the program, ×× is for the clerk to type. Run: python tools/make_inspection_template.py [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
from docx_text import blank, body, level1

REGIME = "qiandongnan-2023q4-inspection"
OFFICE = "州政府政务信息中心"
HEAD = "黔东南州政府政务信息中心"


KEEP = "<w:keepNext/>"


def point(lead: str, text: str, condition: str = "", more: str = "") -> str:
    """（一） in 楷体, then the text in 仿宋, in one paragraph that may stand on a condition."""
    return paragraph((run(condition) if condition else "") + run(lead, KAI) + run(text), "Body", more)


def kept_blank(count: int = 1) -> list[str]:
    """Empty lines that stay with what follows: the signature never stands alone on a page."""
    return [paragraph("", "Flush", KEEP)] * count


def annex(mark: str, title: str, parts: Sequence[str]) -> list[str]:
    """An annex on a new page: mark, title, its table and note."""
    return [
        paragraph(run(mark, HEI), "AnnexMark", "<w:pageBreakBefore/>"),
        *blank(),
        paragraph(run(title, TITLE_SONG, 36), "AnnexTitle", '<w:spacing w:after="200"/>'),
        *parts,
    ]


def only(what: str, parts: Sequence[str]) -> list[str]:
    """Parts that stand only where there are sites (accounts)."""
    return [paragraph(run(f"【若：有{what}】"), "Flush"), *parts, paragraph(run("【若完】"), "Flush")]


def grid(name: str, columns: Sequence[tuple[str, str, int]], left: Sequence[str] = (), size: int = 21) -> str:
    """A table of heading, field and share of the width, with one sample row."""
    whole = sum(share for _, _, share in columns)
    widths = [TEXT_WIDTH * share // whole for _, _, share in columns]
    widths[-1] += TEXT_WIDTH - sum(widths)
    cells = [
        cell(f"【{name}.{field}】", width, "CellName" if field in left else "Cell", size)
        for (_, field, _), width in zip(columns, widths, strict=True)
    ]
    return table([(heading,) for heading, _, _ in columns], widths, [row(cells)], size)


def bulletin() -> bytes:
    """The circular with its two annexes."""
    document = new_document("政府网站与政务新媒体检查情况的通报")
    letter_head(document, HEAD)
    page_numbers(document)
    add(document, _head())
    add(document, _overall())
    add(document, _problems())
    add(document, _steps())
    add(document, _foot())
    add(document, _sites())
    add(document, _accounts())
    return saved(document)


def _head() -> list[str]:
    what = "【若：有网站】政府网站【若完】【若：两类都有】与【若完】【若：有账号】政务新媒体【若完】"
    title = ("关于【季度】", f"全州{what}检查情况的通报")
    return [
        paragraph(run("××〔【年份】〕××号"), "Number"),
        *blank(2),
        *[paragraph(run(text, TITLE_SONG, 44), "Headline") for text in title],
        *blank(),
        paragraph(run("各县（市）人民政府办公室，州政府各部门、各直属机构："), "Flush"),
        body(
            "按照【检查依据】的要求，【发文机关】于【检查时间】组织对全州"
            f"{what}【检查月份】的运行情况进行了检查（更新情况截至【截至日期】）。现将有关情况通报如下："
        ),
    ]


def _overall() -> list[str]:
    return [
        level1("一、总体情况"),
        point(
            "（一）政府网站。",
            "全州政府网站共【网站总数】个，其中县（市）【县市网站数】个、州直部门【州直网站数】个；"
            "检查【检查网站数】个，【若：网站全部合格】全部合格【若完】【若非：网站全部合格】合格【合格网站数】个，"
            "不合格【不合格网站数】个（【不合格网站】）【若完】，合格率【网站合格率】。",
            "【若：有网站】",
        ),
        point(
            "（【若：有网站】二【若完】【若非：有网站】一【若完】）政务新媒体。",
            "全州政务新媒体账号共【账号总数】个，其中县（市）【县市账号数】个、州直部门【州直账号数】个；"
            "政务微博【政务微博总数】个、政务微信【政务微信总数】个。检查【检查账号数】个"
            "【若：有免检账号】（免检【免检账号数】个）【若完】，合格【合格账号数】个，不合格【不合格账号数】个，"
            "合格率【账号合格率】。【若：有县市账号】其中，县（市）检查【检查县市账号数】个、不合格【不合格县市账号数】个【若：有州直账号】；州直部门检查【检查州直账号数】个、不合格【不合格州直账号数】个【若完】。【若完】",
            "【若：有账号】",
        ),
        body("【若：有不合格账号】不合格的账号是：【不合格账号】。"),
        body(
            "【若：有上期】与上期（【上期】）相比，"
            "【若：上期有网站】不合格网站【不合格网站增减】（上期【上期不合格网站数】个）【若完】"
            "【若：上期都有】，【若完】【若：上期有账号】不合格账号【不合格账号增减】"
            "（上期检查账号【上期检查账号数】个，不合格【上期不合格账号数】个，合格率【上期账号合格率】）【若完】。"
            "【若：有连续不合格】连续两个季度及以上不合格的有【连续不合格数】个：【连续不合格名单】。【若完】"
        ),
    ]


def _problems() -> list[str]:
    return [
        level1("二、存在的问题"),
        point(
            "（一）更新不及时。",
            "【不合格账号数】个账号更新天数不足，或连续多个工作日没有更新，没有达到每月更新和连续更新的要求。",
            "【若：有不合格账号】",
        ),
        point("（一）更新不够均衡。", "个别账号更新集中在几天，间隔偏长。", "【若非：有不合格账号】"),
        point("（二）日常管理不到位。", "部分主办单位巡查不够，内容保障没有落实到人，人员变动时衔接不上。"),
        point("（三）内容质量有待提高。", "原创信息、政策解读偏少，与群众互动不多。"),
    ]


def _steps() -> list[str]:
    return [
        level1("三、下步要求"),
        point(
            "（一）限期整改。",
            "不合格网站和账号的主办单位要对照附件逐项整改，于【整改期限】将整改情况报【发文机关】。"
            "【若：有连续不合格】连续不合格的，要说明原因，提出长期措施。【若完】",
            "【若：有整改】",
        ),
        point("（一）巩固成效。", "各单位要继续做好日常更新和巡查，保持全部合格。", "【若非：有整改】"),
        point(
            "（二）落实责任。",
            "各县（市）、各部门要明确分管领导和专人，建立值班更新制度，确保达到检查标准。",
        ),
        point("（三）规范管理。", "不再使用、无力维护的账号，要按程序注销，并及时更新账号名录。", more=KEEP),
    ]


def _foot() -> list[str]:
    annexes = ("【季度】政府网站检查情况", "【季度】政务新媒体更新情况")
    first, second, only = (
        f'{KEEP}<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        for left, hanging in ((1856, 1216), (1856, 256), (1600, 960))
    )
    return [
        *kept_blank(),
        paragraph(run(f"【若：两类都有】附件：1.{annexes[0]}"), "Flush", first),
        paragraph(run(f"【若：两类都有】2.{annexes[1]}"), "Flush", second),
        paragraph(run(f"【若：只有网站】附件：{annexes[0]}"), "Flush", only),
        paragraph(run(f"【若：只有账号】附件：{annexes[1]}"), "Flush", only),
        *kept_blank(2),
        paragraph(run(OFFICE), "Signed", KEEP),
        paragraph(run("【年份】年×月×日"), "Signed", KEEP),
        body("（联系人：×××；电话：×××××××）"),
    ]


def _sites() -> list[str]:
    columns = (
        ("类别", "类别", 8),
        ("序号", "序号", 7),
        ("网站名称", "网站名称", 22),
        ("网址", "网址", 27),
        ("动态栏目超两周未更新数", "动态栏目超两周未更新数", 14),
        ("应更新未更新数", "应更新未更新数", 12),
        ("合格/不合格", "结论", 10),
    )
    note = paragraph(run("备注：【网站标准】", FANG, 21), "Note", '<w:spacing w:before="60"/>')
    parts = [grid("网站表", columns, ("网站名称", "网址"), 18), note]
    return only("网站", annex("附件【若：两类都有】1【若完】", "【季度】政府网站检查情况", parts))


def _accounts() -> list[str]:
    columns = (
        ("类别", "类别", 8),
        ("平台", "平台", 11),
        ("序号", "序号", 7),
        ("名称", "名称", 21),
        ("主办单位", "主办单位", 26),
        *((f"【{month}】更新情况", month, 9) for month in ("第一月", "第二月", "第三月")),
    )
    note = paragraph(run("备注：【账号标准】", FANG, 21), "Note", '<w:spacing w:before="60"/>')
    parts = [grid("账号表", columns, ("名称", "主办单位"), 18), note]
    return only("账号", annex("附件【若：两类都有】2【若完】", "【季度】政务新媒体更新情况", parts))


def slips() -> bytes:
    """A page an owner: what failed, what was found, by when it has to be put right."""
    document = new_document("整改通知单")
    page_numbers(document)
    columns = (
        ("序号", "序", 7),
        ("类型", "类型", 11),
        ("名称", "名称", 20),
        ("不合格月份和事项", "事项", 44),
        ("整改期限", "期限", 18),
    )
    add(
        document,
        [
            paragraph(run("【每个：主办】") + run("整改通知单", TITLE_SONG, 44), "Headline", "<w:pageBreakBefore/>"),
            *blank(),
            paragraph(run("【主办】："), "Flush"),
            body(
                "经【检查时间】检查，你单位主办的网站（账号）【季度】有【个数】个不合格（所查月份：【检查月份】），情况如下："
            ),
            grid("本单位表", columns, ("名称", "事项"), 21),
            body("请于【整改期限】完成整改，将整改情况报【发文机关】；逾期未整改的，将再次通报。"),
            *blank(2),
            paragraph(run(OFFICE), "Signed", "<w:keepNext/>"),
            paragraph(run("【年份】年×月×日") + run("【完】"), "Signed"),
        ],
    )
    return saved(document)


def main(folder: Path) -> None:
    """Write both templates into the regime's folder under `folder`."""
    target = folder / REGIME
    target.mkdir(parents=True, exist_ok=True)
    (target / "bulletin.docx").write_bytes(bulletin())
    (target / "slips.docx").write_bytes(slips())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates")
