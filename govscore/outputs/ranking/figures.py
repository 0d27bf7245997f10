"""Where each figure of a unit stands in the ranking workbook: in its printed table, in the log, or in 计分底表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from govscore.core import frames, points
from govscore.core.formulas import ZERO, Area, Formula, figure, total
from govscore.outputs.ranking import base_sheet
from govscore.outputs.ranking.base_sheet import BaseColumn, BaseSheet
from govscore.outputs.ranking.items_sheet import ItemsSheet
from govscore.outputs.ranking.rival_sums import RivalSums
from govscore.outputs.ranking.rules_sheet import RulesSheet
from govscore.results.annex import Annex
from govscore.rules.base import Rivals, Rule
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address

if TYPE_CHECKING:
    import pandas as pd

    from govscore.scoring.scoring import Scored
    from govscore.tally import Tally

ALL = ""
COUNT, PRIOR, RULE, ITEMS, EXACT = "count", "prior", "rule", "items", "exact"
NAMES = {"score": "本期得分（未取舍）", "cumulative": "累计得分（未取舍）"}


class Figures:
    """Addresses and formulas of what the results are made of; `base` and `items` are None where they hold nothing."""

    def __init__(
        self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, annexes: Sequence[Annex]
    ) -> None:
        self.scheme, self.tally, self.scored = scheme, tally, scored
        self.units = {row["unit"]: row for row in frames.records(standings)}
        self.priors = _nested(scored.prior)
        self.scores = _nested(scored.scores)
        self.rules = RulesSheet(scheme, standings)
        self.items = ItemsSheet(scheme, tally, scored, standings, self.rules) if len(tally.items) else None
        self.sums = RivalSums(scheme, self.units.values())
        plain = tally.counts[tally.counts["item"] < 0]
        self.counts: dict[tuple[int, str], int] = _sums(plain, "count", "unit", "column")
        self.rows = {row.unit: (a.tier.sheet, a.first + at) for a in annexes for at, row in enumerate(a.rows)}
        columns = annexes[0].columns if annexes else ()
        self.result_columns: dict[tuple[str, str], int] = {
            (c.figure or "prior", c.component or ALL): at
            for at, c in enumerate(columns)
            if c.role in ("stated", "prior")
        }
        self.name_column = next((at for at, c in enumerate(columns) if c.role == "unit"), None)
        self.count_columns = {c.id: at for at, c in enumerate(columns) if c.role in ("count", "typed")}
        self._posted = self._by_rule()
        self.base = BaseSheet(self.units.values(), self._base_columns())
        for unit in self.units.values():
            for column in self.base.columns:
                if (value := self._base_value(unit, column)) is not None:
                    self.base.values[unit["unit"], column.key] = value
        self.sums.fill(self.base, self._counted)

    @cached_property
    def rounds(self) -> bool:
        """Whether any figure has more decimals than the scheme prints."""
        grain = points.POINT_SCALE // 10**self.scheme.numbers.decimals
        tables = (self.scored.scores, self.scored.prior)
        return any(bool((table.to_numpy() % grain != 0).any()) for table in tables)

    def value(self, unit: dict[str, Any], name: str, component: str) -> Decimal:
        """A unit's exact points."""
        if component == ALL:
            return points.points_decimal(unit[name])
        score, prior = (table[unit["unit"]][component] for table in (self.scores, self.priors))
        return points.points_decimal({"score": score, "prior": prior, "cumulative": score + prior}[name])

    def printed(self, unit: dict[str, Any], name: str, component: str) -> Address | None:
        """The printed cell of a result, where it is printed and nothing was rounded."""
        return None if self.rounds else self.shown(unit["unit"], name, component)

    def shown(self, unit: int, name: str, component: str) -> Address | None:
        """The printed cell of a result, rounded or not."""
        at = self.result_columns.get((name, component))
        return None if at is None else Address(*self.rows[unit], at)

    def unit_cell(self, unit: int) -> Address | None:
        """The printed cell of the unit's name."""
        return None if self.name_column is None else Address(*self.rows[unit], self.name_column)

    def ranked(self, unit: dict[str, Any], by: str) -> Address:
        """The cell of the figure that ranks the unit."""
        found = self.printed(unit, by, ALL) or self.base.address(unit["unit"], (EXACT, by))
        assert found is not None
        return found

    def unrounded(self, unit: dict[str, Any], name: str, here: str) -> Formula | None:
        """The whole figure before rounding in its own cell of the base sheet, seen from another sheet."""
        address = self.base.address(unit["unit"], (EXACT, name))
        if address is None or here == address.sheet:
            return None
        return Formula(address.seen_from(here), self.value(unit, name, ALL))

    def count_cell(self, unit: int, column: str) -> Address | None:
        """The cell of a plain count or of typed points."""
        if column in self.count_columns:
            return Address(*self.rows[unit], self.count_columns[column])
        return self.base.address(unit, (COUNT, column))

    def count(self, unit: int, column: str, here: str) -> Formula:
        """A plain count or typed points; ZERO where no table has the column."""
        address = self.count_cell(unit, column)
        value = Decimal(self.counts.get((unit, column), 0)) / points.COUNT_SCALE
        return ZERO if address is None else figure(address.seen_from(here), value)

    def posted_cell(self, posting: Mapping[str, Any]) -> Address | None:
        """The cell of the figure behind a posting that is not an item's."""
        compared = self.scheme.rules[posting["rule"]].compared
        if compared:
            return self.sums.cell(posting["unit"], compared)
        return self.count_cell(posting["unit"], posting["column"])

    def _counted(self, unit: int, column: str) -> tuple[Formula, Formula]:
        """What a unit has in a column, seen from the base sheet: its plain count, and the marks of its items."""
        here, items = base_sheet.SHEET, self.items
        plain = self.count(unit, column, here)
        if items is None or column not in items.places:
            return plain, ZERO
        marks = Decimal(self._marks.get((unit, column), 0)) / points.COUNT_SCALE
        return plain, items.sum_of(unit, items.places[column], marks, here)

    def prior(self, unit: dict[str, Any], component: str, here: str) -> Formula:
        """Points before the period; ZERO where no unit has any."""
        address = self.prior_cell(unit, component)
        if address is None:
            return ZERO
        cell, value = address.seen_from(here), self._prior_value(unit, component)
        return Formula(cell, value) if address.sheet == base_sheet.SHEET else figure(cell, value)

    def prior_cell(self, unit: dict[str, Any], component: str) -> Address | None:
        """The cell of points before the period; None where no unit has any."""
        printed = None
        if component != ALL or not self.scheme.components:
            printed = self.printed(unit, PRIOR, component)
        return printed or self.base.address(unit["unit"], (PRIOR, component))

    def points(self, unit: dict[str, Any], component: str, here: str) -> Formula:
        """What the rules of a component give a unit, as one sum over its figures and items."""
        parts = [self._rule(unit, n, rule, here) for n, rule in enumerate(self.scheme.rules)
                 if (rule.component or ALL) == component]  # fmt: skip
        return total([*parts, self._items(unit, component, here)])

    def points_of(self, unit: dict[str, Any], component: str, column: str, here: str) -> Formula:
        """What the rules of a component give for one column alone."""
        parts = []
        for number, rule in enumerate(self.scheme.rules):
            if (rule.component or ALL) == component and column in rule.columns:
                only = UnitFigures(self, unit["unit"], unit["tier"], number, here, column)
                parts.append(rule.formula(only) or ZERO)
        return total(parts)

    def _rule(self, unit: dict[str, Any], number: int, rule: Rule, here: str) -> Formula:
        if made := rule.formula(UnitFigures(self, unit["unit"], unit["tier"], number, here)):
            return made
        address = self.base.address(unit["unit"], (RULE, str(number)))
        if address is None:
            return ZERO
        return Formula(address.seen_from(here), points.points_decimal(self._posted.get((unit["unit"], number), 0)))

    def _items(self, unit: dict[str, Any], component: str, here: str) -> Formula:
        """The sum of the unit's items, or its kept value where the items are of several components."""
        value = points.points_decimal(self._item_points.get((unit["unit"], component), 0))
        if self.items is not None and self._item_components == {component}:
            return self.items.sum_of(unit["unit"], self.items.subtotal, value, here)
        address = self.base.address(unit["unit"], (ITEMS, component))
        return ZERO if address is None else Formula(address.seen_from(here), value)

    @cached_property
    def _marks(self) -> dict[tuple[int, str], int]:
        return _sums(self.tally.counts[self.tally.counts["item"] >= 0], "count", "unit", "column")

    @cached_property
    def _item_points(self) -> dict[tuple[int, str], int]:
        rows = self.scored.postings[self.scored.postings["item"] >= 0]
        return _sums(rows, "points", "unit", "component")

    @cached_property
    def _item_components(self) -> set[str]:
        return {component for _, component in self._item_points}

    def _by_rule(self) -> dict[tuple[int, int], int]:
        """What rules without a formula give beside the items."""
        written = [n for n, rule in enumerate(self.scheme.rules) if rule.live]
        rows = self.scored.postings
        rows = rows[(rows["item"] < 0) & ~rows["rule"].isin(written)]
        return _sums(rows, "points", "unit", "rule")

    def _base_columns(self) -> Iterator[BaseColumn]:
        """What the printed tables do not show and some formula needs."""
        rules = self.scheme.rules
        used = {c for rule in rules if rule.live for c in rule.columns}
        some = {column for _, column in self.counts}
        tables = {self.scheme.column[c].table for c in used & some if c not in self.count_columns}
        for column in self.scheme.columns:  # also those that are still blank, if their table is among them
            known = column.id in some or column.table in tables
            if known and column.id in used and column.id not in self.count_columns:
                yield BaseColumn((COUNT, column.id), tuple(part for part in column.heading if "【" not in part))
        yield from self.sums.base_columns()
        names = {part.id: part.name for part in self.scheme.components}
        for component in dict.fromkeys((*self.scheme.component_ids, ALL)):
            hidden = self.rounds or (PRIOR, component) not in self.result_columns
            hidden |= component == ALL and bool(self.scheme.components)
            if hidden and bool((self.scored.prior[component] != 0).any()):
                yield BaseColumn((PRIOR, component), ("上期", names.get(component, "总分")))
        for number in sorted({rule for (_, rule), value in self._posted.items() if value}):
            yield BaseColumn((RULE, str(number)), ("其他", rules[number].clause), rules[number].clause)
        if len(self._item_components) > 1:
            for component in sorted(self._item_components):
                yield BaseColumn((ITEMS, component), ("信息", names.get(component, "得分")), "各条信息")
        by = self.scheme.ranking.by
        for name in dict.fromkeys((by, *(("score", "cumulative") if self.rounds else ()))):
            if self.rounds or (name, ALL) not in self.result_columns:
                yield BaseColumn((EXACT, name), (NAMES[name],))

    def _base_value(self, unit: dict[str, Any], column: BaseColumn) -> Decimal | None:
        kind, name = column.key
        if kind == COUNT:
            count = self.counts.get((unit["unit"], name))
            return None if count is None else Decimal(count) / points.COUNT_SCALE
        if unit["excluded"] or kind not in (PRIOR, ITEMS, RULE):
            return None
        if kind == PRIOR:
            return self._prior_value(unit, name)
        if kind == ITEMS:
            return points.points_decimal(self._item_points.get((unit["unit"], name), 0))
        return points.points_decimal(self._posted.get((unit["unit"], int(name)), 0))

    def _prior_value(self, unit: dict[str, Any], component: str) -> Decimal:
        return points.points_decimal(self.priors[unit["unit"]][component])


def _sums(rows: pd.DataFrame, figure: str, *by: str) -> dict[Any, int]:
    """The sum of a figure by the values of some columns."""
    return dict(rows.groupby(list(by))[figure].sum().items())


def _nested(table: pd.DataFrame) -> dict[int, dict[str, int]]:
    """Units × components as nested mappings."""
    rows = zip(table.index, table.to_numpy().tolist(), strict=True)
    return {int(unit): dict(zip(table.columns, values, strict=True)) for unit, values in rows}


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit's figures and one rule's parameters, seen from the sheet on which the formula stands."""

    figures: Figures
    unit: int
    tier: str
    rule: int
    here: str
    only: str = ""  # the one column that counts

    def count(self, column: str) -> Formula:
        """The unit's figure in a column; ZERO where no table has one."""
        return self.figures.count(self.unit, column, self.here) if self.only in ("", column) else ZERO

    def rivals(self, columns: tuple[str, ...]) -> Rivals | None:
        """The sums of some columns in the unit's tier; their points are those of the first of them."""
        if self.only not in ("", columns[0]):
            return None
        return self.figures.sums.of(self.unit, columns, self.here)

    def parameter(self, key: str) -> Formula:
        """One of the rule's parameters."""
        return self.figures.rules.parameter((self.rule, key), self.here)

    def listed(self, keys: Sequence[str]) -> Area:
        """Some of the rule's parameters that follow one another."""
        return self.figures.rules.listed([(self.rule, key) for key in keys], self.here)
