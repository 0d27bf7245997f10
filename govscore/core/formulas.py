"""Formulas with their values: what the program reckons, written so that a spreadsheet reckons the same.

A formula carries its text (without the leading =) and the exact value that the text has for the present figures.
Whoever writes it into a cell compares that value with the program's own figure, so the two cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from govscore.core.points import Rounding, plain, rounded

EXACT = 6  # decimals of a point that the program keeps; rounding to them takes the noise of floats away
_FUNCTIONS: dict[Rounding, str] = {"half_up": "ROUND", "down": "ROUNDDOWN", "up": "ROUNDUP"}


class Formula(NamedTuple):
    """`text` and its exact `value`; `loose`: a sum, which needs brackets beside × and −."""

    text: str
    value: Decimal
    loose: bool = False

    @property
    def tight(self) -> str:
        """The text as a factor."""
        return f"({self.text})" if self.loose else self.text


class Area(NamedTuple):
    """A column of cells, `text` (计分底表!C$4:C$19), and the exact `values` of those with numbers, in order."""

    text: str
    values: tuple[Decimal, ...]


ZERO = Formula("0", Decimal(0))


def figure(reference: str, value: Decimal) -> Formula:
    """A cell whose dash, blank or word counts as nothing."""
    return Formula(f"N({reference})", value)


def total(parts: Sequence[Formula]) -> Formula:
    """The sum of the parts; 0 of none."""
    known = [part for part in parts if part is not ZERO]
    if len(known) < 2:
        return known[0] if known else ZERO
    text = "+".join(part.text for part in known).replace("+-", "-")
    return Formula(text, sum((part.value for part in known), Decimal(0)), loose=True)


def times(*factors: Formula) -> Formula:
    """The product of the factors."""
    value = Decimal(1)
    for factor in factors:
        value *= factor.value
    return Formula("*".join(factor.tight for factor in factors), value)


def less(whole: Formula, part: Formula) -> Formula:
    """The difference of two formulas."""
    return Formula(f"{whole.text}-{part.tight}", whole.value - part.value, loose=True)


def above(whole: Formula, most: Formula) -> Formula:
    """By how much a sum is above the most; 0 if it is not."""
    return Formula(f"MAX(0,{less(whole, most).text})", max(Decimal(0), whole.value - most.value))


def largest(parts: Sequence[Formula]) -> Formula:
    """The largest of the parts; of one, itself."""
    if len(parts) == 1:
        return parts[0]
    return Formula(f"MAX({','.join(part.text for part in parts)})", max(part.value for part in parts))


def reaching(count: Formula, least: Formula, then: Formula, otherwise: Formula) -> Formula:
    """`then` where the count is at least so much, else `otherwise`."""
    value = then.value if count.value >= least.value else otherwise.value
    return Formula(f"IF({count.text}>={least.text},{then.text},{otherwise.text})", value)


def if_any(count: Formula, then: Formula, otherwise: Formula) -> Formula:
    """`then` where the count is above 0, else `otherwise`."""
    return Formula(f"IF({count.text}>0,{then.text},{otherwise.text})", (then if count.value > 0 else otherwise).value)


def place_in(own: Formula, area: Area) -> Formula:
    """The place of a number of the area among them all, the largest first; equal ones share theirs."""
    return Formula(f"RANK({own.text},{area.text})", Decimal(1 + sum(value > own.value for value in area.values)))


def entry(area: Area, place: Formula, beyond: Formula) -> Formula:
    """The number at a place of an area, counted from 1; `beyond` after its last."""
    at = int(place.value)
    value = area.values[at - 1] if at <= len(area.values) else beyond.value
    return Formula(f"IF({place.text}>ROWS({area.text}),{beyond.text},INDEX({area.text},{place.text}))", value)


def or_word(formula: Formula, nothing: Sequence[Formula], word: str) -> Formula:
    """The formula, or the office's word for none where all of `nothing` are 0."""
    tests = ",".join(f"{part.text}=0" for part in nothing)
    test = f"AND({tests})" if len(nothing) > 1 else tests
    return Formula(f'IF({test},"{word}",{formula.text})', formula.value)


def rounding(formula: Formula, decimals: int, mode: Rounding = "half_up") -> Formula:
    """A formula rounded as the scheme declares.

    Modes that a float's noise could tip over (all but half up) see the figure at its exact decimals. Half to even
    has no function of its own: an exact half after an even digit goes down, everything else as usual.
    """
    value = rounded(formula.value, decimals, mode)
    if mode == "half_up":
        return Formula(f"ROUND({formula.text},{decimals})", value)
    exact = f"ROUND({formula.text},{EXACT})"
    if mode != "half_even":
        return Formula(f"{_FUNCTIONS[mode]}({exact},{decimals})", value)
    half = f"ROUND(MOD(ABS({exact})*{10**decimals},2),{EXACT})=0.5"
    return Formula(f"IF({half},ROUNDDOWN({exact},{decimals}),ROUND({exact},{decimals}))", value)


def exact(formula: Formula) -> Formula:
    """A formula without the noise of floats; its value is what it was."""
    return Formula(f"ROUND({formula.text},{EXACT})", formula.value)


def number(value: Decimal) -> Formula:
    """A number written into the formula itself."""
    return Formula(plain(value), value, loose=value < 0)


def negative(formula: Formula) -> Formula:
    """The formula taken off."""
    return Formula(f"-{formula.tight}", -formula.value, loose=True)
