"""The same workbook laid out otherwise, typed otherwise or saved otherwise gives the same result."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import variants
from running_program import computed, problem_codes
from samples_at_hand import SHIQUAN_2020, SHIQUAN_2022, THREE, YANJIN

from govscore.core.libreoffice import convert

Change = Callable[[Path, Path], Path]
RENAMED = {
    SHIQUAN_2022: {"附件1（镇）": "Sheet1", "附件2（部门）": "Sheet2"},
    SHIQUAN_2020: {"部门": "四季度"},
    YANJIN: {"乡镇街道": "Sheet1", "县直单位": "Sheet2", "上期累计": "Sheet3"},
}
SPLIT = {SHIQUAN_2022: "附件2（部门）", SHIQUAN_2020: "部门", YANJIN: "县直单位"}
STACK = {SHIQUAN_2022: ("附件1（镇）", "附件2（部门）"), YANJIN: ("乡镇街道", "县直单位")}
LAYOUTS: dict[str, Change] = {
    "shifted": variants.shift,
    "shifted far": lambda path, to: variants.shift(path, to, 40, 9),
    "columns reordered": lambda path, to: variants.reorder_columns(path, to, seed=3),
    "groups reordered": lambda path, to: variants.reorder_groups(path, to, seed=3),
    "sheets renamed": lambda path, to: variants.rename_sheets(path, to, RENAMED[path]),
    "split over two sheets": lambda path, to: variants.split_table(path, to, SPLIT[path]),
}
LAYOUTS |= {
    f"dashes as {dash or 'blanks'}": lambda path, to, dash=dash: variants.swap_dashes(path, to, dash)
    for dash in variants.DASHES
}


@cache
def original(path: Path) -> dict[str, Any]:
    return computed(path)


def core(data: dict[str, Any], *, ordered: bool = True) -> dict[str, Any]:
    """What may not change: standings, facts, typed figures that differ, kinds of problems."""
    tiers, facts = data["tiers"], data["facts"]
    differences = [{k: v for k, v in d.items() if k != "cell"} for d in data["differences"]]
    if not ordered:  # among equals the sheet's order stands, so it may change with the sheet
        tiers = [{**t, "units": sorted(t["units"], key=lambda u: u["unit"])} for t in tiers]
        facts = {name: sorted(value.split("、")) for name, value in facts.items()}
    return {
        "scheme": data["scheme"],
        "period": data["period"],
        "tiers": tiers,
        "facts": facts,
        "differences": differences,
    }


@pytest.mark.parametrize("path", THREE, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(path: Path, layout: str, tmp_path: Path) -> None:
    data = computed(LAYOUTS[layout](path, tmp_path))
    assert core(data) == core(original(path))
    assert set(problem_codes(data)) == set(problem_codes(original(path)))


@pytest.mark.parametrize("path", THREE, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("seed", [1, 2])
def test_rows_shuffled(path: Path, seed: int, tmp_path: Path) -> None:
    data = computed(variants.shuffle_rows(path, tmp_path, seed))
    assert core(data, ordered=False) == core(original(path), ordered=False)


@pytest.mark.parametrize("path", THREE, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("style", variants.NUMBER_STYLES)
def test_numbers_as_text(path: Path, style: str, tmp_path: Path) -> None:
    data = computed(variants.numbers_as_text(path, tmp_path, style))
    assert core(data) == core(original(path))
    assert set(problem_codes(data)) - set(problem_codes(original(path))) <= {"cell-retyped"}


@pytest.mark.parametrize("path", STACK, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("gap", [1, 4])
def test_both_tables_on_one_sheet(path: Path, gap: int, tmp_path: Path) -> None:
    data = computed(variants.stack_sheets(path, tmp_path, *STACK[path], gap=gap))
    assert core(data) == core(original(path))


def test_all_changes_at_once(tmp_path: Path) -> None:
    path = SHIQUAN_2022
    for step, change in enumerate((variants.shift, variants.reorder_columns, variants.reorder_groups)):
        path = change(path, tmp_path / str(step))
    path = variants.swap_dashes(path, tmp_path / "dashes", "－")
    path = variants.numbers_as_text(path, tmp_path / "text", "wide")
    assert core(computed(path)) == core(original(SHIQUAN_2022))


def test_the_cells_move_with_the_table(tmp_path: Path) -> None:
    before = [d["cell"].rpartition("!")[2] for d in original(YANJIN)["differences"]]
    after = [d["cell"].rpartition("!")[2] for d in computed(variants.shift(YANJIN, tmp_path, 3, 2))["differences"]]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert after == [f"{letters[letters.index(cell[0]) + 2]}{int(cell[1:]) + 3}" for cell in before]


def saved_as(suffix: str, folder: Path) -> list[Path]:
    """All three samples saved in another format by LibreOffice, in one go."""
    return convert(THREE, suffix, folder)


def without_file(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """A result without the workbook's name and hash."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(path.name, "书")
        if isinstance(value, list):
            return [plain(item) for item in value]
        return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value

    return {name: plain(value) for name, value in data.items() if name not in ("input_sha256", "outputs")}


@pytest.mark.skipif(not variants.have_soffice(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_saved_in_another_format(suffix: str, tmp_path: Path) -> None:
    for path, other in zip(THREE, saved_as(suffix, tmp_path), strict=True):
        assert without_file(computed(other), other) == without_file(original(path), path)
