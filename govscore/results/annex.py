"""Annexes: the official tables as finished cells, the same for the ranking workbook and the notice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from govscore.core import frames, points
from govscore.core.period import Period
from govscore.scheme.points_parts import Column, Tier
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

NOT_SCORED = "不计分"


class Span(NamedTuple):
    """One printed cell over the columns `first` to `last` (numbers in Annex.columns): its text and any number."""

    first: int
    last: int
    text: str
    number: Decimal | None = None
    percent: bool = False


class AnnexRow(NamedTuple):
    """One printed row: `kind` is unit, excluded or group (one span across the table); `unit`: its id, -1 for none."""

    kind: str
    spans: tuple[Span, ...]
    unit: int = -1


class Annex(NamedTuple):
    """One tier's table: lines above it, columns with their printed heading paths, rows, notes below."""

    tier: Tier
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    headings: tuple[tuple[str, ...], ...]
    rows: tuple[AnnexRow, ...]
    notes: tuple[str, ...]

    @property
    def first(self) -> int:
        """The first row below the titles and the heading rows, counted from 0."""
        return len(self.titles) + max(len(path) for path in self.headings)


class AnnexMaker:
    """Makes the annexes of one period from its tally and standings."""

    def __init__(self, scheme: Scheme, period: Period, tally: Tally, scored: Scored, standings: pd.DataFrame) -> None:
        self.scheme = scheme
        self.period = period
        self.scored = scored
        self.pending = tally.pending
        self.standings = standings
        self.figures = _figures(tally)

    def annexes(self) -> list[Annex]:
        """One annex for every tier that has units, in the scheme's order."""
        present = set(self.standings["tier"])
        return [self._annex(tier) for tier in self.scheme.tiers if tier.name in present]

    def _annex(self, tier: Tier) -> Annex:
        columns = tuple(c for c in self.scheme.columns_of(self.scheme.annex) if c.printed)
        headings = tuple(self.scheme.heading(tier, c, self.period) for c in columns)
        rows = self.standings[self.standings["tier"] == tier.name]
        return Annex(
            tier,
            self._titles(tier),
            columns,
            headings,
            tuple(self._rows(columns, frames.records(rows))),
            tuple(tier.notes),
        )

    def _titles(self, tier: Tier) -> tuple[str, ...]:
        """The lines above the table with the period filled in."""
        label = self.period.label(self.scheme.period.style)
        marks = {"【期间】": label, "【年份】": str(self.period.year), "【月份】": self.period.months}
        filled = list(tier.titles)
        for mark, text in marks.items():
            filled = [line.replace(mark, text) for line in filled]
        return tuple(filled)

    def _rows(self, columns: tuple[Column, ...], rows: list[dict[str, object]]) -> Iterator[AnnexRow]:
        group = ""
        for number, row in enumerate(rows, 1):
            if row["group"] and row["group"] != group:
                group = str(row["group"])
                yield AnnexRow("group", (Span(0, len(columns) - 1, group),))
            cells = [self._cell(column, row, number) for column in columns]
            kind = "excluded" if row["excluded"] else "unit"
            yield AnnexRow(kind, tuple(_joined(cells)), int(str(row["unit"])))

    def _cell(self, column: Column, row: dict[str, object], number: int) -> tuple[str, Decimal | None, bool]:
        """Text, number, and whether equal neighbours are printed as one cell."""
        if column.role == "serial":
            return str(number), Decimal(number), False
        if column.role == "unit":
            return str(row["name"]), None, False
        if column.role == "tier":
            return str(row["tier"]), None, False
        if column.role in ("stated", "prior"):
            return self._result(column.figure or "prior", column.component, row)
        unit = int(str(row["unit"]))
        if pending := self.pending.get((unit, column.id)):
            return pending, None, True
        count = self.figures.get((unit, column.id))
        if count is None:
            return self.scheme.empty, None, False
        value = Decimal(count) / points.COUNT_SCALE
        return points.plain(value), value, False

    def _result(self, figure: str, component: str | None, row: dict[str, object]) -> tuple[str, Decimal | None, bool]:
        if row["excluded"]:
            return NOT_SCORED, None, True
        idle = self.scheme.target is not None and not row["target"] and not row["score"] and not row["prior"]
        if idle or (figure == "prior" and self.period.opens_year and not row["prior"]):
            return self.scheme.empty, None, False
        text = self._part(figure, component, row) if component else result_text(self.scheme, figure, row)
        if text is None:
            return self.scheme.empty, None, False
        number = Decimal(text)
        return (text + "%" if figure == "percent" else text), number, False

    def _part(self, figure: str, component: str, row: dict[str, object]) -> str:
        """One component's points of the period, before it, or both."""
        value = self.scored.part(int(str(row["unit"])), component)[figure]
        return points.points_shown(value, self.scheme.numbers.decimals, self.scheme.numbers.rounding)


def result_text(scheme: Scheme, figure: str, row: dict[str, object]) -> str | None:
    """A unit's computed figure in digits as printed (percent without its sign); None where it has none."""
    value = {k: int(str(row[k])) for k in ("score", "prior", "cumulative", "rank", "target")}
    if figure == "rank":
        return str(value["rank"]) if value["rank"] else None
    if figure == "percent":
        rule = scheme.target
        if rule is None or not value["target"]:
            return None
        target = points.points_decimal(value["target"])
        return points.percent_text(value["cumulative"], target, rule.decimals, rule.rounding)
    return points.points_shown(value[figure], scheme.numbers.decimals, scheme.numbers.rounding)


def _figures(tally: Tally) -> dict[tuple[int, str], int]:
    counts = tally.counts
    return dict(zip(zip(counts["unit"], counts["column"], strict=True), counts["count"], strict=True))


def _joined(cells: list[tuple[str, Decimal | None, bool]]) -> Iterator[Span]:
    """Spans of a row: neighbours that say the same in words (不计分, 暂未反馈) become one cell."""
    at = 0
    for key, run in groupby(enumerate(cells), key=lambda c: (c[1][0], c[1][2]) if c[1][2] else c[0]):
        length = len(list(run))
        text, number, _ = cells[at]
        del key
        yield Span(at, at + length - 1, text, number, text.endswith("%"))
        at += length
