"""The item log with computed points (信息台账): a row an item, its marks, the subtotal computed and as typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from govscore.core import frames, points
from govscore.core.formulas import ZERO, Formula
from govscore.outputs.ranking.item_points import ItemPoints, Kind
from govscore.outputs.ranking.rules_sheet import RulesSheet
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address, column_name, sheet_prefix, span_name
from govscore.sheets.styles import Styles, lines_of, page, put_cell, put_headings

if TYPE_CHECKING:
    import pandas as pd

    from govscore.scoring.scoring import Scored
    from govscore.tally import Tally

SHEET = "信息台账"
LEAD = (("单位类别",), ("单位名称",), ("序号",), ("信息标题",), ("稿件",))
LEAD_WIDTHS = (14.0, 22.0, 6.0, 48.0, 8.0)
CHECK, CHECK_WIDTH = (("小计", "计算"), ("小计", "填写"), ("小计", "相差")), 7.0
TITLE_AT, MARK_WIDTH = 3, 5.0
TITLE, HEAD, ROW = 42, 24, 20  # heights in points
WORTH = "每条分值"
VALUE_ONLY = "这一格是数值：同一条信息分几行登记又有封顶等条款，不能写成公式；改动后请重新运行程序。"


class ItemRow(NamedTuple):
    """One row of the log: its unit's row of STANDINGS, running number in the unit, and what it holds."""

    unit: dict[str, Any]
    place: tuple[int, int]  # sheet and row in the clerk's workbook
    number: int
    title: str
    draft: str
    kind: Kind
    computed: Decimal
    stated: Decimal | None


class ItemsSheet:
    """Where each unit's items stand, their formulas, and the sheet itself."""

    def __init__(
        self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame, rules: RulesSheet
    ) -> None:
        marked = set(tally.counts.loc[tally.counts["item"] >= 0, "column"])
        self.marks = [c for c in scheme.columns if c.id in marked or (c.role == "mark" and c.printed)]
        self.places = {column.id: len(LEAD) + at for at, column in enumerate(self.marks)}
        self.headings = (*LEAD, *(tuple(column.heading) for column in self.marks), *CHECK)
        self.worth_row = 1 + max(len(path) for path in self.headings)
        self.first, self.subtotal = self.worth_row + 1, len(LEAD) + len(self.marks)
        self.scheme, self.rules = scheme, rules
        self.items = self.points_from(SHEET)
        self.rows = list(_rows(tally, scored, standings))
        self.at = {row.place: at for at, row in enumerate(self.rows, self.first)}
        self.row_of = {(row.unit["unit"], row.number): at for at, row in enumerate(self.rows, self.first)}
        self.spans: dict[int, tuple[int, int]] = {}
        self.formulas: list[Formula | None] = []
        for at, row in enumerate(self.rows, self.first):
            unit = row.unit["unit"]
            self.spans[unit] = (self.spans.get(unit, (at, at))[0], at)
            made = None if row.unit["excluded"] else self.items.formula(row.kind, at + 1)
            self.formulas.append(made if made is not None and made.value == row.computed else None)

    def title_cell(self, place: tuple[int, int]) -> Address | None:
        """Where the title of a row of the clerk's log stands here; `place`: its sheet and row there."""
        row = self.at.get(place)
        return None if row is None else Address(SHEET, row, TITLE_AT)

    def points_from(self, sheet: str) -> ItemPoints:
        """Writes what the log's marks give as formulas on a sheet."""
        return ItemPoints(
            self.scheme,
            self.places,
            self.worth_row + 1,
            lambda rule, key: self.rules.parameter((rule, key), sheet),
            sheet_prefix(SHEET, sheet),
        )

    def row(self, unit: int, number: int) -> tuple[int, ItemRow] | None:
        """Where a unit's item stands (its sheet row, from 0), and the row itself; None without one."""
        at = self.row_of.get((unit, number))
        return None if at is None else (at, self.rows[at - self.first])

    def sum_of(self, unit: int, column: int, value: Decimal, seen_from: str) -> Formula:
        """The sum of a unit's subtotals, or of its marks in another column of the sheet; ZERO where it has no row."""
        if unit not in self.spans:
            return ZERO
        first, last = self.spans[unit]
        return Formula(f"SUM({sheet_prefix(SHEET, seen_from)}{span_name((first, column), (last, column))})", value)

    def write(self, sheet: Any, title: str, styles: Styles) -> None:
        """Writes the whole sheet."""
        widths = [*LEAD_WIDTHS, *(MARK_WIDTH for _ in self.marks), *(CHECK_WIDTH for _ in CHECK)]
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        sheet.merge_range(0, 0, 0, len(widths) - 1, title, styles.title)
        sheet.set_row(0, TITLE)
        put_headings(sheet, 1, self.headings, styles)
        for at in range(1, self.first):
            sheet.set_row(at, HEAD)
        self._worth(sheet, len(widths), styles)
        for at, (row, formula) in enumerate(zip(self.rows, self.formulas, strict=True), self.first):
            self._row(sheet, at, row, formula, styles)
        last = max(self.first + len(self.rows) - 1, self.first)
        sheet.autofilter(self.worth_row, 0, last, len(widths) - 1)
        page(sheet, wide=True)
        sheet.repeat_rows(1, self.worth_row)
        sheet.freeze_panes(self.first, 2)

    def _worth(self, sheet: Any, width: int, styles: Styles) -> None:
        """What one mark gives in each channel, from the sheet of rules."""
        for column in range(width):
            sheet.write_blank(self.worth_row, column, None, styles.text)
        sheet.write_string(self.worth_row, TITLE_AT, WORTH, styles.text)
        for channel, at in self.places.items():
            worth = self.items.worth[channel]
            sheet.write_formula(self.worth_row, at, f"={worth.text}", styles.figure, float(worth.value))

    def _row(self, sheet: Any, at: int, row: ItemRow, formula: Formula | None, styles: Styles) -> None:
        sheet.set_row(at, max(ROW, 16.0 * lines_of(row.title, LEAD_WIDTHS[TITLE_AT]) + 4))
        sheet.write_string(at, 0, row.unit["tier"], styles.name)
        sheet.write_string(at, 1, row.unit["name"], styles.name)
        sheet.write_number(at, 2, row.number, styles.figure)
        sheet.write_string(at, TITLE_AT, row.title, styles.words)
        sheet.write_string(at, 4, row.draft, styles.name)
        marks = dict(row.kind.marks)
        for column, place in self.places.items():
            put_cell(sheet, at, place, place, marks.get(column), styles)
        if formula is None:
            sheet.write_number(at, self.subtotal, float(row.computed), styles.figure)
            if not row.unit["excluded"]:
                sheet.write_comment(at, self.subtotal, VALUE_ONLY)
        else:
            sheet.write_formula(at, self.subtotal, f"={formula.text}", styles.figure, float(formula.value))
        self._typed(sheet, at, row, styles)

    def _typed(self, sheet: Any, at: int, row: ItemRow, styles: Styles) -> None:
        """The typed subtotal, and by how much it differs."""
        typed, differs = self.subtotal + 1, self.subtotal + 2
        if row.stated is None:
            sheet.write_blank(at, typed, None, styles.figure)
            sheet.write_blank(at, differs, None, styles.figure)
            return
        sheet.write_number(at, typed, float(row.stated), styles.figure)
        difference = row.stated - row.computed
        text = f"=ROUND({column_name(typed)}{at + 1}-{column_name(self.subtotal)}{at + 1},{points_decimals()})"
        sheet.write_formula(at, differs, text, styles.differs if difference else styles.agrees, float(difference))


def points_decimals() -> int:
    """Decimals to which a difference is shown: all that the program keeps."""
    return len(str(points.POINT_SCALE)) - 1


def _rows(tally: Tally, scored: Scored, standings: pd.DataFrame) -> Iterator[ItemRow]:
    """The log's rows, units in printed order, each unit's in the order of the log."""
    marks, kinds = _marks(tally)
    computed = _computed(scored)
    stated = {figure.item: figure.number for figure in tally.stated if figure.item >= 0}
    by_unit: dict[int, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    by_item: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for number, row in enumerate(frames.records(tally.items)):
        by_unit[row["unit"]].append((number, row))
        by_item[row["unit"], row["item"]].append((row["sheet"], row["row"]))
    for unit in frames.records(standings):
        for own, (number, row) in enumerate(by_unit.get(unit["unit"], ()), 1):
            place = row["sheet"], row["row"]
            others = [other for other in by_item[row["unit"], row["item"]] if other != place]
            elsewhere = frozenset(column for other in others for column in marks.get(other, ()))
            kind = Kind(*kinds.get(place, (False, False)), tuple(marks.get(place, {}).items()), elsewhere)
            points_ = points.points_decimal(computed.get(place, 0))
            yield ItemRow(unit, place, own, row["title"], row["draft"], kind, points_, stated.get(number))


def _marks(tally: Tally) -> tuple[dict[tuple[int, int], dict[str, Decimal]], dict[tuple[int, int], tuple[bool, bool]]]:
    """By row of the log: how often each channel is marked, and whether the draft is secondary or sent directly."""
    rows = tally.counts[tally.counts["item"] >= 0]
    marks: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    kinds = {}
    wanted = (rows[name] for name in ("sheet", "row", "column", "count", "draft", "direct"))
    for sheet, row, column, count, draft, direct in zip(*wanted, strict=True):
        own = marks[sheet, row]
        own[column] = own.get(column, Decimal(0)) + Decimal(int(count)) / points.COUNT_SCALE
        kinds[sheet, row] = bool(draft == 1), bool(direct)
    return marks, kinds


def _computed(scored: Scored) -> dict[tuple[int, int], int]:
    """Millionths of a point by row of the log."""
    rows = scored.postings[scored.postings["item"] >= 0]
    return dict(rows.groupby(["sheet", "row"])["points"].sum().items())  # type: ignore[arg-type]
