"""Points before the period against the result of the period right before it (--against)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from govscore.core import frames
from govscore.core.difference import Difference
from govscore.core.period import Period, period_in
from govscore.core.points import number_in, plain, points_decimal
from govscore.core.problems import Problem, problem
from govscore.recheck.figures import Figures
from govscore.recheck.found import Found, numbers
from govscore.scheme.points_scheme import Scheme
from govscore.scheme.unit_names import UnitNames
from govscore.tally import Tally, place_of

if TYPE_CHECKING:
    from govscore.readers.workbook import Book

Result = Mapping[str, Any]


def preceding(period: Period, against: Sequence[Result]) -> list[Result]:
    """The results whose period ends right before this one begins, in the same year; points start anew each year."""
    return [earlier for earlier in against if _precedes(period, period_in([str(earlier.get("period") or "")]))]


def _precedes(period: Period, earlier: set[Period]) -> bool:
    return any(one.year == period.year and one.last + 1 == period.first for one in earlier)


def found(figures: Figures, book: Book, against: Sequence[Result]) -> Iterator[Found]:
    """A difference at every prior figure that is not the earlier result's cumulative one; the last result counts."""
    earlier = _Earlier(figures.scheme, against[-1:])
    columns = {c.component or "": c.name for c in figures.scheme.columns if c.role == "prior"}
    position = {unit: number for number, unit in enumerate(figures.rows)}
    for (unit, component), (points, cell) in figures.tally.prior.items():
        row, stated = figures.rows[unit], points_decimal(points)
        carried = earlier.cumulative(row["key"], component)
        if carried is None or carried == stated or row["excluded"]:
            continue
        published = stated in earlier.published(row["key"], carried)
        difference = Difference(
            cell=place_of(book, cell),
            tier=row["tier"],
            unit=row["name"],
            column=columns.get(component, "上期"),
            **numbers(stated, carried),
            root=True,
            hint=f"上期公布的就是{plain(stated)}，按办法应为{plain(carried)}" if published else earlier.hint,
        )
        yield Found(difference, ("cell", cell), (), (0, position[unit], -1, 0, 0))


def corrected(scheme: Scheme, tally: Tally, book: Book, against: Sequence[Result]) -> list[Problem]:
    """Notes for units whose points before the period are right, where the earlier workbook published others."""
    earlier = _Earlier(scheme, against[-1:])
    rows = {row["unit"]: row for row in frames.records(tally.units)}
    notes = []
    for (unit, component), (points, cell) in tally.prior.items():
        row, stated = rows[unit], points_decimal(points)
        if component or row["excluded"] or earlier.cumulative(row["key"], "") != stated:
            continue
        for published in earlier.published(row["key"], stated):
            words = {"unit": row["name"], "stated": plain(published), "computed": plain(stated)}
            notes.append(problem("prior-published", place_of(book, cell), **words))
    return notes


def left_out(scheme: Scheme, tally: Tally, book: Book, against: Sequence[Result]) -> list[Problem]:
    """Notes for units that have points in the earlier result and none before the period in this workbook."""
    earlier = _Earlier(scheme, against[-1:])
    have = {unit for unit, _ in tally.prior}
    u = tally.units
    notes = []
    for unit, name, plain_name, excluded, *cell in zip(
        u["unit"], u["name"], u["key"], u["excluded"], u["sheet"], u["row"], u["col"], strict=True
    ):
        points = earlier.cumulative(plain_name, "")
        if points and unit not in have and not excluded:
            place = place_of(book, cell) or f"[{book.name}]"
            notes.append(problem("prior-not-carried", place, unit=name, points=plain(points)))
    return notes


class _Earlier:
    """The cumulative points of an earlier result, by unit and component."""

    def __init__(self, scheme: Scheme, against: Sequence[Result]) -> None:
        self._known = UnitNames(scheme.aliases).canonical  # a key that both periods share, whenever it was renamed
        self.components = {component.id: component.name for component in scheme.components}
        units = [u for result in against for tier in result.get("tiers") or () for u in tier.get("units") or ()]
        self.units = {self._known(str(unit.get("unit"))): unit for unit in units}
        self.hint = "和上一期结果里的累计不同"
        if any(result.get("published") for result in against):
            self.hint = "和上一期通报附表里公布的累计不同"
        totals = [column for column in scheme.columns if column.figure == "cumulative"]
        names = {name for column in totals for name in (column.name, column.heading[-1])}
        found = (one for result in against for one in result.get("differences") or () if one.get("column") in names)
        self.typed = [(self._known(str(one.get("unit"))), one.get("stated"), one.get("computed")) for one in found]

    def published(self, unit: str, right: Decimal) -> list[Decimal]:
        """What the earlier workbook said where `right` should have stood at the unit, each number once."""
        own = self._known(unit)
        found = (
            number_in(stated) for name, stated, computed in self.typed if (name, number_in(computed)) == (own, right)
        )
        return list(dict.fromkeys(number for number in found if number is not None))

    def cumulative(self, unit: str, component: str) -> Decimal | None:
        """Points up to the end of the earlier period; None where the result does not tell."""
        row = self.units.get(self._known(unit), {})
        part = row if not component else (row.get("components") or {}).get(self.components.get(component), {})
        try:
            return Decimal(str(part["cumulative"]))
        except (KeyError, TypeError, InvalidOperation):
            return None
