"""Points that the clerk types, by quality, within the range that the clause allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from govscore.points import POINTS_PER_COUNT, per_item
from govscore.rules.base import Points, Rule, posted

if TYPE_CHECKING:
    import pandas as pd

DEFINITION = "得分由经办人按质量填写，每条不超过规定的最高分；未报送的每条扣分。"
EXAMPLE = (
    "约稿每条最高2分，未报每条扣5分：约3条、报2条，得分应在 1 × (-5) + 2 × (-5) = -15 至 1 × (-5) + 2 × 2 = -1 之间。"
)


class TypedPoints(Rule):
    """`column` holds the points; `sent` and `asked` the columns that bound them.

    Each item sent is worth from `least` to `most` points; each item asked for and not sent exactly `missed`.
    """

    kind: Literal["typed_points"]
    column: str
    sent: str
    asked: str | None = None
    most: Points
    least: Points
    missed: Points | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The columns that this rule uses."""
        return frozenset({self.column, self.sent} | ({self.asked} if self.asked else set()))

    @property
    def paid(self) -> frozenset[str]:
        """Only the typed points themselves; the others bound them."""
        return frozenset({self.column})


RULE = TypedPoints


def postings(rule: TypedPoints, tally: pd.DataFrame) -> pd.DataFrame:
    """One posting for every typed figure, as typed."""
    rows = tally[tally["column"] == rule.column]
    return posted(rows, rows["count"] * POINTS_PER_COUNT)


def outside(rule: TypedPoints, tally: pd.DataFrame) -> pd.DataFrame:
    """The typed rows that the clause does not allow, with `low` and `high`, the bounds in millionths."""
    rows = tally[tally["column"] == rule.column]
    sent = _counts(rule.sent, tally, rows)
    missed = (_counts(rule.asked, tally, rows) - sent).clip(lower=0) if rule.asked else sent * 0
    owed = missed * per_item(rule.missed or rule.least)
    bounded = rows.assign(
        points=rows["count"] * POINTS_PER_COUNT,
        low=owed + sent * per_item(rule.least),
        high=owed + sent * per_item(rule.most),
    )
    return bounded[~bounded["points"].between(bounded["low"], bounded["high"])]


def _counts(column: str, tally: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The units' counts in `column`, aligned to `rows`; 0 where a unit has none."""
    counts = tally[tally["column"] == column].groupby("unit")["count"].sum()
    return rows["unit"].map(counts).fillna(0).astype("int64")
