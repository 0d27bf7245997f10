"""The prefecture's rules once more, slow and plain, in fractions and not from the scheme file."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from prefecture_desk import COUNTY, FIRST, OTHER, PARTS, SECOND, Item, Unit

QUOTA = {COUNTY: 100, FIRST: 25, SECOND: 15}
ADOPTED = {"动态": 3, "调研": 10, "报省": 5, "省综": 10, "省专": 20, "报国": 10, "国综": 10, "国专": 10}
ORDERED = {"州批": 15, "州主批": 20, "省批": 30, "国批": 40}
HALF = Fraction(1, 2)


def parts(unit: Unit, items: Sequence[Item]) -> dict[str, Fraction]:
    """The quarter's points by component."""
    text, photo, province, province_photo, forwarded, forwarded_photo = unit.sites or (0,) * 6
    points = (text + 3 * photo, 2 * (province + province_photo), forwarded + forwarded_photo, base(unit))
    return dict(zip(PARTS, [*map(Fraction, points), info([i for i in items if i.unit == unit.name])], strict=True))


def base(unit: Unit) -> int:
    submitted, late, missed, untrue = unit.reports or (0, 0, 0, 0)
    points = 0
    if unit.tier != OTHER:
        short = QUOTA[unit.tier] - submitted
        points += 10 if short <= 0 else -short
    if late >= 3:
        points -= 10
    return points - 10 * missed - 10 * untrue


def share(item: Item, channel: str) -> Fraction:
    """A secondary draft half; sent straight to the province half, but not in the prefecture's own bulletin."""
    part = HALF if "副稿" in item.draft else Fraction(1)
    return part * HALF if "直报" in item.draft and channel not in ("动态", "调研") else part


def info(items: Sequence[Item]) -> Fraction:
    total = Fraction(0)
    for item in items:
        for channel, times in item.channels.items():
            total += ADOPTED.get(channel, 0) * times * share(item, channel)
    for title in {item.title for item in items}:
        total += instructions([item for item in items if item.title == title])
    return total


def instructions(rows: Sequence[Item]) -> Fraction:
    """Leaders' points of one item: the hundred points that count in full are taken first."""
    each = [(share(row, c), ORDERED[c]) for row in rows for c in ORDERED for _ in range(row.channels.get(c, 0))]
    left, total = 100, Fraction(0)
    for part, points in sorted(each, reverse=True):
        counted = min(points, left)
        left -= counted
        total += counted * part
    return total


def year_end(unit: Unit, quarter: int | Fraction, closes: bool) -> Fraction:
    """What the year's end adds: `quarter` the points of the quarter so far."""
    if not closes or unit.reports is None:
        return Fraction(0)
    reported, to_province, direct, adopted = unit.year
    more = Fraction(0)
    if unit.tier == COUNTY and to_province == 0 and not direct:
        more -= 100
    if unit.tier == COUNTY and direct and adopted == 0:
        more -= 50
    if reported == 0:
        more = -(Fraction(quarter) + before(unit))
    return more


def before(unit: Unit) -> Fraction:
    return sum((Fraction(p) for p in unit.prior or ()), Fraction(0))


def score(unit: Unit, items: Sequence[Item], closes: bool) -> Fraction:
    """The quarter's points in all."""
    quarter = sum(parts(unit, items).values(), Fraction(0))
    return quarter + year_end(unit, quarter, closes)


def ranks(units: Sequence[Unit], items: Sequence[Item], closes: bool) -> dict[str, int | None]:
    """By the year's total inside the tier; other units have none."""
    totals = {u.name: (u.tier, score(u, items, closes) + before(u)) for u in units}
    return {
        name: None if tier == OTHER else 1 + sum(t == tier and other > total for t, other in totals.values())
        for name, (tier, total) in totals.items()
    }
