"""Side tables keyed by unit: points before the period, and typed totals to be rechecked."""

from __future__ import annotations

from govscore.claiming.columns import Matched
from govscore.core.problems import problem
from govscore.core.text import nearest, tidy
from govscore.readers.tables import Line
from govscore.tally.desk import Desk
from govscore.tally.units import line_tier


def take_prior(desk: Desk, tables: list[Matched]) -> None:
    """Points before the period from their own sheet; one such sheet only."""
    if len(tables) > 1:
        places = [m.table.corner for m in tables]
        desk.problems.append(problem("prior-two", *places))
    for matched in tables[:1]:
        desk.begin(matched)
        seen = _take(desk, matched, "unit-only-prior")
        _unmentioned(desk, matched, seen)


def take_stated(desk: Desk, tables: list[Matched]) -> None:
    """Typed totals; a unit that only they have is listed and reported."""
    for matched in tables:
        desk.begin(matched)
        _take(desk, matched, "unit-only-stated")


def _take(desk: Desk, matched: Matched, code: str) -> set[int]:
    """The units that the table has; figures go where they belong."""
    seen: dict[int, str] = {}
    for line in matched.table.units:
        place = matched.table.name_place(line)
        unit = _unit(desk, matched, line, code, place)
        if unit is None:
            continue
        if unit in seen:
            desk.problems.append(problem("unit-twice", seen[unit], place, unit=tidy(line.text)))
            continue
        seen[unit] = place
        for column in desk.scheme.columns_of(matched.kind.id, "prior", "stated"):
            if column.id in matched.columns:
                desk.figure(matched, line, unit, column)
    return set(seen)


def _unit(desk: Desk, matched: Matched, line: Line, code: str, place: str) -> int | None:
    """The line's unit; one that no table of units has is listed with nothing this period, and reported."""
    name = desk.roster.canonical(line.text)
    if name in desk.rows.by_key:
        return desk.rows.by_key[name]
    tier: str | None = desk.roster.tier_of(name)
    if any(c.id in matched.columns for c in desk.scheme.columns_of(matched.kind.id, "tier")):
        tier = line_tier(desk, matched, line)
    if tier is None:
        return None
    near = nearest(line.text, [str(unit["name"]) for unit in desk.rows.units])
    hint = f"；最接近的是“{near}”" if near else ""
    desk.problems.append(problem(code, place, unit=tidy(line.text), tier=tier, hint=hint))
    cell = desk.cell(matched.table, line, matched.table.unit)
    return desk.line_of(desk.unit(line.text, tier, cell, "本期表中没有"), matched, line)


def _unmentioned(desk: Desk, matched: Matched, seen: set[int]) -> None:
    """Notes units that have no prior points, where they would be expected to have some."""
    place = matched.table.heading_place(matched.table.unit, outer=True)
    for row in desk.rows.units:
        expected = not row["excluded"] and (row["target"] or desk.scheme.target is None)
        if row["unit"] not in seen and expected:
            desk.problems.append(problem("prior-lacks-unit", place, unit=row["name"]))
