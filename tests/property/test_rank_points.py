"""Points by place on random workbooks, against a slow reckoning from the clause's words."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_books import number
from rank_books import counted, placed
from small_scheme import result

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
figures = st.integers(0, 5).map(lambda halves: Fraction(halves, 2))  # few, so that ties are many
rows = st.lists(st.tuples(figures, figures, st.booleans()), min_size=1, max_size=7)
points = st.lists(st.integers(-8, 120).map(lambda halves: Fraction(halves, 2)), min_size=1, max_size=4)
extra = st.integers(-4, 4).map(Fraction)


def slow(
    units: Sequence[tuple[Fraction, Fraction, bool]], listed: Sequence[Fraction], rest: Any
) -> list[Fraction | None]:
    """Each unit's place is one more than the number of scored units that have more."""
    below, nothing = rest
    found: list[Fraction | None] = []
    for city, county, excluded in units:
        better = [1 for c, d, out in units if not out and c + d > city + county]
        place = 1 + len(better)
        worth = listed[place - 1] if place <= len(listed) else below
        found.append(None if excluded else worth if city + county > 0 else nothing)
    return found


@QUICK
@given(rows, rows, points, st.tuples(extra, extra))
def test_every_place_is_as_the_slow_reckoning_says(one: Any, two: Any, listed: list[Fraction], rest: Any) -> None:
    tiers = [[(f"{kind}{n}", *row) for n, row in enumerate(units)] for kind, units in (("第局", one), ("镇", two))]
    sheets = [
        [
            [name, number(city), number(county), *(("不计分", "不计分") if out else ())]
            for name, city, county, out in tier
        ]
        for tier in tiers
    ]
    scheme = placed(f"below = {rest[0]}\nnothing = {rest[1]}", str([float(worth) for worth in listed]))
    found = result(counted(*sheets), scheme)
    assert not found.refused, found.problems
    scores = {unit["unit"]: unit["score"] for tier in found.to_json()["tiers"] for unit in tier["units"]}
    for tier in tiers:
        expected = slow([row[1:] for row in tier], listed, rest)
        given_ = [None if scores[name] is None else Fraction(scores[name]) for name, *_ in tier]
        assert given_ == expected
