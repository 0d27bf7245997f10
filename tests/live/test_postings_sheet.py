"""得分说明: each unit's score line by line, from the clause and the clerk's cell to the points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from computed import Computed, computed
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string
from running_program import schemes
from samples_at_hand import SAMPLES, THREE, book_of

from govscore.readers.inputs import Input
from govscore.readers.workbook import open_book
from govscore.running import workbook
from govscore.running.job import Job

PREFECTURE = next((SAMPLES / "qiandongnan-2021q4").glob("*.xlsx"))
ALL = (*THREE, PREFECTURE)
Line = dict[str, Any]


@cache
def made(path: Path, tmp: Path) -> tuple[Computed, Any]:
    job, source = Job(schemes(), tmp), open_book(path).result()
    result = workbook.process(job, Input(path, "册"), mock.Mock(result=lambda: source), workbook.second_process())
    assert not result.refused
    return computed(job, source), load_workbook(tmp / "册" / "排名表.xlsx")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("postings")


def lines(book: Any) -> Iterator[Line]:
    """The lines below the headings by column; a unit's heading is left out (its other cells are merged away)."""
    rows = book["得分说明"].iter_rows(min_row=3, values_only=True)
    heads = next(rows)
    for row in rows:
        if row[1:] != (None,) * (len(heads) - 1):
            yield dict(zip(heads, row, strict=True))


def by_unit(book: Any) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines(book):
        found.setdefault(line["单位"], []).append(line)
    return found


def figure(value: object) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)


def clerks(path: Path, place: str) -> object:
    """The value in the clerk's own cell that a line names."""
    name, _, cell = place.removeprefix("上期：").rpartition("!")
    sheet = next(sheet for sheet in book_of(path).sheets if sheet.name == name)
    column, row = coordinate_from_string(cell)
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return sheet.rows[row - 1][number - 1]


def own(book: Any, place: str) -> object:
    name, _, cell = place.removeprefix("上期：").rpartition("!")
    return book[name][cell].value


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_every_posting_has_its_line(path: Path, folder: Path) -> None:
    result, book = made(path, folder / path.parent.name)
    assert result.scored is not None
    written = [(line["单位"], figure(line["得分"])) for line in lines(book) if line["条款"]]
    assert result.tally is not None
    units = result.tally.units
    names = dict(zip(units["unit"], units["name"], strict=True))
    postings = result.scored.postings
    wanted = [
        (names[unit], Decimal(points) / 1_000_000)
        for unit, points in zip(postings["unit"].tolist(), postings["points"].tolist(), strict=True)
    ]
    assert sorted(written) == sorted(wanted)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_the_lines_of_a_unit_add_up_to_its_sums(path: Path, folder: Path) -> None:
    _, book = made(path, folder / path.parent.name)
    for unit, own_lines in by_unit(book).items():
        sums = {line["计分项目"].partition("（")[0]: figure(line["得分"]) for line in own_lines if not line["条款"]}
        if "本期得分" not in sums:
            continue  # a unit without score
        posted = sum(figure(line["得分"]) for line in own_lines if line["条款"])
        assert posted == sums["本期得分"], unit
        assert sums["本期得分"] + sums["上期累计"] == sums["全年累计"], unit
        parts = [value for name, value in sums.items() if name.endswith("小计")]
        assert sum(parts) == posted or not parts, unit


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_a_line_names_the_clerks_cell_that_holds_its_count(path: Path, folder: Path) -> None:
    _, book = made(path, folder / path.parent.name)
    counted = 0
    for line in lines(book):
        sum_ = re.match(r"(-?[\d.]+) × (-?[\d.]+) = (-?[\d.]+)$", line["怎么算"] or "")
        if not sum_ or not line["条款"] or line["信息标题"]:
            continue
        count, points, given = map(Decimal, sum_.groups())
        assert count * points == given == figure(line["得分"])
        assert figure(clerks(path, line["原表单元格"])) == count == figure(own(book, line["本簿单元格"]))
        counted += 1
    assert counted > 20


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.name)
def test_points_before_the_period_have_their_cells(path: Path, folder: Path) -> None:
    _, book = made(path, folder / path.parent.name)
    found = 0
    for line in lines(book):
        before = re.match(r"上期(-?[\d.]+)，", line["怎么算"] or "")
        if line["条款"] or not (before or line["计分项目"].startswith("上期累计")) or not line["原表单元格"]:
            continue
        wanted = Decimal(before[1]) if before else figure(line["得分"])
        assert figure(clerks(path, line["原表单元格"])) == wanted == figure(own(book, line["本簿单元格"]))
        found += 1
    assert found > 10 or path == THREE[0]  # 石泉 2022 is the year's first quarter: nothing before it


def test_the_prefectures_first_county_as_the_notice_says_it(folder: Path) -> None:
    """州政府网站 9 × 1 + 46 × 3 = 147 after 708; 112 of 100 reports: 10; one request missed: -10."""
    _, book = made(PREFECTURE, folder / PREFECTURE.parent.name)
    own_lines = by_unit(book)["凯里市人民政府"]
    told = {line["计分项目"]: (line["怎么算"], figure(line["得分"])) for line in own_lines}
    assert told["报送条数"] == ("112条，任务100条，完成计10", 10)
    assert told["漏报约稿"] == ("1 × -10 = -10", -10)
    assert told["州政府网站小计"] == ("上期708，累计855", 147)
    assert told["政务信息小计"] == ("上期1064，累计1109.5", Decimal("45.5"))
    assert "副稿：5 × (0.5 - 1) = -2.5" in [line["怎么算"] for line in own_lines]
    assert told["全年累计（总计）"][1] == Decimal("1984.5")


def test_yellow_points_are_those_that_a_formula_uses(folder: Path) -> None:
    _, book = made(PREFECTURE, folder / PREFECTURE.parent.name)
    formulas = "".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )
    for row in book["计分办法"].iter_rows(min_row=4):
        if row[2].value is not None:
            used = re.search(rf"\$C\${row[2].row}(?!\d)", formulas) is not None
            yellow = row[2].fill.fgColor.rgb == "FFFFF2CC"
            assert used == yellow, row[1].value
            assert ("本期没有用到" in row[1].value) is not used
