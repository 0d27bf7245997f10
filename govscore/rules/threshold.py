"""Points once a count reaches a number: nothing below it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import ZERO, Formula, reaching
from govscore.core.points import COUNT_SCALE, count_text, points_text, to_points
from govscore.rules.base import Figures, Ledger, Names, Parameter, Points, Posting, Rule, posted

if TYPE_CHECKING:
    import pandas as pd


class Threshold(Rule):
    """`points` once where the count in `column` is at least `least`."""

    definition = "次数达到规定的次数，记一次分；不到的不记。"
    example = "迟报3次及以上扣10分：迟报2次扣0分，迟报4次扣10分。"

    kind: Literal["threshold"]
    column: str
    least: int
    points: Points

    @property
    def columns(self) -> frozenset[str]:
        """The column that this rule uses."""
        return frozenset({self.column})

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every figure: the points, or 0 below the number."""
        rows = ledger.counts[ledger.counts["column"] == self.column]
        reached = (rows["count"] >= self.least * COUNT_SCALE).astype("int64")
        return posted(rows, reached * to_points(self.points), self)

    def words(self, posting: Posting, tier: str) -> str:
        """4次，达到3次，-10; below the number 1次，不到3次，0."""
        reached = "达到" if posting["count"] >= self.least * COUNT_SCALE else "不到"
        return f"{count_text(posting['count'])}次，{reached}{self.least}次，{points_text(posting['points'])}"

    def parameters(self, names: Names) -> list[Parameter]:
        """The number to reach, and the points then."""
        name = names[self.column]
        least = Parameter("least", f"{name}，达到次数", Decimal(self.least))
        return [least, Parameter("points", f"{name}，达到后记", self.points)]

    def formula(self, unit: Figures) -> Formula:
        """The points once the count is reached."""
        count = unit.count(self.column)
        return ZERO if count is ZERO else reaching(count, unit.parameter("least"), unit.parameter("points"), ZERO)
