"""黔东南州 2023 四季度 again, as update records with a register: what the checkers' verdicts may have rested on.

The office published verdicts only. The days and numbers of items here are made up so that they lead to the published
verdict of each account and month; the account types and the closed 示例 account are made up as well. Build it
with: cd tools && python -m samples.inspection_records [FOLDER]
"""

import random
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samples.facts import Fact, read
from samples.packing import save
from samples.sheets import LEFT, NOTE_FONT, body, headings, line, new_book, notes, page

FOLDER = "qiandongnan-2023q4-inspection"
FILE = "黔东南州2023年第四季度政务新媒体更新记录.xlsx"
DATED = datetime(2023, 11, 15)
MONTHS = (("aug", 8), ("sep", 9), ("oct", 10))
SERVICE = "镇远政府"  # kept as a service account: four days a month are enough
TEXT_DATES = {"榕江县人民政府办公室": "{0.year}-{0.month}-{0.day}", "天柱县人民政府办公室": "{0.month}月{0.day}日"}


def build(facts: Path) -> Workbook:
    """Return the workbook of two sheets: 账号名录 and 更新记录."""
    book = new_book("黔东南州人民政府政务信息中心")
    accounts = read(facts / FOLDER / "county_accounts.csv")
    _register(book.create_sheet("账号名录"), accounts)
    _records(book.create_sheet("更新记录"), accounts)
    return book


def _register(sheet: Worksheet, accounts: list[Fact]) -> None:
    tree = ["名称", "主办单位", "平台", "订阅号/服务号", "级别", "状态", "状态日期", "原因"]
    rows: list[list[Any]] = [
        [a["name"], a["owner"], a["platform"], _kind(a), a["group"], "正常", None, None] for a in accounts
    ]
    closed = ["示例单位微博", "示例单位", "政务微博", None, "州直", "已注销", date(2023, 6, 30), "机构撤并"]
    line(sheet, 1, len(tree), "黔东南州政务新媒体账号名录（2023年第四季度）")
    headings(sheet, 2, 1, tree, 34)
    below = body(sheet, 3, [*rows, closed])
    notes(sheet, below, len(tree), ["备注：状态填正常、已注销、免检；后两种写明日期和原因。"])
    page(sheet, (24, 28, 11, 14, 8, 9, 13, 14), repeat="2:2")


def _kind(account: Fact) -> str | None:
    if account["platform"] != "政务微信":
        return None
    return "服务号" if account["name"] == SERVICE else "订阅号"


def _records(sheet: Worksheet, accounts: list[Fact]) -> None:
    tree = ["名称", "平台", "日期", "条数"]
    line(sheet, 1, len(tree), "黔东南州2023年第四季度政务新媒体更新记录")
    line(sheet, 2, len(tree), "截至日期：2023年10月31日", NOTE_FONT, LEFT, 20)
    headings(sheet, 3, 1, tree, 24)
    body(sheet, 4, [row for account in accounts for row in _account(account)], 18)
    page(sheet, (28, 14, 16, 10), repeat="3:3")


def _account(account: Fact) -> list[list[Any]]:
    """One row a day with an update; two counties' clerks write their dates as text."""
    chance = random.Random(f"{account['platform']}{account['name']}")
    days = _days(account, chance)
    form = TEXT_DATES.get(account["owner"])
    return [
        [account["name"], account["platform"], form.format(day) if form else day, chance.randint(1, 5)] for day in days
    ]


def _days(account: Fact, chance: random.Random) -> list[date]:
    """Three days and more of every five working days, some weekends; a failing month has a hole in its middle."""
    days: set[date] = set()
    working = chinese_calendar.get_workdays(date(2023, 8, 1), date(2023, 10, 31))
    for at, day in enumerate(working):
        due = at % 4 == 1 if account["name"] == SERVICE else at % 5 in (0, 2, 3)
        if due or chance.random() < 0.15:
            days.add(day)
    weekends = [date(2023, 8, 1) + timedelta(days=n) for n in range(92)]
    days |= {day for day in weekends if day not in working and chance.random() < 0.1}
    for column, month in MONTHS:
        if account[column] == "不合格":
            days -= set(_hole(working, month, chance))
    return sorted(days)


def _hole(working: Sequence[date], month: int, chance: random.Random) -> list[date]:
    """Seven successive working days inside a month, away from its ends."""
    inside = [day for day in working if day.month == month]
    start = chance.randint(4, len(inside) - 12)
    first, last = inside[start], inside[start + 6]
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def main() -> None:
    """Write the workbook below the given folder, sample_inputs by default."""
    root = Path(__file__).resolve().parents[2]
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else root / "sample_inputs"
    path = out / FOLDER / FILE
    save(build(root / "tests" / "facts"), path, DATED)
    print(path)


if __name__ == "__main__":
    main()
