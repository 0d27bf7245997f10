"""The transposed layout: one column a unit, the headings in rows with their paths in the left columns, notes below.

Such a table is read as a wide one with rows and columns swapped. Only what stands above the units' names is read
here: a text over several units is their tier's title, their target group, or that they have no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal, NamedTuple

from govscore.core.problems import Problem, problem
from govscore.core.text import key, tidy
from govscore.readers.grid import Cell, Grid, Turned
from govscore.readers.headings import blocks_round
from govscore.readers.lines import is_note, is_number, read_table
from govscore.readers.tables import Line, Table, Words, leaf
from govscore.readers.titles import titles_above

NAME = "一列一个单位，列名在左边"


OverKind = Literal["title", "group", "excluded"]


class Sides(NamedTuple):
    """Where a table lies: its rows, that of the units' names; where the columns of headings and of units begin."""

    top: int
    bottom: int
    names: int
    left: int
    units: int
    span: tuple[int, int] | None = None  # the columns of its titles, where other tables stand beside it


class Over(NamedTuple):
    """A text above a unit's name, and its cell."""

    kind: OverKind
    text: str
    cell: Cell


def find(grid: Grid, heads: Sequence[Cell], words: Words) -> list[Table]:
    """The transposed tables of a sheet: those with known headings below the cell that heads the units."""
    tables: list[Table] = []
    seen: list[Sides] = []
    known = [head for head in heads if _known_below(grid, *head, words)]
    for row, column in known:
        if any(s.names < row <= s.bottom for s in seen):
            continue  # a heading of that table which is called like the units
        floor = max((s.bottom for s in seen if s.bottom < row), default=-1)
        sides = _sides(grid, row, column, floor, words)
        turned = Turned(grid.book, grid.sheet, sides.top, sides.bottom)
        heads_beside = [c for r, c in known if r == row]
        end = min((c for c in heads_beside if c > column), default=turned.height)  # headings repeated
        if len(heads_beside) > 1:
            sides = sides._replace(span=(sides.left, end - 1))
        for block in blocks_round(turned, [(column, row - sides.top)]):
            table = read_table(turned, block, end, (), words)
            table.problems += _below(grid, sides, min((r for r, _ in heads if r > sides.bottom), default=grid.height))
            tables += _parts(grid, table, sides, floor, words)
            seen.append(sides)
    return [table for table in tables if table.known(words)]


def _known_below(grid: Grid, row: int, column: int, words: Words) -> bool:
    """True where a heading that some scheme has stands below the cell: cheap, since most tables are wide."""
    bottom, right = grid.region(row, column)[2], _before_units(grid, row, column)
    texts = (v for cells in grid.sheet.rows[bottom + 1 :] for v in cells[column : right + 1] if isinstance(v, str))
    return any(leaf(text) in words.headings for text in texts)


def _before_units(grid: Grid, row: int, column: int) -> int:
    """The last column of headings: the units' names begin right of it."""
    right = grid.region(row, column)[3]
    while right + 1 < grid.width and grid.value(row, right + 1) is None:
        right += 1
    return right


def _sides(grid: Grid, row: int, column: int, floor: int, words: Words) -> Sides:
    """How far a table reaches round the cell that heads its units."""
    left, units = column, _before_units(grid, row, column) + 1
    while left > 0 and grid.value(row, left - 1) is None:
        left -= 1
    top = bottom = row
    while top - 1 > floor and _is_heading(grid, top - 1, left, units, words):
        if not (_each_own(grid, top - 1, units) or leaf(grid.text(top - 1, left)) in words.headings):
            break
        top -= 1
    while bottom + 1 < grid.height and _is_heading(grid, bottom + 1, left, units, words):
        bottom += 1
    return Sides(top, bottom, row, left, units)


def _is_heading(grid: Grid, row: int, left: int, units: int, words: Words) -> bool:
    """True for a row with a heading that ends before the units' columns; titles and notes run across or are alone."""
    shown = grid.shown(row, left, units - 1)
    texts = [value for value in shown.values() if isinstance(value, str)]
    if not texts or any(grid.region(*cell)[3] >= units for cell in shown):
        return False
    return not is_note(texts[0], words, noted=not grid.shown(row, units, grid.width - 1))


def _each_own(grid: Grid, row: int, units: int) -> bool:
    """True where every unit has a cell of its own, as in a row of running numbers, and not one with its neighbours."""
    shown = grid.shown(row, units, grid.width - 1)
    return len(shown) > 1 and all(grid.region(*cell)[1] == grid.region(*cell)[3] for cell in shown)


def _below(grid: Grid, sides: Sides, end: int) -> Iterator[Problem]:
    """Rows with figures below the table that no heading joins to it, which would be lost without a word."""
    for row in range(sides.bottom + 1, end):
        shown = grid.shown(row, sides.left, grid.width - 1)
        if any(is_number(value) for (_, column), value in shown.items() if column >= sides.units):
            text = next((tidy(str(value)) for value in shown.values()), "")
            yield problem("row-unknown", grid.place(row, sides.left), text=text)


def _parts(grid: Grid, table: Table, sides: Sides, floor: int, words: Words) -> list[Table]:
    """The table in parts as titles over several units divide it, with a line before each group."""
    rows = [sides.top]
    while rows[-1] - 1 > floor and _is_over(grid, rows[-1] - 1, sides.units, words):
        rows.append(rows[-1] - 1)
    titles, _ = titles_above(grid, (rows[-1], sides.left), floor, words, sides.span)
    over: tuple[Over, ...] = ()
    marked = []
    for line in table.lines:
        if line.kind != "total":  # a sum belongs to the units before it
            over = tuple(_over(grid, row, line.cell[1], sides.units, words) for row in rows[1:])
        marked.append((line, over))
    parts: list[Table] = []
    for own, lines in groupby(marked, key=lambda pair: [o for o in pair[1] if o.text and o.kind != "group"]):
        above = tuple(o.text for o in own if o.kind == "title")
        kept = [Line(table.block.bottom, "excluded", o.text, o.cell) for o in own if o.kind == "excluded"]
        kept += _grouped(lines)
        parts.append(replace(table, titles=(*above, *titles), lines=kept, problems=[] if parts else table.problems))
    return parts


def _grouped(lines: Iterable[tuple[Line, Sequence[Over]]]) -> Iterator[Line]:
    """The lines, with the group before the first that stands under it; a blank one where a group ends."""
    group = None
    for line, over in lines:
        before, group = group, next((o for o in over if o.kind == "group"), None)
        if group != before:
            told = group or over[0]
            yield replace(line, kind="group", text=told.text, cell=told.cell)
        yield line


def _is_over(grid: Grid, row: int, units: int, words: Words) -> bool:
    """True for a row above the names that tells several groups of units apart, or says what holds for all of them."""
    shown = grid.shown(row, units, grid.width - 1)
    if not shown or any(column < units or not isinstance(value, str) for (_, column), value in shown.items()):
        return False
    return len(shown) > 1 or _kind(str(next(iter(shown.values()))), words) != "title"


def _over(grid: Grid, row: int, column: int, units: int, words: Words) -> Over:
    """What stands above a unit; where nothing is merged, a text holds up to the next one."""
    while column > units and grid.value(row, column) is None and _goes_on(grid, row, units):
        column -= 1
    text = tidy(grid.text(row, column))
    return Over(_kind(text, words), text, grid.anchor(row, column))


def _goes_on(grid: Grid, row: int, units: int) -> bool:
    """True where a text above the names holds up to the next one: nothing is merged, or it says 以下."""
    shown = grid.shown(row, units, grid.width - 1)
    return _each_own(grid, row, units) or any("以下" in str(value) for value in shown.values())


def _kind(text: str, words: Words) -> OverKind:
    plain = key(text)
    if any(word in plain for word in words.group):
        return "group"
    return "excluded" if any(word in plain for word in words.excluded) else "title"
