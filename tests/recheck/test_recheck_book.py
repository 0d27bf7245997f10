"""The recheck workbook: the list with its links, and the clerk's tables cell by cell, with marks and comments."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from memory_books import book, sheet
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plain_sheets import QIANDONGNAN
from samples_at_hand import SHIQUAN_2020, SHIQUAN_2022, YANJIN, book_of
from small_scheme import HEADINGS, MERGES, loaded, result

from govscore.delivery.writing import RECHECK
from govscore.outputs.recheck_book.book import recheck_book
from govscore.outputs.recheck_book.styles import FOLLOWING_COLOUR, ROOT_COLOUR
from govscore.outputs.summary import report
from govscore.readers.inputs import Input
from govscore.readers.workbook import Book, Date, read_book
from govscore.recheck import Difference
from govscore.running import batch
from govscore.running.job import Job
from govscore.scheme.files import load_all
from govscore.sheets.copied import LIST, sheet_names

ALL = (SHIQUAN_2022, SHIQUAN_2020, YANJIN, QIANDONGNAN)
ROWS = [*HEADINGS, ["甲局", 1, 2, 6.5, 1], ["乙局", 0, 3, 1.5, 2], ["合计", 1, 5, 8, None]]


def written(path: Path, whole: Book, differences: list[Difference]) -> Path:
    (path / RECHECK).write_bytes(recheck_book(whole, differences))
    return path / RECHECK


def of(path: Path, whole: Book) -> Path:
    found = result(whole, *load_all())
    assert not found.refused, found.problems
    return written(path, whole, found.differences)


def texts(page: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]


@pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])
def test_the_copy_has_the_same_values_at_the_same_addresses(path: Path, tmp_path: Path) -> None:
    whole = book_of(path)
    copy = read_book(of(tmp_path, whole))
    assert [one.name for one in copy.sheets] == [LIST, *(one.name for one in whole.sheets)]
    for ours, theirs in zip(copy.sheets[1:], whole.sheets, strict=True):
        assert [row[: len(theirs.rows[0])] for row in ours.rows] == theirs.rows
        assert ours.merges == theirs.merges
        assert not ours.formulas


def test_roots_stand_first_with_what_follows_below(tmp_path: Path) -> None:
    page = load_workbook(of(tmp_path, book_of(YANJIN)))[LIST]
    # 农业农村局: 5 + 2 * 5 + 4 * 1 = 19, not 18; 47 - 18 + 19 = 48; 48 of 40 = 120%
    assert texts(page) == [
        [1, "农业农村局", "本期得分", 18, 19, -1, "县直单位!N9", "可能是“县单条”少计了1条（1分）"],
        [None, "农业农村局", "总分", 47, 48, -1, "县直单位!O9", "由上面的不符引起"],
        [None, "农业农村局", "占任务", 118, 120, -2, "县直单位!P9", "由上面的不符引起"],
    ]
    assert [page.cell(row, 2).alignment.indent for row in (4, 5, 6)] == [0, 2, 2]
    assert [page.cell(row, 4).fill.start_color.rgb[2:] for row in (4, 5)] == [ROOT_COLOUR, FOLLOWING_COLOUR]
    assert page.cell(4, 7).hyperlink.location == "'县直单位'!N9"


def test_marked_cells_say_what_is_stated_and_computed(tmp_path: Path) -> None:
    page = load_workbook(of(tmp_path, book_of(YANJIN)))["县直单位"]
    assert page["N9"].fill.start_color.rgb == "00" + ROOT_COLOUR
    assert page["O9"].fill.start_color.rgb == "00" + FOLLOWING_COLOUR
    assert page["N9"].comment.text.endswith("填的是18，按办法应为19\n相差-1\n可能是“县单条”少计了1条（1分）")
    assert page["O9"].comment.text.endswith("填的是47，按办法应为48\n相差-1\n由别处的不符引起")
    assert [cell.coordinate for row in page for cell in row if cell.comment] == ["N9", "O9", "P9"]


HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "http://example.com",
    "mailto:a@b.c",
    "{=1}",
    "internal:A1",
]


def test_nothing_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    rows = [*ROWS, *[[text, 1, 1, 5.5, None] for text in HOSTILE], ["'=1", True, Date("2022-04-12"), 12.375, 10**17]]
    page = load_workbook(written(tmp_path, book(sheet("部门", rows, MERGES)), []))["部门"]
    assert [page.cell(7 + at, 1).value for at in range(len(HOSTILE))] == HOSTILE
    assert {page.cell(7 + at, 1).data_type for at in range(len(HOSTILE))} == {"s"}
    assert not [cell for row in page for cell in row if cell.hyperlink]
    last = [page.cell(7 + len(HOSTILE), column).value for column in range(1, 6)]
    assert last == ["'=1", True, "2022-04-12", 12.375, str(10**17)]


def test_errors_and_hidden_rows_are_copied_as_they_are(tmp_path: Path) -> None:
    plain = sheet("部门", ROWS, MERGES, {(5, 4): "#REF!"})
    plain = replace(plain, hidden_rows=frozenset({4}), hidden_columns=frozenset({2}))
    page = load_workbook(written(tmp_path, book(plain), []))["部门"]
    assert page["E6"].value == "#REF!"
    assert page.row_dimensions[5].hidden
    assert page.column_dimensions["C"].hidden


def test_merges_that_overlap_or_lie_outside_do_no_harm(tmp_path: Path) -> None:
    merges = (*MERGES, (1, 1, 2, 1), (40, 0, 41, 3), (3, 9, 3, 12), (5, 0, 400_000, 9))
    copy = read_book(written(tmp_path, book(sheet("部门", ROWS, merges)), []))
    assert copy.sheets[1].rows[3][:5] == ROWS[3]


def test_names_of_sheets() -> None:
    long = "黔东南州二〇二一年第四季度政务信息采用情况及排名汇总表（县市、州直）"
    names = sheet_names([long, long, "a/b:c", "A_B_C", "复核清单", "History", "'甲'", "", "[1]"])
    assert names[0] == long[:31]
    assert names[1] == long[:28] + "(2)"
    assert names[2:] == ["a_b_c", "A_B_C(2)", "复核清单(2)", "History(2)", "甲", "表", "_1_"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_a_link_to_a_sheet_with_an_odd_name(tmp_path: Path) -> None:
    whole = book(sheet("O'Neil 部门", ROWS, MERGES))
    found = result(whole).differences
    page = load_workbook(written(tmp_path, whole, found))[LIST]
    assert page.cell(4, 7).hyperlink.location == "'O''Neil 部门'!D4"
    assert page.cell(4, 7).value == "O'Neil 部门!D4"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    assert of(tmp_path, book_of(YANJIN)).read_bytes() == of(tmp_path / "b", book_of(YANJIN)).read_bytes()


def test_xml_is_well_formed_for_any_text(tmp_path: Path) -> None:
    rows = [*ROWS, ["<丁&局>\x0b\ud800", 1, 1, "6\n5", None]]
    whole = book(sheet("部门", rows, MERGES))
    with zipfile.ZipFile(written(tmp_path, whole, [])) as package:
        assert package.testzip() is None
    assert load_workbook(tmp_path / RECHECK)["部门"]["A7"].value.startswith("<丁&局>")


def test_it_is_written_where_figures_are_typed_and_the_input_stays_as_it_was(tmp_path: Path) -> None:
    before = YANJIN.read_bytes()
    (done,) = batch.run(Job(load_all(), tmp_path), [Input(YANJIN, "延津")])
    assert f"延津/{RECHECK}" in done.outputs
    assert (tmp_path / "延津" / RECHECK).is_file()
    assert YANJIN.read_bytes() == before


def test_without_typed_figures_there_is_no_book_and_the_report_says_so() -> None:
    rows = [*HEADINGS, ["甲局", 1, 2, None, None], ["乙局", 0, 3, "—", "——"]]
    found = result(book(sheet("部门", rows, MERGES)), loaded())
    assert not found.rechecked
    assert "表里没有手工合计，没有可复核的数" in report(found)
    assert "表里没有手工合计" not in report(result(book(sheet("部门", ROWS, MERGES)), loaded()))
