"""What a tally holds, and the rows from which its frames are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from govscore.core import frames
from govscore.core.problems import Problem, cell_place
from govscore.readers.grid import Area
from govscore.readers.workbook import Book

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[int, int, int]  # number of the sheet in the workbook, row, column; all from 0
NO_CELL: Cell = (-1, -1, -1)
Prior = dict[tuple[int, str], tuple[int, Cell]]


class Lines:
    """Whose line each cell lies in."""

    def __init__(self) -> None:
        self._by_row: dict[tuple[int, int], list[tuple[int, int, int]]] = {}

    def add(self, unit: int, sheet: int, area: Area) -> None:
        """Notes that these cells are a line of the unit."""
        top, left, bottom, right = area
        for row in range(top, bottom + 1):
            self._by_row.setdefault((sheet, row), []).append((left, right, unit))

    def unit(self, cell: Cell) -> int | None:
        """The unit of the line, the last one where several cross; None for no line of a unit."""
        found = None
        for left, right, unit in self._by_row.get(cell[:2], ()):
            if left <= cell[2] <= right:
                found = unit
        return found


class Stated(NamedTuple):
    """A figure that the clerk typed: `number` as typed (a percent may be 53 or 0.53).

    `component`: the part of the score it is of ('' for all); `item`: the log row whose subtotal it is (-1 for none).
    """

    unit: int
    figure: str
    heading: str
    number: Decimal
    percent_sign: bool
    cell: Cell
    component: str = ""
    item: int = -1


@dataclass(frozen=True, slots=True)
class Addend:
    """One line that a total may add up: its unit (-1: none), the cell of its name, and its cells by column id."""

    unit: int
    name: Cell
    cells: Mapping[str, Cell] = field(compare=False)  # the name's cell says who it is, and a mapping has no hash


class TotalRow(NamedTuple):
    """A line of typed sums (合计, 小计): its figures by column id with their cells.

    `spans`: the lines that it may add up, the likeliest reading first; `tier`: '' where it is of no single one.
    """

    label: str
    tier: str
    cells: tuple[tuple[str, Decimal, Cell], ...]
    spans: tuple[tuple[Addend, ...], ...]


class Quoted(NamedTuple):
    """A number of items that a text of the workbook quotes (共280条), with its cell."""

    number: Decimal
    cell: Cell


@dataclass(slots=True)
class Tally:
    """What a workbook says, in known words.

    `prior`: points before the period by unit and component (millionths, and their cell); `pending`: the office's
    words where an answer is awaited, by unit and column; `totals` and `quoted`: typed sums and numbers of items;
    `lines`: whose line a cell lies in.
    """

    units: pd.DataFrame
    counts: pd.DataFrame
    items: pd.DataFrame
    prior: Prior
    stated: list[Stated]
    pending: dict[tuple[int, str], str]
    problems: list[Problem]
    totals: list[TotalRow] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)

    @property
    def typed(self) -> bool:
        """True where the workbook holds any figure that can be rechecked by itself."""
        return bool(self.stated or self.totals or self.quoted)


@dataclass(slots=True)
class Rows:
    """Rows of the frames while they grow."""

    units: list[dict[str, object]] = field(default_factory=list)
    counts: list[tuple[object, ...]] = field(default_factory=list)
    items: list[tuple[object, ...]] = field(default_factory=list)
    prior: Prior = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    pending: dict[tuple[int, str], str] = field(default_factory=dict)
    totals: list[TotalRow] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    by_key: dict[str, int] = field(default_factory=dict)

    def count(self, unit: int, column: str, number: int, cell: Cell) -> None:
        """A plain count or typed points, in thousandths."""
        self.counts.append((unit, column, number, -1, 0, False, *cell))

    def add_unit(self, name: str, key: str, tier: str, cell: Cell, note: str = "") -> int:
        """A unit of the roster; its id is its place in it."""
        unit = len(self.units)
        row = {"unit": unit, "name": name, "key": key, "tier": tier, "group": "", "target": 0, "excluded": False}
        row |= {"note": note, "sheet": cell[0], "row": cell[1], "col": cell[2]}
        self.units.append(row)
        self.by_key[key] = unit
        return unit

    def tally(self, problems: list[Problem]) -> Tally:
        """The rows as frames."""
        units = frames.frame([tuple(row[c] for c in frames.UNITS) for row in self.units], frames.UNITS)
        counts = frames.frame(self.counts, frames.TALLY)
        items = frames.frame(self.items, frames.ITEMS)
        read = (self.prior, self.stated, self.pending, problems, self.totals, self.quoted, self.lines)
        return Tally(units, counts, items, *read)


def nothing() -> Tally:
    """The tally of an empty workbook."""
    return Rows().tally([])


def place_of(book: Book, cell: Iterable[int]) -> str:
    """`[book.xlsx]部门!E7` of a cell triple; '' for no cell."""
    sheet, row, column = cell
    return "" if sheet < 0 else cell_place(book.name, book.sheets[sheet].name, row, column)
