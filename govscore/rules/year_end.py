"""Conditions on the whole year, applied only when the period closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.core import frames
from govscore.core.points import to_points
from govscore.rules.base import Doubt, Ledger, Many, Points, Rule, posted, totals, unit_rows

if TYPE_CHECKING:
    import pandas as pd


class YearEnd(Rule):
    """Applies to units of `among` (all if empty) whose year's count in `total` is zero.

    Where the sheets have no figure in `total`, any figure of the period in `evidence` shows that it is not zero.
    `given`: a column that must not be zero besides; `unless`: one that must not be above zero.
    The effect: `points`, or the total set to zero.
    """

    definition = "年末才用：全年某项为零的，总分记零或扣分。"
    example = "全年没有向上报送、累计已有12分：记 -12分，总分为0。"
    label = "年末条款"

    kind: Literal["year_end"]
    among: Many = ()
    total: str
    given: str | None = None
    unless: str | None = None
    evidence: Many = ()
    points: Points | None = None

    @property
    def tiers(self) -> frozenset[str]:
        """The tiers it is limited to."""
        return frozenset(self.among)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that this rule uses."""
        return frozenset({self.total, *self.evidence, *filter(None, (self.given, self.unless))})

    @property
    def paid(self) -> frozenset[str]:
        """None: the figures themselves give no points."""
        return frozenset()

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every unit that the condition meets; none before the year's end."""
        if not (zero := self._zero(ledger)):
            return frames.frame([], frames.POSTINGS)
        met = ledger.units[ledger.units["unit"].isin(zero)]
        rows = unit_rows(met, ledger.counts[ledger.counts["unit"].isin(met["unit"])], self.total)
        if self.points is not None:
            return posted(rows, rows["count"] * 0 + to_points(self.points), self)
        score = ledger.earlier.groupby("unit")["points"].sum()
        return posted(rows, -(rows["unit"].map(score).fillna(0) + rows["unit"].map(ledger.prior).fillna(0)), self)

    def doubts(self, ledger: Ledger) -> list[Doubt]:
        """Units of which the sheets do not tell whether the condition is met."""
        if not ledger.closes_year:
            return []
        units = self._bound(ledger)
        if self.given and not len(ledger.counts[ledger.counts["column"] == self.given]):
            return []  # the office keeps no record of what the condition asks for besides
        unknown = units[~units.isin(self._known(ledger)) & ~units.isin(self._evident(ledger))]
        return [Doubt("year-end-unknown", int(unit), None, {"clause": self.clause}) for unit in unknown]

    def _bound(self, ledger: Ledger) -> pd.Series:
        units = ledger.units
        return units["unit"] if not self.among else units.loc[units["tier"].isin(list(self.among)), "unit"]

    def _known(self, ledger: Ledger) -> pd.Series:
        """Units whose year's count the sheets have."""
        return ledger.counts.loc[ledger.counts["column"] == self.total, "unit"]

    def _evident(self, ledger: Ledger) -> pd.Series:
        """Units with any figure that shows that the year's count is not zero."""
        counts = ledger.counts
        return counts.loc[counts["column"].isin(list(self.evidence)) & (counts["count"] > 0), "unit"]

    def _zero(self, ledger: Ledger) -> list[int]:
        """Units that are known to meet the condition."""
        if not ledger.closes_year or not len(self._known(ledger)):
            return []
        units = self._bound(ledger)
        met = units.isin(self._known(ledger)) & (totals(ledger.counts, self.total, units) == 0)
        if self.given:
            met &= totals(ledger.counts, self.given, units) > 0
        if self.unless:
            met &= totals(ledger.counts, self.unless, units) == 0
        return [int(unit) for unit in units[met]]
