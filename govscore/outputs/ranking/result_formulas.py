"""The formulas of the printed results: score, cumulative, percent and rank over the counts and the sheet of rules.

Each formula carries the value that it has for the present figures. One that does not give exactly the printed
figure is not written: the cell then holds the figure as a value, and a comment says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from govscore.core import formulas
from govscore.core.formulas import ZERO, Formula, figure, total
from govscore.outputs.ranking.figures import Figures
from govscore.scheme.points_parts import Column
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address, span_name

PERCENT_NOISE = 9  # decimals of a percentage at which the noise of floats is gone and no half is made
ALL = ""  # the component of a figure that is of the whole score


class Range(NamedTuple):
    """The rows, from 0, in which a unit's rivals stand on one sheet."""

    sheet: str
    first: int
    last: int


class Results:
    """Finds the formula of each printed result; `figures`: where everything stands."""

    def __init__(self, scheme: Scheme, figures: Figures) -> None:
        self.scheme, self.figures = scheme, figures
        self.numbers = scheme.numbers
        self.rivals = self._rivals()

    def formula(self, column: Column, unit: dict[str, Any], here: Address) -> Formula | None:
        """The formula of a result of a unit; None where it is an input or has no formula."""
        if unit["excluded"] or column.figure in (None, "prior"):
            return None
        component = column.component or ALL
        if column.figure == "rank":
            return self._rank(unit, here) if unit["rank"] else None
        if column.figure == "percent":
            return self._percent(unit, here.sheet) if unit["target"] else None
        made = self._score if column.figure == "score" else self._cumulative
        whole = made(unit, component, here.sheet)
        if whole is ZERO:
            return None
        shown = formulas.rounding(whole, self.numbers.decimals, self.numbers.rounding)
        if not self._may_be_idle(unit):
            return shown
        score = whole if column.figure == "score" else self.exact(unit, "score", ALL, here.sheet)
        nothing = [part for part in (score, self._prior(unit, ALL, here.sheet)) if part is not ZERO]
        return formulas.or_word(shown, nothing or [whole], self.scheme.empty)

    def _may_be_idle(self, unit: dict[str, Any]) -> bool:
        """Units without a target show the office's word for none where they have nothing."""
        return self.scheme.target is not None and not unit["target"]

    def exact(self, unit: dict[str, Any], name: str, component: str, here: str) -> Formula:
        """A figure before rounding: its printed cell where nothing was rounded, else what it is made of."""
        if printed := self.figures.printed(unit, name, component):
            cell, value = printed.seen_from(here), self.figures.value(unit, name, component)
            return figure(cell, value) if self._may_be_idle(unit) else Formula(cell, value)
        return (self._score if name == "score" else self._cumulative)(unit, component, here)

    def _score(self, unit: dict[str, Any], component: str, here: str) -> Formula:
        """The sum of the components, or of the rules of one; in schemes that round, the unrounded sum's own cell."""
        if component == ALL and (kept := self.figures.unrounded(unit, "score", here)):
            return kept
        if component == ALL and self.scheme.components:
            parts = [self.exact(unit, "score", part, here) for part in self.scheme.component_ids]
            return total([*parts, self.figures.points(unit, ALL, here)])
        return self.figures.points(unit, component, here)

    def _cumulative(self, unit: dict[str, Any], component: str, here: str) -> Formula:
        if component == ALL and (kept := self.figures.unrounded(unit, "cumulative", here)):
            return kept
        if component == ALL and self.scheme.components:
            parts = [self.exact(unit, "cumulative", part, here) for part in self.scheme.component_ids]
            rest = [self.figures.points(unit, ALL, here), self.figures.prior(unit, ALL, here)]
            return total([*parts, *rest])
        return total([self.exact(unit, "score", component, here), self._prior(unit, component, here)])

    def _prior(self, unit: dict[str, Any], component: str, here: str) -> Formula:
        if component == ALL and self.scheme.components:
            return total([self.figures.prior(unit, part, here) for part in (*self.scheme.component_ids, ALL)])
        return self.figures.prior(unit, component, here)

    def _percent(self, unit: dict[str, Any], here: str) -> Formula:
        """The share of the target; the quotient's noise is rounded away before the declared rounding."""
        target = self.figures.rules.parameter((unit["tier"], unit["group"]), here)
        rule = self.scheme.target
        assert rule is not None
        cumulative = self.exact(unit, "cumulative", ALL, here)
        quotient = f"ROUND({cumulative.tight}*100/{target.text},{PERCENT_NOISE})"
        shown = formulas.rounding(
            Formula(quotient, cumulative.value * 100 / target.value), rule.decimals, rule.rounding
        )
        return Formula(f"{shown.text}/100", shown.value / 100)

    def _rank(self, unit: dict[str, Any], here: Address) -> Formula:
        """The rank among the rivals' rounded figures, by the scheme's tie style."""
        by = self.scheme.ranking.by
        cell = self.figures.ranked(unit, by)
        rivals = self.rivals[unit["tier"], unit["group"]]
        own = cell.seen_from(here.sheet)
        prefix = own.rpartition("!")[0] + "!" if "!" in own else ""
        area = prefix + span_name((rivals.first, cell.column), (rivals.last, cell.column), rows_fixed=True)
        rank = Decimal(unit["rank"])
        if self.scheme.ranking.ties == "competition":
            return Formula(f"RANK({own},{area})", rank)
        if self.scheme.ranking.ties == "dense":
            return Formula(f"ROUND(SUMPRODUCT(({area}>{own})/COUNTIF({area},{area})),0)+1", rank)
        before = prefix + span_name((rivals.first, cell.column), (cell.row, cell.column))
        return Formula(f"RANK({own},{area})+COUNTIF({before},{own})-1", rank)

    def _rivals(self) -> dict[tuple[str, str], Range]:
        """The rows of each tier's groups that hold ranked units; they stand together in printed order."""
        found: dict[tuple[str, str], Range] = {}
        for unit in self.figures.units.values():
            if unit["rank"]:
                cell = self.figures.ranked(unit, self.scheme.ranking.by)
                known = found.get((unit["tier"], unit["group"]))
                first = known.first if known else cell.row
                found[unit["tier"], unit["group"]] = Range(cell.sheet, first, cell.row)
        return found
