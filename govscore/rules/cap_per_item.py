"""At most so many points for one item in certain channels, however many adopted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.points import to_points
from govscore.rules.base import Ledger, Many, Points, Rule

if TYPE_CHECKING:
    import pandas as pd

LABEL = "封顶扣回"
DEFINITION = "一条信息在所列渠道的得分合计不超过最高限，超出部分单列一笔扣回。"
EXAMPLE = "批示最高100分：国家级3位 3 × 40 = 120分，封顶记 100 - 120 = -20分。"


class CapPerItem(Rule):
    """An item's points in `channels` at one unit are at most `most`."""

    kind: Literal["cap_per_item"]
    most: Points
    channels: Many

    @property
    def columns(self) -> frozenset[str]:
        """The columns that this rule uses."""
        return frozenset(self.channels)

    @property
    def paid(self) -> frozenset[str]:
        """None: it only takes off what other rules gave."""
        return frozenset()


RULE = CapPerItem


def postings(rule: CapPerItem, ledger: Ledger) -> pd.DataFrame:
    """One negative posting for every item above the cap, at the item's first cell concerned."""
    rows = ledger.earlier[ledger.earlier["column"].isin(rule.columns) & (ledger.earlier["item"] >= 0)]
    sums = rows.groupby(["unit", "item"])["points"].sum()
    above = sums - to_points(rule.most)
    first = rows.drop_duplicates(["unit", "item"]).set_index(["unit", "item"], drop=False)
    over = above[above > 0]
    return first.loc[over.index].assign(points=-over).reset_index(drop=True)
