"""Points by place as live formulas: LibreOffice has what the program has, also after counts and points were changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from block_book import prefecture
from block_book import workbook as prefecture_book
from memory_books import coordinate, with_cells
from new_runs import parameter
from office import Values, changed, have_soffice, recalculated_all, stored
from rank_books import counted, placed
from small_scheme import loaded, result

from govscore.outputs.ranking.book import write_ranking_book
from govscore.outputs.ranking.figures import Figures
from govscore.readers.workbook import Book
from govscore.scheme.files import LoadedScheme
from govscore.sheets.addresses import Address, cell_name

pytestmark = pytest.mark.skipif(not have_soffice(), reason="LibreOffice is not installed")


class Change(NamedTuple):
    """A cell of the clerk's workbook, the column of the scheme that it is in, its new value."""

    sheet: str
    cell: str
    column: str
    value: Any


class Case(NamedTuple):
    """A workbook and its scheme; changes of cells, a new number for some words of 计分办法, the scheme with it."""

    book: Book
    scheme: LoadedScheme
    changes: Sequence[Change]
    number: tuple[str, float]
    other: LoadedScheme

    @property
    def after(self) -> Book:
        """The clerk's workbook with the changes."""
        book = self.book
        for change in self.changes:
            book = with_cells(book, change.sheet, {change.cell: change.value})
        return book


DEPARTMENTS = [
    ["甲局", 9, 0.1],
    ["乙局", 7, 2.1],  # 9.1 as 甲局
    ["丙局", "—", 0.3],
    ["丁局", 0.1, 0.2],  # 0.1 + 0.2 is level with 0.3
    ["戊局", None, None],
    ["己局", "暂未反馈", 1],
    ["庚局", 99, 99, "不计分", "不计分"],
]
TOWNS = [["东镇", 3, 1], ["西镇", 1, 3], ["南镇", 0, 0]]
COUNTY = 'kind = "per_item"\nclause = "第2条"\ntext = "县级每条0.35分。"\npoints = { county = 0.35 }\n'


def small(decimals: int) -> Case:
    def scheme(points: str) -> LoadedScheme:
        made = placed("below = 2.5\nnothing = -1", points, '["city", "county"]', COUNTY)
        numbers = made.scheme.numbers.model_copy(update={"decimals": decimals})
        return LoadedScheme(made.scheme.model_copy(update={"numbers": numbers}), made.folder, "")

    changes = [
        Change("部门", "B4", "city", 0),  # 甲局: 0.1, the last
        Change("部门", "C8", "county", 12),  # 戊局: the first
        Change("部门", "B6", "city", 3.7),  # 丙局: 4
        Change("部门", "B9", "city", 3),  # 己局: 4 too
        Change("镇", "B6", "city", 4),  # 南镇: 4 as the others
    ]
    return Case(
        counted(DEPARTMENTS, TOWNS), scheme("[60, 57, 54]"), changes, ("市级、县级，第2名", 50), scheme("[60, 50, 54]")
    )


def logged() -> Case:
    """The prefecture's small workbook, with places by texts on the site and items reported to the province."""
    text, quota = (Path(prefecture().folder) / "scheme.toml").read_text("utf-8"), '[[rules]]\nkind = "quota"'
    rule = '[[rules]]\nkind = "points_by_rank"\nclause = "第6条"\ncomponent = "base"\nbelow = 1.5\nnothing = -2\n'
    rule += 'channels = ["to_province", "site_text"]\npoints = [60, {}]\n\n'
    one, other = (loaded((quota, rule.format(second) + quota), text=text) for second in (57, 50))
    # 甲县 has 9 texts and one item; 乙县 comes level with 10, then 甲县 has a second item
    changes = [Change("网站采用", "C5", "site_text", 10), Change("信息台账", "H6", "to_province", 1)]
    return Case(prefecture_book(), one, changes, ("报省、州政府网站纯文，第2名", 50), other)


CASES = {"two-decimals": small(2), "whole-points": small(0), "item-log": logged()}


@dataclass(frozen=True)
class Run:
    """A ranking workbook, and where its figures stand."""

    path: Path
    figures: Figures

    def results(self, values: Values) -> dict[tuple[str, str, str], Any]:
        """Results by unit, figure and component."""
        found = {}
        for number, unit in self.figures.units.items():
            for figure, component in self.figures.result_columns:
                address = self.figures.shown(number, figure, component)
                if (
                    address
                    and (value := values.get((address.sheet, cell_name(address.row, address.column)))) is not None
                ):
                    found[unit["name"], figure, component] = value
        return found

    def changes(self, case: Case) -> Values:
        """The case's changes as cells of this workbook."""
        own = [(self._own(case.book, change), change.value) for change in case.changes]
        cells: Values = {(address.sheet, cell_name(address.row, address.column)): value for address, value in own}
        return cells | {parameter(self.path, case.number[0]): case.number[1]}

    def _own(self, book: Book, change: Change) -> Address:
        row, _ = coordinate(change.cell)
        (at,) = [number for number, sheet in enumerate(book.sheets) if sheet.name == change.sheet]
        if self.figures.items is not None and change.column in self.figures.items.places:
            return Address("信息台账", self.figures.items.at[at, row], self.figures.items.places[change.column])
        (unit,) = [n for n, unit in self.figures.units.items() if unit["name"] in book.sheets[at].rows[row]]
        address = self.figures.count_cell(unit, change.column)
        assert address is not None
        return address


def run(book: Book, scheme: LoadedScheme, path: Path) -> Run:
    found = result(book, scheme)
    assert not found.refused, found.problems
    write_ranking_book(path, found.content())
    return Run(path, Figures(scheme.scheme, found.tally, found.scored, found.standings, found.annexes))


@dataclass(frozen=True)
class Ways:
    """A run and what LibreOffice makes of it; of the same with the changes, and a new run on the changed workbook."""

    was: Run
    anew: Values
    live: Values
    now: Run


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ways]:
    """All in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("places")
    was, now, paths = {}, {}, []
    for number, (name, case) in enumerate(CASES.items()):
        was[name] = run(case.book, case.scheme, folder / f"was{number}.xlsx")
        now[name] = run(case.after, case.other, folder / f"now{number}.xlsx")
        changed(was[name].path, folder / f"live{number}.xlsx", was[name].changes(case))
        paths += [was[name].path, folder / f"live{number}.xlsx"]
    values = recalculated_all(paths, folder / "office")
    return {name: Ways(was[name], values[2 * n], values[2 * n + 1], now[name]) for n, name in enumerate(CASES)}


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_has_what_is_stored(name: str, ways: dict[str, Ways]) -> None:
    kept, anew = stored(ways[name].was.path), ways[name].anew
    assert {at: (kept[at], anew[at]) for at in kept if kept[at] != anew[at]} == {}
    formulas = [cell.value for sheet in openpyxl.load_workbook(ways[name].was.path) for row in sheet for cell in row]
    assert sum("RANK(计分底表!" in str(text) for text in formulas) >= len(ways[name].was.figures.sums.tiers)


@pytest.mark.parametrize("name", CASES)
def test_after_changes_it_has_what_a_new_run_has(name: str, ways: dict[str, Ways]) -> None:
    one = ways[name]
    live, new = one.was.results(one.live), one.now.results(stored(one.now.path))
    assert live == new
    assert live != one.was.results(one.anew)


def test_points_worked_out_by_hand(ways: dict[str, Ways]) -> None:
    one = ways["two-decimals"]
    before, after = (
        {unit: value for (unit, figure, _), value in one.was.results(values).items() if figure == "score"}
        for values in (one.anew, one.live)
    )
    # 9.1, 9.1, 0.3, 0.3, none, 1: the places 1, 1, 4, 4, –, 3; and 0.35 for each item of the county
    departments = {"甲局": 60.04, "乙局": 60.74, "丙局": 2.61, "丁局": 2.57, "戊局": -1, "己局": 54.35}
    assert before == departments | {"东镇": 60.35, "西镇": 61.05, "南镇": -1}
    # 0.1, 9.1, 4, 0.3, 12, 4: the places 6, 2, 3, 5, 1, 3; the second now worth 50
    departments = {"甲局": 2.54, "乙局": 50.74, "丙局": 54.11, "丁局": 2.57, "戊局": 64.2, "己局": 54.35}
    assert after == departments | {"东镇": 60.35, "西镇": 61.05, "南镇": 60}


def test_marks_of_the_log_count_with_the_site(ways: dict[str, Ways]) -> None:
    one = ways["item-log"]
    before, after = (
        {unit: value for (unit, *figure), value in one.was.results(values).items() if figure == ["score", "base"]}
        for values in (one.anew, one.live)
    )
    # beside the places: 甲县 10 − 10 for a report missed, 乙县 2 short, 丙局 5 short − 10 for late − 20 for untrue ones
    assert before == {"甲县人民政府": 60, "乙县人民政府": -2 - 2, "丙局": 60 - 35, "丁所": 60}
    assert after == {"甲县人民政府": 60, "乙县人民政府": 50 - 2, "丙局": 60 - 35, "丁所": 60}
