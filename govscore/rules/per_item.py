"""So many points an item, by the channel that adopted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import ZERO, Formula, times, total
from govscore.core.points import per_item
from govscore.rules.base import Figures, Ledger, Names, Parameter, Points, Rule, posted

if TYPE_CHECKING:
    import pandas as pd

DEFINITION = "每条（次）计若干分，分值按采用渠道；扣分写负数。"
EXAMPLE = "部门动态每条0.5分：采用51条，51 × 0.5 = 25.5分。"


class PerItem(Rule):
    """`points`: points an item, by column id; may be negative."""

    kind: Literal["per_item"]
    points: dict[str, Points]

    @property
    def columns(self) -> frozenset[str]:
        """The columns whose counts this rule uses."""
        return frozenset(self.points)


RULE = PerItem


def postings(rule: PerItem, ledger: Ledger) -> pd.DataFrame:
    """One posting for every tally row in a channel of the rule: count × points an item."""
    rows = ledger.counts[ledger.counts["column"].isin(rule.points)]
    factor = rows["column"].map({column: per_item(p) for column, p in rule.points.items()})
    return posted(rows, rows["count"] * factor.astype("int64"), rule)


def parameters(rule: PerItem, names: Names) -> list[Parameter]:
    """The points an item of each channel."""
    return [Parameter(column, f"{names[column]}，每条（次）", points) for column, points in rule.points.items()]


def formula(rule: PerItem, unit: Figures) -> Formula:
    """Count × points, channel by channel."""
    counts = {column: unit.count(column) for column in rule.points}
    return total([times(count, unit.parameter(column)) for column, count in counts.items() if count is not ZERO])
