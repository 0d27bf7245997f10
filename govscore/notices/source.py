"""What is known of a period, for comparison with what a notice says of it: from this run or from a stored result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore.core import frames, points
from govscore.core.period import Period, period_in
from govscore.core.points import number_in
from govscore.core.text import key
from govscore.scheme.points_scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd

    from govscore.tally import Tally


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its points by figure (score, prior, cumulative), and its items by column id where they are known."""

    name: str
    key: str
    tier: str
    excluded: bool
    points: Mapping[str, Decimal]
    percent: Decimal | None = None
    counts: Mapping[str, Decimal] | None = None
    rank: Decimal | None = None
    pending: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """A period's facts (as printed, by name) and units; `detailed`: the items of each unit are known too."""

    scheme: Scheme
    period: Period
    facts: Mapping[str, str]
    units: Sequence[Unit] = field(default=())

    @property
    def detailed(self) -> bool:
        """Whether items are known by unit, not only in all."""
        return any(unit.counts is not None for unit in self.units)

    def fact(self, name: str) -> Decimal | None:
        """A fact's number, a percent without its sign; None where it is no number."""
        return number_in(self.facts.get(name))


def of_run(scheme: Scheme, period: Period, facts: Mapping[str, str], tally: Tally, standings: pd.DataFrame) -> Source:
    """What this run knows."""
    counts: dict[int, dict[str, Decimal]] = {}
    for unit, column, count in zip(*(tally.counts[c].tolist() for c in ("unit", "column", "count")), strict=True):
        own = counts.setdefault(unit, {})
        own[column] = own.get(column, Decimal(0)) + Decimal(count) / points.COUNT_SCALE
    waiting: dict[int, set[str]] = {}
    for unit, column in tally.pending:
        waiting.setdefault(unit, set()).add(column)
    rows = frames.records(standings)
    return Source(scheme, period, facts, [_unit(scheme, row, counts, waiting) for row in rows])


def _unit(
    scheme: Scheme,
    row: Mapping[str, Any],
    counts: Mapping[int, Mapping[str, Decimal]],
    waiting: Mapping[int, set[str]],
) -> Unit:
    figures = {} if row["excluded"] else {f: points.points_decimal(row[f]) for f in ("score", "prior", "cumulative")}
    share = None
    if scheme.target is not None and row["target"] and figures:
        share = points.percent_exact(row["cumulative"], points.points_decimal(row["target"]))
        share = points.rounded(share, scheme.target.decimals, scheme.target.rounding)
    own, pending = counts.get(row["unit"], {}), frozenset(waiting.get(row["unit"], ()))
    rank = Decimal(row["rank"]) if row["rank"] else None
    return Unit(row["name"], row["key"], row["tier"], row["excluded"], figures, share, own, rank, pending)


def of_result(scheme: Scheme, result: Mapping[str, Any]) -> Source | None:
    """What an earlier result (the documented JSON) knows; None where its period cannot be told."""
    periods = period_in([str(result.get("period") or "")])
    if len(periods) != 1:
        return None
    rows = [(str(tier.get("tier")), row) for tier in result.get("tiers") or () for row in tier.get("units") or ()]
    facts = {str(name): str(text) for name, text in (result.get("facts") or {}).items()}
    return Source(scheme, periods.pop(), facts, [_stored(tier, row) for tier, row in rows])


def _stored(tier: str, row: Mapping[str, Any]) -> Unit:
    figures = {f: number for f in ("score", "prior", "cumulative") if (number := number_in(row.get(f))) is not None}
    name = str(row.get("unit"))
    rank = Decimal(row["rank"]) if row.get("rank") else None
    return Unit(name, key(name), tier, bool(row.get("excluded")), figures, number_in(row.get("percent")), None, rank)
