"""The likely cause of a difference, guessed from the postings; nothing is said where several guesses fit equally."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from govscore import frames
from govscore.points import COUNT_SCALE, percent_exact, plain, points_decimal, rounded
from govscore.scheme import Scheme
from govscore.scoring import Scored
from govscore.tally import Stated, Tally

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Guess:
    """What may have happened; of several guesses that fit, only those of the best `rank` (0 first) count."""

    rank: int
    text: str


class Causes:
    """Guesses for one workbook's differences."""

    def __init__(self, scheme: Scheme, tally: Tally, scored: Scored, standings: pd.DataFrame) -> None:
        self.scheme = scheme
        self.rows = {row["unit"]: row for row in frames.records(standings)}
        self.scored = scored
        self.postings: dict[int, list[dict[str, Any]]] = {}
        for row in frames.records(scored.postings):
            self.postings.setdefault(row["unit"], []).append(row)
        self.titles = {row["item"]: row["title"] for row in frames.records(tally.items)}
        self.cells = [(row["sheet"], row["row"]) for row in frames.records(tally.items)]
        self.prior = {unit: scored.prior.loc[unit].to_dict() for unit in self.rows}

    def hint(self, item: Stated, stated: Decimal, computed: Decimal) -> str:
        """The one best guess in words, '' where there is none or several are equally good."""
        found = sorted(set(self._guesses(item, stated, computed)), key=lambda guess: guess.rank)
        best = [guess for guess in found if guess.rank == found[0].rank]
        return best[0].text if len(best) == 1 else ""

    def _guesses(self, item: Stated, stated: Decimal, computed: Decimal) -> Iterator[Guess]:
        if item.figure == "rank":
            return
        if item.figure == "percent":
            yield from self._rounding(item, stated)
            return
        difference = stated - computed
        rows = self._concerned(item)
        if item.figure in ("score", "subtotal"):
            yield from self._clauses(rows, difference)
            yield from _items(rows, difference, self.titles)
            yield from self._channels(rows, difference)
        if item.figure == "cumulative":
            yield from self._carried(item, stated, computed)
        if swapped(plain(stated), plain(computed)):
            yield Guess(1, f"可能是数字写颠倒了：{plain(computed)}写成{plain(stated)}")

    def _concerned(self, item: Stated) -> list[dict[str, Any]]:
        """The postings that make up the figure."""
        rows = self.postings.get(item.unit, [])
        if item.figure == "subtotal":
            cell = self.cells[item.item]
            return [row for row in rows if (row["sheet"], row["row"]) == cell]
        return [row for row in rows if not item.component or row["component"] == item.component]

    def _clauses(self, rows: list[dict[str, Any]], difference: Decimal) -> Iterator[Guess]:
        """All that one clause gave or took was left out."""
        sums: dict[int, int] = {}
        for row in rows:
            sums[row["rule"]] = sums.get(row["rule"], 0) + row["points"]
        for number, total in sums.items():
            if total and points_decimal(total) == -difference:
                rule = self.scheme.rules[number]
                word = "没有扣" if total < 0 else "没有计"
                yield Guess(0, f"可能是{rule.clause}的{plain(abs(points_decimal(total)))}分{word}")

    def _channels(self, rows: list[dict[str, Any]], difference: Decimal) -> Iterator[Guess]:
        """One more or one fewer counted in a channel, or its items at a neighbouring column's points."""
        counted = [row for row in rows if row["count"] and self.scheme.column[row["column"]].role in ("count", "mark")]
        prices = {row["column"]: Decimal(row["points"] * COUNT_SCALE) / row["count"] for row in counted}
        for column, price in prices.items():
            each = price / 1_000_000
            name = self.scheme.column[column].name
            if each and abs(each) == abs(difference):
                word = "多计" if each == difference else "少计"
                yield Guess(1, f"可能是“{name}”{word}了1条")
        yield from self._neighbours(rows, prices, difference)

    def _neighbours(
        self, rows: list[dict[str, Any]], prices: dict[str, Decimal], difference: Decimal
    ) -> Iterator[Guess]:
        order = [c.id for c in self.scheme.columns if c.id in prices]
        counts = {row["column"]: Decimal(row["count"]) / COUNT_SCALE for row in rows}
        for one, other in itertools.pairwise(order):
            for column, wrong in ((one, other), (other, one)):
                change = counts[column] * (prices[wrong] - prices[column]) / 1_000_000
                if change and change == difference and counts[column] != 1:
                    names = self.scheme.column[column].name, self.scheme.column[wrong].name
                    yield Guess(2, f"可能是“{names[0]}”按“{names[1]}”的分值算了")

    def _carried(self, item: Stated, stated: Decimal, computed: Decimal) -> Iterator[Guess]:
        """The points before the period alone, or those of the period alone, stand where the sum should."""
        prior = self.prior[item.unit]
        before = points_decimal(sum(prior.values()) if not item.component else prior[item.component])
        if before and stated == before:
            yield Guess(0, "可能是照抄了上期累计，没有加本期")
        elif before and stated == computed - before:
            yield Guess(0, "可能是没有加上期累计")

    def _rounding(self, item: Stated, stated: Decimal) -> Iterator[Guess]:
        """Rounded otherwise than the scheme says."""
        row, rule = self.rows[item.unit], self.scheme.target
        if rule is None or not row["target"]:
            return
        exact = percent_exact(row["cumulative"], points_decimal(row["target"]))
        words = {"half_even": "五入到偶数", "down": "直接舍去小数", "up": "一律进位"}
        for mode, word in words.items():
            if mode != rule.rounding and rounded(exact, rule.decimals, mode) == stated:  # type: ignore[arg-type]
                yield Guess(0, f"可能是取整时{word}了，办法规定四舍五入")
                return


def _items(rows: list[dict[str, Any]], difference: Decimal, titles: dict[int, str]) -> Iterator[Guess]:
    """One item left out, or counted twice."""
    sums: dict[int, int] = {}
    for row in rows:
        if row["item"] >= 0:
            sums[row["item"]] = sums.get(row["item"], 0) + row["points"]
    if len(sums) < 2:
        return
    for item, total in sums.items():
        if total and abs(points_decimal(total)) == abs(difference):
            word = "重计" if points_decimal(total) == difference else "漏计"
            yield Guess(1, f"可能是{word}了“{titles.get(item, '')}”")


def swapped(one: str, other: str) -> bool:
    """True where two neighbouring digits changed places and nothing else did."""
    if len(one) != len(other) or one == other:
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )
