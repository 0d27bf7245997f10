"""The sheet that proves every score (得分说明): all postings of each unit, line by line, down to its cumulative points.

A line names its clause (a link to 计分办法), what was counted, the sum, and the cell of the clerk's sheet that it comes
from; where a copy of the clerk's sheets lies beside the workbook (复核表.xlsx) that is a link too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsxwriter.url import Url

from govscore.core import frames, points
from govscore.outputs.ranking import items_sheet
from govscore.outputs.ranking.figures import Figures
from govscore.outputs.ranking.sources import Sources
from govscore.scheme.points_scheme import Scheme
from govscore.sheets.addresses import Address
from govscore.sheets.styles import Styles, lines_of, page, put

if TYPE_CHECKING:
    from govscore.scoring.scoring import Scored
    from govscore.tally import Tally

SHEET = "得分说明"
HEADINGS = ("单位", "条款", "计分项目", "信息标题", "怎么算", "得分", "原表单元格", "本簿单元格")
WIDTHS = (16.0, 12.0, 22.0, 36.0, 26.0, 9.0, 19.0, 19.0)
UNIT, CLAUSE, ITEM, TITLE, SUM, POINTS, SOURCE, OWN = range(len(HEADINGS))
HINT = (
    "每一分按哪一条、从哪一格来，都在这里；点“单位”右边的箭头可以只看一个单位。"
    "本表是本次计算的明细，改动别的表后不重算。"
)
TITLE_HEIGHT, HEAD, ROW, FIRST = 42, 30, 19, 3  # heights in points; the first row of lines
MOST_LINKS = 60_000  # a worksheet holds 65,530
NO_TITLE = 0.0  # the width of the titles' column where the office keeps no log
NO_CELL = "表中没有"
RESULTS = ("stated", "prior")
SUMS = {"score": ("本期得分", "各项小计相加"), "prior": ("上期累计", "各项上期相加"), "cumulative": ("全年累计", "")}
Posting = dict[str, Any]
_NONE: Mapping[int, str | Url] = {}


class PostingsSheet:
    """Writes all postings, units in printed order."""

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, figures: Figures, sources: Sources) -> None:
        self.scheme, self.figures, self.sources, self.prior = scheme, figures, sources, tally.prior
        self.names = {part.id: part.name for part in scheme.components}
        printed: dict[str, str] = {
            c.figure or "prior": c.name for c in scheme.columns if c.role in RESULTS and not c.component
        }
        self.called = {key: _both(name, printed.get(key, name)) for key, (name, _) in SUMS.items()}
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
        sheet.autofilter(FIRST - 1, 0, max(at, FIRST + 1) - 1, last)
        page(sheet, wide=bool(self.titles))
        sheet.repeat_rows(FIRST - 1, FIRST - 1)
        sheet.freeze_panes(FIRST, 0)

    def _unit(self, at: int, unit: dict[str, Any]) -> int:
        """A unit's heading, its lines and its sums; returns the row below."""
        heading = self._heading(unit)
        put(self.sheet, at, 0, at, len(HEADINGS) - 1, heading, self.styles.band)
        self.sheet.set_row(at, 16.0 * lines_of(heading, sum(self.widths)) + 6)
        self.unit, self.at = unit, at + 1
        for component in dict.fromkeys((*self.scheme.component_ids, "")):
            self._component(component)
        for name, word in self.pending[unit["unit"]]:
            self._row({ITEM: name, SUM: f"{word}，不计分"})
        if not unit["excluded"]:
            self._sums()
        return self.at

    @staticmethod
    def _heading(unit: dict[str, Any]) -> str:
        if unit["excluded"]:
            return f"{unit['name']}（{unit['tier']}，不计分、不排名）"
        group = f"，{unit['group']}" if unit["group"] else ""
        place = f"：第{unit['rank']}位{'，并列' if unit['tied'] else ''}" if unit["rank"] else ""
        return f"{unit['name']}（{unit['tier']}{group}）{place}"

    def _component(self, component: str) -> None:
        """The postings of a component and its sum, with the points before the period and where they stand."""
        for posting in self.postings[self.unit["unit"]]:
            if posting["component"] == component:
                self._posting(posting)
        if component not in self.names or self.unit["excluded"]:
            return
        part = {name: self.figures.value(self.unit, name, component) for name in ("score", "prior", "cumulative")}
        texts: dict[int, str] = {
            ITEM: f"{self.names[component]}小计",
            SUM: f"上期{points.plain(part['prior'])}，累计{points.plain(part['cumulative'])}",
        }
        self._row(texts, part["score"], self._prior(texts, component, "上期："))

    def _prior(self, texts: dict[int, str], component: str, word: str = "") -> dict[int, str | Url]:
        """Adds to the texts where a component's points before the period stand; the targets of their links."""
        targets: dict[int, str | Url] = {}
        _, cell = self.prior.get((self.unit["unit"], component), (0, None))
        if cell is not None:
            texts[SOURCE], targets[SOURCE] = self.sources.cell(cell)
            texts[SOURCE] = word + texts[SOURCE]
            if own := self.figures.prior_cell(self.unit, component):
                texts[OWN], targets[OWN] = word + own.text, own.link
        return targets

    def _sums(self) -> None:
        """The period's points, those before it, and both together."""
        for key, (_, how) in SUMS.items():
            texts = {ITEM: self.called[key], SUM: how if self.names else ""}
            targets = self._prior(texts, "") if key == "prior" else {}
            if key != "prior" and (own := self.figures.shown(self.unit["unit"], key, "")):
                texts[OWN], targets[OWN] = own.text, own.link
            self._row(texts, points.points_decimal(self.unit[key]), targets)

    def _posting(self, posting: Posting) -> None:
        rule = self.scheme.rules[posting["rule"]]
        texts: dict[int, str] = {
            CLAUSE: rule.clause,
            ITEM: "、".join(self._called(posting["unit"], one) for one in rule.compared or (posting["column"],)),
            TITLE: self.titles.get(posting["item"], ""),
            SUM: rule.words(posting, self.unit["tier"]),
        }
        targets: dict[int, str | Url] = {}
        if rule.clause in self.clauses:
            targets[CLAUSE] = self.clauses[rule.clause]
        place = posting["sheet"], posting["row"], posting["col"]
        texts[SOURCE], targets[SOURCE] = self.sources.cell(place) if place[0] >= 0 else (NO_CELL, "")
        if own := self._own(posting):
            texts[OWN], targets[OWN] = own.text, own.link
        self._row(texts, points.points_decimal(posting["points"]), targets)

    def _called(self, unit: int, column: str) -> str:
        return self.scheme.called(self.figures.units[unit]["tier"], column)

    def _own(self, posting: Posting) -> Address | None:
        """The cell of this workbook that holds the figure."""
        if posting["item"] < 0:
            return self.figures.posted_cell(posting)
        items = self.figures.items
        if items is None or posting["column"] not in items.places:
            return None
        row = items.at.get((posting["sheet"], posting["row"]))
        return None if row is None else Address(items_sheet.SHEET, row, items.places[posting["column"]])

    def _row(
        self, texts: Mapping[int, str], amount: Decimal | None = None, targets: Mapping[int, str | Url] = _NONE
    ) -> None:
        """One line: texts and link targets by column, points; every cell once."""
        at, style = self.at, self.styles.name if CLAUSE in texts or amount is None else self.styles.head
        self.sheet.write_string(at, UNIT, self.unit["name"], self.styles.text)
        for column in range(CLAUSE, len(HEADINGS)):
            text = texts.get(column, "")
            if column == POINTS and amount is not None:
                self.sheet.write_number(at, column, float(amount), style)
            elif (target := targets.get(column)) and self.links < MOST_LINKS:
                self.links += 1
                self.sheet.write_url(at, column, target, self.styles.link, text)
            elif text:
                self.sheet.write_string(at, column, text, self.styles.words if column == TITLE else style)
            else:
                self.sheet.write_blank(at, column, None, self.styles.words if column == TITLE else style)
        lines = max((lines_of(text, self.widths[column]) for column, text in texts.items() if text), default=1)
        self.sheet.set_row(at, max(ROW, 16.0 * lines + 4))
        self.at += 1


def _both(name: str, printed: str) -> str:
    """A result's name, and what the office's table calls it."""
    return name if printed in name else f"{name}（{printed}）"


def _link(target: str, text: str) -> Url:
    """A link that many cells share."""
    link = Url(target)
    link.text = text
    return link
