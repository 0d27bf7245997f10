"""Scoring: the rules of a scheme applied to a tally; the score is a ledger of postings, never an edited number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govscore import frames
from govscore.points import points_text
from govscore.problems import Problem, problem
from govscore.rules import typed_points
from govscore.rules.kinds import module_of
from govscore.scheme import Scheme
from govscore.tally import Tally, place_of

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.sheets import Book


@dataclass(frozen=True, slots=True)
class Scored:
    """Postings (frames.POSTINGS) and one score a unit (int64 millionths, indexed by unit id)."""

    postings: pd.DataFrame
    scores: pd.Series


def score(scheme: Scheme, tally: Tally) -> Scored:
    """Every rule's postings for the units that are scored, and their sums. Excluded units have counts, no score."""
    import pandas as pd

    units = tally.units
    excluded = units.loc[units["excluded"], "unit"]
    scored = tally.counts[~tally.counts["unit"].isin(excluded)]
    parts = [
        module_of(rule).postings(rule, scored).assign(rule=number) for number, rule in enumerate(scheme.all_rules())
    ]
    postings = pd.concat(parts, ignore_index=True)[list(frames.POSTINGS)]
    frames.check(postings, frames.POSTINGS, "postings")
    sums = postings.groupby("unit")["points"].sum()
    scores = sums.reindex(units["unit"], fill_value=0).astype("int64")
    return Scored(postings, scores)


def range_problems(scheme: Scheme, tally: Tally, book: Book) -> list[Problem]:
    """Typed points that their clause does not allow, each with its cell and bounds."""
    found = []
    for rule in scheme.all_rules():
        if not isinstance(rule, typed_points.TypedPoints):
            continue
        for row in typed_points.outside(rule, tally.counts).to_dict("records"):
            given, low, high = (points_text(row[name]) for name in ("points", "low", "high"))
            place = place_of(book, (row["sheet"], row["row"], row["col"]))
            column = scheme.column[rule.column].name
            words = {"column": column, "clause": rule.clause, "given": given, "low": low, "high": high}
            found.append(problem("cell-out-of-range", place, **words))
    return found
