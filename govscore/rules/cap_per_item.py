"""At most so many points for one item in certain channels, however many adopted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from govscore.core.formulas import above, negative, total
from govscore.core.points import plain, points_text, to_points
from govscore.rules.base import ItemRow, Ledger, Names, Parameter, Part, Points, Reduction, UnwritableError

if TYPE_CHECKING:
    import pandas as pd

DEFINITION = "一条信息在所列渠道的得分合计不超过最高限，超出部分单列一笔扣回。"
EXAMPLE = "批示最高100分：国家级3位 3 × 40 = 120分，封顶记 100 - 120 = -20分。"


class CapPerItem(Reduction):
    """An item's points in `channels` at one unit are at most `most`."""

    kind: Literal["cap_per_item"]
    most: Points


RULE = CapPerItem


def postings(rule: CapPerItem, ledger: Ledger) -> pd.DataFrame:
    """One negative posting for every item above the cap, at the item's first cell concerned.

    Of an item with drafts of several kinds, those that count in part give way first, each with its own posting:
    so neither the order of its rows nor one more instruction can lower the score.
    """
    rows = ledger.earlier[ledger.earlier["column"].isin(rule.columns) & (ledger.earlier["item"] >= 0)]
    kinds = ["unit", "item", "draft", "direct"]
    sums = rows.groupby(kinds, as_index=False, sort=False)["points"].sum()
    sums = sums.assign(partly=sums["draft"] + sums["direct"].astype("int64"))
    sums = sums.sort_values("partly", ascending=False, kind="stable")
    items = sums.groupby(["unit", "item"])["points"]
    above = items.transform("sum") - to_points(rule.most)
    gone = (above - (items.cumsum() - sums["points"])).clip(lower=0)
    over = sums.assign(points=-gone.where(gone < sums["points"], sums["points"]))[gone > 0].set_index(kinds)["points"]
    first = rows.drop_duplicates(kinds).set_index(kinds, drop=False)
    capped: pd.DataFrame = first.loc[over.index].assign(points=over).reset_index(drop=True)
    return capped


def words(rule: CapPerItem, posting: dict[str, Any], tier: str) -> str:
    """一条合计最高100，扣回-20."""
    return f"一条合计最高{plain(rule.most)}，扣回{points_text(posting['points'])}"


def parameters(rule: CapPerItem, names: Names) -> list[Parameter]:
    """The most points an item."""
    return [Parameter("most", f"{'、'.join(names[c] for c in rule.channels)}，一条合计最高", rule.most)]


def reduce(rule: CapPerItem, row: ItemRow, parts: list[Part]) -> list[Part]:
    """One more part, which takes off what is above the most."""
    inside = [part for part in parts if part.within(rule.columns)]
    if not row.alone(rule.columns):
        raise UnwritableError
    if not inside:
        return parts
    over = negative(above(total([part.weighed for part in inside]), row.parameter("most")))
    return [*parts, Part(frozenset().union(*(part.columns for part in inside)), over)]
