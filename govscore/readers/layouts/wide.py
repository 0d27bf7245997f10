"""The wide layout: one row a unit, a heading block above, group rows between, note rows below.

Tables are found by their headings wherever they begin: after blank rows or columns, several on a sheet, one table
on several sheets, or with the heading block repeated after a page break.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from govscore.core.problems import Problem, column_letters, problem
from govscore.core.text import key, tidy
from govscore.readers.grid import Grid
from govscore.readers.headings import Block, Column, find_blocks
from govscore.readers.values import read_value
from govscore.readers.workbook import Book, Date, Value

RowKind = Literal["unit", "group", "excluded", "total", "note"]
_SIGNED = re.compile(r".:|^\d{4}年\d{1,2}月\d{1,2}日$")  # 制表人:张三, or the date: no unit is called so
_NUMBERED_NOTE = re.compile(r"[(（]?\d{1,2}[.、)）．:：]")
_REMARK = re.compile(r"[(][^()]*[)]$|[:：]$")  # what may follow 合计
_LONG = 12  # characters: a longer text that ends in 合计 is a sentence
_TITLE_WORDS = ("情况", "通报", "统计表", "附件", "排名", "一览表")


class Words(NamedTuple):
    """Keys of the words by which rows are told apart; the union of what all schemes use."""

    unit: frozenset[str]
    note: tuple[str, ...]
    group: tuple[str, ...]
    excluded: tuple[str, ...]
    total: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its 0-based sheet row, what it is, and its text (the unit's name as typed)."""

    index: int
    kind: RowKind
    text: str


@dataclass(slots=True)
class Table:
    """A table as found: `titles` are the single texts above it, the nearest first."""

    grid: Grid
    block: Block
    titles: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right, the unit column among them."""
        return self.block.columns

    def cell(self, row: int, column: int) -> Value | Date:
        """What is shown at a place of the sheet."""
        return self.grid.value(row, column)


def find_tables(book: Book, words: Words) -> list[Table]:
    """All wide tables of a workbook in reading order; each carries the problems met in it."""
    tables: list[Table] = []
    for sheet in book.sheets:
        grid = Grid(book.name, sheet)
        blocks = find_blocks(grid, words.unit)
        headed = [(block, *_titles(grid, block, _above(block, blocks), words)) for block in blocks]
        for block, titles, _ in headed:
            below = [first for b, _, first in headed if b.top > block.bottom and _overlap(block, b)]
            table = _read(grid, block, min(below, default=grid.height), titles, words)
            table.problems += _unheaded(table, blocks)
            tables.append(table)
    return tables


def _unheaded(table: Table, blocks: list[Block]) -> list[Problem]:
    """Figures of units right beside the table under no heading, which would be lost without a word."""
    grid, at = table.grid, table.block.right + 1
    taken = any(b.left <= at <= b.right for b in blocks)
    values = [
        grid.value(row.index, at) for row in table.rows if row.kind == "unit" and grid.anchor(row.index, at)[1] == at
    ]
    if taken or not any(map(_is_number, values)):
        return []
    heading = f"{column_letters(at)}（没有表头）"
    return [problem("column-unknown", grid.place(table.block.bottom, at), heading=heading, hint="")]


def _above(block: Block, blocks: list[Block]) -> int:
    """The last heading row of the table above this one, -1 where there is none."""
    return max((b.bottom for b in blocks if b.bottom < block.top and _overlap(block, b)), default=-1)


def _overlap(one: Block, other: Block) -> bool:
    return one.left <= other.right and other.left <= one.right


def _titles(grid: Grid, block: Block, floor: int, words: Words) -> tuple[tuple[str, ...], int]:
    """Texts that stand alone right above a heading block, nearest first, and the row of the farthest of them."""
    titles, first = [], block.top
    for row in range(block.top - 1, floor, -1):
        shown = grid.shown(row, 0 if floor < 0 else block.left, grid.width - 1)
        if not shown:
            continue
        text = _lone_title(grid, row, shown, floor, words)
        if text is None:
            break
        titles.append(text)
        first = row
    return tuple(titles), first


def _lone_title(
    grid: Grid, row: int, shown: dict[tuple[int, int], Value | Date], floor: int, words: Words
) -> str | None:
    """The row's text if it is a title; below another table a unit's or a note's row is none."""
    texts = [v for v in shown.values() if isinstance(v, str)]
    if floor < 0:  # nothing stands above: whatever is written here belongs to the title
        return tidy(" ".join(texts))
    text = tidy(" ".join(texts))
    merged = grid.region(row, next(iter(shown))[1])
    plain = key(text)
    if len(shown) > 1 or plain.startswith(words.note) or _NUMBERED_NOTE.match(plain):
        return None
    if any(word in plain for word in words.group):
        return None
    wide = merged[3] > merged[1]
    return text if wide or any(word in plain for word in _TITLE_WORDS) else None


def _read(grid: Grid, block: Block, end: int, titles: tuple[str, ...], words: Words) -> Table:
    """Read the rows below a heading block down to row `end` (the next block's first)."""
    table = Table(grid, block, titles)
    noted = False
    for index in range(block.bottom + 1, end):
        shown = grid.shown(index, block.left, block.right)
        if not shown:
            continue
        kind = _kind(grid, block, index, shown, words, noted)
        noted = kind == "note" or (noted and not (kind == "unit" and len(shown) > 1))  # units may go on below a note
        if kind is None and (broken := _broken_name(grid, index, block.unit)):
            table.problems.append(broken)
            continue
        if kind is None:
            table.problems.append(problem("row-unknown", grid.place(index, block.unit), text=_first(shown)))
            continue
        name = grid.text(index, block.unit) if kind in ("unit", "total") else _first(shown)
        table.rows.append(Row(index, kind, name))
    return table


def _broken_name(grid: Grid, row: int, column: int) -> Problem | None:
    """A unit's name that is an error value or a formula never calculated."""
    cell = grid.anchor(row, column)
    if error := grid.sheet.errors.get(cell):
        return problem("cell-error", grid.place(*cell), error=error)
    return problem("cell-uncalculated", grid.place(*cell)) if cell in grid.sheet.uncalculated else None


def _first(shown: dict[tuple[int, int], Value | Date]) -> str:
    value = next(iter(shown.values()))
    return value.iso if isinstance(value, Date) else tidy(str(value))


def _kind(
    grid: Grid,
    block: Block,
    index: int,
    shown: dict[tuple[int, int], Value | Date],
    words: Words,
    noted: bool,
) -> RowKind | None:
    """What a row is; None where nothing fits, which is reported and never dropped."""
    name = grid.value(index, block.unit)
    lone = len(shown) == 1
    text = key(_first(shown))
    across = grid.region(index, block.unit)
    wide = across[3] > across[1]
    if lone and any(word in text for word in words.group):
        return "group"
    if lone and wide and any(word in text for word in words.excluded):
        return "excluded"
    if text.startswith(words.note) or (lone and (noted or _SIGNED.search(text))):
        return "note"
    if _sums(block, shown, words):
        return "total"
    if isinstance(name, str) and not (lone and wide):
        return "unit"
    return "note" if not _numbers(shown) and name is None else None


def _sums(block: Block, shown: dict[tuple[int, int], Value | Date], words: Words) -> bool:
    """True for 合计 anywhere beside numbers, and for 县市合计 or 合计（11个镇） where the unit's name would stand."""
    texts = {column: key(value) for (_, column), value in shown.items() if isinstance(value, str)}
    if any(text in words.total for text in texts.values()) and _numbers(shown):
        return True
    named = [_REMARK.sub("", text) for column, text in texts.items() if column <= block.unit]
    return any(text in words.total or (len(text) < _LONG and text.endswith(tuple(words.total))) for text in named)


def _numbers(shown: dict[tuple[int, int], Value | Date]) -> bool:
    return any(map(_is_number, shown.values()))


def _is_number(value: Value | Date) -> bool:
    """True also for a number that was typed as text."""
    return read_value(value).kind == "number"


def unit_rows(tables: Iterable[Table]) -> int:
    """How many units stand in these tables."""
    return sum(row.kind == "unit" for table in tables for row in table.rows)


def words_of(
    unit: Collection[str],
    note: Collection[str],
    group: Collection[str],
    excluded: Collection[str],
    total: Collection[str],
) -> Words:
    """Words from their spellings."""
    return Words(
        frozenset(map(key, unit)),
        tuple(map(key, note)),
        tuple(map(key, group)),
        tuple(map(key, excluded)),
        frozenset(map(key, total)),
    )
