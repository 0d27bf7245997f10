"""Which scheme a workbook belongs to, of which period it is, which column is which."""

import pytest
from memory_books import book, sheet
from small_scheme import HEADINGS, MERGES, codes, loaded, result

from govscore.core.period import Period
from govscore.readers.workbook import Book

ROWS = [["甲局", 1, 2, 6, 1], ["乙局", 0, 3, 1.5, 2]]
TWO_TIERS = (
    '[[columns]]\nid = "unit"',
    '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["乡镇"]\ntitles = ["小县【期间】采用情况（镇）"]\nsheet = "镇"\n\n'
    '[[columns]]\nid = "unit"',
)


def workbook(
    title: str = HEADINGS[0][0], rows: list[list[object]] = ROWS, name: str = "部门", file: str = "表.xlsx"
) -> Book:
    return book(sheet(name, [[title], *HEADINGS[1:], *rows], MERGES), name=file)


def scores(found: object) -> dict[str, str]:
    return {unit["unit"]: unit["score"] for tier in found.to_json()["tiers"] for unit in tier["units"]}


def test_the_small_scheme_scores() -> None:
    found = result(workbook())
    assert scores(found) == {"甲局": "6", "乙局": "1.5"}  # 1 * 5 + 2 * 0.5 and 3 * 0.5
    assert codes(found) == []
    assert found.period == Period(2024, 1, 2)


def test_no_scheme_knows_the_headings() -> None:
    other = book(sheet("部门", [["小县2024年5月"], ["单位", "约稿", "报送"], ["甲局", 1, 2]]))
    (problem,) = result(other).problems
    assert (problem.code, problem.place) == ("no-scheme", "[表.xlsx]")
    assert "small" in problem.message


def test_a_scheme_that_nearly_knows_the_headings_says_what_is_missing() -> None:
    rows = [HEADINGS[0], HEADINGS[1], [None, "市级", "区级"], *ROWS]
    (problem,) = result(book(sheet("部门", rows, MERGES))).problems
    assert problem.code == "no-scheme"
    assert "采用→县级" in problem.message


def test_two_schemes_of_one_office_the_newer_one_in_force_is_taken() -> None:
    old = loaded(('id = "small"', 'id = "old"'), ("2024-01-01", "2020-01-01"))
    new = loaded(("valid_from = 2024-01-01", 'valid_from = 2024-01-01\nsupersedes = "old"'))
    assert result(workbook(), old, new).loaded is new
    assert result(workbook("小县2023年1-2月采用情况（部门）"), old, new).loaded is old


def test_two_schemes_told_apart_by_the_offices_name() -> None:
    other = loaded(('id = "small"', 'id = "other"'), ('titles = ["小县"]', 'titles = ["大县"]'))
    assert result(workbook(), loaded(), other).loaded.scheme.id == "small"
    assert result(workbook("大县2024年1-2月采用情况（部门）"), loaded(), other).loaded.scheme.id == "other"


def test_the_name_may_stand_in_the_files_name() -> None:
    other = loaded(('id = "small"', 'id = "other"'), ('titles = ["小县"]', 'titles = ["大县"]'))
    found = result(workbook("2024年1-2月采用情况（部门）", file="大县.xlsx"), loaded(), other)
    assert found.loaded.scheme.id == "other"


def test_two_schemes_that_both_claim_are_an_error_with_both_reasons() -> None:
    other = loaded(('id = "small"', 'id = "other"'))
    found = result(workbook(), loaded(), other)
    assert codes(found) == ["many-schemes"]
    assert "small" in found.problems[0].message
    assert "other" in found.problems[0].message
    assert result(workbook(), loaded(), other, chosen="other").loaded is other


def test_a_scheme_not_yet_in_force_does_not_claim() -> None:
    assert codes(result(workbook("小县2023年1-2月采用情况（部门）"))) == ["scheme-not-valid"]


def test_no_table() -> None:
    (problem,) = result(book(sheet("部门", [["没有", "表头"], [1, 2]]))).problems
    assert problem.code == "no-table"


PERIODS = [
    ("小县2024年1-2月采用情况（部门）", "部门", "表.xlsx", Period(2024, 1, 2)),
    ("小县2024年一季度采用情况（部门）", "2024年1月", "表.xlsx", Period(2024, 1, 3)),
    ("小县采用情况（部门）", "2024年1月", "表.xlsx", Period(2024, 1, 1)),
    ("小县2024年采用情况（部门）", "1月", "表.xlsx", Period(2024, 1, 1)),
    ("小县采用情况（部门）", "部门", "小县2024年1-2月.xlsx", Period(2024, 1, 2)),
    ("小县2024年采用情况（部门）", "部门", "小县1-2月.xlsx", Period(2024, 1, 2)),
]


@pytest.mark.parametrize(("title", "name", "file", "period"), PERIODS)
def test_the_period_stands_in_title_sheet_or_file(title: str, name: str, file: str, period: Period) -> None:
    assert result(workbook(title, name=name, file=file)).period == period


def test_the_months_may_stand_in_a_heading() -> None:
    rows = [["小县2024年采用情况（部门）"], ["单位", "1-2月采用", None, "得分", "名次"], HEADINGS[2], *ROWS]
    scheme = loaded(
        ('heading = ["采用", "市级"]', 'heading = ["【月份】采用", "市级"]'),
        ('heading = ["采用", "县级"]', 'heading = ["【月份】采用", "县级"]'),
    )
    assert result(book(sheet("部门", rows, MERGES)), scheme).period == Period(2024, 1, 2)


def test_no_period_anywhere() -> None:
    (problem,) = result(workbook("小县采用情况（部门）")).problems
    assert (problem.code, problem.place) == ("period-unknown", "[表.xlsx]部门!A1")


def test_titles_that_contradict() -> None:
    one = sheet("部门", [["小县2024年1月采用情况（部门）"], *HEADINGS[1:], ROWS[0]], MERGES)
    two = sheet("部门续", [["小县2024年2月采用情况（部门）"], *HEADINGS[1:], ROWS[1]], MERGES)
    (problem,) = result(book(one, two)).problems
    assert problem.code == "period-unclear"
    assert "2024年1月、2024年2月" in problem.message


def test_a_period_given_by_hand_goes_first() -> None:
    assert result(workbook("小县采用情况（部门）"), period=Period(2024, 1, 2)).period == Period(2024, 1, 2)


def test_the_same_column_twice() -> None:
    rows = [["小县2024年1月（部门）"], ["单位", "市级", "县级", "市级"], ["甲局", 1, 2, 3]]
    scheme = loaded(
        ('heading = ["采用", "市级"]', 'heading = ["市级"]'), ('heading = ["采用", "县级"]', 'heading = ["县级"]')
    )
    found = result(book(sheet("部门", rows)), scheme)
    assert [(p.code, p.place) for p in found.problems] == [("column-twice", "[表.xlsx]部门!D2")]


def test_an_unknown_column_with_figures_stops() -> None:
    rows = [HEADINGS[0], [*HEADINGS[1], "国家级"], [*HEADINGS[2], None], ["甲局", 1, 2, 6, 1, 4]]
    found = result(book(sheet("部门", rows, MERGES)))
    assert [(p.code, p.place) for p in found.problems] == [("column-unknown", "[表.xlsx]部门!F3")]


@pytest.mark.parametrize("typed", ["4", "４", "4条"])
def test_also_where_the_figures_are_typed_as_text(typed: str) -> None:
    rows = [HEADINGS[0], [*HEADINGS[1], "国家级"], [*HEADINGS[2], None], ["甲局", 1, 2, 6, 1, typed]]
    assert "column-unknown" in codes(result(book(sheet("部门", rows, MERGES))))


def test_an_unknown_column_of_words_is_noted() -> None:
    rows = [HEADINGS[0], [*HEADINGS[1], "联系人"], [*HEADINGS[2], None], ["甲局", 1, 2, 6, 1, "张三"]]
    found = result(book(sheet("部门", rows, MERGES)))
    assert [(p.code, p.severity) for p in found.problems] == [("column-unknown-text", "note")]


def test_a_table_that_lacks_a_column_beside_one_that_does_not() -> None:
    lacking = sheet("部门续", [["单位", "采用", "得分"], [None, "市级", None], ["乙局", 1, 5]])
    found = result(book(sheet("部门", [*HEADINGS, ROWS[0]], MERGES), lacking))
    assert "乙局" in scores(found) or {item.place for item in found.problems} == {"[表.xlsx]部门续!A1"}


def test_a_scheme_without_prior_points_asks_for_none() -> None:
    assert scores(result(workbook("小县2024年7-8月采用情况（部门）"))) == {"甲局": "6", "乙局": "1.5"}


def test_each_table_has_its_tier_from_its_title() -> None:
    scheme = loaded(TWO_TIERS)
    towns = sheet("二", [["小县2024年1-2月采用情况（乡镇）"], *HEADINGS[1:], ["东镇", 1, 1, 5.5, 1]], MERGES)
    found = result(book(sheet("一", [*HEADINGS, *ROWS], MERGES), towns), scheme)
    assert {t["tier"]: [u["unit"] for u in t["units"]] for t in found.to_json()["tiers"]} == {
        "部门": ["甲局", "乙局"],
        "镇": ["东镇"],
    }


def test_or_from_the_name_of_its_sheet() -> None:
    scheme = loaded(TWO_TIERS)
    towns = sheet("乡镇", [["小县2024年1-2月采用情况"], *HEADINGS[1:], ["东镇", 1, 1, 5.5, 1]], MERGES)
    found = result(book(sheet("部门", [["小县2024年1-2月采用情况"], *HEADINGS[1:], *ROWS], MERGES), towns), scheme)
    assert [t["tier"] for t in found.to_json()["tiers"]] == ["部门", "镇"]


def test_a_tier_that_nothing_tells_is_asked_for() -> None:
    scheme = loaded(TWO_TIERS)
    found = result(workbook("小县2024年1-2月采用情况", name="Sheet1"), scheme)
    assert codes(found) == ["tier-unknown"]


def test_a_second_table_of_the_same_tier_goes_on_with_it() -> None:
    scheme = loaded(TWO_TIERS)
    more = sheet(
        "Sheet2", [*HEADINGS[1:], ["丙局", 1, 0, 5, 1]], tuple((t - 1, a, b - 1, c) for t, a, b, c in MERGES[1:])
    )
    found = result(book(sheet("Sheet1", [*HEADINGS, *ROWS], MERGES), more), scheme)
    assert scores(found) == {"甲局": "6", "丙局": "5", "乙局": "1.5"}


def test_brackets_and_widths_in_headings_do_not_matter() -> None:
    rows = [HEADINGS[0], ["单 位", "采用（条）", None, "得 分", "名次"], [None, "市级\n（条）", "县级(条)"], *ROWS]
    assert scores(result(book(sheet("部门", rows, MERGES)))) == {"甲局": "6", "乙局": "1.5"}
