"""What is guessed of a slip, with the sums by which each one fits, and when nothing is said."""

from decimal import Decimal
from typing import Any

import pytest
from memory_books import book, sheet, with_cells
from plain_sheets import QIANDONGNAN
from samples_at_hand import SHIQUAN_2020, YANJIN, book_of
from small_scheme import HEADINGS, MERGES, result

from govscore.readers.workbook import Book
from govscore.recheck import Difference
from govscore.recheck.causes.digits import swapped
from govscore.recheck.causes.placing import percents
from govscore.scheme.files import load_all


def found(workbook: Book) -> list[Difference]:
    made = result(workbook, *load_all())
    assert not made.refused, made.problems
    return made.differences


def hint(path: Any, name: str, cell: str, value: object) -> str:
    """The hint for a value typed into one cell of a sample."""
    whole = with_cells(book_of(path), name, {cell: value})
    (only,) = [one for one in found(whole) if one.cell.endswith(f"]{name}!{cell}")]
    assert only.root
    return only.hint


SHIQUAN = [
    # 政府办: 部门动态 1 * 0.5 + 聚焦石泉 9 * 0.5 + 市政府网站 2 * 1 + 动态市级 6 * 5 = 37; 上期 141; 37 + 141 = 178
    ("I6", 32, "可能是“动态市级”少计了1条（5分）"),  # 37 - 5; a 0.5, 1 or 10 would not do
    ("I6", 7, "可能是“动态市级”的6条没有计"),  # 37 - 6 * 5
    ("I6", 67, "可能是“动态市级”6条按“动态省级”的分值算了"),  # 37 + 6 * (10 - 5)
    ("I6", 73, "可能是数字写颠倒了：37写成73"),
    ("I6", 178, "可能是本期得分填成了累计"),
    ("I6", 37.5, ""),  # 部门动态 and 聚焦石泉 have 0.5 both: several fit
    ("I6", 30, "可能是备注第1条的分没有计（部门!B6、C6、D6，7分）"),  # 37 - (0.5 + 4.5 + 2)
    ("I6", 48.37, ""),
    ("I6", 370, "可能是小数点或位数写错了：37写成370"),
    ("K6", 141, "可能是照抄了上期累计，没有加本期"),
    ("K6", 37, "可能是只填了本期得分，没有加上期累计"),
    ("K6", 215, "可能是本期得分加了两遍"),  # 141 + 37 + 37
    ("K6", 187, "可能是数字写颠倒了：178写成187"),
]


@pytest.mark.parametrize(("cell", "typed", "expected"), SHIQUAN)
def test_scores_and_cumulative_points(cell: str, typed: object, expected: str) -> None:
    assert hint(SHIQUAN_2020, "部门", cell, typed) == expected


YANJIN_SLIPS = [
    # 司寨乡 21 of 40: 52.5%, half up 53; 东屯镇 20 of 40 = 50%, of which 14 in May and June = 35%
    ("P7", "52%", "可能是取整时正好一半时没有进位（银行家舍入或直接舍去），办法规定四舍五入"),
    ("P8", "35%", "可能是用本期得分算的"),
    ("P8", "15%", "可能是用上期累计算的，没有加本期"),  # 6 of 40
    ("P8", "41%", ""),
]


@pytest.mark.parametrize(("cell", "typed", "expected"), YANJIN_SLIPS)
def test_percents(cell: str, typed: object, expected: str) -> None:
    assert hint(YANJIN, "乡镇街道", cell, typed) == expected


def test_down_and_to_even_are_told_apart_where_it_is_no_half() -> None:
    # 21 of 40 becomes 23 of 40 = 57.5; with 22.9 it is 57.25, and 58 can only have been rounded up
    (scheme,) = (s.scheme for s in load_all() if s.scheme.id == "yanjin-2024-05-06")
    row = {"cumulative": 22_900_000, "score": 0, "prior": 0, "target": 40_000_000}
    assert [g.text for g in percents(scheme, [row], row, Decimal(58))] == ["取整时一律进位，办法规定四舍五入"]
    row |= {"cumulative": 23_100_000}  # 57.75
    assert [g.text for g in percents(scheme, [row], row, Decimal(57))] == ["取整时直接舍去小数，办法规定四舍五入"]


def test_another_groups_target() -> None:
    (scheme,) = (s.scheme for s in load_all() if s.scheme.id == "yanjin-2024-05-06")
    row = {"cumulative": 12_000_000, "score": 0, "prior": 0, "target": 40_000_000}
    other = row | {"target": 30_000_000}
    # 12 of 30 = 40%, of 40 it would be 30%
    assert [g.text for g in percents(scheme, [row, other], row, Decimal(40))] == ["按年目标30分算的"]


LOG = [
    # 锦屏县 is left alone: it has a slip of the office's own. 凯里 row 15: 报省 5 + 报国 10 = 15, 第12条, 主稿
    ("信息台账", "P4", 5, "可能是第9条副稿没有折半（信息台账!H4，-2.5分）"),  # 5 * 0.5 = 2.5 typed as 5
    ("信息台账", "P15", 5, "可能是漏计了“报国”（信息台账!L15，10分）"),
    ("信息台账", "P15", 51, "可能是数字写颠倒了：15写成51"),
    ("手工汇总", "L4", 30.5, "可能是漏计了第12条“"),  # 45.5 - 15
    ("手工汇总", "L4", 42.5, "可能是漏计了第13条“"),  # 45.5 - 3
    ("手工汇总", "L4", 43, "可能是“报省”漏计了1条（11条中的一条）"),  # 45.5 - 2.5: which of the eleven cannot be told
    ("手工汇总", "L4", 73, "可能是第9条副稿没有折半（信息台账!H4、H5、H6等11处，-27.5分）"),  # 45.5 + 11 * 2.5
    ("手工汇总", "J4", 10, "可能是第11条的扣分没有扣（报送约稿!E3，-10分）"),  # 112 of 100: 10, one 约稿 missed -10: 0
    ("手工汇总", "J4", -10, "可能是第1条基本分没有计（报送约稿!C3，10分）"),
    ("手工汇总", "J6", -48, "可能是“报送条数”多计了1条（每少1条扣1分）"),  # 51 of 100: -49
    ("手工汇总", "J6", 49, "可能是正负号写反了"),
    ("手工汇总", "N4", 1129.5, "可能是漏加了“州政府网站”"),  # 1984.5 - 855
    ("手工汇总", "N4", 1837.5, "可能是“州政府网站”只加了上期累计，没有加本期"),  # 1984.5 - 147
]


@pytest.mark.parametrize(("name", "cell", "typed", "expected"), LOG)
def test_the_log_and_the_components(name: str, cell: str, typed: object, expected: str) -> None:
    assert hint(QIANDONGNAN, name, cell, typed).startswith(expected)


# 州交通运输局 typed 172, 4, 21, 40, 69.5, all right, and 308.5 as their sum: 172 + 4 + 21 + 40 + 69.5 = 306.5
TOTALS = [
    ({}, "本行各项都对，相加是306.5"),
    ({"N38": 300}, "本行各项都对，相加是306.5"),
    ({"N38": 360.5}, "可能是数字写颠倒了：306.5写成360.5"),  # a better guess goes first
    ({"N38": 285.5}, "可能是漏加了“州报省政府网站”"),  # 306.5 - 21
    ({"E38": 173}, ""),  # a part is wrong
    ({"G38": 5, "I38": 20}, ""),  # two are, though their sum is the same
    ({"G38": None}, ""),  # a part is missing
    ({"M38": "——"}, ""),
    ({"E38": None, "G38": None, "I38": None, "K38": None, "M38": None}, ""),
]


@pytest.mark.parametrize(("cells", "expected"), TOTALS)
def test_a_total_whose_parts_in_its_row_are_all_right(cells: dict[str, object], expected: str) -> None:
    whole = with_cells(book_of(QIANDONGNAN), "手工汇总", cells)
    (total,) = [one for one in found(whole) if one.cell.endswith("]手工汇总!N38")]
    assert total.hint == expected


def test_a_sum_of_what_the_clerk_brought_along_is_not_called_right() -> None:
    # 上期累计, 凯里: 708 + 0 + 0 + 20 + 1064 = 1792; 1700 may be right and a part wrong
    assert hint(QIANDONGNAN, "上期累计", "G3", 1700) == ""
    # 石泉, 政府办: 141 + 37 = 178; the 上期 of 141 may be wrong
    assert hint(SHIQUAN_2020, "部门", "K6", 160.25) == ""


def test_a_cap_that_was_not_applied() -> None:
    # three leaders of the state on one item: 3 * 40 = 120, at most 100; 凯里's row 16 has 动态 3 besides
    whole = with_cells(book_of(QIANDONGNAN), "信息台账", {"O16": 3, "P16": 123})
    (subtotal,) = [one for one in found(whole) if one.cell.endswith("!P16")]
    assert (subtotal.stated, subtotal.computed) == ("123", "103")
    assert subtotal.hint == "可能是第8条没有按最高分封顶（信息台账!O16，-20分）"


def rank_hint(*ranks: object) -> list[str]:
    """甲 6 and 乙 6 level, 丙 1.5: 1, 1, 3."""
    rows = [["甲局", 1, 2, 6, ranks[0]], ["乙局", 1, 2, 6, ranks[1]], ["丙局", 0, 3, 1.5, ranks[2]]]
    return [one.hint for one in result(book(sheet("部门", [*HEADINGS, *rows], MERGES))).differences]


def test_ranks_with_ties_numbered_otherwise() -> None:
    assert rank_hint(1, 1, 3) == []
    assert rank_hint(1, 1, 2) == ["可能是同分之后的名次没有空出来"]
    assert rank_hint(1, 2, 3) == ["可能是同分的分了先后"]
    assert rank_hint(1, 1, 4) == [""]


def test_swapped_digits() -> None:
    assert swapped("147", "174")
    assert swapped("26.5", "25.6") is False  # the point stands between them
    assert not swapped("147", "147")
    assert not swapped("147", "741")
    assert not swapped("14", "147")
