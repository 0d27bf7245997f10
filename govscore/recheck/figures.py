"""A workbook's figures three ways: as typed, as computed, and as they would follow from the other typed ones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore.core import frames
from govscore.core.points import percent_exact, plain, points_decimal, rounded
from govscore.recheck.found import Figure, Key
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Stated, Tally

if TYPE_CHECKING:
    import pandas as pd

_EQUAL = Decimal("1e-9")  # a spreadsheet's own share, 0.525, may carry a float's dust
_MOST_DECIMALS = 9


class Figures:
    """The figures of one workbook; points are exact Decimals, percents are in percent, without the sign."""

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame) -> None:
        self.scheme, self.tally = scheme, tally
        self.rows: dict[int, dict[str, Any]] = {row["unit"]: row for row in frames.records(standings)}
        self.scores, self.prior = scored.parts
        self.log = _log_rows(scheme, tally, scored)
        self.items = tally.items.groupby("unit")["item"].nunique().to_dict()
        self.stated: dict[int, dict[Figure, Decimal]] = {}
        self.slips: dict[tuple[int, str], Decimal] = {}  # unit, component → typed less computed subtotals
        self.scale = self._percent_scale()
        for item in tally.stated:
            self._file(item)

    def _file(self, item: Stated) -> None:
        if item.figure != "subtotal":
            self.stated.setdefault(item.unit, {}).setdefault((item.figure, item.component), self.number(item))
            return
        points, component = self.log[item.item]
        key = (item.unit, component)
        self.slips[key] = self.slips.get(key, Decimal(0)) + item.number - points

    def number(self, item: Stated) -> Decimal:
        """The figure as typed; a percent typed as a share (0.53) in percent."""
        return item.number * self.scale if item.figure == "percent" and not item.percent_sign else item.number

    def _percent_scale(self) -> int:
        """100 where numbers of the percent column are shares (0.53), 1 where they are percents (53)."""
        numbers = [s for s in self.tally.stated if s.figure == "percent" and not s.percent_sign]
        fits = {
            scale: sum(abs(s.number * scale - (self._share(s.unit) or 0)) < 1 for s in numbers) for scale in (1, 100)
        }
        return 100 if fits[100] > fits[1] else 1

    def _share(self, unit: int) -> Decimal | None:
        row = self.rows[unit]
        return percent_exact(row["cumulative"], points_decimal(row["target"])) if row["target"] else None

    def computed(self, unit: int, figure: Figure) -> Decimal | None:
        """The program's figure as printed; None where the unit has none (excluded, no target, not ranked)."""
        row, (name, component) = self.rows[unit], figure
        if name == "items":
            return Decimal(self.items.get(unit, 0))
        if row["excluded"]:
            return None
        if name == "rank":
            return Decimal(row["rank"]) if row["rank"] else None
        if name == "percent":
            return self._percent(points_decimal(row["cumulative"]), unit)
        if not component:
            return points_decimal(row[name])
        score, prior = self.scores[unit][component], self.prior[unit][component]
        return points_decimal({"score": score, "prior": prior, "cumulative": score + prior}[name])

    def _percent(self, cumulative: Decimal, unit: int) -> Decimal | None:
        rule, target = self.scheme.target, self.rows[unit]["target"]
        if rule is None or not target:
            return None
        return rounded(cumulative * 100 / points_decimal(target), rule.decimals, rule.rounding)

    def as_typed(self, unit: int, figure: Figure) -> Decimal:
        """The figure as typed, else as it follows from typed ones; 0 where the unit has none."""
        typed = self.stated.get(unit, {}).get(figure)
        return typed if typed is not None else (self.expected(unit, figure) or Decimal(0))

    def expected(self, unit: int, figure: Figure) -> Decimal | None:
        """What the figure would be if every typed figure that it is made of were right; ranks are not expected."""
        computed = self.computed(unit, figure)
        if computed is None:
            return None
        match figure:
            case ("score", component) if component or not self.scheme.components:
                return computed + self.slips.get((unit, component), 0)
            case ("score" | "cumulative" as name, "") if self.scheme.components:
                parts = self.scheme.component_ids
                rest = computed - sum(self.computed(unit, (name, part)) or 0 for part in parts)
                return rest + sum(self.as_typed(unit, (name, part)) for part in parts)
            case ("cumulative", component):
                return self.as_typed(unit, ("score", component)) + self.as_typed(unit, ("prior", component))
            case ("percent", _):
                return self._percent(self.as_typed(unit, ("cumulative", "")), unit)
        return computed

    def parents(self, unit: int, figure: Figure) -> tuple[Key, ...]:
        """The keys of the figures that this one is made of; those of a rank are found apart."""
        match figure:
            case ("score", component) if component or not self.scheme.components:
                rows = enumerate(zip(self.tally.items["unit"], self.log, strict=True))
                return tuple(("subtotal", at) for at, (u, (_, part)) in rows if u == unit and part == component)
            case ("score" | "cumulative" as name, "") if self.scheme.components:
                return tuple((unit, name, part) for part in self.scheme.component_ids)
            case ("cumulative", component):
                return ((unit, "score", component), (unit, "prior", component))
            case ("percent", _):
                return ((unit, "cumulative", ""),)
        return ()

    def same(self, unit: int, figure: Figure, stated: Decimal, points: Decimal) -> bool:
        """Equal as the office prints figures: exactly, or rounded as declared.

        `points` is the computed figure, for a percent the cumulative points; a percent may also have more decimals.
        """
        if figure[0] != "percent":
            numbers = self.scheme.numbers
            return stated in (points, rounded(points, numbers.decimals, numbers.rounding))
        rule, target = self.scheme.target, self.rows[unit]["target"]
        if rule is None or not target:
            return True
        exact = points * 100 / points_decimal(target)
        shown = len(plain(stated).partition(".")[2])
        if shown > _MOST_DECIMALS or abs(stated - exact) < _EQUAL:
            return abs(stated - exact) < _EQUAL
        return stated == rounded(exact, max(shown, rule.decimals), rule.rounding)


def _log_rows(scheme: Scheme, tally: Tally, scored: Scored) -> list[tuple[Decimal, str]]:
    """For each row of the item log its computed points and the component they belong to."""
    marks = {column.id for column in scheme.columns if column.role == "mark"}
    paying = {rule.component or "" for rule in scheme.rules if rule.paid & marks}
    usual = paying.pop() if len(paying) == 1 else ""  # of a row without any mark
    postings = scored.postings[scored.postings["item"] >= 0]
    sums = postings.groupby(["sheet", "row"])["points"].sum().to_dict()
    part = postings.drop_duplicates(["sheet", "row"]).set_index(["sheet", "row"])["component"].to_dict()
    places = zip(tally.items["sheet"], tally.items["row"], strict=True)
    return [(points_decimal(sums.get(place, 0)), part.get(place, usual)) for place in places]
