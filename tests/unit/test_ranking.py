"""Ranks: three tie styles, inside tiers and target groups, on exact figures."""

import pytest
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, loaded, result

# Items in the county's report (0.5 points each) and the rank in each style.
TIES = [
    ([8, 6, 6, 2], {"competition": [1, 2, 2, 4], "dense": [1, 2, 2, 3], "serial": [1, 2, 3, 4]}),
    ([6, 6, 6], {"competition": [1, 1, 1], "dense": [1, 1, 1], "serial": [1, 2, 3]}),
    ([9, 8, 7], {"competition": [1, 2, 3], "dense": [1, 2, 3], "serial": [1, 2, 3]}),
    ([9, 9, 8, 8, 7], {"competition": [1, 1, 3, 3, 5], "dense": [1, 1, 2, 2, 3], "serial": [1, 2, 3, 4, 5]}),
    ([0, 0], {"competition": [1, 1], "dense": [1, 1], "serial": [1, 2]}),
    ([5], {"competition": [1], "dense": [1], "serial": [1]}),
    ([2, 8, 6, 6], {"competition": [4, 1, 2, 2], "dense": [3, 1, 2, 2], "serial": [4, 1, 2, 3]}),
]
STYLES = ("competition", "dense", "serial")


def units(rows: list[list[object]], *changes: tuple[str, str]) -> list[dict[str, object]]:
    found = result(book(sheet("部门", [*HEADINGS, *rows], MERGES)), loaded(*changes))
    assert not found.refused, found.problems
    return [unit for tier in found.to_json()["tiers"] for unit in tier["units"]]


@pytest.mark.parametrize(("items", "ranks"), TIES)
@pytest.mark.parametrize("style", STYLES)
def test_ties(items: list[int], ranks: dict[str, list[int]], style: str) -> None:
    rows = [[f"单位{n}号", 0, count] for n, count in enumerate(items)]
    found = units(rows, ('ties = "competition"', f'ties = "{style}"'))
    by_name = {unit["unit"]: unit["rank"] for unit in found}
    assert [by_name[row[0]] for row in rows] == ranks[style]


@pytest.mark.parametrize("style", STYLES)
def test_tied_is_said(style: str) -> None:
    found = units([["甲局", 0, 4], ["乙局", 0, 4], ["丙局", 0, 1]], ('ties = "competition"', f'ties = "{style}"'))
    assert [unit["tied"] for unit in found] == [True, True, False]


def test_printed_from_high_to_low_ties_as_in_the_sheet() -> None:
    found = units([["丁局", 0, 1], ["乙局", 0, 4], ["甲局", 1, 0], ["丙局", 0, 4]])
    assert [unit["unit"] for unit in found] == ["甲局", "乙局", "丙局", "丁局"]


def test_a_tie_that_floats_would_break() -> None:
    points = ("points = { city = 5, county = 0.5 }", "points = { city = 0.1, county = 0.3 }")
    found = units([["甲局", 3, 0], ["乙局", 0, 1]], points)  # 0.1 * 3 and 0.3 * 1
    assert [(unit["score"], unit["rank"], unit["tied"]) for unit in found] == [("0.3", 1, True), ("0.3", 1, True)]


def test_a_difference_that_printing_hides_is_still_a_difference() -> None:
    points = ("points = { city = 5, county = 0.5 }", "points = { city = 1, county = 0.001 }")
    found = units([["乙局", 1, 0], ["甲局", 1, 1]], points)
    assert [(unit["unit"], unit["rank"], unit["tied"]) for unit in found] == [("甲局", 1, False), ("乙局", 2, False)]


def test_negative_points_rank_below_zero() -> None:
    points = ("points = { city = 5, county = 0.5 }", "points = { city = 5, county = -1 }")
    found = units([["甲局", 0, 3], ["乙局", 0, 0], ["丙局", 1, 0]], points)
    assert [(unit["unit"], unit["score"], unit["rank"]) for unit in found] == [
        ("丙局", "5", 1),
        ("乙局", "0", 2),
        ("甲局", "-3", 3),
    ]


def test_excluded_units_stand_last_without_figures() -> None:
    found = units([["甲局", 9, 9, "不计分", "不计分"], ["乙局", 0, 1], ["丙局", 1, 1]])
    assert [unit["unit"] for unit in found] == ["丙局", "乙局", "甲局"]
    last = found[-1]
    assert last["excluded"]
    assert (last["score"], last["prior"], last["cumulative"], last["rank"], last["percent"]) == (None,) * 5


def test_a_tier_that_is_not_ranked() -> None:
    found = units([["甲局", 1, 0], ["乙局", 0, 1]], ('sheet = "部门"', 'sheet = "部门"\nranked = false'))
    assert [(unit["unit"], unit["score"], unit["rank"]) for unit in found] == [
        ("甲局", "5", None),
        ("乙局", "0.5", None),
    ]


def test_every_figure_is_an_exact_string() -> None:
    (unit,) = units(
        [["甲局", 0.001, 0.333]], ("points = { city = 5, county = 0.5 }", "points = { city = 0.1, county = 0.1 }")
    )
    assert unit["score"] == "0.0334"  # 0.001 * 0.1 + 0.333 * 0.1
