"""Lines of typed sums (合计, 总计, 小计): their figures, and which lines before they may add up.

Offices place them after a group, a tier, a table or several tables, and call them what they like; so every
reading is kept, the likeliest first, and the recheck takes the one that fits best.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govscore.claiming.columns import Matched
from govscore.core.problems import problem
from govscore.core.text import key, tidy
from govscore.readers.tables import Line
from govscore.readers.values import read_value
from govscore.scheme.points_parts import Column, Tier
from govscore.tally.contents import Addend, Cell, TotalRow
from govscore.tally.desk import Desk

_SUMMED = ("count", "typed", "mark", "prior")
_SUMMED_FIGURES = ("score", "prior", "cumulative", "subtotal", "items")
_PART = "小计"  # the sum of what stands right before; the other words sum up everything
Addends = list[Addend]


class TotalRows:
    """Takes the total rows of all tables, in reading order."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.by_tier: dict[tuple[str, str], Addends] = {}
        self.by_kind: dict[str, Addends] = {}

    def take(self, tables: list[Matched]) -> None:
        """Takes the total rows of a workbook's tables."""
        if any(line.kind == "total" for matched in tables for line in matched.table.lines):
            for matched in tables:
                self._table(matched)

    def _table(self, matched: Matched) -> None:
        whole = [self._addend(matched, line) for line in matched.table.units]
        tier = self.by_tier.setdefault((matched.kind.id, matched.tier.name if matched.tier else ""), [])
        kind = self.by_kind.setdefault(matched.kind.id, [])
        above: Addends = []
        part: Addends = []  # since the last group or total
        rest = iter(whole)
        for line in matched.table.lines:
            if line.kind == "unit":
                addend = next(rest)
                for lines in (above, part, tier, kind):
                    lines.append(addend)
            elif line.kind in ("group", "total"):
                if line.kind == "total":
                    self._total(matched, line, (part, above or whole, tier, kind))
                part = []

    def _addend(self, matched: Matched, line: Line) -> Addend:
        desk, table = self.desk, matched.table
        unit = desk.rows.by_key.get(desk.roster.canonical(line.text), -1)
        sheet = desk.sheets[table.sheet]
        # its own cells also in a merged region, which is not added up once for each line
        cells = {name: (sheet, *table.grid.true(line.index, at)) for name, at in matched.columns.items()}
        return Addend(unit, (sheet, *line.cell), cells)

    def _total(self, matched: Matched, line: Line, spans: tuple[Addends, Addends, Addends, Addends]) -> None:
        label = _label(matched, line)
        cells = tuple(self._cells(matched, line))
        if not cells:
            return
        part, above, tier, kind = (tuple(lines) for lines in spans)
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

    def _cells(self, matched: Matched, line: Line) -> Iterator[tuple[str, Decimal, Cell]]:
        """The figures of the line that are sums; one that cannot be read is said not to be rechecked."""
        table = matched.table
        for column in self.desk.scheme.columns_of(matched.kind.id):
            if column.id not in matched.columns or not _is_sum(column):
                continue
            index = matched.columns[column.id]
            if broken := table.grid.broken(line.index, index):
                self.desk.problems.append(problem("total-unread", *broken.places, column=column.name))
                continue
            reading = read_value(table.value(line, index))
            if reading.number is not None and reading.kind == "number" and table.begins(line, index):
                yield column.id, reading.number, self.desk.cell(table, line, index)


def _is_sum(column: Column) -> bool:
    return column.role in _SUMMED or column.figure in _SUMMED_FIGURES


def _label(matched: Matched, line: Line) -> str:
    """What the line is called: its words up to the unit's name."""
    table = matched.table
    words = {table.cell(line, c.index): tidy(table.text(line, c.index)) for c in table.columns if c.index <= table.unit}
    return "".join(words.values()) or tidy(line.text) or _PART
