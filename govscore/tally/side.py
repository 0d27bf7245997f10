"""Side tables keyed by unit: points before the period, and typed totals to be rechecked."""

from __future__ import annotations

from govscore.claiming.columns import Matched
from govscore.core.problems import problem
from govscore.core.text import nearest, tidy
from govscore.readers.layouts.wide import Row
from govscore.tally.desk import Desk
from govscore.tally.units import row_tier


def take_prior(desk: Desk, tables: list[Matched]) -> None:
    """Points before the period from their own sheet; one such sheet only."""
    if len(tables) > 1:
        places = [m.table.grid.place(m.table.block.top, m.table.block.left) for m in tables]
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
    for row in matched.table.rows:
        if row.kind != "unit":
            continue
        place = desk.unit_place(matched, row)
        unit = _unit(desk, matched, row, code, place)
        if unit is None:
            continue
        if unit in seen:
            desk.problems.append(problem("unit-twice", seen[unit], place, unit=tidy(row.text)))
            continue
        seen[unit] = place
        for column in desk.scheme.columns_of(matched.kind.id, "prior", "stated"):
            if column.id in matched.columns:
                reading, cell = desk.read(matched, row.index, column)
                desk.figure(unit, column, reading, cell, matched.table.grid.text(row.index, matched.columns[column.id]))
    return set(seen)


def _unit(desk: Desk, matched: Matched, row: Row, code: str, place: str) -> int | None:
    """The row's unit; one that no table of units has is listed with nothing this period, and reported."""
    name = desk.roster.canonical(row.text)
    if name in desk.rows.by_key:
        return desk.rows.by_key[name]
    tier: str | None = desk.roster.tier_of(name)
    if any(c.id in matched.columns for c in desk.scheme.columns_of(matched.kind.id, "tier")):
        tier = row_tier(desk, matched, row)
    if tier is None:
        return None
    near = nearest(row.text, [str(unit["name"]) for unit in desk.rows.units])
    hint = f"；最接近的是“{near}”" if near else ""
    desk.problems.append(problem(code, place, unit=tidy(row.text), tier=tier, hint=hint))
    cell = desk.cell(matched.table.grid, row.index, matched.table.block.unit)
    return desk.unit(row.text, tier, cell, "本期表中没有")


def _unmentioned(desk: Desk, matched: Matched, seen: set[int]) -> None:
    """Notes units that have no prior points, where they would be expected to have some."""
    place = matched.table.grid.place(matched.table.block.top, matched.table.block.unit)
    for row in desk.rows.units:
        expected = not row["excluded"] and (row["target"] or desk.scheme.target is None)
        if row["unit"] not in seen and expected:
            desk.problems.append(problem("prior-lacks-unit", place, unit=row["name"]))
