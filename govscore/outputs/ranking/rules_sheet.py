"""The sheet of rules (计分办法): each clause with its wording and its points, to which all formulas refer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore.core import points
from govscore.core.formulas import Area, Formula
from govscore.rules.base import Parameter
from govscore.scheme.clauses import worded
from govscore.scheme.points_parts import Column
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address, cell_name
from govscore.sheets.styles import Styles, lines_of, page, put

if TYPE_CHECKING:
    import pandas as pd

SHEET = "计分办法"
HINT = (
    "改黄色格里的分值，或改各表里的条数，各表的得分、累计{ranks}随即重算。{typed}各行的先后{drafts}、条文和备注里写的数、“得分说明”不会变，"
    "定稿请改原表（改分值的，改办法）后重新运行。"
)
TYPED = "{}是照填写的计的，要改就改填的分。"
IDLE = "（本期没有用到）"
HEADINGS, WIDTHS = ("条款", "计分项目", "分值", "条文"), (13.0, 30.0, 9.0, 50.0)
TITLE, NOTE, HEAD, LINE, FIRST = 42, 52, 30, 17, 3  # heights in points; the first row of clauses
VALUE = HEADINGS.index("分值")
Key = tuple[int | str, str]  # number of the rule and the parameter's key, or a tier and its target group


class RulesSheet:
    """The clauses with their parameters: where each stands, and the sheet itself."""

    def __init__(self, scheme: Scheme, standings: pd.DataFrame) -> None:
        self.scheme = scheme
        self.cells: dict[Key, tuple[Address, Decimal]] = {}
        self.parts: list[tuple[str, str, list[Parameter]]] = []
        self.rows: dict[str, Address] = {}  # the first row of each clause
        self.used: set[Address] = set()  # the cells of points that some formula refers to
        at, taken = FIRST, set[str]()
        for part in worded(scheme):
            known = [] if part.clause in taken else [*self._parameters(part.clause, standings)]
            taken.add(part.clause)
            self.rows.setdefault(part.clause, Address(SHEET, at, 0))
            for number, (key, parameter) in enumerate(known):
                self.cells[key] = Address(SHEET, at + number, VALUE), parameter.value
            self.parts.append((part.clause, part.text, [parameter for _, parameter in known]))
            at += max(1, len(known))

    def _parameters(self, clause: str, standings: pd.DataFrame) -> Iterator[tuple[Key, Parameter]]:
        """What the rules of a clause reckon with, and for the clause of the targets each group's target."""
        names = {column.id: self._named(column) for column in self.scheme.columns}
        for number, rule in enumerate(self.scheme.rules):
            for parameter in rule.parameters(names) if rule.clause == clause else ():
                yield (number, parameter.key), parameter
        if self.scheme.target is not None and self.scheme.target.clause == clause:
            groups = standings[standings["target"] > 0].drop_duplicates(["tier", "group"])
            for tier, group, target in zip(groups["tier"], groups["group"], groups["target"], strict=True):
                yield (tier, group), Parameter(group, f"{tier}年目标：{group}", points.points_decimal(target))

    def _named(self, column: Column) -> str:
        """A column's name with those that single tiers' tables have for it: 部门动态（各镇快讯）."""
        own = {tier.headings[column.id][-1] for tier in self.scheme.tiers if column.id in tier.headings}
        other = [name for name in sorted(own) if name != column.name]
        return column.name + (f"（{'、'.join(other)}）" if other else "")

    def parameter(self, key: Key, seen_from: str) -> Formula:
        """A parameter as a formula on another sheet."""
        address, value = self.cells[key]
        self.used.add(address)
        return Formula(address.seen_from(seen_from, fixed=True), value)

    def listed(self, keys: Sequence[Key], seen_from: str) -> Area:
        """Parameters that stand below one another, as an area on another sheet."""
        first, last = (self.cells[key][0] for key in (keys[0], keys[-1]))
        assert last.row - first.row == len(keys) - 1
        text = f"{first.seen_from(seen_from, fixed=True)}:{cell_name(last.row, last.column, fixed=True)}"
        return Area(text, tuple(self.parameter(key, seen_from).value for key in keys))

    def write(self, sheet: Any, styles: Styles) -> None:
        """Each clause once, in order: its wording beside its parameters, one a row."""
        for number, width in enumerate(WIDTHS):
            sheet.set_column(number, number, width)
        last = len(HEADINGS) - 1
        sheet.merge_range(0, 0, 0, last, self.scheme.document, styles.title)
        sheet.merge_range(1, 0, 1, last, self._hint(), styles.note)
        for column, text in enumerate(HEADINGS):
            sheet.write_string(FIRST - 1, column, text, styles.head)
        for at, height in ((0, TITLE), (1, NOTE), (FIRST - 1, HEAD)):
            sheet.set_row(at, height)
        at = FIRST
        for clause, text, parameters in self.parts:
            at = self._clause(sheet, at, (clause, text, parameters), styles)
        page(sheet, wide=False)
        sheet.repeat_rows(FIRST - 1, FIRST - 1)
        sheet.freeze_panes(FIRST, 0)

    def _hint(self) -> str:
        """What follows a change and what does not, in this office's tables."""
        columns = self.scheme.columns
        ranked = any(column.figure == "rank" for column in columns)
        typed = "、".join(dict.fromkeys(column.name for column in columns if column.role == "typed"))
        drafts = any(column.role == "draft" for column in columns)
        return HINT.format(
            ranks="、名次" if ranked else "",
            typed=TYPED.format(typed) if typed else "",
            drafts="、稿件" if drafts else "",
        )

    def _clause(self, sheet: Any, at: int, part: tuple[str, str, list[Parameter]], styles: Styles) -> int:
        """One clause; returns the row below it."""
        clause, text, parameters = part
        count = max(1, len(parameters))
        end = at + count - 1
        put(sheet, at, 0, end, 0, clause, styles.name)
        put(sheet, at, VALUE + 1, end, VALUE + 1, text, styles.words)
        for row in range(at, end + 1):
            own = self._parameter(sheet, row, parameters[row - at], styles) if parameters else 1
            sheet.set_row(row, LINE * max(own, -(-lines_of(text, WIDTHS[-1]) // count)) + 8)
        if not parameters:
            sheet.write_blank(at, 1, None, styles.text)
            sheet.write_blank(at, VALUE, None, styles.text)
        return end + 1

    def _parameter(self, sheet: Any, row: int, parameter: Parameter, styles: Styles) -> int:
        """One parameter, yellow where a formula refers to it; returns the lines that its words take."""
        used = Address(SHEET, row, VALUE) in self.used
        words = parameter.words + ("" if used else IDLE)
        sheet.write_string(row, 1, words, styles.words)
        sheet.write_number(row, VALUE, float(parameter.value), styles.input if used else styles.figure)
        return lines_of(words, WIDTHS[1])
