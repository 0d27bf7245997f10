"""What must hold of every workbook, tried on random ones."""

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from computed import Computed, computed
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from memory_books import book, sheet
from office_books import (
    SHIQUAN_CHANNELS,
    YANJIN_CHANNELS,
    Unit,
    few,
    number,
    rows,
    shiquan_book,
    shiquan_units,
    yanjin_book,
    yanjin_rows,
)
from slow_scorer import SHIQUAN, YANJIN, competition_ranks, dense_ranks, percent, score, serial_ranks
from small_scheme import HEADINGS, MERGES, loaded

from govscore import tally
from govscore.claiming.claims import claim
from govscore.readers.workbook import Book
from govscore.running.job import Job
from govscore.scheme.files import LoadedScheme, load_all
from govscore.scoring import scoring

settings.register_profile(
    "quick", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("quick")
SCHEMES = tuple(load_all())
FOUND = ("score", "prior", "cumulative", "rank", "tied", "target", "percent", "excluded", "note")


def result(workbook: Book, schemes: Sequence[LoadedScheme] = SCHEMES) -> Computed:
    found = computed(Job(tuple(schemes), None), workbook)
    assert not found.refused, found.problems
    return found


def units(workbook: Book, schemes: Sequence[LoadedScheme] = SCHEMES) -> dict[str, dict[str, Any]]:
    return {unit["unit"]: unit for tier in result(workbook, schemes).to_json()["tiers"] for unit in tier["units"]}


def scores(workbook: Book) -> dict[str, Fraction]:
    return {name: Fraction(unit["score"]) for name, unit in units(workbook).items()}


@given(shiquan_units)
def test_the_slow_scorer_agrees_on_shiquan(rows_: list[Unit]) -> None:
    found = units(shiquan_book(rows_))
    slow = [score(SHIQUAN, unit.counts(SHIQUAN_CHANNELS)) for unit in rows_]
    assert [Fraction(found[unit.name]["score"]) for unit in rows_] == slow


@given(yanjin_rows(), st.sampled_from([40, 30, 15, 10]))
def test_the_slow_scorer_agrees_on_yanjin(rows_: list[Unit], target: int) -> None:
    found = units_with_prior(rows_, target)
    slow = [score(YANJIN, unit.counts(YANJIN_CHANNELS)) for unit in rows_]
    assert [Fraction(found[unit.name]["score"]) for unit in rows_] == slow
    assert [found[unit.name]["rank"] for unit in rows_] == competition_ranks(slow)
    assert [int(found[unit.name]["percent"]) for unit in rows_] == [percent(total, Fraction(target)) for total in slow]


def units_with_prior(rows_: list[Unit], target: int) -> dict[str, dict[str, Any]]:
    return units(yanjin_book(rows_, target))


@given(shiquan_units, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows_: list[Unit], chance: random.Random) -> None:
    shuffled = chance.sample(rows_, len(rows_))
    one, other = units(shiquan_book(rows_)), units(shiquan_book(shuffled))
    assert {n: [u[f] for f in FOUND] for n, u in one.items()} == {n: [u[f] for f in FOUND] for n, u in other.items()}


@given(shiquan_units, st.permutations(range(7)))
def test_the_order_of_columns_changes_nothing(rows_: list[Unit], order: list[int]) -> None:
    one, other = result(shiquan_book(rows_)), result(shiquan_book(rows_, order=order))
    assert one.to_json()["tiers"] == other.to_json()["tiers"]
    assert one.facts.values == other.facts.values


@given(shiquan_units)
def test_names_do_not_matter(rows_: list[Unit]) -> None:
    renamed = [Unit(f"新{unit.name}处", unit.figures) for unit in rows_]
    one, other = units(shiquan_book(rows_)), units(shiquan_book(renamed))
    assert [u["rank"] for u in one.values()] == [u["rank"] for u in other.values()]
    assert [u["score"] for u in one.values()] == [u["score"] for u in other.values()]


@given(shiquan_units, st.data())
def test_one_more_item_never_lowers_a_score(rows_: list[Unit], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows_) - 1))
    channel = data.draw(st.integers(0, 6))
    more = list(rows_[at].figures)
    more[channel] += 1
    richer = [*rows_[:at], Unit(rows_[at].name, tuple(more)), *rows_[at + 1 :]]
    before, after = scores(shiquan_book(rows_)), scores(shiquan_book(richer))
    name = rows_[at].name
    assert after[name] - before[name] == SHIQUAN[SHIQUAN_CHANNELS[channel]]
    assert {n: s for n, s in after.items() if n != name} == {n: s for n, s in before.items() if n != name}


@given(yanjin_rows())
def test_the_postings_add_up_to_the_score(rows_: list[Unit]) -> None:
    workbook = yanjin_book(rows_)
    found = claim(workbook, SCHEMES, None, None)
    taken = tally.take(workbook, found)
    scored = scoring.score(found.scheme, taken, found.period)
    postings = scored.postings.groupby("unit")["points"].sum()
    for unit, total in scored.scores.sum(axis=1).items():
        assert int(postings.get(unit, 0)) == int(total)
    for row in scored.postings.to_dict("records"):
        assert workbook.sheets[row["sheet"]].rows[row["row"]][row["col"]] is not None


def tied_rows() -> st.SearchStrategy[list[Unit]]:
    return rows([few, few], most=10)


STYLES = [("competition", competition_ranks), ("dense", dense_ranks), ("serial", serial_ranks)]


@pytest.mark.parametrize(("style", "slow"), STYLES)
@given(rows_=tied_rows())
def test_ranks_are_as_the_slow_definition_says(style: str, slow: Any, rows_: list[Unit]) -> None:
    scheme = loaded(
        ('ties = "competition"', f'ties = "{style}"'), ("city = 5, county = 0.5", "city = 0.1, county = 0.3")
    )
    body = [[unit.name, *map(number, unit.figures)] for unit in rows_]
    found = units(book(sheet("部门", [*HEADINGS, *body], MERGES)), [scheme])
    exact = [unit.figures[0] * Fraction(1, 10) + unit.figures[1] * Fraction(3, 10) for unit in rows_]
    assert [found[unit.name]["rank"] for unit in rows_] == slow(exact)
    assert [found[unit.name]["tied"] for unit in rows_] == [exact.count(figure) > 1 for figure in exact]


@given(shiquan_units)
def test_right_figures_never_differ(rows_: list[Unit]) -> None:
    exact = [score(SHIQUAN, unit.counts(SHIQUAN_CHANNELS)) for unit in rows_]
    stated = [[number(figure), "—", number(figure)] for figure in exact]
    assert result(shiquan_book(rows_, stated)).differences == []


@given(shiquan_units, st.data())
def test_a_slip_in_one_typed_score_is_one_root_at_its_cell(rows_: list[Unit], data: st.DataObject) -> None:
    exact = [score(SHIQUAN, unit.counts(SHIQUAN_CHANNELS)) for unit in rows_]
    at = data.draw(st.integers(0, len(rows_) - 1))
    slip = Fraction(data.draw(st.integers(-20, 20).filter(bool)), 2)
    wrong = exact[at] + slip
    carried = data.draw(st.booleans())  # the clerk's formula carries the slip on into the cumulative
    stated = [[number(figure), None, number(figure)] for figure in exact]
    stated[at] = [number(wrong), None, number(wrong if carried else exact[at])]
    found = result(shiquan_book(rows_, stated)).differences
    roots = [item for item in found if item.root]
    assert [item.cell for item in roots] == [f"[石泉县.xlsx]部门!J{6 + at}"]
    assert Fraction(roots[0].difference) == slip
    assert len(found) == 1 + carried


@given(yanjin_rows(), st.data())
def test_a_slip_in_one_percent_is_one_root_at_its_cell(rows_: list[Unit], data: st.DataObject) -> None:
    exact = [score(YANJIN, unit.counts(YANJIN_CHANNELS)) for unit in rows_]
    at = data.draw(st.integers(0, len(rows_) - 1))
    stated: list[list[Any]] = [[number(f), number(f), f"{percent(f, Fraction(40))}%"] for f in exact]
    right = percent(exact[at], Fraction(40))
    wrong = data.draw(st.integers(right - 9, right + 9).filter(lambda p: p != right and p != exact[at] * 100 / 40))
    stated[at][2] = f"{wrong}%"
    found = result(yanjin_book(rows_, 40, stated)).differences
    assert [(item.cell, item.root) for item in found] == [(f"[延津县.xlsx]乡镇街道!P{6 + at}", True)]


@given(yanjin_rows(), st.data())
def test_a_slip_in_a_total_is_one_root_and_its_percent_follows(rows_: list[Unit], data: st.DataObject) -> None:
    exact = [score(YANJIN, unit.counts(YANJIN_CHANNELS)) for unit in rows_]
    at = data.draw(st.integers(0, len(rows_) - 1))
    wrong = exact[at] + data.draw(st.sampled_from([-8, -4, 2, 4, 40]))
    assume(percent(wrong, Fraction(40)) != percent(exact[at], Fraction(40)))
    totals = [*exact[:at], wrong, *exact[at + 1 :]]
    stated = [[number(f), number(t), f"{percent(t, Fraction(40))}%"] for f, t in zip(exact, totals, strict=True)]
    found = result(yanjin_book(rows_, 40, stated)).differences
    place = "[延津县.xlsx]乡镇街道!"
    assert [(item.cell, item.root) for item in found] == [(f"{place}O{6 + at}", True), (f"{place}P{6 + at}", False)]


@given(shiquan_units)
def test_the_channel_facts_are_the_sums_of_the_columns(rows_: list[Unit]) -> None:
    facts = result(shiquan_book(rows_)).facts.values
    for at, channel in enumerate(SHIQUAN_CHANNELS):
        assert Fraction(facts[channel + "采用数"]) == sum(unit.figures[at] for unit in rows_)
