"""Rows of typed sums (合计, 总计, 小计): their figures, and which rows above they may add up.

Offices place such rows below a group, a tier, a table or several tables, and call them what they like; so every
reading is kept, the likeliest first, and the recheck takes the one that fits the row best.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govscore.claiming.columns import Matched
from govscore.core.problems import problem
from govscore.core.text import key, tidy
from govscore.readers.layouts.wide import Row
from govscore.readers.values import read_value
from govscore.scheme.points_parts import Column, Tier
from govscore.tally.contents import Addend, Cell, TotalRow
from govscore.tally.desk import Desk

_SUMMED = ("count", "typed", "mark", "prior")
_SUMMED_FIGURES = ("score", "prior", "cumulative", "subtotal", "items")
_PART = "小计"  # the sum of what stands right above; the other words sum up everything
Rows = list[Addend]


class TotalRows:
    """Takes the total rows of all tables, in reading order."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.by_tier: dict[tuple[str, str], Rows] = {}
        self.by_kind: dict[str, Rows] = {}

    def take(self, tables: list[Matched]) -> None:
        """Takes the total rows of a workbook's tables."""
        for matched in tables:
            self._table(matched)

    def _table(self, matched: Matched) -> None:
        whole = [self._addend(matched, row) for row in matched.table.rows if row.kind == "unit"]
        tier = self.by_tier.setdefault((matched.kind.id, matched.tier.name if matched.tier else ""), [])
        kind = self.by_kind.setdefault(matched.kind.id, [])
        above: Rows = []
        part: Rows = []  # since the last group or total row
        rest = iter(whole)
        for row in matched.table.rows:
            if row.kind == "unit":
                addend = next(rest)
                for rows in (above, part, tier, kind):
                    rows.append(addend)
            elif row.kind in ("group", "total"):
                if row.kind == "total":
                    self._total(matched, row, (part, above or whole, tier, kind))
                part = []

    def _addend(self, matched: Matched, row: Row) -> Addend:
        desk = self.desk
        unit = desk.rows.by_key.get(desk.roster.canonical(row.text), -1)
        return Addend(unit, desk.sheets[matched.table.grid.sheet.name], row.index, matched.columns)

    def _total(self, matched: Matched, row: Row, spans: tuple[Rows, Rows, Rows, Rows]) -> None:
        label = _label(matched, row)
        cells = tuple(self._cells(matched, row))
        if not cells:
            return
        part, above, tier, kind = (tuple(rows) for rows in spans)
        order = [part, above, tier, kind] if _PART in label else [tier or above, above, kind, part]
        named = self._named(matched, label)
        if named is not None:
            units = {unit["unit"] for unit in self.desk.rows.units if unit["tier"] == named.name}
            order.insert(0, tuple(addend for addend in kind if addend.unit in units))
        scored = tuple(a for a in order[0] if a.unit < 0 or not self.desk.rows.units[a.unit]["excluded"])
        readings = tuple(dict.fromkeys(span for span in (*order, scored) if span))
        of = named or matched.tier
        self.desk.rows.totals.append(TotalRow(label, of.name if of else "", cells, readings))

    def _named(self, matched: Matched, label: str) -> Tier | None:
        """The tier that the label names (县市合计), in a table that holds several."""
        if matched.tier is not None:
            return None
        tiers = self.desk.scheme.tiers
        found = [t for t in tiers if any(key(word) in key(label) for word in (t.name, *t.words))]
        return found[0] if len(found) == 1 else None

    def _cells(self, matched: Matched, row: Row) -> Iterator[tuple[str, Decimal, Cell]]:
        """The figures of the row that are sums; one that cannot be read is said not to be rechecked."""
        grid = matched.table.grid
        for column in self.desk.scheme.columns_of(matched.kind.id):
            if column.id not in matched.columns or not _is_sum(column):
                continue
            index = matched.columns[column.id]
            anchor = grid.anchor(row.index, index)
            if anchor in grid.sheet.errors or anchor in grid.sheet.uncalculated:
                self.desk.problems.append(problem("total-unread", grid.place(*anchor), column=column.name))
                continue
            reading = read_value(grid.value(row.index, index))
            if reading.kind == "number" and reading.number is not None and anchor[0] == row.index:
                yield column.id, reading.number, self.desk.cell(grid, row.index, index)


def _is_sum(column: Column) -> bool:
    return column.role in _SUMMED or column.figure in _SUMMED_FIGURES


def _label(matched: Matched, row: Row) -> str:
    """What the row is called: its words up to the unit's column."""
    table = matched.table
    cells = dict.fromkeys(table.grid.anchor(row.index, at) for at in range(table.block.left, table.block.unit + 1))
    words = [tidy(table.grid.text(*cell)) for cell in cells if table.grid.text(*cell)]
    return "".join(words) or tidy(row.text) or _PART
