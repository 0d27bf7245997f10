"""The transposed layout: units are columns, and all that is said of a cell names the cell where it stands."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from computed import Computed, computed
from memory_books import book, offset, sheet, with_cells
from plain_sheets import with_totals
from samples_at_hand import SHIQUAN_2020, THREE, book_of
from small_scheme import codes, loaded, result
from turned_books import turned_sample

from govscore.readers.layouts import find_tables
from govscore.readers.tables import Table, words_of
from govscore.readers.workbook import Book
from govscore.running.job import Job
from govscore.scheme.files import load_all

WORDS = words_of(["单位"], ["备注"], ["年目标"], ["不计分"], ["合计"], ["市级", "县级", "得分", "名次", "合计"])
TITLE = ["小县2024年1-2月采用情况（部门）", None, None, None]
TABLE = [
    ["单位", None, "甲局", "乙局"],
    ["采用", "市级", 1, 0],
    [None, "县级", 2, 3],
    ["得分", None, 6, 1.5],
    ["名次", None, 1, 2],
]
MERGES = ((0, 0, 0, 3), (1, 0, 1, 1), (2, 0, 3, 0), (4, 0, 4, 1), (5, 0, 5, 1))
SMALL = sheet("部门", [TITLE, *TABLE], MERGES)
TOWNS = (
    '[[columns]]\nid = "unit"',
    '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["乡镇"]\ntitles = ["小县【期间】采用情况（镇）"]\nsheet = "镇"\n\n'
    '[[columns]]\nid = "unit"',
)


def run(whole: Book) -> Computed:
    return computed(Job(tuple(load_all()), None, None, None), whole)


def placeless(found: Computed) -> dict[str, Any]:
    """The documented JSON without the cells."""
    told = found.result.to_json()
    assert told["tiers"], [problem.spoken() for problem in found.problems]
    for item in told["problems"]:
        del item["place"]
    for item in told["differences"]:
        del item["cell"]
    return told


def only(*lines: list[Any], merges: Any = ()) -> Table:
    (table,) = find_tables(book(sheet("部门", list(lines), merges)), WORDS)
    return table


def scores(found: Computed) -> dict[str, str]:
    return {unit["unit"]: unit["score"] for tier in found.to_json()["tiers"] for unit in tier["units"]}


@pytest.mark.parametrize("path", THREE, ids=lambda path: path.parent.name)
def test_a_sample_turned_round_gives_the_same_but_for_its_cells(path: Path) -> None:
    whole = book_of(path)
    assert placeless(run(turned_sample(whole))) == placeless(run(whole))


@pytest.mark.parametrize("path", THREE, ids=lambda path: path.parent.name)
def test_every_count_stands_in_the_cell_that_it_names(path: Path) -> None:
    whole = turned_sample(book_of(path))
    counts = run(whole).made.tally.counts
    assert len(counts)
    for number, row, column, count in zip(*(counts[c] for c in ("sheet", "row", "col", "count")), strict=True):
        assert Decimal(str(whole.sheets[number].rows[row][column])) * 1000 == count


def test_a_wrong_cell_is_reported_where_it_stands() -> None:
    # 人社局 (row 8 of the sample) now stands in G, 市政府网站 (column D) in row 5 below the title
    whole = turned_sample(book_of(SHIQUAN_2020))
    assert whole.sheets[0].rows[1][6] == "人社局"
    assert whole.sheets[0].rows[4][6] == 2
    (problem,) = (p for p in run(with_cells(whole, "部门", {"G5": "两条"})).problems if p.stops)
    assert (problem.code, problem.place.rpartition("!")[2]) == ("cell-not-number", "G5")


def test_a_typed_figure_is_rechecked_where_it_stands() -> None:
    # 9 * 0.5 + 4 * 0.5 + 2 * 1 = 8.5 in the row 本期, and 8.5 + 77 = 85.5 in the row 累计
    whole = turned_sample(book_of(SHIQUAN_2020))
    found = run(with_cells(whole, "部门", {"G10": 9.5}))
    told = [(d.cell.rpartition("!")[2], d.unit, d.stated, d.computed) for d in found.differences]
    assert told == [("G10", "人社局", "9.5", "8.5")]


def test_a_column_of_sums_is_rechecked_as_a_row_of_sums_is() -> None:
    # 37 + 18.75 + 8.5 + 19 + 19.5 + 6 + 8.5 + 8 + 7.75 + 8.25 + 7.25 + 5 = 153.5 in the column 本期 of the sample
    whole, _ = with_totals(book_of(SHIQUAN_2020), 0, 17, 0, (1, 2, 3, 8, 9, 10))
    there = turned_sample(whole)
    assert there.sheets[0].rows[1][16] == "合计"
    assert not run(there).differences
    found = run(with_cells(there, "部门", {"Q10": 156.5}))
    told = [(d.cell.rpartition("!")[2], d.stated, d.computed) for d in found.differences]
    assert told == [("Q10", "156.5", "153.5")]


def test_a_small_table() -> None:
    found = result(book(SMALL))
    assert scores(found) == {"甲局": "6", "乙局": "1.5"}  # 1 * 5 + 2 * 0.5 and 3 * 0.5
    assert codes(found) == []


@pytest.mark.parametrize("down", [0, 4])
@pytest.mark.parametrize("right", [0, 3])
def test_it_may_begin_anywhere(down: int, right: int) -> None:
    found = result(book(offset(SMALL, down, right)))
    assert scores(found) == {"甲局": "6", "乙局": "1.5"}
    assert codes(found) == []


def test_headings_that_nobody_merged() -> None:
    found = result(book(sheet("部门", [TITLE, *TABLE])))
    assert scores(found) == {"甲局": "6", "乙局": "1.5"}


@pytest.mark.parametrize("merged", [True, False])
def test_notes_below_are_no_headings(merged: bool) -> None:
    notes = [["备注：1.市级每条5分。", None, None, None], ["2.县级每条0.5分。", None, None, None]]
    merges = (*MERGES, (6, 0, 6, 3), (7, 0, 7, 3)) if merged else MERGES
    found = result(book(sheet("部门", [TITLE, *TABLE, *notes], merges)))
    assert scores(found) == {"甲局": "6", "乙局": "1.5"}
    assert codes(found) == []


def test_figures_below_a_note_are_not_lost() -> None:
    lines = [TITLE, *TABLE, ["备注：略", None, None, None], ["约稿", None, 4, 5]]
    stops = [(p.code, p.place) for p in result(book(sheet("部门", lines, MERGES))).problems if p.stops]
    assert stops == [("row-unknown", "[表.xlsx]部门!A8")]


def test_figures_under_an_unknown_heading_are_reported() -> None:
    found = result(book(sheet("部门", [TITLE, *TABLE, ["视频号", None, 4, 5]], MERGES)))
    assert [(p.code, p.place) for p in found.problems] == [("column-unknown", "[表.xlsx]部门!B7")]


def test_a_missing_heading_is_named_where_the_table_begins() -> None:
    lines = [TITLE, TABLE[0], ["采用", "市级", 1, 0], [None, "区级", 2, 3], *TABLE[3:]]
    (problem,) = result(book(sheet("部门", lines, MERGES))).problems
    assert problem.code == "no-scheme"
    assert "采用→县级" in problem.message


def test_titles_over_several_units_are_tiers() -> None:
    lines = [
        ["小县2024年1-2月采用情况", None, None, None, None],
        [None, None, "部门", None, "乡镇"],
        ["单位", None, "甲局", "乙局", "东镇"],
        ["采用", "市级", 1, 0, 1],
        [None, "县级", 2, 3, 0],
    ]
    merges = ((0, 0, 0, 4), (1, 2, 1, 3), (2, 0, 2, 1), (3, 0, 4, 0))
    for merged in (merges, ((0, 0, 0, 4),)):
        found = result(book(sheet("合", lines, merged)), loaded(TOWNS))
        tiers = {tier["tier"]: [unit["unit"] for unit in tier["units"]] for tier in found.to_json()["tiers"]}
        assert tiers == {"部门": ["甲局", "乙局"], "镇": ["东镇"]}


def test_groups_over_several_units() -> None:
    lines = [
        ["小县2024年1-2月采用情况（部门）", None, None, None, None],
        [None, None, "年目标为40分", None, "年目标为30分"],
        ["单位", None, "甲局", "乙局", "丙局"],
        ["采用", "市级", 1, 0, 1],
        [None, "县级", 2, 3, 0],
    ]
    table = only(*lines, merges=((0, 0, 0, 4), (1, 2, 1, 3), (2, 0, 2, 1), (3, 0, 4, 0)))
    told = [(line.kind, line.text) for line in table.lines]
    assert told == [
        ("group", "年目标为40分"),
        ("unit", "甲局"),
        ("unit", "乙局"),
        ("group", "年目标为30分"),
        ("unit", "丙局"),
    ]
    assert table.name_place(table.lines[3]) == "[表.xlsx]部门!E2"


def test_a_unit_beside_a_group_is_not_in_it() -> None:
    lines = [
        [None, None, "年目标为40分", None, None],
        ["单位", None, "甲局", "乙局", "丙局"],
        ["采用", "市级", 1, 0, 1],
        [None, "县级", 2, 3, 0],
    ]
    table = only(*lines, merges=((0, 2, 0, 3), (1, 0, 1, 1), (2, 0, 3, 0)))
    assert [(line.kind, line.text) for line in table.lines][2:] == [("unit", "乙局"), ("group", ""), ("unit", "丙局")]
    assert table.name_place(table.lines[3]) == "[表.xlsx]部门!E1"


def test_units_under_a_text_that_excludes_them() -> None:
    lines = [
        ["小县2024年1-2月采用情况（部门）", None, None, None, None],
        [None, None, None, "以下不计分", None],
        ["单位", None, "甲局", "乙局", "丙局"],
        *([*line, 0] for line in TABLE[1:3]),
    ]
    found = result(book(sheet("部门", lines, ((0, 0, 0, 4), (1, 3, 1, 4), (2, 0, 2, 1), (3, 0, 4, 0)))))
    excluded = {u["unit"]: u["excluded"] for t in found.to_json()["tiers"] for u in t["units"]}
    assert excluded == {"甲局": False, "乙局": True, "丙局": True}


def test_one_below_the_other() -> None:
    second = [["小县2024年1-2月采用情况（乡镇）", None, None, None], ["单位", None, "东镇", "西镇"], *TABLE[1:3]]
    down = tuple((t + 7, left, b + 7, r) for t, left, b, r in MERGES if b < 4)
    whole = book(sheet("合", [TITLE, *TABLE, [None] * 4, *second], (*MERGES, *down)))
    found = result(whole, loaded(TOWNS))
    tiers = {tier["tier"]: [unit["unit"] for unit in tier["units"]] for tier in found.to_json()["tiers"]}
    assert tiers == {"部门": ["甲局", "乙局"], "镇": ["东镇", "西镇"]}
    assert codes(found) == []


@pytest.mark.parametrize("turn", [False, True])
def test_a_path_written_together_in_one_heading(turn: bool) -> None:
    lines = [["单位", "采用市级", "采用县级"], ["甲局", 1, 2], ["乙局", 0, 3]]
    if turn:
        lines = [list(line) for line in zip(*lines, strict=True)]
    found = result(book(sheet("部门", [["小县2024年1-2月采用情况（部门）", None, None], *lines])))
    assert scores(found) == {"甲局": "6", "乙局": "1.5"}
