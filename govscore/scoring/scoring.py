"""Scoring: the rules of a scheme applied to a tally; the score is a ledger of postings, never an edited number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from govscore.core import frames
from govscore.core.problems import Problem, problem
from govscore.rules.base import Doubt, Ledger, pd_concat
from govscore.tally import Tally, place_of

if TYPE_CHECKING:
    import pandas as pd

    from govscore.core.period import Period
    from govscore.readers.workbook import Book
    from govscore.scheme.points_scheme import Scheme

Parts = dict[int, dict[str, int]]  # unit → component → millionths


@dataclass(frozen=True)
class Scored:
    """Postings (frames.POSTINGS), scores and prior points (units × components, int64 millionths), and doubts.

    Both tables have a column for each component, and '' for postings that belong to none.
    """

    postings: pd.DataFrame
    scores: pd.DataFrame
    prior: pd.DataFrame
    doubts: list[Doubt]

    def part(self, unit: int, component: str) -> dict[str, int]:
        """A unit's points of one component: score of the period, prior and cumulative, in millionths."""
        score, prior = (table[unit][component] for table in self.parts)
        return {"score": score, "prior": prior, "cumulative": score + prior}

    @cached_property
    def parts(self) -> tuple[Parts, Parts]:
        """`scores` and `prior` as nested mappings: a single figure of a frame takes a hundred times as long."""
        return _mapping(self.scores), _mapping(self.prior)


def score(scheme: Scheme, tally: Tally, period: Period) -> Scored:
    """Every rule's postings, in the scheme's order, for the units that are scored; excluded units have none."""
    units = tally.units[~tally.units["excluded"]]
    counts = tally.counts[tally.counts["unit"].isin(units["unit"])]
    prior = _prior(scheme, tally)
    made = _Postings()
    doubts: list[Doubt] = []
    ledger = Ledger(counts, units, made.all, prior.sum(axis=1), period.last == 12)
    for number, rule in enumerate(scheme.rules):
        postings = rule.postings(ledger)
        doubts += rule.doubts(ledger)
        made.add(postings, number)
    postings = frames.check(made.all(), frames.POSTINGS, "postings")
    scores = _table(scheme, tally, postings.groupby(["unit", "component"])["points"].sum())
    return Scored(postings, scores, prior, doubts)


class _Postings:
    """The postings so far, joined when somebody looks at them: most rules do not."""

    def __init__(self) -> None:
        self.parts = [frames.frame([], frames.POSTINGS)]

    def add(self, made: pd.DataFrame, rule: int) -> None:
        """The postings of one rule, by its number."""
        if len(made):
            self.parts.append(frames.typed(made.assign(rule=rule), frames.POSTINGS))

    def all(self) -> pd.DataFrame:
        """frames.POSTINGS in the order of the rules."""
        if len(self.parts) > 1:
            self.parts = [pd_concat(self.parts)]
        return self.parts[0]


def _mapping(table: pd.DataFrame) -> Parts:
    rows = zip(table.index.tolist(), table.to_numpy().tolist(), strict=True)
    return {unit: dict(zip(table.columns, values, strict=True)) for unit, values in rows}


def _prior(scheme: Scheme, tally: Tally) -> pd.DataFrame:
    import pandas as pd

    points = {place: value for place, (value, _) in tally.prior.items()}
    index = pd.MultiIndex.from_tuples(list(points), names=["unit", "component"]) if points else None
    series = pd.Series(list(points.values()), index=index, dtype="int64")
    return _table(scheme, tally, series if points else None)


def _table(scheme: Scheme, tally: Tally, sums: pd.Series | None) -> pd.DataFrame:
    """Units × components, 0 where there is nothing."""
    import pandas as pd

    columns = list(dict.fromkeys((*scheme.component_ids, "")))
    units = tally.units["unit"].to_numpy()
    if sums is None or sums.empty:
        return pd.DataFrame(0, index=units, columns=columns, dtype="int64")
    wide = sums.unstack("component", fill_value=0)
    return wide.reindex(index=units, columns=columns, fill_value=0).astype("int64")


def doubt_problems(scheme: Scheme, tally: Tally, scored: Scored, book: Book) -> list[Problem]:
    """The rules' doubts as problems, at their own cell or at the unit's name."""
    u = tally.units
    named = dict(zip(u["unit"], zip(u["sheet"], u["row"], u["col"], strict=True), strict=True))
    found = []
    for doubt in scored.doubts:
        cell = doubt.cell or named[doubt.unit]
        words = dict(doubt.words)
        if words.get("column") in scheme.column:
            words["column"] = scheme.column[words["column"]].name
        found.append(problem(doubt.code, place_of(book, cell) or f"[{book.name}]", **words))
    return found
