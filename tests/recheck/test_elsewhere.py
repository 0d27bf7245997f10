"""Totals typed in another workbook of the same period: compared with this one's figures, each at its own cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running_program import program
from samples_at_hand import SHIQUAN_2020, YANJIN

TOTALS = ("N", "O", "P")  # 5-6月得分, 总分, 占任务%


@pytest.fixture
def counts_only(tmp_path: Path) -> Path:
    """延津's workbook without the clerk's totals."""
    book = openpyxl.load_workbook(YANJIN)
    for sheet in book.worksheets[:2]:
        for row in sheet.iter_rows(min_row=6):
            for cell in row:
                if cell.coordinate.rstrip("0123456789") in TOTALS and type(cell).__name__ == "Cell":
                    cell.value = None
    book.save(tmp_path / "延津县2024年5-6月条数.xlsx")
    return tmp_path / "延津县2024年5-6月条数.xlsx"


def recheck(folder: Path, *arguments: object) -> tuple[int, dict[str, Any]]:
    done = program("recheck", *arguments, "--json", "-", cwd=folder)
    return done.code, json.loads(done.out)


def test_without_the_other_workbook_nothing_is_typed(counts_only: Path, tmp_path: Path) -> None:
    code, found = recheck(tmp_path, counts_only)
    assert (code, found["differences"]) == (0, [])
    assert "nothing-typed" in [problem["code"] for problem in found["problems"]]


def test_the_totals_of_the_other_workbook_are_rechecked(counts_only: Path, tmp_path: Path) -> None:
    code, found = recheck(tmp_path, counts_only, "--against", YANJIN)
    assert code == 1
    # 农业农村局: 5 + 2 × 5 + 4 × 1 = 19 against 18; 29 + 19 = 48 against 47; 48 / 40 = 120 % against 118 %
    assert [(d["unit"], d["stated"], d["computed"], d["root"]) for d in found["differences"]] == [
        ("农业农村局", "18", "19", True), ("农业农村局", "47", "48", False), ("农业农村局", "118", "120", False),
    ]  # fmt: skip
    assert all(d["cell"].startswith(f"[{YANJIN.name}]县直单位!") for d in found["differences"])
    (note,) = [p for p in found["problems"] if p["code"] == "against-typed"]
    # 13 + 9 units with score, total and percent
    assert f"手工填的{22 * 3}个数" in note["message"]
    assert "没有比" not in note["message"]


def test_units_that_only_the_other_workbook_has_are_named(counts_only: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(counts_only)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if str(row[0].value).replace(" ", "").replace("\n", "") in ("司寨乡",):
                sheet.delete_rows(row[0].row)
                break
    book.save(counts_only)
    _, found = recheck(tmp_path, counts_only, "--against", YANJIN)
    (note,) = [p for p in found["problems"] if p["code"] == "against-typed"]
    assert "这里没有的单位没有比：司寨乡" in note["message"]


def test_a_stored_result_of_the_same_period_has_no_typed_figures(tmp_path: Path) -> None:
    program("run", YANJIN, "--out", "out", cwd=tmp_path)
    copy = tmp_path / "改过.xlsx"
    book = openpyxl.load_workbook(YANJIN)
    book.worksheets[0]["A1"].value = f"{book.worksheets[0]['A1'].value} "
    book.save(copy)
    _, found = recheck(tmp_path, copy, "--against", tmp_path / "out" / YANJIN.stem / "结果.json")
    assert [
        "是同一期的结果，没有手工数可比" in p["message"] for p in found["problems"] if p["code"] == "against-other"
    ] == [True]


def test_another_period_is_not_this_one(counts_only: Path, tmp_path: Path) -> None:
    _, found = recheck(tmp_path, counts_only, "--against", SHIQUAN_2020)
    assert [p["code"] for p in found["problems"] if p["code"].startswith("against")] == ["against-other"]
