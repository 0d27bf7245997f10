"""What must hold of every workbook of the prefecture, tried on random ones against a slow scorer."""

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from prefecture_desk import (
    COUNTY,
    FIRST,
    GRID,
    ORDERS,
    OTHER,
    PARTS,
    SECOND,
    Form,
    Item,
    Unit,
    by_name,
    places,
    run,
    workbook,
)
from slow_prefecture import parts, ranks, score

from govscore.results.result import Result

QUICK = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes
)
FIGURES = ("tier", "score", "prior", "cumulative", "rank", "tied", "components")
few = st.integers(0, 3)
tiers = st.sampled_from([COUNTY, FIRST, SECOND, OTHER])
drafts = st.sampled_from(["主稿", "副稿", "主稿（直报）", "副稿（直报）"])
channels = st.dictionaries(st.sampled_from(sorted(set(GRID) - set(ORDERS))), st.just(1), min_size=1, max_size=4)
orders = st.dictionaries(st.sampled_from(sorted(ORDERS)), st.integers(1, 4), max_size=3)
halves = st.integers(-9, 99).map(lambda n: Fraction(n, 2))
yearly = st.none() | st.integers(0, 2)
WORDS = ("营商环境", "乡村振兴", "外贸企业", "森林防火", "义务教育", "饮水安全", "冬季旅游", "稳岗就业")


@st.composite
def offices(draw: st.DrawFn) -> tuple[list[Unit], list[Item]]:
    """Up to seven units of any tier, and items of theirs, some in two rows, some shared."""
    units = [
        Unit(
            f"第{number}家",
            draw(tiers),
            draw(st.none() | st.tuples(*[few] * 6)),
            (draw(st.integers(0, 120)), draw(st.integers(0, 4)), draw(few), draw(few)),
            tuple(draw(yearly) for _ in range(4)),
            draw(st.none() | st.tuples(*[halves] * 5)),
        )
        for number in range(draw(st.integers(1, 7)))
    ]
    lacking = draw(st.integers(0, len(units)))
    if lacking < len(units) and units[lacking].sites is not None:
        units[lacking] = replace(units[lacking], reports=None, year=(None,) * 4)
    if not any(unit.sites for unit in units):  # a sheet of titles and headings alone is no table
        units[0] = replace(units[0], sites=(0,) * 6)
    if not any(unit.reports for unit in units):
        units[0] = replace(units[0], reports=(0,) * 4)
    names = st.sampled_from([unit.name for unit in units])
    items = [
        Item(draw(names), draw(st.sampled_from(WORDS)) + "情况", draw(drafts), draw(channels) | draw(orders))
        for _ in range(draw(st.integers(1, 9)))
    ]
    return units, items


def figures(found: Result) -> dict[str, list[Any]]:
    return {name: [unit[figure] for figure in FIGURES] for name, unit in by_name(found).items()}


def listed(facts: Mapping[str, str]) -> dict[str, list[str]]:
    """Facts whose lists of names may stand in another order: that of level units is the sheet's."""
    return {name: sorted(text.split("、")) for name, text in facts.items()}


@settings(QUICK, max_examples=30)
@given(offices(), st.sampled_from(["三", "四", "一"]))
def test_the_slow_scorer_agrees(office: tuple[list[Unit], list[Item]], quarter: str) -> None:
    units, items = office
    closes = quarter == "四"
    if quarter == "一":  # the year's first quarter: nothing came before, and no such sheet is needed
        units = [replace(unit, prior=None) for unit in units]
    elif all(unit.prior is None for unit in units):
        units[0] = replace(units[0], prior=(0,) * 5)
    found = by_name(run(workbook(units, items, Form(quarter, prior=quarter != "一"))))
    assert set(found) == {unit.name for unit in units}
    placed = ranks(units, items, closes)
    for unit in units:
        made = found[unit.name]
        assert {p: Fraction(made["components"][p]["score"]) for p in PARTS} == parts(unit, items), unit
        assert [Fraction(made["components"][p]["prior"]) for p in PARTS] == list(unit.prior or (0,) * 5)
        assert Fraction(made["score"]) == score(unit, items, closes), unit
        assert Fraction(made["cumulative"]) == Fraction(made["score"]) + sum(unit.prior or (), Fraction(0))
        assert made["rank"] == placed[unit.name]


@QUICK
@given(offices(), st.randoms(use_true_random=False), st.sampled_from(["三", "四"]))
def test_the_order_of_rows_columns_and_sheets_changes_nothing(
    office: tuple[list[Unit], list[Item]], chance: random.Random, quarter: str
) -> None:
    units, items = kept(office)
    one = run(workbook(units, items, Form(quarter)))
    other = run(workbook(units, items, Form(quarter, shuffle=chance)))
    assert figures(one) == figures(other)
    assert listed(one.facts.values) == listed(other.facts.values)
    assert one.facts.conditions == other.facts.conditions


def kept(office: tuple[list[Unit], list[Item]]) -> tuple[list[Unit], list[Item]]:
    """The same with points before the period for the first unit, so that their sheet has a row."""
    units, items = office
    return [replace(units[0], prior=units[0].prior or (1, 2, 3, 4, 5)), *units[1:]], items


@QUICK
@given(offices(), st.integers(2, 3))
def test_items_on_several_sheets_are_the_same_items(office: tuple[list[Unit], list[Item]], number: int) -> None:
    units, items = kept(office)
    assume(len(items) >= number)
    one = run(workbook(units, items))
    other = run(workbook(units, items, Form(log_sheets=number)))
    assert figures(one) == figures(other)
    assert one.facts.values == other.facts.values
    assert sorted(map(tuple, one.items)) == sorted(map(tuple, other.items))


@QUICK
@given(offices(), st.permutations([1, "√", "●", "1", "✓", 1.0]), st.integers(2, 3))
def test_any_marks_and_more_titles_say_the_same(
    office: tuple[list[Unit], list[Item]], signs: list[Any], titles: int
) -> None:
    units, items = kept(office)
    one = run(workbook(units, items))
    other = run(workbook(units, items, Form(signs=tuple(signs), titles=titles)))
    assert figures(one) == figures(other)
    assert one.facts.values == other.facts.values


@QUICK
@given(offices())
def test_names_do_not_matter(office: tuple[list[Unit], list[Item]]) -> None:
    units, items = kept(office)
    renamed = [replace(unit, name=f"新{unit.name}办") for unit in units]
    of_renamed = [replace(item, unit=f"新{item.unit}办") for item in items]
    one, other = figures(run(workbook(units, items))), figures(run(workbook(renamed, of_renamed)))
    assert {f"新{name}办": found for name, found in one.items()} == other


@QUICK
@given(offices(), st.sampled_from(["三", "四"]))
def test_the_postings_add_up_to_the_score_and_have_cells_that_hold_something(
    office: tuple[list[Unit], list[Item]], quarter: str
) -> None:
    units, items = kept(office)
    whole = workbook(units, items, Form(quarter))
    found = run(whole)
    assert found.scored is not None and found.tally is not None
    names = dict(zip(found.tally.units["unit"], found.tally.units["name"], strict=True))
    sums: dict[str, int] = dict.fromkeys(names.values(), 0)
    for posting in found.scored.postings.to_dict("records"):
        sums[names[posting["unit"]]] += int(posting["points"])
        assert whole.sheets[posting["sheet"]].rows[posting["row"]][posting["col"]] is not None
    for name, unit in by_name(found).items():
        assert Fraction(sums[name], 1_000_000) == Fraction(unit["score"])


@settings(QUICK, max_examples=12)
@given(offices(), st.data())
def test_one_more_item_or_mark_never_lowers_a_score(office: tuple[list[Unit], list[Item]], data: st.DataObject) -> None:
    units, items = kept(office)
    at = data.draw(st.integers(0, len(items) - 1))
    more = list(items)
    if data.draw(st.booleans()):  # another mark or leader on an item that is there
        channel = data.draw(st.sampled_from(sorted(GRID)))
        times = items[at].channels.get(channel, 0)
        assume(channel in ORDERS or not times)
        more[at] = replace(items[at], channels={**items[at].channels, channel: times + 1})
    else:
        title = data.draw(st.sampled_from([items[at].title, "从前没有的一条"]))
        more.append(Item(items[at].unit, title, data.draw(drafts), data.draw(channels) | data.draw(orders)))
    one, other = figures(run(workbook(units, items))), figures(run(workbook(units, more)))
    richer = items[at].unit
    assert Fraction(other[richer][1]) >= Fraction(one[richer][1])
    for name in set(one) - {richer}:
        assert one[name][1] == other[name][1]


@QUICK
@given(offices())
def test_the_plain_log_gives_the_same_scores_as_the_grid(office: tuple[list[Unit], list[Item]]) -> None:
    units, items = kept(office)
    one, other = (run(workbook(units, items, Form(log=log))) for log in ("grid", "plain"))
    assert figures(one) == figures(other)
    assert one.items == other.items
    for code in ("item-twice", "item-alike"):
        assert len(places(one, code)) == len(places(other, code))
