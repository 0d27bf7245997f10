"""Base points for reporting: a quota of items, points when it is met, points off for every item short."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from govscore.core.formulas import ZERO, Formula, less, reaching, times
from govscore.core.points import COUNT_SCALE, count_text, per_item, plain, points_text
from govscore.rules.base import Figures, Ledger, Names, Parameter, Points, Rule, posted, unit_rows

if TYPE_CHECKING:
    import pandas as pd

DEFINITION = "每期有报送任务数：完成的计基本分，每少报一条扣分，可以扣成负分；没有任务的类别不计。"
EXAMPLE = "县市任务100条，完成计10分，每少1条扣1分：报送98条，(98 - 100) × 1 = -2分。"


class Quota(Rule):
    """`quota` items a period by tier name; `met` points when reached, `short` for each item short of it."""

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


RULE = Quota


def postings(rule: Quota, ledger: Ledger) -> pd.DataFrame:
    """One posting for every unit whose tier has a quota, also for one that no sheet has a figure of."""
    units = ledger.units[ledger.units["tier"].isin(rule.quota)]
    rows = unit_rows(units, ledger.counts[ledger.counts["unit"].isin(units["unit"])], rule.column)
    quota = rows["unit"].map(units.set_index("unit")["tier"]).map(rule.quota).astype("int64") * COUNT_SCALE
    short = (quota - rows["count"]).clip(lower=0)
    met = (short == 0).astype("int64") * per_item(rule.met) * COUNT_SCALE
    return posted(rows, met + short * per_item(rule.short), rule)


def words(rule: Quota, posting: dict[str, Any], tier: str) -> str:
    """112条，任务100条，完成计10; of a unit that is short of it 51条，任务100条，少49条 × -1 = -49."""
    quota = rule.quota[tier]
    head = f"{count_text(posting['count'])}条，任务{quota}条，"
    short = quota * COUNT_SCALE - posting["count"]
    if short <= 0:
        return f"{head}完成计{points_text(posting['points'])}"
    return f"{head}少{count_text(short)}条 × {plain(rule.short)} = {points_text(posting['points'])}"


def parameters(rule: Quota, names: Names) -> list[Parameter]:
    """The quota of each tier, and the points for meeting it and for each item short."""
    name = names[rule.column]
    quotas = [Parameter(tier, f"{name}任务，{tier}", Decimal(quota)) for tier, quota in rule.quota.items()]
    return [*quotas, Parameter("met", f"{name}完成任务", rule.met), Parameter("short", f"{name}每少1条", rule.short)]


def formula(rule: Quota, unit: Figures) -> Formula:
    """The points for the quota met, else those for the items short."""
    if unit.tier not in rule.quota:
        return ZERO
    count, quota = unit.count(rule.column), unit.parameter(unit.tier)
    return reaching(count, quota, unit.parameter("met"), times(less(quota, count), unit.parameter("short")))
