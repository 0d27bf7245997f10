"""Typed figures against computed ones: what differs, where, and which slip is the root of the others."""

import pytest
from memory_books import book, sheet, with_cells
from samples_at_hand import SHIQUAN_2020, YANJIN, book_of
from small_scheme import HEADINGS, MERGES, loaded, result

from govscore.readers.workbook import Book
from govscore.recheck import Difference
from govscore.scheme.files import load_all

TOWNS = "乡镇街道"


def small(*rows: list[object]) -> list[Difference]:
    return result(book(sheet("部门", [*HEADINGS, *rows], MERGES))).differences


def differences(workbook: Book) -> list[Difference]:
    found = result(workbook, *load_all())
    assert not found.refused, found.problems
    return [item for item in found.differences if item.unit != "农业农村局"]  # the office's own slip


def short(item: Difference) -> tuple[str, str, str, str, str, bool]:
    return item.cell, item.unit, item.stated, item.computed, item.difference, item.root


def test_right_figures_have_no_difference() -> None:
    assert small(["甲局", 1, 2, 6, 1], ["乙局", 0, 3, 1.5, 2]) == []


def test_blank_figures_are_none() -> None:
    assert small(["甲局", 1, 2, None, None], ["乙局", 0, 3, "—", "——"]) == []


def test_a_float_that_shows_the_right_figure_is_right() -> None:
    points = ("points = { city = 5, county = 0.5 }", "points = { city = 0.1, county = 0.2 }")
    found = result(book(sheet("部门", [*HEADINGS, ["甲局", 1, 1, 0.1 + 0.2, 1]], MERGES)), loaded(points))
    assert found.differences == []


def test_a_score_that_differs() -> None:
    (score,) = small(["甲局", 1, 2, 6.5, 1], ["乙局", 0, 3, 1.5, 2])
    assert short(score) == ("[表.xlsx]部门!D4", "甲局", "6.5", "6", "0.5", True)
    assert score.tier == "部门"
    assert score.column == "得分"


def test_a_figure_typed_where_nothing_was_adopted() -> None:
    (score,) = small(["甲局", 1, 2, 6, 1], ["乙局", None, None, 3, 2])
    assert short(score) == ("[表.xlsx]部门!D5", "乙局", "3", "0", "3", True)


def test_a_zero_is_no_blank() -> None:
    (score,) = small(["甲局", 1, 2, 0, 1])
    assert short(score)[2:] == ("0", "6", "-6", True)


def test_a_wrong_rank_alone_is_its_own_root() -> None:
    (rank,) = small(["甲局", 1, 2, 6, 1], ["乙局", 0, 3, 1.5, 3])
    assert short(rank) == ("[表.xlsx]部门!E5", "乙局", "3", "2", "1", True)


def test_ranks_that_follow_from_a_wrong_score_are_no_roots() -> None:
    found = small(["甲局", 1, 0, 0.5, 2], ["乙局", 0, 4, 2, 1])  # 甲局 has 1 * 5
    assert [(item.unit, item.column, item.root) for item in found] == [
        ("甲局", "得分", True),
        ("甲局", "名次", False),
        ("乙局", "名次", False),
    ]


def test_an_excluded_unit_is_not_rechecked() -> None:
    assert small(["甲局", 1, 2, 6, 1], ["乙局", 9, 9, "不计分", None]) == []


def test_text_for_a_figure_is_rechecked_as_a_number() -> None:
    (score,) = small(["甲局", 1, 2, "６．５分", "1"])
    assert short(score)[2:] == ("6.5", "6", "0.5", True)


TWO = (["甲局", 1, 2, 6, 1], ["乙局", 0, 3, 1.5, 2])


@pytest.mark.parametrize("word", ["合计", "总计", "合  计"])
def test_a_row_of_totals_that_adds_up(word: str) -> None:
    assert small(*TWO, [word, 1, 2 + 3, 6 + 1.5, None]) == []


@pytest.mark.parametrize(("at", "cell", "stated"), [(1, "B6", 2), (2, "C6", 6), (3, "D6", 9)])
def test_a_total_that_does_not_add_up_is_a_root_at_its_cell(at: int, cell: str, stated: int) -> None:
    total: list[object] = ["合计", 1, 5, 7.5, None]
    total[at] = stated
    (found,) = small(*TWO, total)
    assert (found.cell, found.stated, found.root) == (f"[表.xlsx]部门!{cell}", str(stated), True)


def test_cumulative_is_a_consequence_of_the_score() -> None:
    # 政府办: 1*0.5 + 9*0.5 + 2*1 + 6*5 = 37, and 37 + 141 = 178
    found = differences(with_cells(book_of(SHIQUAN_2020), "部门", {"I6": 36, "K6": 177}))
    cell = f"[{SHIQUAN_2020.name}]部门!"
    assert [short(item) for item in found] == [
        (cell + "I6", "政府办", "36", "37", "-1", True),
        (cell + "K6", "政府办", "177", "178", "-1", False),
    ]


def test_cumulative_that_does_not_add_up_is_a_root() -> None:
    (found,) = differences(with_cells(book_of(SHIQUAN_2020), "部门", {"K6": 179}))
    assert (found.stated, found.computed, found.root) == ("179", "178", True)


def test_two_slips_are_two_roots() -> None:
    found = differences(with_cells(book_of(SHIQUAN_2020), "部门", {"I6": 36, "K6": 179}))
    assert [(item.column, item.root) for item in found] == [("本期", True), ("累计", True)]


RIGHT = [
    ["60%", "53%", "50%"],
    [0.6, 0.53, 0.5],
    [60, 53, 50],
    ["60", "53", "50"],
    [0.6, 0.525, 0.5],
    ["６０％", "53 %", "50%"],
]


@pytest.mark.parametrize("typed", RIGHT)
def test_percent_as_sign_share_or_number(typed: list[object]) -> None:
    # 塔铺街道 24 of 40 = 60%, 司寨乡 21 of 40 = 52.5%, 东屯镇 20 of 40 = 50%
    assert percents(typed) == []


WRONG = [(["60%", "52%", "50%"], "52"), ([0.6, 0.52, 0.5], "52"), ([60, 52, 50], "52"), (["60%", "52.5%", "51%"], "51")]


@pytest.mark.parametrize(("typed", "stated"), WRONG)
def test_wrong_percents_in_every_style(typed: list[object], stated: str) -> None:
    (found,) = percents(typed)
    assert (found.stated, found.root) == (stated, True)


def percents(typed: list[object]) -> list[Difference]:
    """The differences of the first three towns' percents; the other cells of the column are emptied."""
    whole = book_of(YANJIN)
    column = percent_column(whole)
    first = first_row(whole)
    cells = {f"{column}{first + n}": typed[n] if n < len(typed) else None for n in range(13)}
    departments = {f"{percent_column(whole)}{row}": None for row in range(1, len(whole.sheets[1].rows) + 1)}
    heads = {cell: None for cell in departments if int(cell[1:]) > 8}
    changed = with_cells(with_cells(whole, TOWNS, cells), "县直单位", heads)
    return differences(changed)


def percent_column(whole: Book) -> str:
    return next(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[c] for row in whole.sheets[0].rows for c, v in enumerate(row) if v == "占任务%"
    )


def first_row(whole: Book) -> int:
    return next(n for n, row in enumerate(whole.sheets[0].rows, 1) if str(row[0]).startswith("塔铺街道"))


def test_percent_follows_from_the_total() -> None:
    whole = book_of(YANJIN)
    row = first_row(whole)
    total = chr(ord(percent_column(whole)) - 1)
    # 28 of 40 is 70%: typed consistently, but the total is 24
    found = differences(with_cells(whole, TOWNS, {f"{total}{row}": 28, f"{percent_column(whole)}{row}": "70%"}))
    assert [(item.stated, item.computed, item.root) for item in found] == [("28", "24", True), ("70", "60", False)]


def test_all_the_figures_of_the_samples_but_one_unit_are_right() -> None:
    assert differences(book_of(YANJIN)) == []
    assert differences(book_of(SHIQUAN_2020)) == []
