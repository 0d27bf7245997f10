"""Which months of which year a text names; never a guess, never the clock."""

import datetime

import pytest

from govscore.core.period import Period, months_in, period_in, without_period, year_in
from govscore.core.text import heading_key

NAMED = [
    ("石泉县2022年一季度信息采用情况统计表（镇）", (2022, 1, 3)),
    ("2022年第一季度", (2022, 1, 3)),
    ("2022年第1季度", (2022, 1, 3)),
    ("2022年1季度", (2022, 1, 3)),
    ("2022年二季度", (2022, 4, 6)),
    ("2022年第三季度", (2022, 7, 9)),
    ("黔东南州2021年四季度", (2021, 10, 12)),
    ("黔东南州2023年第四季度政府网站检查", (2023, 10, 12)),
    ("2022Q1", (2022, 1, 3)),
    ("2022年Q4", (2022, 10, 12)),
    ("２０２２年Ｑ４", (2022, 10, 12)),
    ("2022年1-3月", (2022, 1, 3)),
    ("2022年1—3月", (2022, 1, 3)),
    ("2022年1–3月", (2022, 1, 3)),
    ("2022年1～3月", (2022, 1, 3)),
    ("2022年1~3月", (2022, 1, 3)),
    ("2022年1至3月", (2022, 1, 3)),
    ("2022年1到3月", (2022, 1, 3)),
    ("2022年1月至3月", (2022, 1, 3)),
    ("2022年1月—3月", (2022, 1, 3)),
    ("2022年1-3月份", (2022, 1, 3)),
    ("2022年01-03月", (2022, 1, 3)),
    ("2022 年 10 - 12 月", (2022, 10, 12)),
    ("2022\n年10-12\n月", (2022, 10, 12)),
    ("2024年5-6月政务信息采用情况通报", (2024, 5, 6)),
    ("2024年5、6月", (2024, 5, 6)),
    ("２０２４年５－６月", (2024, 5, 6)),
    ("2024年５—６月", (2024, 5, 6)),
    ("2022年5月", (2022, 5, 5)),
    ("2022年5月份", (2022, 5, 5)),
    ("2022年12月", (2022, 12, 12)),
    ("2024年上半年", (2024, 1, 6)),
    ("2024年下半年", (2024, 7, 12)),
    ("2024年全年", (2024, 1, 12)),
    ("2024年度", (2024, 1, 12)),
    ("延津政务快报 2024年5-6月 第34期", (2024, 5, 6)),
    # more than one quarter: the last one alone would be a wrong period, silently
    ("2022年前三季度", (2022, 1, 9)),
    ("2022年一至三季度", (2022, 1, 9)),
    ("2022年1-3季度", (2022, 1, 9)),
    ("2022年一、二季度", (2022, 1, 6)),
    ("2022年1月至2022年3月", (2022, 1, 3)),
    ("2022年1月、2月、3月", (2022, 1, 3)),
]
UNNAMED = [
    "",
    "统计表",
    "一季度",
    "1-3月",
    "2022年",
    "2022年4月12日",
    "2022年4月12日印发",
    "石政办函〔2022〕15号",
    "第34期",
    "2022年13月",
    "2022年12-1月",
    "2023年12月-2024年2月",
    "2022年0月",
    "电话 1392022年度",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_named(text: str, expected: tuple[int, int, int]) -> None:
    assert period_in([text]) == {Period(*expected)}


@pytest.mark.parametrize("text", UNNAMED)
def test_not_named(text: str) -> None:
    assert period_in([text]) == set()


@pytest.mark.parametrize(
    "text", ["2022年1-3月及7月", "2022年一季度和三季度", "2022.1-3月", "2022年1--3月", "2022年上半年1-3月"]
)
def test_never_a_part_of_what_is_named(text: str) -> None:
    wrong = {Period(2022, 3, 3), Period(2022, 7, 9), Period(2022, 7, 7)}
    assert not period_in([text]) & wrong


def test_year_and_months_may_stand_apart() -> None:
    assert period_in(["石泉县2020年信息采用情况统计表（部门）", "10-12月采用情况（条）"]) == {Period(2020, 10, 12)}


def test_a_text_with_both_goes_before_texts_with_one() -> None:
    assert period_in(["2024年5-6月通报", "2023年", "1-4月累计"]) == {Period(2024, 5, 6)}


def test_two_texts_may_contradict() -> None:
    assert period_in(["2024年5-6月", "2024年一季度"]) == {Period(2024, 5, 6), Period(2024, 1, 3)}


@pytest.mark.parametrize(
    ("text", "year"), [("2022年", 2022), ("2022年2023年", None), ("2022年、2022年度", 2022), ("1850年", None)]
)
def test_year(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "months"), [("10-12月采用情况（条）", (10, 12)), ("5-6月得分", (5, 6)), ("本期", None)]
)
def test_months(text: str, months: tuple[int, int] | None) -> None:
    assert months_in(text) == months


@pytest.mark.parametrize(
    ("period", "quarter", "months"),
    [
        (Period(2022, 1, 3), "2022年一季度", "2022年1-3月"),
        (Period(2021, 10, 12), "2021年四季度", "2021年10-12月"),
        (Period(2024, 1, 6), "2024年上半年", "2024年1-6月"),
        (Period(2024, 7, 12), "2024年下半年", "2024年7-12月"),
        (Period(2024, 1, 12), "2024年", "2024年1-12月"),
        (Period(2024, 5, 6), "2024年5-6月", "2024年5-6月"),
        (Period(2024, 2, 4), "2024年2-4月", "2024年2-4月"),
        (Period(2024, 5, 5), "2024年5月", "2024年5月"),
    ],
)
def test_labels(period: Period, quarter: str, months: str) -> None:
    assert period.label("quarter") == quarter
    assert period.label("months") == months


@pytest.mark.parametrize("period", [Period(2022, 1, 3), Period(2021, 10, 12), Period(2024, 5, 6), Period(2024, 5, 5)])
def test_a_label_is_read_back(period: Period) -> None:
    assert period_in([period.label("quarter")]) == period_in([period.label("months")]) == {period}


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period(2022, 1, 3), (2022, 1, 1), (2022, 3, 31)),
        (Period(2024, 2, 2), (2024, 2, 1), (2024, 2, 29)),
        (Period(2023, 2, 2), (2023, 2, 1), (2023, 2, 28)),
        (Period(2021, 10, 12), (2021, 10, 1), (2021, 12, 31)),
        (Period(2021, 9, 11), (2021, 9, 1), (2021, 11, 30)),
    ],
)
def test_first_and_last_day(period: Period, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert (period.start, period.end) == (datetime.date(*start), datetime.date(*end))


def test_only_a_first_period_opens_the_year() -> None:
    assert Period(2022, 1, 3).opens_year
    assert not Period(2022, 4, 6).opens_year


SAME = [
    "10-12月采用情况（条）",
    "本季度采用情况",
    "10—12月采用情况",
    "四季度采用情况（条）",
    "本期采用情况",
    "【月份】采用情况（条）",
]


@pytest.mark.parametrize("heading", SAME)
def test_headings_of_different_periods_are_the_same(heading: str) -> None:
    assert without_period(heading_key(heading)) == without_period(heading_key("【月份】采用情况（条）"))


@pytest.mark.parametrize(("one", "other"), [("本期得分", "累计得分"), ("5-6月得分", "得分"), ("上期", "本期")])
def test_headings_that_differ_stay_different(one: str, other: str) -> None:
    assert without_period(heading_key(one)) != without_period(heading_key(other))
