"""The sentences of a block; their words follow from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from govscore.core.points import plain


class Times(NamedTuple):
    """Something that is counted by times, how often it happened, and the points that it gave (negative: took off)."""

    name: str
    times: Decimal
    gained: Decimal


def heading(name: str, total: Decimal | None, rank: int) -> str:
    """单位（总计：1984.5分，名次：第1位）; without rank or, for a unit that is not scored (None), without total."""
    if total is None:
        return f"{name}（不计分）"
    place = f"，名次：第{rank}位" if rank else ""
    return f"{name}（总计：{plain(total)}分{place}）"


def report(period: str, submitted: Decimal, gained: Decimal | None, counted: Sequence[Times]) -> str:
    """本季度报送111条加10分，迟报约稿1次扣0分，漏报约稿1次扣10分。 `gained`: None where the tier has no quota."""
    first = f"{period}报送{plain(submitted)}条" + ("" if gained is None else _signed(gained, "加"))
    rest = [f"{name}{plain(times)}次{_signed(points, '扣')}" for name, times, points in counted if times]
    return "，".join([first, *rest]) + "。"


def other(clause: str, gained: Decimal) -> str:
    """按第12条扣100分。"""
    return f"按{clause}{_signed(gained, '加')}。"


def totals(parts: Sequence[tuple[str, Decimal, Decimal]], period: str, year: str) -> str:
    """政务信息：本季度45.5分，全年累计1109.5分；报送：本季度0分，全年累计20分。"""
    return "；".join(f"{name}：{period}{plain(now)}分，{year}{plain(all_)}分" for name, now, all_ in parts) + "。"


def _signed(gained: Decimal, zero: str) -> str:
    """加10分, 扣2分; for 0 with the word `zero`."""
    word = "加" if gained > 0 else "扣" if gained < 0 else zero
    return f"{word}{plain(abs(gained))}分"
