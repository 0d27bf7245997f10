"""Makes the blocks from tally, postings and standings; every point shown is a sum of postings."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore.core import frames, points
from govscore.core.text import chinese
from govscore.results.blocks import sentences
from govscore.results.blocks.block import Block, Item, Section, Site
from govscore.scheme.block_form import BlockForm, SiteRow
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.scoring import Scored
from govscore.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

NO_ITEM = "无"
Place = tuple[int, int]  # sheet and row of the log


def sections(scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame) -> tuple[Section, ...]:
    """The tiers that have units, numbered, each with its units' blocks in printed order; none without `[blocks]`."""
    if scheme.blocks is None:
        return ()
    maker = _Maker(scheme, scheme.blocks, tally, scored)
    by_tier: dict[str, list[Block]] = {}
    for row in frames.records(standings):
        by_tier.setdefault(row["tier"], []).append(maker.block(row))
    present = [tier.name for tier in scheme.tiers if tier.name in by_tier]
    return tuple(
        Section(chinese(number), name, scheme.blocks.called.get(name, name), tuple(by_tier[name]))
        for number, name in enumerate(present, 1)
    )


class _Maker:
    """Looks figures up in plain mappings that are made once from the frames."""

    def __init__(self, scheme: Scheme, form: BlockForm, tally: Tally, scored: Scored) -> None:
        self.scheme, self.form = scheme, form
        counts = tally.counts[tally.counts["item"] < 0]
        self.counts: dict[tuple[int, str], int] = _sums(counts, "count", "unit", "column")
        postings = scored.postings
        self.points: dict[tuple[int, str, str], int] = _sums(postings, "points", "unit", "component", "column")
        other = postings[~postings["component"].isin(form.components)]
        self.other: dict[tuple[int, int], int] = _sums(other, "points", "unit", "rule")
        self.scores = _totals(scored.scores)
        self.prior = _totals(scored.prior)
        self.items = _items(form, tally, scored, self.decimal)

    def decimal(self, value: int) -> Decimal:
        """Millionths of a point as the scheme prints them."""
        numbers = self.scheme.numbers
        return Decimal(points.points_shown(value, numbers.decimals, numbers.rounding))

    def block(self, row: dict[str, Any]) -> Block:
        """The block of a unit, from its row of STANDINGS."""
        unit: int = row["unit"]
        total = None if row["excluded"] else self.decimal(row["cumulative"])
        items = self.items.get(unit) or (_nothing(len(self.form.items.columns)),)
        return Block(
            unit,
            row["name"],
            sentences.heading(row["name"], total, row["rank"]),
            tuple(self._site(unit, site) for site in self.form.sites),
            (self._report(unit), *self._other(unit)),
            sentences.totals(self._totals(unit), self.form.period, self.form.year),
            tuple(items),
        )

    def _site(self, unit: int, site: SiteRow) -> Site:
        cells: list[Decimal] = []
        for column in site.columns:
            cells.append(self._count(unit, column))
            cells.append(self.decimal(self.points.get((unit, site.component, column), 0)))
        return Site(self._name(site.component), tuple(cells), *self._both(unit, site.component))

    def _count(self, unit: int, column: str) -> Decimal:
        return Decimal(points.count_text(self.counts.get((unit, column), 0)))

    def _name(self, component: str) -> str:
        return next(c.name for c in self.scheme.components if c.id == component)

    def _both(self, unit: int, component: str) -> tuple[Decimal, Decimal]:
        """A component's points of the period and of the year."""
        score, prior = self.scores[unit][component], self.prior[unit][component]
        return self.decimal(score), self.decimal(score + prior)

    def _report(self, unit: int) -> str:
        """The report line; points are given only where a rule posted any."""
        line = self.form.report
        counted = [
            sentences.Times(
                self.scheme.column[column].name,
                self._count(unit, column),
                self.decimal(self.points.get((unit, line.component, column), 0)),
            )
            for column in line.counted
        ]
        posted = self.points.get((unit, line.component, line.submitted))
        gained = None if posted is None else self.decimal(posted)
        return sentences.report(self.form.period, self._count(unit, line.submitted), gained, counted)

    def _other(self, unit: int) -> list[str]:
        """What clauses outside the components (年末) add or take off."""
        rules = self.scheme.rules
        found = [(rules[rule].clause, self.decimal(p)) for (u, rule), p in self.other.items() if u == unit]
        return [sentences.other(clause, gained) for clause, gained in found if gained]

    def _totals(self, unit: int) -> list[tuple[str, Decimal, Decimal]]:
        parts = dict.fromkeys((self.form.items.component, self.form.report.component))
        return [(self._name(part), *self._both(unit, part)) for part in parts]


def _sums(rows: pd.DataFrame, figure: str, *by: str) -> dict[Any, int]:
    """The sum of a figure by the values of some columns."""
    return dict(rows.groupby(list(by))[figure].sum().items())


def _totals(table: pd.DataFrame) -> dict[int, dict[str, int]]:
    """Units × components as nested mappings."""
    rows = zip(table.index, table.to_numpy().tolist(), strict=True)
    return {int(unit): dict(zip(table.columns, values, strict=True)) for unit, values in rows}


def _nothing(marks: int) -> Item:
    """The one row of a unit without items."""
    return Item(0, NO_ITEM, "", (None,) * marks, Decimal(0))


def _items(form: BlockForm, tally: Tally, scored: Scored, decimal: Any) -> dict[int, list[Item]]:
    """Each unit's rows of the log, in the log's order."""
    marks = _marks(form, tally, scored)
    stated = {s.item: s.number for s in tally.stated if s.item >= 0}
    found: dict[int, list[Item]] = defaultdict(list)
    for number, row in enumerate(frames.records(tally.items)):
        own = marks.get((row["sheet"], row["row"]), {})
        cells = tuple(decimal(own[column]) if column in own else None for column in form.items.columns)
        mine = found[row["unit"]]
        subtotal = decimal(sum(own.values()))
        mine.append(Item(len(mine) + 1, row["title"], row["draft"], cells, subtotal, stated.get(number)))
    return found


def _marks(form: BlockForm, tally: Tally, scored: Scored) -> dict[Place, dict[str, int]]:
    """Millionths of a point by row of the log and printed column; 0 where a mark gave none."""
    marked = tally.counts[tally.counts["item"] >= 0]
    postings = scored.postings[scored.postings["item"] >= 0]
    found: dict[Place, dict[str, int]] = defaultdict(dict)
    for frame, worth in ((marked, 0), (postings, 1)):
        amounts = frame["points"] if worth else frame["count"] * 0
        for sheet, row, column, amount in zip(frame["sheet"], frame["row"], frame["column"], amounts, strict=True):
            place, shown = found[sheet, row], form.items.shown_in.get(column, column)
            place[shown] = place.get(shown, 0) + int(amount)
    return found
