"""The ranking workbook of a scheme with blocks: its sheets, their figures, and where its pages break."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from block_book import block, done
from openpyxl import load_workbook

from govscore.outputs.ranking.block_sheet import FEWEST, print_scale, spread
from govscore.outputs.ranking.book import write_ranking_book
from govscore.results.blocks import Section
from govscore.scoring.sharing import Checklist, Row
from govscore.sheets.styles import lines_of


def logged(unit: str, title: str, row: int) -> Row:
    """A row of the log, the third sheet of the workbook; `row` as a spreadsheet counts."""
    return Row(unit, title, "主稿", f"[采用.xlsx]信息台账!B{row}", title, (2, row - 1, 1))


LISTS = [
    Checklist("登记了不止一次的信息", "看是不是一条。", [[logged("丙局", "丙局的一篇", 5), logged("丙局", "=1+1", 7)]]),
    Checklist("标题相近的信息", "看是不是一条。", []),
]


def book(tmp_path: Path, sections: tuple[Section, ...] | None = None, copied: bool = False) -> Any:
    found = done()
    target = tmp_path / "排名表.xlsx"
    chosen = found.sections if sections is None else sections
    content = replace(found.content(), sections=chosen, lists=LISTS, period="2021年三季度", copied=copied)
    write_ranking_book(target, content)
    return load_workbook(io.BytesIO(target.read_bytes()), data_only=True)


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_sheets(tmp_path: Path) -> None:
    names = ["县市", "一类州直单位", "其他单位", "单位情况", "信息台账", "计分底表", "得分说明", "信息核对", "计分办法"]
    assert book(tmp_path).sheetnames == names


def test_without_blocks_there_is_no_sheet_of_them(tmp_path: Path) -> None:
    assert "单位情况" not in book(tmp_path, ()).sheetnames


def test_a_block_reads_as_published(tmp_path: Path) -> None:
    found = rows(book(tmp_path)["单位情况"])
    at = found.index(["甲县人民政府（总计：290分，名次：第1位）"])
    assert found[0] == ["2021年三季度政务信息采用情况"]
    assert found[at - 1] == ["一、采用各县（市）信息"]
    assert found[at + 1 : at + 7] == [
        ["网站", "本季度", "全年累计"],
        ["纯文", "小计", "图文", "小计", "总计"],
        ["州政府网站", 9, 9, 46, 138, 147, 157],
        ["省政府网站", 0, 0, 0, 0, 0, 0],
        ["州报省政府网站", 0, 0, 0, 0, 0, 0],
        ["本季度报送111条加10分，迟报约稿1次扣0分，漏报约稿1次扣10分。"],
    ]
    assert found[at + 8] == ["序号", "信息标题", "稿件", "州府信息", "州报省", "省报国办", "小计"]
    assert found[at + 10] == [1, "甲县外贸情况", "副稿", 2.5, 2.5]
    assert found[found.index(["乙县人民政府（总计：5分，名次：第2位）"]) + 10] == ["无", 0]


def test_the_log_has_computed_and_typed_subtotals_side_by_side(tmp_path: Path) -> None:
    found = rows(book(tmp_path)["信息台账"])
    assert found[1][-1] == "小计"
    assert found[2][-3:] == ["计算", "填写", "相差"]
    # what one mark gives, in the order of the marks; 州主要领导批示 stands last since it is not printed
    assert found[3] == ["每条分值", 3, 10, 15, 5, 10, 20, 30, 10, 10, 10, 40, 20]
    assert found[4] == ["县市", "甲县人民政府", 1, "甲县外贸情况", "副稿", 1, 2.5, 2.5, 0]
    assert found[7] == ["县市", "甲县人民政府", 4, "甲县的大文章", "主稿", 3, 100, 120, 20]
    assert len(found) == 4 + 6  # units without items have no row


def test_a_list_says_whose_cells_it_names(tmp_path: Path) -> None:
    """The log has 丙局 in its rows 5 and 7; below 甲县's four rows, 5 to 8, they are 9 and 10 in this workbook."""
    found = book(tmp_path)
    sheet = found["信息核对"]
    assert rows(sheet)[2:] == [
        ["组", "单位名称", "信息标题", "稿件", "原表单元格", "本簿单元格"],
        ["登记了不止一次的信息"],
        ["看是不是一条。"],
        [1, "丙局", "丙局的一篇", "主稿", "信息台账!B5", "信息台账!D9"],
        [1, "丙局", "=1+1", "主稿", "信息台账!B7", "信息台账!D10"],
        ["标题相近的信息"],
        ["看是不是一条。"],
        ["无"],
    ]
    assert sheet["A2"].value.startswith("原表：采用.xlsx。")
    assert "复核表.xlsx" not in sheet["A2"].value
    assert [found["信息台账"][cell].value for cell in ("B9", "D9", "B10", "D10")] == ["丙局", "丙局的一篇"] * 2
    assert [sheet[f"F{at}"].hyperlink.location for at in (6, 7)] == ["信息台账!D9", "信息台账!D10"]
    assert sheet["E6"].hyperlink is None  # there is no copy to link to
    assert sheet["C7"].data_type == "s"


def test_a_list_links_to_the_copy_of_the_clerks_log(tmp_path: Path) -> None:
    sheet = book(tmp_path, copied=True)["信息核对"]
    link = sheet["E7"].hyperlink
    assert (link.target, link.location) == ("复核表.xlsx", "'信息台账'!B7")
    assert "复核表.xlsx" in sheet["A2"].value


def test_a_place_that_the_workbook_has_no_row_for_names_no_cell_of_it(tmp_path: Path) -> None:
    far = [Checklist("别处", "看。", [[logged("丙局", "丙局的一篇", 99)]])]
    target = tmp_path / "排名表.xlsx"
    write_ranking_book(target, replace(done().content(), lists=far))
    assert rows(load_workbook(target)["信息核对"])[-1] == [1, "丙局", "丙局的一篇", "主稿", "信息台账!B99"]


def test_the_rules_are_text(tmp_path: Path) -> None:
    found = book(tmp_path)
    rules = rows(found["计分办法"])
    assert rules[2] == ["条款", "计分项目", "分值", "条文"]
    assert [row[0] for row in rules[3:] if str(row[0]).startswith("第")] == [f"第{n}条" for n in range(1, 13)]
    assert [rules[3][1], rules[7][0]] == ["报送条数任务，县市", "报送条数每少1条"]
    assert [row[-1] for row in rules[4:8]] == [25, 15, 10, -1]  # 第1条


def long_section(items: int) -> tuple[Section, ...]:
    """Three units, each with so many items."""
    one = block("甲县人民政府")
    many = tuple(one.items[n % 4] for n in range(items))
    blocks = tuple(
        type(one)(n, f"第{n}县", f"第{n}县（总计）", one.sites, one.lines, one.totals, many) for n in range(3)
    )
    return (Section("一", "县市", "各县（市）", blocks),)


@pytest.mark.parametrize("items", [1, 4, 12, 15, 18, 20, 30, 100])
def test_no_page_break_tears_a_heading_from_its_block(tmp_path: Path, items: int) -> None:
    sheet = book(tmp_path, long_section(items))["单位情况"]
    first = {row[0].row: row[0].value for row in sheet.iter_rows()}
    heads = [row for row, text in first.items() if isinstance(text, str) and ("（总计）" in text or "（续）" in text)]
    breaks = sorted(mark.id for mark in sheet.row_breaks.brk)  # the break is below the row of this number
    assert breaks or items < 12
    for below in breaks:
        assert below + 1 in heads
    ends = [*breaks, sheet.max_row]
    for head in heads:
        page_end = next(end for end in ends if end >= head)
        on_page = [first[row] for row in range(head, page_end + 1)]
        assert sum(isinstance(value, int) for value in on_page) >= min(FEWEST, items)


def test_pages_are_not_higher_than_the_paper(tmp_path: Path) -> None:
    sheet = book(tmp_path, long_section(100))["单位情况"]
    room = (11.69 - 0.7 - 0.8) * 72 * 100 / sheet.page_setup.scale
    edges = [0, *sorted(mark.id for mark in sheet.row_breaks.brk), sheet.max_row]
    for start, end in pairwise(edges):
        assert sum(sheet.row_dimensions[row].height for row in range(start + 1, end + 1)) <= room


def test_small_parts() -> None:
    assert spread(15, 2, 7) == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11), (12, 14)]
    assert print_scale([8.0]) == 100
    assert print_scale([100.0]) == 75  # 905 pixels on 7.27 in × 98 % = 684 pixels
    assert [lines_of(text, 11) for text in ("", "五个汉字一", "六个汉字一行")] == [1, 1, 2]
