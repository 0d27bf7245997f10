"""Typed sums below a table, a group, a tier: read as they fit, exact, and never a false alarm."""

import pytest
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, changed, codes, loaded, result

from govscore.readers.workbook import Book
from govscore.recheck import Difference
from govscore.results.result import Result

A, B, C = ["甲局", 1, 2, 6, 1], ["乙局", 0, 3, 1.5, 2], ["丙局", None, 1, 0.5, 3]  # 1*5 + 2*0.5, 3*0.5, 1*0.5


def run(*rows: list[object]) -> Result:
    return result(book(sheet("部门", [*HEADINGS, *rows], MERGES)))


def short(found: list[Difference]) -> list[tuple[str, str, str, str, bool]]:
    return [(one.cell.rpartition("!")[2], one.unit, one.stated, one.computed, one.root) for one in found]


@pytest.mark.parametrize("word", ["合计", "合 计", "总计：", "合计（3个）", "部门合计", "小计", "总和"])
def test_a_right_total_row_is_no_unit_and_no_difference(word: str) -> None:
    # 1 + 0 = 1, 2 + 3 + 1 = 6, 6 + 1.5 + 0.5 = 8
    found = run(A, B, C, [word, 1, 6, 8, None])
    assert found.differences == []
    assert found.standings is not None
    assert found.standings["name"].tolist() == ["甲局", "乙局", "丙局"]


@pytest.mark.parametrize("typed", [8, 8.0, "8", "8.0", "8分", "８.00"])
def test_a_sum_may_be_typed_in_any_style(typed: object) -> None:
    assert run(A, B, C, ["合计", "1条", "6 条", typed, None]).differences == []


def test_a_wrong_count_sum_and_a_wrong_score_sum_are_roots() -> None:
    # 2 + 3 + 1 = 6, typed 7; 6 + 1.5 + 0.5 = 8, typed 6.5 without 乙局's 1.5
    found = run(A, B, C, ["合计", 1, 7, 6.5, None]).differences
    assert short(found) == [("C7", "合计", "7", "6", True), ("D7", "合计", "6.5", "8", True)]
    assert [one.hint for one in found] == ["可能是丙局加了两遍", "可能是漏加了乙局"]


def test_a_sum_of_a_wrong_score_only_follows_from_it() -> None:
    # 乙局 2.5 typed for 1.5, and 6 + 2.5 + 0.5 = 9 typed for 8
    found = run(A, ["乙局", 0, 3, 2.5, 2], C, ["合计", 1, 6, 9, None]).differences
    assert short(found) == [("D5", "乙局", "2.5", "1.5", True), ("D7", "合计", "9", "8", False)]


def test_a_sum_that_contradicts_even_the_wrong_score_is_a_root() -> None:
    found = run(A, ["乙局", 0, 3, 2.5, 2], C, ["合计", 1, 6, 10, None]).differences
    assert short(found) == [("D5", "乙局", "2.5", "1.5", True), ("D7", "合计", "10", "8", True)]


def test_excluded_units_count_in_the_sum_of_counts() -> None:
    # 1 + 9 = 10, 2 + 9 = 11; scores 6 alone
    rows = [A, ["党办", 9, 9, "不计分", None], ["合计", 10, 11, 6, None]]
    assert run(*rows).differences == []


def test_the_parts_and_the_whole() -> None:
    # 1 + 0 = 1 and 2 + 3 = 5; 0 and 1; 1 + 0 + 0 = 1 and 2 + 3 + 1 = 6
    rows = [A, B, ["小计", 1, 5, 7.5, None], C, ["小计", 0, 1, 0.5, None], ["合计", 1, 6, 8, None]]
    assert run(*rows).differences == []
    rows[4] = ["小计", 0, 2, 0.5, None]
    assert short(run(*rows).differences) == [("C8", "小计", "2", "1", True)]


def test_a_total_called_like_the_whole_but_of_a_part() -> None:
    assert run(A, B, ["合计", 1, 5, 7.5, None], C, ["合计", 0, 1, 0.5, None]).differences == []


def test_a_total_above_the_units() -> None:
    assert run(["合计", 1, 6, 8, None], A, B, C).differences == []
    assert short(run(["合计", 1, 6, 9, None], A, B, C).differences) == [("D4", "合计", "9", "8", True)]


def test_a_blank_total_row_is_no_unit() -> None:
    found = run(A, B, ["合计", None, None, None, None])
    assert found.standings is not None
    assert found.standings["name"].tolist() == ["甲局", "乙局"]
    assert found.differences == []


def test_a_float_of_a_spreadsheet_is_the_sum_it_shows() -> None:
    points = ("points = { city = 5, county = 0.5 }", "points = { city = 0.1, county = 0.2 }")
    rows = [*HEADINGS, ["甲局", 1, 0, 0.1, 2], ["乙局", 0, 1, 0.2, 1], ["合计", 1, 1, 0.1 + 0.2, None]]
    assert result(book(sheet("部门", rows, MERGES)), loaded(points)).differences == []


def test_a_total_that_cannot_be_read_is_said_not_to_be_rechecked() -> None:
    rows = [*HEADINGS, A, B, ["合计", 1, None, None, None]]
    found = result(book(sheet("部门", rows, MERGES, {(5, 2): "#REF!"}, [(5, 3)])))
    assert codes(found).count("total-unread") == 2
    assert not found.refused
    assert found.differences == []


def test_a_running_number_and_a_rank_are_not_summed() -> None:
    assert run(A, B, C, ["合计", 1, 6, 8, 99]).differences == []


TOWN = '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["镇"]\ntitles = ["镇"]\nsheet = "镇"\n\n'
TWO = changed(('[[columns]]\nid = "unit"', TOWN + '[[columns]]\nid = "unit"'))


def two_sheets(towns: object, both: object) -> Book:
    """departments 6 + 1.5 = 7.5; towns 1*5 + 0 = 5; both 12.5."""
    rows = [["小县2024年1-2月采用情况（镇）"], *HEADINGS[1:], ["东镇", 1, 0, 5, 1]]
    rows += [["合计", 1, 0, towns, None], ["总计", 2, 5, both, None]]
    return book(sheet("部门", [*HEADINGS, A, B, ["合计", 1, 5, 7.5, None]], MERGES), sheet("镇", rows, MERGES))


def test_a_grand_total_over_two_tables() -> None:
    assert result(two_sheets(5, 12.5), loaded(text=TWO)).differences == []
    found = result(two_sheets(5, 13.5), loaded(text=TWO)).differences
    assert short(found) == [("D6", "总计", "13.5", "12.5", True)]
    found = result(two_sheets(6, 12.5), loaded(text=TWO)).differences
    assert short(found) == [("D5", "合计", "6", "5", True)]
    assert found[0].tier == "镇"
