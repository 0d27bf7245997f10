"""`[[examples]]` of a scheme: what one unit had, and its points as a sum that everyone can follow."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from govscore.core.arithmetic import value_of
from govscore.rules.base import Model, Points
from govscore.scheme.points_parts import Id, Many


def _sum(text: str) -> str:
    value_of(text)  # raises ValueError, which pydantic reports with its place
    return text


Sum = Annotated[str, AfterValidator(_sum)]


class ExampleRow(Model):
    """One row of an item log: `marks` by column id, the words of the column 稿件; rows of one `title` are one item."""

    marks: dict[Id, Points]
    draft: str = ""
    title: str = ""


class Example(Model):
    """A unit's figures by column id and rows of the log, and the points of the period that the `clause` gives it.

    `tier` (the scheme's first one if left out); `prior`: points before the period; `year_end`: the period closes it.
    """

    clause: str
    tier: str | None = None
    counts: dict[Id, Points] = Field(default_factory=dict)
    items: Many[ExampleRow] = ()
    prior: Points | None = None
    year_end: bool = False
    expected: Sum
