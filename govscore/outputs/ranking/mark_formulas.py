"""What each mark of a unit block gives: its count × what one mark gives × shares, as formulas over the item log."""

from __future__ import annotations

from govscore.core import formulas
from govscore.core.formulas import Formula
from govscore.outputs.ranking.item_points import ROW, Kind
from govscore.outputs.ranking.items_sheet import ItemsSheet
from govscore.scheme.block_form import BlockForm
from govscore.scheme.points_parts import Numbers


class MarkFormulas:
    """Writes the marks of a row. `here`: the sheet on which the blocks stand; `numbers`: decimals and rounding."""

    def __init__(self, form: BlockForm, numbers: Numbers, items: ItemsSheet, here: str) -> None:
        self.numbers, self.points = numbers, items.points_from(here)
        self.columns = [
            frozenset(one for one in items.places if form.items.shown_in.get(one, one) == shown)
            for shown in form.items.columns
        ]
        self.known: dict[Kind, list[Formula | None]] = {}

    def of(self, kind: Kind, row: int) -> list[Formula | None]:
        """For each printed mark column of a row of the log (its number from 1); None: no mark, or joined with others.

        A mark counts for itself alone, so a mark that is added later in another channel does not change it.
        """
        if kind not in self.known:
            self.known[kind] = [self._mark(kind, columns) for columns in self.columns]
        return [one and Formula(one.text.replace(ROW, str(row)), one.value) for one in self.known[kind]]

    def _mark(self, kind: Kind, columns: frozenset[str]) -> Formula | None:
        """What the marks shown in one printed column give, with ROW for the row's number."""
        own = kind.only(columns)
        made = self.points.points(own, columns) if own.marks else None
        return made and formulas.rounding(made, self.numbers.decimals, self.numbers.rounding)
