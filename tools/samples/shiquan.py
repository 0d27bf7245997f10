"""石泉县: what its tables of all years share, headings, names as printed, notes."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from samples.facts import Fact, number
from samples.sheets import Heading, block

OFFICE = "石泉县人民政府办公室"
PENDING = "省市\n暂未反馈"
EXCLUDED = "非政府序列部门\n不计分、不排名"
COUNTS = ("flash", "focus", "city_site", "dyn_province", "dyn_city", "res_province", "res_city")

_AS_PRINTED = {
    "中池镇": "中池镇 ",
    "城关镇": " 城关镇",
    "云雾山镇": "云雾山\n镇",
    "农业农村局(蚕桑服务中心)": "农业农村局\n(蚕桑服务中心)",
    "乡村振兴局": "乡村\n振兴局",
    "行政审批服务局": "行政审批\n\n服务局",
    "信访局(联系办)": "信访局\n(联系办)",
    "公安局(交警大队)": "公安局\n(交警大队)",
    "退役军人事务局": "退役军人\n事务局",
    "人大常委会办公室": "人大常委会  办公室",
    "宣传部(融媒体中心)": "宣传部\n(融媒体中心)",
    "科协": "科  协",
    "教体科技局": "教体\n科技局",
    "招商服务中心": "招商\n服务中心",
}


def printed(unit: str) -> str:
    """Return a unit's name with the line breaks and inner spaces of the printed table."""
    return _AS_PRINTED.get(unit, unit)


def count_headings(first_channel: str, months: str) -> list[Heading]:
    """Return the headings over the seven columns of counts."""
    channels = [first_channel, "聚焦\n石泉", "市政府\n网  站"]
    levels = ["省级", "市级"]
    infos: list[Heading] = [("动态信息", levels), ("调研信息", levels)]
    return [
        ("新闻动态", [(f"{months}\n采用情况（条）", channels)]),
        ("政务信息", [(f"{months}采用情况（条）", infos)]),
    ]


SCORE_HEADINGS: Heading = ("得分情况\n（分）", ["本 期", "上 期", "累 计"])


def counts(fact: Fact, dash: str) -> list[int | float | str]:
    """Return a unit's seven counts, a dash where nothing was printed."""
    return [_or_dash(number(fact.get(column, "")), dash) for column in COUNTS]


def _or_dash(value: int | float | None, dash: str) -> int | float | str:
    return dash if value is None else value


def pending(sheet: Worksheet, first: int, last: int, left: int) -> None:
    """Merge the two 调研信息 columns of these rows into one cell."""
    block(sheet, (first, left, last, left + 1), PENDING)


def rules(first_channel: str, closing: str) -> Sequence[str]:
    """Return the three 备注 rows that restate the rules."""
    return (
        f"备注：1.新闻动态：{first_channel}、聚焦石泉每采用1条计0.5分，市政府网站每采用1条计1分。",
        "      2.政务信息：动态信息市级采用每条计5分、省级10分、国家级20分；"
        "调研信息县级采用每条计3分、市级10分、省级20分、国家级30分。同一信息被多次采用的，按最高分值计一次，不重复计分。",
        f"      3.{closing}",
    )
