"""What rules compare among the scored units of a tier: the sum of some columns, in a column of 计分底表 of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from govscore.core.formulas import Area, Formula, exact, total
from govscore.outputs.ranking.base_sheet import SHEET, BaseColumn, BaseSheet, Key
from govscore.rules.base import Rivals
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address, sheet_prefix, span_name

Columns = tuple[str, ...]
HEADING = "同类比较（条）"


class RivalSums:
    """Makes the columns; once they are filled, gives each unit its own sum and those of its tier."""

    def __init__(self, scheme: Scheme, units: Iterable[dict[str, Any]]) -> None:
        self.asked = tuple(dict.fromkeys(rule.compared for rule in scheme.rules if rule.compared))
        self.called = {columns: "、".join(scheme.column[c].name for c in columns) for columns in self.asked}
        self.tiers = {unit["unit"]: unit["tier"] for unit in units if not unit["excluded"]}
        self.sums: dict[tuple[int, Columns], Formula] = {}
        self.areas: dict[tuple[str, Columns, str], Area] = {}

    def base_columns(self) -> list[BaseColumn]:
        """The columns of the base sheet."""
        return [BaseColumn(_key(columns), (HEADING, called)) for columns, called in self.called.items()]

    def fill(self, base: BaseSheet, counted: Callable[[int, str], Sequence[Formula]]) -> None:
        """Writes the sums of the scored units. `counted`: what a unit has in a column, as seen from the base sheet."""
        self.base = base
        for columns in self.asked:
            for unit in self.tiers:
                made = exact(total([part for column in columns for part in counted(unit, column)]))
                self.sums[unit, columns] = base.values[unit, _key(columns)] = made

    def cell(self, unit: int, columns: Columns) -> Address | None:
        """Where a unit's sum stands; None where no rule compares these columns."""
        return self.base.address(unit, _key(columns))

    def of(self, unit: int, columns: Columns, here: str) -> Rivals | None:
        """A unit's sum and those of its tier, seen from a sheet; None of a unit that is not scored."""
        cell, own = self.cell(unit, columns), self.sums.get((unit, columns))
        if cell is None or own is None:
            return None
        return Rivals(Formula(cell.seen_from(here), own.value), self._area(self.tiers[unit], columns, here))

    def _area(self, tier: str, columns: Columns, here: str) -> Area:
        """The sums of a tier: its scored units stand together, in printed order."""
        if (tier, columns, here) not in self.areas:
            units = [unit for unit, own in self.tiers.items() if own == tier]
            rows = [self.base.rows[unit] for unit in units]
            assert rows == list(range(rows[0], rows[0] + len(rows)))
            at = self.base.places[_key(columns)]
            text = sheet_prefix(SHEET, here) + span_name((rows[0], at), (rows[-1], at), rows_fixed=True)
            self.areas[tier, columns, here] = Area(text, tuple(self.sums[unit, columns].value for unit in units))
        return self.areas[tier, columns, here]


def _key(columns: Columns) -> Key:
    return "sum", "+".join(columns)
