"""Recheck (复核): every figure that the clerk typed against the program's own, in exact arithmetic.

A difference is a root if the figure contradicts even the typed figures that it is made of; where it only
follows from another wrong figure it is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from govscore import frames
from govscore.points import percent_exact, percent_text, plain, points_decimal
from govscore.scheme import Scheme
from govscore.tally import Stated, Tally, place_of

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.sheets import Book

ORDER = ("score", "prior", "cumulative", "percent", "rank")


@dataclass(frozen=True, slots=True)
class Difference:
    """A typed figure that differs: `stated`, `computed`, `difference` = stated − computed, all exact digits."""

    cell: str
    tier: str
    unit: str
    column: str
    stated: str
    computed: str
    difference: str
    root: bool
    hint: str


class Recheck:
    """The comparison of one workbook's typed figures with its standings."""

    def __init__(self, scheme: Scheme, tally: Tally, standings: pd.DataFrame, book: Book) -> None:
        self.scheme = scheme
        self.book = book
        self.rows = {int(row["unit"]): row for row in frames.records(standings)}
        self.stated: dict[int, dict[str, Decimal]] = {}
        self.typed = tally.stated
        scale = self._percent_scale()
        for item in tally.stated:
            self.stated.setdefault(item.unit, {})[item.figure] = self._figure(item, scale)

    def _figure(self, item: Stated, scale: int) -> Decimal:
        return item.number * scale if item.figure == "percent" and not item.percent_sign else item.number

    def _percent_scale(self) -> int:
        """100 where numbers of the percent column are shares (0.53), 1 where they are percents (53)."""
        numbers = [s for s in self.typed if s.figure == "percent" and not s.percent_sign]
        fits = {
            scale: sum(abs(s.number * scale - (self._percent(s.unit) or 0)) < 1 for s in numbers) for scale in (1, 100)
        }
        return 100 if fits[100] > fits[1] else 1

    def _percent(self, unit: int) -> Decimal | None:
        row = self.rows[unit]
        return percent_exact(row["cumulative"], points_decimal(row["target"])) if row["target"] else None

    def differences(self) -> list[Difference]:
        """All differences, a unit's in the order score, cumulative, percent, rank; units in printed order."""
        position = {unit: number for number, unit in enumerate(self.rows)}
        typed = sorted(self.typed, key=lambda s: (position[s.unit], ORDER.index(s.figure)))
        found = (self._difference(item) for item in typed)
        return [difference for difference in found if difference]

    def _difference(self, item: Stated) -> Difference | None:
        row = self.rows[item.unit]
        stated = self.stated[item.unit][item.figure]
        computed = self._computed(item.unit, item.figure)
        if computed is None or self._same(item, stated, computed):
            return None
        return Difference(
            cell=place_of(self.book, item.cell),
            tier=row["tier"],
            unit=row["name"],
            column=item.heading,
            stated=plain(stated),
            computed=plain(computed),
            difference=plain(stated - computed),
            root=not self._follows(item, stated),
            hint="",
        )

    def _computed(self, unit: int, figure: str) -> Decimal | None:
        """The program's figure as printed; None where the unit has none (excluded, no target, not ranked)."""
        row = self.rows[unit]
        if row["excluded"]:
            return None
        if figure == "rank":
            return Decimal(row["rank"]) if row["rank"] else None
        if figure == "percent":
            return self._percent_of(points_decimal(row["cumulative"]), row["target"])
        return points_decimal(row[figure])

    def _percent_of(self, cumulative: Decimal, target: int) -> Decimal | None:
        rule = self.scheme.target
        if rule is None or not target:
            return None
        text = percent_text(int(cumulative * 1_000_000), points_decimal(target), rule.decimals, rule.rounding)
        return Decimal(text or 0)

    def _same(self, item: Stated, stated: Decimal, computed: Decimal) -> bool:
        """Equal exactly; a percent cell may also hold the unrounded share that it shows rounded."""
        if stated == computed:
            return True
        exact = self._percent(item.unit) if item.figure == "percent" else None
        return exact is not None and abs(stated - exact) < Decimal("1e-9")

    def _follows(self, item: Stated, stated: Decimal) -> bool:
        """True where the figure is right for the other typed figures, so that the slip is in one of them."""
        expected = FOLLOWS.get(item.figure)
        return expected is not None and expected(self, item.unit) == stated

    def _typed_or_own(self, unit: int, figure: str) -> Decimal:
        typed = self.stated.get(unit, {}).get(figure)
        return typed if typed is not None else (self._computed(unit, figure) or Decimal(0))

    def cumulative_as_typed(self, unit: int) -> Decimal:
        """Score and prior as typed, added."""
        return self._typed_or_own(unit, "score") + self._typed_or_own(unit, "prior")

    def percent_as_typed(self, unit: int) -> Decimal | None:
        """The percent of the cumulative as typed."""
        return self._percent_of(self._typed_or_own(unit, "cumulative"), self.rows[unit]["target"])

    def rank_as_typed(self, unit: int) -> Decimal:
        """The rank that the typed figures would give, by the scheme's tie style."""
        by, row = self.scheme.ranking.by, self.rows[unit]
        rivals = [
            u for u, r in self.rows.items() if r["rank"] and (r["tier"], r["group"]) == (row["tier"], row["group"])
        ]
        figures = {u: self._typed_or_own(u, by) for u in rivals}
        higher = [f for u, f in figures.items() if f > figures[unit]]
        if self.scheme.ranking.ties == "dense":
            higher = list(set(higher))
        if self.scheme.ranking.ties == "serial":
            higher += [f for u, f in figures.items() if f == figures[unit] and u < unit]
        return Decimal(len(higher) + 1)


FOLLOWS: dict[str, Callable[[Recheck, int], Decimal | None]] = {
    "cumulative": Recheck.cumulative_as_typed,
    "percent": Recheck.percent_as_typed,
    "rank": Recheck.rank_as_typed,
}


def recheck(scheme: Scheme, tally: Tally, standings: pd.DataFrame, book: Book) -> list[Difference]:
    """Every typed figure that differs from the computed one."""
    return Recheck(scheme, tally, standings, book).differences()
