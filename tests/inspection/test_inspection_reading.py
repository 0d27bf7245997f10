"""What clerks type into the sheets: every spelling that can be read is, everything else is reported with its cell."""

import datetime
from typing import Any

import pytest
from inspection_desk import codes, daily, found, inspection, month, places, records, register, sites, typed, verdict
from memory_books import book, sheet

from govscore.core.problems import Refused
from govscore.readers.dates import read_day
from govscore.readers.workbook import Date

MONTHS = ((2023, 8), (2023, 9), (2023, 10))
FIRST = datetime.date(2023, 8, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2023-8-1", "2023年8月1日", "8.1", "45139", 45139, Date("2023-08-01"), Date("2023-08-01T09:30:00"),
        "2023/08/01", "2023.8.1", "8月1日", "8-1", "08/01", "20230801", 20230801, "2023-8-1 10:20",
        "２０２３－８－１", "2023 年 8 月 1 日", "2023年8月1日（星期二）", 45139.75,
    ],
)  # fmt: skip
def test_the_first_of_august_in_every_spelling(written: Any) -> None:
    assert read_day(written, MONTHS).day == FIRST


@pytest.mark.parametrize("written", ["2023-13-1", "8.32", "上周五", "", 5, True, "8.1.2", "2023-8-110", "②", None])
def test_what_is_no_day(written: Any) -> None:
    assert read_day(written, MONTHS).day is None


def test_a_day_without_year_belongs_to_the_inspected_months() -> None:
    months = ((2023, 11), (2023, 12), (2024, 1))
    assert read_day("12.31", months).day == datetime.date(2023, 12, 31)
    assert read_day("1月2日", months).day == datetime.date(2024, 1, 2)


def test_a_number_8_1_may_have_been_8_10() -> None:
    rows = [["甲", "政务微博", 8.1, 1], ["甲", "政务微博", 8.15, 1]]
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert places(result, "inspection-day-doubtful") == ["更新记录!C3"]
    assert month(result, "甲", "8月").days == 2
    result = found(records([*rows, ["甲", "政务微博", 8.1, 1]]), register([["甲", "政务微博"]]))
    assert places(result, "inspection-day-undecided") == ["更新记录!C3", "更新记录!C5"]


def test_five_spellings_in_one_sheet_count_as_five_days() -> None:
    spelt = ["2023-8-1", "2023年8月2日", "8.3", 45142, Date("2023-08-05")]
    result = found(records([["甲", "政务微博", day, 1] for day in spelt]), register([["甲", "政务微博"]]))
    assert month(result, "甲", "8月").days == 5


def test_an_unknown_account_stops_with_its_cells_and_the_nearest_name() -> None:
    rows = [["凯里政务", "政务微博", "2023-08-01", 1], ["凯里政务", "政务微博", "2023-08-02", 1]]
    result = found(records(rows), register([["凯里市政务", "政务微博"]]))
    assert places(result, "inspection-account-unknown") == ["更新记录!A3", "更新记录!A4"]
    (stop, _) = [p for p in result.problems if p.code == "inspection-account-unknown"]
    assert stop.stops and "最接近的是“凯里市政务”" in stop.message


def test_a_name_on_two_platforms_needs_the_platform() -> None:
    roster = register([["三穗政务", "政务微博"], ["三穗政务", "政务微信"]])
    head = ("名称", "日期", "条数")
    result = found(records([["三穗政务", "2023-08-01", 1]], head=head), roster)
    assert places(result, "inspection-account-unclear") == ["更新记录!A3"]
    rows = [
        ["三穗政务（微信）", "2023-08-01", 1],
        ["三穗政务(政务微博)", "2023-08-02", 1],
        ["三穗政务（微博）", "2023-08-03", 1],
    ]
    result = found(records(rows, head=head), roster)
    assert "inspection-account-unclear" not in codes(result)
    counts = [v.months[0].days for v in result.verdicts]
    assert counts == [2, 1]


def test_the_platform_may_stand_in_the_sheets_name_or_title() -> None:
    roster = register([["三穗政务", "政务微博"], ["三穗政务", "政务微信"]])
    head = ["名称", "日期", "条数"]
    one = sheet("微博更新记录", [["2023年第四季度"], head, ["三穗政务", "2023-08-01", 1]])
    two = sheet("Sheet2", [["2023年第四季度政务微信更新记录"], head, *[["三穗政务", f"8.{d}", 1] for d in (1, 2)]])
    assert [v.months[0].days for v in found(one, two, roster).verdicts] == [1, 2]


def test_days_outside_the_period_are_noted_and_not_counted() -> None:
    rows = daily("甲", "2023-07-30", "2023-08-02")
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert places(result, "inspection-day-outside") == ["更新记录!C3", "更新记录!C4"]
    assert month(result, "甲", "8月").days == 2


def test_duplicate_rows_are_one_day() -> None:
    rows = [["甲", "政务微博", day, 1] for day in ("2023-08-01", "2023-8-1", "2023-08-02")]
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert places(result, "inspection-record-twice") == ["更新记录!C4"]
    assert month(result, "甲", "8月").days == 2


@pytest.mark.parametrize(
    ("count", "code"),
    [(-1, "cell-negative"), ("-3", "cell-negative"), (1.5, "cell-fraction"), ("很多", "cell-not-number"),
     (None, "inspection-count-blank"), ("2条", "cell-retyped")],
)  # fmt: skip
def test_counts_that_are_none(count: Any, code: str) -> None:
    rows = [["甲", "政务微博", "2023-08-01", count]]
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert places(result, code) == ["更新记录!D3"]
    assert month(result, "甲", "8月").days == (1 if count == "2条" else 0)


def test_no_items_on_a_day_are_no_update() -> None:
    rows = [
        ["甲", "政务微博", "2023-08-01", 0],
        ["甲", "政务微博", "2023-08-02", "—"],
        ["甲", "政务微博", "2023-08-03", 2],
    ]
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert month(result, "甲", "8月").days == 1


def test_a_day_that_cannot_be_read_and_a_row_without_name() -> None:
    rows = [["甲", "政务微博", "上周", 1], [None, "政务微博", "2023-08-01", 1], ["甲", "政务微博", None, 1]]
    result = found(records(rows), register([["甲", "政务微博"]]))
    assert places(result, "inspection-day-unread") == ["更新记录!C3", "更新记录!C5"]
    assert places(result, "inspection-row-nameless") == ["更新记录!C4"]


def test_records_alone_work_by_the_default_platform() -> None:
    rows = [[name, day, 1] for name, _, day, _ in daily("甲", "2023-08-01", "2023-10-31")]
    result = found(sheet("Sheet1", [["名称", "日期", "条数"], *rows]))
    assert [(v.kind, v.name, v.passed) for v in result.verdicts] == [("政务微信", "甲", True)]
    assert codes(result) == ["inspection-platform-assumed"]
    assert result.span.months == MONTHS, "the months that the days name"


def test_errors_in_cells_and_uncalculated_formulas_stop() -> None:
    rows = [["记录"], ["名称", "日期", "条数"], ["甲", "2023-08-01", None], ["甲", None, 1]]
    bad = sheet("记录", rows, errors={(2, 2): "#REF!"}, uncalculated=[(3, 1)])
    result = found(bad, register([["甲", "政务微博"]]))
    assert places(result, "cell-error") == ["记录!C3"]
    assert places(result, "cell-uncalculated") == ["记录!B4"]


def test_register_words() -> None:
    rows = [["甲", "微博", None, "停更"], ["乙", "抖音"], ["丙", "微信公众号", "微信服务号", "正常"], ["丙", "微信"]]
    rows += [["丁", "微博", None, "注销"]]
    result = found(records([]), register(rows))
    assert places(result, "inspection-state-unknown") == ["账号名录!D3"]
    assert places(result, "inspection-platform-unknown") == ["账号名录!B4"]
    assert places(result, "inspection-account-twice") == ["账号名录!A6"]
    assert places(result, "inspection-closed-undated") == ["账号名录!D7"]


def test_typed_words() -> None:
    rows = [["县市", "微博", "甲", "甲县", "达标", " 不合格", "√"], ["镇", "微博", "乙", "乙县", "好", None, "免检"]]
    result = found(typed(rows))
    assert verdict(result, "甲").failing_months == ["9月"]
    assert places(result, "inspection-verdict-unread") == ["新媒体更新!E4"]
    assert places(result, "inspection-group-unknown") == ["新媒体更新!A4"]
    assert places(result, "inspection-account-unjudged") == ["新媒体更新!C4"]


def test_merged_groups_and_platforms_reach_down() -> None:
    rows = [["黔东南州2023年第四季度情况"], ["类别", "平台", "名称", "8月更新情况"]]
    rows += [["县市", "微博", "甲", "合格"], [None, None, "乙", "合格"], ["备注：每月8天", None, None, None]]
    merged = sheet("表", rows, [(2, 0, 3, 0), (2, 1, 3, 1), (4, 0, 4, 3)])
    assert [(v.group, v.kind, v.name) for v in found(merged).verdicts] == [
        ("县市", "政务微博", "甲"),
        ("县市", "政务微博", "乙"),
    ]


def test_months_of_last_year_in_a_first_quarter() -> None:
    rows = [["2024年第一季度情况"], ["名称", "平台", "11月更新情况", "12月更新情况", "1月更新情况"]]
    result = found(sheet("表", [*rows, ["甲", "微博", "合格", "合格", "不合格"]]))
    assert result.span.months == ((2023, 11), (2023, 12), (2024, 1))
    assert verdict(result, "甲").failed == ["2024年1月"]


def test_site_thresholds() -> None:
    # 5 stale 动态类 columns or 10 overdue ones fail; 4 and 9 do not.
    rows = [
        ["县市", "甲县", "a.cn", 4, 9, "合格"],
        ["县市", "乙县", "b.cn", 5, 0, "合格"],
        ["州直", "丙局", "c.cn", 0, 10, None],
    ]
    rows += [["州直", "丁局", "d.cn", None, None, "不合格"]]
    result = found(sites(rows))
    assert [v.word for v in result.verdicts] == ["合格", "不合格", "不合格", "不合格"]
    assert result.verdicts[1].failed == ["5个动态类栏目超过两周未更新（5个及以上不合格）"]
    assert result.verdicts[2].failed == ["10个栏目应更新未更新（10个及以上不合格）"]
    ((difference),) = result.differences
    assert (difference.cell, difference.stated, difference.computed) == ("[表.xlsx]网站检查!F4", "合格", "不合格")


def test_site_numbers_that_are_wrong() -> None:
    rows = [
        ["县市", "甲县", "a.cn", -1, 0, "合格"],
        ["县市", "乙县", "b.cn", 0.5, 0, "合格"],
        ["县市", "甲县", "c.cn", 0, 0, "合格"],
    ]
    rows += [["县市", "丙县", "c.cn", None, None, None]]
    result = found(sites(rows))
    assert places(result, "cell-negative") == ["网站检查!D3"]
    assert places(result, "cell-fraction") == ["网站检查!D4"]
    assert places(result, "inspection-site-twice") == ["网站检查!B5"]
    assert places(result, "inspection-site-unjudged") == ["网站检查!B6"]


def test_single_veto_fails_a_site_and_an_account_at_once() -> None:
    rows = [
        ["2023年第四季度"],
        ["网站名称", "网址", "应更新未更新数", "单项否决"],
        ["甲县", "a.cn", 0, "首页打不开"],
        ["乙县", "b.cn", 0, "无"],
    ]
    accounts = [["2023年第四季度"], ["名称", "平台", "8月更新情况", "单项否决"], ["甲", "微博", "合格", "发布严重错误"]]
    result = found(sheet("网站", rows), sheet("账号", accounts))
    assert [(v.name, v.failed) for v in result.verdicts] == [
        ("甲县", ["单项否决：首页打不开"]),
        ("乙县", []),
        ("甲", ["单项否决：发布严重错误"]),
    ]


def test_without_any_period_nothing_is_guessed() -> None:
    with pytest.raises(Refused, match="哪年哪几个月"):
        found(sheet("表", [["名称", "平台", "8月更新情况"], ["甲", "微博", "合格"]]))


def test_a_register_alone_cannot_be_judged_but_records_beside_it_can() -> None:
    roster = register([["甲", "政务微博"]])
    with pytest.raises(Refused, match="只有账号名录"):
        found(roster)
    other = book(records(daily("甲", "2023-08-01", "2023-10-31")), name="记录.xlsx")
    result = found(roster, beside=[other])
    assert verdict(result, "甲").passed
    assert result.borrowed == ["记录.xlsx"]


def test_records_of_other_months_beside_are_left_alone() -> None:
    other = book(records(daily("甲", "2023-05-01", "2023-07-31"), "2023年第三季度更新记录"), name="记录.xlsx")
    checkers = typed([["县市", "微博", "甲", "甲县", "合格", "合格", "合格"]])
    result = found(checkers, beside=[other])
    assert result.borrowed == []
    assert inspection().scheme.id == result.loaded.scheme.id
