"""The standings as the JSON gives them: tier by tier, unit by unit, decimals as strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from govscore.core import frames, points
from govscore.results.annex import result_text
from govscore.scheme.points_scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd

    from govscore.results.json_form import ComponentForm, TierForm, UnitForm
    from govscore.scoring.scoring import Scored


def tiers(scheme: Scheme, scored: Scored, standings: pd.DataFrame) -> list[TierForm]:
    """One object a tier that has units, in the order of the scheme; units in printed order (frames.STANDINGS)."""
    rows = frames.records(standings)
    by_tier = {tier.name: [_unit(scheme, scored, r) for r in rows if r["tier"] == tier.name] for tier in scheme.tiers}
    return [
        {"tier": name, "ranked": scheme.tier[name].ranked, "units": units} for name, units in by_tier.items() if units
    ]


def _unit(scheme: Scheme, scored: Scored, row: dict[str, Any]) -> UnitForm:
    """One unit; an excluded one has no figures."""
    counts = not row["excluded"]
    unit: UnitForm = {
        "unit": row["name"],
        "score": points.points_text(row["score"]) if counts else None,
        "prior": points.points_text(row["prior"]) if counts else None,
        "cumulative": points.points_text(row["cumulative"]) if counts else None,
        "rank": row["rank"] or None,
        "tied": row["tied"],
        "target": points.points_text(row["target"]) if row["target"] else None,
        "percent": result_text(scheme, "percent", row),
        "excluded": row["excluded"],
        "note": row["note"],
    }
    if scheme.components and counts:
        unit["components"] = _components(scheme, scored, row["unit"])
    return unit


def _components(scheme: Scheme, scored: Scored, unit: int) -> dict[str, ComponentForm]:
    """Points of each part of the score, of the period, before it and both, by the office's names."""
    found = {}
    for component in scheme.components:
        part = {name: points.points_text(value) for name, value in scored.part(unit, component.id).items()}
        found[component.name] = cast("ComponentForm", part)
    return found
