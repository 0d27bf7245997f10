"""All that the office published of its 49 units, against the program."""

from fractions import Fraction
from functools import cache

import pytest
from prefecture_desk import PARTS, PREFECTURE, by_name, run
from samples_at_hand import book_of, published

from govscore.results.result import Result

UNITS = published("qiandongnan-2021q4", "units")
COLUMNS = dict(zip(PARTS, ("site", "province_site", "forwarded", "base", "info"), strict=True))

# What the rules give where the published figure contradicts them.
QUARTER = {
    ("锦屏县人民政府", "州政府网站"): 19 * 1 + 28 * 3,  # 103, printed 104
    ("州金融办", "州报省政府网站"): (1 + 0) * 1,  # printed 3
    ("州统计局", "州报省政府网站"): (0 + 0) * 1,  # printed 3
    ("州公安局", "省政府网站"): (0 + 0) * 2,  # printed 4
}
# Before the quarter the office had 507, 18 - 3 = 15, 25 - 3 = 22 and 14 - 4 = 10.
YEAR = {
    ("锦屏县人民政府", "州政府网站"): 507 + 103,
    ("州金融办", "州报省政府网站"): 15 + 1,
    ("州统计局", "州报省政府网站"): 22 + 0,
    ("州公安局", "省政府网站"): 10 + 0,
}
TOTAL = {
    "锦屏县人民政府": 610 + 0 + 0 + 30 + Fraction(982),  # 1622, printed 1623
    "州交通运输局": 172 + 4 + 21 + 40 + Fraction("69.5"),  # 306.5, printed 308.5
    "州金融办": 70 + 6 + 16 + 7 + Fraction("194.5"),  # 293.5, printed 295.5
    "州统计局": 155 + 2 + 22 + 40 + Fraction("72.5"),  # 291.5, printed 294.5
    "州公安局": 50 + 10 + 14 + 30 + Fraction("109.5"),  # 213.5, printed 217.5
}
RANK = {"州民政局": 24, "州公安局": 25}  # 214.5 is more than 213.5
# Of each wrong figure: its column of 手工汇总, as printed and as it should be; roots first.
DIFFERENCES = [
    ("锦屏县人民政府", "D", "104", "103", True),
    ("锦屏县人民政府", "E", "611", "610", False),
    ("锦屏县人民政府", "N", "1623", "1622", False),
    ("州交通运输局", "N", "308.5", "306.5", True),
    ("州金融办", "H", "3", "1", True),
    ("州金融办", "I", "18", "16", False),
    ("州金融办", "N", "295.5", "293.5", False),
    ("州统计局", "H", "3", "0", True),
    ("州统计局", "I", "25", "22", False),
    ("州统计局", "N", "294.5", "291.5", False),
    ("州公安局", "F", "4", "0", True),
    ("州公安局", "G", "14", "10", False),
    ("州公安局", "N", "217.5", "213.5", False),
    ("州公安局", "B", "24", "25", False),
    ("州民政局", "B", "25", "24", False),
]


@cache
def done() -> Result:
    return run(book_of(PREFECTURE))


@cache
def rules_make(name: str, part: str) -> Fraction:
    """A component of the quarter from the published counts; 政务信息 from the published items."""
    row = next(row for row in UNITS if row["unit"] == name)
    if part == "报送":
        submitted, late, missed = (int(row[c]) for c in ("submitted", "late", "missed"))
        quota = {"县市": 100, "一类州直单位": 25}[row["tier"]]
        return Fraction((10 if submitted >= quota else submitted - quota) - 10 * (late >= 3) - 10 * missed)
    if part == "政务信息":
        items = published("qiandongnan-2021q4", "items")
        return sum((Fraction(i["published_points"]) for i in items if i["unit"] == name), Fraction(0))
    text, photo = (int(row[f"{COLUMNS[part]}_{kind}"]) for kind in ("text", "photo"))
    each = {"州政府网站": (1, 3), "省政府网站": (2, 2), "州报省政府网站": (1, 1)}[part]
    return Fraction(text * each[0] + photo * each[1])


def test_all_units_of_both_tiers_are_there_in_their_tiers() -> None:
    found = by_name(done())
    assert len(UNITS) == len(found) == 16 + 33
    assert {name: unit["tier"] for name, unit in found.items()} == {row["unit"]: row["tier"] for row in UNITS}


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row["unit"])
def test_every_figure_of_a_unit_is_the_published_one_or_a_listed_exception(row: dict[str, str]) -> None:
    unit = by_name(done())[row["unit"]]
    for part, column in COLUMNS.items():
        key = (row["unit"], part)
        quarter = Fraction(row[f"published_{column}_quarter"])
        year = Fraction(row[f"published_{column}_ytd"])
        points = unit["components"][part]
        assert Fraction(points["score"]) == QUARTER.get(key, quarter)
        assert Fraction(points["prior"]) == year - quarter
        assert Fraction(points["cumulative"]) == YEAR.get(key, year)
    assert Fraction(unit["cumulative"]) == TOTAL.get(row["unit"], Fraction(row["published_total"]))
    assert unit["rank"] == RANK.get(row["unit"], int(row["published_rank"]))
    assert not unit["tied"]


def test_the_exceptions_are_those_that_the_rules_contradict() -> None:
    wrong = {
        (row["unit"], part)
        for row in UNITS
        for part, column in COLUMNS.items()
        if "quarter" not in row["filled"]
        if rules_make(row["unit"], part) != Fraction(row[f"published_{column}_quarter"])
    }
    assert wrong == set(QUARTER)


def test_the_differences_are_the_exceptions_with_roots_and_consequences_and_nothing_else() -> None:
    rows = {row["unit"]: number for number, row in enumerate(UNITS, 4)}  # three rows of titles and headings above
    expected = [
        (f"手工汇总!{column}{rows[unit]}", unit, stated, computed, root)
        for unit, column, stated, computed, root in DIFFERENCES
    ]
    found = [(d.cell.rpartition("]")[2], d.unit, d.stated, d.computed, d.root) for d in done().differences]
    assert found == expected
    for one in done().differences:
        assert Fraction(one.difference) == Fraction(one.stated) - Fraction(one.computed)


def test_no_typed_subtotal_of_an_item_differs() -> None:
    assert not [d for d in done().differences if "信息台账" in d.cell]


def test_units_stand_in_rank_order() -> None:
    for tier in done().to_json()["tiers"]:
        assert [unit["rank"] for unit in tier["units"]] == list(range(1, len(tier["units"]) + 1))
