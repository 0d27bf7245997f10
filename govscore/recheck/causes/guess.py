"""A guess, and the choice among several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

SURE, LIKELY, POSSIBLE = 0, 1, 2


class Guess(NamedTuple):
    """What may have happened; of several guesses that fit, only those of the best `rank` (0 first) count."""

    rank: int
    text: str


def best(guesses: Iterable[Guess]) -> str:
    """The one best guess, '' where there is none or several are equally good."""
    found = sorted(set(guesses), key=lambda guess: guess.rank)
    first = [guess for guess in found if guess.rank == found[0].rank]
    return f"可能是{first[0].text}" if len(first) == 1 else ""
