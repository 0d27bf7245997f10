"""Ranking: standings from scores, inside each tier and, where the office has them, inside its target groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govscore.core import frames
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

METHODS = {"competition": "min", "dense": "dense", "serial": "first"}
WORDING = {
    "competition": "同分同名次，后面的名次空出（1、2、2、4）",
    "dense": "同分同名次，后面的名次不空出（1、2、2、3）",
    "serial": "同分按表中先后，名次不重复（1、2、3、4）",
}


def rank(scheme: Scheme, tally: Tally, scored: Scored) -> pd.DataFrame:
    """STANDINGS in printed order: tiers and groups as in the sheets, then by the ranking figure, excluded last."""
    units = tally.units
    score, prior = (t.sum(axis=1).astype("int64").to_numpy() for t in (scored.scores, scored.prior))
    standings = units.assign(score=score, prior=prior, cumulative=score + prior)
    standings.loc[standings["excluded"], ["score", "prior", "cumulative"]] = 0
    standings = _ranked(scheme, standings)
    return frames.check(_ordered(scheme, standings), frames.STANDINGS, "standings")


def _ranked(scheme: Scheme, standings: pd.DataFrame) -> pd.DataFrame:
    """Ranks on exact integers; tied: another unit of the same group has the same figure."""
    listed = {tier.name for tier in scheme.tiers if tier.ranked}
    may = standings["tier"].isin(listed) & ~standings["excluded"]
    if scheme.target is not None:
        may &= standings["target"] > 0
    among = standings[may].groupby(["tier", "group"], sort=False)[scheme.ranking.by]
    ranks = among.rank(method=METHODS[scheme.ranking.ties], ascending=False)
    same = standings[may].duplicated(["tier", "group", scheme.ranking.by], keep=False)
    return standings.assign(
        rank=ranks.reindex(standings.index).fillna(0).astype("int64"),
        tied=same.reindex(standings.index, fill_value=False).astype("bool"),
    )


def _ordered(scheme: Scheme, standings: pd.DataFrame) -> pd.DataFrame:
    """Printed order; units without a target stand first, as they came."""
    tiers = {tier.name: number for number, tier in enumerate(scheme.tiers)}
    order = standings.assign(
        _tier=standings["tier"].map(tiers),
        _target=(-standings["target"]).where(standings["target"] > 0, -(1 << 62)),
        _figure=-standings[scheme.ranking.by].where(~_unplaced(scheme, standings), 0),
    )
    by = ["_tier", "excluded", "_target", "group", "_figure", "unit"]
    return order.sort_values(by, kind="stable").drop(columns=["_tier", "_target", "_figure"]).reset_index(drop=True)


def _unplaced(scheme: Scheme, standings: pd.DataFrame) -> pd.Series:
    """Units that keep the sheet's order: excluded ones, and those without a target where targets make the groups."""
    if scheme.target is None:
        return standings["excluded"]
    return standings["excluded"] | (standings["target"] == 0)
