"""The parts of a scheme of points: columns, tables, tiers, words, roster, ranking, each strictly validated."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from govscore.core.period import Style
from govscore.core.points import Rounding
from govscore.core.text import key
from govscore.rules.base import Model, Number

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Role = Literal[
    "serial", "unit", "tier", "count", "typed", "prior", "stated",
    "title", "draft", "mark", "channel", "instruction", "ignored",
]  # fmt: skip
ROLES: dict[Role, tuple[str, str]] = {  # what the office calls it, and what its cells hold
    "serial": ("序号", "running number"),
    "unit": ("单位", "who"),
    "tier": ("单位类别", "the unit's tier in words"),
    "count": ("条数", "number of items"),
    "typed": ("手填分", "points that the clerk sets"),
    "prior": ("上期累计", "points before the period"),
    "stated": ("手工数", "a figure to be rechecked; `figure` says which"),
    "title": ("标题", "an item's title, in a log"),
    "draft": ("稿件", "lead draft, secondary draft or sent directly"),
    "mark": ("采用标记", "an item's mark in a channel"),
    "channel": ("采用渠道", "an item's channel in words"),
    "instruction": ("领导批示", "leaders' instruction in words"),
    "ignored": ("不用的列", "nothing that the program uses; known, so that it is not reported"),
}
TableKind = Literal["units", "log", "prior", "stated"]
TABLE_KINDS: dict[TableKind, tuple[str, str]] = {
    "units": ("统计表", "one row a unit"),
    "log": ("信息台账", "one row an item and unit"),
    "prior": ("上期累计表", "points before the period"),
    "stated": ("手工汇总表", "typed totals only"),
}
Figure = Literal["score", "prior", "cumulative", "rank", "percent", "subtotal", "items"]
FIGURES: dict[Figure, tuple[str, str]] = {
    "score": ("本期得分", "points of the period"),
    "prior": ("上期累计", "points before the period"),
    "cumulative": ("累计得分", "both together"),
    "rank": ("名次", "rank in the tier"),
    "percent": ("占任务", "percent of the annual target"),
    "subtotal": ("小计", "points of one row of the log"),
    "items": ("条数合计", "number of items of the unit in the log"),
}
Order = Literal["score", "cumulative"]
Ties = Literal["competition", "dense", "serial"]
_T = TypeVar("_T")
Many = Annotated[tuple[_T, ...], Field(strict=False)]  # a TOML array; its items stay strict
HeadingPath = Annotated[tuple[str, ...], Field(strict=False, min_length=1)]


class PeriodStyle(Model):
    """How the office names its periods."""

    style: Style


class Numbers(Model):
    """`decimals` of printed points and their declared rounding; `fractions`: items shared by units count in parts."""

    decimals: Annotated[int, Field(ge=0, le=3)] = 2
    rounding: Rounding = "half_up"
    fractions: bool = False


class SheetWords(Model):
    """The words by which the office's sheets are read."""

    unit: Many[str]
    note: Many[str] = ("备注", "注：", "注:", "说明")
    total: Many[str] = ("合计", "总计", "小计", "总和")
    excluded: Many[str] = ()
    pending: Many[str] = ()
    group: Many[str] = ()


class Roster(Model):
    """`open`: the sheets' rows are the roster, known names only help; `closed`: an unlisted unit stops the run.

    `units`: known names by tier name.
    """

    kind: Literal["open", "closed"]
    units: dict[str, Many[str]] = Field(default_factory=dict)


class Tier(Model):
    """Units ranked among themselves; `words` are looked for in titles, headings and sheet names.

    `titles`: lines above the table, 【期间】 【年份】 【月份】 filled in; `in_notice`: shown in the notice.
    """

    id: Id
    name: str
    words: Many[str]
    ranked: bool = True
    titles: Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
    sheet: str
    notes: Many[str] = ()
    headings: dict[str, HeadingPath] = Field(default_factory=dict)
    in_notice: bool = True


class Component(Model):
    """A part of the score that the office shows by itself (州政府网站, 报送 …)."""

    id: Id
    name: str


class Table(Model):
    """A kind of table in the office's workbook.

    See TABLE_KINDS. A workbook is the scheme's if it has every required table.
    """

    id: Id
    kind: TableKind
    name: str
    required: bool = True


class Column(Model):
    """One column of a table of the office, in printed order.

    `heading`: the printed path; `match`: paths by which it is recognised, each a subsequence of a found path
    (empty: the heading itself); `figure`: for stated columns what the typed figure is, of which `component` (none:
    in all); `words`: for marks, what else may stand in the cell and which column it then means, and in a long log
    the channel's other names.
    """

    id: Id
    name: str
    role: Role
    table: Id = "main"
    heading: HeadingPath
    match: Many[HeadingPath] = ()
    figure: Figure | None = None
    component: Id | None = None
    words: dict[str, Id] = Field(default_factory=dict)
    required: bool = True
    printed: bool = True
    width: Annotated[Number, Field(ge=1, le=255)] = Decimal(8)  # characters; 255 is the widest of a sheet

    @property
    def paths(self) -> tuple[HeadingPath, ...]:
        """The paths by which it is recognised."""
        return self.match or (self.heading,)


class Drafts(Model):
    """Words of the column 稿件: lead, secondary, and sent straight to the higher office."""

    lead: Many[str] = ("主稿",)
    secondary: Many[str] = ("副稿",)
    direct: Many[str] = ("直报",)

    def read(self, word: str) -> tuple[int, bool, bool]:
        """0 lead or 1 secondary, whether sent directly, and whether the word is known or nothing at all."""
        plain = key(word)
        direct = any(key(w) in plain for w in self.direct)
        if any(key(w) in plain for w in self.secondary):
            return 1, direct, True
        return 0, direct, not plain or direct or any(key(w) in plain for w in self.lead)


class Ranking(Model):
    """By which figure, and how ties are numbered: competition 1-2-2-4, dense 1-2-2-3, serial 1-2-3-4."""

    by: Order
    ties: Ties = "competition"


class Provision(Model):
    """A clause that the clerk, not the program, applies; it stands in the notice with the others."""

    clause: str
    text: str


class Target(Provision):
    """Annual targets of groups, read from group rows; percent reached, rounded as declared."""

    decimals: Annotated[int, Field(ge=0, le=2)] = 0
    rounding: Rounding = "half_up"


class Fact(Model):
    """A figure for the notice: the sum of columns over all tiers, excluded units included."""

    name: str
    sum: Many[Id]
