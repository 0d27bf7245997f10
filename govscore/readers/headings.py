"""Finds heading blocks: where a table's headings stand, and which path of headings each column has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from govscore.core.text import heading_key, key, tidy
from govscore.readers.grid import Cell, Grid

_RUNNING = frozenset({"序号", "名次", "排名"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its 0-based sheet position and its headings from the outermost to the innermost."""

    index: int
    path: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The path in the form in which spellings are compared."""
        return tuple(heading_key(text) for text in self.path)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading block: rows `top` to `bottom`, columns left to right, and which column names the units."""

    top: int
    bottom: int
    unit: int
    columns: tuple[Column, ...]

    @property
    def left(self) -> int:
        """First column of the table."""
        return self.columns[0].index

    @property
    def right(self) -> int:
        """Last column of the table."""
        return self.columns[-1].index


def unit_cells(grid: Grid, unit_words: Collection[str]) -> list[Cell]:
    """The cells that may head the units, in reading order; `unit_words` are keys."""
    return [
        (row, column)
        for row, cells in enumerate(grid.sheet.rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and len(value) < 40 and key(value) in unit_words
    ]


def find_blocks(grid: Grid, unit_words: Collection[str]) -> list[Block]:
    """All heading blocks of a sheet from top to bottom; `unit_words` are keys of the unit column's headings."""
    return blocks_round(grid, unit_cells(grid, unit_words))


def blocks_round(grid: Grid, anchors: Sequence[Cell]) -> list[Block]:
    """The heading blocks round the cells that head the units."""
    blocks: list[Block] = []
    for row, column in anchors:
        rivals = [c for r, c in anchors if r == row and c > column]
        first = max((b.right + 1 for b in blocks if b.top <= row <= b.bottom and b.unit < column), default=0)
        block = _block(grid, row, column, first, min(rivals, default=grid.width) - 1)
        if block and len(block.columns) > 1:
            blocks.append(block)
    return blocks


def _block(grid: Grid, row: int, column: int, first: int, limit: int) -> Block | None:
    """The block round a unit heading, if any; `first` and `limit` are the columns it may reach to."""
    top, _, bottom, _ = grid.region(row, column)
    if top == bottom:
        top, bottom = _rise(grid, top, column, limit), _sink(grid, bottom, column, limit)
    left, right = _extent(grid, top, bottom, column, first, limit)
    spread = not any(top <= t <= b <= bottom and r > c for t, c, b, r in grid.sheet.merges if c >= left)
    columns = tuple(Column(c, _path(grid, top, bottom, c, left, spread)) for c in range(left, right + 1))
    return Block(top, bottom, column, columns)


def _is_heading_row(grid: Grid, row: int, column: int, limit: int) -> bool:
    """True for a row that names columns right of the unit column but neither a unit nor a number."""
    if not 0 <= row < grid.height or grid.value(row, column) is not None:
        return False
    values = [v for (_, c), v in grid.shown(row, column + 1, limit).items() if c > column]
    return bool(values) and all(isinstance(v, str) for v in values)


def _rise(grid: Grid, row: int, column: int, limit: int) -> int:
    while _is_heading_row(grid, row - 1, column, limit):
        row -= 1
    return row


def _sink(grid: Grid, row: int, column: int, limit: int) -> int:
    # A unit heading of one cell may have sub-headings below it, which always come in twos at least.
    while _is_heading_row(grid, row + 1, column, limit) and len(grid.shown(row + 1, column + 1, limit)) > 1:
        row += 1
    return row


def _extent(grid: Grid, top: int, bottom: int, column: int, first: int, limit: int) -> tuple[int, int]:
    """First and last column of the unbroken run of headed columns round the unit column."""

    def headed(at: int) -> bool:
        return any(grid.value(row, at) is not None for row in range(top, bottom + 1))

    left = right = column
    while left > first and headed(left - 1):
        left -= 1
    while right < limit and headed(right + 1):
        right += 1
    if right == limit < grid.width - 1 and key(grid.text(bottom, right)) in _RUNNING:
        right -= 1  # the running number belongs to the table that begins right of it
    return left, right


def _path(grid: Grid, top: int, bottom: int, column: int, left: int, spread: bool) -> tuple[str, ...]:
    """Headings above a column, each merged region once; without any merge, a blank takes its left neighbour's."""
    path: dict[tuple[int, int], str] = {}
    for row in range(top, bottom + 1):
        at = column
        while spread and row < bottom and at > left and grid.value(row, at) is None:
            at -= 1
        if at != column and any(grid.value(r, column) is not None for r in range(top, row)):
            continue  # a blank below the column's own heading is no group's
        value = grid.value(row, at)
        if value is not None:
            path.setdefault(grid.anchor(row, at), tidy(str(value)))
    return tuple(path.values())
