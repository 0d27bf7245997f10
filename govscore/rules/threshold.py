"""Points once a count reaches a number: nothing below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.points import COUNT_SCALE, to_points
from govscore.rules.base import Ledger, Points, Rule, posted

if TYPE_CHECKING:
    import pandas as pd

LABEL = "按次数"
DEFINITION = "次数达到规定的次数，记一次分；不到的不记。"
EXAMPLE = "迟报3次及以上扣10分：迟报2次扣0分，迟报4次扣10分。"


class Threshold(Rule):
    """`points` once where the count in `column` is at least `least`."""

    kind: Literal["threshold"]
    column: str
    least: int
    points: Points

    @property
    def columns(self) -> frozenset[str]:
        """The column that this rule uses."""
        return frozenset({self.column})


RULE = Threshold


def postings(rule: Threshold, ledger: Ledger) -> pd.DataFrame:
    """One posting for every figure: the points, or 0 below the number."""
    rows = ledger.counts[ledger.counts["column"] == rule.column]
    reached = (rows["count"] >= rule.least * COUNT_SCALE).astype("int64")
    return posted(rows, reached * to_points(rule.points), rule)
