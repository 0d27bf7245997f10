"""The sheet that proves every score (得分说明): all postings of each unit, line by line, down to its cumulative points.

A line names its clause (a link to 计分办法), what was counted, the sum, and the cell of the clerk's sheet that it comes
from; where a copy of the clerk's sheets lies beside the workbook (复核表.xlsx) that is a link too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from xlsxwriter.url import Url

from govscore import frames, points
from govscore.explain import arithmetic
from govscore.outputs.ranking import items_sheet
from govscore.outputs.ranking.addresses import Address
from govscore.outputs.ranking.figures import Figures
from govscore.outputs.ranking.sources import Sources
from govscore.outputs.sheet_parts import Styles, lines_of, page, put
from govscore.scheme.model import Scheme

if TYPE_CHECKING:
    from govscore.scoring import Scored
    from govscore.tally import Tally

SHEET = "得分说明"
HEADINGS = ("条款", "计分项目", "信息标题", "怎么算", "得分", "原表单元格", "本簿单元格")
WIDTHS = (12.0, 22.0, 36.0, 22.0, 9.0, 18.0, 18.0)
CLAUSE, ITEM, TITLE, SUM, POINTS, SOURCE, OWN = range(len(HEADINGS))
HINT = "每一分按哪一条、从哪一格来，都在这里；本表是本次计算的明细，改动别的表后不重算。"
TITLE_HEIGHT, HEAD, ROW, FIRST = 42, 30, 19, 3  # heights in points; the first row of lines
MOST_LINKS = 60_000  # a worksheet holds 65,530
NO_TITLE = 0.0  # the width of the titles' column where the office keeps no log
NO_CELL = "表中没有"
Posting = dict[str, Any]
_NONE: Mapping[int, str | Url] = {}


class PostingsSheet:
    """Writes all postings, units in printed order."""

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, figures: Figures, sources: Sources) -> None:
        self.scheme, self.figures, self.sources = scheme, figures, sources
        self.titles = {row["item"]: row["title"] for row in frames.records(tally.items)}
        self.pending: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for (unit, column), word in tally.pending.items():
            self.pending[unit].append((self._called(unit, column), word))
        self.postings: dict[int, list[Posting]] = defaultdict(list)
        for posting in frames.records(scored.postings):
            self.postings[posting["unit"]].append(posting)
        self.clauses = {clause: _link(address.link, clause) for clause, address in figures.rules.rows.items()}
        self.links = 0
        self.widths = list(WIDTHS) if self.titles else [*WIDTHS[:TITLE], NO_TITLE, *WIDTHS[TITLE + 1 :]]

    def write(self, sheet: Any, title: str, styles: Styles) -> None:
        """Writes the whole sheet."""
        self.sheet, self.styles = sheet, styles
        for number, width in enumerate(self.widths):
            sheet.set_column(number, number, width, None, {"hidden": width == NO_TITLE})
        last = len(HEADINGS) - 1
        hint = self.sources.hint(HINT)
        high = 16.0 * lines_of(hint, sum(self.widths)) + 4
        for at, (text, style, height) in enumerate(((title, styles.title, TITLE_HEIGHT), (hint, styles.note, high))):
            sheet.merge_range(at, 0, at, last, text, style)
            sheet.set_row(at, height)
        for column, text in enumerate(HEADINGS):
            sheet.write_string(FIRST - 1, column, text, styles.head)
        sheet.set_row(FIRST - 1, HEAD)
        at = FIRST
        for unit in self.figures.units.values():
            at = self._unit(at, unit)
        page(sheet, wide=bool(self.titles))
        sheet.repeat_rows(FIRST - 1, FIRST - 1)
        sheet.freeze_panes(FIRST, 0)

    def _unit(self, at: int, unit: dict[str, Any]) -> int:
        """A unit's heading, its lines and its sums; returns the row below."""
        last = len(HEADINGS) - 1
        heading = self._heading(unit)
        put(self.sheet, at, 0, at, last, heading, self.styles.band)
        self.sheet.set_row(at, 16.0 * lines_of(heading, sum(self.widths)) + 6)
        at += 1
        for posting in self._lines(unit):
            self._posting(at, posting)
            at += 1
        for name, word in self.pending[unit["unit"]]:
            self._row(at, {ITEM: name, SUM: f"{word}，不计分"})
            at += 1
        if not unit["excluded"]:
            for name, key in (("本期得分", "score"), ("上期累计", "prior"), ("全年累计", "cumulative")):
                self._row(at, {ITEM: name}, unit[key])
                at += 1
        return at

    @staticmethod
    def _heading(unit: dict[str, Any]) -> str:
        if unit["excluded"]:
            return f"{unit['name']}（{unit['tier']}，不计分、不排名）"
        group = f"，{unit['group']}" if unit["group"] else ""
        place = f"，第{unit['rank']}位{'（并列）' if unit['tied'] else ''}" if unit["rank"] else ""
        return f"{unit['name']}（{unit['tier']}{group}{place}）"

    def _lines(self, unit: dict[str, Any]) -> Iterator[Posting]:
        """A unit's postings, component by component."""
        own = self.postings[unit["unit"]]
        for component in dict.fromkeys((*self.scheme.component_ids, "")):
            yield from (posting for posting in own if posting["component"] == component)

    def _posting(self, at: int, posting: Posting) -> None:
        rule = self.scheme.rules[posting["rule"]]
        texts = {
            CLAUSE: rule.clause,
            ITEM: self._called(posting["unit"], posting["column"]),
            TITLE: self.titles.get(posting["item"], ""),
            SUM: arithmetic(rule, posting),
        }
        targets: dict[int, str | Url] = {}
        if rule.clause in self.clauses:
            targets[CLAUSE] = self.clauses[rule.clause]
        texts[SOURCE], targets[SOURCE] = self._source(posting)
        if own := self._own(posting):
            texts[OWN], targets[OWN] = own.text, own.link
        self._row(at, texts, posting["points"], targets)

    def _called(self, unit: int, column: str) -> str:
        return self.scheme.called(self.figures.units[unit]["tier"], column)

    def _source(self, posting: Posting) -> tuple[str, str]:
        """The cell of the clerk's sheet, and the link into the copy where there is one."""
        if posting["sheet"] < 0:
            return NO_CELL, ""
        return self.sources.cell((posting["sheet"], posting["row"], posting["col"]))

    def _own(self, posting: Posting) -> Address | None:
        """The cell of this workbook that holds the figure."""
        if posting["item"] < 0:
            return self.figures.count_cell(posting["unit"], posting["column"])
        items = self.figures.items
        if items is None or posting["column"] not in items.places:
            return None
        row = items.at.get((posting["sheet"], posting["row"]))
        return None if row is None else Address(items_sheet.SHEET, row, items.places[posting["column"]])

    def _row(
        self, at: int, texts: Mapping[int, str], amount: int | None = None, targets: Mapping[int, str | Url] = _NONE
    ) -> None:
        """One line: texts and link targets by column, points in millionths; every cell once."""
        style = self.styles.name if len(texts) > 1 else self.styles.head  # a sum has its name only
        for column in range(len(HEADINGS)):
            text = texts.get(column, "")
            if column == POINTS and amount is not None:
                self.sheet.write_number(at, column, float(points.points_decimal(amount)), style)
            elif (target := targets.get(column)) and self.links < MOST_LINKS:
                self.links += 1
                self.sheet.write_url(at, column, target, self.styles.link, text)
            else:
                put(self.sheet, at, column, at, column, text, self.styles.words if column == TITLE else style)
        lines = max((lines_of(text, self.widths[column]) for column, text in texts.items() if text), default=1)
        self.sheet.set_row(at, max(ROW, 16.0 * lines + 4))


def _link(target: str, text: str) -> Url:
    """A link that many cells share."""
    link = Url(target)
    link.text = text
    return link
