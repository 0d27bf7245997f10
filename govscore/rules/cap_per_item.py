"""At most so many points for one item in certain channels, however many adopted it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import above, negative, total
from govscore.core.points import plain, points_text, to_points
from govscore.rules.base import ItemRow, Ledger, Names, Parameter, Part, Points, Posting, Reduction, UnwritableError

if TYPE_CHECKING:
    import pandas as pd


class CapPerItem(Reduction):
    """An item's points in `channels` at one unit are at most `most`."""

    definition = "一条信息在所列渠道的得分合计不超过最高限，超出部分单列一笔扣回。"
    example = "批示最高100分：国家级3位 3 × 40 = 120分，封顶记 100 - 120 = -20分。"

    kind: Literal["cap_per_item"]
    most: Points

    @property
    def repeatable(self) -> frozenset[str]:
        """Its channels: several leaders may instruct on one item."""
        return self.columns

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One negative posting for every item above the cap, at the item's first cell concerned.

        Of an item with drafts of several kinds, those that count in part give way first, each with its own posting:
        so neither the order of its rows nor one more instruction can lower the score.
        """
        rows = ledger.earlier[ledger.earlier["column"].isin(self.columns) & (ledger.earlier["item"] >= 0)]
        kinds = ["unit", "item", "draft", "direct"]
        sums = rows.groupby(kinds, as_index=False, sort=False)["points"].sum()
        sums = sums.assign(partly=sums["draft"] + sums["direct"].astype("int64"))
        sums = sums.sort_values("partly", ascending=False, kind="stable")
        items = sums.groupby(["unit", "item"])["points"]
        above = items.transform("sum") - to_points(self.most)
        gone = (above - (items.cumsum() - sums["points"])).clip(lower=0)
        over = sums.assign(points=-gone.where(gone < sums["points"], sums["points"]))[gone > 0].set_index(kinds)[
            "points"
        ]
        first = rows.drop_duplicates(kinds).set_index(kinds, drop=False)
        capped: pd.DataFrame = first.loc[over.index].assign(points=over).reset_index(drop=True)
        return capped

    def forgotten(self, given: Decimal) -> str:
        """That the cap was not applied."""
        return "没有按最高分封顶"

    def words(self, posting: Posting, tier: str) -> str:
        """一条合计最高100，扣回-20."""
        return f"一条合计最高{plain(self.most)}，扣回{points_text(posting['points'])}"

    def parameters(self, names: Names) -> list[Parameter]:
        """The most points an item."""
        return [Parameter("most", f"{'、'.join(names[c] for c in self.channels)}，一条合计最高", self.most)]

    def reduce(self, row: ItemRow, parts: list[Part]) -> list[Part]:
        """One more part, which takes off what is above the most."""
        inside = [part for part in parts if part.within(self.columns)]
        if not row.alone(self.columns):
            raise UnwritableError
        if not inside:
            return parts
        over = negative(above(total([part.weighed for part in inside]), row.parameter("most")))
        return [*parts, Part(frozenset().union(*(part.columns for part in inside)), over)]
