"""So many points an item, by the channel that adopted it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import ZERO, Formula, times, total
from govscore.core.points import count_text, per_item, plain, points_text
from govscore.rules.base import Figures, Ledger, Names, Parameter, Points, Posting, Rule, posted

if TYPE_CHECKING:
    import pandas as pd


class PerItem(Rule):
    """`points`: points an item, by column id; may be negative."""

    definition = "每条（次）计若干分，分值按采用渠道；扣分写负数。"
    example = "部门动态每条0.5分：采用51条，51 × 0.5 = 25.5分。"

    kind: Literal["per_item"]
    points: dict[str, Points]

    @property
    def columns(self) -> frozenset[str]:
        """The columns whose counts this rule uses."""
        return frozenset(self.points)

    @property
    def prices(self) -> Mapping[str, Decimal]:
        """The points as declared."""
        return self.points

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every tally row in a channel of the rule: count × points an item."""
        rows = ledger.counts[ledger.counts["column"].isin(self.points)]
        factor = rows["column"].map({column: per_item(p) for column, p in self.points.items()})
        return posted(rows, rows["count"] * factor.astype("int64"), self)

    def words(self, posting: Posting, tier: str) -> str:
        """5 × 0.5 = 2.5."""
        price = plain(self.points[posting["column"]])
        return f"{count_text(posting['count'])} × {price} = {points_text(posting['points'])}"

    def parameters(self, names: Names) -> list[Parameter]:
        """The points an item of each channel."""
        return [Parameter(column, f"{names[column]}，每条（次）", points) for column, points in self.points.items()]

    def formula(self, unit: Figures) -> Formula:
        """Count × points, channel by channel."""
        counts = {column: unit.count(column) for column in self.points}
        return total([times(count, unit.parameter(column)) for column, count in counts.items() if count is not ZERO])
