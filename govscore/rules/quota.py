"""Base points for reporting: a quota of items, points when it is met, points off for every item short."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govscore.core.formulas import ZERO, Formula, less, reaching, times
from govscore.core.points import COUNT_SCALE, count_text, per_item, plain, points_text
from govscore.rules.base import Figures, Ledger, Names, Parameter, Points, Posting, Rule, posted, unit_rows

if TYPE_CHECKING:
    import pandas as pd


class Quota(Rule):
    """`quota` items a period by tier name; `met` points when reached, `short` for each item short of it."""

    definition = "每期有报送任务数：完成的计基本分，每少报一条扣分，可以扣成负分；没有任务的类别不计。"
    example = "县市任务100条，完成计10分，每少1条扣1分：报送98条，(98 - 100) × 1 = -2分。"

    kind: Literal["quota"]
    column: str
    quota: dict[str, int]
    met: Points
    short: Points

    @property
    def tiers(self) -> frozenset[str]:
        """The tiers that have a quota."""
        return frozenset(self.quota)

    @property
    def columns(self) -> frozenset[str]:
        """The column of items submitted."""
        return frozenset({self.column})

    @property
    def paid(self) -> frozenset[str]:
        """None: units of tiers without a quota have figures that give no points."""
        return frozenset()

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every unit whose tier has a quota, also for one that no sheet has a figure of."""
        units = ledger.units[ledger.units["tier"].isin(self.quota)]
        rows = unit_rows(units, ledger.counts[ledger.counts["unit"].isin(units["unit"])], self.column)
        quota = rows["unit"].map(units.set_index("unit")["tier"]).map(self.quota).astype("int64") * COUNT_SCALE
        short = (quota - rows["count"]).clip(lower=0)
        met = (short == 0).astype("int64") * per_item(self.met) * COUNT_SCALE
        return posted(rows, met + short * per_item(self.short), self)

    def words(self, posting: Posting, tier: str) -> str:
        """112条，任务100条，完成计10; of a unit that is short of it 51条，任务100条，少49条 × -1 = -49."""
        quota = self.quota[tier]
        head = f"{count_text(posting['count'])}条，任务{quota}条，"
        short = quota * COUNT_SCALE - posting["count"]
        if short <= 0:
            return f"{head}完成计{points_text(posting['points'])}"
        return f"{head}少{count_text(short)}条 × {plain(self.short)} = {points_text(posting['points'])}"

    def forgotten(self, given: Decimal) -> str:
        """That the base points, or the points for the items short, were left out."""
        return "基本分没有计" if given > 0 else "少报的没有扣"

    def missing(self, posting: Posting) -> Decimal:
        """The points for one item short where the quota is not met."""
        return abs(self.short) if posting["points"] < 0 else Decimal(0)

    def parameters(self, names: Names) -> list[Parameter]:
        """The quota of each tier, and the points for meeting it and for each item short."""
        name = names[self.column]
        quotas = [Parameter(tier, f"{name}任务，{tier}", Decimal(quota)) for tier, quota in self.quota.items()]
        return [
            *quotas,
            Parameter("met", f"{name}完成任务", self.met),
            Parameter("short", f"{name}每少1条", self.short),
        ]

    def formula(self, unit: Figures) -> Formula:
        """The points for the quota met, else those for the items short."""
        if unit.tier not in self.quota:
            return ZERO
        count, quota = unit.count(self.column), unit.parameter(unit.tier)
        return reaching(count, quota, unit.parameter("met"), times(less(quota, count), unit.parameter("short")))
