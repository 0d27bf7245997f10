"""Points by place in the tier, worked out by hand."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from rank_books import counted, placed
from small_scheme import codes, loaded, result

from govscore.core import frames
from govscore.rules.base import Ledger
from govscore.rules.points_by_rank import PointsByRank
from govscore.scheme.files import LoadedScheme


def scores(
    scheme: LoadedScheme, departments: list[list[Any]], towns: list[list[Any]] | None = None
) -> list[str | None]:
    found = result(counted(departments, towns or []), scheme)
    assert not found.refused, found.problems
    units = {unit["unit"]: unit["score"] for tier in found.to_json()["tiers"] for unit in tier["units"]}
    return [units[row[0]] for row in [*departments, *(towns or [])]]


def cities(*counts: Any) -> list[list[Any]]:
    return [[f"{'甲乙丙丁戊己庚'[at]}局", count, None] for at, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "points"),
    [
        ((9, 7, 4, 1), ["60", "57", "54", "10"]),
        ((1, 4, 9, 7), ["10", "54", "60", "57"]),  # the order of rows does not matter
        ((9, 7, 7, 4), ["60", "57", "57", "10"]),  # two second places, so the next is the fourth: after the list
        ((5, 5, 5, 4), ["60", "60", "60", "10"]),
        ((9, 4, 4, 4, 4), ["60", "57", "57", "57", "57"]),
        ((9, 7, 0, None, "—"), ["60", "57", "-5", "-5", "-5"]),  # nothing: no place, what is declared for nothing
        ((0, 0), ["-5", "-5"]),
        ((3,), ["60"]),  # fewer units than places
        ((0.5, 0.5, 0.333), ["60", "60", "54"]),
    ],
)
def test_points_of_a_place(counts: tuple[Any, ...], points: list[str]) -> None:
    assert scores(placed("below = 10\nnothing = -5"), cities(*counts)) == points


def test_below_the_list_and_for_nothing_there_are_no_points_unless_declared() -> None:
    assert scores(placed(points="[0.5]"), cities(3, 2, 0)) == ["0.5", "0", "0"]


def test_the_sum_of_several_columns_is_compared() -> None:
    rows = [["甲局", 2, 0.5], ["乙局", None, 2.5], ["丙局", 3, None], ["丁局", 1, 1]]
    assert scores(placed(), rows) == ["57", "57", "60", "0"]  # 2.5, 2.5, 3, 2
    assert scores(placed("", "[60, 57, 54]", '["city"]', COUNTY), rows) == ["57", "0", "60", "54"]  # 2, 0, 3, 1


COUNTY = 'kind = "per_item"\nclause = "第2条"\ntext = "县级不计分。"\npoints = { county = 0 }\n'


def test_an_excluded_unit_is_no_rival() -> None:
    rows = [["甲局", 9, None, "不计分", "不计分"], ["乙局", 5, None], ["丙局", 4, None]]
    assert scores(placed(), rows) == [None, "60", "57"]


def test_each_tier_has_its_own_places() -> None:
    departments, towns = cities(1, 2), [["东镇", 9, None], ["西镇", 8, None]]
    assert scores(placed(), departments, towns) == ["57", "60", "60", "57"]


def test_a_rule_may_be_of_some_tiers_only() -> None:
    departments, towns = cities(1, 2), [["东镇", 9, None], ["西镇", 8, None]]
    other = 'kind = "points_by_rank"\nclause = "第2条"\ntext = "镇"\nchannels = ["city"]\npoints = [30, 29]\n'
    scheme = placed('among = ["部门"]', "[60, 57]", '["city", "county"]', other + 'among = ["镇"]\n')
    assert scores(scheme, departments, towns) == ["57", "60", "30", "29"]


RULE = PointsByRank(
    kind="points_by_rank", clause="第9条", channels=("city", "bulletin"), points=(Decimal(6), Decimal(4))
)


def test_marks_of_the_item_log_count_and_the_posting_is_at_the_first_cell() -> None:
    units = [(n, f"{n}局", str(n), "部门", "", 0, False, "", 0, 10 + n, 0) for n in range(3)]
    counts = [
        (0, "city", 2000, 5, 1, True, 1, 20, 4),  # an item's marks: a draft counts as one whatever it is
        (0, "bulletin", 1000, 5, 1, True, 1, 20, 5),
        (1, "other", 9000, -1, 0, False, 0, 11, 1),
        (2, "bulletin", 3000, -1, 0, False, 0, 12, 2),
    ]
    empty, none = frames.frame([], frames.POSTINGS), pd.Series(dtype="int64")
    ledger = Ledger(frames.frame(counts, frames.TALLY), frames.frame(units, frames.UNITS), lambda: empty, none, False)
    found = frames.typed(RULE.postings(ledger).assign(rule=0), frames.POSTINGS).sort_values("unit")
    wanted = ["unit", "column", "count", "item", "draft", "direct", "sheet", "row", "col", "points"]
    assert found[wanted].to_numpy().tolist() == [
        [0, "city", 3000, -1, 0, False, 1, 20, 4, 6_000_000],
        [1, "city", 0, -1, 0, False, 0, 11, 0, 0],  # at the unit's name
        [2, "city", 3000, -1, 0, False, 0, 12, 2, 6_000_000],
    ]


@pytest.mark.parametrize(
    ("count", "points", "words"),
    [
        (7_000, 57, "7条，第2名，57"),
        (6_500, 54, "6.5条，第3、4名，54"),
        (1_000, 0, "1条，第4名以后，0"),
        (0, 0, "0条，不排名次，0"),
    ],
)
def test_how_the_points_are_explained(count: int, points: int, words: str) -> None:
    rule = RULE.model_copy(update={"points": tuple(Decimal(p) for p in (60, 57, 54, 54))})
    assert rule.words({"count": count, "points": points * 10**6}, "部门") == words


def test_a_place_with_the_points_of_those_after_the_list() -> None:
    rule = RULE.model_copy(update={"below": Decimal(4)})
    assert rule.words({"count": 1000, "points": 4_000_000}, "部门") == "1条，第2名或第2名以后，4"


def test_explain_names_all_channels_and_the_cell() -> None:
    rows, scheme = [["甲局", 2, 0.5], ["乙局", None, 4]], placed()
    found = result(counted(rows), scheme)
    assert "  第1条  市级、县级：2.5条，第2名，57  ［部门!B4］" in found.explained("甲局")
    assert "  第1条  市级、县级：4条，第1名，60  ［部门!C5］" in found.explained("乙局")


def test_a_typed_score_at_the_wrong_place_is_found() -> None:
    found = result(counted([["甲局", 9, None, 60, 1], ["乙局", 7, None, 57, 2], ["丙局", 7, None, 54, 2]]), placed())
    assert [(item.cell.rpartition("!")[2], item.computed) for item in found.differences] == [("D6", "57")]


@pytest.mark.parametrize(
    ("more", "points", "channels"),
    [("", "[]", '["city", "county"]'), ("", "[60]", "[]"), ('among = ["乡"]', "[60]", '["city", "county"]')],
)
def test_a_wrong_rule_is_refused(more: str, points: str, channels: str) -> None:
    with pytest.raises(ValueError, match=r"points|channels|乡"):
        placed(more, points, channels)


def test_a_column_that_no_sheet_has_gives_nobody_a_place() -> None:
    change = ('heading = ["采用", "县级"]', 'heading = ["采用", "县报"]\nrequired = false')
    scheme = loaded(change, ("points = { city = 5, county = 0.5 }", "points = { city = 5 }\n\n[[rules]]\n" + LATER))
    found = result(counted([["甲局", 2, None], ["乙局", 1, None]]), scheme)
    assert "unread" not in codes(found)
    units = {unit["unit"]: unit["score"] for unit in found.to_json()["tiers"][0]["units"]}
    assert units == {"甲局": "9", "乙局": "4"}  # 2 × 5 − 1, 1 × 5 − 1


LATER = 'kind = "points_by_rank"\nclause = "第2条"\ntext = "县报"\nchannels = ["county"]\npoints = [3]\nnothing = -1\n'
