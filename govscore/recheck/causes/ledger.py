"""Slips in counting: a clause not applied, an item left out or twice, a channel one off or at its neighbour's points.

A posting is a row of frames.POSTINGS with two words more: `name` of its item (第17条“…”) and `place` (信息台账!H4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from govscore.core.points import COUNT_SCALE, plain, points_decimal
from govscore.recheck.causes.guess import LIKELY, POSSIBLE, SURE, Guess
from govscore.rules.base import Rule
from govscore.scheme.points_parts import Column
from govscore.scheme.points_scheme import Scheme

Posting = dict[str, Any]
_SHOWN = 3  # cells named in a guess


class Prices:
    """Points an item by column, as the clauses say, and the counted columns that stand side by side.

    `used`: columns in which any unit has a figure; `pairs` stand next to each other; `beside` also under the next
    heading (纯文 of one site, 纯文 of the next).
    """

    def __init__(self, scheme: Scheme, used: Collection[str]) -> None:
        self.used = frozenset(used)
        self.points: dict[str, tuple[Decimal, str]] = {}  # column → points an item, component
        for rule in scheme.rules:
            for column, points in rule.prices.items():
                self.points.setdefault(column, (points, rule.component or ""))
        counted = [c for c in scheme.columns if c.role in ("count", "mark") and c.id in self.points]
        counted = [c for c in counted if c.required or c.id in self.used]
        self.pairs = [(a, b) for a, b in pairwise(counted) if a.table == b.table]
        kinds = {(c.table, c.heading[-1]) for c in counted}
        alike = [[c for c in counted if (c.table, c.heading[-1]) == kind] for kind in sorted(kinds)]
        self.beside = [*self.pairs, *(pair for row in alike for pair in pairwise(row))]


def clauses(scheme: Scheme, rows: Sequence[Posting], difference: Decimal) -> Iterator[Guess]:
    """All that one rule gave or took was left out, or one item's share of it."""
    for number, group in _groups(rows, "rule").items():
        rule, total = scheme.rules[number], _sum(group)
        if total and total == -difference and not _said_better(scheme, rule, group, total):
            yield Guess(SURE, f"{rule.clause}{rule.forgotten(total)}{_where(group)}")


def _said_better(scheme: Scheme, rule: Rule, group: Sequence[Posting], total: Decimal) -> bool:
    """True for one plain column or item of a clause, which is named as such below."""
    paid = [row for row in group if row["points"]]
    one_column = {scheme.column[row["column"]].role for row in paid} == {"count"} and len(paid) == 1
    one_item = len(paid) == 1 and paid[0]["item"] >= 0
    return bool(rule.prices) and total > 0 and (one_column or one_item)


def items(scheme: Scheme, rows: Sequence[Posting], difference: Decimal, whole: bool) -> Iterator[Guess]:
    """One row of the log left out or counted twice, one of its marks, or its half or cap forgotten.

    `whole`: the figure is of several rows; a subtotal is of one, which cannot be left out.
    """
    logged = [row for row in rows if row["item"] >= 0]
    by_row = _groups(logged, "sheet", "row")
    fitting = {place: group for place, group in by_row.items() if _fits(group, difference)}
    if whole and len(by_row) > 1:
        yield from _rows(scheme, list(fitting.values()), difference)
    marks = [group for place, group in _groups(logged, "sheet", "row", "column").items() if place[:2] not in fitting]
    for group in marks:
        several = len({row["column"] for row in by_row[group[0]["sheet"], group[0]["row"]]}) > 1
        if several and _fits(group, difference):
            name = f"{group[0]['name'] if whole else ''}的“{_named(scheme, group)}”".removeprefix("的")
            yield Guess(LIKELY, f"{_twice_or_not(group, difference)}了{name}{_where(group)}")
    for group in by_row.values() if whole else ():
        lost = [row for row in group if row["points"] < 0]
        if _sum(lost) == -difference and len(lost) < len([row for row in logged if row["points"] < 0]):
            rule = scheme.rules[lost[0]["rule"]]
            yield Guess(LIKELY, f"{group[0]['name']}{rule.clause}{rule.forgotten(_sum(lost))}{_where(lost)}")


def _rows(scheme: Scheme, fitting: list[list[Posting]], difference: Decimal) -> Iterator[Guess]:
    """Rows worth the difference: which one, or where all are of one channel, the channel."""
    if not fitting:
        return
    columns = {row["column"] for group in fitting for row in group}
    word = _twice_or_not(fitting[0], difference)
    if len(fitting) == 1:
        yield Guess(LIKELY, f"{word}了{fitting[0][0]['name']}{_where(fitting[0])}")
    elif len(columns) == 1 and len({_sum(group) for group in fitting}) == 1:
        yield Guess(LIKELY, f"“{_named(scheme, fitting[0])}”{word}了1条（{len(fitting)}条中的一条）")
    else:
        yield from (Guess(LIKELY, f"{_twice_or_not(group, difference)}了{group[0]['name']}") for group in fitting)


def _twice_or_not(group: Sequence[Posting], difference: Decimal) -> str:
    return "重计" if _sum(group) == difference else "漏计"


def _fits(group: Sequence[Posting], difference: Decimal) -> bool:
    total = _sum(group)
    return bool(total) and abs(total) == abs(difference)


def channels(
    scheme: Scheme, prices: Prices, unit: Sequence[Posting], difference: Decimal, component: str
) -> Iterator[Guess]:
    """A counted column one off, left out, or mixed up with its neighbour.

    `unit`: all postings of the unit; `component`: whose points differ, '' for the whole score.
    """
    rows = [row for row in unit if not component or row["component"] == component]
    counts = _counts(scheme, rows)
    for name, (points, part) in prices.points.items():
        column = scheme.column[name]
        if column.role != "count" or not points or (component and part != component):
            continue
        number = counts.get(name, Decimal(0))
        if points == difference and name in prices.used:
            yield Guess(LIKELY, f"“{column.name}”多计了1条（{plain(points)}分）")
        if points == -difference and number >= 1:
            yield Guess(LIKELY, f"“{column.name}”少计了1条（{plain(points)}分）")
        if number not in (0, 1) and number * points == -difference:
            yield Guess(LIKELY, f"“{column.name}”的{plain(number)}条没有计")
    yield from _one_short(scheme, rows, difference)
    for one, other in prices.pairs:
        if component in ("", prices.points[one.id][1]):
            yield from _neighbours(prices, counts, (one, other), difference)
    if component:
        yield from _strayed(prices, _counts(scheme, unit), difference, component)


def _strayed(prices: Prices, counts: dict[str, Decimal], difference: Decimal, component: str) -> Iterator[Guess]:
    """The items of a neighbouring column of another component counted here as well."""
    for pair in prices.beside:
        for here, there in (pair, pair[::-1]):
            points, part = prices.points[here.id]
            if part == component != prices.points[there.id][1] and counts.get(there.id, 0) * points == difference:
                yield Guess(POSSIBLE, f"把“{there.name}”的{plain(counts[there.id])}条也算在这里了")


def _one_short(scheme: Scheme, rows: Sequence[Posting], difference: Decimal) -> Iterator[Guess]:
    """One report more or fewer while the quota is not met."""
    for row in rows:
        short = scheme.rules[row["rule"]].missing(row)
        if short and short == abs(difference):
            word = "多计了" if difference > 0 else "少计了"
            yield Guess(LIKELY, f"“{scheme.column[row['column']].name}”{word}1条（每少1条扣{plain(short)}分）")


def _neighbours(
    prices: Prices, counts: dict[str, Decimal], pair: tuple[Column, Column], difference: Decimal
) -> Iterator[Guess]:
    """Two columns side by side: one at the other's points, or the counts of both exchanged."""
    one, other = pair
    gap = prices.points[other.id][0] - prices.points[one.id][0]
    first, second = counts.get(one.id, Decimal(0)), counts.get(other.id, Decimal(0))
    if gap and first * gap == difference:
        yield Guess(LIKELY, f"“{one.name}”{plain(first)}条按“{other.name}”的分值算了")
    if gap and -second * gap == difference:
        yield Guess(LIKELY, f"“{other.name}”{plain(second)}条按“{one.name}”的分值算了")
    if gap and first and second and (first - second) * gap == difference:
        yield Guess(POSSIBLE, f"“{one.name}”和“{other.name}”的条数填反了")


def _counts(scheme: Scheme, rows: Iterable[Posting]) -> dict[str, Decimal]:
    """How many items of each column were paid for as such, in the rows."""
    found: dict[str, Decimal] = {}
    for row in rows:
        if row["column"] in scheme.rules[row["rule"]].prices:
            found[row["column"]] = found.get(row["column"], Decimal(0)) + Decimal(row["count"]) / COUNT_SCALE
    return found


def _groups(rows: Iterable[Posting], *names: str) -> dict[Any, list[Posting]]:
    """Postings by some of their values."""
    found: dict[Any, list[Posting]] = {}
    for row in rows:
        key = tuple(row[name] for name in names)
        found.setdefault(key if len(names) > 1 else key[0], []).append(row)
    return found


def _sum(rows: Iterable[Posting]) -> Decimal:
    return points_decimal(sum(row["points"] for row in rows))


def _named(scheme: Scheme, group: Sequence[Posting]) -> str:
    return scheme.column[group[0]["column"]].name


def _where(rows: Sequence[Posting]) -> str:
    """The cells and points that make up a guess: （信息台账!H4、H9，共-5分）."""
    places = list(dict.fromkeys(row["place"] for row in rows if row["place"]))
    shown = [p if at == 0 else p.rpartition("!")[2] for at, p in enumerate(places[:_SHOWN])]
    more = f"等{len(places)}处" if len(places) > _SHOWN else ""
    return f"（{'、'.join(shown)}{more}，{plain(_sum(rows))}分）" if shown else ""
