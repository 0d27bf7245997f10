"""Random workbooks of the two counties, in memory and in the offices' own headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from memory_books import book, sheet

from govscore.readers.workbook import Book

SHIQUAN_TOP = [
    ["石泉县2022年一季度信息采用情况统计表（部门）"],
    ["序号", "单位名称", "新闻动态", None, None, "政务信息", None, None, None, "得分情况（分）", None, None],
    [None, None, "1-3月采用情况（条）", None, None, "1-3月采用情况（条）", None, None, None, "本期", "上期", "累计"],
    [None, None, "部门动态", "聚焦石泉", "市政府网站", "动态信息", None, "调研信息", None, None, None, None],
    [None, None, None, None, None, "省级", "市级", "省级", "市级", None, None, None],
]
SHIQUAN_MERGES = [(0, 0, 0, 11), (1, 0, 4, 0), (1, 1, 4, 1), (1, 2, 1, 4), (2, 2, 2, 4), (1, 5, 1, 8), (2, 5, 2, 8)]
SHIQUAN_MERGES += [
    (3, 5, 3, 6),
    (3, 7, 3, 8),
    (1, 9, 1, 11),
    *((3, c, 4, c) for c in (2, 3, 4)),
    *((2, c, 4, c) for c in (9, 10, 11)),
]
SHIQUAN_CHANNELS = ["部门动态", "聚焦石泉", "市政府网站", "动态省级", "动态市级", "调研省级", "调研市级"]

YANJIN_TOP = [
    ["2024年1-2月延津县政务信息采用情况通报"],
    ["一、乡（镇、街道）信息采用情况"],
    [
        "单位",
        "约稿",
        None,
        None,
        "重点提示",
        None,
        "省快报、政务要闻",
        None,
        "市快报、要情专报",
        None,
        "县快报",
        None,
        "加分/扣分",
        "1-2月得分",
        "总分",
        "占任务%",
    ],
    [
        None,
        "约稿量",
        "报送量",
        "得分",
        "报送量",
        "得分",
        "单条",
        "专期",
        "单条",
        "专期",
        "单条",
        "专期",
        None,
        None,
        None,
        None,
    ],
]
YANJIN_MERGES = [
    (0, 0, 0, 15),
    (1, 0, 1, 15),
    (2, 0, 3, 0),
    (2, 1, 2, 3),
    (2, 4, 2, 5),
    *((2, c, 2, c + 1) for c in (6, 8, 10)),
]
YANJIN_MERGES += [(2, c, 3, c) for c in (12, 13, 14, 15)]
YANJIN_CHANNELS = [
    "约稿量",
    "约稿报送量",
    "约稿得分",
    "重点提示报送量",
    "重点提示得分",
    "省单条",
    "省专期",
    "市单条",
    "市专期",
    "县单条",
    "县专期",
    "加减分",
]


@dataclass(frozen=True)
class Unit:
    """One row: a name and its figures in the order of the channels."""

    name: str
    figures: tuple[Fraction, ...]

    def counts(self, channels: Sequence[str]) -> dict[str, Fraction]:
        return dict(zip(channels, self.figures, strict=True))


def number(figure: Fraction) -> Any:
    """A figure as a spreadsheet holds it."""
    return int(figure) if figure.denominator == 1 else float(figure)


def names(count: int) -> list[str]:
    return [f"第{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}局" for n in range(count)]


counts = st.integers(0, 60).map(Fraction)
shared = st.integers(0, 120).map(lambda n: Fraction(n, 2))
few = st.integers(0, 3).map(Fraction)  # so that ties are many
typed = st.integers(-20, 20).map(lambda n: Fraction(n, 2))


def rows(figures: Sequence[st.SearchStrategy[Fraction]], most: int = 8) -> st.SearchStrategy[list[Unit]]:
    """Up to `most` units with random figures."""
    row = st.tuples(*figures)
    return st.lists(row, min_size=1, max_size=most).map(
        lambda found: [Unit(name, row) for name, row in zip(names(len(found)), found, strict=True)]
    )


shiquan_units = rows([st.one_of(counts, shared, few)] * 3 + [few] * 4)


@st.composite
def yanjin_rows(draw: st.DrawFn) -> list[Unit]:
    """Units whose typed points keep the clauses: up to 2 an item sent, −5 for each not sent."""
    found = []
    for name in names(draw(st.integers(1, 6))):
        sent, missed, tips = (draw(st.integers(0, 3)) for _ in range(3))
        asked_points = Fraction(draw(st.integers(0, 4 * sent)), 2) - 5 * missed
        tip_points = Fraction(draw(st.integers(0, 4 * tips)), 2)
        channels = [Fraction(draw(st.integers(0, 4))) for _ in range(6)]
        head = [Fraction(sent + missed), Fraction(sent), asked_points, Fraction(tips), tip_points]
        found.append(Unit(name, (*head, *channels, draw(typed))))
    return found


def own_path(head: list[list[Any]], column: int) -> list[Any]:
    """The headings above a column of figures, the merged ones found to the left."""
    path = [head[row][max(c for c in range(2, column + 1) if head[row][c])] for row in (1, 2, 3)]
    return [*path, head[4][column]]


def shiquan_book(
    units: Sequence[Unit], stated: Sequence[Sequence[Any]] = (), order: Sequence[int] | None = None
) -> Book:
    """The workbook of a county's departments; `order` places the seven channels in another order."""
    order = list(order or range(7))
    head = [list(row) + [None] * (12 - len(row)) for row in SHIQUAN_TOP]
    merges = SHIQUAN_MERGES
    if order != list(range(7)):  # every column under its own full path, nothing merged
        paths = [own_path(head, 2 + at) for at in range(7)]
        for place, at in enumerate(order):
            for row, text in enumerate(paths[at], 1):
                head[row][2 + place] = text
        merges = [SHIQUAN_MERGES[0], (1, 0, 4, 0), (1, 1, 4, 1), (1, 9, 1, 11), *((2, c, 4, c) for c in (9, 10, 11))]
        merges += [(3, 2 + place, 4, 2 + place) for place, at in enumerate(order) if at < 3]
    body = [
        [n, unit.name, *(number(unit.figures[at]) for at in order), *(stated[n - 1] if stated else (None, None, None))]
        for n, unit in enumerate(units, 1)
    ]
    return book(sheet("部门", [*head, *body], merges), name="石泉县.xlsx")


def yanjin_book(units: Sequence[Unit], target: int = 40, stated: Sequence[Sequence[Any]] = ()) -> Book:
    """The workbook of the towns with one target group; the year's first months, so nothing came before."""
    group = [f"信息采用积分年目标为{target}分以上"]
    body = [
        [unit.name, *map(number, unit.figures), *(stated[n] if stated else (None, None, None))]
        for n, unit in enumerate(units)
    ]
    rows_ = [*YANJIN_TOP, group, *body]
    return book(sheet("乡镇街道", rows_, [*YANJIN_MERGES, (4, 0, 4, 15)]), name="延津县.xlsx")
