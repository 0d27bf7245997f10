"""The points of one row of the item log, or of single marks in it, as a formula with shares, caps and the like."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from govscore.core.formulas import EXACT, Formula, figure, rounding, times, total
from govscore.rules.base import Part, UnwritableError
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import column_name

ROW = "\0"  # stands for the row's number, so that rows with the same marks share one formula
Marks = tuple[tuple[str, Decimal], ...]


class Kind(NamedTuple):
    """What a formula depends on: the row's draft, its marks, and the channels in which its item has further marks."""

    secondary: bool
    direct: bool
    marks: Marks
    elsewhere: frozenset[str]

    def only(self, columns: frozenset[str]) -> Kind:
        """The marks in some columns for themselves; the row's other marks are then further ones of the item."""
        own = tuple(mark for mark in self.marks if mark[0] in columns)
        others = frozenset(column for column, _ in self.marks) - columns
        return self._replace(marks=own, elsewhere=self.elsewhere | others)


class ItemPoints:
    """Writes the formula of a row. `places`: the sheet's column of each channel; `points_row`: its number, from 1;
    `sheet`: what names the log's sheet before a cell (信息台账!), '' for formulas on that sheet itself."""

    def __init__(
        self,
        scheme: Scheme,
        places: Mapping[str, int],
        points_row: int,
        parameter: Callable[[int, str], Formula],
        sheet: str = "",
    ) -> None:
        self.rules = tuple(enumerate(scheme.rules))
        self.places, self.points_row, self.parameter, self.sheet = places, points_row, parameter, sheet
        self.worth = {column: self._worth(column) for column in places}
        self.known: dict[Kind, Formula | None] = {}

    def formula(self, kind: Kind, row: int) -> Formula | None:
        """The formula of a row (its number from 1) and its value; None where no readable formula gives it."""
        if kind not in self.known:
            whole = self.points(kind, self.places)
            self.known[kind] = None if whole is None else rounding(whole, EXACT)
        made = self.known[kind]
        return None if made is None else Formula(made.text.replace(ROW, str(row)), made.value)

    def _worth(self, column: str) -> Formula:
        """What one mark in a channel gives by the rules that pay an item."""
        paid = [n for n, rule in self.rules if column in rule.prices]
        return total([self.parameter(number, column) for number in paid])

    def points(self, kind: Kind, columns: Collection[str]) -> Formula | None:
        """What the marks in some channels give, with ROW for the row's number and before any rounding.

        None where a rule joins them with further marks of the item.
        """
        marks = dict(kind.marks)
        parts = [
            Part(frozenset((column,)), times(self._mark(at, marks.get(column, Decimal(0))), self._price(column)))
            for column, at in self.places.items()
            if column in columns
        ]
        try:
            for number, rule in self.rules:
                parts = rule.reduce(_Row(kind, number, self.parameter), parts)
        except UnwritableError:
            return None
        return self._summed(parts)

    def _mark(self, at: int, count: Decimal) -> Formula:
        return figure(f"{self.sheet}{column_name(at)}{ROW}", count)

    def _price(self, column: str) -> Formula:
        """The cell above the column that holds what one mark gives."""
        cell = f"{self.sheet}{column_name(self.places[column])}${self.points_row}"
        return Formula(cell, self.worth[column].value)

    def _summed(self, parts: Sequence[Part]) -> Formula:
        """Parts with the same shares added up first; plain channels side by side as one SUMPRODUCT."""
        shares = dict.fromkeys(part.shares for part in parts)
        sums = []
        for share in shares:
            same = total(self._joined([part for part in parts if part.shares == share]))
            sums.append(times(same, *share) if share else same)
        return total(sums)

    def _joined(self, parts: Sequence[Part]) -> list[Formula]:
        plain = {column: Part(frozenset((column,)), times(self._mark(at, Decimal(0)), self._price(column)))
                 for column, at in self.places.items()}  # fmt: skip
        texts = {part.points.text: self.places[column] for column, part in plain.items()}
        found: list[Formula] = []
        run: list[tuple[int, Part]] = []
        for part in parts:
            at = texts.get(part.points.text)
            if run and (at is None or at != run[-1][0] + 1):
                found += self._product(run)
                run = []
            if at is None:
                found.append(part.points)
            else:
                run.append((at, part))
        return found + self._product(run)

    def _product(self, run: Sequence[tuple[int, Part]]) -> list[Formula]:
        """A run of neighbouring channels: marks × points."""
        if len(run) < 2:
            return [part.points for _, part in run]
        assert all(right[0] == left[0] + 1 for left, right in pairwise(run))
        first, last = column_name(run[0][0]), column_name(run[-1][0])
        marks, prices = f"{first}{ROW}:{last}{ROW}", f"{first}${self.points_row}:{last}${self.points_row}"
        text = f"SUMPRODUCT({self.sheet}{marks},{self.sheet}{prices})"
        return [Formula(text, sum((part.points.value for _, part in run), Decimal(0)))]


class _Row(NamedTuple):
    """A row as a reduction sees it."""

    kind: Kind
    number: int
    given: Callable[[int, str], Formula]

    @property
    def secondary(self) -> bool:
        return self.kind.secondary

    @property
    def direct(self) -> bool:
        return self.kind.direct

    def alone(self, channels: frozenset[str]) -> bool:
        own = any(column in channels for column, _ in self.kind.marks)
        return not (own and self.kind.elsewhere & channels)

    def parameter(self, key: str) -> Formula:
        return self.given(self.number, key)
