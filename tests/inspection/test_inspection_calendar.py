"""Working days of the State Council's calendar, and the office's own list before them."""

import datetime

import pytest
from inspection_desk import codes, daily, found, records, register, typed
from pydantic import ValidationError

from govscore.core.problems import Refused
from govscore.inspection.calendar import UnknownYear, WorkingDays
from govscore.scheme.inspection_scheme import YearDays


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("2023-09-28", True), ("2023-09-29", False), ("2023-10-06", False), ("2023-10-07", True),  # make-up Saturday
        ("2023-10-08", True), ("2023-10-14", False), ("2024-02-29", True), ("2024-02-04", True),  # make-up Sunday
        ("2024-02-12", False), ("2026-01-01", False),
    ],
)  # fmt: skip
def test_known_days(text: str, working: bool) -> None:
    assert WorkingDays().is_working(day(text)) == working


def test_spans_over_the_new_year() -> None:
    # 28 and 29 December 2023 are Thursday and Friday, 30 December to 1 January free.
    flags = WorkingDays().flags(day("2023-12-28"), day("2024-01-03"))
    assert flags.tolist() == [True, True, False, False, False, True, True]


def test_ten_working_days_after_the_check() -> None:
    # From Monday 20 November 2023: 21–24 (4), 27 November – 1 December (9), Monday 4 December (10).
    assert WorkingDays().after(day("2023-11-20"), 10) == day("2023-12-04")
    # Over the autumn holiday: 28 September, then 7, 8, 9 October.
    assert WorkingDays().after(day("2023-09-27"), 4) == day("2023-10-09")
    assert WorkingDays().between(day("2023-09-27"), day("2023-10-09")) == 4


def test_the_offices_own_days_go_first() -> None:
    own = YearDays(year=2023, holidays=(day("2023-08-08"),), workdays=(day("2023-08-12"),))
    days = WorkingDays((own,))
    assert not days.is_working(day("2023-08-08"))
    assert days.is_working(day("2023-08-12"))
    assert days.is_working(day("2023-08-09"))
    assert not days.is_working(day("2023-10-02"))


def test_a_year_that_nobody_knows() -> None:
    with pytest.raises(UnknownYear, match="2040"):
        WorkingDays().is_working(day("2040-01-02"))
    own = YearDays(year=2040, holidays=(day("2040-01-02"),))
    assert not WorkingDays((own,)).is_working(day("2040-01-02"))
    assert WorkingDays((own,)).is_working(day("2040-01-03"))


def test_the_office_list_is_checked() -> None:
    with pytest.raises(ValidationError, match="不在2023年"):
        YearDays(year=2023, holidays=(day("2024-01-01"),))
    with pytest.raises(ValidationError, match="既放假又上班"):
        YearDays(year=2023, holidays=(day("2023-01-02"),), workdays=(day("2023-01-02"),))


def test_a_deadline_in_a_year_without_calendar_is_given_in_days() -> None:
    rows = [["县市", "政务微博", "甲", "甲县", "合格", "合格", "不合格"]]
    checkers = typed(rows, ("2045年8月", "2045年9月", "2045年10月"))
    checkers.rows[0][0] = "2045年第四季度政务新媒体更新情况"
    result = found(checkers)
    assert codes(result) == ["inspection-deadline"]
    assert result.facts.values["整改期限"] == "检查结束后10个工作日内"


def test_an_as_of_day_before_the_first_day_is_refused() -> None:
    sheets = records(daily("甲", "2023-08-01", "2023-08-03"), "2023年8月更新记录 截至日期：2023年7月31日")
    with pytest.raises(Refused, match="截至日期早于"):
        found(sheets, register([["甲", "政务微博"]]))


def test_the_days_of_the_check_may_stand_in_a_note() -> None:
    rows = [["县市", "政务微博", "甲", "甲县", "合格", "合格", "不合格"], ["检查时间：2023年11月6日至10日"]]
    result = found(typed([[*row, *[None] * (7 - len(row))] for row in rows]))
    # Ten working days after Friday 10 November: two weeks later.
    assert result.facts.values["检查时间"] == "2023年11月6日至10日"
    assert result.facts.values["整改期限"] == "2023年11月24日前"
