"""Sums that were put together wrongly: a part left out or added twice, the wrong period's points used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from govscore.core.points import plain
from govscore.recheck.causes.guess import LIKELY, Guess

Points = Mapping[str, Decimal]  # score, prior, cumulative


def periods(figure: str, own: Points, stated: Decimal) -> Iterator[Guess]:
    """The figure of another period stands in the cell."""
    score, prior = own["score"], own["prior"]
    if not score or not prior:
        return
    if figure == "cumulative":
        if stated == prior:
            yield Guess(LIKELY, "照抄了上期累计，没有加本期")
        if stated == score:
            yield Guess(LIKELY, "只填了本期得分，没有加上期累计")
        if stated == prior + score + score:
            yield Guess(LIKELY, "本期得分加了两遍")
        if stated == prior - score:
            yield Guess(LIKELY, "本期得分该加的减了")
    elif figure == "score" and stated == own["cumulative"]:
        yield Guess(LIKELY, "本期得分填成了累计")
    elif figure == "score" and stated == prior:
        yield Guess(LIKELY, "本期得分填成了上期的")


def components(figure: str, parts: Mapping[str, Points], difference: Decimal) -> Iterator[Guess]:
    """One component, or of a cumulative total its points of one period, left out or added twice."""
    yield from left_out([(f"“{name}”", own[figure]) for name, own in parts.items()], difference)
    if figure != "cumulative":
        return
    for name, own in parts.items():
        if not own["score"] or not own["prior"]:
            continue  # the same as the whole component, which is said already
        if own["score"] == -difference:
            yield Guess(LIKELY, f"“{name}”只加了上期累计，没有加本期")
        if own["prior"] == -difference:
            yield Guess(LIKELY, f"“{name}”只加了本期，没有加上期累计")


def left_out(parts: Sequence[tuple[str, Decimal]], difference: Decimal) -> Iterator[Guess]:
    """One of the named parts missing from their sum, or in it twice."""
    for name, value in parts:
        if value and value == -difference:
            yield Guess(LIKELY, f"漏加了{name}")
        elif value and value == difference:
            yield Guess(LIKELY, f"{name}加了两遍")


def right_parts(parts: Sequence[tuple[Set[Decimal], Decimal]], computed: Decimal) -> str:
    """That only the sum is wrong, '' unless it is certain; no guess at how it came about.

    `parts`: each one's typed values (none where it is not typed) and the right one; all must be right and make the sum.
    """
    certain = bool(parts) and all(typed == {right} for typed, right in parts)
    if not certain or sum(right for _, right in parts) != computed:
        return ""
    return f"本行各项都对，相加是{plain(computed)}"
