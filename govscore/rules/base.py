"""What a rule kind is: a class with its fields, its words and what it does; and what all kinds share.

Whoever needs to know what a rule does asks its methods. Only a kind's own file names the kind.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from govscore.core.formulas import Area, Formula, times
from govscore.core.points import per_item, points_text

if TYPE_CHECKING:
    import pandas as pd


class Model(BaseModel):
    """A frozen part of a scheme file; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


def _number(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _whole_factor(value: Decimal) -> Decimal:
    per_item(value)  # raises points.InexactError, a ValueError, which pydantic reports with its place
    return value


Number = Annotated[Decimal, BeforeValidator(_number)]  # TOML writes 5 as well as 0.5
Points = Annotated[Number, AfterValidator(_whole_factor)]


Many = Annotated[tuple[str, ...], Field(strict=False)]  # a TOML array of ids or names


class Rule(Model):
    """The fields of every rule, `clause` of the issued document and its wording for the notice; what a kind can do.

    Where a clause takes several rules, the first holds its wording. A kind says `columns` and `postings`, its
    `definition` and `example` in the office's words, and overrides what else is not as usual.
    """

    definition: ClassVar[str]
    example: ClassVar[str]
    label: ClassVar[str] = ""  # how it comes to its points, where `words` shows no sum

    kind: str
    clause: str
    text: str = ""
    component: str | None = None

    @property
    def tiers(self) -> frozenset[str]:
        """Names of the tiers that the rule speaks of."""
        return frozenset()

    @property
    @abstractmethod
    def columns(self) -> frozenset[str]:
        """The ids of the columns whose figures the rule uses."""

    @property
    def paid(self) -> frozenset[str]:
        """Of those, the ids whose every figure becomes a posting."""
        return self.columns

    @property
    def prices(self) -> Mapping[str, Decimal]:
        """Points that every single item in a column gives, by column."""
        return {}

    @property
    def compared(self) -> tuple[str, ...]:
        """The columns whose sum is set against that of the tier's other units; none if each unit stands for itself."""
        return ()

    @property
    def repeatable(self) -> frozenset[str]:
        """The columns in which one item may have several marks, each of which counts."""
        return frozenset()

    @property
    def due(self) -> tuple[str, str] | None:
        """The columns of what a unit was asked for and of what it sent."""
        return None

    @property
    def live(self) -> bool:
        """Whether `formula` gives its points; where not, they stand in the ranking workbook as values."""
        return type(self).formula is not Rule.formula

    @abstractmethod
    def postings(self, ledger: Ledger) -> pd.DataFrame:
        """Its points: frames.POSTINGS without `rule`."""

    def doubts(self, ledger: Ledger) -> list[Doubt]:
        """What it cannot decide or does not allow."""
        return []

    def words(self, posting: Posting, tier: str) -> str:
        """How a posting of a unit of this tier comes to its points."""
        given = points_text(posting["points"])
        return f"{self.label}，{given}" if self.label else f"{given}分"

    def forgotten(self, given: Decimal) -> str:
        """What happened, in the office's words, where the points that it gives (or, below 0, takes) were left out."""
        return "的分没有计" if given > 0 else "的扣分没有扣"

    def missing(self, posting: Posting) -> Decimal:
        """The points that each item short takes off in a posting; 0 where none is short."""
        return Decimal(0)

    def parameters(self, names: Names) -> list[Parameter]:
        """Its numbers on the ranking workbook's sheet of rules, to which its formula refers."""
        return []

    def formula(self, unit: Figures) -> Formula | None:
        """Its points of a unit beside those of the log's items."""
        return None

    def reduce(self, row: ItemRow, parts: list[Part]) -> list[Part]:
        """What it makes of the parts of an item's points; UnwritableError where no formula says it."""
        return parts


class Reduction(Rule):
    """A rule that takes off what other rules gave in `channels`; it pays nothing itself."""

    channels: Many

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it acts on."""
        return frozenset(self.channels)

    @property
    def paid(self) -> frozenset[str]:
        """None."""
        return frozenset()


class Ledger(NamedTuple):
    """What a rule sees: figures and units that are scored, the postings of the rules before it, what came before.

    `counts` is frames.TALLY, `units` frames.UNITS, `prior` millionths of a point by unit; `posted` gives the postings.
    """

    counts: pd.DataFrame
    units: pd.DataFrame
    posted: Callable[[], pd.DataFrame]
    prior: pd.Series
    closes_year: bool

    @property
    def earlier(self) -> pd.DataFrame:
        """The postings of the rules before this one (frames.POSTINGS), joined only where a rule looks at them."""
        return self.posted()


class Doubt(NamedTuple):
    """Something that a rule cannot decide or does not allow: a problem code, its words, and its cell if any."""

    code: str
    unit: int
    cell: tuple[int, int, int] | None
    words: dict[str, str]


class Parameter(NamedTuple):
    """A number of a clause that the ranking workbook's formulas refer to: its key in the rule, its words, its value."""

    key: str
    words: str
    value: Decimal


Names = Mapping[str, str]  # column id → the office's name
Posting = Mapping[str, Any]  # a row of frames.POSTINGS


class Rivals(NamedTuple):
    """How much a unit has, and how much all scored units of its tier have, itself among them."""

    own: Formula
    all: Area


class Figures(Protocol):
    """What a rule's formula refers to: a unit's figures and the rule's own parameters, as formulas."""

    @property
    def tier(self) -> str:
        """The unit's tier."""

    def count(self, column: str) -> Formula:
        """The unit's figure in a column; formulas.ZERO where the workbook has no such column."""

    def rivals(self, columns: tuple[str, ...]) -> Rivals | None:
        """The sums of some columns in the unit's tier (the rule's `compared`); None where others are asked about."""

    def parameter(self, key: str) -> Formula:
        """One of the rule's parameters."""

    def listed(self, keys: Sequence[str]) -> Area:
        """Some of the rule's parameters that follow one another."""


class UnwritableError(ValueError):
    """A rule's effect that no readable formula gives; the cell then holds the value."""


class Part(NamedTuple):
    """A part of an item's points: the channels it is of, its formula, and the shares that it counts with."""

    columns: frozenset[str]
    points: Formula
    shares: tuple[Formula, ...] = ()

    @property
    def weighed(self) -> Formula:
        """The points that count."""
        return times(self.points, *self.shares) if self.shares else self.points

    def within(self, channels: frozenset[str]) -> bool:
        """Whether a reduction of `channels` concerns it; UnwritableError where it does in part."""
        if self.columns & channels and not self.columns <= channels:
            raise UnwritableError
        return self.columns <= channels


class ItemRow(Protocol):
    """What a reduction's formula refers to: a row of the item log, or single marks in it, and the rule's parameters."""

    @property
    def secondary(self) -> bool:
        """Whether it is a secondary draft."""

    @property
    def direct(self) -> bool:
        """Whether it was sent straight to the higher office."""

    def alone(self, channels: frozenset[str]) -> bool:
        """Whether no further mark of the same item at the same unit is in `channels`: in other rows, or left aside."""

    def parameter(self, key: str) -> Formula:
        """One of the rule's parameters."""


def posted(rows: pd.DataFrame, points_: pd.Series, rule: Rule) -> pd.DataFrame:
    """Postings from tally rows and their points (int64 millionths); rows keep their cells."""
    return rows.assign(points=points_.astype("int64"), component=rule.component or "")


def totals(counts: pd.DataFrame, column: str, units: pd.Series) -> pd.Series:
    """A column's figure for each of `units` (int64, aligned to them), 0 where a unit has none."""
    sums = counts[counts["column"] == column].groupby("unit")["count"].sum()
    return units.map(sums).fillna(0).astype("int64")


def unit_rows(units: pd.DataFrame, counts: pd.DataFrame, column: str) -> pd.DataFrame:
    """One tally row a unit for a column: the unit's own figure and cell, or 0 at the cell of its name."""
    own = counts[counts["column"] == column].drop_duplicates("unit")
    rest = units[~units["unit"].isin(own["unit"])][["unit", "sheet", "row", "col"]]
    blank = rest.assign(column=column, count=0, item=-1, draft=0, direct=False)
    return pd_concat([own, blank[list(own.columns)]])


def by_cell(postings: pd.DataFrame) -> pd.DataFrame:
    """What each figure has so far: postings of one cell, channel and component added up, in order."""
    cell = ["unit", "column", "count", "item", "draft", "direct", "sheet", "row", "col", "component"]
    sums: pd.DataFrame = postings.groupby(cell, as_index=False, sort=False)[["points"]].sum()
    return sums


def pd_concat(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames one below the other, renumbered; empty ones do not change the types."""
    import pandas as pd

    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)
