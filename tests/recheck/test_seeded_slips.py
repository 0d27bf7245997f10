"""A thousand slips, one at a time: every changed figure is found at its own cell, and nothing else is blamed.

The share of causes guessed right is measured over the same slips and kept in docs/recheck.md.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from plain_sheets import SAMPLES_BY_NAME, Place, Plain, with_cell
from seeded import Slip, slips

from govscore import tally
from govscore.claiming import claims
from govscore.core.problems import cell_place
from govscore.readers.workbook import Book
from govscore.recheck import Difference, recheck
from govscore.recheck.causes import Causes
from govscore.recheck.figures import Figures
from govscore.recheck.units import computed_of
from govscore.scheme.files import LoadedScheme, load_all
from govscore.scoring import ranking, scoring
from govscore.tally import place_of

DOCS = Path(__file__).resolve().parents[2] / "docs" / "recheck.md"
MANY = {
    "shiquan-2022q1": 120,
    "shiquan-2022q1 with 合计": 160,
    "shiquan-2020q4": 160,
    "shiquan-2020q4 with 合计": 120,
    "yanjin-2024-05-06": 160,
    "yanjin-2024-05-06 with 合计": 120,
    "qiandongnan-2021q4": 160,
}
CHUNK = 40
CHUNKS = [(name, seed) for name, number in MANY.items() for seed in range(number // CHUNK)]


@cache
def scheme(name: str) -> tuple[LoadedScheme, ...]:
    return tuple(s for s in load_all() if s.scheme.id == name.split()[0])


def differences(name: str, book: Book) -> list[Difference]:
    claim = claims.claim(book, scheme(name), None, None)
    taken = tally.take(book, claim)
    stops = [problem for problem in taken.problems if problem.stops]
    assert not stops, stops
    scored = scoring.score(claim.scheme, taken, claim.period)
    return recheck(claim.scheme, taken, scored, ranking.rank(claim.scheme, taken, scored), book)


@cache
def before(name: str) -> frozenset[str]:
    """Cells of the roots that the sample has from the office itself."""
    return frozenset(one.cell for one in differences(name, SAMPLES_BY_NAME[name]().book) if one.root)


def cell(plain: Plain, place: Place) -> str:
    sheet, row, column = place
    return cell_place(plain.book.name, plain.book.sheets[sheet].name, row, column)


def drawn(name: str, seed: int) -> list[Slip]:
    return list(islice(slips(SAMPLES_BY_NAME[name](), seed), CHUNK))


def test_they_are_a_thousand() -> None:
    assert len(CHUNKS) * CHUNK == sum(MANY.values()) == 1000


@pytest.mark.parametrize(("name", "seed"), CHUNKS)
def test_a_slip_is_found_at_its_cell_and_nothing_else_is_blamed(name: str, seed: int) -> None:
    plain = SAMPLES_BY_NAME[name]()
    for slip in drawn(name, seed):
        found = differences(name, with_cell(plain.book, slip.place, slip.value))
        roots = {one.cell for one in found if one.root}
        assert roots - before(name) == {cell(plain, place) for place in slip.roots}, slip
        assert before(name) <= roots, slip
        places = [one.cell for one in found]
        assert len(places) == len(set(places)), slip


def test_the_roots_of_the_samples_are_the_offices_own_slips() -> None:
    for name in SAMPLES_BY_NAME:
        plain = SAMPLES_BY_NAME[name]()
        named = {one.unit for one in differences(name, plain.book) if one.root}
        assert {unit.replace(" ", "") for unit in named} <= plain.slips, name


@cache
def guesser(name: str) -> Callable[[str, Decimal], str]:
    """The hint for a stated figure in a cell of the sample; the sample itself is computed once."""
    book = SAMPLES_BY_NAME[name]().book
    claim = claims.claim(book, scheme(name), None, None)
    taken = tally.take(book, claim)
    scored = scoring.score(claim.scheme, taken, claim.period)
    standings = ranking.rank(claim.scheme, taken, scored)
    figures = Figures(claim.scheme, taken, scored, standings)
    causes = Causes(claim.scheme, taken, scored, standings, book)
    known = {place_of(book, item.cell): item for item in taken.stated}

    def guess(place: str, stated: Decimal) -> str:
        item = known[place]
        computed = computed_of(figures, item)
        assert computed is not None
        return causes.hint(item, stated, computed)

    return guess


def shares() -> dict[str, int]:
    """Of the typed slips: with a cause right, wrong and silent; without a cause silent and explained all the same."""
    found = dict.fromkeys(("right", "wrong", "silent", "quiet", "loud"), 0)
    for name, seed in CHUNKS:
        plain = SAMPLES_BY_NAME[name]()
        guess = guesser(name)
        for slip in drawn(name, seed):
            if slip.stated is not None and slip.what != "sum":
                found[outcome(slip, guess(cell(plain, slip.place), slip.stated))] += 1
    return found


def outcome(slip: Slip, hint: str) -> str:
    if not slip.cause:
        return "loud" if hint else "quiet"
    return "right" if any(words in hint for words in slip.cause.split("|")) else "wrong" if hint else "silent"


def test_the_share_of_causes_guessed_right_is_the_one_in_the_docs() -> None:
    found = shares()
    print(found)
    table = dict(re.findall(r"^\| \w.*\| `(\w+)` \| (\d+) \|$", DOCS.read_text("utf-8"), re.MULTILINE))
    assert {name: int(number) for name, number in table.items()} == found, f"docs/recheck.md: write {found}"
    assert found["right"] >= 10 * found["wrong"], found
