"""Formulas of every rounding, tie style and rule kind, on small workbooks with awkward figures."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from block_book import prefecture
from block_book import workbook as prefecture_book
from memory_books import book, sheet, with_cells
from office import Values, have_soffice, recalculated_all, stored
from small_scheme import HEADINGS, MERGES, loaded, result

from govscore.outputs.ranking.book import write_ranking_book
from govscore.readers.workbook import Book
from govscore.scheme.files import LoadedScheme

pytestmark = pytest.mark.skipif(not have_soffice(), reason="LibreOffice is not installed")
ROUNDINGS, TIES, DECIMALS = ("half_up", "half_even", "down", "up"), ("competition", "dense", "serial"), (0, 1, 2)


@dataclass(frozen=True)
class Case:
    """A ranking workbook with its stored and its recalculated values."""

    path: Path
    stored: Values
    anew: Values

    def column(self, sheet: str, heading: str) -> list[Any]:
        """The recalculated column below a heading, in printed order."""
        table = openpyxl.load_workbook(self.path)[sheet]
        (at,) = [cell for row in table.iter_rows() for cell in row if cell.value == heading]
        letter = at.column_letter
        return [
            value for (name, cell), value in self.anew.items() if name == sheet and cell.strip("0123456789") == letter
        ]


def counts(number: int) -> Book:
    """Units with whole counts, halves and thirds, many of them level."""
    chance = random.Random(number)
    rows = [[f"单位{n}", chance.choice((None, "—", 0, 1, 2)), chance.choice((0.5, 0.333, 1, 2.667))] for n in range(20)]
    return book(sheet("部门", [*HEADINGS, *rows], MERGES))


def scheme(rounding: str, ties: str, decimals: int) -> LoadedScheme:
    return loaded(
        ("fractions = true", f'fractions = true\nrounding = "{rounding}"\ndecimals = {decimals}'),
        ('ties = "competition"', f'ties = "{ties}"'),
        ("city = 5, county = 0.5", "city = 0.3, county = 0.5"),
    )


def log(*changes: tuple[str, str], quarter: str = "四", blocks: bool = True) -> tuple[Book, LoadedScheme]:
    """The prefecture's small workbook at the year's end, its rules changed."""
    text = (Path(prefecture().folder) / "scheme.toml").read_text("utf-8")
    if not blocks:
        text = text[: text.index("[blocks]")] + text[text.index("[[rules]]") :]
    return prefecture_book(quarter), loaded(*changes, text=text)


CAPPED = 'kind = "cap_per_item"\nclause = "第8条"\ncomponent = "info"\nmost = 100'
HIGHEST = 'kind = "highest_only"\nclause = "第8条"\ncomponent = "info"'
FIFTH = 'component = "info"\npoints = { bulletin_news'
BOOKS = {
    **{
        f"{rounding}-{ties}-{decimals}": (counts(number), scheme(rounding, ties, decimals))
        for number, (rounding, ties, decimals) in enumerate(itertools.product(ROUNDINGS, TIES, DECIMALS))
        if ties == "competition" or (rounding, decimals) == ("half_up", 0)
    },
    "prefecture": log(),
    "whole-points-down": log(("decimals = 2", "decimals = 0"), ('rounding = "half_up"', 'rounding = "down"')),
    "no-year-end": log(quarter="三"),
    "highest": (with_cells(prefecture_book("三"), "信息台账", {"K9": 1, "O9": 1}), log((CAPPED, HIGHEST))[1]),
    "two-components": log((FIFTH, FIFTH.replace("info", "site")), blocks=False),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    folder = tmp_path_factory.mktemp("small")
    paths = {name: folder / f"{number}.xlsx" for number, name in enumerate(BOOKS)}
    for name, (source, own) in BOOKS.items():
        found = result(source, own)
        assert not found.refused, found.problems
        write_ranking_book(paths[name], found.content())
    anew = recalculated_all(list(paths.values()), folder / "office")
    return {name: Case(path, stored(path), new) for (name, path), new in zip(paths.items(), anew, strict=True)}


def test_every_formula_gives_what_is_stored(cases: dict[str, Case]) -> None:
    for name, case in cases.items():
        wrong = {at: (case.stored[at], case.anew[at]) for at in case.stored if case.stored[at] != case.anew[at]}
        assert wrong == {}, name
    assert sum(len(case.stored) for case in cases.values()) > 14 * 20 * 3


@pytest.mark.parametrize(
    ("name", "score"),
    [  # 单位: 2 × 0.3 + 2.667 × 0.5 = 1.9335, 1 × 0.3 + 0.333 × 0.5 = 0.4665
        ("half_up-competition-2", {1.9335: 1.93, 0.4665: 0.47}),
        ("half_up-competition-0", {1.9335: 2, 0.4665: 0}),
        ("down-competition-2", {1.9335: 1.93, 0.4665: 0.46}),
        ("up-competition-2", {1.9335: 1.94, 0.4665: 0.47}),
        ("up-competition-1", {1.9335: 2, 0.4665: 0.5}),
    ],
)
def test_figures_with_more_decimals_than_printed(cases: dict[str, Case], name: str, score: dict[float, float]) -> None:
    whole = cases[name].column("计分底表", "本期得分（未取舍）")
    shown = cases[name].column("部门", "得分")
    found = dict(zip(whole, shown, strict=True))
    assert {exact: found[exact] for exact in score if exact in found} == {e: s for e, s in score.items() if e in found}
    assert any(exact in found for exact in score)


@pytest.mark.parametrize("ties", TIES)
def test_ranks_follow_the_figures_before_rounding(cases: dict[str, Case], ties: str) -> None:
    case = cases[f"half_up-{ties}-0"]
    whole, ranks = case.column("计分底表", "本期得分（未取舍）"), case.column("部门", "名次")
    assert whole == sorted(whole, reverse=True)
    levels = sorted(set(whole), reverse=True)
    expected = {
        "competition": [1 + sum(other > own for other in whole) for own in whole],
        "dense": [1 + levels.index(own) for own in whole],
        "serial": list(range(1, len(whole) + 1)),
    }
    assert len(levels) < len(whole)  # there are ties
    assert ranks == expected[ties]


def test_what_no_formula_gives_is_a_value_and_says_so(cases: dict[str, Case]) -> None:
    found = openpyxl.load_workbook(cases["prefecture"].path)
    comments = [cell.comment.text for row in found["计分底表"].iter_rows() for cell in row if cell.comment]
    assert [text for text in comments if "第12条" in text and "不能写成公式" in text]
    assert not [cell for row in found["县市"].iter_rows() for cell in row if cell.comment]


def test_one_of_several_leaders_counts(cases: dict[str, Case]) -> None:
    book_ = openpyxl.load_workbook(cases["highest"].path)
    formulas = [cell.value for row in book_["信息台账"].iter_rows() for cell in row if cell.data_type == "f"]
    assert [text for text in formulas if "MAX(N(" in text]
    # 国批 40, 省批 30: only 40 counts, as a lead draft in full
    assert 40 in [value for (name, _), value in cases["highest"].anew.items() if name == "信息台账"]
