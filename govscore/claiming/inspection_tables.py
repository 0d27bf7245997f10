"""The tables of an inspection workbook: found by their headings on any sheet, told apart by their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from govscore.core.problems import Problem, problem
from govscore.core.text import heading_key, key, tidy
from govscore.readers.grid import Grid
from govscore.readers.headings import Block, Column, find_blocks
from govscore.readers.workbook import Book, Date, Value

if TYPE_CHECKING:
    from govscore.scheme.inspection_scheme import InspectionWords, Sheet

NOTES = ("备注", "注：", "注:", "说明", "附注")
LAST_ROWS = 30  # notes below a table are looked for in its last rows
_MONTH = re.compile(r"(?:(20\d\d)年)?(1[0-2]|0?[1-9])月份?")
TOTALS = frozenset({"合计", "总计", "小计"})
ROLES = [
    "group",
    "platform",
    "number",
    "owner",
    "url",
    "date",
    "count",
    "kind",
    "state",
    "reason",
    "state_date",
    "opened",
    "stale_dynamic",
    "overdue",
    "verdict",
    "veto",
    "column",
    "column_kind",
    "updated",
    "period_days",
]
Cells = list[Value | Date]


@dataclass
class Table:
    """One table: `columns` role → 0-based sheet column; `months` columns of typed verdicts: (year or 0, month)."""

    kind: Sheet
    grid: Grid
    block: Block
    end: int
    columns: dict[str, int]
    months: dict[tuple[int, int], int]
    unread: list[Column]
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that have a name, with what is shown in each column of the sheet, merged regions spread."""
        for index in range(self.block.bottom + 1, self.end):
            shown = self.shown(index)
            name = shown[self.block.unit]
            if isinstance(name, str) and name.strip() and self.is_data(index, name):
                yield index, shown

    def shown(self, index: int) -> Cells:
        """All cells of a row as one sees them; a row without merged regions costs nothing."""
        if index in self._merged_rows:
            return [self.grid.value(index, column) for column in range(self.grid.width)]
        row = self.grid.sheet.rows[index]
        return row if len(row) == self.grid.width else row + [None] * (self.grid.width - len(row))

    @cached_property
    def _merged_rows(self) -> frozenset[int]:
        return frozenset(row for row, _ in self.grid.anchors)

    def is_data(self, index: int, name: str) -> bool:
        """False for notes and sums."""
        if name.lstrip().startswith(NOTES) or key(name) in TOTALS:
            return False
        _, left, _, right = self.grid.region(index, self.block.unit)
        return left == right  # a text across several columns is a note

    def place(self, row: int, role: str = "") -> str:
        """`[book.xlsx]表!B7` of a row's cell; of its name without a role."""
        return self.grid.place(row, self.columns.get(role, self.block.unit))

    @cached_property
    def named(self) -> str:
        """The sheet's name and the texts above the table, in one."""
        rows = range(max(0, self.block.top - 4), self.block.top)
        texts = [self.grid.text(row, column) for row in rows for column in range(self.grid.width)]
        return " ".join([self.grid.sheet.name, *dict.fromkeys(texts)])

    def strange(self) -> list[Problem]:
        """Rows with figures but no name, error cells, uncalculated formulas, and columns that nothing reads."""
        found = [*self.problems, *self._nameless(), *self._broken()]
        for column in self.unread:
            heading = column.path[-1] if column.path else ""
            found.append(
                problem("column-unknown-text", self.grid.place(self.block.bottom, column.index), heading=heading)
            )
        return found

    def _nameless(self) -> Iterator[Problem]:
        told = [self.columns[role] for role in ("date", "count", "owner", "verdict", "url") if role in self.columns]
        told += self.months.values()
        for index in range(self.block.bottom + 1, self.end):
            shown = self.shown(index)
            name = shown[self.block.unit]
            filled = [c for c in told if shown[c] is not None]
            if filled and not (isinstance(name, str) and name.strip()):
                yield problem("inspection-row-nameless", self.grid.place(index, filled[0]))

    def _broken(self) -> Iterator[Problem]:
        used = {self.block.unit, *self.columns.values(), *self.months.values()}
        sheet = self.grid.sheet
        for (row, column), error in sheet.errors.items():
            if column in used and self.block.bottom < row < self.end:
                yield problem("cell-error", self.grid.place(row, column), error=error)
        for row, column in sorted(sheet.uncalculated):
            if column in used and self.block.bottom < row < self.end:
                yield problem("cell-uncalculated", self.grid.place(row, column))


@dataclass
class Tables:
    """All tables of one workbook by kind; `doubtful`: tables that look alike but lack a column, and which."""

    book: Book
    found: list[Table]
    doubtful: list[str]

    def of(self, kind: Sheet) -> list[Table]:
        """The tables of a kind in reading order."""
        return [table for table in self.found if table.kind == kind]

    @cached_property
    def texts(self) -> list[str]:
        """Titles and notes: the texts that stand outside the rows of the tables, sheet by sheet."""
        return [tidy(str(value)) for _, value in loose_cells(self)]


def find_tables(book: Book, words: InspectionWords) -> Tables:
    """The tables of a workbook that an inspection can read."""
    known = {role: frozenset(heading_key(word) for word in getattr(words, role)) for role in (*ROLES, "site_name")}
    names = frozenset(map(key, words.name))
    months = frozenset(map(heading_key, words.month))
    found: list[Table] = []
    doubtful: list[str] = []
    for sheet in book.sheets:
        grid = Grid(book.name, sheet)
        blocks = find_blocks(grid, names)
        tables = [_table(grid, block, blocks, known, months) for block in blocks]
        for table in tables:
            if isinstance(table, Table):
                found.append(table)
            elif table:
                doubtful.append(table)
    return Tables(book, found, doubtful)


def _table(
    grid: Grid, block: Block, blocks: list[Block], known: dict[str, frozenset[str]], headed: frozenset[str]
) -> Table | str:
    """A block as a table of the kind that its columns show; a text why not; '' where it is nothing of ours."""
    columns: dict[str, int] = {}
    months: dict[tuple[int, int], int] = {}
    unread, problems = [], []
    for column in block.columns:
        if column.index == block.unit:
            continue
        role = next((r for r in ROLES if column.keys and column.keys[-1] in known[r]), None)
        if found := next(filter(None, (_month(t, headed) for t in (*column.keys[-1:], "".join(column.keys)))), None):
            months[found] = column.index
        elif role in columns:
            place = grid.place(block.bottom, column.index)
            problems.append(problem("column-twice", place, heading=column.path[-1]))
        elif role:
            columns[role] = column.index
        else:
            unread.append(column)
    name = heading_key(grid.text(block.bottom, block.unit))
    kind = _kind(columns, months, name in known["site_name"])
    if kind is None:
        near = set(columns) & {"platform", "date", "state", "stale_dynamic", "overdue", "updated"}
        missing = "日期" if "count" in columns else "每月更新情况"
        return f"表“{grid.sheet.name}”没有“{missing}”一列" if near or "count" in columns else ""
    end = min((b.top for b in blocks if b.top > block.bottom), default=grid.height)
    return Table(kind, grid, block, end, columns, months, unread, problems)


def _month(text: str, headed: frozenset[str]) -> tuple[int, int] | None:
    """Year (0: not said) and month of a heading that is one of `headed` with 【月份】 for its month; else None."""
    found = _MONTH.search(text)
    if found is None or f"{text[: found.start()]}【月份】{text[found.end() :]}" not in headed:
        return None
    return int(found[1] or 0), int(found[2])


def _kind(columns: dict[str, int], months: dict[tuple[int, int], int], is_site: bool) -> Sheet | None:
    has = columns.keys()
    if "updated" in has and "column" in has:
        return "columns"
    if {"stale_dynamic", "overdue"} & has or (is_site and {"verdict", "url"} & has):
        return "sites"
    if "date" in has and not {"state", "opened"} & has:
        return "records"
    if months and not is_site:
        return "months"
    if {"state", "kind", "opened"} & has or {"platform", "owner"} <= has:
        return "register"
    return None


def loose_cells(tables: Tables) -> Iterator[tuple[tuple[Grid, int, int], Value | Date]]:
    """Cells outside the rows of tables: titles above, notes below; with grid, row, column."""
    for sheet in tables.book.sheets:
        own = [t for t in tables.found if t.grid.sheet is sheet]
        if not own:
            continue
        grid = own[0].grid
        first = min(t.block.top for t in own)
        tail = sorted({row for t in own for row in range(max(t.block.bottom + 1, t.end - LAST_ROWS), t.end)})
        for row in [*range(first), *tail]:
            for column, value in enumerate(grid.sheet.rows[row]):
                if value is not None and (row < first or _is_note(own, row)):
                    yield (grid, row, column), value


def _is_note(own: list[Table], row: int) -> bool:
    table = next(t for t in own if t.block.bottom < row < t.end)
    name = table.shown(row)[table.block.unit]
    return not isinstance(name, str) or not table.is_data(row, name)
