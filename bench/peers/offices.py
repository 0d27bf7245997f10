"""What a script written for one office knows by heart: where figures stand, what an item is worth, how tables look."""

from typing import NamedTuple

DASH = "—"


class Office(NamedTuple):
    """One office's workbook; column numbers count from 0."""

    id: str
    file: str
    period: str
    tiers: dict[str, str]  # tier → title of its table
    headings: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...]  # the same columns, each by one name
    unit: int
    total: int
    rank: int | None
    widths: tuple[float, ...]
    landscape: bool = False


COMPONENTS = ("州政府网站", "省政府网站", "州报省政府网站", "报送", "政务信息")
SITE_POINTS = (("州政府网站", 1, 3), ("省政府网站", 2, 2), ("州报省政府网站", 1, 1))
MARKS = {"动态": 3, "调研": 10, "州批": 15, "报省": 5, "省综": 10, "省专": 20, "省批": 30}
MARKS |= {"报国": 10, "国综": 10, "国专": 10, "国批": 40}
LEADERS, MOST_BY_LEADERS = ("州批", "省批", "国批"), 100
SHARE = {"主稿": 1.0, "副稿": 0.5}
QUOTA = {"县市": 100, "一类州直单位": 25, "二类州直单位": 15}
UNRANKED = "其他单位"

TIER_HEADINGS = {"县市": "一、采用各县（市）信息", "一类州直单位": "二、采用一类州直单位信息"}
TIER_HEADINGS |= {"二类州直单位": "三、采用二类州直单位信息", UNRANKED: "四、采用其他单位信息"}
SITE_HEADINGS = (
    ("网站",),
    *(("本季度", name) for name in ("纯文", "小计", "图文", "小计", "总计")),
    ("全年累计",),
)
ITEM_HEADINGS = (
    *(("序号",), ("信息标题",), ("稿件",)),
    *(("州府信息", mark) for mark in ("动态", "调研", "州批")),
    *(("州报省", mark) for mark in ("报省", "省综", "省专", "省批")),
    *(("省报国办", mark) for mark in ("报国", "国综", "国专", "国批")),
    ("小计",),
)
NO_ITEM = ["", "无", "", *[""] * 11, "0"]

SHIQUAN_POINTS = (0.5, 0.5, 1, 10, 5, 20, 10)

YANJIN_POINTS = {3: 1, 5: 1, 6: 5, 7: 20, 8: 5, 9: 10, 10: 1, 11: 2, 12: 1}  # column → points for each
YANJIN_COLUMNS = 13

_PERIODS = ("本季度", "全年累计")

PREFECTURE = Office(
    "qiandongnan-2021q4",
    "黔东南州2021年四季度政务信息采用及排名情况.xlsx",
    "2021年四季度",
    {
        tier: f"黔东南州2021年四季度政务信息采用及排名情况（{tier}）"
        for tier in ("县市", "一类州直单位", "二类州直单位", UNRANKED)
    },
    (("名次",), ("单位名称",), *((part, period) for part in COMPONENTS for period in _PERIODS), ("总计",)),
    ("名次", "单位", *(part + period for part in COMPONENTS for period in _PERIODS), "总计"),
    unit=1,
    total=12,
    rank=0,
    widths=(6, 24, *(8,) * 10, 9),
    landscape=True,
)

_ADOPTED = "1-3月采用情况（条）"

SHIQUAN = Office(
    "shiquan-2022q1",
    "石泉县2022年一季度信息采用情况统计表.xlsx",
    "2022年一季度",
    {tier: f"石泉县2022年一季度信息采用情况统计表（{tier}）" for tier in ("镇", "部门")},
    (
        *(("序号",), ("单位名称",)),
        *(("新闻动态", _ADOPTED, name) for name in ("部门动态", "聚焦石泉", "市政府网站")),
        *(("政务信息", _ADOPTED, kind, level) for kind in ("动态信息", "调研信息") for level in ("省级", "市级")),
        *(("得分情况（分）", name) for name in ("本期", "上期", "累计")),
    ),
    (
        *("序", "单位", "部门动态", "聚焦石泉", "市政府网站", "动态省级", "动态市级", "调研省级", "调研市级"),
        *("本期", "上期", "累计"),
    ),
    unit=1,
    total=11,
    rank=None,
    widths=(6, 22, *(8,) * 10),
)

YANJIN = Office(
    "yanjin-2024-05-06",
    "延津县2024年5-6月政务信息采用情况.xlsx",
    "2024年5-6月",
    {tier: f"2024年5-6月政务信息采用情况通报（{tier}）" for tier in ("乡镇街道", "县直单位")},
    (
        ("单位",),
        *(("约稿", name) for name in ("约稿量", "报送量", "得分")),
        *(("重点提示", name) for name in ("报送量", "得分")),
        *((level, name) for level in ("省快报、政务要闻", "市快报、要情专报", "县快报") for name in ("单条", "专期")),
        *(("加分/扣分",), ("5-6月得分",), ("总分",), ("占任务%",)),
    ),
    (),
    unit=0,
    total=14,
    rank=None,
    widths=(13, *(8,) * 14, 9),
    landscape=True,
)

OFFICES = {office.id: office for office in (PREFECTURE, SHIQUAN, YANJIN)}


def heading_cells(paths: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, int, int, str]]:
    """The merged heading cells as top, left, bottom, right, text, counted from 0."""
    depth = max(len(path) for path in paths)
    cells = []
    for level in range(depth):
        left = 0
        for at in range(1, len(paths) + 1):
            if at < len(paths) and len(paths[at]) > level and paths[at][: level + 1] == paths[left][: level + 1]:
                continue
            if len(path := paths[left]) > level:
                bottom = depth - 1 if len(path) == level + 1 else level
                cells.append((level, left, bottom, at - 1, path[level]))
            left = at
    return cells


def sentence(tier: str, names: list[str]) -> str:
    """The notice's line on one tier; `names` in the order of the table, those without points left out."""
    return f"{tier}共{len(names)}个，{'、'.join(names[:3])}居前三位；{'、'.join(names[-3:])}居后三位。"


def unit_title(unit: str, total: float, rank: int | None) -> str:
    """The line above a unit's block."""
    return f"{unit}（总计：{total:g}分{f'，名次：第{rank}位' if rank else ''}）"


def report_line(tier: str, sent: int, late: int, missed: int) -> str:
    """What a unit sent, and its late and missed solicited reports."""
    quota = QUOTA.get(tier)
    points = "" if quota is None else "加10分" if sent >= quota else f"扣{quota - sent:g}分"
    parts = [f"本季度报送{sent:g}条{points}"]
    if late:
        parts.append(f"迟报约稿{late:g}次{'扣10分' if late >= 3 else ''}")
    if missed:
        parts.append(f"漏报约稿{missed:g}次扣{10 * missed:g}分")
    return "，".join(parts) + "。"


def points_line(info: float, info_year: float, base: float, base_year: float) -> str:
    """A unit's points for items and for reporting."""
    return f"政务信息：本季度{info:g}分，全年累计{info_year:g}分；报送：本季度{base:g}分，全年累计{base_year:g}分。"
