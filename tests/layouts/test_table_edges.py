"""Whose title a table stands under, and what stands at its edges: nothing there changes a rank without a word."""

from typing import Any

import pytest
from computed import Computed
from memory_books import book, sheet
from small_scheme import loaded, result

TOWNS = (
    '[[columns]]\nid = "unit"',
    '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["镇"]\ntitles = ["小县【期间】采用情况（镇）"]\nsheet = "镇"\n\n'
    '[[columns]]\nid = "unit"',
)
HEADS: list[list[Any]] = [["单位", "市级", "县级"]]
MATCH = ('heading = ["采用", "市级"]', 'heading = ["市级"]'), ('heading = ["采用", "县级"]', 'heading = ["县级"]')
BUREAUS = [["甲局", 2, 0], ["乙局", 1, 0]]  # 10 and 5 points
VILLAGES = [["东镇", 3, 0], ["西镇", 1, 0]]  # 15 and 5 points
TITLE, OTHER = "小县2024年1-2月采用情况（部门）", "小县2024年1-2月采用情况（镇）"


def of(rows: list[list[Any]], merges: tuple[Any, ...] = (), name: str = "表") -> Computed:
    return result(book(sheet(name, rows, merges)), loaded(TOWNS, *MATCH))


def ranks(found: Computed) -> dict[str, dict[str, Any]]:
    assert not found.refused, [p.spoken() for p in found.problems]
    return {t["tier"]: {u["unit"]: u["rank"] for u in t["units"]} for t in found.to_json()["tiers"]}


HAND = {"部门": {"甲局": 1, "乙局": 2}, "镇": {"东镇": 1, "西镇": 2}}


@pytest.mark.parametrize(
    "subtitle", ["2024年3月1日", "单位：条", "制表人：张三", "（截至2024年2月）", "填报单位：县府办"]
)
@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("name", ["部门", "汇总"])
def test_a_line_between_title_and_table_hides_no_title(subtitle: str, merged: bool, name: str) -> None:
    rows = [[TITLE], *HEADS, *BUREAUS, [], [OTHER], [subtitle], *HEADS, *VILLAGES]
    assert ranks(of(rows, ((5, 0, 5, 2),) if merged else (), name)) == HAND


@pytest.mark.parametrize("name", ["部门", "镇", "汇总"])
@pytest.mark.parametrize("merged", [True, False])
def test_tables_side_by_side_each_have_their_own_title(name: str, merged: bool) -> None:
    rows = [[TITLE, None, None, None, OTHER], [*HEADS[0], None, *HEADS[0]]]
    rows += [[*one, None, *other] for one, other in zip(BUREAUS, VILLAGES, strict=True)]
    assert ranks(of(rows, ((0, 0, 0, 2), (0, 4, 0, 6)) if merged else (), name)) == HAND


def test_an_unmerged_line_excludes_those_below_it() -> None:
    rows = [[TITLE], *HEADS, ["甲局", 2, 0], ["以下不计分、不排名"], ["乙局", 9, 0], ["丙局", 5, 0]]
    assert ranks(of(rows)) == {"部门": {"甲局": 1, "乙局": None, "丙局": None}}


def test_the_same_turned_round() -> None:
    rows = [
        [TITLE],
        [None, None, "以下不计分、不排名"],
        ["单位", "甲局", "乙局", "丙局"],
        ["市级", 2, 9, 5],
        ["县级", 0, 0, 0],
    ]
    assert ranks(of(rows)) == {"部门": {"甲局": 1, "乙局": None, "丙局": None}}


def test_what_lies_beyond_an_empty_column_is_said() -> None:
    rows = [[TITLE], [*HEADS[0], None, "名次"], ["甲局", 2, 0, None, "不计分、不排名"], ["乙局", 1, 0]]
    (note,) = (p for p in of(rows).problems if p.code == "column-beside")
    assert note.place == "[表.xlsx]表!E2"


def test_a_table_without_the_heading_of_its_units_is_not_lost() -> None:
    """Its figures stand above the first table that is known."""
    rows = [[TITLE], [None, "市级", "县级"], *BUREAUS, [], [OTHER], *HEADS, *VILLAGES]
    assert {(p.code, place) for p in of(rows).problems if p.stops for place in p.places} == {
        ("row-unknown", "[表.xlsx]表!A3"),
        ("row-unknown", "[表.xlsx]表!A4"),
    }
