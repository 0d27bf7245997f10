"""Ranks as they would follow from typed figures, of which any may have been wrong when the clerk ranked."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from govscore.recheck.figures import Figures
from govscore.recheck.found import Figure


class Causing(NamedTuple):
    """The ranking figure, and the units whose typed one puts them on another side of a unit than the computed."""

    by: Figure
    units: tuple[int, ...]


def group(figures: Figures, unit: int) -> list[int]:
    """The units ranked together with this one, itself included, in printed order."""
    row = figures.rows[unit]
    return [u for u, r in figures.rows.items() if r["rank"] and (r["tier"], r["group"]) == (row["tier"], row["group"])]


def possible(figures: Figures, unit: int, stated: Decimal) -> bool:
    """True where the rank follows if of each unit's figures either the typed or the computed one was used."""
    low, high = bounds(figures, unit)
    return low <= stated <= high


def bounds(figures: Figures, unit: int) -> tuple[Decimal, Decimal]:
    """The best and the worst rank that typed and computed figures together allow, by the scheme's tie style."""
    by = (figures.scheme.ranking.by, "")
    both = {u: _both(figures, u, by) for u in group(figures, unit)}
    found = [_rank(figures, both, unit, own, best) for own in both[unit] for best in (True, False)]
    return Decimal(min(found)), Decimal(max(found))


def _both(figures: Figures, unit: int, by: Figure) -> tuple[Decimal, Decimal]:
    return figures.as_typed(unit, by), figures.computed(unit, by) or Decimal(0)


def _rank(figures: Figures, both: dict[int, tuple[Decimal, Decimal]], unit: int, own: Decimal, best: bool) -> int:
    """The rank if the others' figures were as low (`best`) or as high as they may have been."""
    ties = figures.scheme.ranking.ties
    others = {u: min(pair) if best else max(pair) for u, pair in both.items() if u != unit}
    higher = [figure for figure in others.values() if figure > own]
    if ties == "dense":
        higher = list(set(higher))
    if ties == "serial":
        higher += [figure for u, figure in others.items() if figure == own and u < unit]
    return len(higher) + 1


def causing(figures: Figures, unit: int) -> Causing:
    """The units by whose typed figures the rank of this one may have changed: its own, and those that cross it."""
    by = (figures.scheme.ranking.by, "")
    typed, computed = _both(figures, unit, by)
    crossing = [
        u
        for u in group(figures, unit)
        if u != unit and _side(_both(figures, u, by)[0], typed) != _side(_both(figures, u, by)[1], computed)
    ]
    moved = [u for u in crossing if _both(figures, u, by)[0] != _both(figures, u, by)[1]]
    return Causing(by, (*([unit] if typed != computed else []), *moved, *crossing))


def _side(one: Decimal, other: Decimal) -> int:
    return (one > other) - (one < other)
