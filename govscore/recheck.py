"""Recheck (复核): every figure that the clerk typed against the program's own, in exact arithmetic.

A difference is a root if the figure contradicts even the typed figures that it is made of; where it only
follows from another wrong figure it is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore import frames
from govscore.causes import Causes
from govscore.points import percent_exact, percent_text, plain, points_decimal, to_points
from govscore.scheme import Scheme
from govscore.scoring import Scored
from govscore.tally import Stated, Tally, place_of

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.sheets import Book

ORDER = ("subtotal", "score", "prior", "cumulative", "percent", "rank")
Figure = tuple[str, str]  # figure and component ('' for all)


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

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, book: Book) -> None:
        self.scheme, self.book, self.typed = scheme, book, tally.stated
        self.rows: dict[int, dict[str, Any]] = {row["unit"]: row for row in frames.records(standings)}
        self.scores, self.prior = _parts(scored.scores), _parts(scored.prior)
        self.log = _log_rows(tally, scored)
        self.causes = Causes(scheme, tally, scored, standings)
        self.stated: dict[int, dict[Figure, Decimal]] = {}
        self.slips: dict[tuple[int, str], Decimal] = {}  # unit, component → typed less computed subtotals
        scale = self._percent_scale()
        for item in tally.stated:
            self._file(item, self._figure(item, scale))

    def _file(self, item: Stated, number: Decimal) -> None:
        if item.figure != "subtotal":
            self.stated.setdefault(item.unit, {})[item.figure, item.component] = number
            return
        points, component = self.log[item.item]
        key = (item.unit, component)
        self.slips[key] = self.slips.get(key, Decimal(0)) + number - points

    def _figure(self, item: Stated, scale: int) -> Decimal:
        return item.number * scale if item.figure == "percent" and not item.percent_sign else item.number

    def _percent_scale(self) -> int:
        """100 where numbers of the percent column are shares (0.53), 1 where they are percents (53)."""
        numbers = [s for s in self.typed if s.figure == "percent" and not s.percent_sign]
        fits = {
            scale: sum(abs(s.number * scale - (self._share(s.unit) or 0)) < 1 for s in numbers) for scale in (1, 100)
        }
        return 100 if fits[100] > fits[1] else 1

    def _share(self, unit: int) -> Decimal | None:
        row = self.rows[unit]
        return percent_exact(row["cumulative"], points_decimal(row["target"])) if row["target"] else None

    def differences(self) -> list[Difference]:
        """All differences, a unit's in the order subtotals, score, cumulative, percent, rank; units as printed."""
        position = {unit: number for number, unit in enumerate(self.rows)}
        typed = sorted(self.typed, key=lambda s: (position[s.unit], ORDER.index(s.figure), not s.component))
        found = (self._difference(item) for item in typed)
        return [difference for difference in found if difference]

    def _difference(self, item: Stated) -> Difference | None:
        row = self.rows[item.unit]
        stated, computed, expected = self._three(item)
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
            root=expected != stated,
            hint=self.causes.hint(item, stated, computed) if expected != stated else "",
        )

    def _three(self, item: Stated) -> tuple[Decimal, Decimal | None, Decimal | None]:
        """The figure as typed, as computed, and as it would follow from the other typed figures."""
        if item.figure == "subtotal":
            computed = self.log[item.item][0] if not self.rows[item.unit]["excluded"] else None
            return item.number, computed, computed
        figure = (item.figure, item.component)
        return self.stated[item.unit][figure], self._computed(item.unit, figure), self._expected(item.unit, figure)

    def _same(self, item: Stated, stated: Decimal, computed: Decimal) -> bool:
        """Equal exactly; a percent cell may also hold the unrounded share that it shows rounded."""
        exact = self._share(item.unit) if item.figure == "percent" else None
        return stated == computed or (exact is not None and abs(stated - exact) < Decimal("1e-9"))

    def _computed(self, unit: int, figure: Figure) -> Decimal | None:
        """The program's figure as printed; None where the unit has none (excluded, no target, not ranked)."""
        row, (name, component) = self.rows[unit], figure
        if row["excluded"]:
            return None
        if name == "rank":
            return Decimal(row["rank"]) if row["rank"] else None
        if name == "percent":
            return self._percent(points_decimal(row["cumulative"]), row["target"])
        if not component:
            return points_decimal(row[name])
        score, prior = self.scores[unit][component], self.prior[unit][component]
        return points_decimal({"score": score, "prior": prior, "cumulative": score + prior}[name])

    def _percent(self, cumulative: Decimal, target: int) -> Decimal | None:
        rule = self.scheme.target
        if rule is None or not target:
            return None
        text = percent_text(to_points(cumulative), points_decimal(target), rule.decimals, rule.rounding)
        return Decimal(text or 0)

    def _as_typed(self, unit: int, figure: Figure) -> Decimal:
        """The figure as typed, else as it follows from typed ones."""
        typed = self.stated.get(unit, {}).get(figure)
        return typed if typed is not None else (self._expected(unit, figure) or Decimal(0))

    def _expected(self, unit: int, figure: Figure) -> Decimal | None:
        """What the figure would be if every other typed figure that it is made of were right."""
        computed = self._computed(unit, figure)
        if computed is None:
            return None
        match figure:
            case ("score", component) if component or not self.scheme.components:
                return computed + self.slips.get((unit, component), 0)
            case ("score" | "cumulative" as name, "") if self.scheme.components:
                parts = self.scheme.component_ids
                rest = computed - sum(self._computed(unit, (name, part)) or 0 for part in parts)
                return rest + sum(self._as_typed(unit, (name, part)) for part in parts)
            case ("cumulative", component):
                return self._as_typed(unit, ("score", component)) + self._as_typed(unit, ("prior", component))
            case ("percent", _):
                return self._percent(self._as_typed(unit, ("cumulative", "")), self.rows[unit]["target"])
            case ("rank", _):
                return self._rank_as_typed(unit)
        return computed

    def _rank_as_typed(self, unit: int) -> Decimal:
        """The rank that the typed figures would give, by the scheme's tie style."""
        ranking, row = self.scheme.ranking, self.rows[unit]
        group = [
            u for u, r in self.rows.items() if r["rank"] and (r["tier"], r["group"]) == (row["tier"], row["group"])
        ]
        figures = {u: self._as_typed(u, (ranking.by, "")) for u in group}
        higher = [f for f in figures.values() if f > figures[unit]]
        if ranking.ties == "dense":
            higher = list(set(higher))
        if ranking.ties == "serial":
            higher += [f for u, f in figures.items() if f == figures[unit] and u < unit]
        return Decimal(len(higher) + 1)


def _parts(points: pd.DataFrame) -> dict[int, dict[str, int]]:
    """Units × components as nested mappings."""
    rows = zip(points.index, points.to_numpy().tolist(), strict=True)
    return {int(unit): dict(zip(points.columns, values, strict=True)) for unit, values in rows}


def _log_rows(tally: Tally, scored: Scored) -> list[tuple[Decimal, str]]:
    """For each row of the item log its computed points and the component they belong to."""
    postings = scored.postings[scored.postings["item"] >= 0]
    sums = postings.groupby(["sheet", "row"])["points"].sum().to_dict()
    part = postings.drop_duplicates(["sheet", "row"]).set_index(["sheet", "row"])["component"].to_dict()
    places = zip(tally.items["sheet"], tally.items["row"], strict=True)
    return [(points_decimal(sums.get(place, 0)), part.get(place, "")) for place in places]


def recheck(scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, book: Book) -> list[Difference]:
    """Every typed figure that differs from the computed one."""
    return Recheck(scheme, tally, scored, standings, book).differences()
