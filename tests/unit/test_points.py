"""Exact numbers: scales, rounding, and how figures are written."""

import ast
import operator
from decimal import Decimal

import pytest

from govscore.core import points
from govscore.core.points import InexactError

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def exact(text: str) -> Decimal:
    """The value of a visible sum such as `51 * 0.5 + 2 * 0.5`, in exact decimals."""

    def value(node: ast.expr) -> Decimal:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand)
        return Decimal(ast.get_source_segment(text, node))

    return value(ast.parse(text, mode="eval").body)


SCORES = [
    # items and points an item, the same as a sum
    ([("51", "0.5"), ("2", "0.5")], "51 * 0.5 + 2 * 0.5"),
    ([("3", "0.5"), ("13", "0.5"), ("16", "5")], "3 * 0.5 + 13 * 0.5 + 16 * 5"),
    ([("15", "0.5"), ("12.5", "0.5"), ("5", "1")], "15 * 0.5 + 12.5 * 0.5 + 5"),
    ([("0.5", "5"), ("1", "0.5"), ("2", "1")], "0.5 * 5 + 0.5 + 2"),
    ([("3", "0.1")], "0.3"),
    ([("1", "0.1"), ("2", "0.1")], "0.3"),
    ([("1", "1.1"), ("1", "2.2")], "3.3"),
    ([("7", "0.3")], "2.1"),
    ([("0.333", "0.001")], "0.000333"),
    ([("5", "-1")], "-5"),
    ([("99", "1.005")], "99 * 1.005"),
]


@pytest.mark.parametrize(("items", "expected"), SCORES)
def test_items_times_points_is_exact(items: list[tuple[str, str]], expected: str) -> None:
    score = sum(points.to_count(Decimal(count)) * points.per_item(Decimal(each)) for count, each in items)
    assert points.points_decimal(score) == exact(expected)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (26.700000000000003, "26.7"),
        (0.1 + 0.2, "0.3"),
        (0.1 + 0.7, "0.8"),
        (0.29 * 100, "29"),
        (12.5, "12.5"),
        (0.5, "0.5"),
        (-2.1, "-2.1"),
        (1e-7, "0.0000001"),
        (12.0, "12"),
        (7, "7"),
        (0, "0"),
        (1e20, "100000000000000000000"),
    ],
)
def test_a_cell_is_what_it_shows(value: float, shown: str) -> None:
    assert points.plain(points.decimal_of(value)) == shown


@pytest.mark.parametrize(
    "bad", ["0.0001", "1000000000", "-1000000000", "1e30", "Infinity", "-Infinity", "NaN", "1.2345"]
)
def test_counts_out_of_scale_are_refused(bad: str) -> None:
    with pytest.raises(InexactError):
        points.to_count(Decimal(bad))


@pytest.mark.parametrize("good", ["0", "0.001", "999999999.999", "-999999999", "12.5", "1E+2"])
def test_counts_in_scale_come_back(good: str) -> None:
    assert Decimal(points.count_text(points.to_count(Decimal(good)))) == Decimal(good)


def test_points_an_item_have_three_decimals_at_most() -> None:
    assert points.per_item(Decimal("0.125")) == 125
    with pytest.raises(InexactError):
        points.per_item(Decimal("0.0005"))


@pytest.mark.parametrize(
    ("number", "shown"),
    [("26.50", "26.5"), ("-0", "0"), ("0.000", "0"), ("-0.50", "-0.5"), ("100", "100"), ("1E+3", "1000"), ("0", "0")],
)
def test_plain(number: str, shown: str) -> None:
    assert points.plain(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("number", "decimals", "mode", "expected"),
    [
        ("52.5", 0, "half_up", "53"),
        ("11.5", 0, "half_up", "12"),
        ("2.5", 0, "half_up", "3"),
        ("2.5", 0, "half_even", "2"),
        ("3.5", 0, "half_even", "4"),
        ("1.005", 2, "half_up", "1.01"),
        ("82.345", 2, "half_up", "82.35"),
        ("82.345", 2, "half_even", "82.34"),
        ("-2.5", 0, "half_up", "-3"),
        ("-0.4", 0, "half_up", "0"),
        ("2.9", 0, "down", "2"),
        ("2.1", 0, "up", "3"),
        ("2.0", 0, "up", "2"),
        ("52.499999", 0, "half_up", "52"),
    ],
)
def test_rounding_is_the_declared_one(number: str, decimals: int, mode: str, expected: str) -> None:
    assert points.plain(points.rounded(Decimal(number), decimals, mode)) == expected


@pytest.mark.parametrize(
    ("total", "target", "decimals", "expected"),
    [
        ("24", "40", 0, "60"),
        ("21", "40", 0, "53"),  # 52.5
        ("11", "40", 0, "28"),  # 27.5
        ("14", "40", 0, "35"),
        ("9", "40", 0, "23"),  # 22.5
        ("48", "40", 0, "120"),
        ("47", "40", 0, "118"),  # 117.5
        ("6", "40", 0, "15"),
        ("0", "40", 0, "0"),
        ("-2", "40", 0, "-5"),
        ("1", "30", 0, "3"),  # 3.33…
        ("1", "30", 2, "3.33"),
        ("5", "30", 1, "16.7"),
        ("1.15", "10", 0, "12"),  # 11.5
    ],
)
def test_percent_of_target(total: str, target: str, decimals: int, expected: str) -> None:
    assert points.percent_text(points.to_points(Decimal(total)), Decimal(target), decimals) == expected


def test_no_target_no_percent() -> None:
    assert points.percent_text(5_000_000, None, 0) is None
    assert points.percent_text(5_000_000, Decimal(0), 0) is None


@pytest.mark.parametrize(
    ("figure", "decimals", "shown"),
    [("26.5", 2, "26.5"), ("26.505", 2, "26.51"), ("18", 2, "18"), ("36.75", 1, "36.8"), ("-0.001", 2, "0")],
)
def test_points_are_printed_without_trailing_zeros(figure: str, decimals: int, shown: str) -> None:
    assert points.points_shown(points.to_points(Decimal(figure)), decimals) == shown


def test_a_thousand_sums_in_any_order_are_one() -> None:
    parts = [points.to_count(Decimal(n) / 10) * points.per_item(Decimal("0.1")) for n in range(1000)]
    assert sum(parts) == sum(reversed(parts)) == points.to_points(Decimal(999 * 1000 // 2) / 100)
