"""Three ways to every figure: the program, the value stored in the workbook, and LibreOffice reckoning anew."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from new_runs import block_marks, computed_with, new_marks, parameter, scheme_with
from office import changed, have_soffice, recalculated, stored
from running_program import computed
from samples_at_hand import SAMPLES as FOLDER
from samples_at_hand import SHIQUAN_2020, SHIQUAN_2022, YANJIN

from govscore.outputs.ranking.figures import Figures
from govscore.results.result import Result
from govscore.sheets.addresses import cell_name

pytestmark = pytest.mark.skipif(not have_soffice(), reason="LibreOffice is not installed")
PREFECTURE = next((FOLDER / "qiandongnan-2021q4").glob("*.xlsx"))
SAMPLES = {"shiquan-2020q4": SHIQUAN_2020, "shiquan-2022q1": SHIQUAN_2022, "yanjin": YANJIN, "prefecture": PREFECTURE}
# regime: a line of its scheme as it is and changed, and the new value's place: words of 计分办法 and value
NEW_POINTS = {
    "shiquan-2020q4": ("flash = 0.5", "flash = 0.7", "部门动态", 0.7),
    "shiquan-2022q1": ("flash = 0.5", "flash = 0.7", "部门动态", 0.7),
    "yanjin": ("county_item = 1", "county_item = 1.1", "县单条", 1.1),
    "prefecture": ("to_province = 5", "to_province = 5.4", "报省", 5.4),
}
SCHEMES = {"prefecture": "qiandongnan-2021q4"}  # the scheme of a regime that has another name
RESULTS = ("score", "cumulative", "rank", "percent")


@pytest.fixture(scope="module", params=SAMPLES)
def regime(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def written(regime: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp(regime)
    computed(SAMPLES[regime], out)
    return next(out.glob("*/排名表.xlsx"))


def test_libreoffice_reckons_what_is_stored(regime: str, written: Path, tmp_path: Path) -> None:
    was, anew = stored(written), recalculated(written, tmp_path)
    least = {"shiquan-2020q4": 12 * 3, "shiquan-2022q1": 42 * 2, "yanjin": 22 * 3 + 3 * 2, "prefecture": 49 * 12}
    assert len(was) >= least[regime]  # scored units × results, and 3 units without target that have no percent
    assert {cell: (was[cell], anew[cell]) for cell in was if was[cell] != anew[cell]} == {}


def test_a_changed_point_and_ten_changed_counts_agree(regime: str, written: Path, tmp_path: Path) -> None:
    before, after, words, points = NEW_POINTS[regime]
    scheme = scheme_with(SCHEMES.get(regime, regime), [(before, after)], tmp_path)
    result, book = computed_with(SAMPLES[regime], None)
    inside, outside = _ten_changes(result, book, regime)
    source, target = tmp_path / SAMPLES[regime].name, tmp_path / "排名表.xlsx"
    changed(SAMPLES[regime], source, inside)
    changed(written, target, outside | {parameter(written, words): points})
    changed_result, _ = computed_with(source, scheme)
    values = recalculated(target, tmp_path / "office")
    live, marks = _live(target, result, values), block_marks(target, result, values)
    new = new_marks(changed_result)
    assert bool(marks) == (regime == "prefecture")
    assert marks == {place: new.get(place, 0) for place in marks}  # a mark taken away gives 0
    assert live == _expected(changed_result)
    assert live != _expected(result)  # the changes did change something


def _figures(result: Result) -> Figures:
    assert result.loaded and result.tally and result.scored is not None and result.standings is not None
    return Figures(result.loaded.scheme, result.tally, result.scored, result.standings, result.annexes)


def _ten_changes(result: Result, book: Any, regime: str) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Ten counts of scored units drawn at random: their cells in the clerk's workbook and in the ranking workbook."""
    figures, chance = _figures(result), random.Random(20241 + len(regime))
    assert result.tally is not None
    rows = result.tally.counts.to_dict("records")
    chance.shuffle(rows)
    inside, outside = {}, {}
    for row in rows:
        unit = figures.units[row["unit"]]
        column = figures.scheme.column[row["column"]]
        if unit["excluded"] or column.role == "typed" or len(inside) == 10:
            continue
        value = None if row["item"] >= 0 else row["count"] // 1000 + chance.randint(1, 9)
        inside[book.sheets[row["sheet"]].name, cell_name(row["row"], row["col"])] = value
        outside[_own(figures, row)] = value
    assert len(inside) == len(outside) == 10
    return inside, outside


def _own(figures: Figures, row: dict[str, Any]) -> tuple[str, str]:
    if row["item"] < 0:
        address = figures.count_cell(row["unit"], row["column"])
        assert address is not None
        return address.sheet, cell_name(address.row, address.column)
    assert figures.items is not None
    return "信息台账", cell_name(figures.items.at[row["sheet"], row["row"]], figures.items.places[row["column"]])


def _live(path: Path, result: Result, values: dict[tuple[str, str], Any]) -> dict[tuple[str, str, str], Decimal]:
    """The recalculated results by unit, figure and component; a plain 0 where no rule concerns a part."""
    figures, plain = _figures(result), openpyxl.load_workbook(path)
    found = {}
    for unit in figures.units.values():
        for (figure, component), at in figures.result_columns.items():
            sheet, row = figures.rows[unit["unit"]]
            cell = sheet, cell_name(row, at)
            value = values[cell] if cell in values else plain[sheet][cell[1]].value
            if figure in RESULTS and isinstance(value, int | float) and not unit["excluded"]:
                shown = Decimal(repr(value)) * (100 if figure == "percent" else 1)
                found[unit["name"], figure, component] = shown.normalize()
    return found


def _expected(result: Result) -> dict[tuple[str, str, str], Decimal]:
    """The program's own results in the same form, from its JSON."""
    data, scheme = result.to_json(), result.loaded.scheme if result.loaded else None
    assert scheme is not None
    printed = {(c.figure, c.component or "") for c in scheme.columns_of(scheme.annex, "stated") if c.printed}
    names = {"": None} | {part.id: part.name for part in scheme.components}
    found = {}
    for unit in (unit for tier in data["tiers"] for unit in tier["units"] if not unit["excluded"]):
        for figure, component in printed:
            name = names[component]
            value = unit["components"][name][figure] if name else unit[figure]
            idle = scheme.target is not None and not unit["target"] and unit["score"] == unit["prior"] == "0"
            if value is not None and not idle:
                found[unit["unit"], figure, component] = Decimal(value).normalize()
    return found
