"""Points that the clerk types, by quality, within the range that the clause allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from govscore.core.formulas import Formula
from govscore.core.points import POINTS_PER_COUNT, per_item, points_text
from govscore.rules.base import Doubt, Figures, Ledger, Points, Rule, posted, totals

if TYPE_CHECKING:
    import pandas as pd


class TypedPoints(Rule):
    """`column` holds the points; `sent` and `asked` the columns that bound them.

    Each item sent is worth from `least` to `most` points; each item asked for and not sent exactly `missed`.
    """

    definition = "得分由经办人按质量填写，每条不超过规定的最高分；未报送的每条扣分。"
    example = "约稿每条最高2分，未报每条扣5分：约3条报2条，应是 1 × (-5) + 2 × (-5) = -15 至 1 × (-5) + 2 × 2 = -1。"
    label = "照填写的计"

    kind: Literal["typed_points"]
    column: str
    sent: str
    asked: str | None = None
    most: Points
    least: Points
    missed: Points | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise ValueError(f"least（{self.least}）不能大于 most（{self.most}）")
        return self

    @property
    def columns(self) -> frozenset[str]:
        """The columns that this rule uses."""
        return frozenset({self.column, self.sent} | ({self.asked} if self.asked else set()))

    @property
    def paid(self) -> frozenset[str]:
        """Only the typed points themselves; the others bound them."""
        return frozenset({self.column})

    @property
    def due(self) -> tuple[str, str] | None:
        """What was asked for, and what was sent."""
        return (self.asked, self.sent) if self.asked else None

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every typed figure, as typed."""
        rows = ledger.counts[ledger.counts["column"] == self.column]
        return posted(rows, rows["count"] * POINTS_PER_COUNT, self)

    def outside(self, counts: pd.DataFrame) -> pd.DataFrame:
        """The typed rows that the clause does not allow, with `low` and `high`, the bounds in millionths.

        A blank beside items asked for or sent is a typed 0.
        """
        rows = counts[counts["column"] == self.column]
        sent = totals(counts, self.sent, rows["unit"])
        missed = (totals(counts, self.asked, rows["unit"]) - sent).clip(lower=0) if self.asked else sent * 0
        owed = missed * per_item(self.missed or self.least)
        bounded = rows.assign(
            points=rows["count"] * POINTS_PER_COUNT,
            low=owed + sent * per_item(self.least),
            high=owed + sent * per_item(self.most),
        )
        return bounded[~bounded["points"].between(bounded["low"], bounded["high"])]

    def doubts(self, ledger: Ledger) -> list[Doubt]:
        """Typed points that the clause does not allow, each with its cell and bounds."""
        found = []
        for row in self.outside(ledger.counts).to_dict("records"):
            words = {
                name: points_text(row[key]) for name, key in (("given", "points"), ("low", "low"), ("high", "high"))
            }
            words |= {"column": self.column, "clause": self.clause}
            found.append(Doubt("cell-out-of-range", row["unit"], (row["sheet"], row["row"], row["col"]), words))
        return found

    def formula(self, unit: Figures) -> Formula:
        """The figure as typed."""
        return unit.count(self.column)
