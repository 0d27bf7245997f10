"""Recheck (复核): every figure that the clerk typed against the program's own, in exact arithmetic.

A difference is a root if the figure contradicts even the typed figures that it is made of; where it only
follows from another wrong figure it is none, and stands below that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govscore.core.difference import Difference
from govscore.recheck import carried, items, sums, units
from govscore.recheck.causes import Causes
from govscore.recheck.figures import Figures
from govscore.recheck.order import ordered
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book

__all__ = ["Difference", "recheck"]


def recheck(
    scheme: Scheme,
    tally: Tally,
    scored: Scored,
    standings: pd.DataFrame,
    book: Book,
    against: Sequence[Mapping[str, Any]] = (),
) -> list[Difference]:
    """Every typed figure that differs from the computed one, roots first, each with what follows from it below it.

    `against`: results (the documented JSON) of the period right before, whose cumulative points are this one's prior.
    """
    figures = Figures(scheme, tally, scored, standings)
    causes = Causes(scheme, tally, scored, standings, book)
    found = [
        *units.found(figures, causes, book),
        *carried.found(figures, book, against),
        *sums.found(figures, causes, book),
        *items.found(figures, book),
    ]
    return ordered(figures, found)
