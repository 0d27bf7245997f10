"""A column of bonuses and deductions that the clerk types as points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import Formula
from govscore.core.points import POINTS_PER_COUNT
from govscore.rules.base import Figures, Ledger, Rule, posted

if TYPE_CHECKING:
    import pandas as pd


class Adjustment(Rule):
    """`column` holds the points to add (or, negative, to take off)."""

    definition = "加分、扣分由经办人按条款填写，照填写的数计入。"
    example = "一条2分的信息获县领导批示，另加 3 × 2 = 6分；一处关键数字差错扣5分：填 6 - 5 = 1。"
    label = "照填写的计"

    kind: Literal["adjustment"]
    column: str

    @property
    def columns(self) -> frozenset[str]:
        """The column that this rule uses."""
        return frozenset({self.column})

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every typed figure, as typed."""
        rows = ledger.counts[ledger.counts["column"] == self.column]
        return posted(rows, rows["count"] * POINTS_PER_COUNT, self)

    def formula(self, unit: Figures) -> Formula:
        """The figure as typed."""
        return unit.count(self.column)
