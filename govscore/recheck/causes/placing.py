"""Percents and ranks that would be right under another rounding, tie style, target or period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from govscore.core.points import Rounding, percent_exact, points_decimal, rounded
from govscore.recheck.causes.guess import LIKELY, SURE, Guess
from govscore.scheme.points_parts import Ties
from govscore.scheme.points_scheme import Scheme

Row = dict[str, Any]
_MODES: dict[Rounding, str] = {
    "half_up": "四舍五入",
    "down": "直接舍去小数",
    "up": "一律进位",
    "half_even": "五入到偶数",
}
_TIES: dict[Ties, str] = {
    "competition": "同分之后的名次空出来了",
    "dense": "同分之后的名次没有空出来",
    "serial": "同分的分了先后",
}


def percents(scheme: Scheme, rows: Iterable[Row], row: Row, stated: Decimal) -> Iterator[Guess]:
    """What the clerk may have divided, and how rounded; points are millionths in the rows."""
    rule = scheme.target
    if rule is None or not row["target"]:
        return
    target = points_decimal(row["target"])
    exact = percent_exact(row["cumulative"], target)
    modes = [mode for mode in _MODES if mode != rule.rounding and rounded(exact, rule.decimals, mode) == stated]
    if modes:
        yield Guess(SURE, _rounding(exact, rule.decimals, modes, _MODES[rule.rounding]))
    for name, word in (("score", "用本期得分算的"), ("prior", "用上期累计算的，没有加本期")):
        if row[name] and rounded(percent_exact(row[name], target), rule.decimals, rule.rounding) == stated:
            yield Guess(LIKELY, word)
    for other in sorted({r["target"] for r in rows if r["target"]} - {row["target"]}):
        goal = points_decimal(other)
        if (
            row["cumulative"]
            and rounded(percent_exact(row["cumulative"], goal), rule.decimals, rule.rounding) == stated
        ):
            yield Guess(LIKELY, f"按年目标{goal:f}分算的")


def _rounding(exact: Decimal, decimals: int, modes: list[Rounding], right: str) -> str:
    """A half is lost by rounding down as by rounding to the even neighbour: said without deciding which."""
    half = (exact.scaleb(decimals) % 1).copy_abs() == Decimal("0.5")
    word = "正好一半时没有进位（银行家舍入或直接舍去）" if half and "down" in modes else _MODES[modes[0]]
    return f"取整时{word}，办法规定{right}"


def ranks(scheme: Scheme, rows: Iterable[Row], row: Row, stated: Decimal) -> Iterator[Guess]:
    """Ranked by the other figure, or with ties numbered otherwise."""
    group = [r for r in rows if r["rank"] and (r["tier"], r["group"]) == (row["tier"], row["group"])]
    by = scheme.ranking.by
    for style, word in _TIES.items():
        touched = style != scheme.ranking.ties and (row["tied"] or _after_tie(group, row, by))
        if touched and _rank(group, row, by, style) == stated:
            yield Guess(LIKELY, word)
    other, named = ("score", "本期得分") if by == "cumulative" else ("cumulative", "累计")
    if any(r["prior"] for r in group) and _rank(group, row, other, scheme.ranking.ties) == stated:
        yield Guess(LIKELY, f"按{named}排的")


def _after_tie(group: list[Row], row: Row, by: str) -> bool:
    return any(r["tied"] and r[by] > row[by] for r in group)


def _rank(group: list[Row], row: Row, by: str, ties: Ties) -> int:
    """The rank by a figure; rows that are level stand in their printed order."""
    higher = [r[by] for r in group if r[by] > row[by]]
    if ties == "dense":
        return len(set(higher)) + 1
    level = [r["unit"] for r in group if r[by] == row[by]] if ties == "serial" else [row["unit"]]
    return len(higher) + 1 + sum(bool(unit < row["unit"]) for unit in level)
