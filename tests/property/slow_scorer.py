"""A second scorer, slow and plain, written from the offices' rules and not from the scheme files."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

# 石泉: 部门动态 and 聚焦石泉 half a point, the city's site one; reports by level.
SHIQUAN = {
    "部门动态": Fraction(1, 2),
    "聚焦石泉": Fraction(1, 2),
    "市政府网站": Fraction(1),
    "动态市级": Fraction(5),
    "动态省级": Fraction(10),
    "调研市级": Fraction(10),
    "调研省级": Fraction(20),
}
# 延津: single items and special issues by level; the clerk's points for 约稿, 重点提示 and 加分/扣分 as typed.
YANJIN = {
    "省单条": Fraction(5),
    "省专期": Fraction(20),
    "市单条": Fraction(5),
    "市专期": Fraction(10),
    "县单条": Fraction(1),
    "县专期": Fraction(2),
    "约稿得分": Fraction(1),
    "重点提示得分": Fraction(1),
    "加减分": Fraction(1),
}


def score(points: Mapping[str, Fraction], counts: Mapping[str, Fraction]) -> Fraction:
    """So many points an item, added up one by one."""
    total = Fraction(0)
    for channel, number in counts.items():
        total += points.get(channel, Fraction(0)) * number
    return total


def competition_ranks(figures: Sequence[Fraction]) -> list[int]:
    """One more than the number of units that have more."""
    return [1 + sum(1 for other in figures if other > figure) for figure in figures]


def dense_ranks(figures: Sequence[Fraction]) -> list[int]:
    """One more than the number of different figures that are more."""
    return [1 + len({other for other in figures if other > figure}) for figure in figures]


def serial_ranks(figures: Sequence[Fraction]) -> list[int]:
    """As dealt out one after another: more first, then as in the sheet."""
    order = sorted(range(len(figures)), key=lambda at: (-figures[at], at))
    return [order.index(at) + 1 for at in range(len(figures))]


def percent(total: Fraction, target: Fraction) -> int:
    """Whole percent, a half going up (away from zero below it)."""
    exact = total * 100 / target
    half_up = (abs(exact) + Fraction(1, 2)).__floor__()
    return half_up if exact >= 0 else -half_up
