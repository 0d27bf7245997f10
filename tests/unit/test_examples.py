"""The examples in the offices' schemes: sums by hand, which the rules must give to the last digit."""

from fractions import Fraction

import pytest
from small_scheme import changed, loaded

from govscore.core.arithmetic import value_of
from govscore.scheme import files
from govscore.scoring.examples import differing

OFFICES = [item.scheme.id for item in files.load_all()]
SMALL = '[[examples]]\nclause = "第1条"\ncounts = {{ city = 2, county = 0.5 }}\nexpected = "{}"\n\n[[rules]]'


@pytest.mark.parametrize("name", OFFICES)
def test_every_clause_that_scores_has_an_example_and_all_agree(name: str) -> None:
    office = files.find(name)
    assert {example.clause for example in office.scheme.examples} == {rule.clause for rule in office.scheme.rules}
    text = (office.folder / "scheme.toml").read_text("utf-8")
    assert [item.spoken() for item in differing(office.scheme, "scheme.toml", text)] == []


@pytest.mark.parametrize("name", OFFICES)
def test_a_rule_taken_away_or_changed_is_noticed(name: str) -> None:
    """Of each clause the examples fail without its rules; so none of them is there for show."""
    office = files.find(name)
    for clause in {rule.clause for rule in office.scheme.rules}:
        others = tuple(rule for rule in office.scheme.rules if rule.clause != clause)
        failed = {item.message for item in differing(office.scheme.model_copy(update={"rules": others}), "", "")}
        assert any(f"例子“{clause}”" in message for message in failed), clause


@pytest.mark.parametrize("expected", ["2 * 5 + 0.5 * 0.5", "10.25", "(2*5) + 1/4", "41 ÷ 4", "-(-10.25)"])
def test_a_sum_that_is_right(expected: str) -> None:
    change = ("[[rules]]", SMALL.format(expected))
    assert list(differing(loaded(change).scheme, "a", changed(change))) == []


@pytest.mark.parametrize("expected", ["10.250001", "2 * 5 + 0.5 * 0.6", "0", "31/3"])
def test_a_sum_that_is_wrong_is_told_with_both_sums(expected: str) -> None:
    change = ("[[rules]]", SMALL.format(expected))
    (found,) = differing(loaded(change).scheme, "a", changed(change))
    assert expected in found.message
    assert "10.25（第1条 市级：2 × 5 = 10；第1条 县级：0.5 × 0.5 = 0.25）" in found.message


SUMS = {
    "51 * 0.5 + 2 * 0.5": Fraction(53, 2),
    "0.1 * 3": Fraction(3, 10),
    "10 / 4 / 5": Fraction(1, 2),
    "1 / 3 * 3": Fraction(1),
    "-(2 - 5) × 2": Fraction(6),
    " 100 - 98 ": Fraction(2),
    ".5": Fraction(1, 2),
}


@pytest.mark.parametrize("text", SUMS)
def test_sums_are_exact(text: str) -> None:
    assert value_of(text) == SUMS[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2 ** 99",
        "1 // 2",
        "1 / 0",
        "5 5",
        "abs(1)",
        "1e9",
        "1_0",
        "2 +",
        "(1",
        "__import__('os')",
        "１",
        "+" * 600 + "1",
        "...",
        "1 + ...",
    ],
)
def test_anything_else_is_no_sum(text: str) -> None:
    with pytest.raises(ValueError, match="应是算式"):
        value_of(text)
