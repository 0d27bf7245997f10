"""Tables as a layout hands them over: lines of units and columns of figures, and where in the sheet each cell stands.

A line is what one unit (or one item of a unit) has, a column what one heading says; which of them are the sheet's
rows only the layout knows. All places and cells are the sheet's own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from govscore.core.period import without_period
from govscore.core.problems import Problem, cell_place
from govscore.core.text import heading_key, key
from govscore.readers.grid import Area, Cell, Grid
from govscore.readers.headings import Block, Column
from govscore.readers.workbook import Date, Value

LineKind = Literal["unit", "group", "excluded", "total", "aside", "note"]  # aside: a mean, another period …


class Words(NamedTuple):
    """Keys of the words by which lines and headings are told apart; the union of what all schemes use."""

    unit: frozenset[str]
    note: tuple[str, ...]
    group: tuple[str, ...]
    excluded: tuple[str, ...]
    total: frozenset[str]
    headings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the grid, what it is, its text (the unit's name as typed) and that's cell."""

    index: int
    kind: LineKind
    text: str
    cell: Cell


@dataclass(slots=True)
class Table:
    """A table as found: `titles` are the single texts above it, the nearest first.

    `grid` shows the sheet with the lines as its rows.
    """

    grid: Grid
    block: Block
    titles: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.grid.sheet.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the sheet's order, the units' names among them."""
        return self.block.columns

    @property
    def unit(self) -> int:
        """The column of the units' names."""
        return self.block.unit

    @property
    def units(self) -> list[Line]:
        """The lines of units."""
        return [line for line in self.lines if line.kind == "unit"]

    def value(self, line: Line, column: int) -> Value | Date:
        """What is shown in a column of a line."""
        return self.grid.value(line.index, column)

    def text(self, line: Line, column: int) -> str:
        """The text shown there, '' where there is none or a number."""
        return self.grid.text(line.index, column)

    def cell(self, line: Line, column: int) -> Cell:
        """The cell that holds what is shown there: of a merged region the first."""
        return self.grid.true(*self.grid.anchor(line.index, column))

    def begins(self, line: Line, column: int) -> bool:
        """False in a merged region that begins in a line before."""
        return self.grid.anchor(line.index, column)[0] == line.index

    def place(self, line: Line, column: int) -> str:
        """`[book.xlsx]部门!E7`."""
        return self.grid.place(line.index, column)

    def name_place(self, line: Line) -> str:
        """The place of the line's text."""
        return cell_place(self.grid.book, self.sheet, *line.cell)

    def area(self, line: Line) -> Area:
        """The cells of the line, also those beside the table."""
        return (*self.grid.true(line.index, 0), *self.grid.true(line.index, self.grid.width - 1))

    def heading_place(self, column: int, *, outer: bool = False) -> str:
        """The place of a column's innermost heading, or of its outermost."""
        return self.grid.place(self.block.top if outer else self.block.bottom, column)

    @property
    def whole(self) -> Area:
        """The cells of the table, headings and lines."""
        last = max([self.block.bottom, *(line.index for line in self.lines)])
        return (*self.grid.true(self.block.top, self.block.left), *self.grid.true(last, self.block.right))

    @property
    def corner(self) -> str:
        """The place where it begins."""
        return self.grid.place(self.block.top, self.block.left)

    @property
    def title_place(self) -> str:
        """The place right above it, where its title should be."""
        row, column = self.grid.true(self.block.top, self.block.left)
        return cell_place(self.grid.book, self.sheet, max(row - 1, 0), column)

    def known(self, words: Words) -> list[str]:
        """Its headings, if most of them are known; else none: then its layout only guesses that they are headings."""
        leaves = [c.path[-1] for c in self.columns if c.index != self.unit and c.path]
        found = [text for text in leaves if leaf(text) in words.headings]
        return found if len(found) * 2 > len(leaves) else []


@lru_cache(maxsize=65536)
def leaf(heading: str) -> str:
    """An innermost heading in the form in which spellings are compared."""
    return without_period(heading_key(heading))


def words_of(
    unit: Collection[str],
    note: Collection[str],
    group: Collection[str],
    excluded: Collection[str],
    total: Collection[str],
    headings: Collection[str] = (),
) -> Words:
    """Words from their spellings."""
    sums = frozenset(map(key, total))
    return Words(
        frozenset(map(key, unit)),
        tuple(map(key, note)),
        tuple(map(key, group)),
        tuple(map(key, excluded)),
        sums,
        frozenset(map(leaf, headings)) - sums,  # 合计 heads columns and lines alike
    )
