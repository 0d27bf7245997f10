"""How a sheet may be laid out: every file in this folder is a layout. A new layout is one new file.

A layout has a NAME in the clerk's words and a function `find`: the tables of a sheet that are laid out its way.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Protocol, cast

from govscore.core.problems import problem
from govscore.readers.grid import Area, Cell, Grid
from govscore.readers.headings import unit_cells
from govscore.readers.tables import Table, Words
from govscore.readers.workbook import Book

_SHOWN = 3  # headings in a reason
USUAL = "wide"  # how a table is read whose headings nobody knows, or are known in two ways


class Layout(Protocol):
    """What a file of this folder has."""

    NAME: str

    def find(self, grid: Grid, heads: Sequence[Cell], words: Words) -> list[Table]:
        """The sheet's tables of this layout; `heads`: the cells that may head the units."""


def _layouts() -> dict[str, Layout]:
    names = [info.name for info in pkgutil.iter_modules(__path__)]
    return {name: cast(Layout, importlib.import_module(f"{__name__}.{name}")) for name in names}


LAYOUTS = _layouts()


def find_tables(book: Book, words: Words) -> list[Table]:
    """All tables of a workbook in reading order, each as the one layout that claims it reads it."""
    tables: list[Table] = []
    for sheet in book.sheets:
        grid = Grid(book.name, sheet)
        if heads := unit_cells(grid, words.unit):
            found = [(name, table) for name, layout in LAYOUTS.items() for table in layout.find(grid, heads, words)]
            tables += _claimed(found, words)
    return tables


def _claimed(found: list[tuple[str, Table]], words: Words) -> list[Table]:
    """Of readings of the same cells the one that knows the headings, else the usual one; two that do are a problem."""
    if len({name for name, _ in found}) < 2:
        return [table for _, table in found]
    kept = []
    for name, table in found:
        claims = [(name, table), *((n, t) for n, t in found if n != name and _overlap(t.whole, table.whole))]
        knowing = [(n, t) for n, t in claims if t.known(words)]
        _, first = min(knowing or claims, key=lambda claim: (claim[0] != USUAL, claim[0]))
        if first is not table:
            continue
        if len(knowing) > 1:
            reasons = "；".join(_reason(n, t, words) for n, t in knowing)
            table.problems.append(problem("layouts-many", table.corner, reasons=reasons))
        kept.append(table)
    return sorted(kept, key=lambda table: table.whole[:2])


def _reason(name: str, table: Table, words: Words) -> str:
    known = table.known(words)
    more = f"等{len(known)}个" if len(known) > _SHOWN else ""
    return f"{LAYOUTS[name].NAME}（认得“{'、'.join(known[:_SHOWN])}”{more}）"


def _overlap(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
