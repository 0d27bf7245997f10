"""What all rule kinds share: the model's fields and the postings they yield."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from govscore import points

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


class Rule(Model):
    """The fields of every rule: `clause` of the issued document, and its wording for the notice."""

    kind: str
    clause: str
    text: str

    @property
    def columns(self) -> frozenset[str]:
        """The ids of the columns whose figures the rule uses."""
        raise TypeError(f"rule kind {self.kind} does not say which columns it uses")

    @property
    def paid(self) -> frozenset[str]:
        """Of those, the ids whose every figure becomes a posting."""
        return self.columns


def posted(tally: pd.DataFrame, points_: pd.Series) -> pd.DataFrame:
    """Postings from tally rows and their points (int64 millionths); rows keep their cells."""
    return tally.assign(points=points_.astype("int64"))
