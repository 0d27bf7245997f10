"""The wide layout: one row a unit, a heading block above, group rows between, note rows below.

Tables are found by their headings wherever they begin: after blank rows or columns, several on a sheet, one table
on several sheets, or with the heading block repeated after a page break.
"""

from __future__ import annotations

from collections.abc import Sequence

from govscore.core.problems import Problem, column_letters, problem
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
    headed = [(block, *titles_above(grid, (block.top, block.left), _above(block, blocks), words)) for block in blocks]
    for block, titles, _ in headed:
        below = [first for b, _, first in headed if b.top > block.bottom and _overlap(block, b)]
        table = read_table(grid, block, min(below, default=grid.height), titles, words)
        table.problems += _unheaded(table, blocks)
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


def _above(block: Block, blocks: list[Block]) -> int:
    """The last heading row of the table above this one, -1 where there is none."""
    return max((b.bottom for b in blocks if b.bottom < block.top and _overlap(block, b)), default=-1)


def _overlap(one: Block, other: Block) -> bool:
    return one.left <= other.right and other.left <= one.right
