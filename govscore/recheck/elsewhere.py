"""Figures typed in another workbook of the same period (--against): a published table, totals kept by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from govscore.core.difference import Difference
from govscore.core.period import Period
from govscore.core.problems import Problem, problem
from govscore.core.text import listed_some
from govscore.recheck import recheck
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Stated, Tally

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another workbook as it was taken up: its scheme's id and period, its cells and typed figures."""

    scheme: str
    period: Period
    book: Book
    tally: Tally


def compared(
    scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, other: Elsewhere
) -> tuple[list[Difference], list[Problem]]:
    """The other workbook's typed figures of units against this one's computed ones, and what was compared.

    Sums of rows and subtotals of items are left to that workbook's own recheck: its rows are not these.
    """
    here = dict(zip(tally.units["key"], tally.units["unit"], strict=True))
    keys = dict(zip(other.tally.units["unit"], other.tally.units["key"], strict=True))
    names = dict(zip(other.tally.units["unit"], other.tally.units["name"], strict=True))
    figures = [figure for figure in other.tally.stated if figure.item < 0]
    known: list[Stated] = [f._replace(unit=here[keys[f.unit]]) for f in figures if keys[f.unit] in here]
    gone = list(dict.fromkeys(names[f.unit] for f in figures if keys[f.unit] not in here))
    typed = replace(tally, stated=known, totals=[], quoted=[])
    differences = recheck(scheme, typed, scored, standings, other.book)
    missing = f"；这里没有的单位没有比：{listed_some(gone)}" if gone else ""
    words = {"workbook": other.book.name, "number": str(len(known)), "missing": missing}
    return differences, [problem("against-typed", f"[{other.book.name}]", **words)]
