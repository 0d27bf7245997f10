"""The number of items that the sheets quote (共280条) against the log."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from govscore.core.difference import Difference
from govscore.core.points import plain
from govscore.recheck.figures import Figures
from govscore.recheck.found import Found, numbers
from govscore.tally import place_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Book


def found(figures: Figures, book: Book) -> Iterator[Found]:
    """The quoted numbers that no way of counting the log bears out; the rows of the log are the computed one.

    An item may have two rows at a unit (lead and secondary) and rows at several units: all three ways are right.
    """
    items = figures.tally.items
    ways = [Decimal(n) for n in (len(items), items["item"].nunique(), items["key"].nunique())]
    for at, quoted in enumerate(figures.tally.quoted):
        if quoted.number in ways:
            continue
        more = sorted(set(map(plain, ways[1:])) - {plain(ways[0])}, key=Decimal)
        difference = Difference(
            cell=place_of(book, quoted.cell),
            tier="",
            unit="信息台账",
            column="条数",
            **numbers(quoted.number, ways[0]),
            root=True,
            hint=f"台账有{plain(ways[0])}行" + (f"，同一条只算一次是{'或'.join(more)}条" if more else ""),
        )
        yield Found(difference, ("cell", quoted.cell), (), (2, at))
