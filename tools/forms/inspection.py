"""The circular of an inspection, a 信函 with an annex for the sites and one for the accounts, and the slips."""

from __future__ import annotations

from collections.abc import Sequence

from forms.heads import addressees, blank, letter_number, title
from forms.measures import SIZE_5
from forms.page import notice
from forms.parts import Part, paragraph
from forms.tables import table
from forms.text import DATE, annex, annex_line, kept_blank, number, prose, signed
from forms.widths import Column, layout, upright

OFFICE = "州政府政务信息中心"
HEAD = "黔东南州政府政务信息中心"


SITES = (
    Column(("类别",), "类别", "县市"),
    Column(("序号",), "序号", "99"),
    Column(("网站名称",), "网站名称", "州人力资源社会保障局", name=True),
    Column(("网址",), "网址", "http://www.gztaijiang.gov.cn"),
    Column(("动态栏目超两周未更新数",), "动态栏目超两周未更新数", "99"),
    Column(("应更新未更新数",), "应更新未更新数", "99"),
    Column(("合格/不合格",), "结论", "不合格"),
)
ACCOUNTS = (
    Column(("类别",), "类别", "县市"),
    Column(("平台",), "平台", "政务微博"),
    Column(("序号",), "序号", "99"),
    Column(("名称",), "名称", "黄平县人民政府网发布", name=True),
    Column(("主办单位",), "主办单位", "岑巩县人民政府办公室", name=True),
    *(Column((f"【{month}】更新情况",), month, "不合格") for month in ("第一月", "第二月", "第三月")),
)
FIXES = (
    Column(("序号",), "序", "99"),
    Column(("类型",), "类型", "政务微博"),
    Column(("名称",), "名称", "黄平县人民政府网发布", name=True),
    Column(("不合格月份和事项",), "事项", "10月更新5天，少于8天；连续5个工作日没有更新", name=True),
    Column(("整改期限",), "期限", "2023年12月31日前"),
)


def only(what: str, parts: Sequence[Part]) -> list[Part]:
    """Parts that stand only where there are sites (accounts)."""
    return [paragraph(f"【若：有{what}】", "Flush"), *parts, paragraph("【若完】", "Flush")]


def bulletin() -> bytes:
    """The circular with its two annexes."""
    parts = [*_head(), *_overall(), *_problems(), *_steps(), *_foot(), *_sites(), *_accounts()]
    return notice("政府网站与政务新媒体检查情况的通报", parts, HEAD)


def _head() -> list[Part]:
    what = "【若：有网站】政府网站【若完】【若：两类都有】与【若完】【若：有账号】政务新媒体【若完】"
    lines = (
        HEAD,
        "关于【季度】全州【若：有网站】政府网站【若完】【若：只有账号】政务新媒体【若完】",
        "【若：两类都有】与政务新媒体【若完】检查情况的通报",
    )
    return [
        *letter_number(number("××〔20××〕××号")),
        *title(*lines),
        *addressees("各县（市）人民政府办公室，州政府各部门、各直属机构"),
        *prose(
            "按照【检查依据】的要求，【发文机关】于【检查时间】组织对全州"
            f"{what}【检查月份】的运行情况进行了检查（更新情况截至【截至日期】）。现将有关情况通报如下："
        ),
    ]


def _overall() -> list[Part]:
    return prose(
        "一、总体情况",
        "【若：有网站】（一）政府网站。全州政府网站共【网站总数】个，其中县（市）【县市网站数】个、州直部门【州直网站数】个；"
        "检查【检查网站数】个，【若：网站全部合格】全部合格【若完】【若非：网站全部合格】合格【合格网站数】个，"
        "不合格【不合格网站数】个（【不合格网站】）【若完】，合格率【网站合格率】。",
        "【若：有账号】（【若：有网站】二【若完】【若非：有网站】一【若完】）政务新媒体。"
        "全州政务新媒体账号共【账号总数】个，其中县（市）【县市账号数】个、州直部门【州直账号数】个；"
        "政务微博【政务微博总数】个、政务微信【政务微信总数】个。检查【检查账号数】个"
        "【若：有免检账号】（免检【免检账号数】个）【若完】，合格【合格账号数】个，不合格【不合格账号数】个，"
        "合格率【账号合格率】。"
        "【若：有县市账号】其中，县（市）检查【检查县市账号数】个、不合格【不合格县市账号数】个【若：有州直账号】；州直部门检查【检查州直账号数】个、不合格【不合格州直账号数】个【若完】。【若完】",
        "【若：有不合格账号】不合格的账号是：【不合格账号】。",
        "【若：有上期】与上期（【上期】）相比，"
        "【若：上期有网站】不合格网站【不合格网站增减】（上期【上期不合格网站数】个）【若完】"
        "【若：上期都有】，【若完】【若：上期有账号】不合格账号【不合格账号增减】"
        "（上期检查账号【上期检查账号数】个，不合格【上期不合格账号数】个，合格率【上期账号合格率】）【若完】。"
        "【若：有连续不合格】连续两个季度及以上不合格的有【连续不合格数】个：【连续不合格名单】。【若完】",
    )


def _problems() -> list[Part]:
    return prose(
        "二、存在的问题",
        "【若：有不合格账号】（一）更新不及时。【不合格账号数】个账号更新天数不足，或连续多个工作日没有更新，没有达到每月更新和连续更新的要求。",
        "【若非：有不合格账号】（一）更新不够均衡。个别账号更新集中在几天，间隔偏长。",
        "（二）日常管理不到位。部分主办单位巡查不够，内容保障没有落实到人，人员变动时衔接不上。",
        "（三）内容质量有待提高。原创信息、政策解读偏少，与群众互动不多。",
    )


def _steps() -> list[Part]:
    return prose(
        "三、下步要求",
        "【若：有整改】（一）限期整改。不合格网站和账号的主办单位要对照附件逐项整改，于【整改期限】将整改情况报【发文机关】。"
        "【若：有连续不合格】连续不合格的，要说明原因，提出长期措施。【若完】",
        "【若非：有整改】（一）巩固成效。各单位要继续做好日常更新和巡查，保持全部合格。",
        "（二）落实责任。各县（市）、各部门要明确分管领导和专人，建立值班更新制度，确保达到检查标准。",
        "（三）规范管理。不再使用、无力维护的账号，要按程序注销，并及时更新账号名录。",
        keep=True,
    )


def _foot() -> list[Part]:
    first, second = "【季度】政府网站检查情况", "【季度】政务新媒体更新情况"
    return [
        *kept_blank(),
        annex_line(f"【若：两类都有】附件：1.\t{first}", 6.5, 4.5),
        annex_line(f"【若：两类都有】2.\t{second}", 6.5, 1.5),
        annex_line(f"【若：只有网站】附件：{first}", 5, 3),
        annex_line(f"【若：只有账号】附件：{second}", 5, 3),
        *signed(OFFICE, DATE, keep=True),
        *prose("（联系人：【联系人】；电话：【联系电话】）"),
    ]


def _annex(place: int, what: str, title: str, name: str, columns: Sequence[Column], note: str) -> list[Part]:
    plan = layout(columns)
    assert not plan.turned  # else it would need a section of its own
    mark = f"附件【若：两类都有】{place}【若完】"
    return only(what, annex(mark, title, name, columns, plan, note))


def _sites() -> list[Part]:
    return _annex(1, "网站", "【季度】政府网站检查情况", "网站表", SITES, "备注：【网站标准】")


def _accounts() -> list[Part]:
    return _annex(2, "账号", "【季度】政务新媒体更新情况", "账号表", ACCOUNTS, "备注：【账号标准】")


def slips() -> bytes:
    """A page an owner: what failed, what was found, by when it has to be put right."""
    plan = upright(FIXES, SIZE_5)
    office, date = signed(OFFICE, f"{DATE}【完】")[-2:]
    parts = [
        paragraph("【每个：主办】整改通知单", "Headline", page_break_before=True),
        *blank(),
        paragraph("【主办】：", "Flush"),
        *prose(
            "经【检查时间】检查，你单位主办的网站（账号）【季度】有【个数】个不合格"
            "（所查月份：【检查月份】），情况如下："
        ),
        table("本单位表", FIXES, plan),
        *prose("请于【整改期限】完成整改，将整改情况报【发文机关】；逾期未整改的，将再次通报。", keep=True),
        *kept_blank(2),
        office,
        date,
    ]
    return notice("整改通知单", parts)
