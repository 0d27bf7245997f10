"""Invariants run on every real run: a broken one is a fault of the program and stops the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govscore.core.problems import Refused, problem
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd


def check(scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame) -> None:
    """Refused, with what is broken, unless all invariants hold."""
    broken = [name for name, holds in _invariants(scheme, tally, scored, standings) if not holds]
    if broken:
        raise Refused(problem("broken", what="；".join(broken)))


def _invariants(scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame) -> list[tuple[str, bool]]:
    plain = standings[~standings["excluded"]]
    ranked = standings[standings["rank"] > 0]
    total = int(standings["score"].sum())
    return [
        ("每个单位恰好一次", sorted(standings["unit"]) == sorted(tally.units["unit"])),
        ("每一分都有来历", total == int(scored.postings["points"].sum())),
        ("每个计分格都已计入", _scoring_cells(scheme, tally) <= _posted_cells(scored)),
        ("累计等于本期加上期", bool((plain["score"] + plain["prior"] == plain["cumulative"]).all())),
        ("同分同名次，分高者在前", scheme.ranking.ties == "serial" or _in_order(ranked, scheme.ranking.by)),
    ]


def _posted_cells(scored: Scored) -> set[tuple[int, ...]]:
    return _cells(scored.postings)


def _cells(rows: pd.DataFrame) -> set[tuple[int, ...]]:
    return set(rows[["unit", "sheet", "row", "col"]].itertuples(index=False, name=None))


def _scoring_cells(scheme: Scheme, tally: Tally) -> set[tuple[int, ...]]:
    """The cells of scored units that hold a figure which some rule turns into points."""
    excluded = tally.units.loc[tally.units["excluded"], "unit"]
    paid = {column for rule in scheme.rules for column in rule.paid}
    return _cells(tally.counts[tally.counts["column"].isin(paid) & ~tally.counts["unit"].isin(excluded)])


def _in_order(ranked: pd.DataFrame, by: str) -> bool:
    """Inside each group equal figures have one rank, and a higher figure has the better one."""
    for _, group in ranked.groupby(["tier", "group"]):
        ranks = group.groupby(by)["rank"].agg(["min", "max"]).sort_index(ascending=False)
        if not (ranks["min"].equals(ranks["max"]) and ranks["min"].is_monotonic_increasing):
            return False
    return True
