"""Slips of the pen: two digits swapped, the decimal point moved, the sign lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govscore.core.points import plain
from govscore.recheck.causes.guess import LIKELY, POSSIBLE, Guess


def guesses(stated: Decimal, computed: Decimal) -> Iterator[Guess]:
    """What the pen may have done to the right figure."""
    right, wrong = plain(computed), plain(stated)
    if swapped(wrong, right):
        yield Guess(LIKELY, f"数字写颠倒了：{right}写成{wrong}")
    if stated and stated == -computed:
        yield Guess(LIKELY, "正负号写反了")
    if stated and stated in (computed * 10, computed / 10, computed * 100, computed / 100):
        yield Guess(POSSIBLE, f"小数点或位数写错了：{right}写成{wrong}")


def swapped(one: str, other: str) -> bool:
    """True where two neighbouring digits changed places and nothing else did."""
    if len(one) != len(other) or one == other:
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and (one[apart[0]], one[apart[1]]) == (other[apart[1]], other[apart[0]])
    )
