"""An item adopted several times counts once, at its highest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import largest
from govscore.rules.base import ItemRow, Ledger, Part, Reduction, UnwritableError, by_cell

if TYPE_CHECKING:
    import pandas as pd

LABEL = "已按最高的计"
DEFINITION = "同一单位的同一条信息被几个渠道采用的，只计最高的一个，其余单列一笔扣回。"
EXAMPLE = "一条信息市级5分、省级10分：只计10分，市级另记 -5分。"


class HighestOnly(Reduction):
    """Of an item's points in `channels` at one unit only the highest figure stays."""

    kind: Literal["highest_only"]


RULE = HighestOnly


def postings(rule: HighestOnly, ledger: Ledger) -> pd.DataFrame:
    """One negative posting for every figure of an item that is not its highest (of equal ones the first stays)."""
    rows = ledger.earlier[ledger.earlier["column"].isin(rule.columns) & (ledger.earlier["item"] >= 0)]
    sums = by_cell(rows)
    best = sums.sort_values("points", ascending=False, kind="stable").drop_duplicates(["unit", "item"])
    dropped = sums[~sums.index.isin(best.index)]
    return dropped.assign(points=-dropped["points"])


def reduce(rule: HighestOnly, row: ItemRow, parts: list[Part]) -> list[Part]:
    """The largest of the parts concerned in place of all of them."""
    inside = [part for part in parts if part.within(rule.columns)]
    if not row.alone(rule.columns):
        raise UnwritableError
    if not inside:
        return parts
    best = Part(frozenset().union(*(part.columns for part in inside)), largest([part.weighed for part in inside]))
    return [*(part for part in parts if part not in inside), best]
