"""What clerks type wrong, and units that one sheet has and another lacks: the right problem at the right cell."""

from typing import Any

import pytest
from memory_books import with_cells
from prefecture_desk import COUNTY, FIRST, Form, Item, Unit, by_name, places, run, tried, workbook

A, B = "凯里市人民政府", "锦屏县人民政府"  # both known to the scheme
UNITS = [Unit(A, COUNTY), Unit(B, COUNTY)]
ITEMS = [Item(A, "外贸企业有关情况"), Item(B, "森林防火有关情况", "副稿")]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("D4", "初稿", "draft-unknown"),
        ("I5", 25, "mark-odd"),
        ("I5", 1.5, "mark-odd"),
        ("I5", 5, "mark-odd"),  # the item's points typed for its mark: it would count five times
        ("G5", 21, "mark-odd"),
        ("I5", "采用", "cell-not-number"),
        ("I5", True, "cell-yes-no"),
        ("B4", "无名办", "unit-only-log"),
    ],
)
def test_a_wrong_cell_of_the_grid_log_stops_the_run_at_its_cell(cell: str, value: Any, code: str) -> None:
    found = tried(with_cells(workbook(UNITS, ITEMS), "信息台账", {cell: value}))
    assert found.refused
    assert [one.code for one in found.problems if one.stops] == [code]
    assert places(found, code) == [f"信息台账!{cell}"]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [("D3", "州报省/内参", "channel-unknown"), ("F3", "县领导", "channel-unknown"), ("E4", "初稿", "draft-unknown")],
)
def test_a_wrong_cell_of_the_plain_log_stops_the_run_at_its_cell(cell: str, value: Any, code: str) -> None:
    found = tried(with_cells(workbook(UNITS, ITEMS, Form(log="plain")), "信息台账", {cell: value}))
    assert [one.code for one in found.problems if one.stops] == [code]
    assert places(found, code) == [f"信息台账!{cell}"]


@pytest.mark.parametrize(("log", "cell"), [("grid", "I4"), ("plain", "D3")])
def test_an_item_without_any_channel_is_noted_and_counts_nothing(log: str, cell: str) -> None:
    found = run(with_cells(workbook(UNITS, ITEMS, Form(log=log)), "信息台账", {cell: None}))
    assert places(found, "item-nowhere") == [f"信息台账!B{cell[1:]}"]
    assert by_name(found)[A]["components"]["政务信息"]["score"] == "0"


@pytest.mark.parametrize("sheet", ["网站采用", "报送约稿"])
def test_an_unknown_tier_stops_the_run_at_its_cell(sheet: str) -> None:
    row = 4 if sheet == "网站采用" else 3
    found = tried(with_cells(workbook(UNITS, ITEMS), sheet, {f"A{row}": "三类州直单位"}))
    assert found.refused
    assert places(found, "tier-word-unknown") == [f"{sheet}!A{row}"]


def test_a_unit_of_two_tiers_stops_the_run_at_both_cells() -> None:
    found = tried(with_cells(workbook(UNITS, ITEMS), "报送约稿", {"A4": FIRST}))
    assert [one.code for one in found.problems if one.stops] == ["unit-two-tiers"]
    assert places(found, "unit-two-tiers") == ["网站采用!B5", "报送约稿!B4"]


def test_a_unit_twice_on_a_sheet_stops_the_run_at_both_cells() -> None:
    found = tried(workbook([*UNITS, Unit(A, COUNTY, sites=None, prior=None)], ITEMS))
    assert places(found, "unit-twice") == ["报送约稿!B3", "报送约稿!B5"]


def test_a_known_unit_only_in_the_log_is_scored_and_meets_its_quota() -> None:
    found = run(workbook([UNITS[0]], ITEMS))
    assert places(found, "unit-only-log-known") == ["信息台账!B5"]
    made = by_name(found)[B]
    assert (made["tier"], made["score"]) == (COUNTY, "-97.5")  # 0 - 100 + 5 / 2


def test_a_county_missing_among_the_reports_is_noted_and_short_of_its_whole_quota() -> None:
    found = run(workbook([UNITS[0], Unit(B, COUNTY, (7, 0, 0, 0, 0, 0), None)], ITEMS))
    assert [one.message for one in found.problems if one.code == "unit-not-in-table"] == [
        f"“{B}”不在报送约稿表里，该表各项按0计"
    ]
    made = by_name(found)[B]
    assert made["components"]["报送"]["score"] == "-100"
    assert made["score"] == "-90.5"  # 7 - 100 + 5 / 2
    assert made["rank"] == 2


def test_a_unit_missing_among_the_sites_is_noted_and_has_none() -> None:
    found = run(workbook([UNITS[0], Unit(B, COUNTY, None, (100, 0, 0, 0))], ITEMS))
    assert [one.message for one in found.problems if one.code == "unit-not-in-table"] == [
        f"“{B}”不在网站采用表里，该表各项按0计"
    ]
    assert by_name(found)[B]["score"] == "12.5"  # 10 + 5 / 2


def test_a_unit_without_prior_points_is_noted_and_has_none() -> None:
    found = run(workbook([UNITS[0], Unit(B, COUNTY, prior=None)], ITEMS))
    assert [one.message for one in found.problems if one.code == "prior-lacks-unit"] == [
        f"上期累计里没有“{B}”，上期按0分计"
    ]
    assert by_name(found)[B]["cumulative"] == "12.5"


def test_a_unit_only_among_the_prior_points_is_kept_and_meets_its_quota() -> None:
    units = [UNITS[0], Unit(B, COUNTY, None, None, prior=(1, 2, 3, 4, 5))]
    found = run(workbook(units, ITEMS[:1]))
    assert places(found, "unit-only-prior") == ["上期累计!A4"]
    assert (by_name(found)[B]["tier"], by_name(found)[B]["cumulative"]) == (COUNTY, "-85")  # 15 + 0 - 100


def test_prior_points_may_be_missing_only_in_the_first_quarter() -> None:
    assert "prior-missing" in [p.code for p in tried(workbook(UNITS, ITEMS, Form(prior=False))).problems]
    assert by_name(run(workbook(UNITS, ITEMS, Form("一", prior=False))))[A]["cumulative"] == "15"  # 10 + 5
