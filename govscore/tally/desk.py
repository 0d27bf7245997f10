"""The desk at which a workbook's tables are taken up: what all kinds of tables need in common."""

from __future__ import annotations

from decimal import Decimal

from govscore.claiming.claims import Claim
from govscore.claiming.columns import Matched
from govscore.core import points
from govscore.core.problems import Problem, problem
from govscore.core.text import nearest, tidy
from govscore.readers.tables import Line, Table
from govscore.readers.values import Reading, read_value
from govscore.readers.workbook import Book
from govscore.scheme.points_parts import Column
from govscore.tally.cells import CellReader
from govscore.tally.contents import NO_CELL, Cell, Rows, Stated, place_of
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

    def cell(self, table: Table, line: Line, column: int) -> Cell:
        """Where a value stands: the anchor's cell for a merged region."""
        return (self.sheets[table.sheet], *table.cell(line, column))

    def place(self, cell: Cell) -> str:
        """`[book.xlsx]部门!E7` of a cell."""
        return place_of(self.book, cell)

    def begin(self, matched: Matched) -> None:
        """Takes over a table's own problems and reports columns that the scheme does not have."""
        self.problems += matched.problems + matched.table.problems
        table = matched.table
        aside = (line for line in table.lines if line.kind == "aside")
        self.problems += [problem("line-aside", table.name_place(line), text=tidy(line.text)) for line in aside]
        units = table.units
        for found in matched.extra:
            values = [table.value(line, found.index) for line in units]
            place = table.heading_place(found.index)
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

    def read(self, matched: Matched, line: Line, column: Column) -> tuple[Reading, Cell]:
        """The reading of a figure's cell, and the cell where it holds a figure."""
        table, index = matched.table, matched.columns[column.id]
        reading = self.cells.read(table.grid, line.index, index, column)
        return reading, NO_CELL if reading.number is None else self.cell(table, line, index)

    def figure(self, matched: Matched, line: Line, unit: int, column: Column) -> Reading:
        """Takes a figure where it belongs: counts, prior points, typed figures, or waiting for an answer."""
        reading, cell = self.read(matched, line, column)
        if reading.kind == "pending":
            self.rows.pending[unit, column.id] = tidy(matched.table.text(line, matched.columns[column.id]))
        elif reading.number is None:
            pass
        elif column.role == "prior":
            self.rows.prior[unit, column.component or ""] = (points.to_points(reading.number), cell)
        elif column.role == "stated":
            self.stated(unit, column, reading, cell)
        else:
            self.rows.count(unit, column.id, points.to_count(reading.number), cell)
        return reading

    def stated(self, unit: int, column: Column, reading: Reading, cell: Cell, item: int = -1) -> None:
        """Takes a figure that is to be rechecked."""
        number = reading.number if reading.number is not None else Decimal(0)
        component = column.component or ""
        self.rows.stated.append(
            Stated(unit, column.figure or "", column.name, number, reading.percent, cell, component, item)
        )

    def line_of(self, unit: int, matched: Matched, line: Line) -> int:
        """Notes that the line is the unit's."""
        self.rows.lines.add(unit, self.sheets[matched.table.sheet], matched.table.area(line))
        return unit

    def unit(self, name: str, tier: str, cell: Cell, note: str) -> int:
        """Lists a unit that no table of units has."""
        return self.rows.add_unit(tidy(name), self.roster.canonical(name), tier, cell, note)
