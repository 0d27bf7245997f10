"""The registry of layouts: every file is one, and a table is claimed by exactly one of them."""

from pathlib import Path
from typing import Any

from memory_books import book, sheet
from small_scheme import result

from govscore.readers import layouts
from govscore.readers.layouts import LAYOUTS, find_tables
from govscore.readers.tables import Table, words_of

WORDS = words_of(["单位"], ["备注"], [], [], ["合计"], ["市级", "县级", "得分", "上期", "累计", "合计"])


def found(*lines: list[Any]) -> list[Table]:
    return find_tables(book(sheet("部门", list(lines))), WORDS)


def names(table: Table) -> list[str]:
    return [line.text for line in table.units]


def codes(tables: list[Table]) -> list[str]:
    return [problem.code for table in tables for problem in table.problems]


def test_every_file_of_the_folder_is_a_layout() -> None:
    files = {path.stem for path in Path(layouts.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(LAYOUTS) == files
    assert len({layout.NAME for layout in LAYOUTS.values()}) == len(files) > 1


def test_headings_above_are_of_the_wide_layout() -> None:
    (table,) = found(["单位", "市级", "县级"], ["甲局", 1, 2], ["乙局", 3, 4])
    assert names(table) == ["甲局", "乙局"]
    assert table.place(table.lines[1], 2) == "[表.xlsx]部门!C3"


def test_headings_on_the_left_are_of_the_transposed_layout() -> None:
    (table,) = found(["单位", "甲局", "乙局"], ["市级", 1, 3], ["县级", 2, 4])
    assert names(table) == ["甲局", "乙局"]
    assert [column.path for column in table.columns] == [("单位",), ("市级",), ("县级",)]
    assert table.place(table.lines[1], table.columns[2].index) == "[表.xlsx]部门!C3"
    assert table.heading_place(table.columns[2].index) == "[表.xlsx]部门!A3"


def test_one_heading_is_enough() -> None:
    (table,) = found(["单位", "甲局", "乙局"], ["得分", 1, 3])
    assert names(table) == ["甲局", "乙局"]


def test_headings_that_nobody_knows_are_read_as_usual() -> None:
    (table,) = found(["单位", "约稿", "专报"], ["甲局", 1, 2])
    assert names(table) == ["甲局"]


def test_a_line_called_like_a_heading_does_not_turn_a_table() -> None:
    tables = found(
        ["单位", "市级", "县级"], ["甲局", 1, 2], ["乙局", 1, 2], ["合计", 2, 4], ["上期", 1, 1], ["累计", 3, 5]
    )
    assert len(tables) == 1
    assert names(tables[0])[:2] == ["甲局", "乙局"]
    assert codes(tables) == []


def test_headings_on_both_sides_are_a_problem_with_each_ones_reason() -> None:
    (table,) = found(["单位", "市级", "县级"], ["上期", 1, 2], ["累计", 3, 4])
    (problem,) = table.problems
    assert problem.code == "layouts-many"
    assert problem.place == "[表.xlsx]部门!A1"
    assert "一行一个单位，列名在上面（认得“市级、县级”）" in problem.message
    assert "一列一个单位，列名在左边（认得“上期、累计”）" in problem.message


def test_a_reason_why_no_scheme_knows_a_table_is_that_it_can_be_read_in_two_ways() -> None:
    whole = book(sheet("部门", [["小县2024年1-2月"], ["单位", "市级", "得分"], ["县级", 1, 2], ["名次", 3, 4]]))
    (problem,) = result(whole).problems
    assert problem.code == "no-scheme"
    assert "这张表有不止一种读法" in problem.message


def test_tables_of_both_layouts_on_one_sheet() -> None:
    wide, transposed = found(
        ["单位", "市级", "县级"],
        ["甲局", 1, 2],
        [None, None, None],
        ["单位", "丙局", "丁局"],
        ["市级", 1, 3],
        ["县级", 2, 4],
    )
    assert names(wide) == ["甲局"]
    assert names(transposed) == ["丙局", "丁局"]
    assert codes([wide, transposed]) == []
