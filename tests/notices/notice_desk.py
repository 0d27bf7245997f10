"""A period of 石泉 small enough to be worked out by hand, and short ways to read sentences and documents of it.

| unit | tier | 快讯 0.5 | 聚焦石泉 0.5 | 市政府网站 1 | 动态市级 5 | points |
|---|---|---|---|---|---|---|
| 中池镇 | 镇 | 51 | 2 | | | 26.5 |
| 城关镇 | 镇 | 30 | 6 | | | 18 |
| 政府办 | 部门 | | | 10 | 3 | 25 |
| 林业局 | 部门 | | 1 | 2 | | 2.5 |
| 县委办 | 部门, excluded | | | 3 | | |

In all: 快讯 81, 聚焦石泉 9, 市政府网站 15 (12 without 县委办), 动态市级 3; of all channels 108.
镇: highest 26.5, lowest 18, mean 22.25; 部门: 25, 2.5, 13.75.
"""

from decimal import Decimal
from functools import cache

from samples_at_hand import ROOT

from govscore.core.numerals import plain_text
from govscore.core.period import Period
from govscore.core.points import plain
from govscore.notices.sentences import Reader, Statement
from govscore.notices.source import Source, Unit
from govscore.scheme.files import LoadedScheme, load

FIRST_QUARTER = Period(2022, 1, 3)
FACTS = {
    "期间": "2022年一季度",
    "月份": "1-3月",
    "年份": "2022",
    "单位数": "5",
    "进度线": "25%",
    "部门动态采用数": "81",
    "聚焦石泉采用数": "9",
    "市政府网站采用数": "15",
    "动态国家级采用数": "0",
    "动态省级采用数": "0",
    "动态市级采用数": "3",
    "调研国家级采用数": "0",
    "调研省级采用数": "0",
    "调研市级采用数": "0",
    "调研县级采用数": "0",
    "市级专报采用数": "3",
    "省级专报采用数": "0",
    "镇单位数": "2",
    "镇计分单位数": "2",
    "镇不计分单位数": "0",
    "镇最高分": "26.5",
    "镇最低分": "18",
    "镇平均分": "22.25",
    "镇零采用单位数": "0",
    "镇前三名": "中池镇、城关镇",
    "部门单位数": "3",
    "部门计分单位数": "2",
    "部门不计分单位数": "1",
    "部门最高分": "25",
    "部门最低分": "2.5",
    "部门平均分": "13.75",
    "部门零采用单位数": "0",
    "零采用单位数": "0",
}
ROWS = [
    ("中池镇", "镇", {"flash": 51, "focus": 2}, "26.5"),
    ("城关镇", "镇", {"flash": 30, "focus": 6}, "18"),
    ("政府办", "部门", {"city_site": 10, "dyn_city": 3}, "25"),
    ("林业局", "部门", {"focus": 1, "city_site": 2}, "2.5"),
    ("县委办", "部门", {"city_site": 3}, ""),
]


@cache
def shiquan() -> LoadedScheme:
    return load(ROOT / "templates" / "shiquan-2022q1" / "scheme.toml")


def _unit(name: str, tier: str, counts: dict[str, int], score: str) -> Unit:
    figures = {"score": Decimal(score), "prior": Decimal(0), "cumulative": Decimal(score)} if score else {}
    return Unit(name, name, tier, not score, figures, None, {c: Decimal(n) for c, n in counts.items()})


def source(period: Period = FIRST_QUARTER, facts: dict[str, str] | None = None) -> Source:
    return Source(shiquan().scheme, period, FACTS | (facts or {}), [_unit(*row) for row in ROWS])


def told(statement: Statement) -> str:
    """`55≠15 市政府网站采用数`, `15 市政府网站采用数`, or `55?` where it is not told what the number is."""
    number, known = plain(statement.number), statement.known
    if known is None:
        return f"{number}?"
    return f"{number}{'≠' + plain(known.value) if statement.differs else ''} {known.unit}{known.name}"


def read(*paragraphs: str, of: Source | None = None) -> list[str]:
    """What each number of the paragraphs is, in order."""
    reader = Reader(of or source())
    return [told(one) for text in paragraphs for one in reader.paragraph(plain_text(text))]
