"""Cells of figures: read by the offices' habits, checked, and every misfit reported with its place."""

from __future__ import annotations

from decimal import Decimal

from govscore.core import points
from govscore.core.problems import Problem, problem
from govscore.core.text import key, tidy
from govscore.readers.grid import Grid
from govscore.readers.values import BAD, NOTHING, Reading, read_value
from govscore.readers.workbook import Date, Value
from govscore.scheme.points_parts import Column
from govscore.scheme.points_scheme import Scheme


class CellReader:
    """Reads figures of one scheme's sheets; problems are collected in `problems`."""

    def __init__(self, scheme: Scheme, problems: list[Problem]) -> None:
        self.problems = problems
        self.fractions = scheme.numbers.fractions
        self.pending = tuple(map(key, scheme.words.pending))
        self.excluded = tuple(map(key, scheme.words.excluded))

    def read(self, grid: Grid, row: int, index: int, column: Column | None) -> Reading:
        """The reading of a cell; after a problem, a reading without number. `column` None: prior points."""
        if reason := grid.broken(row, index):
            self.problems.append(reason)
            return BAD
        value = grid.value(row, index)
        if value is None:
            return NOTHING
        reading = read_value(value, self.pending, self.excluded)
        if reason := self._misfit(grid, row, index, value, reading, column):
            self.problems.append(reason)
            return BAD
        if reading.retyped and not reading.percent and (column is None or column.role != "stated"):
            self.problems.append(problem("cell-retyped", grid.place(*grid.anchor(row, index)), text=tidy(str(value))))
        if reading.kind == "pending":
            self.problems.append(problem("cell-pending", grid.place(*grid.anchor(row, index)), text=tidy(str(value))))
        return reading

    def _misfit(
        self, grid: Grid, row: int, index: int, value: Value | Date, reading: Reading, column: Column | None
    ) -> Problem | None:
        if reading.kind == "bad":
            return self._unreadable(grid.place(row, index), value)
        if reading.number is None:
            return None
        top, left, bottom, right = grid.region(row, index)
        if bottom > top or right > left:
            return problem("cell-merged-number", grid.place(top, left), text=tidy(str(value)))
        if code := self._unfit(reading.number, column):
            return problem(code, grid.place(row, index), text=tidy(str(value)))
        return None

    def _unfit(self, number: Decimal, column: Column | None) -> str:
        """The code of what a number in this column must not be; '' for a good one."""
        if column is not None and column.role == "count":
            if number < 0:
                return "cell-negative"
            if not self.fractions and number % 1:
                return "cell-fraction"
        try:
            if column is not None and column.role != "stated":
                points.to_count(number)
            if column is None or column.figure == "prior":
                points.to_points(number)
        except points.InexactError:
            return "cell-decimals"
        return ""

    @staticmethod
    def _unreadable(place: str, value: Value | Date) -> Problem:
        if isinstance(value, Date):
            return problem("cell-date", place, text=value.iso)
        if isinstance(value, bool):
            return problem("cell-yes-no", place)
        return problem("cell-not-number", place, text=tidy(str(value)))
