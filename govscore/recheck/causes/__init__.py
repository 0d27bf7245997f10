"""The likely cause of a difference, guessed from the postings; nothing is said where several guesses fit equally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore.core import frames
from govscore.core.points import plain, points_decimal
from govscore.recheck.causes import carried, digits, ledger, placing
from govscore.recheck.causes.guess import Guess, best
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Stated, Tally, place_of

if TYPE_CHECKING:
    import pandas as pd

    from govscore.readers.workbook import Book

__all__ = ["Causes"]


class Causes:
    """Guesses for one workbook's differences."""

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, book: Book) -> None:
        self.scheme, self.scored, self.book = scheme, scored, book
        self.rows: dict[int, dict[str, Any]] = {row["unit"]: row for row in frames.records(standings)}
        self.typed = {(s.unit, s.figure, s.component) for s in tally.stated}
        self.in_row: dict[tuple[int, int, int, str, str], set[Decimal]] = {}  # unit, sheet, row, figure, component
        for s in tally.stated:
            self.in_row.setdefault((s.unit, *s.cell[:2], s.figure, s.component), set()).add(s.number)
        self.items = frames.records(tally.items)
        self.names = {(row["sheet"], row["row"]): _name(row) for row in self.items}
        self.prices = ledger.Prices(scheme, set(tally.counts["column"]))
        self._postings: dict[int, list[dict[str, Any]]] | None = None

    @property
    def postings(self) -> dict[int, list[dict[str, Any]]]:
        """Postings by unit; made only where something differs, since most workbooks have no root."""
        if self._postings is None:
            self._postings = {}
            for row in frames.records(self.scored.postings):
                self._postings.setdefault(row["unit"], []).append(row)
        return self._postings

    def hint(self, item: Stated, stated: Decimal, computed: Decimal) -> str:
        """The one best guess in words, else what is certain, else ''. Points or percent."""
        return best(self._guesses(item, stated, computed)) or carried.right_parts([*self._beside(item)], computed)

    def of_sum(self, parts: Sequence[tuple[str, Decimal]], stated: Decimal, computed: Decimal) -> str:
        """The same for a typed sum of named parts: one left out, one twice, or a slip of the pen."""
        return best([*carried.left_out(parts, stated - computed), *digits.guesses(stated, computed)])

    def _guesses(self, item: Stated, stated: Decimal, computed: Decimal) -> Iterator[Guess]:
        row = self.rows[item.unit]
        if item.figure == "percent":
            yield from placing.percents(self.scheme, self.rows.values(), row, stated)
        elif item.figure == "rank":
            yield from placing.ranks(self.scheme, self.rows.values(), row, stated)
        elif item.figure in ("score", "subtotal") or self._from_counts(item):
            yield from self._of_ledger(item, stated - computed)
        if item.figure in ("score", "prior", "cumulative"):
            yield from self._of_parts(item, stated, computed)
        if item.figure != "rank":
            yield from digits.guesses(stated, computed)

    def _from_counts(self, item: Stated) -> bool:
        """True for a cumulative figure beside which no points of the period are typed."""
        parts = self.scheme.component_ids if not item.component else (item.component,)
        beside = {(item.unit, name, part) for part in (*parts, "") for name in ("score", "cumulative")}
        own = (item.unit, item.figure, item.component)
        return item.figure == "cumulative" and not (beside - {own}) & self.typed

    def _of_ledger(self, item: Stated, difference: Decimal) -> Iterator[Guess]:
        rows = [self._named(row) for row in self._concerned(item)]
        yield from ledger.clauses(self.scheme, rows, difference)
        yield from ledger.items(self.scheme, rows, difference, whole=item.figure != "subtotal")
        if item.figure != "subtotal":
            unit = self.postings.get(item.unit, [])
            yield from ledger.channels(self.scheme, self.prices, unit, difference, item.component)

    def _concerned(self, item: Stated) -> Iterable[dict[str, Any]]:
        """The postings that make up the figure."""
        rows = self.postings.get(item.unit, [])
        if item.figure == "subtotal":
            log = self.items[item.item]
            return [row for row in rows if (row["sheet"], row["row"]) == (log["sheet"], log["row"])]
        return [row for row in rows if not item.component or row["component"] == item.component]

    def _named(self, row: dict[str, Any]) -> dict[str, Any]:
        """A posting with its row of the log in words, and its cell."""
        place = place_of(self.book, (row["sheet"], row["row"], row["col"])).rpartition("]")[2]
        return row | {"name": self.names.get((row["sheet"], row["row"]), ""), "place": place}

    def _of_parts(self, item: Stated, stated: Decimal, computed: Decimal) -> Iterator[Guess]:
        """A figure that is the sum of components, or of points before and in the period."""
        parts = {name: self._part(item.unit, name) for name in self.scheme.component_ids}
        if not item.component and self.scheme.components:
            named = {part.id: part.name for part in self.scheme.components}
            yield from carried.components(item.figure, {named[p]: v for p, v in parts.items()}, stated - computed)
        own = parts[item.component] if item.component else self._whole(item.unit)
        yield from carried.periods(item.figure, own, stated)

    def _beside(self, item: Stated) -> Iterator[tuple[set[Decimal], Decimal]]:
        """Of a total, its components as typed in the same row, and as computed; nothing for any other figure."""
        if item.component or not self.scheme.components or item.figure not in ("score", "cumulative"):
            return
        for name in self.scheme.component_ids:
            place = (item.unit, *item.cell[:2], item.figure, name)
            yield self.in_row.get(place, set()), self._part(item.unit, name)[item.figure]

    def _part(self, unit: int, component: str) -> dict[str, Decimal]:
        return {name: points_decimal(value) for name, value in self.scored.part(unit, component).items()}

    def _whole(self, unit: int) -> dict[str, Decimal]:
        return {name: points_decimal(self.rows[unit][name]) for name in ("score", "prior", "cumulative")}


def _name(row: dict[str, Any]) -> str:
    """A row of the log as a clerk would call it: 第17条“…”."""
    number = str(row["no"]).strip()
    if number.replace(".", "", 1).isdigit():
        number = plain(Decimal(number))
    return (f"第{number}条" if number else "") + f"“{row['title']}”"
