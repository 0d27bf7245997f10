"""The changed copies say the same as the samples they are made from."""

from collections import Counter
from pathlib import Path

import pytest
import variants
from openpyxl import load_workbook
from test_samples import ALL, QIANDONGNAN, SAMPLES, SHIQUAN_2020, SHIQUAN_2022, YANJIN
from variant_grid import Table, corner, squeezed, tables

needs_soffice = pytest.mark.skipif(not variants.have_soffice(), reason="LibreOffice is not installed")


def said(path: Path) -> Counter:
    """Return what each unit row says, whatever its place: its group, and headings with values."""
    book = load_workbook(path)
    return Counter(statement(table, row) for sheet in book.worksheets for table in tables(sheet) for row in table.units)


def statement(table: Table, row: int) -> tuple:
    cell = table.sheet.cell
    figures = {(table.label(column), str(cell(*corner(table.sheet, row, column)).value)) for column in table.columns}
    bands = [squeezed(cell(band, table.name_column).value) for band in table.bands_above(row)]
    return *bands, *sorted(figures)


def all_values(path: Path) -> Counter:
    book = load_workbook(path)
    cells = (cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line)
    return Counter(cell.value for cell in cells if cell.value is not None)


def units(path: Path, sheet: str) -> list[str]:
    found = tables(load_workbook(path)[sheet])
    return [squeezed(table.sheet.cell(row, table.name_column).value) for table in found for row in table.units]


MOVES = {
    "shift": variants.shift,
    "shuffle_rows": variants.shuffle_rows,
    "reorder_columns": variants.reorder_columns,
    "reorder_groups": variants.reorder_groups,
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("move", MOVES)
def test_moving_things_about_says_the_same(name: str, move: str, tmp_path: Path) -> None:
    copy = MOVES[move](SAMPLES / name, tmp_path)
    assert copy == tmp_path / Path(name).name
    assert said(copy) == said(SAMPLES / name)
    assert all_values(copy) == all_values(SAMPLES / name)


def test_moves_can_be_chained(tmp_path: Path) -> None:
    copy = SAMPLES / SHIQUAN_2022
    for step, move in enumerate(MOVES.values()):
        copy = move(copy, tmp_path / str(step))
    assert said(copy) == said(SAMPLES / SHIQUAN_2022)


def test_every_unit_of_the_samples_is_seen() -> None:
    assert len(units(SAMPLES / SHIQUAN_2022, "附件1（镇）")) == 11
    assert len(units(SAMPLES / SHIQUAN_2022, "附件2（部门）")) == 49
    assert len(units(SAMPLES / SHIQUAN_2020, "部门")) == 12
    assert len(units(SAMPLES / YANJIN, "县直单位")) == 12
    assert len(units(SAMPLES / QIANDONGNAN, "手工汇总")) == 16 + 33


def test_shift_moves_cells_merges_and_breaks(tmp_path: Path) -> None:
    sheet = load_workbook(variants.shift(SAMPLES / SHIQUAN_2022, tmp_path, 3, 2))["附件2（部门）"]
    assert sheet["C4"].value == "石泉县2022年一季度信息采用情况统计表（部门）"
    assert {"C4:N4", "J9:K33", "L44:N61"} <= {area.coord for area in sheet.merged_cells.ranges}
    assert [mark.id for mark in sheet.row_breaks.brk] == [33]


def test_rename_sheets(tmp_path: Path) -> None:
    copy = variants.rename_sheets(SAMPLES / YANJIN, tmp_path, {"乡镇街道": "乡镇", "县直单位": "县直"})
    assert load_workbook(copy).sheetnames == ["乡镇", "县直", "上期累计"]
    assert said(copy) == said(SAMPLES / YANJIN)


def test_shuffled_rows_stay_in_their_section(tmp_path: Path) -> None:
    before = units(SAMPLES / SHIQUAN_2022, "附件2（部门）")
    after = units(variants.shuffle_rows(SAMPLES / SHIQUAN_2022, tmp_path), "附件2（部门）")
    assert before != after
    for section in (slice(0, 25), slice(25, 31), slice(31, 49)):
        assert sorted(before[section]) == sorted(after[section])
    copy = variants.shuffle_rows(SAMPLES / QIANDONGNAN, tmp_path)
    before, after = units(SAMPLES / QIANDONGNAN, "网站采用"), units(copy, "网站采用")
    assert before != after
    assert sorted(before[:16]) == sorted(after[:16])


def test_reordered_columns_stay_in_their_group(tmp_path: Path) -> None:
    copy = variants.reorder_columns(SAMPLES / QIANDONGNAN, tmp_path, seed=2)
    sheet = load_workbook(copy)["信息台账"]
    heads = [cell.value for cell in sheet[3]]
    assert [cell.value for cell in sheet[2]][:5] == ["序号", "单位名称", "信息标题", "稿件", "州府信息"]
    assert heads[7:11] != ["报省", "省综", "省专", "省批"]
    assert sorted(heads[7:11]) == sorted(["报省", "省综", "省专", "省批"])


def test_reordered_groups_move_as_wholes(tmp_path: Path) -> None:
    copy = variants.reorder_groups(SAMPLES / QIANDONGNAN, tmp_path, seed=1)
    sheet = load_workbook(copy)["信息台账"]
    groups = [cell.value for cell in sheet[2] if cell.value]
    assert groups[:4] == ["序号", "单位名称", "信息标题", "稿件"]
    assert groups[4:] != ["州府信息", "州报省", "省报国办", "小计"]
    assert sorted(groups[4:]) == sorted(["州府信息", "州报省", "省报国办", "小计"])


@pytest.mark.parametrize("dash", variants.DASHES)
def test_swap_dashes(dash: str, tmp_path: Path) -> None:
    copy = variants.swap_dashes(SAMPLES / SHIQUAN_2022, tmp_path, dash)
    before, after = all_values(SAMPLES / SHIQUAN_2022), all_values(copy)
    dashes = sum(before[kind] for kind in ("—", "——", "---"))
    assert dashes > 100
    assert after[dash] == (dashes if dash else 0)
    assert sum(after.values()) == sum(before.values()) - (0 if dash else dashes)


def test_stack_sheets(tmp_path: Path) -> None:
    copy = variants.stack_sheets(SAMPLES / YANJIN, tmp_path, "乡镇街道", "县直单位", gap=2)
    book = load_workbook(copy)
    assert book.sheetnames == ["乡镇街道", "上期累计"]
    assert book["乡镇街道"]["A22"].value == "二、县直单位信息采用情况"
    assert said(copy) == said(SAMPLES / YANJIN)
    assert all_values(copy) == all_values(SAMPLES / YANJIN)


SPLITS = [
    (SHIQUAN_2022, "附件1（镇）"),
    (SHIQUAN_2022, "附件2（部门）"),
    (SHIQUAN_2020, "部门"),
    (YANJIN, "县直单位"),
    (QIANDONGNAN, "信息台账"),
    (QIANDONGNAN, "报送约稿"),
]


@pytest.mark.parametrize(("name", "sheet"), SPLITS)
def test_split_table(name: str, sheet: str, tmp_path: Path) -> None:
    copy = variants.split_table(SAMPLES / name, tmp_path, sheet)
    book = load_workbook(copy)
    assert book.sheetnames.index("续表") == book.sheetnames.index(sheet) + 1
    assert book["续表"]["A1"].value == book[sheet]["A1"].value
    assert said(copy) == said(SAMPLES / name)
    whole = units(SAMPLES / name, sheet)
    assert units(copy, sheet) + units(copy, "续表") == whole
    assert len(units(copy, sheet)) == len(whole) // 2


def test_numbers_as_text(tmp_path: Path) -> None:
    copy = variants.numbers_as_text(SAMPLES / SHIQUAN_2020, tmp_path, "suffix")
    sheet = load_workbook(copy)["部门"]
    assert (sheet["C7"].value, sheet["I7"].value, sheet["L7"].value) == ("12.5 条", 18.75, 2)
    copy = variants.numbers_as_text(SAMPLES / SHIQUAN_2020, tmp_path, "wide")
    sheet = load_workbook(copy)["部门"]
    assert (sheet["C7"].value, sheet["B7"].value) == ("１２．５", "１５")
    copy = variants.numbers_as_text(SAMPLES / QIANDONGNAN, tmp_path, "comma")
    sheet = load_workbook(copy)["手工汇总"]
    assert (sheet["N4"].value, sheet["E4"].value) == ("1,984.5", 855)


def test_counted_words_fit_the_column(tmp_path: Path) -> None:
    book = load_workbook(variants.numbers_as_text(SAMPLES / QIANDONGNAN, tmp_path, "suffix"))
    assert [book["报送约稿"][f"{column}10"].value for column in "CDE"] == ["111 条", "1 次", "1 次"]
    assert book["信息台账"]["H4"].value == 1
    assert book["上期累计"]["B3"].value == 855 - 147


def test_set_cell_and_delete_sheet(tmp_path: Path) -> None:
    copy = variants.set_cell(SAMPLES / SHIQUAN_2022, tmp_path, "附件1（镇）", "C6", 52)
    assert load_workbook(copy)["附件1（镇）"]["C6"].value == 52
    copy = variants.delete_sheet(SAMPLES / YANJIN, tmp_path, "上期累计")
    assert load_workbook(copy).sheetnames == ["乡镇街道", "县直单位"]


@needs_soffice
@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_save_as_other_formats_and_back(suffix: str, tmp_path: Path) -> None:
    other = variants.save_as(SAMPLES / SHIQUAN_2022, tmp_path, suffix)
    assert other == (tmp_path / Path(SHIQUAN_2022).name).with_suffix(suffix)
    back = variants.save_as(other, tmp_path / "back", ".xlsx")
    assert said(back) == said(SAMPLES / SHIQUAN_2022)


def test_the_sample_itself_is_left_alone(tmp_path: Path) -> None:
    before = (SAMPLES / YANJIN).read_bytes()
    variants.shuffle_rows(SAMPLES / YANJIN, tmp_path)
    assert (SAMPLES / YANJIN).read_bytes() == before
