"""A month that is still running: who will fail unless they update, and the last possible day.

November 2023 has no holiday; the 15th is a Wednesday.
"""

import datetime

from inspection_desk import codes, daily, found, places, records, register, verdict
from memory_books import sheet

NOVEMBER = "2023年11月更新记录（截至日期：2023年11月15日）"


def weekdays(name: str, last: str) -> list[list[object]]:
    free = [f"2023-11-{d:02}" for d in (4, 5, 11, 12)]
    return daily(name, "2023-11-01", last, skip=free)


def test_the_last_possible_day_of_each_rule() -> None:
    rows = weekdays("甲", "2023-11-10") + weekdays("乙", "2023-11-15") + [["丙", "政务微信", "2023-11-10", 1]]
    roster = register([["甲", "政务微博"], ["乙", "政务微博"], ["丙", "政务微信", "服务号"], ["丁", "政务微博"]])
    result = found(records(rows, NOVEMBER), roster)
    assert result.span.as_of == datetime.date(2023, 11, 15)
    assert [(d.name, d.last, d.need, d.working_days) for d in result.due] == [
        # 10, 13, 14, 15 and 16 November hold one update, on the 10th: the 16th is the last chance.
        ("甲", datetime.date(2023, 11, 16), "11月10日至16日还差1天更新", 1),
        # 15, 16, 17, 20 and 21 November.
        ("乙", datetime.date(2023, 11, 21), "11月15日至21日还差1天更新", 4),
        # Two weeks after the 10th; the three days that are missing could wait until the 28th.
        ("丙", datetime.date(2023, 11, 24), "11月11日至24日还差1天更新", 7),
    ]
    assert not verdict(result, "丁").passed, "nothing from 1 to 7 November: failed already, so not due"
    assert result.lines() == [
        "▲ 临近期限：甲（政务微博）：最迟2023年11月16日，11月10日至16日还差1天更新",
        "▲ 另有2个离期限还有3个工作日以上，见《检查结果.xlsx》临期提醒表",
    ]


def test_days_that_are_missing_are_counted_from_the_months_end() -> None:
    # 6 days so far, 8 needed: the last two days of November are the last to do it; no window is short before.
    rows = [["甲", "政务微博", f"2023-11-{d:02}", 1] for d in (2, 3, 9, 10, 16, 17, 23, 24)][:6]
    result = found(records(rows, "2023年11月更新记录 截至日期：2023年11月17日"), register([["甲", "政务微博"]]))
    # 17, 20, 21, 22 and 23 November: one so far.
    assert [(d.last, d.need) for d in result.due] == [(datetime.date(2023, 11, 23), "11月17日至23日还差1天更新")]
    rows += [["甲", "政务微博", "2023-11-23", 1]]
    result = found(records(rows, "2023年11月更新记录 截至日期：2023年11月28日"), register([["甲", "政务微博"]]))
    assert result.due == [], "failed: 20 to 24 November hold one update"
    assert "11月20日至24日" in verdict(result, "甲").failed[0] or "11月21日至27日" in verdict(result, "甲").failed[0]


def test_too_late_is_said_so() -> None:
    # Nobody updated on 1, 2, 3 and 6 November: of the first five working days only the 7th is left, two are needed.
    rows = [["乙", "政务微博", "2023-11-01", 1]]
    roster = register([["甲", "政务微博"], ["乙", "政务微博"]])
    result = found(records(rows, NOVEMBER.replace("15日", "6日")), roster)
    assert result.due[0].line == "甲（政务微博）：已来不及，11月1日至7日还差2天更新"
    assert result.due[1].line == "乙（政务微博）：最迟2023年11月7日，11月1日至7日还差1天更新"


def test_a_running_month_is_not_judged_for_days_to_come() -> None:
    result = found(
        records(weekdays("甲", "2023-11-03"), NOVEMBER.replace("15日", "6日")), register([["甲", "政务微博"]])
    )
    assert [m.state for m in verdict(result, "甲").months] == ["进行中"]
    assert verdict(result, "甲").passed


def test_records_of_several_accounts_that_all_end_early_tell_the_as_of_day() -> None:
    names = ("甲", "乙", "丙")
    rows = [row for name in names for row in weekdays(name, "2023-11-15")]
    roster = register([[name, "政务微博"] for name in names])
    result = found(records(rows, "2023年11月更新记录"), roster)
    assert result.span.as_of == datetime.date(2023, 11, 15)
    assert places(result, "inspection-asof-guessed") == ["更新记录!C2"]
    assert len(result.due) == 3
    alone = found(records(weekdays("甲", "2023-11-15"), "2023年11月更新记录"), register([["甲", "政务微博"]]))
    assert alone.span.as_of == datetime.date(2023, 11, 30), "one account that falls silent has simply stopped"
    assert not verdict(alone, "甲").passed
    assert "inspection-asof-guessed" not in codes(alone)


def test_sites_become_due_when_the_fifth_column_grows_stale() -> None:
    head = ["网站名称", "栏目", "栏目类别", "最近更新日期", "更新期限（天）"]
    rows = [["甲县", f"动态{d}", "动态类", f"2023-11-{d:02}", None] for d in range(1, 6)]
    rows += [["甲县", "公报", "其他", "2023-01-01", 90]]
    columns = sheet("网站栏目", [["2023年11月网站栏目 截至日期：2023年11月15日"], head, *rows])
    result = found(columns)
    # 动态5 was updated on the 5th: on the 19th two weeks are over, from the 20th on five are stale.
    assert [(d.name, d.last, d.working_days) for d in result.due] == [("甲县", datetime.date(2023, 11, 19), 2)]
    (site,) = result.sites
    assert (site.stale_dynamic, site.overdue) == (0, 1)
    later = found(sheet("网站栏目", [["2023年11月网站栏目 截至日期：2023年11月20日"], head, *rows]))
    assert [v.word for v in later.verdicts] == ["不合格"]
