"""Totals (合计, 总计, 小计): every typed sum against the sum of the lines that it adds up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from govscore.core.difference import Difference
from govscore.core.points import COUNT_SCALE, points_decimal, rounded
from govscore.recheck.causes import Causes
from govscore.recheck.figures import Figures
from govscore.recheck.found import Found, Key, numbers
from govscore.scheme.points_parts import Column
from govscore.tally import Addend, TotalRow, place_of
from govscore.tally.contents import NO_CELL

if TYPE_CHECKING:
    from govscore.readers.workbook import Book

Place = tuple[int, int, int]
_MOST_TRIED = 10  # figures whose typed and computed values are combined: 1024 sums at most


class Part(NamedTuple):
    """One addend of a sum: its unit, its figure as computed, as typed or following, and as it stands in the cell."""

    unit: int
    computed: Decimal
    typed: Decimal
    shown: Decimal
    key: Key


class Sum(NamedTuple):
    """A typed sum with its addends."""

    column: Column
    stated: Decimal
    cell: Place
    parts: tuple[Part, ...]

    @property
    def computed(self) -> Decimal:
        """The sum of the computed figures."""
        return self._of("computed")

    @property
    def follows(self) -> bool:
        """True where the sum adds up the cells, or figures of which some are as typed and the others as computed.

        A figure may have been changed after the sum was made; which ones is tried out for a few only.
        """
        if self.stated in (self._of("shown"), self._of("typed")):
            return True
        gaps = [part.typed - part.computed for part in self.parts if part.typed != part.computed]
        reached = {Decimal(0)}
        for gap in gaps[:_MOST_TRIED]:
            reached |= {so_far + gap for so_far in reached}
        return len(gaps) > 0 and self.stated - self.computed in reached

    def _of(self, name: str) -> Decimal:
        return sum((getattr(part, name) for part in self.parts), Decimal(0))


class Cells:
    """What stands in the cells of a workbook's tables, by cell."""

    def __init__(self, figures: Figures) -> None:
        tally = figures.tally
        self.figures = figures
        self.prior = {cell: points_decimal(points) for points, cell in tally.prior.values()}
        self.stated = {item.cell: item for item in tally.stated}
        self.counts: dict[Place, Decimal] = {}
        columns = (tally.counts[name].tolist() for name in ("sheet", "row", "col", "count"))
        for sheet, row, col, count in zip(*columns, strict=True):
            place = (sheet, row, col)
            self.counts[place] = self.counts.get(place, Decimal(0)) + Decimal(count) / COUNT_SCALE

    def part(self, addend: Addend, column: Column) -> Part:
        """A line's share of the sum of a column; 0 where the line's table lacks the column."""
        cell = addend.cells.get(column.id, NO_CELL)
        if column.role != "stated":
            value = self.prior.get(cell, self.counts.get(cell, Decimal(0)))
            return Part(addend.unit, value, value, value, ("cell", cell))
        return self._figure(addend, column, cell)

    def _figure(self, addend: Addend, column: Column, cell: Place) -> Part:
        item = self.stated.get(cell)
        shown = item.number if item else Decimal(0)
        if column.figure == "subtotal":
            excluded = item is None or self.figures.rows[item.unit]["excluded"]
            computed = shown if item is None or excluded else self.figures.log[item.item][0]
            return Part(addend.unit, computed, shown, shown, ("subtotal", item.item if item else -1))
        figure = (column.figure or "", column.component or "")
        computed, typed = shown, shown
        if addend.unit >= 0 and (found := self.figures.computed(addend.unit, figure)) is not None:
            computed, typed = found, self.figures.as_typed(addend.unit, figure)
        return Part(addend.unit, computed, typed, shown, (addend.unit, *figure))


def found(figures: Figures, causes: Causes, book: Book) -> Iterator[Found]:
    """The differences of all total rows, in reading order; each row is read as it fits best."""
    if not figures.tally.totals:
        return
    cells = Cells(figures)
    for at, row in enumerate(figures.tally.totals):
        for number, one in enumerate(_best(figures, cells, row)):
            if not _same(figures, one):
                yield _found(figures, causes, book, row, one, (1, at, number))


def _best(figures: Figures, cells: Cells, row: TotalRow) -> list[Sum]:
    """The row's sums over the span that most of them fit; the likeliest span where several do."""
    readings = [_sums(figures, cells, row, span) for span in row.spans]
    return max(readings, key=lambda sums: sum(_same(figures, one) or one.follows for one in sums), default=[])


def _sums(figures: Figures, cells: Cells, row: TotalRow, span: tuple[Addend, ...]) -> list[Sum]:
    columns = figures.scheme.column
    return [
        Sum(columns[name], stated, cell, tuple(cells.part(addend, columns[name]) for addend in span))
        for name, stated, cell in row.cells
    ]


def _same(figures: Figures, one: Sum) -> bool:
    style = figures.scheme.numbers
    return one.stated in (one.computed, rounded(one.computed, style.decimals, style.rounding))


def _found(figures: Figures, causes: Causes, book: Book, row: TotalRow, one: Sum, at: tuple[int, ...]) -> Found:
    named = [(figures.rows[p.unit]["name"] if p.unit >= 0 else "", p.typed) for p in one.parts]
    difference = Difference(
        cell=place_of(book, one.cell),
        tier=row.tier,
        unit=row.label,
        column=one.column.name,
        **numbers(one.stated, one.computed),
        root=not one.follows,
        hint="" if one.follows else causes.of_sum(named, one.stated, one.computed),
    )
    wrong = tuple(part.key for part in one.parts if part.typed != part.computed)
    return Found(difference, ("cell", one.cell), wrong, at)
