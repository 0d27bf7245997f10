"""A sheet as one sees it: merged regions spread over all their cells, texts apart from numbers."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from govscore.core.problems import Problem, cell_place, problem
from govscore.core.text import key
from govscore.readers.workbook import Date, Sheet, Value

Cell = tuple[int, int]
Area = tuple[int, int, int, int]  # top, left, bottom, right, inclusive


class Grid:
    """One sheet with its merged regions spread; rows and columns are 0-based sheet positions."""

    def __init__(self, book: str, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.sound = not (sheet.errors or sheet.uncalculated)

    @cached_property
    def anchors(self) -> dict[Cell, Cell]:
        """Every cell of a merged region → the region's top left cell."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.sheet.merges
            for row in range(top, min(bottom + 1, self.height))
            for column in range(left, min(right + 1, self.width))
        }

    @cached_property
    def regions(self) -> dict[Cell, Area]:
        """Top left cell of a merged region → top, left, bottom, right."""
        return {(m[0], m[1]): m for m in self.sheet.merges}

    def anchor(self, row: int, column: int) -> Cell:
        """The cell that holds the value shown at this place."""
        return self.anchors.get((row, column), (row, column))

    def value(self, row: int, column: int) -> Value | Date:
        """What is shown at this place, None outside the sheet."""
        row, column = self.anchor(row, column)
        if row >= self.height or column >= len(self.sheet.rows[row]):
            return None
        value = self.sheet.rows[row][column]
        return None if isinstance(value, str) and not key(value) else value  # nothing that anybody can see

    def text(self, row: int, column: int) -> str:
        """The text shown at this place, '' where there is none or a number."""
        value = self.value(row, column)
        return value if isinstance(value, str) else ""

    def region(self, row: int, column: int) -> Area:
        """Top, left, bottom, right of what this cell is part of; a plain cell is its own region."""
        top, left = self.anchor(row, column)
        return self.regions.get((top, left), (top, left, top, left))

    def shown(self, row: int, left: int, right: int) -> dict[Cell, Value | Date]:
        """The distinct values that a row shows from column `left` to `right`, by the cell that holds them."""
        found: dict[Cell, Value | Date] = {}
        for column in range(left, right + 1):
            value = self.value(row, column)
            if value is not None:
                found.setdefault(self.anchor(row, column), value)
        return found

    def broken(self, row: int, column: int) -> Problem | None:
        """An error value or a formula that was never calculated: a blank to most readers, never to us."""
        if self.sound:
            return None
        cell = self.anchor(row, column)
        if error := self.sheet.errors.get(cell):
            return problem("cell-error", self.place(*cell), error=error)
        return problem("cell-uncalculated", self.place(*cell)) if cell in self.sheet.uncalculated else None

    def true(self, row: int, column: int) -> Cell:
        """Where in the sheet this place lies."""
        return row, column

    def place(self, row: int, column: int) -> str:
        """`[book.xlsx]部门!E7`."""
        return cell_place(self.book, self.sheet.name, *self.true(row, column))


class Turned(Grid):
    """The rows `first` to `last` of a sheet with rows and columns swapped; its places are the sheet's own."""

    def __init__(self, book: str, sheet: Sheet, first: int, last: int) -> None:
        def turned(cell: Cell) -> Cell:
            return cell[1], cell[0] - first

        inside = [(max(t, first), left, min(b, last), r) for t, left, b, r in sheet.merges if t <= last and b >= first]
        rows = [list(column) for column in zip(*sheet.rows[first : last + 1], strict=True)]
        super().__init__(
            book,
            replace(
                sheet,
                rows=rows,
                merges=tuple((left, t - first, r, b - first) for t, left, b, r in inside),
                errors={turned(c): error for c, error in sheet.errors.items() if first <= c[0] <= last},
                uncalculated=frozenset(turned(c) for c in sheet.uncalculated if first <= c[0] <= last),
                formulas={},
                hidden_rows=frozenset(),
                hidden_columns=frozenset(),
            ),
        )
        self.first = first

    def true(self, row: int, column: int) -> Cell:
        """Where in the sheet this place lies."""
        return column + self.first, row
