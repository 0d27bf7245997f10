"""The figures of single units: subtotals of the log, scores, prior and cumulative points, percents, ranks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from govscore.core.difference import Difference
from govscore.core.points import points_decimal
from govscore.recheck import ranks
from govscore.recheck.causes import Causes
from govscore.recheck.figures import Figures
from govscore.recheck.found import Found, Key, numbers
from govscore.tally import Stated, place_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Book

ORDER = ("items", "subtotal", "score", "prior", "cumulative", "percent", "rank")


def found(figures: Figures, causes: Causes, book: Book) -> Iterator[Found]:
    """The differences of all units' figures."""
    position = {unit: number for number, unit in enumerate(figures.rows)}
    for number, item in enumerate(figures.tally.stated):
        at = (0, position[item.unit], ORDER.index(item.figure), int(not item.component), number)
        difference = _difference(figures, causes, book, item, at)
        if difference:
            yield difference


def _difference(figures: Figures, causes: Causes, book: Book, item: Stated, at: tuple[int, ...]) -> Found | None:
    stated, computed = figures.number(item), computed_of(figures, item)
    if computed is None or _same(figures, item, stated, computed):
        return None
    row = figures.rows[item.unit]
    root, parents = _root(figures, item, stated)
    difference = Difference(
        cell=place_of(book, item.cell),
        tier=row["tier"],
        unit=row["name"],
        column=item.heading,
        **numbers(stated, computed),
        root=root,
        hint=causes.hint(item, stated, computed) if root else "",
    )
    return Found(difference, _key(item), parents, at)


def _key(item: Stated) -> Key:
    return ("subtotal", item.item) if item.figure == "subtotal" else (item.unit, item.figure, item.component)


def computed_of(figures: Figures, item: Stated) -> Decimal | None:
    """The program's own figure for a typed one; None where the unit has none."""
    if item.figure != "subtotal":
        return figures.computed(item.unit, (item.figure, item.component))
    return None if figures.rows[item.unit]["excluded"] else figures.log[item.item][0]


def _same(figures: Figures, item: Stated, stated: Decimal, computed: Decimal) -> bool:
    points = points_decimal(figures.rows[item.unit]["cumulative"]) if item.figure == "percent" else computed
    return figures.same(item.unit, (item.figure, item.component), stated, points)


def _root(figures: Figures, item: Stated, stated: Decimal) -> tuple[bool, tuple[Key, ...]]:
    """Whether a figure that differs contradicts the typed ones too, and which figures it is made of."""
    figure = (item.figure, item.component)
    if item.figure in ("subtotal", "items"):
        return True, ()
    if item.figure == "rank":
        causing = ranks.causing(figures, item.unit)
        return not ranks.possible(figures, item.unit, stated), tuple((unit, *causing.by) for unit in causing.units)
    points = figures.as_typed(item.unit, ("cumulative", "")) if item.figure == "percent" else None
    expected = points if points is not None else figures.expected(item.unit, figure)
    follows = expected is not None and figures.same(item.unit, figure, stated, expected)
    return not follows, figures.parents(item.unit, figure)
