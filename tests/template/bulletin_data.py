"""Data for the three shipped bulletins: rows as the offices printed them, facts worked out from them by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govscore.claiming.notice_info import BLANKS, conditions
from govscore.word.data import Data, merge

SCORES = ["本期", "上期", "累计"]
SHIQUAN = ["部门动态", "聚焦石泉", "市政府网站", "动态省级", "动态市级", "调研省级", "调研市级", *SCORES]

# unit, flash, focus, city site, city; score: 0.5 + 0.5 + 1 + 5 points, first period of the year
TOWNS = """中池镇 51 2 — — 26.5
池河镇 40 1 — — 20.5
饶峰镇 37 — — — 18.5
城关镇 36 — — — 18
迎丰镇 33 — — — 16.5
喜河镇 28 — — — 14
熨斗镇 24 2 — — 13
两河镇 23 — — — 11.5
曾溪镇 22 — — — 11
云雾山镇 18 — — — 9
后柳镇 18 — — — 9"""
DEPARTMENTS = """政府办 3 13 — 16 88
人社局 57 1 10 1 44
林业局 60 — 8 1 43
教体科技局 47 — 6 — 29.5
农业农村局(蚕桑服务中心) 30 1 3 1 23.5
司法局 33 4 2 — 20.5
市场监管局 28 3 1 — 16.5
乡村振兴局 16 — 3 1 16
财政局 27 — 2 — 15.5
交通局 27 — — — 13.5
应急管理局 20 — 2 — 12
发改局 22 1 — — 11.5
行政审批服务局 19 1 1 — 11
住建局 19 3 — — 11
信访局(联系办) 20 1 — — 10.5
卫健局 10 4 1 — 8
自然资源局 13 1 — — 7
水利局 12 — — — 6
医保局 8 — 1 — 5
供销联社 7 — 1 — 4.5
文旅广电局 9 — — — 4.5
统计局 8 — — — 4
经贸局 8 — — — 4
招商服务中心 6 — — — 3
生态环境分局 3 1 1 — 3
公安局(交警大队) 6 — — — 3
民政局 5 — — — 2.5
审计局 5 — — — 2.5
创建办 4 — — — 2
经开区管委会 3 — — — 1.5
退役军人事务局 1 — — — 0.5
县委办 12 2 — — 不计分
组织部 — 1 1 — 不计分
人大常委会办公室 — — 1 — 不计分
宣传部(融媒体中心) 4 119 9 — 不计分
县委党校 17 — — — 不计分
总工会 6 1 — — 不计分
科协 4 — — — 不计分
县妇联 19 — — — 不计分
气象局 8 — — — 不计分
工商联 5 — — — 不计分
职教中心 1 — — — 不计分
纪委监委 — — 1 — 不计分
政协办 3 1 — — 不计分
县委编办 11 — — — 不计分
政法委 1 1 — — 不计分
县保密局 1 — — — 不计分
金蚕小镇办 — — — — 不计分
团县委 13 — — — 不计分"""

RULES = [
    "1．部门动态（各镇快讯）、聚焦石泉每条0.5分，市政府网站每条1分；",
    "2．动态信息市级5分、省级10分、国家20分，调研信息县级3分、市级10分、省级20分、国家30分；",
    "3．同一信息多次采用的，按最高分计一次。",
]


def _shiquan_row(line: str) -> dict[str, str]:
    unit, flash, focus, site, city, score = line.split()
    cells = [flash, focus, site, "—", city, "—", "—", score, "—", score]
    row = {"单位": unit, **dict(zip(SHIQUAN, cells, strict=True)), "排名": "", "备注": ""}
    if score == "不计分":
        row |= {"#merge": merge("本期", "累计", "不计分")}
    return row


def shiquan_2022() -> Data:
    """11 towns, 49 departments of which 18 are not scored; 54 = items on the city's site, towns have none."""
    towns, departments = ([_shiquan_row(line) for line in text.split("\n")] for text in (TOWNS, DEPARTMENTS))
    values = {
        "期间": "2022年一季度", "月份": "1-3月", "年份": "2022", "单位数": "60",
        "镇单位数": "11", "部门单位数": "49", "部门不计分单位数": "18",
        "市级专报采用数": "20", "省级专报采用数": "—", "市政府网站采用数": "54", "聚焦石泉采用数": "165",
        "镇前三名": "中池镇、池河镇、饶峰镇", "镇最高分": "26.5", "镇最低分": "9",
        "部门前五名": "政府办、人社局、林业局、教体科技局、农业农村局(蚕桑服务中心)",
        "部门最高分": "88", "部门最低分": "0.5", "零采用单位": "金蚕小镇办", "零采用单位数": "1",
    }  # fmt: skip
    conditions = {"有待反馈": True, "省级待反馈": True, "市级待反馈": False, "有零采用单位": True,
                  "有不计分单位": True, "有上期": False}  # fmt: skip
    lists = {"镇备注": ["备注：" + RULES[0], *RULES[1:]], "部门备注": ["备注：" + RULES[0], *RULES[1:]]}
    return _data(values, conditions, lists, {"镇表": towns, "部门表": departments})


# unit, flash, focus, city site, province, city, research city; score, prior, cumulative, rank
DEPARTMENTS_2020 = """政府办 1 9 2 — 6 — 37 141 178 1
教体科技局 15 12.5 5 — — — 18.75 88.25 107 2
人社局 9 4 2 — — — 8.5 77 85.5 3
司法局 23 9 3 — — — 19 51.5 70.5 4
应急管理局 9 12 9 — — — 19.5 42.5 62 5
水利局 1 1.5 1 — — 1 7.25 25.5 32.75 11"""
PENDING, EXCLUDED = "省市暂未反馈", "非政府序列部门不计分、不排名"


def _shiquan_2020_row(line: str) -> dict[str, str]:
    unit, *cells = line.split()
    flash, focus, site, province, city, research, score, prior, total, rank = cells
    counts = [flash, focus, site, province, city, "—", research, score, prior, total]
    row = {"单位": unit, **dict(zip(SHIQUAN, counts, strict=True)), "排名": rank}
    return row | ({"#merge": merge("调研省级", "调研市级", PENDING)} if research == "—" else {})


def shiquan_2020() -> Data:
    """Six departments with pending cells, two that are not scored, each with two merges in its row."""
    rows = [_shiquan_2020_row(line) for line in DEPARTMENTS_2020.split("\n")]
    merges = merge("调研省级", "调研市级", PENDING) + "\n" + merge("本期", "排名", EXCLUDED)
    for unit in ("县委办", "人大常委会\n办公室"):
        rows.append({"单位": unit, **dict.fromkeys(SHIQUAN, "—"), "排名": "", "#merge": merges})
    values = {
        "期间": "2020年10-12月", "月份": "10-12月", "年份": "2020", "部门单位数": "8", "部门不计分单位数": "2",
        "市级专报采用数": "6", "省级专报采用数": "—", "市政府网站采用数": "22", "聚焦石泉采用数": "48",
        "部门前五名": "政府办、教体科技局、人社局、司法局、应急管理局", "部门最高分": "178", "部门最低分": "32.75",
        "部门零采用单位": "无", "部门零采用单位数": "0",
    }  # fmt: skip
    conditions = {"省级待反馈": True, "市级待反馈": True, "有部门零采用单位": False, "有不计分单位": True,
                  "有上期": True}  # fmt: skip
    return _data(values, conditions, {"部门备注": ["备注：" + RULES[0], *RULES[1:]]}, {"部门表": rows})


YANJIN = [
    "约稿量", "约稿报送量", "约稿得分", "重点提示报送量", "重点提示得分", "省单条", "省专期", "市单条", "市专期",
    "县单条", "县专期", "加减分", "本期得分", "总分", "占任务",
]  # fmt: skip
YANJIN_TOWNS = """塔铺街道 — — — 3 6 — — — — 2 — — 8 24 60%
司寨乡 — — — 4 8 — — — — 4 — — 12 21 53%
东屯镇 — — — 4 8 — — — — 6 — — 14 20 50%
王楼镇 — — — 3 6 — — — — 3 — — 9 18 45%
胙城乡 — — — 3 6 — — — — 3 — — 9 14 35%
石婆固镇 — — — 2 4 — — — — 1 — — 5 9 23%"""
YANJIN_DEPARTMENTS = """编办 — — — — — — — — — — — — — — —
检察院 — — — — — — — — — — — — — — —
#40
农业农村局 3 3 5 — — — — 2 — 4 — — 18 47 118%
开发区 3 3 6 1 2 — — — — 3 — — 11 22 55%
市场监管局 1 0 -5 1 2 — — — — 1 — — -2 18 45%
财政局 — — — — — — — — — 2 — — 2 6 15%
#30
乙局 — — — — — — — — — 1 — — 1 3 10%"""


def _yanjin_rows(text: str) -> list[dict[str, str]]:
    rows = []
    for line in text.split("\n"):
        if line.startswith("#"):
            rows.append({"#kind": "组", "组": f"信息采用积分年目标为{line[1:]}分以上"})
        else:
            unit, *cells = line.split()
            rows.append({"单位": unit, **dict(zip(YANJIN, cells, strict=True))})
    return rows


def yanjin() -> Data:
    """Some towns in one group, departments in two groups after two units without target."""
    values = {
        "期间": "2024年5-6月", "月份": "5-6月", "乡镇街道单位数": "6", "县直单位单位数": "7", "进度线": "50%",
        "乡镇街道前三名": "塔铺街道、司寨乡、东屯镇", "乡镇街道后三名": "王楼镇、胙城乡、石婆固镇",
        "乡镇街道达标单位": "无", "乡镇街道未达进度单位数": "3",
        "乡镇街道未达进度单位": "王楼镇、胙城乡、石婆固镇", "县直单位未达进度单位数": "3",
        "县直单位前三名": "农业农村局、开发区、市场监管局", "县直单位后三名": "市场监管局、财政局、乙局",
        "县直单位达标单位": "农业农村局", "县直单位未达进度单位": "市场监管局、财政局、乙局",
        "约稿未报单位": "市场监管局", "约稿未报单位数": "1",
    }  # fmt: skip
    conditions = {"有乡镇街道达标单位": False, "有乡镇街道未达进度单位": True, "有县直单位达标单位": True,
                  "有县直单位未达进度单位": True, "有约稿未报单位": True}  # fmt: skip
    rules = [
        "（一）省单条5分、综合10分、专期20分；市单条5分、专期10分；县单条1分、专期2分。",
        "（二）约稿每条最高2分，未报的每条扣5分。",
    ]
    lists = {"计分办法": rules, "乡镇街道备注": [], "县直单位备注": ["备注：编办、检察院无年目标。"]}
    tables = {
        "乡镇街道表": _yanjin_rows("#40\n" + YANJIN_TOWNS),
        "县直单位表": _yanjin_rows(YANJIN_DEPARTMENTS),
    }
    kinds = {name: frozenset({"组"}) for name in tables}
    return _data(values, conditions, lists, tables, table_kinds=kinds)


def _data(values: Mapping[str, str], conditions_: Mapping[str, bool], *more: Any, **kinds: Any) -> Data:
    """With the entries that the clerk has not given, as every notice has them."""
    return Data({**BLANKS, **values}, {**conditions({}), **conditions_}, *more, **kinds)


DATA = {"shiquan-2022q1": shiquan_2022, "shiquan-2020q4": shiquan_2020, "yanjin-2024-05-06": yanjin}
