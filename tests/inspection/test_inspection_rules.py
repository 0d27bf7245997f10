"""The rules on accounts whose days are counted by hand.

Autumn 2023: 29 September to 6 October are free (中秋、国庆), Saturday 7 and Sunday 8 October are worked.
"""

import pytest
from inspection_desk import codes, daily, found, month, places, records, register, typed, verdict, with_scheme

from govscore.core.problems import Refused


def test_eight_days_a_month_are_enough_and_seven_are_not() -> None:
    # The 4th and 5th, 9th and 10th, 14th and 15th, 19th and 20th of August's 23 working days: two in any five.
    eight = [f"2023-08-{d:02}" for d in (4, 7, 11, 14, 18, 21, 25, 28)]
    rows = [["甲", "政务微博", day, 1] for day in eight]
    roster = register([["甲", "政务微博"]])
    assert verdict(found(records(rows, "2023年8月记录"), roster), "甲").passed
    result = found(records(rows[1:], "2023年8月记录"), roster)
    assert verdict(result, "甲").failed == ["8月：更新7天，少于8天；8月1日至7日连续5个工作日只更新1天，少于2天"]
    assert month(result, "甲", "8月").gap == "8月1日至6日，6天"


def test_a_window_runs_over_the_month_end_and_belongs_to_the_month_it_ends_in() -> None:
    # Nothing from 29 August to 4 September: 29, 30, 31 August, 1 and 4 September are five working days.
    hole = ["2023-08-29", "2023-08-30", "2023-08-31", "2023-09-01", "2023-09-02", "2023-09-03", "2023-09-04"]
    rows = daily("甲", "2023-08-01", "2023-10-31", skip=hole)
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert [m.state for m in verdict(result, "甲").months] == ["合格", "不合格", "合格"]
    assert verdict(result, "甲").failed == ["9月：8月29日至9月4日连续5个工作日没有更新，少于2天"]
    assert month(result, "甲", "9月").gap == "9月1日至4日，4天", "a gap is told within the month"


def test_a_holiday_week_is_no_gap_but_the_make_up_weekend_is() -> None:
    # The holiday itself has no working day: 28 September, 7, 8, 9 and 10 October are the five.
    holiday = [f"2023-{d}" for d in ("09-29", "09-30", "10-01", "10-02", "10-03", "10-04", "10-05", "10-06")]
    rows = daily("甲", "2023-08-01", "2023-10-31", skip=holiday)
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert verdict(result, "甲").passed
    assert month(result, "甲", "10月").gap == "10月1日至6日，6天"
    rows = daily("甲", "2023-08-01", "2023-10-31", skip=[*holiday, *(f"2023-10-{d:02}" for d in range(7, 11))])
    result = found(records(rows), register([["甲", "政务微博"]]))
    # Only 28 September of the five: 7 and 8 October count although they are Saturday and Sunday.
    assert verdict(result, "甲").failed == ["10月：9月28日至10月10日连续5个工作日只更新1天，少于2天"]


def test_updates_on_free_days_do_not_count_in_a_window_unless_the_office_says_so() -> None:
    # Nothing on 8–11 and 14 August, which are five working days, but on the weekend between, the 12th and 13th.
    rows = daily("甲", "2023-08-01", "2023-08-31", skip=[f"2023-08-{d:02}" for d in (8, 9, 10, 11, 14)])
    sheets = records(rows, "2023年8月记录"), register([["甲", "政务微博"]])
    assert month(found(*sheets), "甲", "8月").worst == "8月8日至14日连续5个工作日更新0天"
    looser = [rule.model_dump() for rule in with_scheme().scheme.accounts]
    looser[0]["windows"][0]["counted"] = "all"
    # 7 August alone in 7–11; 12 and 13 August now count in 8–14.
    loose = found(*sheets, loaded=with_scheme(accounts=looser))
    assert month(loose, "甲", "8月").worst == "8月7日至11日连续5个工作日更新1天"


def test_a_service_account_needs_four_days_and_one_in_any_two_weeks() -> None:
    rows = [["甲", "政务微信", f"2023-08-{d:02}", 1] for d in (1, 15, 29, 30)]
    service = register([["甲", "政务微信", "服务号"]])
    # 2 to 14 August are 13 days without, 16 to 28 August 13 days: never 14.
    assert verdict(found(records(rows, "2023年8月记录"), service), "甲").passed
    rows = [["甲", "政务微信", f"2023-08-{d:02}", 1] for d in (1, 16, 29, 30)]
    result = found(records(rows, "2023年8月记录"), service)
    assert verdict(result, "甲").failed == ["8月：8月2日至15日连续14天没有更新，少于1天"]
    rows = [["甲", "政务微信", f"2023-08-{d:02}", 1] for d in (1, 15, 29)]
    assert verdict(found(records(rows, "2023年8月记录"), service), "甲").failed == ["8月：更新3天，少于4天"]


def test_an_account_opened_in_the_quarter_is_judged_for_its_days() -> None:
    # Open from 21 September: 10 of 30 days, so 8 × 10 / 30 = 2.67, of which 2 days are needed.
    rows = daily("甲", "2023-10-01", "2023-10-31") + [["甲", "政务微博", f"2023-09-{d}", 1] for d in (25, 26)]
    result = found(records(rows), register([["甲", "政务微博", None, "正常", None, "2023-09-21"]]))
    assert [m.state for m in verdict(result, "甲").months] == ["不检查", "合格", "合格"]
    assert (month(result, "甲", "9月").days, month(result, "甲", "9月").needed) == (2, 2)
    assert verdict(result, "甲").failing_months == []


def test_an_account_closed_in_the_quarter_is_judged_up_to_the_day_before() -> None:
    # Closed on 1 September: August is whole, September and October are not judged.
    rows = daily("甲", "2023-08-01", "2023-08-31")
    result = found(records(rows), register([["甲", "政务微博", None, "已注销", "2023-09-01"]]))
    assert [m.state for m in verdict(result, "甲").months] == ["合格", "不检查", "不检查"]
    assert verdict(result, "甲").passed


def test_closed_before_the_quarter_is_no_account_and_exempt_is_one_that_is_not_checked() -> None:
    roster = register(
        [["甲", "政务微博"], ["乙", "政务微博", None, "已注销", "2023-07-31"], ["丙", "政务微博", None, "免检"]]
    )
    result = found(records(daily("甲", "2023-08-01", "2023-10-31")), roster)
    assert [v.name for v in result.verdicts] == ["甲"]
    dated = register([["甲", "政务微博"], ["丙", "政务微博", None, "免检", "2023-10-20"]])
    again = found(records(daily("甲", "2023-08-01", "2023-10-31")), dated)
    assert [v.name for v in again.verdicts] == ["甲"], "exempt is exempt, also for the days before it was decided"
    facts = result.facts.values
    assert (facts["账号总数"], facts["检查账号数"], facts["免检账号数"]) == ("2", "1", "1")


def test_an_account_without_any_record_fails_every_month_and_is_reported() -> None:
    roster = register([["甲", "政务微博"], ["乙", "政务微信"]])
    result = found(records(daily("甲", "2023-08-01", "2023-10-31")), roster)
    assert verdict(result, "乙").failing_months == ["8月", "9月", "10月"]
    assert places(result, "inspection-no-records") == ["账号名录!A4"]


def test_how_many_failing_months_fail_the_quarter_is_the_schemes_business() -> None:
    rows = daily("甲", "2023-08-01", "2023-09-30")
    sheets = records(rows, "黔东南州2023年第四季度记录"), register([["甲", "政务微博"]])
    assert not verdict(found(*sheets), "甲").passed
    quarter = {"months": (-2, -1, 0), "failing_months": 2}
    assert verdict(found(*sheets, loaded=with_scheme(quarter=quarter)), "甲").passed


def test_a_year_that_the_calendar_does_not_know_is_refused_until_the_office_lists_its_days() -> None:
    sheets = records(daily("甲", "2031-05-01", "2031-05-31"), "2031年5月记录"), register([["甲", "政务微博"]])
    result = found(*sheets)
    assert "inspection-calendar" in codes(result)
    (stop,) = [p for p in result.problems if p.code == "inspection-calendar"]
    assert stop.stops and "2031年" in stop.message and "year = 2031" in stop.fix
    own = ({"year": 2031, "holidays": (), "workdays": ()},)
    result = found(*sheets, loaded=with_scheme(calendar=own))
    assert "inspection-calendar" not in codes(result)
    assert verdict(result, "甲").passed


def test_typed_verdicts_and_records_are_rechecked_against_each_other() -> None:
    rows = daily("甲", "2023-08-01", "2023-10-31") + daily("乙", "2023-08-01", "2023-09-30")
    checkers = typed(
        [
            ["县市", "政务微博", "甲", "甲县", "合格", "不合格", "合格"],
            ["县市", "政务微博", "乙", "乙县", "合格", "合格", "合格"],
        ]
    )
    result = found(records(rows), checkers)
    assert [(d.cell.rpartition("]")[2], d.unit, d.column, d.stated, d.computed) for d in result.differences] == [
        ("新媒体更新!F3", "甲（政务微博）", "9月更新情况", "不合格", "合格"),
        ("新媒体更新!G4", "乙（政务微博）", "10月更新情况", "合格", "不合格"),
    ]
    assert not verdict(result, "乙").passed, "the records decide"


def test_typed_verdicts_alone_decide_where_there_are_no_records() -> None:
    rows = daily("甲", "2023-08-01", "2023-10-31")
    checkers = typed(
        [
            ["县市", "政务微博", "甲", "甲县", "合格", "合格", "合格"],
            ["县市", "政务微信", "乙", "乙县", "合格", "不合格", "合格"],
        ]
    )
    result = found(records(rows), checkers)
    assert verdict(result, "乙").failed == ["9月"]
    assert places(result, "inspection-only-typed") == ["新媒体更新!C4"]


def test_contradicting_titles_are_refused() -> None:
    with pytest.raises(Refused, match="不同的时间"):
        found(records([], "2023年8月更新记录"), records([], "2024年8月更新记录"), register([["甲", "政务微博"]]))
