"""The number of items a sheet quotes against its log, and points before the period against the earlier result."""

from dataclasses import replace
from typing import Any

import pytest
from computed import Computed, computed
from memory_books import with_cells
from plain_sheets import QIANDONGNAN
from samples_at_hand import ROOT, SHIQUAN_2020, book_of
from small_scheme import loaded, result

from govscore.core.period import Period
from govscore.readers.workbook import Book
from govscore.recheck.carried import preceding
from govscore.running.job import Job
from govscore.scheme.files import load_all

TITLE = "黔东南州2021年四季度政务信息采用台账"


def run(book: Book, *against: dict[str, Any]) -> Computed:
    found = computed(Job(load_all(), None, against=against), book)
    assert not found.refused, found.problems
    return found


def quoted(title: str) -> list[tuple[str, str, str]]:
    found = run(with_cells(book_of(QIANDONGNAN), "信息台账", {"A1": title})).differences
    return [(one.cell.rpartition("]")[2], one.stated, one.computed) for one in found if one.column == "条数"]


@pytest.mark.parametrize("number", [277, 276, 138])
def test_any_way_of_counting_the_log_is_right(number: int) -> None:
    # 277 rows; 276 items at their units, one of them in two rows; 138 different titles
    assert quoted(f"{TITLE}（共{number}条）") == []


@pytest.mark.parametrize("words", ["共280条", "共采用信息280条", "合计 280 条", "共计政务信息：２８０条"])
def test_a_number_that_no_way_of_counting_gives(words: str) -> None:
    assert quoted(f"{TITLE}（{words}）") == [("信息台账!A1", "280", "277")]


@pytest.mark.parametrize("words", ["每条计3分，共3条以上的加分", "共同采用3条", "其中主稿12条", "280"])
def test_other_numbers_are_left_alone(words: str) -> None:
    assert quoted(f"{TITLE}（{words}）") == []


def earlier(period: str, **cumulative: str) -> dict[str, Any]:
    return {
        "workbook": f"{period}.xlsx",
        "period": period,
        "tiers": [
            {"tier": "部门", "units": [{"unit": u, "cumulative": c, "rank": None} for u, c in cumulative.items()]}
        ],
    }


def test_prior_points_that_are_not_those_of_the_period_before() -> None:
    # 政府办 carried 141 and 教体科技局 88.25 out of the third quarter; the sheet says 141 and 88.25
    before = earlier("2020年三季度", 政府办="141.0", 教体科技局="88.75")
    (found,) = run(book_of(SHIQUAN_2020), before).differences
    assert (found.cell.rpartition("]")[2], found.unit, found.column) == ("部门!J7", "教体科技局", "上期")
    # 88.25 - 88.75 = -0.5
    assert (found.stated, found.computed, found.difference, found.root) == ("88.25", "88.75", "-0.5", True)


def test_names_are_known_in_any_spelling_and_new_ones_pass() -> None:
    before = earlier("2020年7-9月", **{"教体\n科技局": "88.25", "新局": "3", "市场监管局": "46"})
    assert run(book_of(SHIQUAN_2020), before).differences == []


def test_a_unit_whose_prior_points_are_blank_is_noted() -> None:
    book = with_cells(book_of(SHIQUAN_2020), "部门", {"J7": "——", "K7": 18.75})
    found = run(book, earlier("2020年三季度", 教体科技局="88.25"))
    assert [p.place.rpartition("]")[2] for p in found.problems if p.code == "prior-not-carried"] == ["部门!A7"]


def test_another_period_than_the_one_before_is_not_compared() -> None:
    for period in ("2020年一季度", "2019年三季度", "", "2021年三季度"):
        assert run(book_of(SHIQUAN_2020), earlier(period, 政府办="1")).differences == []


def test_points_start_anew_in_january() -> None:
    assert preceding(Period(2022, 1, 3), [earlier("2021年四季度")]) == []
    assert preceding(Period(2022, 4, 6), [earlier("2021年四季度"), earlier("2022年一季度")]) == [
        earlier("2022年一季度")
    ]


def test_components_are_compared_one_by_one() -> None:
    parts = {"州政府网站": "708", "省政府网站": "0", "报送": "21"}
    unit = {
        "unit": "凯里市人民政府",
        "cumulative": "1792",
        "components": {n: {"cumulative": c} for n, c in parts.items()},
    }
    found = run(
        book_of(QIANDONGNAN),
        {"period": "2021年前三季度", "tiers": [{"tier": "县市", "units": [unit | {"rank": None}]}]},
    ).differences
    carried = [(one.cell.rpartition("]")[2], one.stated, one.computed) for one in found if one.unit == unit["unit"]]
    assert carried == [("上期累计!E3", "20", "21")]


@pytest.mark.parametrize(
    "broken",
    [{}, {"tiers": []}, {"tiers": [{"tier": "部门", "units": [{"unit": "政府办", "cumulative": None, "rank": None}]}]}],
)
def test_a_result_without_figures_compares_nothing(broken: dict[str, Any]) -> None:
    assert run(book_of(SHIQUAN_2020), {"period": "2020年三季度"} | broken).differences == []


def test_items_by_unit_typed_in_a_column_of_their_own() -> None:
    text = (ROOT / "templates" / "qiandongnan-2021q4" / "scheme.toml").read_text("utf-8")
    column = '[[columns]]\nid = "totals_items"\nname = "信息条数"\nrole = "stated"\ntable = "totals"\n'
    column += 'heading = ["信息条数"]\nfigure = "items"\nrequired = false\nprinted = false\n\n'
    before = '[[columns]]\nid = "totals_remark"'
    scheme = loaded((before, column + before), text=text)
    summary = book_of(QIANDONGNAN).sheets[4]
    # in the log 凯里市人民政府 has the numbers 1 to 13
    rows = [[*row, {1: "信息条数", 3: typed}.get(at)] for at, row in enumerate(summary.rows) for typed in [14]]
    whole = book_of(QIANDONGNAN)
    whole = replace(
        whole, sheets=(*whole.sheets[:4], replace(summary, rows=rows, merges=(*summary.merges, (1, 14, 2, 14))))
    )
    found = [one for one in result(whole, scheme).differences if one.column == "信息条数"]
    assert [(one.unit, one.stated, one.computed, one.root) for one in found] == [("凯里市人民政府", "14", "13", True)]
