"""Lines that are no units: sums, means, other periods, page feet, unseen names. Values worked out by hand."""

from decimal import Decimal

import pytest
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, codes, result

UNITS = [["甲局", 2, 3], ["乙局", 1, 1], ["丙局", None, "—"]]  # 2 × 5 + 3 × 0.5 = 11.5, 5.5, 0


def scores(*more: list[object], units: list[list[object]] = UNITS) -> dict[str, tuple[str, int]]:
    found = result(book(sheet("部门", [*HEADINGS, *units, *more], MERGES)))
    assert not found.refused, codes(found)
    return {u["unit"]: (u["score"], u["rank"]) for tier in found.to_json()["tiers"] for u in tier["units"]}


HAND = {"甲局": ("11.5", 1), "乙局": ("5.5", 2), "丙局": ("0", 3)}


@pytest.mark.parametrize(
    "word",
    ["合计", "总计", "小计", "汇总", "共计", "总数", "合计数", "累计", "全县", "全市", "全州", "合 计", "共计（3个）"],
)
def test_a_sum_is_no_unit_and_is_rechecked(word: str) -> None:
    assert scores([word, 3, 4, 17]) == HAND
    found = result(book(sheet("部门", [*HEADINGS, *UNITS, [word, 3, 9, 17]], MERGES)))
    assert [(d.stated, d.computed, d.root) for d in found.differences] == [
        ("9", "4", True)
    ]  # 3 + 1 items of the county


MEANS = ("平均", "平均数", "平均分", "均值", "各部门平均", "全县平均", "满分", "最高分")
OTHERS = (
    "其中：镇",
    "其中",
    "上年同期",
    "去年同期",
    "上期",
    "增减",
    "同比",
    "同比增长率",
    "环比",
    "占比",
    "较上年同期增减",
)


@pytest.mark.parametrize("word", [*MEANS, *OTHERS])
def test_what_describes_other_lines_is_no_unit_and_is_said(word: str) -> None:
    assert scores([word, 30, 40, 170]) == HAND
    found = result(book(sheet("部门", [*HEADINGS, *UNITS, [word, 30, 40, 170]], MERGES)))
    (note,) = (p for p in found.problems if p.code == "line-aside")
    assert note.place == "[表.xlsx]部门!A7" and word in note.message


@pytest.mark.parametrize("name", ["平均镇", "其中乡", "最高人民法院", "上期办", "人均办", "同比办公室", "共计局"])
def test_a_unit_whose_name_only_begins_so_stays_one(name: str) -> None:
    assert scores([name, 1, 0]) == HAND | {"乙局": ("5.5", 2), "丙局": ("0", 4), name: ("5", 3)}


@pytest.mark.parametrize(
    "foot", ["第1页 共2页", "第 2 页", "— 1 —", "续表", "（接上页）", "转下页", "联系电话：0915-1234", "负责人签字"]
)
def test_the_foot_of_a_page_is_no_unit(foot: str) -> None:
    assert scores([foot]) == HAND


@pytest.mark.parametrize("blank", ["\u3000", "\xa0", "\u200b", " \t", "\u2060", "\ufeff"])
def test_a_name_that_nobody_can_see_is_none(blank: str) -> None:
    assert scores([blank, None, None]) == HAND
    found = result(book(sheet("部门", [*HEADINGS, *UNITS, [blank, 9, 9]], MERGES)))
    assert [p.place for p in found.problems if p.stops] == ["[表.xlsx]部门!A7"]  # figures of nobody


def test_an_unknown_line_without_any_entry_is_named() -> None:
    """It may be a unit that had nothing adopted, or the office's signature below the table: the clerk is asked."""
    found = result(book(sheet("部门", [*HEADINGS, *UNITS, ["某县人民政府办公室"]], MERGES)))
    (note,) = (p for p in found.problems if p.code == "unit-bare")
    assert "某县人民政府办公室" in note.message and note.place == "[表.xlsx]部门!A7"
    assert not [p for p in result(book(sheet("部门", [*HEADINGS, *UNITS], MERGES))).problems if p.code == "unit-bare"]


def test_a_mean_between_groups_of_units_ends_nothing() -> None:
    units: list[list[object]] = [*UNITS[:2], ["平均", Decimal("1.5"), 2], UNITS[2]]
    assert scores(units=units) == HAND
