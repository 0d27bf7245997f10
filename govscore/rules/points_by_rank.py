"""Points by place: so many for the most items of the tier, so many for the second most, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from govscore.core.formulas import ZERO, Formula, entry, if_any, place_in
from govscore.core.points import count_text, points_text, to_points
from govscore.rules.base import Figures, Ledger, Many, Names, Parameter, Points, Posting, Rule, posted, unit_rows

if TYPE_CHECKING:
    import pandas as pd

_BELOW, _NOTHING = "below", "nothing"


class PointsByRank(Rule):
    """The scored units of a tier (of `among`; empty: every tier) are placed by their sum in `channels`.

    Units with the same sum share the better place and its points, and the places after it stay empty (1, 2, 2, 4).
    `points`: of the first place, the second …; `below`: of each place after those. A unit with nothing in the channels
    has no place: it gets `nothing`.
    """

    definition = (
        "同类计分单位按所列渠道的条数排名次，各名次计规定的分；同数同名次、同分，后面的名次空出；没有的不排名次。"
    )
    example = (
        "第1名60分、第2名57分、第3名54分：采用9条、7条、7条、4条、0条，计60、57、57、0、0分，共 60 + 57 × 2 = 174分。"
    )

    kind: Literal["points_by_rank"]
    channels: Annotated[Many, Field(min_length=1)]
    points: Annotated[tuple[Points, ...], Field(strict=False, min_length=1)]
    below: Points = Decimal(0)
    nothing: Points = Decimal(0)
    among: Many = ()

    @property
    def tiers(self) -> frozenset[str]:
        """The tiers it is limited to."""
        return frozenset(self.among)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are counted."""
        return frozenset(self.channels)

    @property
    def paid(self) -> frozenset[str]:
        """None: a unit's points come from its sum, whatever single figures make it up."""
        return frozenset()

    @property
    def compared(self) -> tuple[str, ...]:
        """The channels."""
        return self.channels

    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """One posting for every unit: its sum, at its first figure's cell, or at its name where it has none."""
        units, counts = ledger.units, ledger.counts[ledger.counts["column"].isin(self.channels)]
        units = units[units["tier"].isin(self.among)] if self.among else units
        counts = counts[counts["unit"].isin(units["unit"])]
        first = counts.assign(column=self.channels[0], item=-1, draft=0, direct=False)
        rows = unit_rows(units, first, self.channels[0])
        sums = rows["unit"].map(counts.groupby("unit")["count"].sum()).fillna(0).astype("int64")
        return posted(
            rows.assign(count=sums), self._points(sums, rows["unit"].map(units.set_index("unit")["tier"])), self
        )

    def _points(self, sums: pd.Series, tiers: pd.Series) -> pd.Series:
        """Millionths of a point for each sum, by its place in its tier."""
        some, after = sums[sums > 0], len(self.points) + 1
        places = some.groupby(tiers).rank(method="min", ascending=False).astype("int64").clip(upper=after)
        given = dict(enumerate(map(to_points, (*self.points, self.below)), 1))
        return places.map(given).reindex(sums.index, fill_value=to_points(self.nothing))

    def words(self, posting: Posting, tier: str) -> str:
        """12条，第2名，57; of places with the same points all are named: 第4、5名."""
        count, given = count_text(posting["count"]), points_text(posting["points"])
        if posting["count"] <= 0:
            return f"{count}条，不排名次，{given}"
        places = [str(place) for place, own in enumerate(self.points, 1) if to_points(own) == posting["points"]]
        below = f"第{len(self.points)}名以后" if to_points(self.below) == posting["points"] else ""
        named = f"第{'、'.join(places)}名" if places else ""
        return f"{count}条，{'或'.join(filter(None, (named, below)))}，{given}"

    def parameters(self, names: Names) -> list[Parameter]:
        """The points of each place, of those after them, and of a unit without a place."""
        return [*self._parameters("、".join(names[column] for column in self.channels))]

    def _parameters(self, name: str) -> Iterator[Parameter]:
        for place, own in enumerate(self.points, 1):
            yield Parameter(str(place), f"{name}，第{place}名", own)
        yield Parameter(_BELOW, f"{name}，第{len(self.points)}名以后", self.below)
        yield Parameter(_NOTHING, f"{name}，不排名次（没有的）", self.nothing)

    def formula(self, unit: Figures) -> Formula:
        """The points of the unit's place among its rivals."""
        rivals = unit.rivals(self.channels) if not self.among or unit.tier in self.among else None
        if rivals is None:
            return ZERO
        listed = unit.listed([str(place) for place in range(1, len(self.points) + 1)])
        placed = entry(listed, place_in(rivals.own, rivals.all), unit.parameter(_BELOW))
        return if_any(rivals.own, placed, unit.parameter(_NOTHING))
