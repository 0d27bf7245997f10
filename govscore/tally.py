"""Tally: from a claimed workbook's cells to known units and exact figures. Nothing that stands in a table is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from govscore import frames, points
from govscore.cells import CellReader
from govscore.claims import Claim, Matched
from govscore.problems import Problem, problem
from govscore.readers.sheets import Book
from govscore.readers.wide import Row
from govscore.roster import Roster
from govscore.scheme import Column
from govscore.text import key, tidy

if TYPE_CHECKING:
    import pandas as pd

NO_CELL = (-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that the clerk typed: `number` as typed (percent: 53 or 0.53), None where it cannot be read."""

    unit: int
    figure: str
    heading: str
    number: Decimal
    percent_sign: bool
    cell: tuple[int, int, int]


@dataclass(slots=True)
class Tally:
    """What a workbook says, in known words."""

    units: pd.DataFrame
    counts: pd.DataFrame
    prior: dict[int, tuple[int, tuple[int, int, int]]]  # unit → millionths of a point and its cell
    stated: list[Stated]
    pending: dict[tuple[int, str], str]  # unit and column → the office's words
    tables: dict[str, list[Matched]]  # by tier name
    problems: list[Problem]


@dataclass(slots=True)
class _Rows:
    """Rows of the frames while they grow."""

    units: list[tuple[object, ...]] = field(default_factory=list)
    counts: list[tuple[object, ...]] = field(default_factory=list)
    prior: dict[int, tuple[int, tuple[int, int, int]]] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    pending: dict[tuple[int, str], str] = field(default_factory=dict)


class Taker:
    """Takes the figures of one claimed workbook."""

    def __init__(self, book: Book, claim: Claim) -> None:
        self.book = book
        self.claim = claim
        self.scheme = claim.scheme
        self.sheets = {sheet.name: number for number, sheet in enumerate(book.sheets)}
        self.problems: list[Problem] = []
        self.cells = CellReader(self.scheme, self.problems)
        self.roster = Roster(self.scheme, claim.period, self.problems)
        self.rows = _Rows()
        self.tables: dict[str, list[Matched]] = {}
        self.groups: dict[str, tuple[str, int]] = {}

    def take(self) -> Tally:
        """The tally; its problems may hold stops, upon which nothing official may be written."""
        for matched in self.claim.main:
            self._table(matched)
        self._prior_tables()
        self._absent()
        self.problems += self.roster.unseen()
        units = frames.frame(self.rows.units, frames.UNITS)
        counts = frames.frame(self.rows.counts, frames.TALLY)
        r = self.rows
        return Tally(units, counts, r.prior, r.stated, r.pending, self.tables, self.problems)

    def _table(self, matched: Matched) -> None:
        self.problems += matched.problems + matched.table.problems
        if matched.tier is None:
            self._no_tier(matched)
            return
        self.tables.setdefault(matched.tier.name, []).append(matched)
        self._extra(matched)
        excluded = False
        for row in matched.table.rows:
            if row.kind == "group":
                self._group(matched, row)
            elif row.kind == "excluded":
                excluded = True
            elif row.kind == "unit":
                self._unit(matched, row, excluded)

    def _no_tier(self, matched: Matched) -> None:
        names = [tier.name for tier in self.scheme.tiers]
        block = matched.table.block
        place = matched.table.grid.place(max(block.top - 1, 0), block.left)
        self.problems.append(problem("tier-unknown", place, tiers="、".join(names), first=names[0]))

    def _extra(self, matched: Matched) -> None:
        """Columns that the scheme does not have: a stop where they hold numbers of units."""
        table = matched.table
        for found in matched.extra:
            values = [table.cell(row.index, found.index) for row in table.rows if row.kind == "unit"]
            place = table.grid.place(table.block.bottom, found.index)
            heading = "→".join(found.path)
            numbers = any(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
            if numbers:
                self.problems.append(problem("column-unknown", place, heading=heading, hint=self._like(found.path)))
            elif any(v is not None for v in values):
                self.problems.append(problem("column-unknown-text", place, heading=heading))

    def _like(self, path: tuple[str, ...]) -> str:
        from govscore.text import nearest

        near = nearest(path[-1] if path else "", [c.heading[-1] for c in self.scheme.columns])
        return f"（最像“{near}”）" if near else ""

    def _group(self, matched: Matched, row: Row) -> None:
        assert matched.tier is not None
        digits = "".join(c if c.isdigit() or c == "." else " " for c in key(row.text)).split()
        if not digits:
            place = matched.table.grid.place(row.index, matched.table.block.unit)
            self.problems.append(problem("target-bad", place, text=row.text))
            return
        self.groups[matched.tier.name] = (tidy(row.text), points.to_points(Decimal(digits[0])))

    def _unit(self, matched: Matched, row: Row, excluded: bool) -> None:
        assert matched.tier is not None
        table, tier = matched.table, matched.tier.name
        cell = (self.sheets[table.grid.sheet.name], row.index, table.block.unit)
        unit = len(self.rows.units)
        known = self.roster.add(row.text, tier, table.grid.place(row.index, table.block.unit))
        if known is None:
            return
        for column_id, index in matched.columns.items():
            excluded |= self._cell(matched, row, unit, self.scheme.column[column_id], index)
        group, target = self.groups.get(tier, ("", 0))
        self.rows.units.append((unit, tidy(row.text), known, tier, group, target, excluded, "", *cell))

    def _cell(self, matched: Matched, row: Row, unit: int, column: Column, index: int) -> bool:
        """Takes one figure; True where the cell says that the unit is excluded."""
        if column.role in ("serial", "ignored"):
            return False
        grid = matched.table.grid
        reading = self.cells.read(grid, row.index, index, column)
        cell = (self.sheets[grid.sheet.name], row.index, index)
        if reading.kind == "pending":
            self.rows.pending[unit, column.id] = tidy(grid.text(row.index, index))
        elif reading.number is not None and column.role == "stated":
            self._stated(unit, column, reading.number, reading.percent, cell)
        elif reading.number is not None:
            self.rows.counts.append((unit, column.id, points.to_count(reading.number), *cell))
        return reading.kind == "excluded"

    def _stated(self, unit: int, column: Column, number: Decimal, percent: bool, cell: tuple[int, int, int]) -> None:
        if column.figure == "prior" and self.scheme.prior_sheet is None:
            self.rows.prior[unit] = (points.to_points(number), cell)
        else:
            self.rows.stated.append(Stated(unit, column.figure or "", column.name, number, percent, cell))

    def _prior_tables(self) -> None:
        """Points before the period: from their own sheet, or from the column beside the score."""
        if self.scheme.prior_sheet is not None:
            if len(self.claim.prior) > 1:
                places = [m.table.grid.place(m.table.block.top, m.table.block.left) for m in self.claim.prior]
                self.problems.append(problem("prior-two", *places))
            for matched in self.claim.prior[:1]:
                self._prior_sheet(matched)
        self._prior_required()

    def _prior_required(self) -> None:
        has_column = any("prior" in m.columns for m in self.claim.main)
        if self.claim.period.opens_year or self.claim.prior or (has_column and not self.scheme.prior_sheet):
            return
        what = "没有“上期累计”表" if self.scheme.prior_sheet else "表里没有“上期”一列"
        self.problems.append(problem("prior-missing", f"[{self.book.name}]", what=what))

    def _prior_sheet(self, matched: Matched) -> None:
        table = matched.table
        self.problems += table.problems
        by_key = {str(row[2]): int(str(row[0])) for row in self.rows.units}
        seen: set[int] = set()
        for row in table.rows:
            if row.kind != "unit":
                continue
            name, place = self.roster.canonical(row.text), table.grid.place(row.index, table.block.unit)
            unit = by_key.get(name)
            if unit is None:
                unit = self._only_prior(row, name, place)
                by_key[name] = unit
            if unit in seen:
                self.problems.append(problem("unit-twice", place, unit=tidy(row.text)))
            seen.add(unit)
            self._prior_cell(matched, row, unit)
        self._no_prior(seen, table.grid.place(table.block.top, table.block.unit))

    def _prior_cell(self, matched: Matched, row: Row, unit: int) -> None:
        index = matched.columns["prior"]
        grid = matched.table.grid
        reading = self.cells.read(grid, row.index, index, None)
        if reading.number is not None:
            cell = (self.sheets[grid.sheet.name], row.index, index)
            self.rows.prior[unit] = (points.to_points(reading.number), cell)

    def _only_prior(self, row: Row, name: str, place: str) -> int:
        """A unit that only the prior totals know is listed with nothing this period, and reported."""
        self.problems.append(problem("unit-only-prior", place, unit=tidy(row.text)))
        return self._list(tidy(row.text), name, self.roster.tier_of(name))

    def _no_prior(self, seen: set[int], place: str) -> None:
        for row in self.rows.units:
            unit, name, excluded = int(str(row[0])), str(row[1]), bool(row[6])
            if unit not in seen and not excluded and (row[5] or not self.scheme.target):
                self.problems.append(problem("prior-lacks-unit", place, unit=name))

    def _absent(self) -> None:
        """Units of a closed roster that no sheet has are listed with nothing, and reported."""
        for name, tier in self.roster.absent():
            self.problems.append(problem("unit-absent", f"[{self.book.name}]", unit=name))
            self._list(name, self.roster.canonical(name), tier)

    def _list(self, name: str, known: str, tier: str) -> int:
        unit = len(self.rows.units)
        group, target = "", 0
        self.rows.units.append((unit, name, known, tier, group, target, False, "本期表中没有", *NO_CELL))
        return unit


def take(book: Book, claim: Claim) -> Tally:
    """The tally of a claimed workbook, its problems included."""
    return Taker(book, claim).take()


def place_of(book: Book, cell: Iterable[int]) -> str:
    """`[book.xlsx]部门!E7` of a cell triple (sheet number, row, column); '' for no cell."""
    from govscore.problems import cell_place

    sheet, row, column = cell
    return "" if sheet < 0 else cell_place(book.name, book.sheets[sheet].name, row, column)


def nothing() -> Tally:
    """The tally of an empty workbook."""
    return Tally(frames.frame([], frames.UNITS), frames.frame([], frames.TALLY), {}, [], {}, {}, [])
