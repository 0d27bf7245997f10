"""An item adopted several times counts once, at its highest; what is dropped is a posting of its own."""

import pandas as pd

from govscore.core import frames
from govscore.rules.base import Ledger
from govscore.rules.highest_only import HighestOnly


def ledger(*rows: tuple[int, str, int, int]) -> Ledger:
    """Earlier postings of unit 0: item, column, points, sheet row."""
    made = [(0, column, 1000, item, 0, False, 0, row, 0, points * 10**6, "", 0) for item, column, points, row in rows]
    earlier = frames.frame(made, frames.POSTINGS)
    empty = frames.frame([], frames.TALLY)
    return Ledger(empty, frames.frame([], frames.UNITS), lambda: earlier, pd.Series(dtype="int64"), False)


RULE = HighestOnly(kind="highest_only", clause="第5条", text="只计最高", channels=("city", "province"))


def dropped(*rows: tuple[int, str, int, int]) -> list[tuple[int, str, int]]:
    found = RULE.postings(ledger(*rows))
    return list(zip(found["item"], found["column"], found["points"] // 1_000_000, strict=True))


def test_the_lower_one_is_taken_back() -> None:
    assert dropped((7, "city", 5, 1), (7, "province", 10, 1)) == [(7, "city", -5)]


def test_of_equal_ones_the_first_stays() -> None:
    assert dropped((7, "city", 5, 1), (7, "city", 5, 2)) == [(7, "city", -5)]


def test_items_and_other_channels_are_apart() -> None:
    assert dropped((7, "city", 5, 1), (8, "province", 10, 2), (7, "county", 1, 1)) == []
