"""The unit blocks' figures and sentences as formulas over the printed results, the item log and the base figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from govscore.core import formulas
from govscore.core.formulas import ZERO, Formula
from govscore.core.points import COUNT_SCALE
from govscore.outputs.ranking import items_sheet
from govscore.outputs.ranking.figures import ALL, Figures
from govscore.outputs.ranking.mark_formulas import MarkFormulas
from govscore.results.blocks import Block, Item, Site
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address

Live = Formula | None  # None: the figure is written as a value


class BlockFormulas:
    """Writes what a block shows. `here`: the sheet on which the blocks stand."""

    def __init__(self, scheme: Scheme, figures: Figures, here: str) -> None:
        self.scheme, self.figures, self.here = scheme, figures, here
        assert scheme.blocks is not None
        items = figures.items
        self.marks = None if items is None else MarkFormulas(scheme.blocks, scheme.numbers, items, here)

    def heading(self, block: Block) -> str:
        """单位（总计：X分，名次：第N位） from the printed cells; '' for a unit without score."""
        unit = self.figures.units[block.unit]
        name = self.figures.unit_cell(block.unit)
        total = self._shown(unit, "cumulative", ALL)
        if unit["excluded"] or name is None or not total:
            return ""
        text = f'{name.seen_from(self.here)}&"（总计："&{total}&"分'
        rank = self._shown(unit, "rank", ALL) if unit["rank"] else ""
        if unit["rank"] and not rank:
            return ""
        return f'{text}，名次：第"&{rank}&"位）"' if rank else f'{text}）"'

    def site(self, block: Block, number: int, site: Site) -> list[Live]:
        """For each cell of a site's row after its name: counts, points by kind, the period's points, the year's."""
        form = self.scheme.blocks
        assert form is not None
        unit, row = self.figures.units[block.unit], form.sites[number]
        made: list[Live] = []
        for column in row.columns:
            cell = self.figures.count_cell(block.unit, column)
            count = Decimal(self.figures.counts.get((block.unit, column), 0)) / COUNT_SCALE
            made.append(formulas.figure(cell.seen_from(self.here), count) if cell else None)
            made.append(self._rounded(self.figures.points_of(unit, row.component, column, self.here)))
        for name in ("score", "cumulative"):
            shown = self._shown(unit, name, row.component)
            made.append(Formula(shown, self.figures.value(unit, name, row.component)) if shown else None)
        return [kept(one, value) for one, value in zip(made, (*site.cells, site.total, site.year), strict=True)]

    def item(self, block: Block, item: Item) -> list[Live]:
        """For each mark of an item's row, and its subtotal last."""
        items, marks = self.figures.items, self.marks
        found = items.row(block.unit, item.number) if items is not None else None
        if items is None or marks is None or found is None:
            return [None] * (len(item.marks) + 1)
        at, row = found
        subtotal = Formula(Address(items_sheet.SHEET, at, items.subtotal).seen_from(self.here), row.computed)
        made = [*marks.of(row.kind, at + 1), self._rounded(subtotal)]
        return [kept(one, value) for one, value in zip(made, (*item.marks, item.subtotal), strict=True)]

    def joined(self, block: Block, item: Item, formulas_: Sequence[Live]) -> list[int]:
        """Which of an item's marks, counted from 0, hold a figure that no formula gives; none of a unit without score.

        `formulas_`: what `item` found for the row.
        """
        if self.figures.units[block.unit]["excluded"]:
            return []
        return [at for at, mark in enumerate(item.marks) if mark is not None and formulas_[at] is None]

    def report(self, block: Block) -> str:
        """本季度报送N条加M分，迟报约稿N次扣M分 …; what did not happen is left out, as in the text."""
        form = self.scheme.blocks
        assert form is not None
        unit, line = self.figures.units[block.unit], form.report
        submitted = self.figures.count_cell(block.unit, line.submitted)
        if unit["excluded"] or submitted is None:
            return ""
        text = f'"{form.period}报送"&N({submitted.seen_from(self.here)})&"条"'
        if "条加" in block.lines[0] or "条扣" in block.lines[0]:
            text += self._gained(self.figures.points_of(unit, line.component, line.submitted, self.here), ">=")
        for column in line.counted:
            text += self._times(unit, line.component, column)
        return text + '&"。"'

    def _times(self, unit: dict[str, Any], component: str, column: str) -> str:
        """，迟报约稿1次扣0分 where it happened at all."""
        cell = self.figures.count_cell(unit["unit"], column)
        if cell is None:
            return ""
        times, name = f"N({cell.seen_from(self.here)})", self.scheme.column[column].name
        gained = self._gained(self.figures.points_of(unit, component, column, self.here), ">")
        return f'&IF({times}=0,"","，{name}"&{times}&"次"{gained})'

    @staticmethod
    def _gained(points: Formula, sign: str) -> str:
        """加10分 or 扣2分; `sign`: how 0 is called."""
        return f'&IF({points.text}{sign}0,"加","扣")&ABS({points.text})&"分"'

    def totals(self, block: Block) -> str:
        """政务信息：本季度X分，全年累计Y分；… from the printed cells."""
        form = self.scheme.blocks
        assert form is not None
        unit = self.figures.units[block.unit]
        if unit["excluded"]:
            return ""
        names = {part.id: part.name for part in self.scheme.components}
        parts = []
        for part in dict.fromkeys((form.items.component, form.report.component)):
            now, year = self._shown(unit, "score", part), self._shown(unit, "cumulative", part)
            if not now or not year:
                return ""
            parts.append(f'"{names[part]}：{form.period}"&{now}&"分，{form.year}"&{year}&"分')
        return '；"&'.join(parts) + '。"'

    def _shown(self, unit: dict[str, Any], name: str, component: str) -> str:
        """The printed cell of a result; '' where the office prints none."""
        cell = self.figures.shown(unit["unit"], name, component)
        return cell.seen_from(self.here) if cell else ""

    def _rounded(self, points: Formula) -> Live:
        if points is ZERO:
            return None
        return formulas.rounding(points, self.scheme.numbers.decimals, self.scheme.numbers.rounding)


def kept(formula: Live, value: Decimal | None) -> Live:
    """The formula if it gives exactly the block's figure."""
    return formula if formula is not None and formula.value == value else None
