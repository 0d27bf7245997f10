"""What all rule kinds share: the model's fields and the postings they yield."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, NamedTuple, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from govscore.core import points
from govscore.core.formulas import Formula, times

if TYPE_CHECKING:
    import pandas as pd


class Model(BaseModel):
    """A frozen part of a scheme file; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


def _number(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _whole_factor(value: Decimal) -> Decimal:
    points.per_item(value)  # raises points.InexactError, a ValueError, which pydantic reports with its place
    return value


Number = Annotated[Decimal, BeforeValidator(_number)]  # TOML writes 5 as well as 0.5
Points = Annotated[Number, AfterValidator(_whole_factor)]


Many = Annotated[tuple[str, ...], Field(strict=False)]  # a TOML array of ids or names


class Rule(Model):
    """The fields of every rule: `clause` of the issued document, and its wording for the notice.

    Where a clause takes several rules, the first holds its wording.
    """

    kind: str
    clause: str
    text: str = ""
    component: str | None = None

    @property
    def tiers(self) -> frozenset[str]:
        """Names of the tiers that the rule speaks of."""
        return frozenset()

    @property
    def columns(self) -> frozenset[str]:
        """The ids of the columns whose figures the rule uses."""
        raise TypeError(f"rule kind {self.kind} does not say which columns it uses")

    @property
    def paid(self) -> frozenset[str]:
        """Of those, the ids whose every figure becomes a posting."""
        return self.columns


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


class Figures(Protocol):
    """What a rule's formula refers to: a unit's figures and the rule's own parameters, as formulas."""

    tier: str

    def count(self, column: str) -> Formula:
        """The unit's figure in a column; formulas.ZERO where the workbook has no such column."""

    def parameter(self, key: str) -> Formula:
        """One of the rule's parameters."""


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

    secondary: bool
    direct: bool

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
