"""Exact numbers: counts and points as scaled integers in frames, Decimal at the edges, never a float between.

A count is an int64 of thousandths of an item (two units that share an item have 0.5 each), a point an int64 of
millionths of a point, so that any count times any points per item is exact. Rounding happens here only.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

COUNT_SCALE = 1_000
POINT_SCALE = 1_000_000
POINTS_PER_COUNT = POINT_SCALE // COUNT_SCALE

Rounding = Literal["half_up", "half_even", "down", "up"]
_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
_LARGEST = 10**9  # no office counts a thousand million of anything; beyond it int64 sums could overflow


class InexactError(ValueError):
    """A number that has more decimals than its scale can hold, or is too large to add up safely."""


def decimal_of(value: int | float) -> Decimal:
    """The number a cell shows to 15 significant digits: a spreadsheet computes 26.700000000000003 for 26.7."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def scaled(number: Decimal, scale: int) -> int:
    """`number` × `scale` as an int; InexactError where that is no whole number or out of range."""
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise InexactError(f"{number} is out of range")
    result = number * scale
    if result != result.to_integral_value():
        raise InexactError(f"{number} has more decimals than 1/{scale}")
    return int(result)


def to_count(number: Decimal) -> int:
    """Thousandths of an item."""
    return scaled(number, COUNT_SCALE)


def to_points(number: Decimal) -> int:
    """Millionths of a point."""
    return scaled(number, POINT_SCALE)


def per_item(points: Decimal) -> int:
    """Factor that turns thousandths of items into millionths of points; points have at most 3 decimals."""
    return scaled(points, POINTS_PER_COUNT)


def exact(number: Decimal) -> bool:
    """Whether a number of a rule has few enough decimals to be reckoned with exactly: at most 3."""
    return number.is_finite() and number == number.quantize(Decimal("0.001"))


def plain(number: Decimal) -> str:
    """Digits without exponent and without trailing zeros: 26.50 → 26.5, -0 → 0."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def number_in(text: object) -> Decimal | None:
    """The number that a figure as printed is, a percent without its sign; None for words and for nothing."""
    try:
        number = Decimal(str(text or "").removesuffix("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def points_decimal(points: int) -> Decimal:
    """Millionths of a point as an exact Decimal."""
    return Decimal(int(points)) / POINT_SCALE


@lru_cache(maxsize=8192)  # few figures, each asked for many times
def points_text(points: int) -> str:
    """Millionths of a point, exact, in digits."""
    return plain(points_decimal(points))


@lru_cache(maxsize=8192)
def count_text(count: int) -> str:
    """Thousandths of an item, exact, in digits."""
    return plain(Decimal(int(count)) / COUNT_SCALE)


def rounded(number: Decimal, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """`number` to `decimals` places by the scheme's declared rounding."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=_MODES[mode])


def percent_exact(points: int, target: Decimal) -> Decimal:
    """Share of the target in percent, unrounded (to 28 digits); the target is in points and not zero."""
    return points_decimal(points) * 100 / target


def percent_text(points: int, target: Decimal | None, decimals: int, mode: Rounding = "half_up") -> str | None:
    """Share of the target in percent without the sign, rounded as declared; None without a target."""
    if not target:
        return None
    return plain(rounded(percent_exact(points, target), decimals, mode))


@lru_cache(maxsize=8192)
def points_shown(points: int, decimals: int, mode: Rounding = "half_up") -> str:
    """Points as an office prints them: at most `decimals` places, no trailing zeros."""
    return plain(rounded(points_decimal(points), decimals, mode))
