"""Finding tables: wherever they begin, however their headings are merged, whatever stands between the rows."""

import pytest
from memory_books import book, offset, sheet

from govscore.readers.grid import Grid
from govscore.readers.headings import find_blocks
from govscore.readers.layouts import find_tables
from govscore.readers.tables import Table, words_of
from govscore.readers.workbook import Sheet

WORDS = words_of(["单位", "单位名称"], ["备注", "注:", "说明"], ["年目标"], ["不计分"], ["合计", "总计"])
TITLE = ["小县2024年5-6月采用情况", None, None, None]
FLAT = [["单位", "市级", "县级", "得分"]]
NESTED = [["单位", "采用", None, "得分"], [None, "市级", "县级", None]]
NESTED_MERGES = ((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3))
UNITS = [["甲局", 1, 2, 6], ["乙局", None, 3, 1.5], ["丙局", "—", "——", 0]]
NESTED_PATHS = [("单位",), ("采用", "市级"), ("采用", "县级"), ("得分",)]


def tables(*sheets: Sheet) -> list[Table]:
    return find_tables(book(*sheets), WORDS)


def only(*sheets: Sheet) -> Table:
    (table,) = tables(*sheets)
    return table


def names(table: Table, kind: str = "unit") -> list[str]:
    return [line.text for line in table.lines if line.kind == kind]


def paths(table: Table) -> list[tuple[str, ...]]:
    return [column.path for column in table.columns]


def problems(table: Table) -> list[tuple[str, str]]:
    return [(item.code, item.place) for item in table.problems]


NESTED_SHEET = sheet("部门", [TITLE, *NESTED, *UNITS], ((0, 0, 0, 3), *NESTED_MERGES))
FLAT_SHEET = sheet("部门", [TITLE, *FLAT, *UNITS], ((0, 0, 0, 3),))


@pytest.mark.parametrize("down", [0, 1, 7])
@pytest.mark.parametrize("right", [0, 1, 30])
def test_a_table_may_begin_anywhere(down: int, right: int) -> None:
    table = only(offset(NESTED_SHEET, down, right))
    assert paths(table) == NESTED_PATHS
    assert [column.index for column in table.columns] == [right, right + 1, right + 2, right + 3]
    assert names(table) == ["甲局", "乙局", "丙局"]
    assert [line.index for line in table.lines] == [down + 3, down + 4, down + 5]
    assert table.titles == ("小县2024年5-6月采用情况",)
    assert not table.problems


def test_one_row_of_headings() -> None:
    table = only(FLAT_SHEET)
    assert paths(table) == [("单位",), ("市级",), ("县级",), ("得分",)]
    assert names(table) == ["甲局", "乙局", "丙局"]


def test_headings_that_nobody_merged() -> None:
    table = only(sheet("部门", [TITLE, *NESTED, *UNITS]))
    assert paths(table) == NESTED_PATHS
    assert names(table) == ["甲局", "乙局", "丙局"]


def test_unit_heading_in_the_lowest_row() -> None:
    rows = [TITLE, [None, "采用", None, "得分"], ["单位", "市级", "县级", None], *UNITS]
    table = only(sheet("部门", rows, ((0, 0, 0, 3), (1, 1, 1, 2), (1, 3, 2, 3))))
    assert paths(table) == NESTED_PATHS
    assert (table.block.top, table.block.bottom) == (1, 2)


def test_headings_over_five_rows() -> None:
    rows = [
        ["单位", "政务信息", None, None, "得分"],
        [None, "10-12月采用情况（条）", None, None, None],
        [None, "动态信息", None, "调研信息", None],
        [None, "省级", "市级", "省级", None],
        [None, "（条）", "（条）", "（条）", None],
        ["甲局", 1, 2, 3, 6],
    ]
    merges = ((0, 0, 4, 0), (0, 1, 0, 3), (1, 1, 1, 3), (2, 1, 2, 2), (0, 4, 4, 4))
    table = only(sheet("部门", rows, merges))
    assert [len(path) for path in paths(table)] == [1, 5, 5, 5, 1]
    assert paths(table)[2][:4] == (
        "政务信息",
        "10-12月采用情况(条)".replace("(", "（").replace(")", "）"),
        "动态信息",
        "市级",
    )
    assert names(table) == ["甲局"]


def test_line_breaks_and_padding_in_headings() -> None:
    rows = [["单 位\n名 称", "市政府\n网站", "  得 分 "], ["甲局", 1, 2]]
    assert paths(only(sheet("部门", rows))) == [("单位名称",), ("市政府网站",), ("得分",)]


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_two_tables_below_each_other(gap: int) -> None:
    second = [["小县2024年5-6月采用情况（镇）", None, None, None], *FLAT, ["东镇", 1, 1, 1], ["西镇", 2, 2, 2]]
    rows = [TITLE, *FLAT, *UNITS, *[[None] * 4] * gap, *second]
    at = 2 + 3 + gap
    upper, lower = tables(sheet("合", rows, ((0, 0, 0, 3), (at, 0, at, 3))))
    assert names(upper) == ["甲局", "乙局", "丙局"]
    assert names(lower) == ["东镇", "西镇"]
    assert lower.titles == ("小县2024年5-6月采用情况（镇）",)
    assert not upper.problems
    assert not lower.problems


def test_two_tables_side_by_side() -> None:
    left = [*FLAT, *UNITS]
    right = [["单位", "市级", "县级", "得分"], ["东镇", 1, 1, 1], ["西镇", 2, 2, 2], [None] * 4]
    rows = [[*a, None, *b] for a, b in zip(left, right, strict=True)]
    one, two = tables(sheet("合", rows))
    assert names(one) == ["甲局", "乙局", "丙局"]
    assert names(two) == ["东镇", "西镇"]
    assert [column.index for column in two.columns] == [5, 6, 7, 8]


def test_two_tables_side_by_side_without_a_gap() -> None:
    left = [["序号", *FLAT[0]], *[[n, *row] for n, row in enumerate(UNITS, 1)]]
    right = [["序号", "单位", "市级", "得分"], [1, "东镇", 1, 1], [2, "西镇", 2, 2], [3, "南镇", 2, 2]]
    one, two = tables(sheet("合", [[*a, *b] for a, b in zip(left, right, strict=True)]))
    assert paths(one) == [("序号",), ("单位",), ("市级",), ("县级",), ("得分",)]
    assert paths(two) == [("序号",), ("单位",), ("市级",), ("得分",)]
    assert names(two) == ["东镇", "西镇", "南镇"]


def test_a_repeated_heading_block_begins_the_rest_of_the_table() -> None:
    rows = [TITLE, *NESTED, *UNITS, *NESTED, ["丁局", 1, 1, 1]]
    merges = ((0, 0, 0, 3), *NESTED_MERGES, (6, 0, 7, 0), (6, 1, 6, 2), (6, 3, 7, 3))
    upper, lower = tables(sheet("部门", rows, merges))
    assert names(upper) == ["甲局", "乙局", "丙局"]
    assert names(lower) == ["丁局"]
    assert lower.titles == ()
    assert paths(upper) == paths(lower)
    assert not upper.problems + lower.problems


def test_one_table_on_two_sheets() -> None:
    first = sheet("部门", [TITLE, *FLAT, UNITS[0]])
    second = sheet("部门续", [*FLAT, *UNITS[1:]])
    assert [names(table) for table in tables(first, second)] == [["甲局"], ["乙局", "丙局"]]


def test_group_rows() -> None:
    rows = [
        *FLAT,
        ["信息采用积分年目标为40分以上", None, None, None],
        UNITS[0],
        ["年目标为30分", None, None, None],
        UNITS[1],
    ]
    table = only(sheet("部门", rows, ((1, 0, 1, 3), (3, 0, 3, 3))))
    assert [(line.kind, line.text) for line in table.lines] == [
        ("group", "信息采用积分年目标为40分以上"),
        ("unit", "甲局"),
        ("group", "年目标为30分"),
        ("unit", "乙局"),
    ]


def test_a_group_row_need_not_be_merged() -> None:
    rows = [*FLAT, ["信息采用积分年目标为40分以上", None, None, None], UNITS[0]]
    assert [line.kind for line in only(sheet("部门", rows)).lines] == ["group", "unit"]


def test_a_row_across_that_excludes_what_follows() -> None:
    rows = [*FLAT, UNITS[0], ["以下单位不计分、不排名", None, None, None], UNITS[1]]
    table = only(sheet("部门", rows, ((2, 0, 2, 3),)))
    assert [line.kind for line in table.lines] == ["unit", "excluded", "unit"]


NOTES = [
    "备注：1.新闻动态每条0.5分。",
    "备注:各单位请核对。",
    "注：下月5日前报送。",
    "说明：本表由信息股填写。",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("merged", [True, False])
def test_notes_below(note: str, merged: bool) -> None:
    rows = [
        *FLAT,
        *UNITS,
        [note, None, None, None],
        ["2.动态信息市级每条5分。", None, None, None],
        ["  （3）其他。", None, None, None],
    ]
    table = only(sheet("部门", rows, tuple((row, 0, row, 3) for row in (4, 5, 6)) if merged else ()))
    assert names(table) == ["甲局", "乙局", "丙局"]
    assert len(names(table, "note")) == 3
    assert not table.problems


def test_blank_rows_between_are_nothing() -> None:
    table = only(sheet("部门", [*FLAT, UNITS[0], [None] * 4, [" ", None, "", None], UNITS[1]]))
    assert names(table) == ["甲局", "乙局"]


def test_a_unit_with_nothing_is_a_unit() -> None:
    table = only(sheet("部门", [*FLAT, ["甲局", None, None, None], UNITS[1]]))
    assert names(table) == ["甲局", "乙局"]


@pytest.mark.parametrize("word", ["合计", "总计", "合 计"])
def test_totals_are_no_unit(word: str) -> None:
    table = only(sheet("部门", [*FLAT, *UNITS, [word, 1, 5, 7.5]]))
    assert names(table) == ["甲局", "乙局", "丙局"]
    assert len(names(table, "total")) == 1


def test_a_row_of_numbers_without_a_name_is_reported() -> None:
    table = only(sheet("部门", [*FLAT, UNITS[0], [None, 3, 4, 5], UNITS[1]]))
    assert problems(table) == [("row-unknown", "[表.xlsx]部门!A3")]
    assert names(table) == ["甲局", "乙局"]


def test_numbers_typed_as_text_without_a_name_are_reported() -> None:
    table = only(sheet("部门", [*FLAT, UNITS[0], [None, "3", "4", "5"], UNITS[1]]))
    assert problems(table) == [("row-unknown", "[表.xlsx]部门!A3")]


def test_a_number_for_a_name_is_reported() -> None:
    table = only(sheet("部门", [*FLAT, UNITS[0], [2024, 3, 4, 5]]))
    assert problems(table) == [("row-unknown", "[表.xlsx]部门!A3")]


def test_a_name_typed_below_the_notes_is_not_lost() -> None:
    table = only(sheet("部门", [*FLAT, UNITS[0], ["备注：略。", None, None, None], UNITS[1]]))
    assert names(table) == ["甲局", "乙局"]


def test_a_line_across_the_table_that_nothing_explains_is_reported() -> None:
    table = only(sheet("部门", [*FLAT, UNITS[0], ["党群系统", None, None, None], UNITS[1]], ((2, 0, 2, 3),)))
    assert problems(table) == [("row-unknown", "[表.xlsx]部门!A3")]


def test_merged_names_are_one_unit() -> None:
    table = only(sheet("部门", [*FLAT, ["甲局", 1, 2, 6], [None, 1, 2, 6]], ((1, 0, 2, 0),)))
    assert names(table)[0] == "甲局"
    assert len(table.units) == 2  # the second is met again, and refused as a unit named twice


def test_several_titles_the_nearest_first() -> None:
    rows = [["小县2024年5-6月通报", None, None, None], ["一、部门采用情况", None, None, None], *FLAT, *UNITS]
    table = only(sheet("部门", rows, ((0, 0, 0, 3), (1, 0, 1, 3))))
    assert table.titles == ("一、部门采用情况", "小县2024年5-6月通报")


def test_a_date_beside_the_title_belongs_to_it() -> None:
    rows = [["小县采用情况（部门）", None, "2024年5-6月", None], *FLAT, *UNITS]
    assert "2024年5-6月" in only(sheet("部门", rows)).titles[0]


@pytest.mark.parametrize(
    "rows", [[], [["只有一句话"]], [["单位"], ["甲局"]], [[1, 2], [3, 4]], [[None, "单位"], [None, None]]]
)
def test_no_table(rows: list[list[object]]) -> None:
    assert tables(sheet("部门", rows)) == []


def test_a_long_text_that_holds_the_word_is_no_heading() -> None:
    assert find_blocks(Grid("表.xlsx", sheet("部门", [["各单位名称请写全", 1], ["甲局", 2]])), {"单位"}) == []


def test_a_unit_called_like_the_heading_does_not_begin_a_table() -> None:
    table = only(sheet("部门", [*FLAT, *UNITS, ["单位", None, None, None]]))
    assert names(table)[:3] == ["甲局", "乙局", "丙局"]


def test_a_column_without_heading_inside_the_table() -> None:
    rows = [["单位", "市级", None, "得分"], ["甲局", 1, 9, 6]]
    found = tables(sheet("部门", rows))
    seen = {column.index for table in found for column in table.columns}
    reported = [item for table in found for item in table.problems]
    assert 2 in seen or reported, "figures under no heading were dropped without a word"
    assert 3 in seen or reported, "the column beyond was dropped without a word"


def test_units_may_go_on_below_a_note() -> None:
    below = [["备注：以上为一类", None, None], ["乙局", 1, 1], ["丙局", None, None]]
    rows = [["单位", "约稿", "得分"], ["甲局", 1, 2], *below]
    (table,) = tables(sheet("部门", rows))
    assert [(line.kind, line.text) for line in table.lines] == [
        ("unit", "甲局"),
        ("note", "备注：以上为一类"),
        ("unit", "乙局"),
        ("unit", "丙局"),
    ]


def test_a_signature_below_the_table_is_no_unit() -> None:
    rows = [["单位", "约稿", "得分"], ["甲局", 1, 2], ["制表人：张三", None, None], ["2022年4月12日", None, None]]
    (table,) = tables(sheet("部门", rows))
    assert [line.kind for line in table.lines] == ["unit", "note", "note"]
