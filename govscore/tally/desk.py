"""The desk at which a workbook's tables are taken up: what all kinds of tables need in common."""

from __future__ import annotations

from decimal import Decimal

from govscore.claiming.claims import Claim
from govscore.claiming.columns import Matched
from govscore.core import points
from govscore.core.problems import Problem, problem
from govscore.core.text import nearest, tidy
from govscore.readers.grid import Grid
from govscore.readers.layouts.wide import Row
from govscore.readers.values import Reading, read_value
from govscore.readers.workbook import Book
from govscore.scheme.points_parts import Column
from govscore.tally.cells import CellReader
from govscore.tally.contents import Cell, Rows, Stated, place_of
from govscore.tally.roster import Roster


class Desk:
    """One workbook's claim, cell reader, roster, growing rows and problems."""

    def __init__(self, book: Book, claim: Claim) -> None:
        self.book = book
        self.claim = claim
        self.scheme = claim.scheme
        self.sheets = {sheet.name: number for number, sheet in enumerate(book.sheets)}
        self.problems: list[Problem] = []
        self.cells = CellReader(self.scheme, self.problems)
        self.roster = Roster(self.scheme, claim.period, self.problems)
        self.rows = Rows()

    def cell(self, grid: Grid, row: int, column: int) -> Cell:
        """Where a value stands: the anchor's cell for a merged region."""
        return (self.sheets[grid.sheet.name], *grid.anchor(row, column))

    def place(self, cell: Cell) -> str:
        """`[book.xlsx]部门!E7` of a cell."""
        return place_of(self.book, cell)

    def unit_place(self, matched: Matched, row: Row) -> str:
        """The place of the row's unit name."""
        return matched.table.grid.place(row.index, matched.table.block.unit)

    def begin(self, matched: Matched) -> None:
        """Takes over a table's own problems and reports columns that the scheme does not have."""
        self.problems += matched.problems + matched.table.problems
        table = matched.table
        rows = [row.index for row in table.rows if row.kind == "unit"]
        for found in matched.extra:
            values = [table.cell(row, found.index) for row in rows]
            place = table.grid.place(table.block.bottom, found.index)
            heading = "→".join(found.path)
            if any(read_value(v).kind == "number" for v in values):  # also numbers typed as text
                hint = self._like(matched, found.path)
                self.problems.append(problem("column-unknown", place, heading=heading, hint=hint))
            elif any(v is not None for v in values):
                self.problems.append(problem("column-unknown-text", place, heading=heading))

    def _like(self, matched: Matched, path: tuple[str, ...]) -> str:
        known = [c.heading[-1] for c in self.scheme.columns_of(matched.kind.id)]
        near = nearest(path[-1] if path else "", known)
        return f"（最像“{near}”）" if near else ""

    def read(self, matched: Matched, row: int, column: Column) -> tuple[Reading, Cell]:
        """The reading of a figure's cell, and the cell."""
        grid, index = matched.table.grid, matched.columns[column.id]
        return self.cells.read(grid, row, index, column), self.cell(grid, row, index)

    def figure(self, unit: int, column: Column, reading: Reading, cell: Cell, text: str) -> None:
        """Takes a figure where it belongs: counts, prior points, typed figures, or waiting for an answer."""
        if reading.kind == "pending":
            self.rows.pending[unit, column.id] = tidy(text)
        elif reading.number is None:
            return
        elif column.role == "prior":
            self.rows.prior[unit, column.component or ""] = (points.to_points(reading.number), cell)
        elif column.role == "stated":
            self.stated(unit, column, reading, cell)
        else:
            self.rows.count(unit, column.id, points.to_count(reading.number), cell)

    def stated(self, unit: int, column: Column, reading: Reading, cell: Cell, item: int = -1) -> None:
        """Takes a figure that is to be rechecked."""
        number = reading.number if reading.number is not None else Decimal(0)
        component = column.component or ""
        self.rows.stated.append(
            Stated(unit, column.figure or "", column.name, number, reading.percent, cell, component, item)
        )

    def unit(self, name: str, tier: str, cell: Cell, note: str = "") -> int:
        """Lists a unit that no table of units has."""
        return self.rows.add_unit(tidy(name), self.roster.canonical(name), tier, cell, note)
