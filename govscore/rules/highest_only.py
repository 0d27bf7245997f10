"""An item adopted several times counts once, at its highest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import largest
from govscore.rules.base import ItemRow, Ledger, Part, Reduction, UnwritableError, by_cell

if TYPE_CHECKING:
    import pandas as pd


class HighestOnly(Reduction):
    """Of an item's points in `channels` at one unit only the highest figure stays."""

    definition = "同一单位的同一条信息被几个渠道采用的，只计最高的一个，其余单列一笔扣回。"
    example = "一条信息市级5分、省级10分：只计10分，市级另记 -5分。"
    label = "已按最高的计"

    kind: Literal["highest_only"]

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One negative posting for every figure of an item that is not its highest (of equal ones the first stays)."""
        rows = ledger.earlier[ledger.earlier["column"].isin(self.columns) & (ledger.earlier["item"] >= 0)]
        sums = by_cell(rows)
        best = sums.sort_values("points", ascending=False, kind="stable").drop_duplicates(["unit", "item"])
        dropped = sums[~sums.index.isin(best.index)]
        return dropped.assign(points=-dropped["points"])

    def forgotten(self, given: Decimal) -> str:
        """That all adoptions of an item were counted."""
        return "没有只按最高的计一次"

    def reduce(self, row: ItemRow, parts: list[Part]) -> list[Part]:
        """The largest of the parts concerned in place of all of them."""
        inside = [part for part in parts if part.within(self.columns)]
        if not row.alone(self.columns):
            raise UnwritableError
        if not inside:
            return parts
        best = Part(frozenset().union(*(part.columns for part in inside)), largest([part.weighed for part in inside]))
        return [*(part for part in parts if part not in inside), best]
