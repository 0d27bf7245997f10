"""The wide layout: one row a unit, a heading block above, group rows between, note rows below.

Tables are found by their headings wherever they begin: after blank rows or columns, several on a sheet, one table
on several sheets, or with the heading block repeated after a page break.
"""

from __future__ import annotations

from collections.abc import Sequence

from govscore.core.problems import Problem, column_letters, problem
from govscore.core.text import tidy
from govscore.readers.grid import Cell, Grid
from govscore.readers.headings import Block, blocks_round
from govscore.readers.lines import is_number, read_table
from govscore.readers.tables import Table, Words
from govscore.readers.titles import titles_above

NAME = "一行一个单位，列名在上面"


def find(grid: Grid, heads: Sequence[Cell], words: Words) -> list[Table]:
    """All wide tables of a sheet in reading order; each carries the problems met in it."""
    tables: list[Table] = []
    blocks = blocks_round(grid, heads)
    headed = [
        (block, *titles_above(grid, (block.top, block.left), _above(block, blocks), words, _span(grid, block, blocks)))
        for block in blocks
    ]
    for block, titles, _ in headed:
        below = [first for b, _, first in headed if b.top > block.bottom and _overlap(block, b)]
        table = read_table(grid, block, min(below, default=grid.height), titles, words)
        table.problems += [*_unheaded(table, blocks), *_headless(table, blocks)]
        tables.append(table)
    return tables


def _unheaded(table: Table, blocks: list[Block]) -> list[Problem]:
    """Figures of units right beside the table under no heading, which would be lost without a word."""
    grid, at = table.grid, table.block.right + 1
    taken = any(b.left <= at <= b.right for b in blocks)
    values = [table.value(line, at) for line in table.units if grid.anchor(line.index, at)[1] == at]
    if taken or not any(map(is_number, values)):
        return []
    heading = f"{column_letters(at)}（没有表头）"
    return [problem("column-unknown", table.heading_place(at), heading=heading, hint="")]


def _headless(table: Table, blocks: list[Block]) -> list[Problem]:
    """Rows of figures above the first table, and columns of entries beside it, of which no heading tells anything."""
    grid, block, found = table.grid, table.block, []
    if _above(block, blocks) < 0:
        for row in range(block.top):
            shown = grid.shown(row, block.left, block.right)
            if sum(map(is_number, shown.values())) > 1:
                text = next((tidy(v) for v in shown.values() if isinstance(v, str)), "")
                found.append(problem("row-unknown", grid.place(row, block.left), text=text))
    for column in range(block.right + 2, grid.width):
        inside = any(b.left <= column <= b.right for b in blocks)
        beside = [line for line in table.units if grid.anchor(line.index, column) == (line.index, column)]
        if not inside and any(table.value(line, column) is not None for line in beside):
            found.append(problem("column-beside", grid.place(block.bottom, column), column=column_letters(column)))
    return found


def _span(grid: Grid, block: Block, blocks: list[Block]) -> tuple[int, int] | None:
    """The columns in which a table's titles stand, where others stand beside it."""
    beside = [b for b in blocks if b is not block and b.top <= block.bottom and block.top <= b.bottom]
    if not beside:
        return None
    first = max((b.right + 1 for b in beside if b.right < block.left), default=0)
    return first, min((b.left - 1 for b in beside if b.left > block.right), default=grid.width - 1)


def _above(block: Block, blocks: list[Block]) -> int:
    """The last heading row of the table above this one, -1 where there is none."""
    return max((b.bottom for b in blocks if b.bottom < block.top and _overlap(block, b)), default=-1)


def _overlap(one: Block, other: Block) -> bool:
    return one.left <= other.right and other.left <= one.right
